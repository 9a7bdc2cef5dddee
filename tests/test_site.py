"""Packs learned from a site's pages: what they drop, and what they must never drop."""

from __future__ import annotations

import pickle
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanpage
from cleanpage import Cleaner, Pack, learn, load_pack
from cleanpage.rules import RuleIndex, parse_pack
from cleanpage.rules.write import pack_toml
from cleanpage.site import Counter, SiteLines, common_lines, packed_page
from cleanpage.site.forms import form_of
from cleanpage.site.page import Count, are_one_article, count_page
from cleanpage.site.tally import Tally
from cleanpage.types import Article, Block, Label

TITLES = (
    "Reservoir at Tarn Hollow is full again",
    "Night buses return to the harbour quarter",
    "Choir from Skerrin wins the island prize",
    "Bakery in Mill Lane reopens after the fire",
    "Beekeepers count their losses after a wet spring",
    "Old signal box becomes a museum",
)
BODIES = (
    (
        "The reservoir above Tarn Hollow is full again after the wettest April in forty years, the water board said.",
        "Engineers will open the lower gate on Friday, and walkers were asked to stay away from the river until then.",
        "It has rained on all but four days since the beginning of the month, and the snow on the hills melted early.",
        "The water board wants to raise the wall by two metres before the autumn, which would cost eleven million.",
    ),
    (
        "Night buses will run to the harbour quarter again from June, four years after the last one was cancelled.",
        "The council voted for the line by a narrow margin on Tuesday evening, after a debate that took three hours.",
        "Drivers had warned that the turning circle at the old customs house is too small for the longer vehicles.",
        "Two hundred people a night are expected to use the service, most of them on their way home from the docks.",
    ),
    (
        "The youth choir from Skerrin has won the prize of the islands for the second time, ahead of eleven others.",
        "Its conductor, Ann Example, said that the singers had practised in a boat shed since the school was closed.",
        "The jury praised the choir for its courage in choosing a piece that nobody had sung in public for decades.",
        "A concert in the parish hall will follow in the autumn, when the new roof of the building should be ready.",
    ),
    (
        "The bakery in Mill Lane opened its doors again on Saturday, eight months after a fire had gutted the house.",
        "Neighbours had collected enough money for a second-hand oven, which came by ship from a town in the north.",
        "The owner said that he had thought of giving up more than once, until a customer wrote him a long letter.",
        "Only rye bread and rolls are sold for the time being, because the mixer for sweet dough is still on order.",
    ),
    (
        "Beekeepers in the valley have lost a third of their hives this spring, according to a survey of their union.",
        "Cold rain in the second half of May kept the insects inside, and many colonies ran out of stores by June.",
        "Feeding them with sugar had come too late in most places, the union's chairwoman told the farmers' assembly.",
        "She asked the district to sow flowers along the new road, where nothing but gravel has been laid so far.",
    ),
    (
        "The signal box at the western end of the station, out of use since the eighties, will become a museum.",
        "A club of former railway workers has bought it for a single crown and repaired the levers by hand.",
        "Visitors will be able to set a signal themselves, although no train will ever stop or go because of it.",
        "The opening had been planned for last year, but the stairs turned out to be eaten away by worms.",
    ),
)
TOP = ("Skip to content", "The Tarn Courier", "Politics", "Weather", "Letters to us", "Fish market")
BOX = (
    "The Courier by pigeon",
    "A bird brings you our best stories every Friday at noon.",
    "Order your bird",
)
END = ("Also in the Courier", "Imprint", "Tell the editors what they got wrong", "© 2025 The Tarn Courier")
STANDING = (
    "In this series our reporters visit a village every week and ask those who live there what has become of it since "
    "the railway was closed, and what they would do with the money that the district has promised them."
)


def text_page(at: int, inside: Sequence[str] = (), body: Sequence[str] | None = None) -> str:
    """A page of the site as text; `inside` stands behind the second paragraph."""
    body = BODIES[at] if body is None else body
    blocks = ["\n".join(TOP), TITLES[at], *body[:2], *inside, *body[2:], "\n".join(END)]
    return "\n\n".join(blocks) + "\n"


