"""What only a page's metadata state of its article: put behind the page's own lines, as lines like those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from cleanpage.read.text import INVISIBLE, MAX_BLOCKS
from cleanpage.trace import Verdict
from cleanpage.types import Block, Claims, Label, Page

TITLE, BODY = "html.title", "html.json-ld"
"""The reasons that these lines have."""

_LEAST = 200  # characters of a stated text from which it is an article and no teaser


def with_stated(page: Page, verdicts: Sequence[Verdict]) -> tuple[Page, Sequence[Verdict]]:
    """A page with the text that its JSON-LD states, where it shows none, and with its metadata's headline.

    Pages that are made by scripts show nothing else. What the page itself shows comes first: nothing is added
    where a paragraph was kept, and no headline where one was.
    """
    if page.markup is None:
        return page, verdicts
    kept = {v.label for v in verdicts}
    added = [*_body(page.markup.claims)] if Label.PARAGRAPH not in kept else []
    title = next(iter(page.markup.claims.titles), "")
    if title and Label.TITLE not in kept and (added or Label.PARAGRAPH in kept):
        added.insert(0, (title, Label.TITLE, TITLE))
    if not added:
        return page, verdicts
    lines = [page.source] if page.source else []
    lines += [text for text, _, _ in added]
    source = "\n".join(lines)
    first, at = len(page.starts), len(source) + 1
    ends = accumulate([len(text) + 1 for text, _, _ in reversed(added)], initial=0)
    starts = [*page.starts, *[at - end for end in [*ends][:0:-1]]]
    blocks = [*page.blocks, *[Block(text, i, i, gap=1) for i, (text, _, _) in enumerate(added, first)]]
    more = [Verdict(label, False, None, None, 0, why) for _, label, why in added]
    return page._replace(source=source, starts=tuple(starts), blocks=tuple(blocks)), [*verdicts, *more]


def _body(claims: Claims) -> Iterator[tuple[str, Label, str]]:
    """The paragraphs of the text that the metadata state."""
    if states_body(claims):
        lines = INVISIBLE.sub("", claims.body or "").splitlines()
        texts = (" ".join(line.split()) for line in lines[:MAX_BLOCKS])
        yield from ((text, Label.PARAGRAPH, BODY) for text in texts if any(map(str.isalnum, text)))


def states_body(claims: Claims) -> bool:
    """Whether a page's metadata state the article's text."""
    return len(claims.body or "") >= _LEAST
