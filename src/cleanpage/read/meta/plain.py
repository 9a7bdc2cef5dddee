"""Texts out of metadata as a reader would see them: no entities, tags or control characters."""

from __future__ import annotations

import html

from cleanpage.parse.words import Pattern

_SHORT = 1000  # characters of a field that is no body
_CONTROL = Pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")
_TAG = Pattern(r"<[a-zA-Z/!][^<>]*+>")
_BREAKS = Pattern(r"(?i)<(?:/?(?:p|div|h[1-6]|li|ul|ol|blockquote|figure|section|table|tr)|br)\b[^<>]*+>")
_CODE = Pattern(r"(?i)<(script|style)\b")
_ENDS = {tag: Pattern(rf"(?i)</{tag}[^<>]*+>") for tag in ("script", "style")}


def tidy(value: object, most: int = _SHORT) -> str:
    """A text as a reader would see it: entities decoded, tags, control characters and needless space taken out.

    >>> tidy("Ferry &amp;amp; crew <b>safe</b> ")
    'Ferry & crew safe'
    """
    if not isinstance(value, str):
        return ""
    text = value[:most]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(_printable(text).split())


def _printable(text: str) -> str:
    """A text without control characters; halves of a pair of surrogates are joined or replaced."""
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROL.sub(" ", text)


def plain(text: str) -> str:
    r"""A text without tags, a line for each of its blocks.

    >>> plain("<p>The ferry sank.</p><p>All were <b>saved</b>.</p>")
    'The ferry sank.\nAll were saved.'
    """
    if "&" in text:
        text = html.unescape(text)
    if "&" in text and "<" not in text:
        text = html.unescape(text)
    if "<" in text and _TAG.search(text):
        text = _TAG.sub("", _BREAKS.sub("\n", _without_code(text)))
    lines = (" ".join(_printable(line).split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _without_code(text: str) -> str:
    """A text without its scripts and style sheets; what follows one that is not closed stays."""
    kept, pos = [], 0
    while start := _CODE.search(text, pos):
        end = _ENDS[start[1].lower()].search(text, start.end())
        if not end:
            break
        kept.append(text[pos : start.start()])
        pos = end.end()
    return "".join([*kept, text[pos:]])
