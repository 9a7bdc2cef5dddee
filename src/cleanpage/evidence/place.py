"""What a block's place in its page says: its neighbours, the stretches of prose, repeats, the subject.

Each fact is a key: a name, or a tuple that stands for several names at once. The tuples recur from
page to page, so that the sum of their names' weights can be looked up instead of added up.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleanpage.evidence.shape import CLOSED, ENDLESS, ENDLESS_TEXT, PROSE, ROLE, Shape
from cleanpage.rules.words import ENDINGS, ended, weight
from cleanpage.types import DROPPED, KEPT, Block, Label

Key = str | tuple[str | int, ...]
"""A name of evidence, or a tuple that `names_of` turns into several."""

MARGIN_BEFORE, MARGIN_AFTER = 25, 10
"""Blocks around the densest stretch of prose that are looked at. On 1,755 dumps of news pages 0.7 % of the
paragraphs, 0.6 % of the standfirsts' lines, 2 % of the bylines' and 4 % of the titles' stand further away."""

GIANT = 1500
"""Characters from which a line is prose whatever it ends with: some dumps run a whole article into one line."""

RIVAL = 0.15
"""Share of the densest stretch's prose from which another is looked at, too: a brief report has less than some pages'
feet have. Of all blocks it adds half a per cent."""

WITHOUT_PROSE = 2000
"""Blocks at the top that are looked at in a page without any prose: no article has so many lines and no sentence."""

_MENU_ITEM = 30  # characters below which a line without a number or a sentence's signs can be an item of a menu
_MENU_EDGE = 4  # items at a menu's either end that are looked at: a title may stand there
_SENTENCE_SIGNS = frozenset('.!?…:,"”')
_UNSPACED = "\u0e00"  # from here on stand the letters of which few make a sentence
_DIGIT = re.compile(r"\d")

_STRETCH_TOLL = 10.0  # characters that a line without prose costs a stretch
_TOP_HEADING = 200.0  # characters that a heading marked as the page's first is worth
_OUTER_TOLL, _INNER_TOLL = 14.0, 45.0
_MOST = 600.0  # characters of one paragraph that count: one giant is no article
_STEPS = (0, 1, 2, 3, 5, 9, 17, 40)
_FAR = len(_STEPS) + 1  # the class of steps where there is no prose
_SPREAD = (0.0, 0.03, 0.15, 0.5, 0.85, 0.97, 0.9999)
_JOINED = (15, 40, 90)
_PROSE = frozenset("Pp")
_MANY_STEPS = _STEPS[-1]
_CLASS_OF_STEPS = tuple(bisect_right(_STEPS, steps) for steps in range(_MANY_STEPS + 1))
_BEFORE = {name: tuple(f"{name}.before.{c}" for c in _CLASS_OF_STEPS) for name in ("main", "outer")}
_AFTER = {name: tuple(f"{name}.after.{c}" for c in _CLASS_OF_STEPS) for name in ("main", "outer")}
_HEADLINE = frozenset("Lmshtpi")
_NOTICE = 60  # characters from which a line that is repeated word for word is a notice
_LEAST_ECHO, _MOST_ECHO = 20, 500  # characters of a line that the caption below it may begin with
_NOTICE_SIZE = 120  # characters of a copyright notice
_ECHO_NEAR = 4  # lines around it among which a line may be repeated
_LEAST_PULLED = 40  # characters of a line that is set apart from a paragraph
_FEW_APART, _MOST_APART = 4, 0.4  # paragraphs that are said again elsewhere: of more the page has its text twice
_MOST_COMPARED = 500  # lines of a page of which each is looked for in all
_QUOTED = " .,;:!?…\"'“”„«»‘’‚"  # what a sentence that is set apart may have or lack at its ends
_BYLINE = 120  # characters of a byline
_SENTENCES = frozenset("Ppt")
_FEW = 2  # paragraphs below which a page's shorter sentences are its prose
_MOST_BETWEEN = 3  # lines between two paragraphs of a list of teasers
_LONE = (3, 4, 6, 9)  # of them in a row
_ABOUT = (0.02, 0.08, 0.15, 0.25, 0.4)  # shares of words
_CREDIT = 80  # characters of a credit behind a caption
_FAR_BEHIND = 6  # lines behind the main prose from which it is all one
_REPEATS = 4  # a short line that stands so often in a page is no part of its article


