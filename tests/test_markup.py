"""What a page's markup says of its lines: the box that holds the article, what is apart from it, what is claimed."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

import cleanpage.evidence.classes
from cleanpage import Cleaner
from cleanpage.evidence import scope
from cleanpage.evidence.classes import class_words
from cleanpage.read import read
from cleanpage.read.html import words_of
from cleanpage.stated import headline, with_stated
from cleanpage.trace import Verdict
from cleanpage.types import Label, Page

PROSE = "The water board said on Monday that the reservoir is full again after the wettest April in forty years."
OTHER = "It has rained on all but four days since the beginning of the month, and the snow on the hills melted early."
LAST = "Walkers can use the path along the northern bank again from Friday, but the lower gate stays closed for now."


def page_of(body: str, head: str = "") -> Page:
    return read(f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>", 10**6)


def names(page: Page, text: str) -> set[str]:
    """The evidence of the line that begins with `text`."""
    seen, evidence = Cleaner().survey(page)
    found = [e for i, e in zip(seen.near, evidence, strict=True) if page.blocks[i].text.startswith(text)]
    return set(found[0].names())


def apart(page: Page) -> dict[str, str]:
    """Which lines the markup alone drops, and by what."""
    return {b.text: why for b, why in zip(page.blocks, scope(page).apart, strict=True) if why}


ARTICLE = f"<h1>Reservoir is full again</h1><p>{PROSE}</p><p>{OTHER}</p><p>{LAST}</p>"


def test_the_box_that_holds_most_prose_is_the_main_one() -> None:
    teaser = "The gate closed in May."
    page = page_of(f"<div class=wrap><div class=text>{ARTICLE}</div><div class=more><p>{teaser}</p></div></div>")
    assert "rise.0" in names(page, OTHER[:20])
    assert "rise.1" in names(page, teaser)


def test_comments_are_never_the_main_box_however_long() -> None:
    comments = "".join(f"<p>{OTHER} I agree, {n}.</p>" for n in range(12))
    page = page_of(f"<div class=text>{ARTICLE}</div><div id=comments>{comments}</div>")
    assert "rise.0" in names(page, PROSE[:20])
    assert apart(page)[f"{OTHER} I agree, 3."] == "html.comment"


@pytest.mark.parametrize(
    "markup",
    [
        f"<body class='post comments-open'>{ARTICLE}</body>",
        f"<article class=has-comments><h2>Reservoir</h2><p>{PROSE}</p><p>{OTHER}</p></article>",
        f"<div class='post comments-closed'>{ARTICLE}</div>",
        f"<div id=comments><p>{PROSE}</p><p>{OTHER}</p></div>",
    ],
    ids=["the body", "the article", "around the headline", "all that there is"],
)
def test_an_article_is_no_comment_whatever_is_said_around_it(markup: str) -> None:
    assert "html.comment" not in apart(page_of(markup)).values()


def test_a_notice_laid_over_the_page_is_apart() -> None:
    page = page_of(f"{ARTICLE}<div class=cookie-modal><p>We and our partners keep data on your device.</p></div>")
    assert apart(page) == {"We and our partners keep data on your device.": "html.notice"}


TEASER = f"<div class=item><h3><a href=/{{0}}>The gate number {{0}} was closed</a></h3><p>{OTHER}</p></div>"


def test_a_list_of_teasers_is_not_the_main_box() -> None:
    teasers = "".join(TEASER.format(n) for n in range(9))
    page = page_of(f"<div class=text>{ARTICLE}</div><div class=list>{teasers}</div>")
    assert "rise.0" in names(page, PROSE[:20])
    assert "teaser" not in names(page, PROSE[:20])
    assert "teaser" in names(page, "The gate number 4")


@pytest.mark.parametrize("side", ["<aside>", "<div class='sidebar left'>", "<footer>", "<div class=textwidget>"])
def test_a_box_on_the_side_is_not_the_main_one_though_it_holds_more_prose(side: str) -> None:
    short = f"<h1>Reservoir is full again</h1><div class=text><p>{PROSE}</p><p>{LAST}</p></div>"
    widgets = "".join(
        f"{side}<p>{OTHER} This is box {n}.</p><p>{OTHER} That was box {n}.</p>{end_of(side)}" for n in range(4)
    )
    page = page_of(f"<div class=wrap>{short}<div class=col>{widgets}</div></div>")
    assert "rise.0" in names(page, PROSE[:20])
    assert "rise.0" not in names(page, f"{OTHER} This is box 2")


def end_of(opener: str) -> str:
    return f"</{opener.strip('<>').split()[0]}>"


@pytest.mark.parametrize("main", ["main", "article"])
def test_what_stands_beside_the_pages_main_element_is_not_the_main_box_however_much_it_is(main: str) -> None:
    long = "".join(f"<p>{OTHER} This is offer {n}.</p>" for n in range(9))
    article = f"<h1>Reservoir is full again</h1><div><p>{PROSE}</p></div><p>{OTHER}</p><p>{LAST}</p>"
    page = page_of(f"<div><div class=banner>{long}</div><{main}>{article}</{main}></div><div class=low>{long}</div>")
    assert "rise.0" in names(page, LAST[:20])
    assert "rise.0" not in names(page, f"{OTHER} This is offer 2")


def test_a_main_element_with_hardly_any_prose_does_not_tell_where_the_article_is() -> None:
    page = page_of(f"<div class=story>{ARTICLE}</div><main><p>{LAST[:90]}</p></main>")
    assert "rise.0" in names(page, PROSE[:20])


def test_a_part_of_the_body_before_its_main_box_is_one_with_it() -> None:
    opening = f"<section class=top><div class=col><div class=text><p>{LAST}</p></div></div></section>"
    rest = "".join(f"<p>{text}</p>" for text in (PROSE, OTHER, PROSE.upper()))
    aside = f"<div class=col><div class=note><p>{OTHER[:-1]}, they say.</p></div></div>"
    page = page_of(f"{opening}{aside}<section class=low><div class=col><div class=text>{rest}</div></div></section>")
    assert "rise.0" in names(page, LAST[:20])
    assert "rise.0" not in names(page, f"{OTHER[:-1]}, they")


def test_items_of_lists_are_told_by_where_the_list_stands_and_by_its_links() -> None:
    links = "<ul><li><a href=/a>Weirs</a> and more</li><li><a href=/b>Locks</a> and more</li></ul>"
    page = page_of(f"<div class=text>{ARTICLE}<ul><li>Pumps</li><li><p>Sluices</p></li></ul></div><div>{links}</div>")
    assert "listed.0.0" in names(page, "Pumps") & names(page, "Sluices")
    assert "listed.1.3" in names(page, "Weirs")
    assert not any(name.startswith("listed.") for name in names(page, PROSE[:20]))


def test_a_list_of_which_rules_drop_an_item_is_told_from_others() -> None:
    offer = "<ul><li>Subscribe now</li><li>Puzzles and recipes</li></ul>"
    page = page_of(f"<div class=text>{ARTICLE}<ul><li>Pumps</li></ul>{offer}</div>")
    assert "listed.0.sign" in names(page, "Puzzles")
    assert "listed.0.0" in names(page, "Pumps")


def test_a_box_that_holds_the_article_is_the_main_one_whatever_it_is_called() -> None:
    page = page_of(
        f"<div class=wrap><div class='newsletter promo'><h2>Full</h2><p>{PROSE}</p><p>{LAST}</p></div></div>"
    )
    assert "rise.0" in names(page, PROSE[:20])


def test_two_boxes_with_linked_headings_are_no_list_of_teasers() -> None:
    page = page_of(f"<div class=text>{ARTICLE}</div><div class=list>{TEASER.format(1)}{TEASER.format(2)}</div>")
    assert not [t for t in Cleaner().survey(page)[1] if "teaser" in set(t.names())]


def test_a_body_cut_in_two_by_a_box_is_one() -> None:
    first, second = f"<p>{PROSE}</p><p>{OTHER}</p>", f"<p>{LAST}</p><p>{PROSE[:-1]}, twice.</p>"
    page = page_of(f"<section class=part>{first}</section><div class=ad>Ad</div><section class=part>{second}</section>")
    assert "rise.0" in names(page, LAST[:20])


def test_a_second_article_is_no_part_of_the_first() -> None:
    second = f"<article class=story><h1>Gate closed</h1><p>{LAST}</p></article>"
    page = page_of(f"<article class=story>{ARTICLE}</article>{second}")
    assert "rise.0" not in names(page, "Gate closed")


def test_the_words_of_classes_are_evidence_by_how_close_they_are() -> None:
    box = "<div class=box><p class='photo-credit'>Ann</p></div>"
    page = page_of(f"<div class=wrap><div class=text>{ARTICLE}{box}</div></div>")
    found = names(page, "Ann")
    assert {"own.photo", "own.credit", "close.box"} <= found
    assert not {"own.box", "close.text"} & found


@pytest.mark.parametrize("word", ["chapo", "vorspann", "entradilla", "ingress"])
def test_words_of_classes_in_many_languages_say_the_same(word: str) -> None:
    box = f"<div class='art-{word}'><p class='bildtext'>{OTHER}</p></div>"
    found = names(page_of(f"<div class=text>{ARTICLE.replace(OTHER, LAST)}{box}</div>"), OTHER[:20])
    assert {"named.caption", "within.standfirst"} <= found
    assert not {"named.standfirst", "within.caption"} & found


def test_a_box_that_holds_much_of_the_text_is_not_what_it_is_called() -> None:
    rest = "".join(f"<p>{OTHER} So it went on, day {n}.</p>" for n in range(6))
    closed, unclosed = (
        "<div class='cta promo'><p>Order a bird.</p></div>",
        "<div class='cta promo'><p>Order a bird.</p>",
    )
    words = {"close.cta", "close.promo", "within.promo", "branch.cta", "branch.promo"}
    for box in (closed, unclosed):
        page = page_of(f"<div class=text>{3 * ARTICLE}{box}{rest}</div>")
        assert not words & names(page, f"{OTHER} So it went on, day 5.")
    assert words & names(page_of(f"<div class=text>{ARTICLE}{closed}{rest}</div>"), "Order") == words


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("<p style='display: none'>Cheap pills</p>", "html.hidden"),
        ("<p hidden>Cheap pills</p>", "html.hidden"),
        ("<p aria-hidden=true>Cheap pills</p>", "html.hidden"),
        ("<p>Said <span style='font-size:0'>Cheap pills</span> Ann.</p>", "html.hidden"),
        ("<figure><img alt='Cheap pills'></figure>", "html.alt"),
        ("<ul><li><a href=/x>Cheap pills</a></li></ul>", "html.link"),
    ],
)
def test_what_markup_alone_drops(line: str, why: str) -> None:
    page = page_of(f"<article>{ARTICLE}{line}</article>")
    assert apart(page) == {"Cheap pills": why}
    assert "pills" not in cleanpage.clean(page_html(line)).to_text()


def page_html(line: str) -> str:
    return f"<!DOCTYPE html><html lang=en><body><article>{ARTICLE}{line}</article></body></html>"


@pytest.mark.parametrize(
    "line",
    [
        "<p style='display: inline'>Ann Example</p>",
        "<p>Ann Example</p>",
        "<ul class=authors><li><a href=/ann>Ann Example</a></li></ul>",
        "<h2><a href=/x>Ann Example</a></h2>",
        "<p><a href=/x>Ann</a> Example</p>",
    ],
)
def test_what_markup_does_not_drop(line: str) -> None:
    assert not apart(page_of(f"<article>{ARTICLE}{line}</article>"))


def test_hidden_text_that_is_most_of_the_page_is_shown_by_a_script() -> None:
    assert not apart(page_of(f"<div hidden>{ARTICLE}</div><p>Loading</p>"))


def test_what_the_metadata_claim_is_evidence() -> None:
    title, about = (f'<meta property="og:{name}" content=' for name in ("title", "description"))
    head = f'{title}"Reservoir is full again">{about}"{PROSE}">'
    page = page_of(f"<article>{ARTICLE}</article>", head)
    assert "claim.title" in names(page, "Reservoir is full")
    assert "claim.description" in names(page, PROSE[:20])
    assert not any(name.startswith("claim.") for name in names(page, LAST[:20]))


@pytest.mark.parametrize(
    ("shown", "claimed", "want"),
    [
        ("Ferry sinks", ["Ferry sinks"], "Ferry sinks"),
        ("Ferry trialInspectors knew", ["Ferry trial: Inspectors knew"], "Ferry trial: Inspectors knew"),
        ("Islands : Ferry trial ends", ["Ferry trial ends"], "Ferry trial ends"),
        ("Inspectors knew", ["Ferry trial: Inspectors knew"], "Ferry trial: Inspectors knew"),
        ("Ferry sinks off Skerrin", ["Ferry lost near Skerrin, 112 saved"], "Ferry sinks off Skerrin"),
        ("Your browser is too old", ["Ferry sinks off Skerrin"], "Ferry sinks off Skerrin"),
        ("Ferry sinks", [], "Ferry sinks"),
        (None, ["Ferry sinks"], "Ferry sinks"),
        (None, [], None),
    ],
)
def test_the_headline_is_the_shown_one_in_the_metadatas_typography(
    shown: str | None, claimed: Sequence[str], want: str | None
) -> None:
    assert headline(shown, claimed, "The Gazette") == want


def test_what_stands_before_a_headline_may_be_an_unknown_sites_name() -> None:
    assert headline("Ferry sinks", ["The Gazette: Ferry sinks"]) == "Ferry sinks"


def test_text_is_clean_where_every_line_stands_alone_between_empty_ones() -> None:
    assert read("One.\n\nTwo.\n\nThree.\n", 100).is_clean
    for text in ("One.\nTwo.\n\nThree.\n", "One.\n\n\nTwo.\n", "One.\n\n  Two.\n", "One.\n", ""):
        assert not read(text, 100).is_clean


def test_kind_is_forced() -> None:
    assert cleanpage.clean("a <b> c", kind="html").source_text == "a c"
    assert cleanpage.clean("<p>One.</p>", kind="text").source_text == "<p>One.</p>"
    with pytest.raises(ValueError, match="kind"):
        Cleaner(kind="pdf")  # type: ignore[arg-type]


def test_a_headline_that_looks_like_text_is_told_by_the_metadata_beside_the_sites_name() -> None:
    body = f"<div>Slate quarry to close</div><p>{PROSE}</p><p>{OTHER}</p>"
    page = page_of(body, "<title>Mail: Slate quarry to close</title>")
    taken = [Verdict(Label.PARAGRAPH, False, None, None, 0) for _ in page.blocks]
    shown, verdicts = with_stated(page, taken)
    assert [v.label for v in verdicts] == [Label.TITLE, Label.PARAGRAPH, Label.PARAGRAPH]
    assert shown.blocks == page.blocks


def test_words_of_classes_are_as_they_are_read_and_mean_one_thing() -> None:
    classes = class_words()
    for words in (classes.comments, classes.notices, classes.beside, classes.people, classes.sorts):
        assert words
        assert all(words_of(word) == (word,) for word in words)
    with open(Path(cleanpage.evidence.classes.__file__).with_name("classes.toml"), "rb") as file:
        sorts = tomllib.load(file)["sorts"]
    assert sum(len(set(words)) for words in sorts.values()) == len(classes.sorts)
