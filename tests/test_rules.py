"""Every rule's own examples, and what a complete language pack holds."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources

import pytest

from cleanpage.rules import KINDS, Rule, RuleIndex
from cleanpage.rules.load import builtin_pack
from cleanpage.rules.model import When

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


@pytest.mark.parametrize(
    ("matcher", "phrase", "line"),
    [
        ("start", "javascriptを有効に", "JavaScriptを有効にしてください"),
        ("start", "xをフォロー", "Xをフォローする"),
        ("end", "をgoogleで", "続きをGoogleで"),
    ],
)
def test_a_phrase_that_mixes_scripts_with_and_without_spaces_hits(matcher: str, phrase: str, line: str) -> None:
    rule = builtin_pack("ja").rules[0]
    index = RuleIndex([replace(rule, phrases=((matcher, (phrase,)),), when=When(), need=())])
    assert [hit.matcher for hit in index.match(line)] == [matcher]
