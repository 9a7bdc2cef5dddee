"""Every rule's own examples, and what a complete language pack holds."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from cleanpage.rules import KINDS, Rule, RuleIndex
from cleanpage.rules.load import builtin_pack

PACKS = sorted(
    e.name.removesuffix(".toml")
    for e in resources.files("cleanpage.packs").iterdir()
    if e.name.endswith(".toml") and e.name != "agencies.toml"
)
RULES = [rule for name in PACKS for rule in builtin_pack(name).rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_hits_and_misses_its_own_examples(rule: Rule) -> None:
    index = RuleIndex([rule])
    assert [line for line in rule.hit if not index.match(line)] == []
    assert [line for line in rule.miss if index.match(line)] == []


@pytest.mark.parametrize("name", [n for n in PACKS if n != "core"])
def test_a_language_pack_has_every_kind_of_rule(name: str) -> None:
    pack = builtin_pack(name)
    assert pack.language == name
    assert len(pack.stopwords) >= 20
    assert sorted(set(KINDS) - {rule.kind for rule in pack.rules}) == []
    assert all(rule.id.startswith(f"{name}.") for rule in pack.rules)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_with_a_pattern_names_the_words_it_needs(rule: Rule) -> None:
    patterns = dict(rule.phrases).get("regex", ())
    assert not patterns or rule.need or rule.pack == "core"
    for pattern in patterns:
        assert not re.search(r"\.\*|\.\+|\)[*+](?!\+)", pattern), "patterns must be linear: bound or make possessive"
