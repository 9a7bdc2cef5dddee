"""Markdown's inline marks: links, images, emphasis and escapes taken off a line of text."""

from __future__ import annotations

import re
from typing import NamedTuple

# An address may hold one level of parentheses (Wikipedia's do) and may be followed by a quoted title.
_TARGET = r"""\(\s?<?((?:[^()<>\s"]|\([^()\s]{0,200}\))*+)>?(?:\s++["'][^\n]{0,400}?["'])?\s?\)"""
_IMAGE = re.compile(r"!\[([^\[\]]{0,2000})\]" + _TARGET)
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,3000})\]" + _TARGET)
_LINK_END = re.compile(r"\]" + _TARGET)
_STRONG = re.compile(r"(?<![\w*_\\])(\*\*|__)(?=\S)([^*\n]{1,3000}?)(?<=\S)\1(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]{1,3000}?)(?<=[^\s*_])\1(?![\w*_])")
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
            anchor = match[1].strip()
            parts += [text[at : match.start()], anchor]
            linked += len(anchor)
            at = match.end()
        text = "".join(parts) + text[at:]
        closing = _LINK_END.search(text)
        if closing:  # the link began on an earlier line
            linked += len(text[: closing.start()].strip())
            text = text[: closing.start()] + text[closing.end() :]
    if "*" in text or "_" in text:
        bare = text.strip()
        strong = len(bare) > 4 and bare[:2] == bare[-2:] and bare[:2] in ("**", "__")
        text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return Inline(text, linked, image, strong)
