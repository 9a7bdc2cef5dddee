"""Packs: TOML files of rules. Reads them, checks them, and names file and rule where one is broken."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cleanpage.rules.model import KINDS, MATCHERS, Rule, When, fold
from cleanpage.types import Label

if TYPE_CHECKING:  # it takes milliseconds to import
    from pathlib import Path

WORD_LISTS = ("role", "and", "by", "am", "pm")
"""The lists that a pack's [words] table may hold, used by the grammars in `cleanpage.parse`."""

_PACKS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "packs")


MOST_WEIGHT = 1000
"""Nats that a rule may weigh: as much as a forced one, and far more than all learned evidence of a line together."""


class PackError(ValueError):
    """A pack that cannot be used. The message names the file and, where there is one, the rule."""


@dataclass(frozen=True)
class Pack:
    """Rules and words of one language, one site or one user. Immutable, picklable."""

    name: str
    rules: tuple[Rule, ...]
    language: str | None = None
    scripts: tuple[str, ...] = ()
    """Names of the scripts that the language is written in."""
    stopwords: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parse_pack(text: str, name: str, *, builtin: bool = False) -> Pack:
    """Make a pack of TOML text; `name` stands in error messages.

    A matcher takes a list of phrases or, as long lists load faster so, one text with a phrase on each line.
    Patterns (`regex`) are a list, or one pattern.

    Raises PackError where the TOML or a rule is broken.

    >>> parse_pack('''
    ... [[rule]]
    ... id = "mine.promo.related"
    ... match = { start = ["more from the gazette"] }
    ... why = "the Gazette's own teaser"
    ... hit = ["More from the Gazette: Ferry sinks"]
    ... miss = ["There is more from the Gazette archive."]
    ... ''', "mine").rules[0].label
    <Label.PROMO: 'promo'>
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise PackError(f"{name}: not valid TOML: {e}") from None
    unknown = set(data) - {"pack", "words", "rule"}
    if unknown:
        raise PackError(f"{name}: unknown table {', '.join(sorted(unknown))}")
    head = _table(data.get("pack", {}), f"{name}: [pack]")
    words = _table(data.get("words", {}), f"{name}: [words]")
    extra = set(words) - set(WORD_LISTS)
    if extra:
        raise PackError(f"{name}: [words] has unknown list {', '.join(sorted(extra))}")
    rules = data.get("rule", [])
    if not isinstance(rules, list):
        raise PackError(f"{name}: rules are written as [[rule]]")
    made = tuple(_rule(r, name, i, builtin=builtin) for i, r in enumerate(rules, 1))
    seen: set[str] = set()
    for rule in made:
        if rule.id in seen:
            raise PackError(f"{name}: rule {rule.id} stands there twice")
        seen.add(rule.id)
    return Pack(
        name=name,
        rules=made,
        language=head.get("language"),
        scripts=_strings(head.get("script", []), f"{name}: script"),
        stopwords=_strings(head.get("stopwords", []), f"{name}: stopwords"),
        words={k: _strings(v, f"{name}: words.{k}") for k, v in words.items()},
    )


def load_pack(path: str | Path) -> Pack:
    """Load a pack from a file. Raises PackError where it cannot be read or is broken."""
    path = os.fspath(path)
    try:
        text = _read(path)
    except (OSError, UnicodeDecodeError) as e:
        reason = e.strerror if isinstance(e, OSError) else "not UTF-8 text"
        raise PackError(f"{path}: {reason}") from None
    return parse_pack(text, path)


@lru_cache(maxsize=64)
def builtin_pack(name: str) -> Pack:
    """One of the packs that ship with the package, by its file's name: "core", "de", …"""
    return parse_pack(_read(os.path.join(_PACKS, f"{name}.toml")), name, builtin=True)


@lru_cache(maxsize=1)
def builtin_notices() -> tuple[Rule, ...]:
    """The rules of the kinds "page.…" of all packs, read alone: to read all packs whole would take long."""
    rules: list[Rule] = []
    for name in ("core", *builtin_languages()):
        parts = _read(os.path.join(_PACKS, f"{name}.toml")).split("\n[[rule]]\n")
        own = [part for part in parts if part.startswith(f'id = "{name}.page.')]
        if own:
            rules += parse_pack("[[rule]]\n" + "\n[[rule]]\n".join(own), name, builtin=True).rules
    return tuple(rules)


@lru_cache(maxsize=1)
def builtin_languages() -> Mapping[str, Pack]:
    """The heads of all language packs by language code, without their words and rules.

    They come out of one file, which `training/build_words.py` makes of the packs: cheap to read.
    """
    heads = json.loads(_read(os.path.join(_PACKS, "languages.json")))
    return {
        code: Pack(code, (), code, tuple(head["scripts"]), tuple(head["stopwords"])) for code, head in heads.items()
    }


