"""The files that hold what is needed of all languages at once are what the packs make."""

from __future__ import annotations

import json
from importlib import resources

from cleanpage.parse.lexicon import pack_words
from cleanpage.rules.load import builtin_languages, builtin_pack

FOLDER = resources.files("cleanpage.packs")
CODES = sorted(
    {e.name.removesuffix(".toml") for e in FOLDER.iterdir() if e.name.endswith(".toml")} - {"core", "agencies"}
)
STALE = "run training/build_words.py"


def test_each_pack_stands_among_the_languages_with_its_own_head() -> None:
    known = builtin_languages()
    assert list(known) == CODES, STALE
    for code in CODES:
        pack = builtin_pack(code)
        assert (known[code].scripts, known[code].stopwords) == (pack.scripts, pack.stopwords), STALE


def test_the_openers_are_those_of_all_packs() -> None:
    openers = json.loads(resources.files("cleanpage.parse").joinpath("openers.json").read_text("utf8"))
    made: dict[str, dict[str, None]] = {}
    for code in CODES:
        for field, words in pack_words(builtin_pack(code)).items():
            made.setdefault(field, {}).update(dict.fromkeys(words))
    assert openers == {field: list(words) for field, words in made.items()}, STALE


def test_no_stop_word_stands_twice_in_a_pack() -> None:
    for code, pack in builtin_languages().items():
        once = dict.fromkeys(pack.stopwords)
        assert code == "sr" or len(once) == len(pack.stopwords), code
