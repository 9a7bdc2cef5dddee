"""The Cleaner: users' packs, options, and what it is as an object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import cleanpage
from cleanpage import Cleaner, Pack, PackError, load_pack
from cleanpage.rules.load import parse_pack
from cleanpage.types import Article, Label, Line

BODY = (
    "The reservoir above Tarn Hollow is full again after the wettest April in forty years, the water board said.",
    "Engineers will open the lower gate on Friday, and walkers were asked to stay away from the river until Sunday.",
    "It has rained on all but four days since the beginning of the month, and the snow on the hills melted early.",
    '"We have never seen the lake so high at this time of the year," said Ann Example, who rents out boats there.',
    "The water board wants to raise the wall by two metres before the autumn, which would cost eleven million crowns.",
    "The valley has waited for the repair of the old dam wall since a crack was found in it three winters ago.",
)
PAGE = "Reservoir at Tarn Hollow is full again\n\n" + "\n\n".join(BODY) + "\n"

DROP = """
[[rule]]
id = "mine.promo.related"
match = { start = ["engineers will open"] }
why = "a line that this test wants out"
hit = ["Engineers will open the lower gate."]
miss = ["The engineers will open the lower gate."]
"""


def own(*rows: str) -> Pack:
    """A user's pack of one or more rules."""
    return parse_pack("\n".join(rows), "mine")


def line(article: Article, start: str) -> Line:
    """The article's line that begins so."""
    return next(x for x in article.lines if x.text.startswith(start))


def test_without_packs_the_page_is_kept_whole() -> None:
    assert cleanpage.clean(PAGE).to_text() == PAGE


def test_a_users_rule_drops_a_line_that_would_be_kept() -> None:
    article = Cleaner(packs=[own(DROP)]).clean(PAGE)
    dropped = line(article, "Engineers will")
    assert (dropped.label, dropped.kept, dropped.rule) == (Label.PROMO, False, "mine.promo.related")
    assert article.to_text() == PAGE.replace(f"{BODY[1]}\n\n", "")


@pytest.mark.parametrize("label", ["nav", "share", "legal", "comment", "noise", "caption"])
def test_a_users_rule_gives_its_own_label(label: str) -> None:
    pack = own(DROP.replace("mine.promo.related", "mine.rule.walkers").replace("match", f'label = "{label}"\nmatch', 1))
    assert line(Cleaner(packs=[pack]).clean(PAGE), "Engineers will").label == label


def test_a_users_rule_keeps_a_line_that_would_be_dropped() -> None:
    teaser = "Sign up for our newsletter"
    page = PAGE.replace(BODY[1], f"{teaser}\n\n{BODY[1]}")
    keep = DROP.replace("mine.promo.related", "mine.keep.teaser").replace("engineers will open", teaser)
    keep = keep.replace("match", 'label = "paragraph"\nmatch', 1).replace("Engineers will open the lower gate.", teaser)
    assert not line(cleanpage.clean(page), teaser).kept
    assert line(Cleaner(packs=[own(keep)]).clean(page), teaser).kept


def test_a_weight_of_a_users_rule_is_honoured() -> None:
    light, heavy = (own(DROP + f"weight = {weight}\n") for weight in (0.01, 60))
    assert line(Cleaner(packs=[light]).clean(PAGE), "Engineers will").kept
    assert not line(Cleaner(packs=[heavy]).clean(PAGE), "Engineers will").kept


def test_the_heaviest_weights_of_many_rules_do_not_overflow() -> None:
    rows = [DROP.replace("mine.promo.related", f"mine.promo.related.{i}") + "weight = 1000\n" for i in range(60)]
    assert not line(Cleaner(packs=[own(*rows)]).clean(PAGE), "Engineers will").kept


def test_a_negative_weight_speaks_against_a_label() -> None:
    against = DROP.replace("mine.promo.related", "mine.against.walkers").replace(
        "match", 'label = "paragraph"\nmatch', 1
    )
    assert not line(Cleaner(packs=[own(against + "weight = -60\n")]).clean(PAGE), "Engineers will").kept


def test_force_is_final() -> None:
    keep = DROP.replace("mine.promo.related", "mine.keep.walkers").replace("match", 'label = "paragraph"\nmatch', 1)
    both = [own(keep + "weight = 400\n"), own(DROP + "force = true\n")]
    for packs in (both, both[::-1]):
        found = line(Cleaner(packs=packs).clean(PAGE), "Engineers will")
        assert (found.label, found.rule) == (Label.PROMO, "mine.promo.related")


