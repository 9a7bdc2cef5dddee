"""Labelled blocks become fields: dates, authors, pictures, sign-offs, sections."""

from __future__ import annotations

import pytest

from cleanpage.assemble import Labelled, assemble
from cleanpage.types import Article, Block, Footer, Image, Label, Section

STOPWORDS = frozenset({"the", "a", "of", "in", "and", "is", "to", "was", "on", "at", "for", "with"})
BODY = "The reservoir above Tarn Hollow is full again after the wettest April in forty years."


def row(label: str, text: str) -> Labelled:
    """One labelled block; "more" goes on with the paragraph before it."""
    more = label == "more"
    return Labelled(Block(text, 0, 0), Label.PARAGRAPH if more else Label(label), more)


def made(*rows: tuple[str, str], language: str | None = "en", stopwords: frozenset[str] = STOPWORDS) -> Article:
    """The article of some labelled lines."""
    return assemble([row(label, text) for label, text in rows], language, stopwords)


# -- title, standfirst, sections --------------------------------------------------------------------------------------


def test_nothing_gives_an_empty_article() -> None:
    assert made(language=None) == Article()


def test_dropped_lines_leave_no_trace() -> None:
    assert made(("nav", "Home"), ("promo", "Sign up"), ("noise", "3"), language=None) == Article()


def test_headings_cut_the_body_into_sections_of_which_the_first_has_none() -> None:
    article = made(
        ("title", "Reservoir is full"),
        ("standfirst", "Walkers are asked to stay away."),
        ("heading", "A wet spring"),
        ("paragraph", "One."),
        ("nav", "Menu"),
        ("paragraph", "Two."),
        ("heading", "What is next"),
    )
    assert article.title == "Reservoir is full"
    assert article.standfirst == ("Walkers are asked to stay away.",)
    assert article.sections == (
        Section(None, ()),
        Section("A wet spring", ("One.", "Two.")),
        Section("What is next", ()),
    )


def test_pieces_of_a_paragraph_are_joined_again() -> None:
    article = made(
        ("paragraph", "The dam belongs to"),
        ("more", "Harbour Water"),
        ("more", ", which said so."),
        ("paragraph", "Two."),
    )
    assert article.sections == (Section(None, ("The dam belongs to Harbour Water, which said so.", "Two.")),)


def test_a_piece_without_a_paragraph_before_it_is_one_itself() -> None:
    article = made(("heading", "What is next"), ("more", "which said so."))
    assert article.sections[1] == Section("What is next", ("which said so.",))


def test_pieces_in_a_script_without_spaces_are_joined_without_one() -> None:
    article = made(("paragraph", "浴場は"), ("more", "川沿いにある。"), language="ja")
    assert article.sections == (Section(None, ("浴場は川沿いにある。",)),)


# -- dates ------------------------------------------------------------------------------------------------------------


def dates(*lines: str, language: str | None = "en") -> tuple[str | None, str | None, str | None]:
    """When the article was published and updated, and the dateline's text."""
    article = made(*(("dateline", line) for line in lines), ("paragraph", BODY), language=language)
    return article.date, article.updated, article.dateline.text if article.dateline else None


@pytest.mark.parametrize(
    ("lines", "published", "updated", "text"),
    [
        (["October 21, 2015"], "2015-10-21", None, "October 21, 2015"),
        (["Updated 4 May 2026"], "2026-05-04", "2026-05-04", "Updated 4 May 2026"),
        (["Published 3 May 2026", "Updated 4 May 2026"], "2026-05-03", "2026-05-04", "Published 3 May 2026"),
        (["Updated 4 May 2026", "Published 3 May 2026"], "2026-05-03", "2026-05-04", "Published 3 May 2026"),
        (
            ["Published 3 May 2026, updated 4 May 2026"],
            "2026-05-03",
            "2026-05-04",
            "Published 3 May 2026, updated 4 May 2026",
        ),
        (["3 May 2026", "4 May 2026"], "2026-05-03", None, "3 May 2026"),
        (["Published", "3 May 2026"], "2026-05-03", None, "Published 3 May 2026"),
        (["Updated:", "4 May 2026"], "2026-05-04", "2026-05-04", "Updated: 4 May 2026"),
        (["3 May 2026", "10:30"], "2026-05-03T10:30", None, "3 May 2026 10:30"),
        (["2 hours ago"], None, None, "2 hours ago"),
        (["Live", "3 May 2026"], "2026-05-03", None, "3 May 2026"),
        ([], None, None, None),
    ],
)
def test_date_lines(lines: list[str], published: str | None, updated: str | None, text: str | None) -> None:
    assert dates(*lines) == (published, updated, text)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("September 1st, 2023 By Ann Example", ("Ann Example",)),
        ("By Ann Example on May 3, 2026", ("Ann Example",)),
        ("By Ann Example | May 3, 2026", ("Ann Example",)),
        ("03/05/2026 by Ann Example and Bob Example", ("Ann Example", "Bob Example")),
        ("Skerrin, May 3, 2026", ()),
        ("World News | May 3, 2026", ()),
        ("Published 3 May 2026 in Skerrin", ()),
    ],
)
def test_a_date_line_names_the_author_too(line: str, authors: tuple[str, ...]) -> None:
    assert made(("dateline", line), ("paragraph", BODY)).authors == authors


