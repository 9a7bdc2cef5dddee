"""The report: all lines in their order, counts that are right, and a page that no text can get out of."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanpage
from cleanpage import cli
from cleanpage.cli import main
from cleanpage.evidence.glossary import MEANING
from cleanpage.label import FORMS, Form, default_weights
from cleanpage.render.report import report
from cleanpage.samples import text as sample
from cleanpage.types import APART, KEPT, Article, Image, Label, Line, Section

PLAIN = (
    "head title style body main h1 h3 h4 b em wbr bdi code details summary legend dt dd article footer figure "
    "figcaption"
)
CLASSED = "p fieldset header dl small label span"
ALLOWED = {
    **{name: set[str]() for name in PLAIN.split()},
    **{name: {"class"} for name in CLASSED.split()},
    "html": {"lang"},
    "meta": {"charset", "name", "http-equiv", "content"},
    "nav": {"aria-label"},
    "section": {"id", "aria-labelledby", "tabindex"},
    "h2": {"id"},
    "div": {"class", "role", "aria-label", "lang", "dir"},
    "input": {"type", "id", "checked"},
    "ol": {"start"},
    "li": {"id", "class"},
    "a": {"href", "rel", "tabindex"},
    "svg": {"class", "viewbox", "preserveaspectratio", "aria-hidden"},
    "rect": {"class", "x", "y", "width", "height"},
    "time": {"datetime"},
}
"""Every element that a report may have, with its attributes."""

HOSTILE = (
    "</script><script>alert(1)</script>",
    "</style></title></bdi></li></ol><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)> ' onmouseover='alert(1)",
    "<!-- <![CDATA[ &lt;b&gt; &#60;b&#62; ]]>",
    "<base href=https://example.org><meta http-equiv=refresh content=0>",
    "javascript:alert(1)",
)

SAMPLE = Path(cli.__file__).parent / "samples" / "ferry.txt"


def line(text: str, label: Label = Label.PARAGRAPH, rule: str = "last.stop", score: float = 4.2) -> Line:
    return Line(text, 0, len(text), label, label in KEPT, rule, score)


def parse(document: str) -> Any:
    return import_module("lxml.html").document_fromstring(document.encode("utf8"))


def texts(tree: Any, path: str) -> list[str]:
    return [element.text_content() for element in tree.xpath(path)]


def check_elements(tree: Any) -> None:
    """Nothing but the elements of a report, links that are harmless, and the one style sheet that the policy names."""
    for element in tree.iter():
        assert isinstance(element.tag, str), f"a comment or instruction: {element}"
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ALLOWED[element.tag], element.tag
    for link in tree.xpath("//a"):
        href = link.get("href")
        assert re.fullmatch(r"#(L\d+|lines|article)", href) or (
            href.lower().startswith(("http://", "https://")) and link.get("rel") == "noopener noreferrer nofollow"
        )
    (style,) = tree.xpath("//style")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    (policy,) = tree.xpath("//meta[@http-equiv]")
    assert policy.get("http-equiv") == "Content-Security-Policy"
    assert policy.get("content").startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


# lines and counts


def test_every_line_is_there_in_order_with_its_verdict() -> None:
    article = cleanpage.clean(sample("ferry.txt"))
    tree = parse(report(article))
    rows = tree.xpath("//ol/li")
    assert [row.get("id") for row in rows] == [f"L{i}" for i in range(1, len(article.lines) + 1)]
    for row, own in zip(rows, article.lines, strict=True):
        if not own.text.strip():
            assert row.get("class") == "empty"
            continue
        assert texts(row, ".//bdi") == [own.text]
        assert texts(row, ".//summary/b") == [own.label.value]
        assert texts(row, ".//summary/code") == [own.rule]
        group = "kept" if own.kept else "apart" if own.label in APART else "dropped"
        assert row.get("class") == f"{group} {own.label.value}"
        assert f"by {own.score:.1f} nats" in row.xpath(".//details/p")[0].text_content()
        assert f"characters {own.start:,} to {own.end:,}" in row.xpath(".//details/p")[0].text_content()


def test_lists_of_a_long_page_count_on() -> None:
    lines = tuple(line(f"Line {i}.") for i in range(1, 1002))
    tree = parse(report(Article(lines=lines)))
    assert len(tree.xpath("//ol")) > 1
    for part in tree.xpath("//ol"):
        assert part.xpath("./li[1]/@id") == [f"L{part.get('start')}"]
    assert texts(tree, "//li//bdi") == [own.text for own in lines]
    assert texts(tree, "//li//summary/span[1]") == [str(i) for i in range(1, 1002)]


def test_the_filters_count_what_they_hide() -> None:
    article = cleanpage.clean(sample("ferry.txt"))
    tree = parse(report(article))
    counts = Counter(own.label.value for own in article.lines if own.text.strip())
    counts["empty"] = sum(not own.text.strip() for own in article.lines)
    counts["kept"] = sum(own.kept for own in article.lines)
    counts["apart"] = sum(own.label in APART for own in article.lines)
    counts["dropped"] = len(article.lines) - counts["empty"] - counts["kept"] - counts["apart"]
    shown = {box.get("id"): int(box.getparent().xpath("./span")[0].text) for box in tree.xpath("//input")}
    assert shown == {f"show-{name}": count for name, count in counts.items()}
    for name, count in counts.items():
        assert len(tree.xpath(f"//li[contains(concat(' ', @class, ' '), ' {name} ')]")) == count
    assert (
        f"{counts['kept']} kept, {counts['apart']} apart, {counts['dropped']} dropped" in texts(tree, "//header/p")[1]
    )


def test_the_map_leads_to_the_lines() -> None:
    lines = (line("Menu", Label.NAV), line("", Label.NOISE), line("Ferry sinks", Label.TITLE), *[line("It sank.")] * 2)
    tree = parse(report(Article(lines=lines)))
    pieces = tree.xpath("//svg/a")
    assert [piece.get("href") for piece in pieces] == ["#L1", "#L3", "#L4"]
    assert [rect.get("class") for rect in tree.xpath("//rect")] == ["dropped nav", "kept title", "kept paragraph"]
    assert [rect.get("width") for rect in tree.xpath("//rect")] == ["1", "1", "2"]


def test_the_map_of_a_long_page_stays_small() -> None:
    lines = tuple(line("Some text.", label) for label in [*Label] * 1000)
    tree = parse(report(Article(lines=lines)))
    assert len(tree.xpath("//rect")) <= 600
    assert sum(int(rect.get("width")) for rect in tree.xpath("//rect")) == int(
        tree.xpath("//svg/@viewbox")[0].split()[2]
    )


def test_the_article_stands_beside_the_lines() -> None:
    article = replace(
        cleanpage.clean(sample("ferry.txt")), images=(Image(caption="The ferry", alt="A ship"),), updated="2025-03-04"
    )
    tree = parse(report(article, source="ferry.txt"))
    assert texts(tree, "//article//h3") == [article.title]
    assert texts(tree, "//article//h4") == ["Questions over the old lighthouse"]
    assert texts(tree, "//article//figcaption") == ["The ferry"]
    facts = dict(zip(texts(tree, "//dt"), texts(tree, "//dd"), strict=True))
    assert facts["Date"] == "2025-03-03"
    assert facts["Updated"] == "2025-03-04"
    assert facts["Agencies"] == "AFP, dpa"
    assert facts["Address"] == "https://example.org/p/7Kq2x"
    assert tree.xpath("//dd/a/@href") == ["https://example.org/p/7Kq2x"]
    assert texts(tree, "//h1") == ["ferry.txt"]
    assert texts(tree, "//title") == ["ferry.txt – cleanpage report"]


def test_an_empty_page_says_so() -> None:
    tree = parse(report(Article()))
    check_elements(tree)
    assert "The page has no lines." in texts(tree, "//main//p")
    assert "No article was found." in texts(tree, "//main//p")
    assert not tree.xpath("//svg | //li | //input")


def test_a_page_cut_short_says_so() -> None:
    assert "longer than what is read" not in report(Article(lines=(line("Ferry"),)))
    assert "longer than what is read" in report(Article(lines=(line("Ferry"),), truncated=True))


def test_the_same_article_gives_the_same_report() -> None:
    assert report(cleanpage.clean(sample("ferry.txt"))) == report(cleanpage.clean(sample("ferry.txt")))


def test_an_address_is_linked_as_it_is() -> None:
    address = "https://example.org/ferry?a=1&copy=2"
    assert parse(report(Article(url=address))).xpath("//dd/a/@href") == [address]


# reasons


def test_a_reason_says_what_it_means_by_its_longest_known_beginning() -> None:
    why = {"seen": "it recurs", "seen.long": "a long line recurs", "en.nav.skip": "a <skip> link"}
    rules = ("seen.2", "seen.long.before", "seen.longer", "en.nav.skip", "en.nav.skipper", "other")
    tree = parse(report(Article(lines=tuple(line("x", rule=rule) for rule in rules)), why=why))
    assert [texts(row, ".//em") for row in tree.xpath("//li")] == [
        *(["it recurs"], ["a long line recurs"], ["it recurs"], ["a <skip> link"], [], [])
    ]


@pytest.mark.parametrize(
    ("score", "odds"),
    [(0.0, "0.0 nats (1.0 to 1)"), (5.7, "5.7 nats (299 to 1)"), (30.0, "30.0 nats (over a million to 1)")],
)
def test_a_lead_is_given_as_odds_too(score: float, odds: str) -> None:
    assert odds in report(Article(lines=(line("x", score=score),)))


@pytest.mark.parametrize("form", FORMS)
def test_all_evidence_with_a_weight_has_words(form: Form) -> None:
    for name in default_weights(form).evidence:
        parts = name.split(".")
        assert any(".".join(parts[:i]) in MEANING for i in range(1, len(parts) + 1)), f"say what {name} means"


# text that is not what it seems


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    article = Article(
        title=text,
        authors=(text,),
        sections=(Section(text, (text,)),),
        images=(Image(text, text, f"{text}."),),
        language=text,
        date=text,
        site=text,
        url=text,
        lines=(line(text, rule=text), line(text, Label.NAV)),
    )
    tree = parse(report(article, why={text: text}, source=text))
    check_elements(tree)
    assert texts(tree, "//li//bdi") == [text, text]
    assert texts(tree, "//h1") == [text]
    assert texts(tree, "//em") == [text]
    assert texts(tree, "//article//h3 | //article//h4") == [text, text]


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n\r")), max_size=5), st.text())
def test_any_text_stays_text(page: list[str], other: str) -> None:
    article = Article(
        title=other, url=other, language=other, authors=(other,), lines=tuple(line(t, rule=other) for t in page)
    )
    tree = parse(report(article, source=other, why={other: other}))
    check_elements(tree)
    assert len(tree.xpath("//li")) == len(page)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("photo\u202egpj.exe", "photoU+202Egpj.exe"),
        ("\u2066x\u2069", "U+2066xU+2069"),
        ("a\0b\x1b[31m\x7f", "aU+0000bU+001B[31mU+007F"),
        ("soft\xadhyphen\u200bspace\ufeff", "softU+00ADhyphenU+200BspaceU+FEFF"),
        ("\ue800 \udc80", "U+E800 U+DC80"),
        ("می\u200cخواهم a\u00a0b\tc 👩\u200d🚒", "می\u200cخواهم a\u00a0b\tc 👩\u200d🚒"),
    ],
)
def test_characters_that_cannot_be_seen_are_shown(text: str, shown: str) -> None:
    tree = parse(report(Article(title=text, lines=(line(text),)), source=text))
    assert texts(tree, "//li//bdi") == [shown]
    if "\t" not in text:
        assert texts(tree, "//article//h3") == [shown]
    marks = "".join(texts(tree, "//li//span[@class='char']"))
    assert bool(marks) == (shown != text)
    assert all(c not in report(Article(lines=(line(text),)), source=text) for c in "\u202e\u2066\0\x1b\ufeff")


# the style sheet


def test_every_label_has_a_colour_and_a_filter() -> None:
    style = parse(report(Article())).xpath("//style")[0].text
    for name in [*(label.value for label in Label), "kept", "apart", "dropped", "empty"]:
        assert f".filters:has(#show-{name}:not(:checked)) ~ .rows .{name}" in style
    for label in Label:
        assert f".{label.value} {{ --c: var(--{label.value}) }}" in style


def tinted(color: str, tint: str, percent: int) -> str:
    """A colour with so much of another mixed in, as `color-mix` in sRGB does."""
    pairs = [(int(color[i : i + 2], 16), int(tint[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * percent / 100):02x}" for a, b in pairs)


def luminance(color: str) -> float:
    """Relative luminance of "#rrggbb" by WCAG 2.2."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_the_paper_in_both_schemes(scheme: int) -> None:
    style = parse(report(Article())).xpath("//style")[0].text
    block = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]
    colors = dict(re.findall(r"--([a-z]+): (#[0-9a-f]+)", block))
    for label in Label:
        ground = tinted(colors["paper"], colors[label.value], 10)  # as a line under the pointer is
        for name in ("ink", "soft", label.value):
            light, dark = sorted((luminance(colors[name]), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, label)


def test_time_grows_linearly() -> None:
    def seconds(count: int) -> float:
        article = Article(lines=tuple(line(f"A <b>line</b> of many, the {i}th\u202e.") for i in range(count)))
        start = time.process_time()
        report(article)
        return time.process_time() - start

    seconds(100)
    assert seconds(40_000) < 4 * 3 * max(seconds(10_000), 0.01)


# the command


def test_the_command_writes_a_report_with_the_rules_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.html"
    assert main(["report", str(SAMPLE), "-o", str(path)]) == 0
    assert capsys.readouterr() == ("", "")
    tree = parse(path.read_text("utf8"))
    check_elements(tree)
    article = cleanpage.clean(SAMPLE.read_bytes())
    assert texts(tree, "//h1") == ["ferry.txt"]
    why = {rule.id: rule.why for rule in cleanpage.Cleaner().rules()}
    for row, own in zip(tree.xpath("//li"), article.lines, strict=True):
        if own.text.strip():
            (words,) = texts(row, ".//em")
            assert words == why.get(own.rule, words)
    assert main(["report", str(SAMPLE)]) == 0
    assert capsys.readouterr().out == path.read_text("utf8")
    assert main(["report", "-o", "-", str(SAMPLE)]) == 0
    assert capsys.readouterr().out == path.read_text("utf8")


def test_own_packs_words_are_in_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "mine.toml"
    pack.write_text(
        '[[rule]]\nid = "mine.promo.related"\nmatch = { start = ["more from the gazette"] }\n'
        'why = "the Gazette\'s own teaser"\nhit = ["More from the Gazette: Ferry sinks"]\nmiss = ["There is more."]\n',
        "utf8",
    )
    page = tmp_path / "page.txt"
    page.write_text("More from the Gazette: Ferry sinks\n\n" + SAMPLE.read_text("utf8"), "utf8")
    assert main(["report", "--pack", str(pack), str(page)]) == 0
    assert texts(parse(capsys.readouterr().out), "//li[@id='L1']//em") == ["the Gazette's own teaser"]


def test_html_is_a_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--format", "html", str(SAMPLE)]) == 0
    assert capsys.readouterr().out == cleanpage.clean(SAMPLE.read_bytes()).to_html()
    assert main(["--format", "html", "--only", "headings", str(SAMPLE)]) == 0
    tree = parse(capsys.readouterr().out)
    assert texts(tree, "//article//*[self::h1 or self::h2 or self::p]") == ["Questions over the old lighthouse"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["report", "a.txt", "b.txt"], "b.txt"),
        (["report", "--language", "tlh", "a.txt"], "unknown language tlh"),
        (["report", "-o"], "-o"),
        (["--format", "html", "a.txt", "b.txt"], "takes one file"),
        (["--format", "html", "--lines", "a.txt"], "--lines"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("cleanpage: ")
    assert err.count("\n") == 1
    assert message in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (lambda folder: [str(folder / "none.txt"), "-o", str(folder / "out.html")], "No such file"),
        (lambda folder: [str(SAMPLE), "-o", str(folder)], "Is a directory"),
        (lambda folder: [str(SAMPLE), "-o", str(folder / "no" / "out.html")], "No such file"),
        (lambda folder: [str(SAMPLE), "-o", "a\0b"], "null"),
    ],
)
def test_what_cannot_be_read_or_written_is_one_error(
    arguments: Callable[[Path], list[str]], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *arguments(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert message in err
    assert not (tmp_path / "out.html").exists()


def test_a_report_does_not_overwrite_its_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Ferry sinks", "utf8")
    assert main(["report", str(page), "-o", f"{tmp_path}/./page.txt"]) == 2
    assert "would overwrite" in capsys.readouterr().err
    assert page.read_text("utf8") == "Ferry sinks"
