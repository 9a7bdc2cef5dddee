"""What is cut out of a page's markup before it is parsed, since parsers disagree on it or drown in it."""

from __future__ import annotations

import re

_RAW = ("script", "style")
_DRAWN = ("svg", "template", "noscript")
# Raw text that is not the article's: where nothing closes these, parsers lose the rest of the page to them.
_SWALLOWING = ("iframe", "noembed", "noframes", "textarea", "title", "xmp")
_NAMES = (*_RAW, *_DRAWN, *_SWALLOWING)

# The look ahead at the first letter halves the time.
_OPENING = re.compile(f"<(?=[stnix!])(?:({'|'.join(_NAMES)})(?=[\\s/>])|!--)", re.IGNORECASE)
_CLOSING = {name: re.compile(f"</{name}(?=[\\s/>])[^<>]*+>?", re.IGNORECASE) for name in _NAMES}
_CLOSING[""] = re.compile("--!?>")  # of a comment
_AGAIN = {name: re.compile(f"<{name}(?=[\\s/>])", re.IGNORECASE) for name in _DRAWN}
_REST_OF_TAG = re.compile(r"""(?:[^<>"']|"[^"<>]*+"|'[^'<>]*+')*+>?""")
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100}?;base64,[\w+/=%-]*+")  # files written out in attributes
_NEVER = (-1, -1)


def without_scripts(source: str) -> tuple[str, tuple[str, ...]]:
    """A page without scripts, styles, drawings and comments, and the JSON-LD that stood in them.

    Start tags of what nothing closes and would swallow the page are left out, too, and the marks of CDATA, which
    HTML takes for a comment. Takes linear time.

    >>> without_scripts('<p>A<!-- b --><script type="application/ld+json">{}</script>c')
    ('<p>A c', ('{}',))
    """
    parts: list[str] = []
    data: list[str] = []
    ends: dict[str, tuple[int, int]] = {}  # the next end of each name, so that each is looked for only once
    at = 0
    for found in _OPENING.finditer(source):
        start, name = found.start(), (found[1] or "").lower()
        if start < at or _is_quoted(source, at, start):
            continue
        body = found.end() if name else found.end() - 2  # "<!-->" is a whole comment
        stop, end = ends.get(name, (0, 0))
        if 0 <= stop < body:
            closing = _CLOSING[name].search(source, body)
            stop, end = ends[name] = closing.span() if closing else _NEVER
        if end < 0 and name and name not in _RAW:
            end = _tag_end(source, body)
        elif end < 0 or not _is_cut(source, name, body, stop):
            continue
        elif name == "script" and "ld+json" in source[start : start + 300].split(">", 1)[0].lower():
            data.append(source[source.find(">", start) + 1 : stop])
        parts += (source[at:start], "" if name in _RAW else " ")
        at = end
    parts.append(source[at:])
    return _mended("".join(parts)), tuple(data)


def _is_cut(source: str, name: str, body: int, stop: int) -> bool:
    """Whether an element is cut out up to its end tag: not where there is one more of the name in it."""
    return name in _RAW or not name or (name in _DRAWN and _AGAIN[name].search(source, body, stop) is None)


def _is_quoted(source: str, after: int, start: int) -> bool:
    """Whether a place stands in the quotes of an attribute."""
    opened = source.rfind("<", after, start)
    if opened < 0 or not source[opened + 1].isalpha() or source.find(">", opened, start) >= 0:
        return False
    return source.count('"', opened, start) % 2 == 1 or source.count("'", opened, start) % 2 == 1


def _tag_end(source: str, at: int) -> int:
    tag = _REST_OF_TAG.match(source, at)
    return tag.end() if tag else at


def _mended(markup: str) -> str:
    """Markup without what parsers take in another way than browsers, or would lose the text of."""
    if "<![CDATA[" in markup:
        markup = _CDATA.sub(" ", markup)
    if ";base64," in markup:
        markup = _EMBEDDED.sub("data:", markup)
    if "<plaintext>" in markup:
        markup = markup.replace("<plaintext>", " ")
    return markup.replace("</br>", "<br>") if "</br>" in markup else markup
