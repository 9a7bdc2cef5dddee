"""Lines that other lines of the page say again: repeats, captions with their credits, quotes set apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cleanpage.evidence.keys import Key
from cleanpage.evidence.shape import Shape
from cleanpage.types import Block

_LEAST_ECHO, _MOST_ECHO = 20, 500  # characters of a line that the caption below it may begin with
_ECHO_NEAR = 4  # lines around it among which a line may be repeated
_LEAST_PULLED = 40  # characters of a line that is set apart from a paragraph
_FEW_APART, _MOST_APART = 4, 0.4  # paragraphs that are said again elsewhere: of more the page has its text twice
_MOST_COMPARED = 500  # lines of a page of which each is looked for in all
_QUOTED = " .,;:!?…\"'“”„«»‘’‚"  # what a sentence that is set apart may have or lack at its ends
_CREDIT = 80  # characters of a credit behind a caption


def repeats(shapes: Sequence[Shape], seen: Mapping[str, int], out: Sequence[list[Key]]) -> None:
    """Which lines recur in the page, and how often."""
    before: set[str] = set()
    for own, keys in zip(shapes, out, strict=True):
        times = seen[own.key]
        if times > 1:
            side = "before" if own.key in before else "after"
            keys += ("seen." + side, f"seen.{min(times, 5)}")
            if own.size > 60:
                keys.append("seen.long." + side)
            before.add(own.key)


def echoes(blocks: Sequence[Block], shapes: Sequence[Shape], out: Sequence[list[Key]]) -> None:
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
