"""Make the files that spare reading every language's pack: they hold what is needed of all of them at once.

`cleanpage/packs/languages.json` has each pack's scripts and stop-words, which tell a page's language, and
`cleanpage/parse/openers.json` the words of all packs by which the grammars read a line whose language nobody
knows. Both are made of the packs alone. Run from the checkout's root after a change to one:

    python training/build_words.py            write the files
    python training/build_words.py --check    say whether the files are what this script makes
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from cleanpage.parse.lexicon import pack_words
from cleanpage.rules.load import builtin_pack

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "cleanpage"
LANGUAGES = PACKAGE / "packs" / "languages.json"
OPENERS = PACKAGE / "parse" / "openers.json"


def codes() -> list[str]:
    """The codes of all languages that have a pack."""
    stems = (e.removesuffix(".toml") for e in os.listdir(PACKAGE / "packs") if e.endswith(".toml"))
    return sorted(set(stems) - {"core", "agencies"})


def languages() -> str:
    """The text of `languages.json`: one line a language."""
    packs = {code: builtin_pack(code) for code in codes()}
    return _rows({code: {"scripts": p.scripts, "stopwords": p.stopwords} for code, p in packs.items()})


def openers() -> str:
    """The text of `openers.json`: one line a field of the lexicon."""
    fields: dict[str, dict[str, None]] = {}  # ordered sets
    for code in codes():
        for field, words in pack_words(builtin_pack(code)).items():
            fields.setdefault(field, {}).update(dict.fromkeys(words))
    return _rows({field: list(words) for field, words in fields.items()})


def _rows(table: Mapping[str, object]) -> str:
    rows = (f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False, separators=(',', ':'))}" for k, v in table.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> int:
    """Write the files, or compare them with `--check`."""
    made = {LANGUAGES: languages(), OPENERS: openers()}
    if "--check" in sys.argv[1:]:
        stale = [path.name for path, text in made.items() if not path.exists() or path.read_text("utf8") != text]
        print(f"{', '.join(stale)} differ: run training/build_words.py" if stale else "the files are up to date")
        return 1 if stale else 0
    for path, text in made.items():
        path.write_text(text, "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
