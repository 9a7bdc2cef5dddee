"""Labelled blocks in, an Article out: fields are read out of their lines here, nothing is judged anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, Protocol

from cleanpage import parse
from cleanpage.parse.date import scan
from cleanpage.parse.reader import Reader
from cleanpage.read.glue import glue, glue_all
from cleanpage.rules.words import UNSPACED, WORD
from cleanpage.types import APART, DROPPED, KEPT, Article, Block, Claims, Dateline, Footer, Image, Label, Section

_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
_TERMINAL = tuple('.!?…。！？؟۔।።፡"”»')
_UNSPACED = re.compile(f"[{UNSPACED}]")
_BRACKETS = {"(": ")", "[": "]", "（": "）", "［": "］", "【": "】"}
_BEFORE_HOLDER = " .:：=＝/|–—-"  # what stands between a credit's opener and whom it names
_BRACKETED = re.compile(r"(?P<caption>.{2,2000}[.!?…。”\"»]) ?[(（](?P<holder>[^()（）]{2,80})[)）]")
_AROUND = " ,;:|/–—-•·⋅"  # what stands between a name and a date
_SEPARATOR = re.compile(r"\s[-–—|•·⋅]\s")
_LONGEST_LINE = 200  # characters of a line that says several things
_LONGEST_BYLINE = 80  # characters of a line that was taken for something else
_FEW = 2  # lines below the first paragraph
_LONGEST_CREDIT = 60  # characters; a longer sentence without a credit's form is a caption, whatever its label
_PROSE = (Label.PARAGRAPH, Label.STANDFIRST)


_NONE = Claims()


class Labelled(NamedTuple):
    """A block with its label, and whether it goes on with the kept block before it."""

    block: Block
    label: Label
    more: bool = False


class Judged(Protocol):
    """What has a label, and may go on with the kept one before it."""

    @property
    def label(self) -> Label: ...
    @property
    def more(self) -> bool: ...


def pieces(rows: Sequence[Judged]) -> list[list[int]]:
    """The indexes of the rows that are kept in the text, the pieces of one paragraph together."""
    groups: list[list[int]] = []
    for i, row in enumerate(rows):
        if row.more and groups and rows[groups[-1][0]].label in _PROSE:
            groups[-1].append(i)
        elif row.label in KEPT:
            groups.append([i])
    return groups


def assemble(
    rows: Sequence[Labelled],
    language: str | None,
    stopwords: frozenset[str],
    claims: Claims = _NONE,
    reader: Reader | None = None,
) -> Article:
    """Make the article of a page's labelled blocks, in page order.

    `stopwords` are the language's commonest words: they tell a caption from a picture's keywords. `claims` are what
    the page's metadata say: they come first for the date, which lines state in many ways, and for the authors' names.
    `reader`: one that may have read the page's lines before, in `language`.
    """
    reader = reader or Reader(language)
    rows = _joined(rows)
    sections = _sections(rows)
    standfirst = _texts(rows, Label.STANDFIRST)
    dateline, published, updated = _dates(rows, [*standfirst[:1], *_paragraphs(sections)[:1]], reader)
    bylines = _bylines(rows)
    footer = _footer(_texts(rows, Label.FOOTER), _paragraphs(sections), reader)
    return Article(
        title=next(iter(_texts(rows, Label.TITLE)), None),
        date=claims.published or published or claims.updated or updated or _date_at_top(rows, reader),
        updated=claims.updated or updated,
        dateline=dateline,
        authors=claims.authors
        or _authors(bylines, footer, reader)
        or _first_named(_texts(rows, Label.BYLINE), reader)
        or _names_beside(_texts(rows, Label.DATELINE), reader)
        or _names_at_top(rows, reader)
        or (*claims.desks, *claims.agencies),
        byline="\n".join(bylines) or None,
        standfirst=standfirst,
        sections=sections,
        footer=footer,
        images=tuple(_pictures(rows, reader, stopwords)),
        language=language,
        url=_address(rows) or claims.url,
        site=claims.site,
    )


def _texts(rows: Iterable[Labelled], label: Label) -> tuple[str, ...]:
    return tuple(r.block.text for r in rows if r.label is label)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _joined(rows: Sequence[Labelled]) -> list[Labelled]:
    """The pieces of one paragraph joined again."""
    if not any(row.more for row in rows):  # as on most pages
        return list(rows)
    joined: dict[int, Labelled] = dict(enumerate(rows))
    for group in pieces(rows):
        if len(group) > 1:
            joined[group[0]] = _one([joined.pop(i) for i in group])
    return [joined[i] for i in sorted(joined)]


def _one(group: Sequence[Labelled]) -> Labelled:
    text = glue_all([row.block.text for row in group])
    return group[0]._replace(block=group[0].block._replace(text=text, last=group[-1].block.last))


def _sections(rows: Iterable[Labelled]) -> tuple[Section, ...]:
    """The body cut at its headings; the first section has none, and stands there even if it is empty."""
    sections: list[tuple[str | None, list[str]]] = [(None, [])]
    for row in rows:
        if row.label is Label.HEADING:
            sections.append((row.block.text, []))
        elif row.label is Label.PARAGRAPH:
            sections[-1][1].append(row.block.text)
    if len(sections) == 1 and not sections[0][1]:
        return ()
    return tuple(Section(heading, tuple(paragraphs)) for heading, paragraphs in sections)


def _paragraphs(sections: Iterable[Section]) -> list[str]:
    return [p for s in sections for p in s.paragraphs]


def _dates(
    rows: Sequence[Labelled], openers: Iterable[str], reader: Reader
) -> tuple[Dateline | None, str | None, str | None]:
    """The dateline, and when the article was published and updated.

    `openers` are the texts whose beginning may name the place and the agency.
    """
    opener = next((d for d in (reader.dateline(text) for text in openers) if d is not None), None)
    lines = _date_lines(rows, reader)
    stamps = [(line, stamp) for line in lines for stamp in _stamps(line, reader) if stamp.iso]
    published = next(((line, s.iso) for line, s in stamps if s.kind != "updated"), None)
    updated = next(((line, s.iso) for line, s in stamps if s.kind == "updated"), None)
    in_byline = (s.iso for line in _texts(rows, Label.BYLINE) for s in _stamps(line, reader))
    first, last = published[1] if published else next(in_byline, None), updated[1] if updated else None
    if not lines:
        return opener, first or (opener.date if opener else None), None
    text = (published or updated or (lines[0],))[0]
    own = reader.dateline(text) or opener
    stated = first or last or (own.date if own else None)
    return Dateline(text, own.place if own else None, stated, own.agencies if own else ()), first, last


def _date_at_top(rows: Sequence[Labelled], reader: Reader) -> str | None:
    """The date of the first line below the title that is one, whatever it was taken for."""
    for row in _below_title(rows):
        text = row.block.text
        if row.label in DROPPED and len(text) <= _LONGEST_LINE:
            for stamp in _stamps(text, reader):
                if stamp.iso:
                    return stamp.iso
    return None


def _date_lines(rows: Sequence[Labelled], reader: Reader) -> list[str]:
    """The date lines; one that only leads to a date ("Updated") or only adds the time is joined with its neighbour."""
    lines: list[str] = []
    before: Labelled | None = None
    for row in rows:
        if row.label is Label.DATELINE:
            text = row.block.text
            if before is not None and before.label is Label.DATELINE and _is_rest(lines[-1], text, reader):
                lines[-1] = glue(lines[-1], text)
            else:
                lines.append(text)
        before = row
    return lines


def _is_rest(before: str, text: str, reader: Reader) -> bool:
    """Whether two lines state one date: a mark before it, or a time behind it."""
    head, own = reader.date(before), reader.date(text)
    if own is None or reader.date(glue(before, text)) is None:
        return False
    if head is None:
        marks = scan(before, reader.language)
        return bool(marks) and all(i.what in ("published", "updated", "known") for i in marks)
    return head.time is None and own.date is None and own.kind is None


def _stamps(line: str, reader: Reader) -> Iterator[parse.Timestamp]:
    """The dates that a line states: "Published 3 May 2026, updated 4 May 2026" states two."""
    whole, items = reader.stated(line)
    if whole is None:  # "By Ann Example - Mar 27, 2024": more than a date
        yield from filter(None, map(reader.date, _parts(line)))
        return
    marks = [i for i in items if i.what in ("published", "updated")]
    if not marks:
        yield whole
        return
    leading = bool(marks) and any(i.what in ("day", "time") and i.start > marks[-1].start for i in items)
    cuts = [0, *(m.start if leading else m.end for m in marks), len(line)]
    parts = [reader.date(line[a:z]) for a, z in pairwise(cuts)]
    found = [p for p in parts if p is not None and p.iso]
    yield from found if len(found) > 1 and any(p.kind == "updated" for p in found) else [whole]


def _parts(line: str) -> list[str]:
    """The parts of a line that says several things, between bars, dots or dashes; none of one that says one."""
    parts = _SEPARATOR.split(line) if len(line) <= _LONGEST_LINE else []
    return parts if len(parts) > 1 else []


def _bylines(rows: Sequence[Labelled]) -> list[str]:
    """The byline's lines: those before the body, or the first ones after it; "By" goes with the name below it."""
    body = next((i for i, r in enumerate(rows) if r.label is Label.PARAGRAPH), len(rows))
    at = [i for i, r in enumerate(rows) if r.label is Label.BYLINE]
    late = at and at[0] > body
    lines: list[str] = []
    for n, i in enumerate(at):
        text = rows[i].block.text
        adjacent = n > 0 and at[n - 1] == i - 1
        if n and (not adjacent if late else i > body):
            break
        if adjacent and lines and _leads_on(lines[-1]):
            lines[-1] = glue(lines[-1], text)
        else:
            lines.append(text)
    near = [lines[max(0, n - 3) : n] + [x for x in lines[n + 1 : n + 4] if x != lines[n]] for n in range(len(lines))]
    return [line for line, others in zip(lines, near, strict=True) if not any(line in other for other in others)]


