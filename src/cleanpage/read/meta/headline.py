"""Titles without the site's name: "Ferry sinks | The Gazette" is "Ferry sinks"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleanpage.parse.words import Pattern

_BAR = Pattern(r"\s*[|｜¦ㅣ]\s*|\s+(?:[-–—―·•«»‹›~:/_]|::|//|--|<|>|->)\s+|(?<=\w):\s+")
_OTHER = Pattern(r"[\W_]+")
_LONGEST = 600  # characters of a title that are looked at
_SITE_WORDS = 5  # words of what may be a site's name where it is not known
_SECTION_WORDS = 2  # words of a section's name, before the site's ("Ferry sinks | Local news | The Gazette")
_DAY_DIGITS = 6  # of a day, which some sites put behind their name
_CUTS = 4
_ARTICLES = ("the ", "der ", "die ", "das ", "le ", "la ", "el ", "il ")
_SHORTEST = 12  # characters of a headline that is left where the site's name is not known
_SUMMARY = 250  # characters of a headline that is a summary


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
    return without_site(title, site_keys(n for n in (site, *others) if n))


def squeezed(text: str) -> str:
    """The letters and digits of a text, folded: by these two ways to write a name or a title are compared.

    >>> squeezed("The Harbour-Post")
    'theharbourpost'
    """
    return _OTHER.sub("", text.casefold())


def site_keys(names: Iterable[str]) -> frozenset[str]:
    """A site's names squeezed, with and without their articles and domains: "thegazette", "gazette"."""
    return frozenset(key for name in dict.fromkeys(names) for form in _forms(name) if (key := squeezed(form)))


def _forms(name: str) -> Iterator[str]:
    lower = name.casefold().strip()
    yield lower
    if "." in lower and " " not in lower:
        yield lower.rsplit(".", 1)[0]
    if lower.startswith(_ARTICLES):
        yield lower.partition(" ")[2]


def without_site(title: str, keys: frozenset[str]) -> str:
    """`site_suffix_removed` for a site whose keys are at hand."""
    text = known = " ".join(title[:_LONGEST].split())
    for _ in range(_CUTS):
        cut = _without_name(known, keys)
        if cut == known:
            break
        known = cut
    return _without_tail(known, _SITE_WORDS if known == text else _SECTION_WORDS)


def _without_name(text: str, keys: frozenset[str]) -> str:
    """The title without a last or first part that is one of the names, or is little more than one."""
    bars = list(_BAR.finditer(text)) if keys else []
    if not bars:
        return text
    head, tail = text[: bars[-1].start()].rstrip(), text[bars[-1].end() :]
    if head and ":" not in bars[-1][0] and _is_site(tail, keys):
        return head
    rest = text[bars[0].end() :].lstrip()
    return rest if rest and _is_site(text[: bars[0].start()], keys) else text


def _is_site(part: str, keys: frozenset[str]) -> bool:
    key = squeezed(part)
    if not key or key in keys or (key.isdigit() and len(key) >= _DAY_DIGITS):
        return True
    if len(part.split()) > _SITE_WORDS + 3:
        return False
    return any(len(k) > 3 and (key.startswith(k) or key.endswith(k)) for k in keys) or any(
        _is_short_for(key, k) for k in keys
    )


def _is_short_for(key: str, site: str) -> bool:
    """Whether a part is the site's name cut short: "Gazette" for "The Skerrin Gazette"."""
    return len(key) > 3 and 2 * len(key) >= len(site) and (site.startswith(key) or site.endswith(key))


def _without_tail(text: str, most: int) -> str:
    """The title before its last bar if what stands behind it has few words and what stands before is no less."""
    for bar in ("|", "｜", "¦"):
        head, found, tail = text.rpartition(bar)
        head, tail = head.strip(), tail.strip()
        if found and 0 < len(tail.split()) <= most and len(head) >= max(_SHORTEST, len(tail)):
            return head
    return text


def once(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts without those that are the same but for signs and capitals, and without empty ones.

    >>> once(["Ferry sinks", "Choir wins", "Ferry sinks!"])
    ('Ferry sinks', 'Choir wins')
    """
    unique: dict[str, str] = {}
    for text in texts:
        if key := squeezed(text):
            unique.setdefault(key, text)
    return tuple(unique.values())


def ranked(candidates: Iterable[str], keys: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Candidates for a headline, each once, the best first.

    Behind all others come those that are cut off, that are long enough to be a summary, or that name the site alone.

    >>> ranked(["Ferry sinks off …", "Ferry sinks off Skerrin"])
    ('Ferry sinks off Skerrin', 'Ferry sinks off …')
    """
    texts = once(candidates)
    poor = {t for t in texts if len(t) > _SUMMARY or squeezed(t) in keys or _is_cut(t, texts)}
    return (*(t for t in texts if t not in poor), *(t for t in texts if t in poor))


def _is_cut(text: str, others: Sequence[str]) -> bool:
    if not text.endswith(("...", "…", "[…]", "[...]")):
        return False
    bare = text.rstrip(" .…[]")
    return any(len(other) > len(text) and other.startswith(bare) for other in others)
