"""The text reader: what stood around the text, and what one line was broken into, is undone."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest

from cleanpage.read import read_text
from cleanpage.read.encoding import decode
from cleanpage.read.glue import glue
from cleanpage.read.markdown import inline
from cleanpage.types import Block

PROSE = (
    "The ferry left the mainland at seven in the morning and lost speed when the fog closed in over the sound.",
    "Shortly before eight it ran onto a sandbank two miles south of the harbour, where the water is shallow.",
    "Lifeboats brought everyone ashore within three hours, and four people were treated for bruises at the clinic.",
    "The island's council asked again for the old light to be repaired, which was switched off to save money.",
)


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks that the reader makes of a text."""
    return read_text(source).blocks


def texts(source: str) -> list[str]:
    """Their texts."""
    return [b.text for b in blocks(source)]


# -- physical lines ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_any_line_break_ends_a_line(mark: str) -> None:
    source = f"Home{mark}{mark}A ferry sank{mark}"
    page = read_text(source)
    assert [b.text for b in page.blocks] == ["Home", "A ferry sank"]
    assert page.starts == (0, 4 + len(mark), 4 + 2 * len(mark))
    assert page.source == source


def test_blocks_know_their_lines_and_the_empty_lines_before_them() -> None:
    found = blocks("Home\n\n\n  • News\nA ferry sank\n")
    assert [(b.first, b.last, b.gap) for b in found] == [(0, 0, 0), (3, 3, 2), (4, 4, 0)]


def test_lines_without_a_letter_or_digit_are_no_blocks() -> None:
    assert texts("***\n— — —\n|\n\n…\nHome\n") == ["Home"]


@pytest.mark.parametrize("source", ["", "\n", " \t ", "\u200b", "\ufeff\n"])
def test_nothing_gives_no_blocks(source: str) -> None:
    assert blocks(source) == ()


# -- markers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text", "marker"),
    [
        ("  • Home", "Home", "bullet"),
        ("* Home", "Home", "bullet"),
        ("     + Home", "Home", "bullet"),
        ("►\u3000ホーム", "ホーム", "bullet"),
        ("     *     * Log in", "Log in", "bullet"),
        ("  1. Skip to content", "Skip to content", "number"),
        (" 12) Skip to content", "Skip to content", "number"),
        ("  • 1. Skip to content", "Skip to content", "bullet"),
        ("Home", "Home", ""),
        ("*Home", "*Home", ""),
        ("– So kann es nicht bleiben", "– So kann es nicht bleiben", ""),
        ("— Мы ждали три дня", "— Мы ждали три дня", ""),
        ("3. Mai 2026", "3. Mai 2026", ""),
        ("  3.5 million people", "3.5 million people", ""),
        ("1.400 Menschen", "1.400 Menschen", ""),
    ],
)
def test_list_markers_are_taken_off(line: str, text: str, marker: str) -> None:
    (found,) = blocks(line)
    assert (found.text, found.marker) == (text, marker)


def test_white_space_is_folded_and_the_indent_is_known() -> None:
    (found,) = blocks("     A  ferry\t sank\xa0 off\u3000Skerrin  ")
    assert (found.text, found.indent) == ("A ferry sank off Skerrin", 5)


# -- characters that nobody sees --------------------------------------------------------------------------------------


def test_invisible_characters_are_left_out() -> None:
    assert texts("A\u00ad fer\u00adry\u200b sank\u200e off\u2060 Sker\ufeffrin\x00\x1b.") == [
        "A ferry sank off Skerrin."
    ]


def test_joiners_that_carry_meaning_stay() -> None:
    assert texts("می\u200cخواهم") == ["می\u200cخواهم"]
    assert texts("क्\u200dष") == ["क्\u200dष"]


def test_lone_surrogates_become_replacement_characters() -> None:
    assert texts("A fer\ud800ry sank") == ["A fer\ufffdry sank"]


