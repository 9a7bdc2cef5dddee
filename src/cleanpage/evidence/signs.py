"""Plain signs: lines that are dropped whatever stands beside them, and what they say of the lines beside them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

from cleanpage.evidence.keys import Key
from cleanpage.evidence.shape import CLOSED, ENDLESS, ENDLESS_TEXT, PROSES, Shape
from cleanpage.rules.words import ENDINGS
from cleanpage.types import KEPT, Block, Label

_NOTICE = 60  # characters from which a line that is repeated word for word is a notice
_NOTICE_SIZE = 120  # characters of a copyright notice
_REPEATS = 4  # a short line that stands so often in a page is no part of its article
_LEAST_TAIL = 40  # characters of the end of a paragraph that is repeated behind it
_MOST_PROBES, _PROBE, _SEARCHED = 12, 60, 200_000  # lines looked for, and characters of each and of what is searched
_MOST_COMMENTS = 3  # signs of comments from which it is all one
_OPEN = frozenset({"lower", "sign", "paren"})
_DIGIT = re.compile(r"\d")


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
            or (i > 0 and own.size >= _LEAST_TAIL and _is_tail(blocks[i].text, blocks[i - 1].text))
        )
        if sign and i and not blocks[i].gap and i + 1 < count and not blocks[i + 1].gap:
            sign = shapes[i - 1].last in CLOSED or (shapes[i + 1].first not in _OPEN and shapes[i - 1].size < 60)
        out.append(sign)
    return out


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


def _is_copyright(own: Shape) -> bool:
    """Whether a line is the copyright notice at a page's foot; one of an agency may be the article's sign-off."""
    if not any(hit.rule.kind == "legal.copyright" and hit.matcher == "regex" for hit in own.hits):
        return False
    return own.size < _NOTICE_SIZE and not any(name.startswith("agency.") for name in own.names)


def below_comments(shapes: Sequence[Shape], plain: Sequence[bool]) -> list[tuple[Key, ...]]:
    """For each block how many plain signs of comments ("3 comments", "Reply") stand above it, as evidence.

    Those above the first quarter of the long prose are buttons beside the headline and offers in the text.
    """
    out: list[tuple[Key, ...]] = []
    ahead = max(1, math.ceil(sum([own.cls == "P" for own in shapes]) / 4))  # long prose that comes first
    count = 0
    for own, sign in zip(shapes, plain, strict=True):
        sort = min(count, _MOST_COMMENTS)
        out.append((f"comments.{sort}", f"comments.{sort}.{own.cls}") if sort else ())
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
        sort = "prose" if own.cls in PROSES else "line"
        out.append([*[f"over.{kind}.{sort}" for kind in above], *[f"under.{kind}.{sort}" for kind in below]])
    return out
