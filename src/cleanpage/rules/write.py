"""Packs as TOML text, in the form that `cleanpage.load_pack` reads and that users write themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanpage.rules.load import Pack
from cleanpage.rules.model import KINDS, Rule

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f]')


def pack_toml(pack: Pack) -> str:
    r"""Return a pack's rules as TOML, ready to be edited; `load_pack` makes the same rules of it.

    >>> from cleanpage.rules import parse_pack
    >>> rule = '[[rule]]\nid = "mine.promo.related"\nmatch = { line = ["also today"] }\nwhy = "teaser"\n'
    >>> rule += 'hit = ["Also today"]\nmiss = ["Today, too."]\n'
    >>> print(pack_toml(parse_pack(rule, "mine")).splitlines()[-1])
    miss = ["Today, too."]
    """
    return "\n".join("".join(f"{row}\n" for row in _rows(rule)) for rule in pack.rules)


def _rows(rule: Rule) -> Iterator[str]:
    yield "[[rule]]"
    yield f"id = {_quoted(rule.id)}"
    if KINDS.get(rule.kind) is not rule.label:
        yield f"label = {_quoted(rule.label)}"
    for matcher, phrases in rule.phrases:
        yield f"match.{matcher} = {_listed(phrases)}"
    for name in rule.when.__dataclass_fields__:
        bound = getattr(rule.when, name)
        if bound is not None:
            yield f"when.{name} = {bound}"
    if rule.need:
        yield f"need = {_listed(rule.need)}"
    if rule.force:
        yield "force = true"
    if rule.weight is not None:
        yield f"weight = {rule.weight!r}"
    if rule.unless:
        yield f"unless = [{', '.join(map(_quoted, rule.unless))}]"
    yield f"why = {_quoted(rule.why)}"
    yield f"hit = {_listed(rule.hit)}"
    yield f"miss = {_listed(rule.miss)}"


def _listed(texts: tuple[str, ...]) -> str:
    """A list: on one line where it is short, else one text a line."""
    quoted = [_quoted(text) for text in texts]
    if len(quoted) == 1:
        return f"[{quoted[0]}]"
    return "[\n" + "".join(f"  {text},\n" for text in quoted) + "]"


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda m: _ESCAPES.get(m[0], f"\\u{ord(m[0]):04x}"), text) + '"'
