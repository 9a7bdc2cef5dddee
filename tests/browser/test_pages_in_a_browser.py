"""The report and the article's document in a real browser: hostile text must not run, filters must hide.

Needs Chromium or Chrome on the PATH, so it has a command of its own: `python -m pytest tests/browser`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import cleanpage
from cleanpage.render.report import report
from cleanpage.samples import text as sample
from cleanpage.types import KEPT, Article, Image, Label, Line, Section

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

CANARY = "<b id=canary>x</b><script>document.title='ran'</script>"
HOSTILE = (
    CANARY,
    f"</script>{CANARY}",
    f"</style>{CANARY}",
    f"</title>{CANARY}",
    f"</bdi></summary></details></li></ol></main>{CANARY}",
    f"-->{CANARY}<!--",
    f"]]>{CANARY}",
    f"'>{CANARY}",
    f'">{CANARY}',
    f"</svg>{CANARY}",
    "<img id=canary src=x onerror=\"document.title='ran'\">",
    "<svg id=canary onload=\"document.title='ran'\">",
    "<iframe id=canary srcdoc=\"<script>parent.document.title='ran'</script>\">",
    '" onmouseover="document.title=\'ran\'" id="canary',
    "javascript:document.title='ran'",
    "&lt;script&gt;document.title='ran'&lt;/script&gt;",
    "\u202egpj.exe\u202c",
    "a\0<\0script>document.title='ran'</script>",
)

Dump = Callable[[str], Any]


@pytest.fixture(scope="session")
def browser() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail(f"no browser on the PATH: install one of {', '.join(BROWSERS)}")
    return found


@pytest.fixture
def dump(browser: str, tmp_path: Path) -> Dump:
    """Load a page and return the tree that the browser made of it, when its scripts have run."""

    def load(page: str) -> Any:
        path = tmp_path / "page.html"
        path.write_text(page, "utf8")
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        options = ["--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={tmp_path / 'profile'}", *root]
        done = subprocess.run(
            [browser, *options, "--virtual-time-budget=2000", "--dump-dom", path.as_uri()],
            capture_output=True,
            timeout=120,
            check=True,
        )
        html = import_module("lxml.html")
        return html.document_fromstring(done.stdout, parser=html.HTMLParser(encoding="utf8"))

    return load


def hostile_article() -> Article:
    return Article(
        title=HOSTILE[3],
        byline=HOSTILE[0],
        standfirst=HOSTILE,
        authors=HOSTILE,
        sections=(Section(None, HOSTILE), *(Section(text, (text,)) for text in HOSTILE)),
        images=tuple(Image(text, text, f"{text}.") for text in HOSTILE),
        language=HOSTILE[8],
        date=HOSTILE[8],
        site=HOSTILE[8],
        url=HOSTILE[14],
        lines=tuple(Line(text, 0, 1, label, label in KEPT, text, 1.0) for text in HOSTILE for label in Label),
    )


def title(tree: Any) -> str:
    return str(tree.xpath("//title")[0].text_content())


def test_hostile_text_does_not_run_in_a_report(dump: Dump) -> None:
    article = hostile_article()
    tree = dump(report(article, why={text: text for text in HOSTILE}, source=f"</title>{CANARY}"))
    assert not tree.xpath("//*[@id='canary']")
    assert not tree.xpath("//script | //img | //iframe | //@onload | //@onerror | //@onmouseover")
    assert title(tree) == f"</title>{CANARY} – cleanpage report"
    assert len(tree.xpath("//li")) == len(article.lines)
    assert len(tree.xpath("//rect")) == len(article.lines)


def test_hostile_text_does_not_run_in_an_article_s_document(dump: Dump) -> None:
    tree = dump(hostile_article().to_html())
    assert not tree.xpath("//*[@id='canary']")
    assert not tree.xpath("//script | //img | //iframe | //@onload | //@onerror | //@onmouseover")
    assert title(tree) == f"</title>{CANARY}"
    assert len(tree.xpath("//figure")) == len(HOSTILE)


def test_the_report_s_policy_stops_what_should_ever_get_out(dump: Dump) -> None:
    """What the policy is for: a script in the page itself, which no text can put there."""
    page = report(Article(title="Ferry sinks"), source="page.txt").replace("<body>", f"<body>{CANARY}")
    assert title(dump(page)) == "page.txt – cleanpage report"
    without = re.sub(r"<meta http-equiv[^>]*+>", "", page)
    assert without != page
    assert title(dump(without)) == "ran"  # so the test can fail


def test_the_policy_lets_the_style_sheet_work(dump: Dump) -> None:
    """The hash in the policy is that of the style sheet."""
    page = report(cleanpage.clean(sample("ferry.txt")))
    (policy,) = re.findall(r'content="(default-src[^"]*+)"', page)
    probe = "<script>document.title = getComputedStyle(document.querySelector('ol')).listStyleType</script></body>"
    allowed = page.replace(policy, f"{policy}; script-src 'unsafe-inline'").replace("</body>", probe)
    assert title(dump(allowed)) == "none"
    assert title(dump(allowed.replace("<style>", "<style> "))) != "none"  # another hash


def test_unchecking_a_filter_hides_its_lines_and_no_others(dump: Dump) -> None:
    lines = [Line(f"{label} {i}", 0, 1, label, label in KEPT, "x", 1.0) for label in Label for i in range(2)]
    page = report(Article(lines=(*lines, Line("", 0, 1, Label.NOISE, False, "line.blank", 0.0))))
    probe = """<script>
        const rows = [...document.querySelectorAll("li")];
        for (const box of document.querySelectorAll("input")) {
            const name = box.id.replace("show-", "");
            box.checked = false;
            const wrong = rows.filter(r => (getComputedStyle(r).display === "none") !== r.classList.contains(name));
            box.checked = true;
            document.body.append(document.createElement("output"));
            document.body.lastChild.textContent = `${name} ${wrong.length}`;
        }
    </script></body>"""
    tree = dump(re.sub(r"<meta http-equiv[^>]*+>", "", page).replace("</body>", probe))
    names = [*(label.value for label in Label), "kept", "apart", "dropped", "empty"]
    assert sorted(o.text_content() for o in tree.xpath("//output")) == sorted(f"{name} 0" for name in names)