def html_page(at: int, inside: Sequence[str] = ()) -> str:
    """A page of the site as HTML."""
    menu = "".join(f'<li><a href="/{i}">{line}</a></li>' for i, line in enumerate(TOP))
    lines = [*BODIES[at][:2], *inside, *BODIES[at][2:]]
    body = "".join(f"<p>{line}</p>" for line in lines)
    foot = "".join(f"<div>{line}</div>" for line in END)
    return (
        f"<!DOCTYPE html><html><head><title>{TITLES[at]} - The Tarn Courier</title></head><body><ul>{menu}</ul>"
        f"<div><h1>{TITLES[at]}</h1>{body}</div><div>{foot}</div></body></html>"
    )


def texts(article: Article) -> list[str]:
    """The standfirst, paragraphs and headings."""
    body = [t for s in article.sections for t in ([s.heading] if s.heading else []) + list(s.paragraphs)]
    return [*article.standfirst, *body]


def lines_of(pack: Pack) -> set[str]:
    """All lines that a pack's rules drop."""
    return {line for rule in pack.rules for _, phrases in rule.phrases for line in phrases}


def cleaned(page: str, pack: Pack) -> Article:
    return Cleaner(packs=[pack]).clean(page)


@pytest.mark.parametrize("count", [3, 4, 5])
def test_menus_boxes_and_footers_are_found_from_three_pages_on(count: int) -> None:
    pack = learn(text_page(i, BOX) for i in range(count))
    assert {"Letters to us", "Fish market", "Tell the editors what they got wrong"} <= lines_of(pack)


def test_a_learned_pack_takes_a_box_out_that_is_kept_without_it() -> None:
    """Its sentence is dropped on some pages and kept on others, and beside it are lines that are always dropped."""
    box = ("Sign up for our newsletter", "A bird brings you our best stories at noon.", "Subscribe")
    pages = [text_page(i, box) for i in range(4)]
    kept = [box[1] in texts(cleanpage.clean(page)) for page in pages]
    pack = learn(pages[:3])
    after = [cleaned(page, pack) for page in pages]
    assert any(kept)
    assert [a.title for a in after] == list(TITLES[:4])
    assert [texts(a) for a in after] == [list(BODIES[i]) for i in range(4)]


@pytest.mark.parametrize("make", [text_page, html_page])
def test_no_sentence_of_an_article_is_lost(make: object) -> None:
    pages = [make(i, BOX) for i in range(6)]  # type: ignore[operator]
    pack = learn(pages[:5])
    for at, page in enumerate(pages):
        before, after = cleanpage.clean(page), cleaned(page, pack)
        assert after.title == TITLES[at]
        assert set(BODIES[at]) & set(texts(before)) == set(BODIES[at]) & set(texts(after))
        assert len(set(BODIES[at]) & set(texts(after))) > 2


def test_text_and_html_of_one_site_are_learned_together() -> None:
    pack = learn([text_page(0), html_page(1), text_page(2)])
    assert {"Fish market", "Tell the editors what they got wrong"} <= lines_of(pack)
    assert any(rule.why == "on 3 of 3 pages" for rule in pack.rules)


def test_one_page_given_twice_counts_once() -> None:
    assert learn([text_page(0), text_page(0)]).rules == ()
    assert learn([text_page(0), html_page(0), text_page(0)]).rules == ()
    pack = learn([text_page(0), text_page(0), text_page(1)])
    assert {rule.why.split(",")[0] for rule in pack.rules} == {"on 2 of 2 pages"}


def test_a_new_version_of_an_article_does_not_make_it_vanish() -> None:
    old = text_page(0)
    new = text_page(0, body=[*BODIES[0][:3], "The gate was opened on Friday at noon, and nobody was hurt, it said."])
    pack = learn([old, new, text_page(1), text_page(2)])
    assert not lines_of(pack) & set(BODIES[0])
    for page in (old, new):
        assert texts(cleaned(page, pack)) == texts(cleanpage.clean(page))


@pytest.mark.parametrize("at", [0, 2, 4])
def test_a_series_standing_paragraph_stays(at: int) -> None:
    pages = [text_page(i, body=[*BODIES[i][:at], STANDING, *BODIES[i][at:]]) for i in range(4)]
    pack = learn(pages)
    assert STANDING not in lines_of(pack)
    assert all(STANDING in texts(cleaned(page, pack)) for page in pages)


def test_paragraphs_of_an_agency_in_two_articles_stay() -> None:
    shared = BODIES[4][:2]
    pages = [text_page(0), text_page(1, shared), text_page(2, shared), text_page(3)]
    pack = learn(pages)
    assert not lines_of(pack) & set(shared)
    assert set(shared) <= set(texts(cleaned(pages[1], pack)))