# -- lines wrapped at a width -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [64, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "   "])
def test_wrapped_paragraphs_are_made_whole(width: int, indent: str) -> None:
    paragraphs = [f"{a} {b}" for a, b in pairwise(PROSE)]
    wrapped = (textwrap.fill(p, width, initial_indent=indent, subsequent_indent=indent) for p in paragraphs)
    assert texts("\n\n".join(wrapped) + "\n") == paragraphs


def test_menus_in_a_wrapped_page_stay_lines_of_their_own() -> None:
    prose = "\n\n".join(
        textwrap.fill(" ".join(PROSE), 72, initial_indent="   ", subsequent_indent="   ") for _ in "abc"
    )
    source = f"     * Home\n     * News\n     * Sport\n\n   Share\n   Copy link\n\n{prose}\n"
    assert texts(source)[:5] == ["Home", "News", "Sport", "Share", "Copy link"]
    assert texts(source)[5:] == [" ".join(PROSE)] * 3


def test_a_bullet_begins_a_new_line_in_a_wrapped_page() -> None:
    prose = textwrap.fill(" ".join(PROSE), 72, initial_indent="   ", subsequent_indent="   ")
    item = textwrap.fill(PROSE[0], 72, initial_indent="     * ", subsequent_indent="       ")
    assert texts(f"{prose}\n\n{item}\n{item}\n") == [" ".join(PROSE), PROSE[0], PROSE[0]]


def test_form_fields_in_a_wrapped_page_are_left_out() -> None:
    prose = "\n\n".join(
        textwrap.fill(" ".join(PROSE), 72, initial_indent="   ", subsequent_indent="   ") for _ in "abc"
    )
    assert texts(f"   ____________________ (BUTTON) Search\n   (BUTTON) Sign in\n\n{prose}\n")[:2] == [
        "Search",
        "Sign in",
    ]


def test_a_page_that_is_not_wrapped_keeps_its_lines() -> None:
    lines = [
        *PROSE,
        "A short line of prose.",
        " ".join(PROSE[:2]),
        "Another line, which is as long as lines can be here.",
    ]
    assert texts("\n".join(lines)) == lines


# -- pieces of a paragraph --------------------------------------------------------------------------------------------

FRAGMENTS = """Home
News
Sport
The ferry was built for the old
Harbour Line
, which runs it three times a day, and was on its way to
Skerrin
when the fog closed in.
Menu
"There was a long scraping sound," said
Ida Fenwick
, who was travelling with her two sons.
The report is expected by the
ministry of transport
, which has sent two experts to the island.
Share
"""


def test_pieces_of_a_paragraph_are_joined() -> None:
    assert texts(FRAGMENTS) == [
        "Home",
        "News",
        "Sport",
        "The ferry was built for the old Harbour Line, which runs it three times a day, and was on its way to Skerrin"
        " when the fog closed in.",
        "Menu",
        '"There was a long scraping sound," said Ida Fenwick, who was travelling with her two sons.',
        "The report is expected by the ministry of transport, which has sent two experts to the island.",
        "Share",
    ]


def test_joined_pieces_know_all_their_lines() -> None:
    joined = blocks(FRAGMENTS)[3]
    assert (joined.first, joined.last) == (3, 7)


def test_a_full_stop_on_a_line_of_its_own_ends_the_paragraph() -> None:
    source = FRAGMENTS.replace(
        "Share", "Four people were treated for bruises, the island's clinic\nsaid on Monday\n.\nShare"
    )
    assert "Four people were treated for bruises, the island's clinic said on Monday." in texts(source)