def focus(blocks: Sequence[Block]) -> list[int]:
    """The indexes of the blocks that can be of a page's article: far from any prose and within menus none is."""
    found = _stretches(blocks)
    if not found:
        return _without_menus(blocks, range(min(len(blocks), WITHOUT_PROSE)))
    least = RIVAL * max(found).prose
    near = {i for s in found if s.prose >= least for i in s.around(blocks)}
    return _without_menus(blocks, sorted(near))


def stretch(blocks: Sequence[Block]) -> range:
    """The densest stretch of prose with what stands close to it."""
    found = _stretches(blocks)
    return max(found).around(blocks) if found else range(min(len(blocks), WITHOUT_PROSE))


class _Stretch(NamedTuple):
    """Neighbouring lines with prose among them."""

    prose: float  # characters of it, less a toll for each other line
    first: int
    last: int

    def around(self, blocks: Sequence[Block]) -> range:
        """It and what stands close to it: far from any stretch no block is of a page's article."""
        return range(max(0, self.first - MARGIN_BEFORE), min(len(blocks), self.last + 1 + MARGIN_AFTER))


def _stretches(blocks: Sequence[Block]) -> list[_Stretch]:
    """The stretches of prose, in order.

    Maximum subsequence segmentation: Pasternack and Roth, "Extracting article text from the web", WWW 2009.
    """
    out: list[_Stretch] = []
    best = run = 0.0
    start, last = 0, -1
    for i, block in enumerate(blocks):
        if run <= 0.0:
            if best > 0.0:
                out.append(_Stretch(best, start, last))
            best = run = 0.0
            start = i
        text = block.text
        size = weight(text)
        if size >= 55 and (ended(text) or size >= GIANT) and block.links < 0.8:
            run += min(_MOST, size)
            if run > best:
                best, last = run, i
        elif block.level == 1:
            run += _TOP_HEADING
        else:
            run -= _STRETCH_TOLL
    if best > 0.0:
        out.append(_Stretch(best, start, last))
    return out


def _without_menus(blocks: Sequence[Block], near: Sequence[int]) -> list[int]:
    """The indexes in `near` but for those within a menu: between `_MENU_EDGE` or more of its like on either side."""
    out: list[int] = []
    run = 0  # menu items at the end of `out`
    for i in near:
        block = blocks[i]
        text = block.text
        if (
            len(text) < _MENU_ITEM
            and text[-1] not in _SENTENCE_SIGNS
            and text[0] < _UNSPACED > text[-1]
            and not text[0].islower()
            and not block.level
            and not block.image
            and not _DIGIT.search(text)
        ):
            run += 1
            if run > 2 * _MENU_EDGE:
                del out[-_MENU_EDGE]
        else:
            run = 0
        out.append(i)
    return out