def test_packs_come_from_files_and_are_listed_behind_the_built_in_rules(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(DROP, "utf8")
    cleaner = Cleaner(packs=(load_pack(path),))
    rules = cleaner.rules()
    assert rules[-1].id == "mine.promo.related"
    assert not rules[-1].builtin
    assert all(rule.builtin for rule in rules[:-1])
    assert len(rules) == len(Cleaner().rules()) + 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[rule]\n", "not valid TOML"),
        (DROP.replace("why", "because"), "unknown field because"),
        (DROP.replace("start", "begin"), "match takes"),
        (DROP.replace('miss = ["The', 'mist = ["The'), "unknown field mist"),
        (DROP.replace('hit = ["Engineers will open the lower gate."]', ""), "needs hit and miss"),
        (DROP.replace("match", 'label = "advert"\nmatch', 1), "label must be one of"),
        (DROP.replace("match", 'label = "nav"\nmatch', 1), "promo"),
        (DROP + DROP, "stands there twice"),
        (DROP + 'weight = "much"\n', "weight must be a number"),
        (DROP + "weight = 1e300\n", "weight must lie between"),
        (DROP + "weight = inf\n", "weight must lie between"),
        (DROP + "weight = nan\n", "weight must lie between"),
        (DROP + "force = 1\n", "force must be true or false"),
        (DROP + 'unless = ["headline"]\n', "unless takes labels"),
        (DROP + 'unless = "title"\nweight = 3\n', "unless goes without force and weight"),
        (DROP.replace("engineers will open", "***"), "has no word in it"),
        (DROP.replace('start = ["engineers will open"]', 'regex = ["("]'), "pattern"),
    ],
)
def test_a_broken_pack_says_where_it_is_broken(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, "utf8")
    with pytest.raises(PackError, match=says) as error:
        load_pack(path)
    assert str(path) in str(error.value)


def test_a_pack_that_is_not_there_is_a_pack_error(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"none\.toml"):
        load_pack(tmp_path / "none.toml")


def test_the_language_is_found_or_given() -> None:
    assert Cleaner().clean(PAGE).language == "en"
    assert Cleaner(language="de").clean(PAGE).language == "de"
    assert cleanpage.clean(PAGE, language="sv").language == "sv"
    assert Cleaner(language="xx").clean(PAGE).language == "xx"  # without a pack the core rules still count


@pytest.mark.parametrize("wrong", ["", "EN", "english", "d", "en-GB", "дe"])
def test_a_language_that_is_no_code_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="language"):
        Cleaner(language=wrong)


def test_clean_many_is_lazy_and_keeps_the_order() -> None:
    asked: list[int] = []

    def sources() -> Iterator[str]:
        for number in range(3):
            asked.append(number)
            yield PAGE.replace("Reservoir", f"Reservoir {number}")

    articles = Cleaner().clean_many(sources())
    assert asked == []
    assert next(articles).title == "Reservoir 0 at Tarn Hollow is full again"
    assert asked == [0]
    assert [a.title for a in articles] == [f"Reservoir {n} at Tarn Hollow is full again" for n in (1, 2)]


def test_clean_many_raises_where_clean_does() -> None:
    with pytest.raises(TypeError, match="str or bytes"):
        list(Cleaner().clean_many([PAGE, None]))


def test_a_cleaner_is_immutable_and_equal_to_its_like() -> None:
    cleaner = Cleaner(language="en")
    with pytest.raises(FrozenInstanceError):
        cleaner.language = "de"  # type: ignore[misc]
    assert cleaner == Cleaner(language="en")
    assert cleaner != Cleaner(language="de")
    assert Cleaner(packs=[own(DROP)]) == Cleaner(packs=[own(DROP)])
    assert {cleaner, Cleaner(language="en")} == {cleaner}


def test_cleaning_does_not_change_a_cleaner() -> None:
    cleaner = Cleaner()
    before = (cleaner, hash(cleaner), repr(cleaner))
    cleaner.clean(PAGE)
    assert (cleaner, hash(cleaner), repr(cleaner)) == before
    assert cleaner == Cleaner()


def test_an_article_is_immutable() -> None:
    article = cleanpage.clean(PAGE)
    with pytest.raises(FrozenInstanceError):
        article.title = "Another"  # type: ignore[misc]
    assert isinstance(article.lines[0], Line)
    assert list(article.lines[:2]) == list(article.lines)[:2]
    assert len(article.lines) == len(PAGE.splitlines())
