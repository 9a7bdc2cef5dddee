"""What a block's place in its page says: its neighbours, the stretches of prose, the subject."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from cleanpage.evidence.echoes import echoes, repeats
from cleanpage.evidence.keys import Key
from cleanpage.evidence.rows import lone_paragraphs
from cleanpage.evidence.shape import CLOSED, PROSE, PROSES, ROLE, Shape
from cleanpage.types import DROPPED, Block, Label

_OUTER_TOLL, _INNER_TOLL = 14.0, 45.0  # characters that another line costs a dense stretch of prose
_MOST = 600.0  # characters of one paragraph that count: one giant is no article
_STEPS = (0, 1, 2, 3, 5, 9, 17, 40)
_FAR = len(_STEPS) + 1  # the class of steps where there is no prose
_SPREAD = (0.0, 0.03, 0.15, 0.5, 0.85, 0.97, 0.9999)
_JOINED = (15, 40, 90)
_MANY_STEPS = _STEPS[-1]
_CLASS_OF_STEPS = tuple(bisect_right(_STEPS, steps) for steps in range(_MANY_STEPS + 1))
_BEFORE = {name: tuple(f"{name}.before.{c}" for c in _CLASS_OF_STEPS) for name in ("main", "outer")}
_AFTER = {name: tuple(f"{name}.after.{c}" for c in _CLASS_OF_STEPS) for name in ("main", "outer")}
_AIR = tuple(tuple(f"air.{before}{after}" for after in range(3)) for before in range(3))
_PROSE_TOPIC = tuple(f"topic.prose.{i}" for i in range(8))
_TOPIC = tuple(tuple(f"topic.{share}.{count}" for share in range(5)) for count in range(5))
_DEPTHS = (-4, -1, 0, 1, 3, 5, 9)  # columns beside the usual ones
_LISTED = frozenset({"bullet", "number"})
_HEADLINE = frozenset("Lmshtpi")
_BYLINE = 120  # characters of a byline
_SENTENCES = frozenset("Ppt")
_FEW = 2  # paragraphs below which a page's shorter sentences are its prose
_FAR_BEHIND = 6  # lines behind the main prose from which it is all one


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
        repeats(shapes, seen, out)
    common = frozenset([w for w, n in vocabulary.items() if n > 1])
    _subjects(shapes, frozenset(vocabulary), common, out)
    lone_paragraphs(shapes, solid, common, out)
    _images(blocks, shapes, out)
    echoes(blocks, shapes, out)
    _closings(shapes, inner[1], out)
    _indents(blocks, shapes, out)
    _presented(shapes, inner[1], out)
    for i, rank in _headlines(blocks, shapes, vocabulary, max(inner[0], outer[0]), seen).items():
        out[i].append(rank)
    return out


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
        if own.cls in PROSES:
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
    sizes = [s.size if s.cls in PROSES else 0 for s in shapes]
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


def _vocabulary(shapes: Sequence[Shape], region: tuple[int, int]) -> Mapping[str, int]:
    """The words of the main prose and in how many of its paragraphs each stands."""
    return Counter([w for own in shapes[region[0] : region[1] + 1] if own.cls in PROSES for w in own.content])


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
        if own.cls not in PROSES:
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
        headlike = own.cls in _HEADLINE or (own.cls == "P" and own.last not in CLOSED)
        if headlike and 14 <= own.size < 2 * PROSE and len(own.words) > 1 and own.content:
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
