"""What a page is as a whole: told from its text and its markup, with a reason, and with a low confidence for walls."""

from __future__ import annotations

import pickle

import pytest

from cleanpage import Article, Cleaner, clean
from cleanpage.evidence.kind import names_of_page
from cleanpage.kind import default_kinds, judge, probabilities
from cleanpage.read import read
from cleanpage.rules import RuleIndex
from cleanpage.rules.load import builtin_notices, builtin_pack
from cleanpage.samples import text
from cleanpage.types import Label, PageKind

PARAGRAPHS = (
    "The harbour board voted on Tuesday to rebuild the old breakwater, ending a dispute that had split the town for "
    "almost eleven years and cost two chairmen their jobs.",
    "Work on the first section is to begin in May, once the herring season is over, the board's chairwoman, Ann "
    "Example, told reporters after the meeting. It will take two summers.",
    "“Nobody here wanted another winter with waves in the market square,” she said, adding that the state would pay "
    "for two thirds of the stone.",
    "Fishermen had asked for a gap in the new wall so that smaller boats need not sail around it. Engineers rejected "
    "that, saying a gap would let in the very swell that the wall is meant to stop.",
    "The opposition said the plan had been rushed through. Its speaker, Joe Sample, called for a vote by the town's "
    "residents, which the mayor declined on Wednesday morning.",
)
MENU = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
)
FOOT = "<footer><p>© 2026 The Example Gazette</p><a href='/privacy'>Privacy policy</a></footer>"
HEADS = (
    "Breakwater to be rebuilt",
    "Choir wins island prize",
    "Mill sold to its miller",
    "Fog horn falls silent again",
    "Goat rescued from lighthouse",
    "Council cuts ferry fares",
    "New road to the south beach",
    "Storm takes school's roof",
)


def page(body: str, title: str = "The Example Gazette", head: str = "", lang: str = "en") -> str:
    top = f"<head><title>{title}</title>{head}</head>"
    return f"<!doctype html><html lang={lang}>{top}<body>{MENU}{body}{FOOT}</body></html>"


ARTICLE = page(
    f"<main><article><h1>Breakwater to be rebuilt</h1><p class=byline>By Jo Marrow</p><time>March 3, 2026</time>"
    f"{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article></main>",
    "Breakwater to be rebuilt",
    '<meta property="og:type" content="article"><link rel=canonical href="https://gazette.example/2026/03/03/new-wall">',
)
FRONT = page(
    "<main><h1>News</h1>"
    + "".join(
        f"<div class=card><h3><a href='/{i}'>{h}</a></h3><p>How it came to this.</p><time>{i} hours ago</time></div>"
        for i, h in enumerate(HEADS)
    )
    + "<a href='?page=2'>Next page</a></main>",
    "News",
)
ERROR = page("<h1>Page not found</h1><p>The story you followed a link to has been moved or taken down.</p>", "404")
CONSENT = page(
    "<div class=wall><h1>We value your privacy</h1><p>We and our 90 partners use cookies on your device to choose and "
    "measure advertising. You can change your mind whenever you like.</p><button>Accept all</button></div>"
)


@pytest.mark.parametrize(
    ("source", "kind"),
    [(ARTICLE, "article"), (FRONT, "listing"), (ERROR, "error"), (CONSENT, "consent")],
    ids=["article", "listing", "error", "consent"],
)
def test_the_kind_of_an_html_page(source: str, kind: str) -> None:
    assert clean(source).kind == kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("\n\n".join(("Breakwater to be rebuilt", "March 3, 2026", *PARAGRAPHS)), "article"),
        (text("ferry.txt"), "article"),
        ("Just a moment...\n\nVerify you are human by completing the action below.\n", "consent"),
        ("Home\nNews\nSport\n\n404\n\nPage not found\n\nThe page you are looking for is gone.\n", "error"),
        ("Startseite\nPolitik\nSport\n\nSeite nicht gefunden\n\nDie gewünschte Seite gibt es nicht mehr.\n", "error"),
        ("", "empty"),
        (" \n\n\t\n", "empty"),
    ],
)
def test_the_kind_of_a_text(source: str, kind: str) -> None:
    assert clean(source).kind == kind


@pytest.mark.parametrize(
    ("title", "message", "lang"),
    [
        ("Seite nicht gefunden", "Die Meldung, die Sie suchen, steht hier nicht mehr.", "de"),
        ("Página no encontrada", "La noticia que buscas ya no está en este lugar.", "es"),
        ("Страница не найдена", "Новость, которую вы искали, убрали с сайта.", "ru"),
        ("ページが見つかりません", "お探しの記事はここにはありません。", "ja"),
        ("الصفحة غير موجودة", "الخبر الذي تبحث عنه لم يعد هنا.", "ar"),
    ],
)
def test_an_error_page_in_other_languages(title: str, message: str, lang: str) -> None:
    article = clean(page(f"<h1>{title}</h1><p>{message}</p>", title, lang=lang))
    assert article.kind is PageKind.ERROR
    assert article.confidence < 0.3


def test_what_is_no_article_has_a_low_confidence() -> None:
    assert clean(ARTICLE).confidence > 0.6
    for source in (FRONT, ERROR, CONSENT):
        assert clean(source).confidence < 0.3, source


ABOUT_ERRORS = (
    "Access denied is what hundreds of islanders read on their screens on Monday, when the town's new site failed.",
    "“Page not found, that is all it ever said,” complained Ann Example, who wanted a fishing licence.",
    "The town said that its cookie banner was to blame: it asked visitors to accept all cookies and then forgot.",
    *PARAGRAPHS,
)


def about_errors(head: str) -> str:
    paragraphs = "".join(f"<p>{p}</p>" for p in ABOUT_ERRORS)
    return page(f"<main><h1>Page not found: town's site fails</h1>{paragraphs}</main>", "Page not found", head)


