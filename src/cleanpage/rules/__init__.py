"""Rules as data: the record, the loader and the index that runs all of them over a line."""

from cleanpage.rules.index import Hit, RuleIndex
from cleanpage.rules.load import Pack, PackError, load_pack, parse_pack
from cleanpage.rules.model import KINDS, Rule

__all__ = ["KINDS", "Hit", "Pack", "PackError", "Rule", "RuleIndex", "load_pack", "parse_pack"]