def _read(path: str) -> str:
    with open(path, encoding="utf8") as file:
        return file.read()


def _table(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PackError(f"{where} must be a table")
    return value


def _strings(value: object, where: str) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise PackError(f"{where} must be a list of texts")
    return tuple(values)


def _phrases(value: object, matcher: str, where: str) -> tuple[str, ...]:
    """A matcher's phrases: a list, or a text with one on each line."""
    if isinstance(value, str) and matcher != "regex":
        value = [phrase for line in value.split("\n") if (phrase := line.strip())]
        if not value:
            raise PackError(f"{where} must hold a phrase")
    return _strings(value, where)


_FIELDS = {"id", "label", "match", "when", "need", "why", "hit", "miss", "force", "weight", "unless"}


def _rule(raw: object, pack: str, number: int, *, builtin: bool) -> Rule:
    data = _table(raw, f"{pack}: rule {number}")
    rule_id = data.get("id")
    if not isinstance(rule_id, str) or not re.fullmatch(r"[a-z0-9][\w-]*(\.[\w-]+)+", rule_id):
        raise PackError(f"{pack}: rule {number} needs an id such as {pack}.promo.related")
    where = f"{pack}: rule {rule_id}"
    unknown = set(data) - _FIELDS
    if unknown:
        raise PackError(f"{where}: unknown field {', '.join(sorted(unknown))}")
    kind = ".".join(rule_id.split(".")[1:3])
    kind = kind if kind in KINDS else ""
    label = data.get("label", KINDS.get(kind))
    if label not in set(Label):
        raise PackError(f"{where}: label must be one of {', '.join(sorted(Label))}")
    if kind and Label(label) is not KINDS[kind]:
        raise PackError(f"{where}: rules of kind {kind} have the label {KINDS[kind]}")
    match = _table(data.get("match"), f"{where}: match")
    if not match or set(match) - set(MATCHERS):
        raise PackError(f"{where}: match takes {', '.join(MATCHERS)}")
    phrases = tuple((m, _phrases(match[m], m, f"{where}: match.{m}")) for m in MATCHERS if m in match)
    if not builtin:  # theirs are checked by their own examples, in the tests
        _check_patterns(dict(phrases), where)
    when = _table(data.get("when", {}), f"{where}: when")
    if set(when) - set(When.__dataclass_fields__) or not all(type(v) is int for v in when.values()):
        raise PackError(f"{where}: when takes {', '.join(When.__dataclass_fields__)}, whole numbers")
    why = data.get("why")
    if not isinstance(why, str) or not why.strip():
        raise PackError(f"{where}: needs why, one line that tells a reader what it is for")
    hit, miss = _strings(data.get("hit", []), f"{where}: hit"), _strings(data.get("miss", []), f"{where}: miss")
    if not hit or not miss:
        raise PackError(f"{where}: needs hit and miss, lines it must and must not match")
    return Rule(
        id=rule_id,
        kind=kind,
        label=Label(label),
        phrases=phrases,
        when=When(**when),
        need=tuple(fold(n) for n in _strings(data.get("need", []), f"{where}: need")),
        why=why,
        hit=hit,
        miss=miss,
        force=_force(data.get("force", False), where),
        weight=_weight(data.get("weight"), where),
        unless=_unless(data, where),
        pack=pack,
        builtin=builtin,
    )


def _weight(value: object, where: str) -> float | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise PackError(f"{where}: weight must be a number (nats)")
    if value is not None and not -MOST_WEIGHT <= value <= MOST_WEIGHT:  # no NaN is within bounds, either
        raise PackError(f"{where}: weight must lie between -{MOST_WEIGHT} and {MOST_WEIGHT} nats")
    return value


def _unless(data: Mapping[str, object], where: str) -> tuple[Label, ...]:
    names = _strings(data.get("unless", []), f"{where}: unless")
    if set(names) - set(Label):
        raise PackError(f"{where}: unless takes labels: {', '.join(sorted(Label))}")
    if names and not {"force", "weight"}.isdisjoint(data):
        raise PackError(f"{where}: unless goes without force and weight: the rule is asked last, and final")
    return tuple(map(Label, names))


def _force(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise PackError(f"{where}: force must be true or false")
    return value


def _check_patterns(phrases: Mapping[str, tuple[str, ...]], where: str) -> None:
    for pattern in phrases.get("regex", ()):
        try:
            re.compile(pattern)
        except re.error as e:
            raise PackError(f"{where}: pattern {pattern!r}: {e}") from None
    for matcher, values in phrases.items():
        if matcher != "regex":
            for value in values:
                if not any(map(str.isalnum, fold(value))):
                    raise PackError(f"{where}: {value!r} has no word in it")