def test_a_headline_that_other_pages_have_as_a_teaser_is_kept_on_its_own_page() -> None:
    teasers = "\n".join(["Most read", *TITLES])
    pages = [text_page(i) + "\n" + teasers + "\n" for i in range(5)]
    pack = learn(pages[1:])
    assert cleaned(pages[0], pack).title == TITLES[0]
    assert [cleaned(page, pack).title for page in pages] == list(TITLES[:5])


def test_a_menus_word_stays_as_a_subheading_where_it_is_one() -> None:
    pack = learn(html_page(i) for i in range(4))
    page = html_page(4, [BODIES[3][1]]).replace(f"<p>{BODIES[4][2]}", f"<h2>Fish market</h2><p>{BODIES[4][2]}")
    assert "Fish market" in lines_of(pack)
    assert "Fish market" in texts(cleanpage.clean(page))
    assert "Fish market" in texts(cleaned(page, pack))


def test_a_menus_word_stays_as_a_piece_of_a_sentence_that_is_a_line_of_its_own() -> None:
    pages = ["\n".join(["Skip to content", "Skerrin", "Mill Lane", TITLES[i], *BODIES[i]]) for i in range(4)]
    pack = learn(pages)
    page = "\n".join([TITLES[5], BODIES[5][0], "Skerrin,", *BODIES[5][1:]])
    assert "Skerrin" in lines_of(pack)
    line = next(x for x in cleanpage.clean(page).lines if x.text == "Skerrin,")
    assert line.label is Label.PARAGRAPH
    assert cleaned(page, pack).to_text() == cleanpage.clean(page).to_text()


def test_lines_that_differ_by_their_numbers_are_learned_where_they_are_always_dropped() -> None:
    pages = [text_page(i, [f"{i + 3} comments"]) for i in range(4)]
    assert "3 comments" in lines_of(learn(pages))


def test_lines_that_differ_by_their_numbers_are_not_learned_where_one_is_kept() -> None:
    tally = Tally()
    tally.pages = 4
    same = Count(4, dropped=3, own=False, inside=True, kind=1, before=0, after=0, exact=7)
    tally.counts = {1: same, 2: same._replace(exact=0), 3: same._replace(exact=0, dropped=4)}
    assert [tally.is_furniture(key, "On day 3 the cook left.") for key in (1, 2, 3)] == [True, False, True]


def test_the_reason_of_a_dropped_line_is_the_packs_rule() -> None:
    box = ("Sign up for our newsletter", "A bird brings you our best stories at noon.", "Subscribe")
    pages = [text_page(i, box) for i in range(4)]
    article = cleaned(pages[3], learn(pages, name="courier"))
    line = next(x for x in article.lines if x.text == box[1])
    assert (line.kept, line.rule.split(".")[0]) == (False, "courier")


def test_a_line_of_a_paragraph_can_be_dropped_and_what_follows_begins_anew() -> None:
    rule = f'[[rule]]\nid = "mine.box"\nlabel = "promo"\nmatch.line = ["{BODIES[0][1]}"]\nunless = ["title"]\n'
    pack = parse_pack(f'{rule}why = "test"\nhit = ["{BODIES[0][1]}"]\nmiss = ["{BODIES[0][2]}"]\n', "mine")
    assert texts(cleaned(text_page(0), pack)) == [BODIES[0][0], *BODIES[0][2:]]
    assert texts(cleaned(html_page(0), pack)) == [BODIES[0][0], *BODIES[0][2:]]


def test_unless_spares_the_labels_it_names() -> None:
    rows = f'[[rule]]\nid = "mine.box"\nlabel = "promo"\nmatch.line = ["{TITLES[0]}"]\nwhy = "test"\n'
    rows += f'hit = ["{TITLES[0]}"]\nmiss = ["{TITLES[1]}"]\n'
    assert cleaned(text_page(0), parse_pack(rows, "mine")).title is None
    assert cleaned(text_page(0), parse_pack(rows + 'unless = ["title"]\n', "mine")).title == TITLES[0]


