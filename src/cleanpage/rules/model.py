"""What a rule is: a closed set of kinds, a closed set of matchers, and the record itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleanpage.types import Label

KINDS: dict[str, Label] = {
    "nav.skip": Label.NAV,  # "Skip to content"
    "nav.menu": Label.NAV,  # menu, home, search, sections, back to top
    "nav.account": Label.NAV,  # log in, register, my account
    "nav.more": Label.NAV,  # next, previous, load more, show all
    "nav.tags": Label.NAV,  # "Topics", "Tags:", "More on this topic" before keywords
    "share.bar": Label.SHARE,  # share, copy link, print, e-mail, platforms
    "promo.newsletter": Label.PROMO,
    "promo.app": Label.PROMO,  # "Download our app", "Follow us on WhatsApp"
    "promo.subscribe": Label.PROMO,  # subscribe, support us, donate
    "promo.related": Label.PROMO,  # "Read more:", "Related articles"
    "promo.latest": Label.PROMO,  # most read, latest news, trending
    "promo.ad": Label.PROMO,  # "Advertisement", "Story continues below"
    "promo.paywall": Label.PROMO,  # "To continue reading, log in"
    "legal.consent": Label.LEGAL,  # cookies, embedded content, data protection
    "legal.imprint": Label.LEGAL,  # imprint, privacy policy, terms, contact
    "legal.copyright": Label.LEGAL,  # "All rights reserved"
    "comment.bar": Label.COMMENT,  # "12 comments", "Join the conversation"
    "noise.player": Label.NOISE,  # players, galleries, slides: "Play video", "1 / 12"
    "noise.reading": Label.NOISE,  # "3 min read", view counters
    "noise.state": Label.NOISE,  # "Loading…", "JavaScript is disabled"
    "page.error": Label.NOISE,  # "Page not found", "Access denied": what the whole page is
    "page.consent": Label.LEGAL,  # "We value your privacy", "Verify you are human"
    "page.search": Label.NAV,  # "Search results for", "No results found"
    "time.published": Label.DATELINE,
    "time.updated": Label.DATELINE,
    "byline.by": Label.BYLINE,
    "byline.role": Label.BYLINE,  # "Political editor", "Redakteurin"
    "credit.opener": Label.CREDIT,  # "Image:", "Photo by"
    "caption.opener": Label.CAPTION,  # "Archive picture", "File photo"
    "footer.source": Label.FOOTER,  # "Source: PAP"
    "footer.reporting": Label.FOOTER,  # "Reporting by", "with material from"
    "footer.editing": Label.FOOTER,  # "Editing by"
}
"""Every kind of rule with the label its rules vote for. A language's pack is complete when it has each."""

MATCHERS = ("line", "start", "end", "contains", "regex")
"""line: the whole folded line; start, end, contains: a phrase at word boundaries; regex: a search in the text."""

PATTERN_WINDOW = 160
"""Characters of a line that phrases and patterns look at: long lines are prose, and their beginning decides."""

_DIGITS = re.compile(r"\d\d*")  # not \d+: a pattern that begins with a set is searched for faster
_EDGES = (
    " \t\r\n\u3000.,:;!?¡¿…·•|/\\-–—_()[]{}<>«»„“”\"'‘’‹›*#+=~@©"
    "→←↑↓▶►▸▼»›、。：；！？（）【】「」『』《》〈〉，｜＜＞＝［］■◆●○▲△▼☆★※،؛؟۔।॥፡።፣፤፥፦־׳״"
)

_GREEK = str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ")


# Letters with a dot below, which Devanagari and Bengali write in one character or in two, and many papers without
_NUKTA = {
    **dict(zip(map(ord, "\u0958\u0959\u095a\u095b\u095c\u095d\u095e\u095f"), "कखगजडढफय", strict=True)),
    **dict(zip(map(ord, "\u09dc\u09dd\u09df"), "ডঢয", strict=True)),
    **dict.fromkeys((0x093C, 0x09BC), ""),
}


def _is_indic(char: str) -> bool:
    return "\u0900" <= char < "\u0a00"


def fold(text: str) -> str:
    """Fold a line or phrase for comparison: lower case, single spaces, digit runs as 0, edges bare.

    Turkish i with and without a dot is one letter, as upper case blurs them, and so are Russian е and ё, Romanian s and
    t with a comma or a cedilla, as old keyboards have it, and Greek vowels with and without an accent, as capitals have
    none; Hindi and Bengali letters lose the dot below.

    >>> fold("  • Read 12 more…"), fold("YAZI İŞLERİ")
    ('read 0 more', 'yazi işleri')
    """
    folded = text.lower().strip(_EDGES)
    if not folded.isascii():
        folded = folded.replace("i\u0307", "i").replace("ı", "i").replace("ё", "е").replace("ș", "ş").replace("ț", "ţ")
        if folded and ("\u0370" <= folded[0] < "\u0400" or "\u0370" <= folded[-1] < "\u0400"):
            folded = folded.translate(_GREEK)
        if folded and (_is_indic(folded[0]) or _is_indic(folded[-1])):
            folded = folded.translate(_NUKTA)
    if folded.isalpha():
        return folded
    if "  " in folded or not folded.isprintable():  # the only printable white space is the plain space
        folded = " ".join(folded.split())
    return _DIGITS.sub("0", folded).replace("’", "'")


@dataclass(frozen=True, slots=True)
class When:
    """Bounds on the line's size for a rule to count; None leaves a side open."""

    min_words: int | None = None
    max_words: int | None = None
    min_chars: int | None = None
    max_chars: int | None = None

    def holds(self, words: int, chars: int) -> bool:
        """Whether a line of so many words and characters is within the bounds."""
        return not (
            (self.min_words is not None and words < self.min_words)
            or (self.max_words is not None and words > self.max_words)
            or (self.min_chars is not None and chars < self.min_chars)
            or (self.max_chars is not None and chars > self.max_chars)
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a pack. `phrases` maps a matcher's name to its phrases or patterns."""

    id: str
    kind: str
    label: Label
    phrases: tuple[tuple[str, tuple[str, ...]], ...]
    when: When
    need: tuple[str, ...]
    why: str
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    force: bool = False
    weight: float | None = None
    unless: tuple[Label, ...] = ()
    """Labels that the rule says nothing against: a teaser's line is the title on the page that it leads to."""
    pack: str = ""
    builtin: bool = False
    """Whether it ships with the package: its say is learned, while a user's rule brings its own weight."""
