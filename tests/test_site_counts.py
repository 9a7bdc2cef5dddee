"""What a counter of sites holds as rows, which tables and other machines can hold."""

from __future__ import annotations

from cleanpage.site import Counter, SiteCounts

TOP = "Skip to content\nThe Tarn Courier\nPolitics\nWeather\nLetters to us\nFish market"
END = "Imprint\nTell the editors what they got wrong\n© 2025 The Tarn Courier"
PARAGRAPHS = (
    "The reservoir above Tarn Hollow is full again after the wettest April in forty years, the water board said.",
    "Night buses will run to the harbour quarter again from June, four years after the last one was cancelled.",
    "The youth choir from Skerrin has won the prize of the islands for the second time, ahead of eleven others.",
    "The bakery in Mill Lane opened its doors again on Saturday, eight months after a fire had gutted the house.",
)
AND_MORE = (
    "Engineers will open the lower gate on Friday, and walkers were asked to stay away from the river until then.",
    "The council voted for the line by a narrow margin on Tuesday evening, after a debate that took three hours.",
    "Its conductor wrote two of the songs herself, and the jury praised the sopranos for their clear high notes.",
    "Neighbours had carried the old oven out piece by piece, and most of its bricks are part of the new one now.",
)


def page(number: int) -> str:
    body = f"{PARAGRAPHS[number]}\n\n{AND_MORE[number]}"
    return f"{TOP}\n\nWhat happened on day {number}\n\n{body}\n\n{END}\n"


def counter(*numbers: int) -> Counter:
    counted = Counter()
    for number in numbers:
        counted.add("courier.example", page(number))
    return counted


def lines(counted: Counter) -> set[str]:
    pack = counted.pack_for("courier.example", page(0))
    return {line for rule in pack.rules for _, phrases in rule.phrases for line in phrases}


def test_counts_of_several_counters_come_to_the_same_as_merging_them() -> None:
    merged, rows = counter(0, 1), counter(0, 1)
    merged.merge(counter(2, 3))
    for counts in counter(2, 3).counts():
        rows.merge_counts(counts)
    assert list(rows.counts()) == list(merged.counts())
    assert rows.pages("courier.example") == 4


def test_counts_hold_all_that_a_counter_knows_of_a_host() -> None:
    known = counter(0, 1, 2)
    other = Counter()
    for counts in known.counts():
        other.merge_counts(counts._replace(sketches=list(counts.sketches)))  # as tables give it
    assert lines(other) == lines(known) >= {"The Tarn Courier"}
    assert not other.add("courier.example", page(1))  # it knows the page again


def test_pruned_counts_are_smaller_and_give_the_same_rules() -> None:
    known = counter(0, 1, 2)
    (counts,) = known.counts()
    pruned = counts.pruned()
    assert len(pruned.lines) < len(counts.lines)
    assert (pruned.host, pruned.pages, pruned.sketches) == ("courier.example", 3, ())
    other = Counter()
    other.merge_counts(pruned)
    assert lines(other) == lines(known)


def test_a_host_of_one_page_has_no_lines_to_keep() -> None:
    (counts,) = counter(0).counts()
    assert counts.pruned() == SiteCounts("courier.example", 1, b"", ())