def test_a_whole_line_of_any_length_can_be_a_rule() -> None:
    rule = f'[[rule]]\nid = "mine.box"\nlabel = "promo"\nmatch.line = ["{STANDING}"]\n'
    pack = parse_pack(f'{rule}why = "test"\nhit = ["{STANDING}"]\nmiss = ["{STANDING} No."]\n', "mine")
    index = RuleIndex(pack.rules)
    assert index.match(STANDING.upper())
    assert not index.match(STANDING + " And so on.")
    assert STANDING not in texts(cleaned(text_page(0, [STANDING]), pack))


def test_a_pack_can_be_written_edited_and_read_again(tmp_path: Path) -> None:
    pack = learn([text_page(i, [*BOX, 'Say "cheese"\\now\t\x1f']) for i in range(4)], name="courier")
    path = tmp_path / "courier.toml"
    path.write_text(pack_toml(pack), "utf8")
    again = load_pack(path)
    assert [(r.id, r.label, r.phrases, r.unless, r.why) for r in again.rules] == [
        (r.id, r.label, r.phrases, r.unless, r.why) for r in pack.rules
    ]


def test_every_rule_hits_its_examples_and_misses_others() -> None:
    pack = learn(text_page(i, BOX) for i in range(4))
    for rule in pack.rules:
        index = RuleIndex([rule])
        assert [line for line in rule.hit if not index.match(line)] == []
        assert [line for line in rule.miss if index.match(line)] == []


TEASERS = (
    "Read more: Herring prices rise",
    "Read more: The mill is for sale",
    "Read more: Snow in June",
    "Read more: A new bell",
    "Read more: Goats on the line",
)


def test_lines_that_open_as_others_which_are_always_dropped_are_dropped() -> None:
    pages = [text_page(i, [TEASERS[i]]) for i in range(4)]
    rule = next(rule for rule in learn(pages).rules if rule.phrases[0][0] == "regex")
    assert rule.why == "on 4 of 4 pages lines open so, and all are dropped"
    index = RuleIndex([rule])
    assert [
        bool(index.match(line)) for line in (TEASERS[4], "READ MORE: Rain", "Read more about the mill: it is old.")
    ] == [
        True,
        True,
        False,
    ]
    assert [index.match(line) for body in BODIES for line in body if index.match(line)] == []


def test_openers_of_which_one_is_kept_are_not_learned() -> None:
    said = [f"The mayor: {line}" for line in BODIES[4]]
    pages = [text_page(i, [said[i], TEASERS[i]]) for i in range(4)]
    assert any("The mayor:" in cleanpage.clean(page).to_text() for page in pages)
    assert not any(index.match(line) for index in [RuleIndex(learn(pages).rules)] for line in said)


@pytest.mark.parametrize(
    "opener", ["(a+)+\\ $", "Très «vite»", "続きを読む", "Σχετικά", "İlgili", "a.b*c [x", 'Say "so"']
)
def test_an_opener_of_any_letters_makes_a_rule_that_can_be_read_again(opener: str) -> None:
    pages = [text_page(i, [TEASERS[i].replace("Read more", opener), "Subscribe"]) for i in range(5)]
    pack = learn(pages)
    again = parse_pack(pack_toml(pack), "again")
    for one, other in zip(pack.rules, again.rules, strict=True):
        assert one.phrases == other.phrases
        assert all(RuleIndex([other]).match(line) for line in other.hit)


BYLINES = (
    "Noted for the Courier by Ann Example",
    "Noted for the Courier by Bo Sample",
    "Noted for the Courier by Eve Dummy",
    "Noted for the Courier by Cara Test-Case and Dan Mock",
)
DAYS = (
    "Set in type on 3 March 2025, at 10:30",
    "Set in type on 17 May 2025, at 9:05",
    "Set in type on 9 June 2025, at 10:30",
    "Set in type on 30 April 2025, at 17:00",
)


def signed_page(at: int, line: str, above: int) -> str:
    """A page with a byline above a paragraph of its text."""
    return text_page(at).replace(BODIES[at][above], f"{line}\n\n{BODIES[at][above]}")


