"""Labelled blocks in, an Article out: fields are read out of their lines here, nothing is judged anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleanpage import parse
from cleanpage.read.text import glue
from cleanpage.types import Article, Block, Dateline, Footer, Image, Label, Section

_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
_TERMINAL = tuple(".!?…。！？\"”»")


class Labelled(NamedTuple):
    """A block with its label, and whether it goes on with the block before it."""

    block: Block
    label: Label
    more: bool = False


def assemble(rows: Sequence[Labelled], language: str | None, stopwords: frozenset[str]) -> Article:
    """Make the article of a page's labelled blocks, in page order."""
    rows = _joined(rows)
    sections = _sections(rows)
    standfirst = tuple(r.block.text for r in rows if r.label is Label.STANDFIRST)
    title = next((r.block.text for r in rows if r.label is Label.TITLE), None)
    dateline, date, updated = _dates(rows, standfirst, sections, language)
    bylines = [r.block.text for r in rows if r.label is Label.BYLINE]
    footer = _footer(rows, sections, language)
    return Article(
        title=title,
        date=date,
        updated=updated,
        dateline=dateline,
        authors=_authors(bylines, footer, language),
        byline=bylines[0] if bylines else None,
        standfirst=standfirst,
        sections=sections,
        footer=footer,
        images=_images(rows, language, stopwords),
        language=language,
        url=_address(rows),
    )


def _joined(rows: Sequence[Labelled]) -> list[Labelled]:
    """The pieces of one paragraph joined again."""
    out: list[Labelled] = []
    for row in rows:
        if row.more and out and out[-1].label in (Label.PARAGRAPH, Label.STANDFIRST):
            last = out[-1]
            text = glue(last.block.text, row.block.text)
            out[-1] = last._replace(block=last.block._replace(text=text, last=row.block.last))
        else:
            out.append(row)
    return out


def _sections(rows: Sequence[Labelled]) -> tuple[Section, ...]:
    sections: list[Section] = []
    heading: str | None = None
    paragraphs: list[str] = []
    for row in rows:
        if row.label is Label.HEADING:
            if heading is not None or paragraphs:
                sections.append(Section(heading, tuple(paragraphs)))
            heading, paragraphs = row.block.text, []
        elif row.label is Label.PARAGRAPH:
            paragraphs.append(row.block.text)
    if heading is not None or paragraphs:
        sections.append(Section(heading, tuple(paragraphs)))
    return tuple(sections)


def _dates(
    rows: Sequence[Labelled], standfirst: Sequence[str], sections: Sequence[Section], language: str | None
) -> tuple[Dateline | None, str | None, str | None]:
    """The dateline, and when the article was published and updated."""
    published: str | None = None
    updated: str | None = None
    line: str | None = None
    for row in rows:
        if row.label is not Label.DATELINE:
            continue
        stamp = parse.date(row.block.text, language)
        if stamp is not None and stamp.date is not None:
            if stamp.kind == "updated":
                updated = updated or stamp.iso
            elif published is None:
                published, line = stamp.iso, row.block.text
        line = line or row.block.text
    first = next(iter([*standfirst[:1], *(p for s in sections[:1] for p in s.paragraphs[:1])]), None)
    openers = [*standfirst[:1], *(p for s in sections[:1] for p in s.paragraphs[:1])]
    opener = next((d for d in (parse.dateline(text, language) for text in openers) if d is not None), None)
    if line is None:
        return opener, published, updated
    own = parse.dateline(line, language) or opener
    place, agencies = (own.place, own.agencies) if own is not None else (None, ())
    del first
    return Dateline(line, place, published or updated, agencies), published, updated


def _footer(rows: Sequence[Labelled], sections: Sequence[Section], language: str | None) -> Footer | None:
    lines = [r.block.text for r in rows if r.label is Label.FOOTER]
    if not lines:
        last = sections[-1].paragraphs[-1:] if sections else ()
        return parse.tail_signoff(last[0], language) if last else None
    parts = [parse.signoff(line, language) or Footer(line) for line in lines]
    return Footer(
        text="\n".join(lines),
        initials=_once(x for p in parts for x in p.initials),
        authors=_once(x for p in parts for x in p.authors),
        editors=_once(x for p in parts for x in p.editors),
        agencies=_once(x for p in parts for x in p.agencies),
    )


def _once(values: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))  # type: ignore[call-overload]


def _authors(bylines: Sequence[str], footer: Footer | None, language: str | None) -> tuple[str, ...]:
    names: list[str] = []
    for line in bylines:
        byline = parse.byline(line, language)
        if byline is not None:
            names += byline.authors
    if not names and footer is not None:
        names += footer.authors
    return _once(names)


def _images(rows: Sequence[Labelled], language: str | None, stopwords: frozenset[str]) -> tuple[Image, ...]:
    """Captions and credits that stand together make one picture; a credit closes it."""
    images: list[Image] = []
    held: list[str] = []
    for at, row in enumerate(rows):
        if row.label not in (Label.CAPTION, Label.CREDIT):
            continue
        text = row.block.text
        credit = parse.credit(text, language)
        if credit is None and row.label is Label.CREDIT:
            images.append(_image(held, None, text, stopwords))
            held = []
        elif credit is not None:
            images.append(_image(held, credit.caption, ", ".join(credit.holders) or text, stopwords))
            held = []
        else:
            held.append(text)
        following = rows[at + 1].label if at + 1 < len(rows) else None
        if held and following not in (Label.CAPTION, Label.CREDIT):
            images.append(_image(held, None, None, stopwords))
            held = []
    return tuple(images)


def _image(held: Sequence[str], caption: str | None, credit: str | None, stopwords: frozenset[str]) -> Image:
    """One picture: what stood before the caption, or reads like keywords, is its alternative text."""
    lines = [*held, *([caption] if caption else [])]
    alt: str | None = None
    if lines and (len(lines) > 1 or not _is_sentence(lines[0], stopwords)) and (credit or len(lines) > 1):
        alt, lines = lines[0], lines[1:]
    return Image(caption=" ".join(lines) or None, credit=credit, alt=alt)


def _is_sentence(text: str, stopwords: frozenset[str]) -> bool:
    return text.endswith(_TERMINAL) or not stopwords.isdisjoint(text.lower().split()) or not text.isascii()


def _address(rows: Sequence[Labelled]) -> str | None:
    """An address that stands alone on a line among the article's own: its permalink."""
    kept = [i for i, r in enumerate(rows) if r.label in (Label.TITLE, Label.PARAGRAPH, Label.STANDFIRST)]
    for i in range(kept[0], kept[-1] + 1) if kept else ():
        match = _ADDRESS.fullmatch(rows[i].block.text)
        if match:
            return match[0]
    return None
