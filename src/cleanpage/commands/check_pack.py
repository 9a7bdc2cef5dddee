"""cleanpage check-pack PACK...: packs of rules, tried on their own examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleanpage.commands.common import FAILED, CommandError, Parser, load_packs, printable, say, write

if TYPE_CHECKING:
    from cleanpage.rules import Pack


def arguments() -> Parser:
    parser = Parser(
        prog="cleanpage check-pack",
        description="Load packs of rules and try every rule on its own hit and miss examples.",
        allow_abbrev=False,
    )
    parser.add_argument("packs", nargs="+", metavar="FILE", help="a pack: a TOML file of rules")
    return parser


def run(argv: list[str]) -> int:
    args = arguments().parse_args(argv)
    status = 0
    for path in args.packs:
        try:
            (pack,) = load_packs([path])
        except CommandError as e:
            say(str(e))
            status = FAILED
            continue
        faults = list(_faults(pack))
        if faults:
            status = FAILED
            write("".join(f"{printable(f'{path}: {fault}')}\n" for fault in faults))
        else:
            count = "1 rule" if len(pack.rules) == 1 else f"{len(pack.rules)} rules"
            write(f"{printable(path)}: {count}, all examples pass\n")
    return status


def _faults(pack: Pack) -> Iterator[str]:
    from cleanpage.rules import RuleIndex

    index = RuleIndex(pack.rules)
    for rule in pack.rules:
        for line, wanted in [*((line, True) for line in rule.hit), *((line, False) for line in rule.miss)]:
            if any(hit.rule.id == rule.id for hit in index.match(line)) is not wanted:
                yield f"rule {rule.id}: {'does not match' if wanted else 'matches'} {line!r}"
