"""Texts whose elements were put together with nothing between them, as `get_text()` does, taken apart again.

Where each element stands on a line of its own this does nothing. Lines are cut, nothing is taken from them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from cleanpage.read.glue import is_set_solid
from cleanpage.read.lines import TERMINAL

_SENTENCE, _TWO, _MANY = 60, 200, 1000
"""Characters of a line that ends as a sentence does, of one that may hold two paragraphs, and of one with more."""

_LEAST_ENDS, _LEAST_SHARE = 3, 0.5
"""Paragraphs that end where the next one begins, on the same line without a space: how many there must be, one less
where a menu was put together, and which share of all that end. Of 1,788 dumps of news pages in nine forms none has so
many."""

_LEAST_WORDS, _SPARSE = 10, 80
"""Words that end where the next one begins in a line that is a menu, and characters of it for each at most."""

_LEAST_GAPS = 10  # in a line in which they stand between elements; many people type two spaces behind a sentence
_GAP = re.compile(r"(?<=\S)(?:(?<![.!?…])[ \t\xa0]{2}|[ \t\xa0]{3})[ \t\xa0]*(?=\S)")
_CHASM = re.compile(r"(?<=\S)[ \t\xa0]{8,}(?=\S)")
_END = re.compile(r"[.!?…।][”\"»«’“)]?\d?(?=[^\W\d_]|[„«»“\"])")
_ITEM = re.compile(r"[A-ZÀ-ÖØ-ÞА-Я][a-zß-öø-ÿа-я]{2,}(?=[A-ZÀ-ÖØ-ÞА-Я][a-zß-öø-ÿа-я])")  # not as in "eNingizimu"
_WORDS = re.compile(r"[\w)]{4,}")
_WORD = re.compile(r"\w+")
_NEAR = 100  # characters between two such words of one menu
_PREFIX = 2  # letters of "Mc", "De" and "Le", which begin a name


def taken_apart(lines: Sequence[str]) -> Sequence[str]:
    r"""The lines, cut where one element ends and the next begins; the same lines where none were put together.

    >>> taken_apart(["A ferry sank.\n", "All were saved.\n"])
    ['A ferry sank.\n', 'All were saved.\n']
    """
    long = [line for line in lines if len(line) > _TWO]
    if any("  " in line or "\t" in line or " \xa0" in line for line in long):
        lines = [piece for line in lines for piece in _at_gaps(line)]
        long = [line for line in lines if len(line) > _TWO]
    ends = sum([sum(1 for _ in _glued_ends(line)) for line in long])
    to_cut = {line for line in long if _is_menu(line)}
    if ends >= _LEAST_ENDS - bool(to_cut):
        ended = sum([len(line) > _SENTENCE and line.rstrip()[-1:] in TERMINAL for line in lines])
        if ends >= _LEAST_SHARE * (ends + ended):
            to_cut.update(lines)
    if not to_cut:
        return lines
    known = {word.lower() for line in lines for word in _WORD.findall(line)}
    return [piece for line in lines for piece in (_at_words(line, known) if line in to_cut else (line,))]


def _is_menu(line: str) -> bool:
    """Whether a line is a menu, or holds one, whose items were put together: "HomeNewsSport"."""
    words = len(_ITEM.findall(line))
    return words >= _LEAST_WORDS and words * _SPARSE > len(line)


def _cut(line: str, at: Collection[int]) -> list[str]:
    return [line[begin:end] for begin, end in pairwise([0, *sorted(at), len(line)]) if begin < end]


def _at_gaps(line: str) -> Sequence[str]:
    """A long line cut where gaps stand that nobody types."""
    if len(line) <= _TWO:
        return (line,)
    gaps = {found.end() for found in _GAP.finditer(line)} if len(line) > _MANY else ()
    return _cut(line, gaps if len(gaps) >= _LEAST_GAPS else {found.end() for found in _CHASM.finditer(line)})


def _at_words(line: str, known: Collection[str]) -> Sequence[str]:
    """A line cut where sentences end and words do that are no such name as "InfoWars".

    Where one ends others end close by, or the word that follows stands elsewhere in the page by itself.
    """
    humps = [*_humps(line)]
    glued = set(_glued_ends(line))
    for before, at, after in zip([-_NEAR, *humps], humps, [*humps[1:], len(line) + _NEAR], strict=False):
        following = _WORD.match(line, at, min(after, at + _NEAR))
        if at - before < _NEAR or after - at < _NEAR or (following and following[0].lower() in known):
            glued.add(at)
    return _cut(line, glued)


def _glued_ends(line: str) -> Iterator[int]:
    """Where a sentence ends and the next one begins without a space."""
    opening = _opening(line)
    straight = counted = 0  # quotes that are alike on both sides, up to where they were counted
    for found in _END.finditer(line):
        at, end = found.span()
        quote = line[end - 1]
        if quote == '"':
            straight += line.count('"', counted, end - 1)
            counted = end - 1
        if end - at > 1 and (quote in opening or (quote == '"' and straight % 2 == 0)):
            end -= 1
        first = end if line[end].isalpha() else end + 1
        before, capital, second = line[at - 1 : at], line[first : first + 1], line[first + 1 : first + 2]
        if capital.isupper():
            # "sank.The", "sank.A ferry" and "in 2024.The", but neither "U.S.A" nor "2.5Mio"
            ends = before.islower() or (before.isdigit() and not line[end - 1].isdigit())
            ends = ends and (second.islower() or second == " ")
        else:  # in scripts without capitals, but not in those without spaces
            letters = before.isalpha() and capital.isalpha() and min(before, capital) > "\u0590"
            ends = letters and not is_set_solid(capital)
        if ends:
            yield end


def _opening(line: str) -> str:
    """The quotes that open in this line, of those that open in one language and close in another."""
    right, left = line.find("»"), line.find("«")
    if right == left == -1:
        return "" if "„" in line else "“"
    return ("»" if left == -1 or -1 < right < left else "«") + ("" if "„" in line else "“")


def _humps(line: str) -> Iterator[int]:
    """Where a word ends in a small letter, a number or a bracket and a capital follows without a space."""
    for found in _WORDS.finditer(line):
        text, begin = found[0], 0
        if text.islower() or text.isupper():
            continue
        for i in range(2, len(text) - 1):
            if text[i].isupper() and text[i + 1].islower():
                is_prefix = i - begin <= _PREFIX and text[begin].isupper()
                if not is_prefix and (text[i - 1].islower() or text[i - 1].isdigit() or text[i - 1] == ")"):
                    yield found.start() + i
                    begin = i