@pytest.mark.parametrize(("lines", "label"), [(BYLINES, Label.BYLINE), (DAYS, Label.DATELINE)])
def test_a_byline_in_the_sites_form_is_one_wherever_it_stands(lines: Sequence[str], label: Label) -> None:
    pack = learn([signed_page(at, line, above=0) for at, line in enumerate(lines[:3])])
    first, last = BODIES[3][0], BODIES[3][-1]
    page = signed_page(3, lines[3], above=3)
    page = page.replace(first, "\n\n".join([*BODIES[5], first])).replace(last, "\n\n".join([last, *BODIES[4]]))
    alone = {line.text: line.label for line in Cleaner().clean(page).lines}
    assert alone[lines[3]] is not label
    article = cleaned(page, pack)
    assert {line.text: line.label for line in article.lines} == alone | {lines[3]: label}
    assert [line.rule for line in article.lines if line.text == lines[3]] == [f"site.{label}.on-3-of-3-form"]


def test_a_byline_makes_no_form_of_names_alone() -> None:
    pack = learn([signed_page(at, name, above=0) for at, name in enumerate(("Ann Example", "Bo Sample", "Eve Dummy"))])
    assert not [rule for rule in pack.rules if rule.label in (Label.BYLINE, Label.DATELINE)]


def test_a_form_that_text_has_too_is_not_learned() -> None:
    pages = [signed_page(at, line, above=0) for at, line in enumerate(BYLINES)]
    amid = [page.replace(BODIES[at][2], f"{BYLINES[0]}\n\n{BODIES[at][2]}") for at, page in enumerate(pages)]
    assert any(rule.id.endswith("-form") for rule in learn(pages).rules)
    assert not any(rule.id.endswith("-form") for rule in learn([pages[0], *amid[1:]]).rules)


def test_counts_know_the_same_forms_as_the_learned_pack() -> None:
    pages = [signed_page(at, line, above=0) for at, line in enumerate(BYLINES[:3])]
    page = signed_page(3, BYLINES[3], above=3)
    [form] = [rule for rule in learn(pages).rules if rule.id.endswith("-form")]
    [counts] = [rule for rule in counted(pages).pack_for("courier.example", page).rules if rule.id == form.id]
    common = SiteLines(common_lines({at: packed_page(page, Cleaner()) for at, page in enumerate(pages)}))
    [lines] = common.rules_for(Block(BYLINES[3], 0, 0))
    assert form.phrases == counts.phrases == lines.phrases
    assert form.label is counts.label is lines.label is Label.BYLINE


@given(st.text(max_size=130))
def test_a_form_of_any_line_can_be_a_rule(text: str) -> None:
    for line in (text, f"{text} by Ann Example", f"Set on 3 March 2025 {text}"):
        form = form_of(line)
        if form is not None:
            assert re.compile(form.pattern)
            assert form.words


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Noted for the Courier by Ann Example", "Noted for the Courier by nobody whom we know"),
        ("Set in type on 3 March 2025", "Set in type on 3 March 2025 by hand"),
        ("Von Ann Example, Korrespondentin", "Von Ann Example stammt der Entwurf"),
        ("Set in type on 3 March 2025", "Set in ice on 3 March 2025"),
    ],
)
def test_a_form_is_of_whole_lines_with_the_same_words(line: str, other: str) -> None:
    form = form_of(line)
    assert form is not None
    assert not re.match(form.pattern, other)


@pytest.mark.parametrize("name", ["", "Courier", "a.b", "-x", "é", "a b"])
def test_a_name_that_cannot_open_an_id_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name must be"):
        learn([], name=name)


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(TypeError):
        learn([3])


@pytest.mark.parametrize("pages", [[], [""], ["", ""], ["\ud800", "\ud800 a\ud800"], [b"\xff\xfe", b"\0"]])
def test_pages_without_words_teach_nothing(pages: list[str]) -> None:
    assert learn(pages).rules == ()


words = st.text("abcdefghij", min_size=3, max_size=8)
unique_lines = st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), min_size=8, max_size=24, unique=True)


@settings(max_examples=60, deadline=None)
@given(unique_lines, st.lists(st.text(max_size=40), max_size=6), st.integers(0, 3), st.booleans())
def test_a_learned_pack_says_nothing_of_a_line_that_stands_on_one_page_alone(
    unique: list[str], common: list[str], stops: int, spaced: bool
) -> None:
    """Not even where the line differs by case or marks alone from no other one."""
    lines = [line + "." * (len(line) % 4 < stops) for line in unique]
    pages = [lines[i::4] for i in range(4)]
    pack = learn(("\n\n" if spaced else "\n").join([*common, *page, *common]) for page in pages)
    index = RuleIndex(pack.rules)
    recurring = {line for text in common for line in text.splitlines()}
    assert [line for line in lines if index.match(line) and line not in recurring] == []


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)), st.integers(2, 5))
def test_an_article_is_the_same_with_the_pack_but_for_lines_that_recur(order: Sequence[int], count: int) -> None:
    pages = [text_page(i, BOX) for i in order[:count]]
    pack = learn(pages)
    for page in pages:
        without = texts(cleanpage.clean(page))
        assert texts(cleaned(page, pack)) == [t for t in without if t not in lines_of(pack)]


