"""A handful of pages of one site in, its pack out."""

from __future__ import annotations

from collections.abc import Iterable

from cleanpage.api import Cleaner, Source
from cleanpage.rules import Pack
from cleanpage.site.page import Texts, count_page
from cleanpage.site.tally import Tally

_MISS = 160  # characters of a paragraph that a rule shows


def learn(sources: Iterable[Source], *, name: str = "site", cleaner: Cleaner | None = None) -> Pack:
    r"""Find the lines that pages of one site have in common, menus, boxes and footers, as a pack that drops them.

    `sources`: pages of one site, HTML or text or both, as `Cleaner.clean` takes them; it helps from three pages on.
    Pages that are versions of one article count once. `name` opens the rules' ids: lower-case letters, digits, "-"
    and "_". `cleaner`: the one that says what of the pages is article; None takes the built-in packs alone.

    Each rule's `why` says on how many pages its lines stand. A line that stands on one page alone is in no rule, and a
    line that is the page's own title, standfirst, byline, dateline or sign-off is kept though other pages have it, as
    teasers do. Raises TypeError where a source is none that `Cleaner.clean` takes, ValueError where `name` is no name.

    >>> from cleanpage.samples import text
    >>> learn([text("ferry.txt"), text("ferry.txt")]).rules  # one article, twice
    ()
    """
    if not is_name(name):
        raise ValueError(f"name must be lower-case letters, digits, - and _, not {name!r}")
    cleaner = cleaner or Cleaner()
    tally, texts, paragraph = Tally(), Texts.none(), ""
    for source in sources:
        page = count_page(source, cleaner)
        if tally.add(page):
            texts = texts.before(page.texts)
            paragraph = paragraph or shortened(page.paragraph)
    return tally.pack(name, texts, paragraph)


def is_name(name: str) -> bool:
    """Whether a pack's rules can have ids that open with this.

    >>> is_name("harbour-post"), is_name("harbour.post")
    (True, False)
    """
    letters = name.replace("-", "").replace("_", "")
    return letters.isascii() and letters.isalnum() and name == name.lower() and name[0] not in "-_"


def shortened(text: str) -> str:
    """A text cut behind a word, to show a reader what it is."""
    if len(text) <= _MISS:
        return text
    return text[:_MISS].rsplit(None, 1)[0] + " …"
