"""The sum behind each line's label: it adds up, it names what weighed most, and force is final."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanpage import Cleaner, Label, Line, Pack, Why
from cleanpage.cli import main
from cleanpage.label import MOST_LEAD
from cleanpage.render.why import why_table
from cleanpage.rules.load import parse_pack
from cleanpage.trace import IN_ORDER, Trace, why_of
from cleanpage.types import KEPT, Article

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = {p.name: p.read_text("utf8") for p in sorted(FIXTURES.iterdir()) if p.suffix in (".txt", ".html")}
some = settings(derandomize=True, deadline=None, max_examples=40)


def rule(name: str, start: str, label: str, extra: str = "") -> str:
    """A row of a pack that hits what begins so."""
    return (
        f'[[rule]]\nid = "mine.{name}"\nlabel = "{label}"\nmatch = {{ start = ["{start}"] }}\n'
        'why = "as the user says"\n'
        f'hit = ["{start} x"]\nmiss = ["not {start}"]\n{extra}\n'
    )


def packed(*rows: str) -> Pack:
    return parse_pack("\n".join(rows), "mine")


def whys(article: Article) -> list[Why]:
    """The reason for each line that holds something."""
    return [why_of(article, n) for n, line in enumerate(article.lines, 1) if line.text.strip()]


def check(why: Why) -> None:
    """A sum adds up to the line's score, and what weighed most in it is the line's rule."""
    if not why.state:
        assert why.decided
        assert not why.grounds
        return
    gains = [g.gain for g in why.grounds]
    steps = [s.gain for s in (why.before, why.after) if s is not None]
    assert sum(gains) + sum(steps) == pytest.approx(why.total, abs=1e-6)
    assert gains == sorted(gains, reverse=True)
    if why.forced:
        assert why.line.score == MOST_LEAD
        return
    assert why.line.score == pytest.approx(min(MOST_LEAD, why.total), abs=0.006)
    assert why.line.rule == (why.grounds[0].name if gains and gains[0] > 0 else IN_ORDER)
    assert why.state == ("drop" if why.line.label not in KEPT | {Label.CAPTION, Label.CREDIT} else why.line.label) or (
        why.state == "more" and why.line.label in (Label.PARAGRAPH, Label.STANDFIRST)
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_sum_adds_up_and_the_rule_of_a_line_is_what_weighed_most(page: str) -> None:
    found = whys(Cleaner().clean(PAGES[page]))
    for why in found:
        check(why)
    assert any(why.state for why in found)


rows = st.builds(
    rule,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["the", "a", "der", "die", "read more", "share", "councillors", "in"]),
    st.sampled_from([label.value for label in Label]),
    st.sampled_from(["", "weight = 0.3", "weight = 20", "weight = -9", "force = true"]),
)


@some
@given(st.sampled_from([*PAGES]), st.lists(rows, max_size=3, unique_by=lambda r: r.splitlines()[1]), st.randoms())
def test_sums_add_up_with_users_rules_and_on_pages_cut_up(page: str, own: list[str], random: object) -> None:
    text = PAGES[page]
    if page.endswith(".txt"):
        lines = text.splitlines()
        at = random.randrange(len(lines))  # type: ignore[attr-defined]
        text = "\n".join(lines[at:] + lines[:at])
    for why in whys(Cleaner(packs=[packed(*own)] if own else []).clean(text)):
        check(why)


def test_a_users_rule_stands_in_the_sum_with_its_weight() -> None:
    cleaner = Cleaner(packs=[packed(rule("x", "councillors agreed", "promo", "weight = 25"))])
    article = cleaner.clean(PAGES["tram.plain.txt"])
    number = next(n for n, line in enumerate(article.lines, 1) if line.text.startswith("Councillors"))
    why = cleaner.why(PAGES["tram.plain.txt"], number)
    assert (why.line.label, why.state, why.grounds[0].name) == (Label.PROMO, "drop", "mine.x")
    assert (why.grounds[0].why, why.grounds[0].own, why.grounds[0].other) == ("as the user says", 25.0, 0.0)
    assert why.text in article.lines[number - 1].text


def test_a_users_light_rule_is_not_named_where_other_evidence_weighed_more() -> None:
    cleaner = Cleaner(packs=[packed(rule("x", "the decision follows", "paragraph", "weight = 0.01"))])
    article = cleaner.clean(PAGES["tram.plain.txt"])
    found = next(line for line in article.lines if line.text.startswith("The decision"))
    assert found.label is Label.PARAGRAPH
    assert found.rule != "mine.x"


def test_what_no_sum_decides_is_said_in_words() -> None:
    cleaner = Cleaner()
    sign = cleaner.why("Skip to content", 1)
    assert (sign.state, sign.line.rule) == ("", "en.nav.skip")
    assert "skips a part of the page" in sign.decided
    assert cleaner.why("Skip to content\n\n", 2).decided == "An empty line."
    hidden = next(w for w in whys(cleaner.clean(PAGES["lighthouse.wordpress.html"])) if w.line.rule == "html.link")
    assert hidden.decided.startswith("One link in a list")


def test_a_page_that_would_keep_nothing_says_that_prose_was_lifted() -> None:
    page = "Share this article\n\n" + "A ship that sails by night needs a lamp that can be seen from afar by all. " * 3
    against = packed(rule("x", "a ship", "paragraph", "weight = -20"))
    found = [w for w in whys(Cleaner(packs=[against]).clean(page)) if w.state]
    assert any(g.name == "page.only-prose" for w in found for g in w.grounds)
    for why in found:
        check(why)


@pytest.mark.parametrize("number", [0, -1, 99])
def test_a_line_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=f"no line {number}"):
        Cleaner().why("Ferry sinks", number)


def test_a_pickled_article_has_no_sums_any_more() -> None:
    article = Cleaner().clean("Ferry sinks")
    assert isinstance(article.lines, Trace)
    with pytest.raises(ValueError, match="pickled"):
        why_of(pickle.loads(pickle.dumps(article)), 1)


# -- the second look --------------------------------------------------------------------------------------------------


def test_a_second_look_is_named_and_its_sums_are_of_its_own_weights() -> None:
    """A rule for long lines does not hit the pieces of a paragraph, but the whole of it."""
    page = PAGES["bruecke.bs4.txt"]
    long = rule("x", "täglich fahren", "promo", "weight = 90\nwhen = { min_words = 31 }")
    found = whys(Cleaner(packs=[packed(long)]).clean(page))
    again = [w for w in found if w.second_look and w.line.label is Label.PROMO]
    assert len(again) == 3
    for why in found:
        check(why)
    for why in again:
        assert (why.line.rule, why.grounds[0].own) == ("mine.x", 90.0)
        assert why.decided.startswith("A second look, at the article's own text")


# -- force ------------------------------------------------------------------------------------------------------------

PROSE = (
    "The reservoir above Tarn Hollow is full again after the wettest April in forty years, the water board said.",
    "Engineers will open the lower gate on Friday, and walkers were asked to stay away from the river until Sunday.",
    "It has rained on all but four days since the beginning of the month, and the snow on the hills melted early.",
    "The water board wants to raise the wall by two metres before the autumn, which would cost eleven million crowns.",
)
TITLE = "Reservoir at Tarn Hollow is full again"
TEXT = f"{TITLE}\n\n" + "\n\n".join(PROSE) + "\n"
HTML = (
    f"<html><head><title>{TITLE}</title><meta property='og:title' content='Lake full to the brim'></head><body>"
    "<ul class='menu'><li><a href='/a'>Tide tables</a></li><li><a href='/b'>Weather</a></li></ul>"
    f"<article><h1>{TITLE}</h1>"
    + "".join(f"<p>{p}</p>" for p in PROSE)
    + "<p style='display:none'>Hidden water marks show the level.</p></article><p>Water is life.</p></body></html>"
)
FAR = TEXT + "\n" + "\n".join(f"Menu {n}\n" for n in range(200)) + "\nOld weir stories\n\nContact\n"


def forced(page: str, start: str, label: str) -> tuple[Article, Line]:
    """The page cleaned with a rule with force for what begins so, and that line."""
    article = Cleaner(packs=[packed(rule("x", start, label, "force = true"))]).clean(page)
    number, line = next((n, x) for n, x in enumerate(article.lines, 1) if x.text.lower().lstrip("• ").startswith(start))
    assert (line.label, line.rule, line.score) == (Label(label), "mine.x", MOST_LEAD)
    why = why_of(article, number)
    assert why.forced
    assert "mine.x has force" in why.decided
    check(why)
    return article, line


@pytest.mark.parametrize("label", [label.value for label in Label])
@pytest.mark.parametrize("page", [TEXT, HTML], ids=["text", "html"])
def test_force_gives_any_line_any_label(page: str, label: str) -> None:
    article, line = forced(page, "engineers will open", label)
    assert (line.text in article.to_text()) == (label in KEPT)


@pytest.mark.parametrize("start", ["reservoir at tarn", "the reservoir above", "the water board wants"])
@pytest.mark.parametrize("page", [TEXT, HTML], ids=["text", "html"])
def test_force_drops_headline_first_and_last_paragraph(page: str, start: str) -> None:
    article, line = forced(page, start, "promo")
    assert line.text not in article.to_text()


@pytest.mark.parametrize(
    ("page", "start"),
    [(FAR, "old weir"), (FAR, "contact"), (HTML, "tide tables"), (HTML, "hidden water"), (HTML, "water is life")],
    ids=["far", "sign", "link", "hidden", "outside"],
)
def test_force_keeps_what_is_dropped_without_a_further_look(page: str, start: str) -> None:
    article, line = forced(page, start, "paragraph")
    assert line.kept
    assert line.text.strip() in article.to_text()


def test_force_keeps_what_recurs() -> None:
    article, _ = forced(TEXT.replace("\n\n", "\n\nDrip\n\n"), "drip", "paragraph")
    assert article.to_text().count("Drip") == 4


def test_force_keeps_the_headline_that_the_page_shows() -> None:
    plain = Cleaner().clean(HTML.replace(TITLE, "Weather"))
    assert plain.title == "Lake full to the brim"
    article, _ = forced(HTML.replace(TITLE, "Weather now"), "weather now", "title")
    assert article.title == "Weather now"


def test_force_drops_what_only_metadata_state() -> None:
    stated = "\\n".join(PROSE)
    claims = f'{{"@type": "NewsArticle", "headline": "Lake is full", "articleBody": "{stated}"}}'
    page = (
        f"<html><head><script type='application/ld+json'>{claims}</script></head>"
        "<body><div id='app'></div></body></html>"
    )
    assert PROSE[1] in Cleaner().clean(page).to_text()
    article, _ = forced(page, "engineers will open", "nav")
    assert PROSE[1] not in article.to_text()
    assert PROSE[2] in article.to_text()


def test_a_paragraph_whose_first_line_is_forced_stays_at_the_second_look() -> None:
    own = rule("x", "advertisement", "paragraph", "force = true\nwhen = { max_words = 1 }")
    page = TEXT.replace(PROSE[1], "Advertisement\nis what he called it, and he would not say more of it, he said")
    article = Cleaner(packs=[packed(own)]).clean(page)
    assert "Advertisement" in article.to_text()


@some
@given(
    st.sampled_from([*PAGES]), st.integers(0, 10_000), st.sampled_from([label.value for label in Label]), st.booleans()
)
def test_force_is_final_wherever_a_line_stands(page: str, at: int, label: str, rival: bool) -> None:
    lines = [x for x in Cleaner().clean(PAGES[page]).lines if x.text.strip() and x.rule != "line.no-words"]
    text = lines[at % len(lines)].text
    start = " ".join(w for w in text.lower().split() if w.isalpha() and w.isascii())
    if not start or not text.lower().startswith(start):
        return
    own = [rule("x", start, label, "force = true")]
    own += [rule("y", start, "paragraph", "weight = 900")] if rival else []
    article = Cleaner(packs=[packed(*own)]).clean(PAGES[page])
    found = [x for x in article.lines if x.text == text]
    assert found
    assert {(x.label, x.rule) for x in found} == {(Label(label), "mine.x")}


# -- the table, and the command ---------------------------------------------------------------------------------------


def test_the_table_shows_each_piece_of_evidence_and_the_sum() -> None:
    why = Cleaner().why(TEXT, 3)
    table = why_table(why)
    assert table.startswith(f"line 3: {PROSE[0]}\n")
    for ground in why.grounds:
        assert ground.name in table
    assert f"{why.total:+.2f}  in all" in table
    assert all(len(row) <= 60 for row in why_table(why, width=60).splitlines())


def test_the_command_shows_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf8")
    assert main(["explain", "--why", "3", str(page)]) == 0
    assert "in all" in capsys.readouterr().out
    assert main(["explain", "--why", "3", str(page), str(page)]) == 0
    assert capsys.readouterr().out.count("in all") == 2
    assert main(["explain", "--why", "77", str(page)]) == 1
    assert capsys.readouterr().err == f"cleanpage: {page}: there is no line 77: it has {len(TEXT.splitlines())}\n"
    assert main(["explain", "--why", "one", str(page)]) == 2


def test_the_command_numbers_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf8")
    assert main(["explain", "-n", str(page)]) == 0
    numbers = [row.split()[0] for row in capsys.readouterr().out.splitlines()[:-1]]
    assert numbers == ["1", "3", "5", "7", "9"]
