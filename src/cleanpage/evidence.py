"""Evidence: true things about each block of a page, by name.

Three sorts. Rules that hit it (`rule.KIND.MATCHER`); its shape (`size.3`, `last.terminal`, …); and its
place (`class.P-s-P` its neighbours, `main.in` the densest stretch of prose, `seen.before` repeats, …).
Names are few and the same in every language, so that weights learned on one language serve another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from cleanpage.parse import agencies
from cleanpage.rules import Hit, RuleIndex
from cleanpage.rules.model import PATTERN_WINDOW, fold
from cleanpage.types import APART, DROPPED, Block

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_WIDE_WEIGHT = 2.5  # a Chinese or Japanese character says about as much as 2.5 Latin ones (UN parallel texts)
_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-] ?\d{1,2}[./-] ?(?:19|20)?\d\d(?!\d)|(?:19|20)\d\d[-./年년] ?\d{1,2}|(?:19|20)\d\d(?!\d))"
)
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")
_GLUED = re.compile(r"[a-zß-öø-ÿа-я0-9.!?)][A-ZÀ-ÖØ-ÞА-Я][a-zß-öø-ÿа-я]")
_ADDRESS = re.compile(r"https?://|www\.|@\w|\w@\w")
_ENDS = re.compile(r"[.!?…。！？؟۔।][\"'”’»“』」)\]]*\s+\S|[。！？]")

_SIZES = (3, 8, 15, 25, 40, 60, 85, 120, 170, 240, 400, 700)
_COUNTS = (1, 2, 3, 5, 8, 13, 21, 40)
_FEW = (0, 1, 2, 4)
_SHARES = (0.001, 0.1, 0.2, 0.3, 0.4, 0.55)
_JOINED = (15, 40, 90)
_LINKS = (0.001, 0.25, 0.6, 0.95)
_STEPS = (0, 1, 2, 3, 5, 9, 17, 40)
_SPREAD = (0.0, 0.03, 0.15, 0.5, 0.85, 0.97, 0.9999)

_LAST: Mapping[str, str] = {
    **dict.fromkeys(".。।۔", "stop"),
    **dict.fromkeys("!?！？؟", "mark"),
    **dict.fromkeys("…", "dots"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",;，、；،", "comma"),
    **dict.fromkeys("\"'”’»“」』", "quote"),
    **dict.fromkeys(")]）】", "paren"),
    **dict.fromkeys("-–—", "dash"),
    **dict.fromkeys(">›→▸", "arrow"),
}
_FIRST: Mapping[str, str] = {
    **dict.fromkeys("\"'“„«‚‘「『”»", "quote"),
    **dict.fromkeys("([（【", "paren"),
    **dict.fromkeys("-–—", "dash"),
    **dict.fromkeys("©®", "copyright"),
    **dict.fromkeys("#@", "tag"),
    **dict.fromkeys("+*•·|/›>→▸", "sign"),
}


class Shape(NamedTuple):
    """What a block's own text says, whatever stands around it."""

    names: tuple[str, ...]
    hits: tuple[Hit, ...]
    cls: str  # the coarse class that neighbours see: one letter
    size: float  # characters, wide ones weighted
    key: str  # folded text, by which repeats are found
    words: tuple[str, ...]
    dated: bool
    first: str
    last: str


class Evidence(NamedTuple):
    """All that is known of a block: its shape, and the names of what its place says."""

    shape: Shape
    place: Sequence[str]

    def names(self) -> Iterator[str]:
        """The names of all evidence."""
        return chain(self.shape.names, self.place)


class Lexis(NamedTuple):
    """What the page's language lends the evidence."""

    index: RuleIndex
    stopwords: frozenset[str]
    language: str | None
    spaced: bool = True  # whether the language puts spaces between words