def _leads_on(line: str) -> bool:
    """Whether a byline's line needs the next one: "By", "Ann Example and", "Text:"."""
    last = line[-30:].split()[-1]
    opener = last == line and len(line) <= 4 and parse.byline(line) is None
    return len(line) <= 200 and (opener or line[-1] in ",:&：、" or (last.islower() and len(last) <= 4))


def _authors(bylines: Iterable[str], footer: Footer | None, reader: Reader) -> tuple[str, ...]:
    read = [found for line in bylines if (found := reader.byline(line)) is not None]
    return _once(name for found in read for name in found.authors) or (footer.authors if footer else ())


def _first_named(bylines: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """The authors of the first byline that names any."""
    return next((names for line in bylines if (names := _authors([line], None, reader))), ())


def _names_beside(dates: Iterable[str], reader: Reader) -> tuple[str, ...]:
    """The authors that date lines name, too: "By Ann Example | May 3, 2026", "3 May 2026 by Ann Example"."""
    cuts = [cut for line in dates if len(line) <= _LONGEST_LINE for cut in _beside_dates(line, reader)]
    parts = [part for cut in cuts for part in _parts(cut) or [cut]]
    # A part that is a name and nothing else may be a place's or a section's: only what opens as bylines do is one
    read = [found for part in parts if (found := reader.byline(part)) is not None and found.text not in found.authors]
    return _once(name for found in read for name in found.authors)


def _names_at_top(rows: Sequence[Labelled], reader: Reader) -> tuple[str, ...]:
    """The authors of the first line around the article's top that opens as bylines do, whatever it was taken for."""
    for row in _below_title(rows):
        text = row.block.text
        if row.label not in KEPT and len(text) <= _LONGEST_BYLINE and text.count(" ") > 1:
            found = reader.byline(text)
            if found is not None and found.authors and found.text not in found.authors:
                return found.authors
    return ()


def _below_title(rows: Sequence[Labelled]) -> Iterator[Labelled]:
    """What readers see between the title and the body, and of the body's beginning; nothing without both."""
    top = next((i for i, r in enumerate(rows) if r.label is Label.TITLE), None)
    body = next((i for i, r in enumerate(rows) if r.label is Label.PARAGRAPH), None)
    if top is None or body is None:
        return
    for row in rows[top + 1 : body + 1 + _FEW]:
        hints = row.block.hints
        if hints is None or not (hints.hidden or hints.veiled or hints.alt):
            yield row


def _beside_dates(line: str, reader: Reader) -> list[str]:
    """What a line says before, between and after its days and times, without the word that leads to one ("on")."""
    ends = [0]
    leads = None
    for item in scan(line, reader.language):
        if item.what in ("day", "time"):
            ends += (item.start if leads is None else leads, item.end)
        leads = item.start if item.what == "known" else None
    cuts = [line[a:z].strip(_AROUND) for a, z in pairwise([*ends, len(line)])]
    return [cut for cut in cuts[::2] if cut]


def _footer(lines: Sequence[str], paragraphs: Sequence[str], reader: Reader) -> Footer | None:
    """The sign-off's own lines, or how the last paragraph ends."""
    if not lines:
        return reader.tail_signoff(paragraphs[-1]) if paragraphs else None
    read = [reader.signoff(line) for line in lines]
    if None in read and (whole := reader.signoff(" ".join(lines))):
        read = [whole]
    parts = [part for part in read if part is not None]
    return Footer(
        text="\n".join(lines),
        initials=_once(x for p in parts for x in p.initials),
        authors=_once(x for p in parts for x in p.authors),
        editors=_once(x for p in parts for x in p.editors),
        agencies=_once(x for p in parts for x in p.agencies),
    )


def _pictures(rows: Iterable[Labelled], reader: Reader, stopwords: frozenset[str]) -> Iterator[Image]:
    """The pictures; an alternative text that the markup gives belongs to the caption or credit that follows it."""
    alt: str | None = None
    following: list[Labelled] = []
    for row in rows:
        if row.label in APART and row.block.hints is not None and row.block.hints.alt:
            yield from _described(alt, _images(following, reader, stopwords))
            alt, following = row.block.text, []
        else:
            following.append(row)
    yield from _described(alt, _images(following, reader, stopwords))


def _described(alt: str | None, images: Iterator[Image]) -> Iterator[Image]:
    for image in images:
        yield replace(image, alt=image.alt or alt)
        alt = None


def _images(rows: Iterable[Labelled], reader: Reader, stopwords: frozenset[str]) -> Iterator[Image]:
    """Captions and credits that stand together make one picture; a credit closes it."""
    held: list[str] = []
    for row in _whole_credits(rows):
        if row.label not in APART:
            if held:
                yield from _uncredited(held)
                held = []
            continue
        text = row.block.text
        found = reader.credit(text)
        if found is not None:
            yield from _credited(held, found.caption, _holder(found.text, reader), stopwords)
            held = []
        elif row.label is Label.CREDIT and (tail := _BRACKETED.fullmatch(text)):
            yield from _credited(held, tail["caption"], tail["holder"], stopwords)
            held = []
        elif row.label is Label.CREDIT and not (len(text) > _LONGEST_CREDIT and text.endswith(_TERMINAL)):
            yield from _credited(held, None, _holder(text, reader), stopwords)
            held = []
        else:
            held.append(text)
    yield from _uncredited(held)


def _whole_credits(rows: Iterable[Labelled]) -> Iterator[Labelled]:
    """The rows, a credit's opener that stands alone ("Image:") joined with the line below it."""
    opener: Labelled | None = None
    for row in rows:
        apart = row.label in APART
        if opener is not None and apart:
            joined = glue(opener.block.text, row.block.text)
            row = row._replace(block=row.block._replace(text=joined), label=Label.CREDIT)
        elif opener is not None:
            yield opener
        opener = row if apart and len(row.block.text) <= 20 and row.block.text.endswith((":", "：")) else None
        if opener is None:
            yield row
    if opener is not None:
        yield opener


def _credited(held: Sequence[str], caption: str | None, credit: str, stopwords: frozenset[str]) -> Iterator[Image]:
    """The picture that a credit closes: of two lines before it the first is its alternative text."""
    lines = [*held, caption] if caption else [*held]
    alt: str | None = None
    if len(lines) > 1 or (lines and not caption and _are_keywords(lines[0], stopwords)):
        yield from _uncredited(lines[:-2])
        alt = lines[-2] if len(lines) > 1 else lines[0]
        lines = lines[-1:] if len(lines) > 1 else []
    yield Image(caption=lines[0] if lines else None, credit=credit, alt=alt)


def _uncredited(captions: Sequence[str]) -> Iterator[Image]:
    """Captions without a credit: each is a picture's own, but one that the next begins with is its alternative text."""
    for i, caption in enumerate(captions):
        if i + 1 < len(captions) and captions[i + 1].startswith(caption):
            continue
        alt = captions[i - 1] if i and caption.startswith(captions[i - 1]) else None
        yield Image(caption=caption, alt=alt)


def _are_keywords(text: str, stopwords: frozenset[str]) -> bool:
    """Whether a line has neither a common word of the language nor a sentence's end; False where none are known."""
    if not stopwords or text.endswith(_TERMINAL):
        return False
    if _UNSPACED.search(text):
        return not any(w in text for w in stopwords)
    return stopwords.isdisjoint(WORD.findall(text.lower()))


def _holder(text: str, reader: Reader) -> str:
    """Whom a credit names: the credit without brackets around it and without the words that open it."""
    while True:
        bare = text[1:-1].strip() if len(text) > 2 and _BRACKETS.get(text[0]) == text[-1] else text
        found = reader.credit(bare)
        if found is not None and found.opener and not found.caption and bare.startswith(found.opener):
            bare = bare[len(found.opener) :].lstrip(_BEFORE_HOLDER)
        if not bare or bare == text:
            return text
        text = bare


def _address(rows: Sequence[Labelled]) -> str | None:
    """An address that stands alone on a line between the title and the second paragraph: the article's permalink."""
    top = next((i for i, r in enumerate(rows) if r.label in (Label.TITLE, *_PROSE)), len(rows))
    body = [i for i, r in enumerate(rows) if r.label is Label.PARAGRAPH]
    above = rows[top : body[1] if len(body) > 1 else len(rows)]
    return next((m[0] for r in above if (m := _ADDRESS.fullmatch(r.block.text))), None)