@pytest.mark.parametrize(
    ("line", "language", "published", "updated"),
    [
        ("3.5.2026, 14:05 Uhr | Aktualisiert: 4.5.2026, 9:00 Uhr", "de", "2026-05-03T14:05", "2026-05-04T09:00"),
        ("Publié le 3 mai 2026 à 10h02, mis à jour le 4 mai 2026", "fr", "2026-05-03T10:02", "2026-05-04"),
        ("2026年3月3日 公開 / 2026年3月4日 更新", "ja", "2026-03-03", "2026-03-04"),
        ("Stand: 3. Mai 2026", "de", "2026-05-03", "2026-05-03"),
    ],
)
def test_two_dates_on_one_line(line: str, language: str, published: str | None, updated: str | None) -> None:
    assert dates(line, language=language) == (published, updated, line)


def test_place_and_agency_come_from_the_first_paragraphs_opener() -> None:
    opener = "MOSCOW, Oct 21 (Reuters) -"
    article = made(("dateline", "October 21, 2015"), ("paragraph", f"{opener} The ferry sailed on Wednesday."))
    assert article.dateline is not None
    assert (article.dateline.text, article.dateline.place) == ("October 21, 2015", "MOSCOW")
    assert article.dateline.agencies == ("Reuters",)
    alone = made(("paragraph", f"{opener} The ferry sailed on Wednesday."))
    assert alone.dateline is not None
    assert alone.dateline.text == opener
    assert alone.sections[0].paragraphs[0].startswith(opener)


def test_an_opener_further_down_is_no_dateline() -> None:
    assert made(("paragraph", BODY), ("paragraph", "MOSCOW, Oct 21 (Reuters) - The ferry sailed.")).dateline is None


def test_a_date_in_the_byline_is_the_articles() -> None:
    article = made(("byline", "Von Frieda Hollerbach | 3.5.2025 20:10"), ("paragraph", "Text."), language="de")
    assert (article.date, article.dateline) == ("2025-05-03T20:10", None)
    assert article.authors == ("Frieda Hollerbach",)


# -- authors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "byline", "authors"),
    [
        (["By Mara Quill"], "By Mara Quill", ["Mara Quill"]),
        (["By Mara Quill and Jonas Ferrante, Reuters"], None, ["Mara Quill", "Jonas Ferrante"]),
        (["By Mara Quill, Transport correspondent"], None, ["Mara Quill"]),
        (["By", "Mara Quill"], "By Mara Quill", ["Mara Quill"]),
        (["By Mara Quill and", "Jonas Ferrante"], "By Mara Quill and Jonas Ferrante", ["Mara Quill", "Jonas Ferrante"]),
        (["Mara Quill", "By Mara Quill"], "By Mara Quill", ["Mara Quill"]),
        (["By Mara Quill", "By Mara Quill"], "By Mara Quill", ["Mara Quill"]),
        (["By Mara Quill", "By Jonas Ferrante"], "By Mara Quill\nBy Jonas Ferrante", ["Mara Quill", "Jonas Ferrante"]),
        (["dpa"], "dpa", []),
        ([], None, []),
    ],
)
def test_bylines(lines: list[str], byline: str | None, authors: list[str]) -> None:
    article = made(("title", "Reservoir is full"), *(("byline", line) for line in lines), ("paragraph", BODY))
    assert article.byline == (byline or "\n".join(lines) or None)
    assert list(article.authors) == authors


def test_a_byline_below_the_article_counts_only_where_there_is_none_above() -> None:
    above, body, below = ("byline", "By Mara Quill"), ("paragraph", BODY), ("byline", "By Jonas Ferrante")
    assert made(above, body, below).authors == ("Mara Quill",)
    assert made(body, below).authors == ("Jonas Ferrante",)