def shape(block: Block, lexis: Lexis) -> Shape:
    """The evidence of a block's own text."""
    text = block.text
    head = text[:PATTERN_WINDOW]
    folded = fold(head)
    words = _WORD.findall(folded)
    hits = lexis.index.match_folded(text, folded, words)
    count = len(words)
    size: float = len(text)
    wide = 0 if lexis.spaced or text.isascii() else len(_UNSPACED.findall(head))
    if wide:
        size *= 1 + (_WIDE_WEIGHT - 1) * wide / len(head)
        count = max(count, int(wide / 1.7))
    names = [f"size.{bisect_right(_SIZES, size)}", f"words.{bisect_right(_COUNTS, count)}"]
    last, first = _last(text), _first(text)
    names += ("last." + last, "first." + first)
    for hit in hits:
        names.append(hit.name)
    if block.marker:
        names.append("mark." + block.marker)
    if block.level:
        names.append(f"level.{block.level}")
    if block.links:
        names.append(f"links.{bisect_right(_LINKS, block.links)}")
    if block.image:
        names.append("image")
    sentences = len(_ENDS.findall(head))
    if sentences:
        names.append(f"sentences.{bisect_right(_FEW, sentences)}")
    size_class = bisect_right(_SIZES, size)
    names.append(f"form.{size_class}.{last}")
    dated = False
    if size < 260 and not agencies.first_words().isdisjoint(words):
        _agency_signs(text, names)
    if size < 200:
        dated = _short_signs(text, names, count)
        if first == "upper" and count > 1:
            names.append(_capitals(text))
    if size >= 40:
        common = len(lexis.stopwords.intersection(words)) if not wide else sum(w in text for w in lexis.stopwords)
        distinct = len(set(words)) if not wide else max(1.0, wide / 6)
        names.append(f"function.{bisect_right(_SHARES, common / max(1, distinct))}")
    commas = text.count(",") + (text.count("，") + text.count("、") if wide else 0)
    if commas:
        names.append(f"commas.{bisect_right(_FEW, commas)}")
    cls = _class(size, last, sentences, hits, block, count, dated=dated)
    names.append("class." + cls)
    return Shape(tuple(names), hits, cls, size, folded, tuple(words), dated, first, last)


def _last(text: str) -> str:
    last = text[-1]
    kind = _LAST.get(last)
    if kind is None:
        return "digit" if last.isdigit() else "letter" if last.isalpha() else "other"
    if kind in ("quote", "paren") and len(text) > 1 and _LAST.get(text[-2]) in ("stop", "mark", "dots"):
        return "stop"
    return "dots" if kind == "stop" and text.endswith("...") else kind


def _first(text: str) -> str:
    first = text[0]
    kind = _FIRST.get(first)
    if kind is None:
        return "upper" if first.isupper() else "lower" if first.islower() else "digit" if first.isdigit() else "letter"
    return kind


def _short_signs(text: str, names: list[str], count: int) -> bool:
    dated = _DATE.search(text) is not None
    if dated:
        names.append("has.date")
    if ":" in text or "." in text or "h" in text:
        if _CLOCK.search(text):
            names.append("has.clock")
            dated = True
        if _ADDRESS.search(text):
            names.append("has.address")
    if not text.islower() and _GLUED.search(text):
        names.append("glued")
    for sign in "|©»>/@#·:":
        if sign in text:
            names.append("has." + sign)
    digits = _DIGIT.findall(text)
    if digits:
        names.append("digits.most" if len(digits) * 2 >= len(text) else "digits.some")
    if "?" in text and count > 2:
        names.append("has.question")
    return dated


def _agency_signs(text: str, names: list[str]) -> None:
    """Whether the text names news agencies, and whether it ends with one or is nothing else, as credits are."""
    found = agencies.locate(text)
    if not found:
        return
    names.append("agency.pictures" if any(f.agency.pictures for f in found) else "agency.news")
    named = sum(f.end - f.start for f in found)
    if 2 * named >= len(text) - 4:
        names.append("agency.most")
    elif found[-1].end >= len(text) - 2:
        names.append("agency.last")
    if "/" in text[max(0, found[0].start - 2) : found[-1].end + 2]:
        names.append("agency.slash")


