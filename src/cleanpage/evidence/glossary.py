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
        "alike": "how much of the page's prose stands in elements of the same kind and classes",
        "around": "what kinds of lines its neighbours are",
        "before.sign": "a plain menu or share line stands right after it",
        "as": "what its line and element look like, on a page whose metadata call it news, an article, or neither",
        "below": "how deep it stands in the box that holds most of the page's prose, or beside it",
        "bio": "it presents somebody who writes, perhaps the author, and where it stands to the main prose",
        "branch": "what the part of the page that it hangs by is called, and how many lines, links and prose it holds",
        "case": "how it uses capitals",
        "claim": "the page's metadata state it: as headline, description, author or part of the article's text",
        "class": "what kind of line it is: prose, a short sentence, a fragment, a link, a dated line, …",
        "close": "a class or id of one of the elements close around it",
        "commas": "how many commas it has",
        "comments": "how many signs of comments stand above it, such as buttons to reply",
        "credit.next": "a picture credit stands below it",
        "closes": "it reads as a sign-off, and how far behind the main prose it stands",
        "dent": "how far it is indented, beside the page's prose and its neighbours",
        "digits": "how much of it is digits",
        "drops": "a rule that drops lines hit it",
        "echo": "a line near it repeats it: a caption with its credit, or the paragraph that a quote was taken from",
        "ends": "it ends with a year or a bracket, as captions do",
        "endless": "as long as a whole text, and prose: paragraphs that were put on one line",
        "far": "a class or id of an element further around it",
        "first": "what its first character is",
        "form": "its length together with its last character",
        "function": "its share of the language's commonest words, of which prose has many and lists have few",
        "gap": "how far the last and the next long prose are",
        "glued": "two words in it are glued together, as in pages whose elements were joined without a space",
        "has": "a sign, date, time or address in it",
        "headline": "it is one of the lines at the top that are most about what the text is about",
        "hidden": "the markup hides it, with so much of the page's prose that a script must show it",
        "html.alt": "an image's alternative text",
        "html.comment": "in an element that holds readers' comments",
        "html.notice": "in an element that holds a notice laid over the page",
        "html.hidden": "the markup hides it from readers",
        "html.json-ld": "the page shows no article, and its metadata state this as the text of one",
        "html.link": "one link in a list, a menu or a box",
        "html.title": "no line looks like the headline, and the metadata state this one",
        "image": "the source marks an image here",
        "image.before": "an image stands before it",
        "in": "its kind, and whether it stands before, in or after the densest stretches of prose",
        "inl": "a class or id of an element within the line",
        "inside": "the element that it stands in",
        "join": "how it fits on to the line before: last and first characters and lengths",
        "kin": "how much of what stands beside it is links",
        "last": "what its last character is",
        "level": "the source marks it as a heading of this level",
        "line.address": "nothing but a web address",
        "line.beyond-limit": "beyond the number of characters that are read",
        "line.blank": "an empty line",
        "line.no-words": "no words in it",
        "links": "how much of it is links",
        "listed": "it is an item of a list, and how much of that is links, or that rules drop some of it",
        "lone": "it stands in a row of paragraphs that each stand alone between short lines, as teasers do",
        "main": "where it stands to the page's densest stretch of prose",
        "mark": "the list, heading or quotation mark before it",
        "named": "what its element's classes and ids call it, in whatever language: a standfirst, a caption, …",
        "near": "its kind, and how far the last and the next long prose are",
        "next": "what kind of line follows",
        "outer": "where it stands to the wider stretch of prose",
        "over": "what kind of rule hit the line right before it",
        "own": "a class or id of its own element",
        "parent": "the element around its own",
        "page.only-prose": "the page would have kept no paragraph, and this is prose",
        "place.far": "far from any prose, or amid a menu",
        "place.sequence": "the best order of labels over the page, more than anything about the line itself",
        "prev": "what kind of line precedes",
        "read": "how much of the page's prose stands before it",
        "reads.sign-off": "it reads as a sign-off: initials, names or agencies in the usual form",
        "rise": "how far up the page's tree it parts from the box that holds most of the prose",
        "role": "it says of somebody that they write: reporter, editor",
        "rule": "a rule of a language's pack hit it",
        "says": "a year in it, or a day with its year, as captions have",
        "seen": "it recurs in the page",
        "seen.often": "it recurs again and again, or repeats what stands before it",
        "sentences": "how many sentences end in it",
        "since": "how far above it the last long prose is",
        "size": "how long it is",
        "starts": "it begins with a name",
        "strong": "all of it is bold",
        "tag": "its element",
        "tail": "it ends as captions do, with a credit or an agency",
        "teaser": "in a list of teasers, each with a heading that is a link",
        "topic": "how many of its words the main text uses too",
        "twin": "its neighbour says the same",
        "two": "what kinds of lines the two before it are",
        "under": "what kind of rule hit the line right after it",
        "until": "how far below it the next long prose is",
        "within": "what the classes and ids of the elements close around it call these, in whatever language",
        "words": "how many words it has",
    }
)
"""By the longest beginning, in whole parts, of a name of evidence: "seen.often" before "seen"."""


MATCHING: Mapping[str, str] = MappingProxyType(
    {
        "line": "hit all of it",
        "start": "hit its beginning",
        "end": "hit its end",
        "contains": "hit words in it",
        "regex": "hit a pattern in it",
    }
)
"""What a rule's matcher says, at the end of the name of a rule's evidence."""


def meaning(name: str) -> str:
    """What a piece of evidence means in words; "" where nothing is known of it.

    >>> meaning("seen.often.x"), meaning("rule.share.bar.line")
    ('it recurs again and again, or repeats what stands before it', 'a rule of the kind share.bar hit all of it')
    """
    rule, _, matcher = name.removeprefix("rule.").rpartition(".")
    if name.startswith("rule.") and matcher in MATCHING:
        return f"a rule of the kind {rule} {MATCHING[matcher]}"
    while name and name not in MEANING:
        name = name.rpartition(".")[0]
    return MEANING.get(name, "")