def test_a_menu_is_not_joined() -> None:
    menu = ["Home", "News", "politics", "Sport", "culture", "Weather", "podcasts", "Search", "sign in", "Subscribe"]
    assert texts("\n".join(menu)) == menu


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("He spoke to", "Ann Example", "He spoke to Ann Example"),
        ("Ann Example", ", who agreed", "Ann Example, who agreed"),
        ("the island (", "Skerrin", "the island (Skerrin"),
        ("Skerrin", ")", "Skerrin)"),
        ("船は", "島へ", "船は島へ"),
        ("船は", "Skerrin", "船は Skerrin"),
        ("the post-", "war harbour", "the post-war harbour"),
        ("a Tern", "-built hull", "a Tern-built hull"),
        ("he quit—", "telling nobody", "he quit—telling nobody"),
        ("Klima-", "und Umweltschutz", "Klima- und Umweltschutz"),
        ("it fell to", "-5 degrees", "it fell to -5 degrees"),
        ("the hull –", "built in Tarn", "the hull – built in Tarn"),
        ("elle est « sauve »", "dit le maire", "elle est « sauve » dit le maire"),
        ("er rief »", "Halt«", "er rief »Halt«"),
    ],
)
def test_pieces_are_glued_with_a_space_where_there_was_one(before: str, after: str, joined: str) -> None:
    assert glue(before, after) == joined


def test_signs_behind_a_space_are_put_to_their_word_where_a_dump_has_many() -> None:
    first, second = "The yard at Tarn , which is old , was shut .", "The owners , two brothers , had left ."
    assert [b.text for b in blocks(f"{first}\n\n{second}\n")] == [
        "The yard at Tarn, which is old, was shut.",
        "The owners, two brothers, had left.",
    ]
    slip = "It costs .5 crowns , they say."
    assert [b.text for b in blocks(f"{slip}\n\nIt is old.\n")] == [slip, "It is old."]


# -- Markdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text", "linked"),
    [
        ("It [sank](https://a.example/x) off Skerrin.", "It sank off Skerrin.", 4),
        ('[Live](/live "Open the stream")', "Live", 4),
        ("[Harbour Line](<https://a.example/a b>)", "[Harbour Line](<https://a.example/a b>)", 0),
        ("See [the list](https://a.example/wiki/Ferry_(ship)).", "See the list.", 8),
        ("![A ferry in fog](a.jpg)", "A ferry in fog", 0),
        ("[![A ferry](a.jpg)](/gallery)", "A ferry", 7),
        ("It sank **off** _Skerrin_.", "It sank off Skerrin.", 0),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name", 0),
        (r"30\. Januar and 5 \* 6", "30. Januar and 5 * 6", 0),
        ("He said [sic] that it (sank).", "He said [sic] that it (sank).", 0),
        # the spaces around marks, as html2text puts them
        ("The **Heron** , which sank, and _Tern_ : both", "The Heron, which sank, and Tern: both", 0),
        ("The _Heron_ 's crew – **two** – and **one** (saved)", "The Heron's crew – two – and one (saved)", 0),
        ('He said: " **Go** " and went.', 'He said: "Go" and went.', 0),
        ("un rapport d' _Artemare_ , qu' _il_ a lu", "un rapport d'Artemare, qu'il a lu", 0),
        ("See [the list ](/x)and [the map](/y).", "See the list and the map.", 15),
        ("the**old ferry**sank off**Skerrin**", "the old ferry sank off Skerrin", 0),
        ("off_Skerrin _,_Holm _and_Tarn _.", "off Skerrin, Holm and Tarn.", 0),
        ("The ferry** ** sank", "The ferry sank", 0),
        ("The [ferry](/f)**** sank __ at eight", "The ferry sank at eight", 5),
        ("船は**島**へ**行く**", "船は島へ行く", 0),
        # what looks like marks
        ("What the f**k and s**t is this", "What the f**k and s**t is this", 0),
        ("What the **** is **** this", "What the **** is **** this", 0),
        ("The name is ____ of old", "The name is ____ of old", 0),
        ("a_file and the_other_file", "a_file and the_other_file", 0),
        (r"2 \*\* 3 \*\* 4", "2 ** 3 ** 4", 0),
    ],
)
def test_markdowns_marks_are_taken_off_a_line(line: str, text: str, linked: int) -> None:
    found = inline(line)
    assert (found.text, found.linked) == (text, linked)


