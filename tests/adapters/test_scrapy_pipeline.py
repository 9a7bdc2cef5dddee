"""Scrapy's pipeline in a crawl of pages that a server of the test's own serves from memory."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from itemadapter import ItemAdapter
from scrapy import Field, Item, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.utils.test import get_crawler

import cleanpage
from cleanpage.adapters.scrapy import CleanpagePipeline
from cleanpage.samples import text

HTML = text("ferry.html")
TITLE = "Ferry runs aground off Skerrin, all passengers safe"

CRAWL = """
import scrapy, sys
from scrapy.crawler import CrawlerProcess

class Post(scrapy.Spider):
    name = "post"
    start_urls = sys.argv[2:]

    def parse(self, response):
        yield {"url": response.url, "html": response.body}

settings = {
    "ITEM_PIPELINES": {"cleanpage.adapters.scrapy.CleanpagePipeline": 300},
    "CLEANPAGE_KEEP_SOURCE": False,
    "CLEANPAGE_MIN_CONFIDENCE": 0.5,
    "FEEDS": {sys.argv[1]: {"format": "jsonlines"}},
    "TELNETCONSOLE_ENABLED": False,
}
process = CrawlerProcess(settings)
crawler = process.create_crawler(Post)
process.crawl(crawler)
process.start()
print({name: value for name, value in crawler.stats.get_stats().items() if name.startswith("cleanpage/")})
"""


@dataclass
class Page:
    html: str
    article: dict[str, Any] | None = None


class PageItem(Item):
    html = Field()
    article = Field()


def pipeline(**settings: Any) -> tuple[CleanpagePipeline, Crawler]:
    crawler = get_crawler(Spider, {f"CLEANPAGE_{name}": value for name, value in settings.items()})
    return CleanpagePipeline.from_crawler(crawler), crawler


def stats(crawler: Crawler) -> dict[str, Any]:
    assert crawler.stats is not None
    return {name: n for name, n in crawler.stats.get_stats().items() if name.startswith("cleanpage/")}


def test_a_crawl(tmp_path: Path) -> None:
    (tmp_path / "ferry.html").write_text(HTML, "utf8")
    (tmp_path / "menu.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>", "utf8")
    (tmp_path / "crawl.py").write_text(CRAWL, "utf8")
    pages = [(tmp_path / name).as_uri() for name in ("ferry.html", "menu.html")]
    command = [sys.executable, "crawl.py", "out.jsonl", *pages]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    (item,) = map(json.loads, (tmp_path / "out.jsonl").read_text("utf8").splitlines())
    assert item == {"url": pages[0], "article": cleanpage.clean(HTML).to_dict()}
    assert "'cleanpage/items': 2" in done.stdout
    assert "'cleanpage/below_confidence': 1" in done.stdout


@pytest.mark.parametrize("item", [{"html": HTML}, Page(HTML), PageItem(html=HTML)], ids=lambda i: type(i).__name__)
def test_every_form_of_item_gets_its_article(item: Any) -> None:
    step, crawler = pipeline()
    made = step.process_item(item)
    assert ItemAdapter(made)["article"]["title"] == TITLE
    assert stats(crawler)["cleanpage/kind/article"] == 1
    assert stats(crawler)["cleanpage/lines_dropped/share"] >= 1


def test_the_settings() -> None:
    step, _ = pipeline(FIELD="body", TARGET="clean", KEEP_SOURCE=False, LANGUAGE="en")
    made = step.process_item({"body": HTML.encode(), "html": "untouched"})
    assert made["clean"]["title"] == TITLE
    assert set(made) == {"clean", "html"}


def test_the_article_may_take_the_pages_place() -> None:
    step, _ = pipeline(TARGET="html", KEEP_SOURCE=False)
    assert step.process_item({"html": HTML})["html"]["title"] == TITLE


def test_an_item_without_a_page_goes_on_as_it_is() -> None:
    step, crawler = pipeline(MIN_CONFIDENCE=0.9)
    assert step.process_item({"name": "Skerrin"}) == {"name": "Skerrin"}
    assert stats(crawler) == {"cleanpage/without_page": 1}


def test_an_item_below_the_confidence_is_dropped() -> None:
    step, _ = pipeline(MIN_CONFIDENCE=0.5)
    with pytest.raises(DropItem, match=r"confidence 0\.0 is below 0\.5 \(empty\)"):
        step.process_item({"html": ""})


def test_own_packs(tmp_path: Path) -> None:
    pack = tmp_path / "post.toml"
    pack.write_text(
        '[[rule]]\nid = "post.promo.related"\nmatch = { line = ["Questions over the old lighthouse"] }\n'
        'why = "a box"\nhit = ["Questions over the old lighthouse"]\nmiss = ["She had questions."]\n',
        "utf8",
    )
    step, _ = pipeline(PACKS=[str(pack)])
    headings = [section["heading"] for section in step.process_item({"html": HTML})["article"]["sections"]]
    assert headings == [None]


@pytest.mark.parametrize("wrong", [{"PACKS": ["missing.toml"]}, {"LANGUAGE": "Klingon!"}, {"MIN_CONFIDENCE": "high"}])
def test_with_wrong_settings_there_is_no_pipeline(wrong: dict[str, Any]) -> None:
    with pytest.raises((OSError, ValueError)):
        pipeline(**wrong)