def _capitals(text: str) -> str:
    if text.isupper():
        return "case.upper"
    words = text.split()
    low = sum(w[0].islower() for w in words)
    if not low:
        return "case.title"
    return "case.mixed" if low * 2 <= len(words) else "case.sentence"


_LEFT_OUT = DROPPED | APART


def _class(
    size: float, last: str, sentences: int, hits: Sequence[Hit], block: Block, count: int, *, dated: bool
) -> str:
    """One letter: P long prose, p shorter prose, t a short sentence, L/m/s long to short without an end, x c d hits."""
    ended = last in ("stop", "mark", "dots") or sentences > 0
    if size >= 120 and ended:
        return "P"
    for hit in hits:
        if hit.rule.label in _LEFT_OUT and size < 200:
            return "c" if hit.rule.label in APART else "x"
        if hit.rule.kind.startswith(("time.", "byline.")) and size < 120:
            return "d"
    if dated and size < 60 and last != "stop":
        return "d"
    if block.links > 0.8 or (block.marker == "bullet" and size < 60):
        return "b"
    if ended and size >= 60:
        return "p"
    if block.marker in ("heading", "strong") and size < 150:
        return "h"
    if ended and count > 2:
        return "t"
    return "L" if size >= 120 else "m" if size >= 45 else "s" if size >= 12 else "i"


MARGIN_BEFORE, MARGIN_AFTER = 40, 15
"""Blocks around the densest stretch of prose that are looked at. On 1,750 dumps of news pages 0.6 % of the
paragraphs and 1 % of the standfirsts' and bylines' lines stand further away."""

_STRETCH_TOLL = 10.0
_ENDINGS = frozenset(".!?…。！？؟۔।\"”“»’")


def focus(blocks: Sequence[Block]) -> range:
    """The part of a page where its article can be: what is far from any prose needs no closer look.

    Maximum subsequence segmentation: Pasternack and Roth, "Extracting article text from the web", WWW 2009.
    """
    best = run = 0.0
    start, first, last = 0, 0, -1
    for i, block in enumerate(blocks):
        if run <= 0.0:
            run, start = 0.0, i
        text = block.text
        size = len(text)
        if size >= 55 and text[-1] in _ENDINGS and block.links < 0.8:
            run += min(size, 600)
            if run > best:
                best, first, last = run, start, i
        else:
            run -= _STRETCH_TOLL
    if last < 0:
        return range(len(blocks))
    return range(max(0, first - MARGIN_BEFORE), min(len(blocks), last + 1 + MARGIN_AFTER))


