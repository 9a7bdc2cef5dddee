"""What the packs lend the evidence: rules, and words of a language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from cleanpage.evidence.shape import Lexis
from cleanpage.language import UNSPACED
from cleanpage.rules import Rule, RuleIndex
from cleanpage.rules.load import builtin_languages, builtin_pack
from cleanpage.rules.model import fold
from cleanpage.rules.words import splitter


def lexis_of(language: str | None, own: Sequence[Rule] = ()) -> Lexis:
    """What the built-in packs for a language lend, with `own` rules on top that outweigh theirs."""
    lexis = _builtin_lexis(language)
    if not own:
        return lexis
    credit = lexis.credit_words | _credit_words(own)
    return lexis._replace(rules=RuleIndex(own, lexis.rules), credit_words=credit)


@lru_cache(maxsize=64)
def _builtin_lexis(language: str | None) -> Lexis:
    """What the built-in packs lend the evidence: made once, as it takes as long as cleaning a page."""
    known = builtin_languages()
    spoken = ["en", *([language] if language and language in known and language != "en" else [])]
    rules = [rule for name in ("core", *spoken) for rule in builtin_pack(name).rules]
    own = known.get(language or "")
    words = frozenset(map(fold, own.stopwords)) if own else frozenset[str]()
    spaced = language not in UNSPACED
    return Lexis(RuleIndex(rules), words, language, spaced, _credit_words(rules), splitter(language), _roles(spoken))


def _credit_words(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(word for rule in rules if rule.kind == "credit.opener" for word in _opening_words(rule))


def _roles(packs: Iterable[str]) -> frozenset[str]:
    """The words of some packs for people who write; titles of several words hold one of these mostly."""
    titles = (fold(title) for name in packs for title in builtin_pack(name).words.get("role", ()))
    return frozenset(title for title in titles if " " not in title)


def _opening_words(rule: Rule) -> Iterator[str]:
    yield from rule.need
    for matcher, phrases in rule.phrases:
        if matcher == "start":
            yield from (fold(p).split()[0] for p in phrases)
