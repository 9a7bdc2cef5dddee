"""cleanpage rules: the rules in force, and what evidence weighs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleanpage.commands.common import Parser, language_of, load_packs, printable, to_json, write

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from cleanpage.label import Form
    from cleanpage.rules import Rule

FORMS = ("text", "html", "clean")


def arguments() -> Parser:
    parser = Parser(
        prog="cleanpage rules",
        description="Show the rules in force, with what they are for and lines that they must and must not match; "
        "or what each piece of evidence, the rules of a kind too, weighs for a label.",
        allow_abbrev=False,
    )
    parser.add_argument("--label", metavar="LABEL", help="only rules that vote for this label: share, promo, ...")
    parser.add_argument("--language", metavar="CODE", help="only rules of this language's pack: de, en, ...")
    parser.add_argument("--kind", metavar="KIND", help="only rules of this kind: promo.related, share.bar, ...")
    parser.add_argument("--pack", action="append", default=[], metavar="FILE", help="own rules to show too")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument(
        "--weights",
        metavar="LABEL",
        help="instead of rules, the evidence by what it weighs for this label, in nats, the most telling first; "
        "all: for every one. All that is dropped is one to the weights",
    )
    parser.add_argument("--form", choices=FORMS, help="whose weights: of text (the default), HTML, or cleaned text")
    return parser


def run(argv: list[str]) -> int:
    parser = arguments()
    args = parser.parse_args(argv)
    from cleanpage.rules.model import KINDS
    from cleanpage.types import Label

    if args.label and args.label not in set(Label):
        parser.error(f"unknown label {args.label}: choose from {', '.join(label.value for label in Label)}")
    if args.kind and args.kind not in KINDS:
        parser.error(f"unknown kind {args.kind}: choose from {', '.join(KINDS)}")
    if args.weights is not None:
        return _show_weights(parser, args)
    if args.form:
        parser.error("--form goes with --weights")
    language = language_of(parser, args.language)
    packs = load_packs(args.pack)
    from cleanpage import Cleaner

    own = {pack.name for pack in packs if pack.language == language}
    chosen = [
        rule
        for rule in Cleaner(packs=packs).rules()
        if (not args.label or rule.label == args.label)
        and (not args.kind or rule.kind == args.kind)
        and (language is None or rule.pack == language or rule.pack in own)
    ]
    if args.format == "json":
        write(to_json([_rule_dict(rule) for rule in chosen], indent=2) + "\n")
    else:
        write("\n".join(_rule_text(rule) for rule in chosen))
    return 0


def _show_weights(parser: Parser, args: Namespace) -> int:
    if args.label or args.language or args.kind or args.pack:
        parser.error("--weights goes with --form and --format only: weights are the same for all rules of a kind")
    from cleanpage.label import STATES, state_of
    from cleanpage.types import Label

    if args.weights in STATES or args.weights == "all":
        states = STATES if args.weights == "all" else (args.weights,)
    elif args.weights in set(Label):
        states = (state_of(Label(args.weights)),)
    else:
        choices = ", ".join(dict.fromkeys(["all", *STATES, *(label.value for label in Label)]))
        parser.error(f"unknown label {args.weights}: choose from {choices}")
    rows = [row for state in states for row in _weights(state, args.form or "text")]
    if args.format == "json":
        write(to_json(rows, indent=2) + "\n")
    else:
        name = max((len(row["evidence"]) for row in rows), default=0)
        text = (f"{r['label']:<10}  {r['weight']:>+6.2f}  {r['evidence']:<{name}}  {r['why']}" for r in rows)
        write("".join(f"{printable(row)}\n" for row in text))
    return 0


def _weights(state: str, form: Form) -> Iterator[dict[str, Any]]:
    """What each piece of evidence weighs for a state, the most telling first."""
    from cleanpage.evidence.glossary import meaning
    from cleanpage.label import default_weights

    found = ((row[state], name) for name, row in default_weights(form).evidence.items() if state in row)
    for weight, name in sorted(found, key=lambda x: (-x[0], x[1])):
        yield {"label": state, "weight": weight, "evidence": name, "why": meaning(name)}


def _rule_dict(rule: Rule) -> dict[str, Any]:
    bounds = ((name, getattr(rule.when, name)) for name in rule.when.__dataclass_fields__)
    return {
        "id": rule.id,
        "pack": rule.pack,
        "kind": rule.kind or None,
        "label": rule.label.value,
        "match": {matcher: list(phrases) for matcher, phrases in rule.phrases},
        "when": {name: bound for name, bound in bounds if bound is not None},
        "need": list(rule.need),
        "why": rule.why,
        "hit": list(rule.hit),
        "miss": list(rule.miss),
        "force": rule.force,
        "weight": rule.weight,
        "unless": [label.value for label in rule.unless],
    }


def _rule_text(rule: Rule) -> str:
    rows = [f"{rule.id}  [{rule.label.value}]  {rule.why}"]
    rows += [f"  {matcher}: {' | '.join(phrases)}" for matcher, phrases in rule.phrases]
    bounds = [f"{name} {bound}" for name, bound in _rule_dict(rule)["when"].items()]
    rows += [f"  when: {', '.join(bounds)}"] if bounds else []
    rows += [f"  unless: {', '.join(rule.unless)}"] if rule.unless else []
    rows += [f"  hit:  {line}" for line in rule.hit]
    rows += [f"  miss: {line}" for line in rule.miss]
    return "".join(f"{printable(row)}\n" for row in rows)