def page_evidence(blocks: Sequence[Block], shapes: Sequence[Shape]) -> list[list[str]]:
    """The evidence of each block's place in its page, to stand beside that of its shape."""
    if not blocks:
        return []
    count = len(blocks)
    seen = Counter(s.key for s in shapes)
    solid = [not _transparent(s, seen) for s in shapes]
    classes, places = _neighbours(shapes, solid)
    prose = [s.size if s.cls in "Pp" else 0.0 for s in shapes]
    inner = _densest(shapes, solid, 45.0)
    outer = _densest(shapes, solid, 14.0)
    since, until = _distances(shapes, solid)
    spread = _spread(prose)
    vocabulary = _vocabulary(blocks, shapes, outer)
    tops = [b.text for b in blocks[:3]]
    headlines = _headlines(blocks, shapes, vocabulary, max(inner[0], outer[0]), seen)
    spaced = sum(b.gap > 0 for b in blocks) * 3 > count
    before: set[str] = set()
    out: list[list[str]] = []
    for i, (block, own) in enumerate(zip(blocks, shapes, strict=True)):
        c = own.cls
        at = places[i]
        a, z = classes[at + 1], classes[at + 3 if solid[i] else at + 2]
        names = [
            "prev." + a + c,
            "next." + c + z,
            "around." + a + c + z,
            "two." + classes[at] + a + c,
            "ahead." + c + z + classes[at + 4 if solid[i] else at + 3],
            f"since.{since[i]}",
            f"until.{until[i]}",
            f"gap.{since[i]}.{until[i]}",
            spread[i],
            _region("main", i, inner),
            _region("outer", i, outer),
            f"in.{c}.{_side(i, inner)}{_side(i, outer)}",
            f"near.{c}.{since[i]}.{until[i]}",
        ]
        if own.size < 260 and i + 1 < count and len(own.words) > 2 and _twins(own, shapes[i + 1]):
            names.append("twin.next")
        if own.size < 260 and i and len(own.words) > 2 and _twins(own, shapes[i - 1]):
            names.append("twin.before")
        if i and not solid[i - 1]:
            names.append("after.sign." + c)
        if i + 1 < count and not solid[i + 1]:
            names.append("before.sign." + c)
        if i and not block.gap and not block.marker:
            before_it = shapes[i - 1]
            names.append(f"join.{before_it.last}.{own.first}.{bisect_right(_JOINED, before_it.size)}")
            names.append(f"join.{own.first}.{bisect_right(_JOINED, own.size)}.{own.last}")
            if i + 1 < count and not blocks[i + 1].gap:
                names.append(f"join.{before_it.last}.{own.first}.{own.last}.{shapes[i + 1].first}")
        if spaced:
            after = blocks[i + 1].gap if i + 1 < count else 1
            names.append(f"air.{min(block.gap, 2)}{min(after, 2)}")
        if seen[own.key] > 1:
            names.append("seen.before" if own.key in before else "seen.after")
            if own.size > 60:
                names.append("seen.long.before" if own.key in before else "seen.long.after")
        before.add(own.key)
        if i in headlines:
            names.append(headlines[i])
        if own.words:
            names.append(_topical(own, vocabulary))
        if own.cls not in "Pp" and own.words:
            if 15 <= own.size <= 200:
                if any(t != block.text and t.startswith(block.text) for t in tops):
                    names.append("heads.page")
                if any(s.dated for s in shapes[i + 1 : i + 5]):
                    names.append("date.soon")
        out.append(names)
    return out


def _transparent(own: Shape, seen: Mapping[str, int]) -> bool:
    """Whether neighbours look through a line: an advertisement's label, or a short line that recurs."""
    return (own.cls == "x" and own.size < 120) or (own.size < 60 and seen[own.key] >= 4)


def _neighbours(shapes: Sequence[Shape], solid: Sequence[bool]) -> tuple[str, list[int]]:
    """The classes of the lines that neighbours see, and how many of them stand before each line."""
    classes, places, at = ["^^"], [], 0
    for own, counts in zip(shapes, solid, strict=True):
        places.append(at)
        if counts:
            classes.append(own.cls)
            at += 1
    return "".join(classes) + "$$$", places


def _densest(shapes: Sequence[Shape], solid: Sequence[bool], toll: float) -> tuple[int, int]:
    """First and last block of the stretch with most prose, each other line costing `toll` characters."""
    best, run, start, found = 0.0, 0.0, 0, (0, -1)
    for i, s in enumerate(shapes):
        if run <= 0:
            run, start = 0.0, i
        run += min(s.size, 600.0) if s.cls in "Pp" else -toll if solid[i] else -toll / 2
        if run > best:
            best, found = run, (start, i)
    return found


def _distances(shapes: Sequence[Shape], solid: Sequence[bool]) -> tuple[list[int], list[int]]:
    """Steps over solid lines to the last and the next long prose of each block, by size class; 9 where there is none."""
    since = _steps(shapes, solid)
    return since, _steps(shapes[::-1], solid[::-1])[::-1]


