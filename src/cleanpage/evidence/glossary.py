"""What the evidence's names mean, in words: for people who read why a line was kept or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MEANING: Mapping[str, str] = MappingProxyType(
    {
        "after.sign": "a plain menu or share line stands right before it",
        "agency": "how it names news or picture agencies",
        "ahead": "what kinds of lines the two after it are",
        "air": "the empty lines around it",
        "around": "what kinds of lines its neighbours are",
        "before.sign": "a plain menu or share line stands right after it",
        "case": "how it uses capitals",
        "class": "what kind of line it is: prose, a short sentence, a fragment, a link, a dated line, …",
        "commas": "how many commas it has",
        "credit.next": "a picture credit stands below it",
        "digits": "how much of it is digits",
        "first": "what its first character is",
        "form": "its length together with its last character",
        "function": "its share of the language's commonest words, of which prose has many and lists have few",
        "gap": "how far the last and the next long prose are",
        "glued": "two words in it are glued together, as in pages whose elements were joined without a space",
        "has": "a sign, date, time or address in it",
        "headline": "it is one of the lines at the top that are most about what the text is about",
        "image": "the source marks an image here",
        "image.before": "an image stands before it",
        "in": "its kind, and whether it stands before, in or after the densest stretches of prose",
        "join": "how it fits on to the line before: last and first characters and lengths",
        "last": "what its last character is",
        "level": "the source marks it as a heading of this level",
        "line.address": "nothing but a web address",
        "line.beyond-limit": "beyond the number of characters that are read",
        "line.blank": "an empty line",
        "line.no-words": "no words in it",
        "links": "how much of it is links",
        "main": "where it stands to the page's densest stretch of prose",
        "mark": "the list, heading or quotation mark before it",
        "near": "its kind, and how far the last and the next long prose are",
        "next": "what kind of line follows",
        "outer": "where it stands to the wider stretch of prose",
        "place.far": "far from any prose",
        "place.sequence": "the best order of labels over the page, more than anything about the line itself",
        "prev": "what kind of line precedes",
        "read": "how much of the page's prose stands before it",
        "reads.sign-off": "it reads as a sign-off: initials, names or agencies in the usual form",
        "rule": "a rule of a language's pack hit it",
        "seen": "it recurs in the page",
        "seen.often": "a short line that recurs again and again in the page",
        "sentences": "how many sentences end in it",
        "since": "how far above it the last long prose is",
        "size": "how long it is",
        "tail": "it ends as captions do, with a credit or an agency",
        "topic": "how many of its words the main text uses too",
        "twin": "its neighbour says the same",
        "two": "what kinds of lines the two before it are",
        "until": "how far below it the next long prose is",
        "words": "how many words it has",
    }
)
"""By the longest beginning, in whole parts, of a name of evidence: "seen.often" before "seen"."""
