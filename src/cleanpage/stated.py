"""What only a page's metadata state of its article: put behind the page's own lines, as lines like those."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cleanpage.evidence.markup import is_beside_site, letters_of
from cleanpage.read.lines import INVISIBLE
from cleanpage.read.text import MAX_BLOCKS
from cleanpage.trace import Verdict
from cleanpage.types import Block, Claims, Label, Page

TITLE, BODY = "html.title", "html.json-ld"
"""The reasons that these lines have."""

_WORD = re.compile(r"\w+")
_LONGEST_TITLE = 300  # characters
_LEAST = 200  # characters of a stated text from which it is an article and no teaser


def with_stated(page: Page, verdicts: Sequence[Verdict]) -> tuple[Page, Sequence[Verdict]]:
    """A page with the text that its JSON-LD states, where it shows none, and with its metadata's headline.

    Pages that are made by scripts show nothing else. What the page itself shows comes first: nothing is added
    where a paragraph was kept, and no headline where one was; nor is one that a rule forces put aside.
    """
    if page.markup is None:
        return page, verdicts
    kept = {v.label for v in verdicts}
    added = [*_body(page.markup.claims)] if Label.PARAGRAPH not in kept else []
    if added or Label.PARAGRAPH in kept:
        at = next((i for i, v in enumerate(verdicts) if v.label is Label.TITLE), -1)
        if at < 0 and (at := _headline_beside_site(page, verdicts)) >= 0:
            verdicts = [*verdicts[:at], Verdict(Label.TITLE, False, None, None, 0, TITLE), *verdicts[at + 1 :]]
        shown = page.blocks[at].text if at >= 0 else None
        title = headline(shown, page.markup.claims.titles, page.markup.claims.site)
        if title and title != shown and (at < 0 or verdicts[at].forced is None):
            added.insert(0, (title, Label.TITLE, TITLE))
            if at >= 0:
                verdicts = [*verdicts[:at], Verdict(Label.DUPLICATE, False, None, None, 0, TITLE), *verdicts[at + 1 :]]
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


def _headline_beside_site(page: Page, verdicts: Sequence[Verdict]) -> int:
    """The line before the second paragraph that metadata state as the headline beside the site's name, or -1."""
    claimed = [letters_of(title) for title in (page.markup.claims.titles if page.markup else ())]
    paragraphs = 0
    for i, (block, verdict) in enumerate(zip(page.blocks, verdicts, strict=True)):
        own = letters_of(block.text) if 8 < len(block.text) < _LONGEST_TITLE and not block.links else ""
        if own and any(is_beside_site(own, title) for title in claimed):
            return i
        paragraphs += verdict.label is Label.PARAGRAPH
        if paragraphs > 1:
            break
    return -1


def headline(shown: str | None, claimed: Sequence[str], site: str | None = None) -> str | None:
    """The headline as readers see it, in the metadata's typography where they state the same words.

    A page glues its kicker to the headline ("Ferry trialInspectors knew") where metadata part them, or shows one of
    both; but what stands before it may be the site's name where that is not known. A headline of other words is the
    page's own; but one that shares none with what is claimed is no headline.

    >>> headline("Ferry trialInspectors knew", ["Ferry trial: Inspectors knew"])
    'Ferry trial: Inspectors knew'
    """
    if shown is None or not claimed:
        return shown or next(iter(claimed), None)
    own = letters_of(shown)
    bare = [letters_of(title) for title in claimed]
    for title, words in zip(claimed, bare, strict=True):
        if words == own:
            return title
    for title, words in zip(claimed, bare, strict=True):
        if words and ((words in own and 2 * len(words) >= len(own)) or (site and own and words.endswith(own))):
            return title
    known = {w for title in claimed for w in _WORD.findall(title.lower())}
    return claimed[0] if shown.isascii() and known.isdisjoint(_WORD.findall(shown.lower())) else shown


def _body(claims: Claims) -> Iterator[tuple[str, Label, str]]:
    """The paragraphs of the text that the metadata state."""
    if states_body(claims):
        lines = INVISIBLE.sub("", claims.body or "").splitlines()
        texts = (" ".join(line.split()) for line in lines[:MAX_BLOCKS])
        yield from ((text, Label.PARAGRAPH, BODY) for text in texts if any(map(str.isalnum, text)))


def states_body(claims: Claims) -> bool:
    """Whether a page's metadata state the article's text."""
    return len(claims.body or "") >= _LEAST
