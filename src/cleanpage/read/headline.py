"""Titles without the site's name: "Ferry sinks | The Gazette" is "Ferry sinks"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleanpage.parse.words import Pattern

_BAR = Pattern(r"\s*[|｜¦]\s*|\s+(?:[-–—―·•«»‹›~:/_]|::|//|--|<|>|->)\s+|(?<=\w)\s*:\s+|\s[-–—]$")
_LONGEST = 600
_SITE_WORDS = 5
_CUTS = 4


def site_suffix_removed(title: str, site: str | None = None, *others: str | None) -> str:
    """A page's title without the name of its site, wherever that stands apart: "Title | Section | Site", "Site: Title".

    `site` and `others` are names of the site, as far as they are known ("The Gazette", "gazette.example"). Where none
    of them stands in the title, the last part goes only if it is short and set off by a bar: a dash may be the
    headline's own.

    >>> site_suffix_removed("Ferry sinks off Skerrin | The Gazette")
    'Ferry sinks off Skerrin'
    >>> site_suffix_removed("Skerrin - a town waits - Harbour Post", "Harbour Post")
    'Skerrin - a town waits'
    >>> site_suffix_removed("Skerrin - a town waits", "Harbour Post")
    'Skerrin - a town waits'
    """
    text = " ".join(title[:_LONGEST].split())
    names = {k for name in (site, *others) if name for k in _keys(name)}
    known = text
    for _ in range(_CUTS):
        cut = _without_name(known, names)
        if cut == known:
            break
        known = cut
    return known if known != text else _without_tail(text)


def _keys(name: str) -> Iterable[str]:
    """A site's name squeezed, with and without its article and its domain: "thegazette", "gazette"."""
    key = _key(name)
    yield key
    lower = name.casefold().strip()
    if "." in lower and " " not in lower:
        yield _key(lower.rsplit(".", 1)[0])
    for article in ("the ", "der ", "die ", "das ", "le ", "la ", "el ", "il "):
        if lower.startswith(article):
            yield _key(lower[len(article) :])


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _without_name(text: str, names: set[str]) -> str:
    """The title without a last or first part that is one of the names, or is little more than one."""
    parts = list(_BAR.finditer(text))
    if not parts or not names:
        return text
    last, first = parts[-1], parts[0]
    head, tail = text[: last.start()].rstrip(), text[last.end() :]
    if head and _is_site(tail, names):
        return head
    rest = text[first.end() :].lstrip()
    return rest if rest and _is_site(text[: first.start()], names) else text


def _is_site(part: str, names: set[str]) -> bool:
    key = _key(part)
    if not key:
        return True
    if len(part.split()) > _SITE_WORDS + 3:
        return False
    return any(key == n or (len(n) > 3 and (key.startswith(n) or key.endswith(n))) or _holds(n, key) for n in names)


def _holds(name: str, key: str) -> bool:
    """Whether a part is the site's name cut short: "Gazette" for "The Skerrin Gazette"."""
    return len(key) > 3 and 2 * len(key) >= len(name) and (name.startswith(key) or name.endswith(key))


def _without_tail(text: str) -> str:
    """The title before its last bar if what stands behind it is short and what stands before is no less."""
    for bar in ("|", "｜", "¦"):
        head, found, tail = text.rpartition(bar)
        words = tail.split()
        if found and 0 < len(words) <= _SITE_WORDS and len(head.strip()) >= max(12, len(tail.strip())):
            return head.rstrip()
    return text


def ranked(candidates: Sequence[str]) -> tuple[str, ...]:
    """Candidates for a headline, each once, the best first; one that is cut off comes behind those that are not.

    >>> ranked(["Ferry sinks off …", "Ferry sinks off Skerrin"])
    ('Ferry sinks off Skerrin', 'Ferry sinks off …')
    """
    seen = {_key(c): c for c in reversed(candidates) if _key(c)}
    unique = [c for c in dict.fromkeys(candidates) if seen.get(_key(c)) == c]
    whole = [c for c in unique if not _is_cut(c, unique)]
    return (*whole, *(c for c in unique if c not in whole))


def _is_cut(text: str, others: Sequence[str]) -> bool:
    bare = text.rstrip(" .…[]")
    return bare != text and text.endswith(("...", "…", "[…]", "[...]")) and any(
        len(other) > len(text) and other.startswith(bare) for other in others
    )
