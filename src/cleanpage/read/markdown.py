"""Markdown's inline marks: links, images, emphasis and escapes taken off a line of text."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleanpage.read.glue import glue_all

# An address may hold one level of parentheses (Wikipedia's do) and may be followed by a quoted title.
_TARGET = r"""\(\s?<?((?:[^()<>\s"]|\([^()\s]{0,200}\))*+)>?(?:\s++["'][^\n]{0,400}?["'])?\s?\)"""
_IMAGE = re.compile(r"!\[([^\[\]]{0,2000})\]" + _TARGET)
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,3000})\]" + _TARGET)
_LINK_END = re.compile(r"\]" + _TARGET)
# html2text, and so many a crawler, puts spaces around marks, also before a comma or the `'s` of a name and behind an
# opened quote: `**Skagen** , where`, `" **Skagen** "`, `d' _Artagnan_`.
_BEFORE_CLOSING = r"""(?: (?=[,.:;!?)\]}’”](?![\w.])|["“'](?:[\s,.:;!?)]|$)|['’]s\b))?"""
_BEHIND_OPENED = re.compile(
    r"""(?:(?<=^["“„«‘])|(?<=[\s(]["“„«‘])|(?<=\b[dl]['’])|(?<=\bqu['’])) (?=(?:\*\*|_)[^\s*_])"""
)
_STRONG = re.compile(r"(?<![\w*_\\])(\*\*|__)(?=\S)([^*\n]{1,3000}?)(?<=\S)\1(?!\w)" + _BEFORE_CLOSING)
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]{1,3000}?)(?<=[^\s*_])\1(?![\w*_])" + _BEFORE_CLOSING)
# It also loses the space in front of a mark, so that no pair is left: `the**old ferry**sank`, `by_Ann Example _, who`.
_STARS = re.compile(r"(?<!\\)\*{2,}")
_BARS = re.compile(r"(?<![_\\])_(?!_)")
_LOOSE_BAR = re.compile(r"(?<![\w\\])_(?![_\s])|(?<![\s_\\])_(?!\w)")  # it is no part of a name
_EMPTY = re.compile(r"(?<!\S)__(?:\s|$)")  # emphasis of nothing, or of what was no text
_CENSORED = re.compile(r"(?<![\w*])\w{1,2}\*{2,}\w{1,5}(?![\w*])|(?<!\S)\*{3,}(?!\S)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|~])")

_SIGNS = re.compile(r"^#{1,6} \S|^(?:\*\*|__)\S[^\n]{0,400}(?:\*\*|__)\s*$", re.MULTILINE)
_OPENERS = ("#", "**", "__")  # what lines with such signs begin with


class Inline(NamedTuple):
    """A line's text without its marks, the characters of it that stood in links, and whether it held an image."""

    text: str
    linked: int
    image: bool
    strong: bool


def shows_in(source: str) -> bool:
    r"""Whether a source shows Markdown: a link or image, a heading, a line in bold.

    >>> shows_in("# Ferry sinks"), shows_in("#ferry")
    (True, False)
    """
    if "](" in source:
        return True
    # a single character is looked for much faster than two
    opens = [o for o in _OPENERS if o[0] in source and ("\n" + o in source or source.startswith(o))]
    return bool(opens) and _SIGNS.search(source) is not None


def inline(line: str) -> Inline:
    """Take Markdown's marks off one line.

    >>> inline("It [sank](https://a.example/x) off **Skagen**.")
    Inline(text='It sank off Skagen.', linked=4, image=False, strong=False)
    """
    linked, image, strong = 0, False, False
    text = line
    if "](" in text:
        text, images = _IMAGE.subn(r"\1", text)
        image = images > 0
        parts, at = [], 0
        for match in _LINK.finditer(text):
            parts += [text[at : match.start()], match[1]]
            linked += len(match[1].strip())
            at = match.end()
        text = "".join(parts) + text[at:]
        closing = _LINK_END.search(text)
        if closing:  # the link began on an earlier line
            linked += len(text[: closing.start()].strip())
            text = text[: closing.start()] + text[closing.end() :]
    if "*" in text or "_" in text:
        bare = text.strip()
        strong = len(bare) > 4 and bare[:2] == bare[-2:] and bare[:2] in ("**", "__")
        text = _unmarked(text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return Inline(text, linked, image, strong)


def _unmarked(text: str) -> str:
    """A line without the marks of emphasis.

    >>> _unmarked("The **Skagen** , a_small ferry _, sank")
    'The Skagen, a small ferry, sank'
    >>> _unmarked("It sank**** off Skagen")
    'It sank off Skagen'
    """
    text = _BEHIND_OPENED.sub("", text)
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    unpaired = "****" in text or ("**" in text and len(_STARS.findall(text)) > 1)
    if unpaired and not _CENSORED.search(text):
        text = _without(_STARS, text)
    if "__" in text:
        text = _EMPTY.sub("", text)
    if "_" in text and _LOOSE_BAR.search(text):
        text = _without(_BARS, text)
    return text


def _without(marks: re.Pattern[str], text: str) -> str:
    """A line without marks that stand there unpaired; what they stood between is two words."""
    pieces = [piece.strip() for piece in marks.split(text)]
    return glue_all([piece for piece in pieces if piece] or [""])