def signs(blocks: Sequence[Block], shapes: Sequence[Shape]) -> list[bool]:
    """Which blocks are plain signs: whole lines that a rule drops, short lines that recur again and again, the end of
    a paragraph that some dumps repeat behind it, or all of the text once more, on one line.

    They say nothing of what stands beside them and are dropped without a further look: on 1,750 dumps of
    news pages 4,660 of 4,680 whole-line hits in plain text were right. A word that may be a piece of the
    sentence around it is no sign.
    """
    seen = Counter([s.key for s in shapes])
    said = Counter([b.text for b in blocks if len(b.text) > _NOTICE and not _DIGIT.search(b.text)])
    wholes = _repeated_texts(blocks, shapes)
    count = len(shapes)
    out = []
    for i, own in enumerate(shapes):
        # In HTML short lines that recur may be a list's; long ones are notices in place of embedded posts.
        again = said[blocks[i].text] >= _REPEATS or (
            blocks[i].hints is None and own.size < 60 and seen[own.key] >= _REPEATS
        )
        sign = (
            own.sign
            or i in wholes
            or _is_copyright(own)
            or (again and not own.dated and not any(hit.rule.label in KEPT for hit in own.hits))
            or (i > 0 and own.size >= _LEAST_PULLED and _is_tail(blocks[i].text, blocks[i - 1].text))
        )
        if sign and i and not blocks[i].gap and i + 1 < count and not blocks[i + 1].gap:
            sign = shapes[i - 1].last in CLOSED or (shapes[i + 1].first not in _OPEN and shapes[i - 1].size < 60)
        out.append(sign)
    return out


_MOST_PROBES, _PROBE, _SEARCHED = 12, 60, 200_000  # lines looked for, and characters of each and of what is searched