def test_headings_quotes_and_links_of_a_markdown_page() -> None:
    found = blocks(
        "# Ferry sinks\n\n  * [Home](/)\n  * [News](/news)\n\n## What is next\n\n> We waited.\n\n**By Ann Example**\n"
        "\nIt [sank](/x) at eight in the morning.\n"
    )
    assert [(b.text, b.marker, b.level) for b in found] == [
        ("Ferry sinks", "heading", 1),
        ("Home", "bullet", 0),
        ("News", "bullet", 0),
        ("What is next", "heading", 2),
        ("We waited.", "quote", 0),
        ("By Ann Example", "strong", 0),
        ("It sank at eight in the morning.", "", 0),
    ]
    assert found[1].links == 1.0
    assert 0 < found[-1].links < 0.2


ADDRESS = "https://courier.example/2026/02/a-long-address-of-a-page-that-no-program-breaks/index.html?from=front"


def as_html2text_wraps(*paragraphs: str) -> str:
    """Markdown as html2text writes it unless told otherwise: paragraphs wrapped at 78, addresses and items whole."""
    return "\n\n".join(textwrap.fill(p, 78, break_long_words=False) for p in paragraphs) + "\n"


def test_wrapped_markdown_is_made_whole_though_its_addresses_are_long() -> None:
    linked = PROSE[0].replace("The ferry", f"The [ferry]({ADDRESS})", 1) + f" The list is [here]({ADDRESS}) to read."
    item = "  * " + " ".join(PROSE[:2])
    source = as_html2text_wraps("# The ferry", *PROSE, linked, *PROSE[1:]) + f"\n{item}\n\n![]({ADDRESS})\n"
    plain = PROSE[0] + " The list is here to read."
    assert texts(source) == ["The ferry", *PROSE, plain, *PROSE[1:], item[4:]]


def test_a_wrapped_quote_in_markdown_is_made_whole() -> None:
    quote = textwrap.fill(" ".join(PROSE), 78, initial_indent="> ", subsequent_indent="> ")
    source = as_html2text_wraps("# The ferry", *PROSE) + f"\n{quote}\n"
    assert texts(source)[-1] == " ".join(PROSE)


def test_markdown_that_is_not_wrapped_keeps_its_lines() -> None:
    lines = ["# The ferry", *[line for text in PROSE for line in (text[:78].rstrip(), " ".join(PROSE))]]
    assert texts("\n".join(lines)) == [lines[0][2:], *lines[1:]]


def test_an_image_is_known() -> None:
    assert blocks("# Ferry sinks\n\n![A ferry in fog](a.jpg)\n")[1].image


def test_stars_and_underscores_of_plain_text_stay() -> None:
    assert texts("Five stars: *****\nThe file ferry_list_2.txt\n#harbour") == [
        "Five stars: *****",
        "The file ferry_list_2.txt",
        "#harbour",
    ]


# -- bytes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_bytes_are_decoded(encoding: str) -> None:
    assert decode("Fähre\u2028船".encode(encoding)) == "Fähre\u2028船"


def test_other_bytes_are_decoded_as_best_they_can() -> None:
    assert decode("Fähre „Möwe“".encode("windows-1252")) == "Fähre „Möwe“"
    assert decode(b"\xff\xfe\xfd" * 3)
    assert decode(bytes(range(256)) * 3)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_any_kind_of_bytes_is_taken(kind: type) -> None:
    assert decode(kind("Fähre".encode())) == "Fähre"


def test_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="not int"):
        decode(1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("  28. April 2023, 19:50 Uhr", "28. April 2023, 19:50 Uhr"),
        ("  3. mai 2026", "3. mai 2026"),
        ("  3. Mayors of the islands", "Mayors of the islands"),
        ("  12. April showers bring the reservoir back", "April showers bring the reservoir back"),
    ],
)
def test_a_date_is_no_item_of_a_numbered_list(line: str, text: str) -> None:
    assert [b.text for b in read_text(f"Fog\n{line}\n").blocks] == ["Fog", text]
