"""Scrapy: an item pipeline that puts the article beside the page. Needs Scrapy (the extra "scrapy").

In a project's settings:

    ITEM_PIPELINES = {"cleanpage.adapters.scrapy.CleanpagePipeline": 300}
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Self

try:
    from itemadapter import ItemAdapter
    from scrapy.crawler import Crawler
    from scrapy.exceptions import DropItem
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector
except ImportError:
    raise ImportError("cleanpage.adapters.scrapy needs Scrapy: pip install 'cleanpage[scrapy]'") from None

from cleanpage.api import Cleaner
from cleanpage.rules import load_pack
from cleanpage.types import APART, Article

__all__ = ["CleanpagePipeline"]


class CleanpagePipeline:
    """Cleans each item's page and puts the article into the item.

    The settings: `CLEANPAGE_FIELD`, the item's field with the page, str or bytes ("html"); `CLEANPAGE_TARGET`, the
    field that gets the article as `Article.to_dict()` has it ("article"); `CLEANPAGE_KEEP_SOURCE`, whether the page
    stays in the item (True); `CLEANPAGE_LANGUAGE`, an ISO 639-1 code where all pages are in one (None);
    `CLEANPAGE_PACKS`, files of own rules ([]); `CLEANPAGE_MIN_CONFIDENCE`, 0..1: items below it are dropped (0.0).
    Where they are wrong the crawl does not begin.

    Items without the field go on as they are. The stats: `cleanpage/items`, `cleanpage/without_page`,
    `cleanpage/below_confidence`, `cleanpage/kind/KIND`, and by label `cleanpage/lines_dropped/LABEL`.
    """

    def __init__(
        self,
        stats: StatsCollector,
        cleaner: Cleaner,
        *,
        field: str = "html",
        target: str = "article",
        keep_source: bool = True,
        min_confidence: float = 0.0,
    ) -> None:
        self.stats = stats
        self.cleaner = cleaner
        self.field = field
        self.target = target
        self.keep_source = keep_source
        self.min_confidence = min_confidence

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline as a crawler's settings have it. Raises OSError or ValueError where they are wrong."""
        settings, stats = crawler.settings, crawler.stats
        assert stats is not None  # a crawler has them before it makes its pipelines
        return cls(
            stats,
            _cleaner(settings),
            field=settings.get("CLEANPAGE_FIELD", "html"),
            target=settings.get("CLEANPAGE_TARGET", "article"),
            keep_source=settings.getbool("CLEANPAGE_KEEP_SOURCE", True),
            min_confidence=settings.getfloat("CLEANPAGE_MIN_CONFIDENCE", 0.0),
        )

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """Clean the item's page. Raises DropItem below the confidence asked for, TypeError where it is no page."""
        adapter = ItemAdapter(item)
        page = adapter.get(self.field)
        if page is None:
            self.stats.inc_value("cleanpage/without_page")
            return item
        article = self.cleaner.clean(page)
        self._count(article)
        if article.confidence < self.min_confidence:
            self.stats.inc_value("cleanpage/below_confidence")
            raise DropItem(f"confidence {article.confidence} is below {self.min_confidence} ({article.kind})")
        adapter[self.target] = article.to_dict()
        if not self.keep_source and self.field != self.target:
            del adapter[self.field]
        return item

    def _count(self, article: Article) -> None:
        self.stats.inc_value("cleanpage/items")
        self.stats.inc_value(f"cleanpage/kind/{article.kind}")
        dropped = Counter(x.label for x in article.lines if x.text.strip() and not x.kept and x.label not in APART)
        for label, count in dropped.items():
            self.stats.inc_value(f"cleanpage/lines_dropped/{label}", count)


def _cleaner(settings: BaseSettings) -> Cleaner:
    packs = [load_pack(Path(name)) for name in settings.getlist("CLEANPAGE_PACKS")]
    return Cleaner(packs, settings.get("CLEANPAGE_LANGUAGE"))