def _repeated_texts(blocks: Sequence[Block], shapes: Sequence[Shape]) -> Collection[int]:
    """The blocks that are a whole text on one line of which the other lines say most, paragraph by paragraph."""
    wholes = [i for i, own in enumerate(shapes) if own.size >= ENDLESS and ENDLESS_TEXT in own.names]
    if not 0 < len(wholes) <= _MOST_PROBES:
        return ()
    prose = [blocks[i].text[:_PROBE] for i, own in enumerate(shapes) if own.cls == "P" and i not in wholes]
    probes = prose[:_MOST_PROBES]
    least = max(3, (len(probes) + 1) // 2)
    return {i for i in wholes if sum(probe in blocks[i].text[:_SEARCHED] for probe in probes) >= least}


def _is_tail(text: str, before: str) -> bool:
    """Whether a line is the last sentences of the one before it."""
    return text[-1] in ENDINGS and before.endswith(text) and before[: -len(text)].rstrip()[-1:] in ENDINGS


def as_prose(shapes: Sequence[Shape]) -> Sequence[Shape]:
    """The shapes as their neighbours see them: in a page with hardly any long prose, shorter sentences are its prose.

    So a brief report of three sentences is seen as a long one is. News pages nearly always have long prose.
    """
    prose = sum([s.cls == "P" for s in shapes])
    for raised in ("p", "t"):
        if prose < _FEW:
            prose += sum([s.cls == raised for s in shapes])
            shapes = [s._replace(cls="P") if s.cls == raised else s for s in shapes]
    return shapes


def below_comments(shapes: Sequence[Shape], plain: Sequence[bool]) -> list[tuple[Key, ...]]:
    """For each block how many plain signs of comments ("3 comments", "Reply") stand above it, as evidence.

    Those above the first quarter of the long prose are buttons beside the headline and offers in the text.
    """
    out: list[tuple[Key, ...]] = []
    ahead = max(1, math.ceil(sum([own.cls == "P" for own in shapes]) / 4))  # long prose that comes first
    count = 0
    for own, sign in zip(shapes, plain, strict=True):
        out.append(_COMMENTS[min(count, len(_COMMENTS) - 1)])
        ahead -= own.cls == "P"
        count += ahead <= 0 and sign and any(hit.rule.label is Label.COMMENT for hit in own.hits)
    return out


def beside_rules(shapes: Sequence[Shape]) -> list[list[Key]]:
    """For each block what rules say of the lines right before and after it, plain signs and all, as evidence.

    Only of whole lines, which announce or end something: behind "Read more: Ferry sinks" the article goes on.
    """
    kinds = [
        tuple(dict.fromkeys([hit.rule.kind for hit in own.hits if hit.matcher == "line" and hit.rule.kind]))
        for own in shapes
    ]
    out: list[list[Key]] = []
    for own, above, below in zip(shapes, [(), *kinds], [*kinds[1:], ()], strict=False):
        sort = "prose" if own.cls in _PROSE else "line"
        out.append([*[f"over.{kind}.{sort}" for kind in above], *[f"under.{kind}.{sort}" for kind in below]])
    return out


_COMMENTS: tuple[tuple[Key, ...], ...] = ((), ("comments.1",), ("comments.2",), ("comments.3",))


def _is_copyright(own: Shape) -> bool:
    """Whether a line is the copyright notice at a page's foot; one of an agency may be the article's sign-off."""
    if not any(hit.rule.kind == "legal.copyright" and hit.matcher == "regex" for hit in own.hits):
        return False
    return own.size < _NOTICE_SIZE and not any(name.startswith("agency.") for name in own.names)


_OPEN = frozenset({"lower", "sign", "paren"})


def places(blocks: Sequence[Block], shapes: Sequence[Shape], main: tuple[int, int] | None = None) -> list[list[Key]]:
    """The evidence of each block's place in its page, to stand beside that of its shape.

    `main`: the first and last block of the article's prose, where markup tells; else it is the densest stretch.
    The first three keys of each are its window, distance and region.
    """
    seen = Counter([s.key for s in shapes])
    solid = [s.cls != "x" or s.size >= PROSE for s in shapes]
    outer = _densest(shapes, solid, _OUTER_TOLL)
    inner = main or _densest(shapes, solid, _INNER_TOLL)
    vocabulary = _vocabulary(shapes, outer)
    out = [
        [window, distance, region]
        for window, distance, region in zip(
            _windows(shapes, solid),
            _distances(shapes, solid, inner, outer),
            _regions(shapes, inner, outer),
            strict=True,
        )
    ]
    _joins(blocks, shapes, out)
    if len(seen) < len(shapes):
        _repeats(shapes, seen, out)
    common = frozenset([w for w, n in vocabulary.items() if n > 1])
    _subjects(shapes, frozenset(vocabulary), common, out)
    _lone_paragraphs(shapes, solid, common, out)
    _images(blocks, shapes, out)
    _echoes(blocks, shapes, out)
    _closings(shapes, inner[1], out)
    _indents(blocks, shapes, out)
    _presented(shapes, inner[1], out)
    for i, rank in _headlines(blocks, shapes, vocabulary, max(inner[0], outer[0]), seen).items():
        out[i].append(rank)
    return out


def names_of(key: Key) -> tuple[str, ...]:
    """The names that a key stands for.

    >>> names_of("seen.before"), names_of(("region", "main.in", "outer.in", 3))
    (('seen.before',), ('main.in', 'outer.in', 'read.3'))
    """
    return (key,) if isinstance(key, str) else _EXPAND[str(key[0])](*key[1:])


def _window_names(window: str, before_sign: str, after_sign: str) -> tuple[str, ...]:
    k, a, c, z, n = tuple(window)
    names = ["prev." + a + c, "next." + c + z, "around." + a + c + z, "two." + k + a + c, "ahead." + c + z + n]
    if before_sign:
        names.append("before.sign." + c)
    if after_sign:
        names.append("after.sign." + c)
    return tuple(names)


def _distance_names(c: str, since: int, until: int, inner: str, outer: str) -> tuple[str, ...]:
    return (
        f"since.{since}",
        f"until.{until}",
        f"gap.{since}.{until}",
        f"near.{c}.{since}.{until}",
        f"in.{c}.{inner}{outer}",
    )


def _region_names(inner: str, outer: str, spread: int) -> tuple[str, ...]:
    return inner, outer, f"read.{spread}"


def _join_names(before: str, before_size: int, first: str, last: str, size: int, following: str) -> tuple[str, ...]:
    names = [f"join.{before}.{first}.{before_size}", f"join.{first}.{size}.{last}"]
    if following:
        names.append(f"join.{before}.{first}.{last}.{following}")
    return tuple(names)


_EXPAND: Mapping[str, Callable[..., tuple[str, ...]]] = {
    "window": _window_names,
    "distance": _distance_names,
    "region": _region_names,
    "join": _join_names,
    "all": lambda *names: names,
}


def _windows(shapes: Sequence[Shape], solid: Sequence[bool]) -> list[Key]:
    """The classes of each line and of the two solid lines before and after it."""
    classes = "^^" + "".join([s.cls for s, counts in zip(shapes, solid, strict=True) if counts]) + "$$$"
    out: list[Key] = []
    at, before = 0, ""
    count = len(shapes)
    for i, counts in enumerate(solid):
        after = "" if i + 1 == count or solid[i + 1] else "x"
        if counts:
            out.append(("window", classes[at : at + 5], after, before))
            at += 1
            before = ""
        else:
            out.append(("window", classes[at : at + 2] + shapes[i].cls + classes[at + 2 : at + 4], after, before))
            before = "x"
    return out


def _densest(shapes: Sequence[Shape], solid: Sequence[bool], toll: float) -> tuple[int, int]:
    """First and last block of the stretch with most prose, each other line costing `toll` characters."""
    best = run = 0.0
    start, first, last = 0, 0, -1
    for i, own in enumerate(shapes):
        if own.cls in _PROSE:
            if run <= 0.0:
                run, start = 0.0, i
            run += min(_MOST, own.size)
            if run > best:
                best, first, last = run, start, i
        elif run > 0.0:
            run -= toll if solid[i] else toll / 2
    return first, last


def _distances(
    shapes: Sequence[Shape], solid: Sequence[bool], inner: tuple[int, int], outer: tuple[int, int]
) -> list[Key]:
    """Steps over solid lines to the last and the next long prose, and the side of the dense stretches."""
    count = len(shapes)
    classes = [s.cls for s in shapes]
    since = _steps(classes, solid)
    until = _steps(classes[::-1], solid[::-1])[::-1]
    kinds = ["distance"] * count
    return list(zip(kinds, classes, since, until, _sides(count, inner), _sides(count, outer), strict=True))


def _steps(classes: Sequence[str], solid: Sequence[bool]) -> list[int]:
    out: list[int] = []
    steps, found = 0, False
    for cls, counts in zip(classes, solid, strict=True):
        out.append(_CLASS_OF_STEPS[min(_MANY_STEPS, steps)] if found else _FAR)
        if cls == "P":
            steps, found = 0, True
        elif counts:
            steps += 1
    return out


def _sides(count: int, region: tuple[int, int]) -> str:
    """For each block whether it stands before, in or after a region."""
    first, last = region
    inside = max(0, last + 1 - first)
    return "b" * first + "i" * inside + "a" * (count - first - inside)


def _regions(shapes: Sequence[Shape], inner: tuple[int, int], outer: tuple[int, int]) -> list[Key]:
    """Where a block stands to the two dense stretches, and how much of the page's prose stands before it."""
    sizes = [s.size if s.cls in _PROSE else 0 for s in shapes]
    total = sum(sizes) or 1.0
    out: list[Key] = []
    at, spread = 0.0, bisect_right(_SPREAD, 0.0)
    main, around = _region("main", len(shapes), inner), _region("outer", len(shapes), outer)
    for i, size in enumerate(sizes):
        out.append(("region", main[i], around[i], spread))
        if size:
            at += size
            spread = bisect_right(_SPREAD, at / total)
    return out


def _region(name: str, count: int, region: tuple[int, int]) -> list[str]:
    """For each of `count` blocks the name of its place to a region."""
    first, last = region
    before, after = _BEFORE[name], _AFTER[name]
    if last < first:  # there is no prose
        last = first - 1
    out = [before[min(first - i, _MANY_STEPS)] for i in range(first)]
    if last > first:
        out += [f"{name}.first", *[f"{name}.in"] * (last - first - 1), f"{name}.last"]
    elif last == first:
        out.append(f"{name}.first")
    return out + [after[min(i - last, _MANY_STEPS)] for i in range(last + 1, count)]


def _joins(blocks: Sequence[Block], shapes: Sequence[Shape], out: Sequence[list[Key]]) -> None:
    """What speaks for a block going on with the one before it, and the empty lines around it."""
    count = len(blocks)
    gaps = [min(2, b.gap) for b in blocks]
    spaced = (count - gaps.count(0)) * 3 > count
    gaps.append(2)  # after the last
    for i, keys in enumerate(out):
        if not gaps[i] and i and not blocks[i].marker:
            own, last = shapes[i], shapes[i - 1]
            following = shapes[i + 1].first if i + 1 < count and not gaps[i + 1] else ""
            sizes = bisect_right(_JOINED, last.size), bisect_right(_JOINED, own.size)
            keys.append(("join", last.last, sizes[0], own.first, own.last, sizes[1], following))
        if spaced and blocks[i].hints is None:  # markup has none
            keys.append(_AIR[gaps[i]][gaps[i + 1]])


_AIR = tuple(tuple(f"air.{before}{after}" for after in range(3)) for before in range(3))


def _repeats(shapes: Sequence[Shape], seen: Mapping[str, int], out: Sequence[list[Key]]) -> None:
    before: set[str] = set()
    for own, keys in zip(shapes, out, strict=True):
        times = seen[own.key]
        if times > 1:
            side = "before" if own.key in before else "after"
            keys += ("seen." + side, f"seen.{min(times, 5)}")
            if own.size > 60:
                keys.append("seen.long." + side)
            before.add(own.key)


def _vocabulary(shapes: Sequence[Shape], region: tuple[int, int]) -> Mapping[str, int]:
    """The words of the main prose and in how many of its paragraphs each stands."""
    return Counter([w for own in shapes[region[0] : region[1] + 1] if own.cls in _PROSE for w in own.content])


def _subjects(shapes: Sequence[Shape], known: frozenset[str], common: frozenset[str], out: Sequence[list[Key]]) -> None:
    """How much of what a line is about the main prose is about too, and whether two neighbours say the same.

    `known`: the words of the main prose; `common`: those of more than one of its paragraphs.
    """
    shared = 0  # words that a line has in common with the one before
    for own, after, keys in zip(shapes, [*shapes[1:], None], out, strict=False):
        content = own.content
        count = len(content)
        before, shared = shared, 0
        if not count:
            keys.append("topic.none")
            continue
        if own.cls not in _PROSE:
            keys.append(_TOPIC[min(4, count)][int(4.99 * len(content & known) / count)])
        elif common:  # else it is the only paragraph
            keys.append(_PROSE_TOPIC[int(7.99 * len(content & common) / count)])
        if after is not None and (own.size < 260 or after.size < 260):
            shared = len(content & after.content)
        if count > 2 and own.size < 260:
            if before >= 0.6 * count:
                keys.append("twin.before")
            if shared >= 0.6 * count:
                keys.append("twin.next")


_PROSE_TOPIC = tuple(f"topic.prose.{i}" for i in range(8))
_TOPIC = tuple(tuple(f"topic.{share}.{count}" for share in range(5)) for count in range(5))


def _lone_paragraphs(
    shapes: Sequence[Shape], solid: Sequence[bool], common: frozenset[str], out: Sequence[list[Key]]
) -> None:
    """Rows of paragraphs that each stand alone between short lines, as in lists of teasers and in interviews.

    How many there are in a row, and how much all of them together are about what the main prose is about.
    """
    lines = [i for i, counts in enumerate(solid) if counts]
    prose = [shapes[i].cls in _PROSE for i in lines]
    for row in _lone_rows(prose):
        words = [shapes[lines[at]].content for at in row]
        about = sum([len(w & common) for w in words]) / (sum(map(len, words)) or 1)
        count, sort = bisect_right(_LONE, len(row)), bisect_right(_ABOUT, about)
        start = first = row[0]
        most = max([after - before - 1 for before, after in pairwise(row)])
        while start > 0 and first - start < most and not prose[start - 1]:
            start -= 1  # the first one's heading
        for i in lines[start : row[-1] + 1]:
            out[i].append(("all", f"lone.{count}", f"lone.{count}.{shapes[i].cls}", f"lone.{count}.about.{sort}"))


def _lone_rows(prose: Sequence[bool]) -> list[list[int]]:
    """Where prose stands with none right before or after it, two or more times in a row.

    >>> _lone_rows([True, False, True, False, False, True, False, True, True])
    [[0, 2, 5]]
    """
    rows: list[list[int]] = [[]]
    before = -_MOST_BETWEEN
    for at in [i for i, is_prose in enumerate(prose) if is_prose]:
        if prose[at - 1 : at] == [True] or prose[at + 1 : at + 2] == [True]:
            rows.append([])
        elif rows[-1] and at - before > _MOST_BETWEEN + 1:
            rows.append([at])
        else:
            rows[-1].append(at)
        before = at
    return [row for row in rows if len(row) > 1]


def _images(blocks: Sequence[Block], shapes: Sequence[Shape], out: Sequence[list[Key]]) -> None:
    """Whether an image stands before a block, or a picture credit below it."""
    for i in range(1, len(blocks)):
        if blocks[i - 1].image:
            out[i].append("image.before")
        if shapes[i].cls == "c" and any(h.rule.kind == "credit.opener" for h in shapes[i].hits):
            out[i - 1].append("credit.next." + shapes[i - 1].cls)


def _indents(blocks: Sequence[Block], shapes: Sequence[Shape], out: Sequence[list[Key]]) -> None:
    """How far a line is indented, beside the prose and its neighbours: some dumps indent by the depth of elements.

    Captions and boxes are in deeper elements there than the paragraphs are. Items of lists are left out: all dumps
    indent these, whether they are the article's or not.
    """
    plain = [i for i, block in enumerate(blocks) if block.marker not in _LISTED]
    columns = [blocks[i].indent for i in plain]
    if not any(columns):
        return
    prose: Counter[int] = Counter()
    for i, column in zip(plain, columns, strict=True):
        if shapes[i].cls == "P":
            prose[column] += int(min(_MOST, shapes[i].size))
    if not prose:
        return
    usual = max(prose, key=lambda column: (prose[column], -column))
    before = usual
    for i, column, after in zip(plain, columns, [*columns[1:], usual], strict=True):
        step = f"{_side(column - before)}{_side(column - after)}"
        depth, cls = bisect_right(_DEPTHS, column - usual), shapes[i].cls
        out[i].append(("all", f"dent.{depth}", f"dent.{depth}.{cls}", f"dent.{step}.{cls}"))
        before = column


def _side(difference: int) -> str:
    return "+" if difference > 0 else "-" if difference else "0"


_DEPTHS = (-4, -1, 0, 1, 3, 5, 9)  # columns beside the usual ones
_LISTED = frozenset({"bullet", "number"})


def _echoes(blocks: Sequence[Block], shapes: Sequence[Shape], out: Sequence[list[Key]]) -> None:
    """Whether lines near a line repeat it.

    Below a picture's alternative text its caption may say the same with a credit behind it (`echo.next`,
    `echo.before`); what is set apart in large type stands in a paragraph near it, too (`echo.within`, `echo.holds`).
    """
    texts = [b.text for b in blocks]
    sizes = [len(t) for t in texts]
    page = "\n".join(texts) if len(texts) <= _MOST_COMPARED else ""
    apart: list[int] = []
    for i, (text, size) in enumerate(zip(texts, sizes, strict=True)):
        if not _LEAST_ECHO <= size <= _MOST_ECHO:
            continue
        for j in range(max(0, i - _ECHO_NEAR), min(i + _ECHO_NEAR + 1, len(texts))):
            if sizes[j] <= size or text not in texts[j]:
                continue
            if i < j <= i + 2 and sizes[j] - size <= _CREDIT and texts[j].startswith(text):
                out[i].append("echo.next." + shapes[i].cls)
                out[j].append("echo.before." + shapes[j].cls)
            elif size > _LEAST_PULLED:
                out[i].append("echo.within." + shapes[i].cls)
                out[j].append("echo.holds")
                break
        else:
            said = text.strip(_QUOTED) if size > _LEAST_PULLED else ""
            if len(said) > _LEAST_PULLED and page.find(said) != page.rfind(said):
                apart.append(i)
    twice = _has_text_twice(shapes, apart)
    for i in apart:
        if not (twice and shapes[i].cls == "P"):
            out[i].append("echo.apart." + shapes[i].cls)


def _has_text_twice(shapes: Sequence[Shape], apart: Sequence[int]) -> bool:
    """Whether so many paragraphs, of those `apart` that are said again elsewhere, are no captions of each other."""
    again = sum([shapes[i].cls == "P" for i in apart])
    return again > _FEW_APART and again > _MOST_APART * sum([s.cls == "P" for s in shapes])


def _presented(shapes: Sequence[Shape], last: int, out: Sequence[list[Key]]) -> None:
    """Which paragraphs present somebody who writes, or whom a byline names, and where they stand to the main prose."""
    bylines = [s for s in shapes if s.size < _BYLINE and any(hit.rule.label is Label.BYLINE for hit in s.hits)]
    named = frozenset([word for s in bylines for word in s.words])
    for i, own in enumerate(shapes):
        if own.cls in _SENTENCES:
            writes = ROLE in own.names
            if writes or (len(own.words) > 3 and named.issuperset(own.words[:2])):
                side = "after" if i > last else "last" if i == last else "in"
                sort = "named" if named.issuperset(own.words[:2]) else "role"
                out[i].append(f"bio.{sort}.{side}" if writes else f"bio.name.{side}")


def _closings(shapes: Sequence[Shape], last: int, out: Sequence[list[Key]]) -> None:
    """How far behind the main prose a line stands that reads as a sign-off."""
    for i, own in enumerate(shapes):
        labels = {hit.rule.label for hit in own.hits}
        if Label.FOOTER in labels or ("reads.sign-off" in own.names and labels.isdisjoint(DROPPED)):
            out[i].append(f"closes.{min(max(i - last, -1), _FAR_BEHIND)}")


def _headlines(
    blocks: Sequence[Block], shapes: Sequence[Shape], vocabulary: Mapping[str, int], body: int, seen: Mapping[str, int]
) -> dict[int, str]:
    """The lines up to the body's start that are most about what the body is about: one of them is the title."""
    ranked: list[tuple[float, int]] = []
    tops = [b.text for b in blocks[:3]]
    for i in range(min(body + 3, len(blocks))):
        own = shapes[i]
        if own.cls in _HEADLINE and 14 <= own.size < 2 * PROSE and len(own.words) > 1 and own.content:
            about = sum([min(vocabulary.get(w, 0), 4) for w in own.content]) / (len(own.content) + 2.5)
            if blocks[i].level == 1:
                about += 2.0
            if seen[own.key] > 1:
                about += 0.3
            if any(t != blocks[i].text and t.startswith(blocks[i].text) for t in tops):
                about += 1.0  # the window's title: "Ferry sinks – The Gazette"
            about *= 12 / (12 + max(0, body - i))
            if about > 0.1:
                ranked.append((about, i))
    ranked.sort(reverse=True)
    names = {i: f"headline.{rank}" for rank, (_, i) in enumerate(ranked[:3])}
    if ranked:
        names[max(names)] += ".last"
    for i in list(names):
        if any(s.dated for s in shapes[i + 1 : i + 5]):
            names[i] += ".dated"
    return names