def test_an_article_about_errors_and_cookies_is_an_article() -> None:
    article = clean(about_errors('<meta property="og:type" content="article"><meta name=author content="Jo Marrow">'))
    assert article.kind is PageKind.ARTICLE
    assert ABOUT_ERRORS[0] in article.to_text()


def test_an_article_about_errors_and_cookies_without_metadata_is_an_article() -> None:
    assert clean(about_errors("")).kind is PageKind.ARTICLE


def test_words_of_error_pages_drop_no_line_of_an_article() -> None:
    heading = "Mixed results for the choir"
    source = "\n\n".join((*PARAGRAPHS[:2], heading, *PARAGRAPHS[2:]))
    plain = "\n\n".join((*PARAGRAPHS[:2], "A mixed day for the choir", *PARAGRAPHS[2:]))
    labels = [line.label for line in clean(source, language="en").lines]
    assert labels == [line.label for line in clean(plain, language="en").lines]


def test_the_kind_and_its_reason_are_in_the_data() -> None:
    data = clean(ERROR).to_dict()
    assert data["kind"] == "error"
    assert data["kind_reason"] in known_names(ERROR)


def test_no_text_is_empty_for_that_reason() -> None:
    article = clean("<html><head></head><body></body></html>")
    assert (article.kind, article.kind_reason, article.confidence) == (PageKind.EMPTY, "page.no-text", 0.0)


def test_the_kind_survives_pickling_and_is_the_same_again() -> None:
    first = clean(FRONT)
    copy: Article = pickle.loads(pickle.dumps(first))
    assert (copy.kind, copy.kind_reason) == (first.kind, first.kind_reason)
    assert Cleaner().clean(FRONT).kind_reason == first.kind_reason


def test_the_reason_is_what_weighed_most_against_the_runner_up() -> None:
    weights = {"text": {"a": {"error": 1.0, "article": 0.5}, "b": {"error": 0.8}}}
    verdict = judge(("a", "b"), weights, html=False)
    assert (verdict.kind, verdict.reason) == (PageKind.ERROR, "b")


def test_an_article_is_what_is_more_likely_one_than_all_other_kinds_together() -> None:
    weights = {"html": {"a": {"article": 1.0, "listing": 0.9, "other": 0.9}}}
    verdict = judge(("a",), weights, html=True)
    assert verdict.article < 0.5
    assert verdict.kind is PageKind.LISTING


def test_probabilities_add_up_to_one() -> None:
    shares = probabilities(("x", "unknown"), {"x": {"forum": 900.0, "article": -900.0}})
    assert sum(shares.values()) == pytest.approx(1.0)
    assert set(shares) == {kind.value for kind in PageKind}


def test_the_weights_name_known_kinds_only() -> None:
    for table in default_kinds().values():
        assert {kind for row in table.values() for kind in row} <= {kind.value for kind in PageKind}


def known_names(source: str) -> tuple[str, ...]:
    """The evidence of a page, made without labels."""
    return Cleaner().survey_page(source)


def test_evidence_of_markup_is_for_html_alone() -> None:
    html = set(known_names(FRONT))
    plain = set(known_names("\n".join(HEADS)))
    assert "headings.linked.4" not in plain
    assert "word.card" in html
    assert not any(name.startswith(("word.", "tag.", "claim.", "url.", "box.")) for name in plain)


def test_an_address_says_dates_words_and_depth() -> None:
    names = known_names(ARTICLE)
    assert "url.dated" in names
    assert "url.depth.4" in names
    root = known_names(page("<p>Hello</p>", head='<link rel=canonical href="https://gazette.example/">'))
    assert "url.root" in root


def test_no_blocks_give_evidence_too() -> None:
    empty = read("", 100)
    names = names_of_page(empty, (), (), RuleIndex(()), lambda: RuleIndex(()))
    assert "body.chars.0" in names


def test_labels_decide_how_much_body_there_is() -> None:
    source = read("\n\n".join(PARAGRAPHS), 10_000)
    none = [None] * len(source.blocks)
    kept = names_of_page(source, [Label.PARAGRAPH] * len(none), none, RuleIndex(()), lambda: RuleIndex(()))
    dropped = names_of_page(source, [Label.NAV] * len(none), none, RuleIndex(()), lambda: RuleIndex(()))
    assert "body.paragraphs.4" in kept
    assert "body.paragraphs.0" in dropped


def test_notices_are_the_page_rules_of_all_packs() -> None:
    alone = [rule for rule in builtin_notices() if rule.pack in ("core", "de", "ja")]
    whole = [r for name in ("core", "de", "ja") for r in builtin_pack(name).rules if r.kind.startswith("page.")]
    assert alone == whole


def test_notices_are_asked_for_only_where_they_count() -> None:
    long = read("\n\n".join(PARAGRAPHS * 3), 10_000)
    asked: list[bool] = []

    def notices() -> RuleIndex:
        asked.append(True)
        return RuleIndex(())

    none = [None] * len(long.blocks)
    names_of_page(long, [Label.PARAGRAPH] * len(none), none, RuleIndex(()), notices)
    assert not asked
    names_of_page(long, [Label.NAV] * len(none), none, RuleIndex(()), notices)
    assert asked


def test_a_chinese_headline_is_as_many_words_as_it_says() -> None:
    def words(title: str) -> set[str]:
        names = known_names(page("<p>Hello</p>", head=f'<meta property="og:title" content="{title}">'))
        return {n for n in names if n.startswith("claim.title.words")}

    assert words("渡轮在雾中搁浅，一百二十名乘客全部获救") == words("Ferry runs aground in fog, all are safe")
    assert words("渡轮") == words("Ferry")