def test_agencies_of_a_byline_stay_out_of_the_dateline() -> None:
    assert made(("byline", "Von Frieda Hollerbach, dpa"), ("paragraph", "Text."), language="de").dateline is None


@pytest.mark.parametrize(
    ("line", "date", "authors"),
    [
        ("By Ann Example - Mar 27, 2024", "2024-03-27", ("Ann Example",)),
        ("Mar 27, 2024 • Ann Example in Harbours", "2024-03-27", ()),
        ("Von Ann Example | 27. März 2024 | Häfen", "2024-03-27", ("Ann Example",)),
        ("Harbours – Mar 27, 2024 – 5 min read", "2024-03-27", ()),
    ],
)
def test_a_date_line_of_several_parts(line: str, date: str, authors: tuple[str, ...]) -> None:
    article = made(("dateline", line), ("paragraph", "The ferry sails again."), language=None)
    assert (article.date, article.authors) == (date, authors)


def test_a_byline_that_names_nobody_gives_way_to_the_next_one() -> None:
    body = ("paragraph", BODY)
    assert made(body, ("byline", "Tarn Harbour/ Skerrin/ City"), body, ("byline", "By Mara Quill")).authors == (
        "Mara Quill",
    )


def test_a_date_below_the_title_counts_whatever_it_was_taken_for() -> None:
    title, date, body = ("title", "Ferry towed"), ("noise", "3 May 2026"), ("paragraph", BODY)
    assert made(title, date, body).date == "2026-05-03"
    assert made(date, title, body).date is None
    assert made(title, date, ("dateline", "4 May 2026"), body).date == "2026-05-04"


def test_authors_come_from_the_sign_off_where_there_is_no_byline() -> None:
    sign_off = ("footer", "Reporting by Mara Quill in Orsin; Editing by Ruth Calloway")
    assert made(("paragraph", BODY), sign_off).authors == ("Mara Quill",)
    assert made(("byline", "By Jonas Ferrante"), ("paragraph", BODY), sign_off).authors == ("Jonas Ferrante",)


# -- sign-offs --------------------------------------------------------------------------------------------------------


def test_a_sign_offs_line_is_read() -> None:
    assert made(("paragraph", BODY), ("footer", "es/mz (AFP, Reuters)")).footer == Footer(
        "es/mz (AFP, Reuters)", ("es", "mz"), (), (), ("AFP", "Reuters")
    )


def test_a_sign_off_of_several_lines_is_one() -> None:
    footer = made(("footer", "Reporting by Mara Quill"), ("footer", "Editing by Ruth Calloway")).footer
    assert footer == Footer(
        "Reporting by Mara Quill\nEditing by Ruth Calloway", (), ("Mara Quill",), ("Ruth Calloway",), ()
    )


def test_a_sign_off_that_no_grammar_reads_is_kept_as_text() -> None:
    assert made(("footer", "Written on the ferry.")).footer == Footer("Written on the ferry.")


def test_the_last_paragraphs_tail_is_a_sign_off_and_stays_there() -> None:
    article = made(("paragraph", BODY), ("paragraph", "The gate is open again. (kas)"), ("heading", "More"))
    assert article.footer == Footer("(kas)", ("kas",))
    assert article.sections[0].paragraphs[-1] == "The gate is open again. (kas)"


def test_only_the_last_paragraphs_tail_counts() -> None:
    assert made(("paragraph", "The gate is open again. (kas)"), ("paragraph", BODY)).footer is None


# -- pictures ---------------------------------------------------------------------------------------------------------

CAPTION = "Walkers look at the full reservoir in the morning."