# Counting for many hosts


def counted(pages: Sequence[str], lines: int = 200) -> Counter:
    counter = Counter(lines=lines)
    for page in pages:
        counter.add("courier.example", page)
    return counter


@pytest.mark.parametrize("make", [text_page, html_page])
def test_a_counters_packs_give_the_same_verdicts_as_the_learned_one(make: object) -> None:
    pages = [make(i, BOX) for i in range(5)]  # type: ignore[operator]
    counter, pack = counted(pages[:4]), learn(pages[:4])
    for page in pages:
        one, other = cleaned(page, counter.pack_for("courier.example", page)), cleaned(page, pack)
        assert one.to_dict(lines=True) == other.to_dict(lines=True)


def test_a_counters_pack_is_for_its_host_and_the_pages_own_lines() -> None:
    counter = counted([text_page(i) for i in range(3)])
    assert counter.pack_for("other.example", text_page(0)).rules == ()
    assert lines_of(counter.pack_for("courier.example", "Fish market\n\nHerring is cheap today.")) == {"Fish market"}


def test_counters_can_be_merged_and_pickled() -> None:
    pages = [text_page(i, BOX) for i in range(4)]
    whole, one, other = counted(pages), counted(pages[:2]), counted(pages[2:])
    one.merge(pickle.loads(pickle.dumps(other)))
    assert one.pages("courier.example") == whole.pages("courier.example") == 4
    host = "courier.example"
    assert [one.pack_for(host, p) for p in pages] == [whole.pack_for(host, p) for p in pages]


def test_a_version_of_a_counted_page_is_not_counted() -> None:
    counter = Counter()
    assert [counter.add("a", p) for p in (text_page(0), text_page(1), html_page(0))] == [True, True, False]
    assert (counter.pages("a"), counter.pages("b"), len(counter)) == (2, 0, 1)


def test_a_counter_holds_no_more_lines_and_hosts_than_it_may() -> None:
    pages = [text_page(i, BOX) for i in range(5)]
    counter = counted(pages, lines=15)
    found = {line for page in pages for line in lines_of(counter.pack_for("courier.example", page))}
    assert 5 < len(found) <= 15  # what recurs outlives what does not
    many = Counter(hosts=10)
    for i in range(40):
        many.add(f"host-{i}", text_page(0))
        if i % 4 == 0:
            many.add("courier.example", text_page(i // 4 % 6))
    assert len(many) <= 10
    assert many.pages("courier.example") == 6  # the hosts with the fewest pages go first


def test_the_size_of_a_counter_does_not_grow_with_the_pages() -> None:
    def size(count: int) -> int:
        counter = Counter(lines=50)
        for i in range(count):
            name = "".join(chr(97 + int(d)) for d in f"{i:03}") * 2
            counter.add("a", text_page(0, body=[f"On {name} the {j} {name} were {name} by {j}." for j in "abcdefgh"]))
        assert counter.pages("a") == count
        return len(pickle.dumps(counter))

    assert size(40) <= 1.1 * size(20)


@pytest.mark.parametrize(("hosts", "lines"), [(0, 1), (1, 0)])
def test_a_counter_needs_room(hosts: int, lines: int) -> None:
    with pytest.raises(ValueError, match="1 at least"):
        Counter(hosts=hosts, lines=lines)


def test_versions_of_an_article_are_told_from_different_ones() -> None:
    cleaner = Cleaner()
    sketches = [count_page(text_page(i, BOX), cleaner).sketch for i in range(6)]
    assert [are_one_article(a, b) for a in sketches for b in sketches] == [a is b for a in sketches for b in sketches]


def test_labels_of_learned_rules_are_those_of_dropped_lines() -> None:
    pack = learn(text_page(i, BOX) for i in range(4))
    assert {rule.label for rule in pack.rules} <= {Label.NAV, Label.SHARE, Label.PROMO, Label.LEGAL, Label.NOISE}