def _steps(shapes: Sequence[Shape], solid: Sequence[bool]) -> list[int]:
    out, steps, found = [], 0, False
    for own, counts in zip(shapes, solid, strict=True):
        out.append(bisect_right(_STEPS, steps) if found else 9)
        if own.cls == "P":
            steps, found = 0, True
        elif counts:
            steps += 1
    return out


def _spread(prose: Sequence[float]) -> list[str]:
    """How much of the page's prose stands before each block."""
    total = sum(prose) or 1.0
    out, at = [], 0.0
    for size in prose:
        out.append(f"read.{bisect_right(_SPREAD, at / total)}")
        at += size
    return out


def _region(name: str, at: int, region: tuple[int, int]) -> str:
    first, last = region
    if at < first:
        return f"{name}.before.{bisect_right(_STEPS, first - at)}"
    if at > last:
        return f"{name}.after.{bisect_right(_STEPS, at - last)}"
    return f"{name}.first" if at == first else f"{name}.last" if at == last else f"{name}.in"


def _vocabulary(blocks: Sequence[Block], shapes: Sequence[Shape], region: tuple[int, int]) -> Mapping[str, int]:
    """The words of the main prose and how often they occur: they show whether another line is about the same thing."""
    text = " ".join(
        blocks[i].text[:400].lower() for i in range(region[0], region[1] + 1) if shapes[i].cls in "Pp"
    )[:40_000]
    words = _WORD.findall(text)
    if _UNSPACED.search(text):
        return Counter(w[i : i + 2] for w in words for i in range(len(w) - 1))
    return Counter(w for w in words if len(w) > 3)


def _content(words: Sequence[str]) -> set[str]:
    own = {w for w in words if len(w) > 3}
    if any(_UNSPACED.match(w) for w in words):
        own |= {w[i : i + 2] for w in words for i in range(len(w) - 1)}
    return own


def _topical(own: Shape, vocabulary: Mapping[str, int]) -> str:
    """How much of what a line is about the main prose is about, too; a paragraph's own words count once less."""
    words = _content(own.words)
    if not words:
        return "topic.none"
    if own.cls in "Pp":
        share = sum(vocabulary.get(w, 0) > 1 for w in words) / len(words)
        return f"topic.prose.{int(7.99 * share)}"
    return f"topic.{int(4.99 * len(words & vocabulary.keys()) / len(words))}.{min(len(words), 4)}"


def _twins(own: Shape, other: Shape) -> bool:
    """Whether most of a line's words stand in the other one: an alternative text and its caption."""
    words = set(own.words)
    return len(words & set(other.words)) >= 0.6 * len(words)


def _side(at: int, region: tuple[int, int]) -> str:
    return "b" if at < region[0] else "a" if at > region[1] else "i"


_HEADLINE = frozenset("Lmshtpi")


def _headlines(
    blocks: Sequence[Block], shapes: Sequence[Shape], vocabulary: Mapping[str, int], body: int, seen: Mapping[str, int]
) -> dict[int, str]:
    """The lines up to the body's start that are most about what the body is about: one of them is the title."""
    ranked = []
    for i in range(min(body + 3, len(blocks))):
        own = shapes[i]
        if own.cls in _HEADLINE and 14 <= own.size <= 230 and len(own.words) > 1:
            words = _content(own.words)
            about = sum(min(vocabulary.get(w, 0), 4) for w in words) / (len(words) + 2.5)
            if blocks[i].level == 1:
                about += 2.0
            if seen[own.key] > 1:
                about += 0.3
            about *= 12 / (12 + max(0, body - i))
            if about > 0.1:
                ranked.append((about, i))
    ranked.sort(reverse=True)
    names = {i: f"headline.{rank}" for rank, (_, i) in enumerate(ranked[:3])}
    if ranked:
        last = max(i for _, i in ranked[:3])
        names[last] += ".last"
    return names