@pytest.mark.parametrize(
    ("rows", "images"),
    [
        (
            [("caption", "Orsin Staudamm"), ("credit", "Image: Reuters/Harbour Press/O. Marchetti")],
            [Image(None, "Reuters/Harbour Press/O. Marchetti", "Orsin Staudamm")],
        ),
        ([("caption", CAPTION), ("credit", "Photo: Ines Dove/AFP")], [Image(CAPTION, "Ines Dove/AFP")]),
        ([("caption", f"{CAPTION} Photo: Ines Dove/AFP")], [Image(CAPTION, "Ines Dove/AFP")]),
        (
            [("caption", "Orsin Staudamm"), ("caption", f"{CAPTION} Photo: Ines Dove/AFP")],
            [Image(CAPTION, "Ines Dove/AFP", "Orsin Staudamm")],
        ),
        (
            [("caption", "The dam"), ("caption", CAPTION), ("credit", "Photo: Ines Dove/AFP")],
            [Image(CAPTION, "Ines Dove/AFP", "The dam")],
        ),
        (
            [("caption", CAPTION), ("credit", "Photo: AFP"), ("caption", "The old gate."), ("credit", "Photo: dpa")],
            [Image(CAPTION, "AFP"), Image("The old gate.", "dpa")],
        ),
        ([("credit", "© Ines Dove/AFP")], [Image(None, "Ines Dove/AFP")]),
        ([("credit", "(Image: Getty Images)")], [Image(None, "Getty Images")]),
        (
            [("caption", CAPTION), ("credit", "Photograph:"), ("credit", "Ines Dove/AFP")],
            [Image(CAPTION, "Ines Dove/AFP")],
        ),
        ([("caption", CAPTION)], [Image(CAPTION)]),
        ([("caption", CAPTION), ("caption", "The old gate.")], [Image(CAPTION), Image("The old gate.")]),
        (
            [("caption", "The dam"), ("caption", "The dam on Friday, from the old gate.")],
            [Image("The dam on Friday, from the old gate.", None, "The dam")],
        ),
        (
            [("caption", "The dam"), ("paragraph", BODY), ("credit", "Photo: dpa")],
            [Image("The dam"), Image(None, "dpa")],
        ),
        ([("credit", f"{CAPTION} (Harbour Water)")], [Image(CAPTION, "Harbour Water")]),
        ([("credit", f"{CAPTION} {CAPTION}")], [Image(f"{CAPTION} {CAPTION}")]),
        ([("credit", "Harbour Water")], [Image(None, "Harbour Water")]),
    ],
)
def test_captions_and_credits_make_pictures(rows: list[tuple[str, str]], images: list[Image]) -> None:
    assert list(made(*rows).images) == images


def test_a_long_caption_is_not_cut() -> None:
    long, longer = (" ".join(f"In row {n} walkers look at the water." for n in range(count)) for count in (16, 60))
    assert made(("caption", f"{long} Photo: Ines Dove/AFP")).images == (Image(long, "Ines Dove/AFP"),)
    assert made(("caption", longer), ("credit", "Photo: AFP")).images == (Image(longer, "AFP"),)
    assert made(("credit", longer)).images == (Image(longer),)


def test_without_a_languages_common_words_a_line_is_a_caption() -> None:
    rows = [("caption", "Orsin Staudamm"), ("credit", "Photo: AFP")]
    assert made(*rows, language=None, stopwords=frozenset()).images == (Image("Orsin Staudamm", "AFP"),)


@pytest.mark.parametrize(
    ("text", "words", "keywords"), [("温泉街の足湯", {"の", "は"}, False), ("温泉街　足湯　再開", {"の", "は"}, True)]
)
def test_common_words_are_found_in_scripts_without_spaces(text: str, words: set[str], keywords: bool) -> None:
    (image,) = made(("caption", text), ("credit", "Photo: AFP"), language="ja", stopwords=frozenset(words)).images
    assert (image.alt == text, image.caption == text) == (keywords, not keywords)


# -- address ----------------------------------------------------------------------------------------------------------

LINK = "https://p.example.net/p/2Lq9x"


@pytest.mark.parametrize(
    ("rows", "url"),
    [
        ([("title", "Reservoir is full"), ("promo", LINK), ("paragraph", BODY)], LINK),
        ([("title", "Reservoir is full"), ("standfirst", BODY), ("nav", LINK), ("paragraph", BODY)], LINK),
        ([("nav", LINK), ("title", "Reservoir is full"), ("paragraph", BODY)], None),
        ([("title", "Reservoir is full"), ("paragraph", BODY), ("nav", LINK), ("paragraph", BODY)], LINK),
        ([("paragraph", BODY), ("paragraph", BODY), ("nav", LINK), ("paragraph", BODY)], None),
        ([("title", "Reservoir is full"), ("nav", f"See {LINK}"), ("paragraph", BODY)], None),
        ([("nav", LINK)], None),
    ],
)
def test_an_address_alone_above_the_second_paragraph_is_the_permalink(
    rows: list[tuple[str, str]], url: str | None
) -> None:
    assert made(*rows).url == url


# -- growth -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", list(Label))
def test_thousands_of_lines_of_one_label_are_taken(label: Label) -> None:
    rows = [(label.value, f"Line {n}, in the valley") for n in range(3000)]
    article = made(*rows)
    assert len(article.images) == (len(rows) if label in (Label.CAPTION, Label.CREDIT) else 0)
    assert len("".join(p for s in article.sections for p in s.paragraphs)) in (0, sum(len(text) for _, text in rows))
