"""What a block's own text says, whatever stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cleanpage import parse
from cleanpage.parse import agencies
from cleanpage.rules import Hit, RuleIndex
from cleanpage.rules.model import PATTERN_WINDOW, fold
from cleanpage.rules.words import UNSPACED, WORD, is_inner, is_unpunctuated
from cleanpage.types import APART, DROPPED, Block, Label

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁĽŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁІЇЄҐ"
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WIDE_WEIGHT = 2.5  # a Chinese or Japanese character says about as much as 2.5 Latin ones
_WIDE_WORD, _LONG_WORD = 1.7, 5.0  # characters in a Chinese or Japanese word, and in a Thai or Burmese one
_WIDEST = "\u3040"  # where the scripts with a character for a syllable or a word begin

# A number's first digit comes first, and that none stands before it is looked at behind it: that is searched for faster
_DATE = re.compile(
    r"\d(?<!\d\d)(?:\d?[./-] ?\d{1,2}[./-] ?(?:19|20)?\d\d(?!\d)"
    r"|(?:(?<=1)9|(?<=2)0)\d\d(?:[-./年년] ?\d{1,2}|(?!\d)))"
)
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\d(?<!\d\d)\d?[:.h]\d\d(?!\d)")
# The capital first, and what stands before it looked at behind it: few places in a line have one to begin with
_GLUED = re.compile(r"[A-ZÀ-ÖØ-ÞА-Я](?<=[a-zß-öø-ÿа-я0-9.!?)].)[a-zß-öø-ÿа-я]")
# Names behind a sentence that has ended: of 61 lines with such an end in 201 dumps of news pages 2 were paragraphs
_NAMES = re.compile(
    rf"[.!?…”\"»’)]\s[(]?[{_CAPITAL}][\w.'’-]*(?:(?:\s?[/,&|·]\s?|\s(?:(?:de|van|von|da|di|del|al|la|le|bin)\s)?)"
    rf"[{_CAPITAL}][\w.'’-]*){{1,5}}[)]?\Z"
)
# Days with their year: 16 % of 135 captions that are sentences state one, 0.5 % of 2,029 paragraphs as long
_YEAR = re.compile(r"(?:(?<=1)9|(?<=2)0)\d\d(?!\d)")
_DAY_BEFORE = re.compile(
    r"(?:\d\d?(?:\.|st|nd|rd|th)? (?:de |of )?[^\W\d_]{3,12}\.?,? (?:de |del )?"
    r"|[^\W\d_]{3,12}\.? \d\d?(?:st|nd|rd|th)?,? |\d[./-]\d?\d[./-])\Z"
)
_DAY_BEHIND = re.compile(r"\s?[年년]\s?\d\d?\s?[月월]\s?\d")
_END = re.compile(r"[.)\]”\"»’。）]*\Z")
_BEFORE_YEAR = 26  # characters that a day and month take at most
_NAME_FIRST = re.compile(rf"[{_CAPITAL}][\w'’-]+ (?:[{_CAPITAL}]\. )?[{_CAPITAL}][\w'’-]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,2000}")
_ADDRESS_OPENERS = ("http", "www.")
_SIGN = re.compile(r"[|©»>/@#·:?]")
_ENDED = (". ", "? ", "! ", '." ', ".” ", ".“ ", ".» ", "。", "！", "？", "। ", "۔ ", "። ", "؟ ", "… ")
_ENDED_ASCII = tuple(end for end in _ENDED if end.isascii())

_SIZES = (3, 8, 15, 25, 40, 60, 85, 120, 170, 240, 400, 700)
_SIZE = tuple(f"size.{i}" for i in range(len(_SIZES) + 1))
_COUNTS = (1, 2, 3, 5, 8, 13, 21, 40)
_COUNT = tuple(f"words.{i}" for i in range(len(_COUNTS) + 1))
_FEW = (0, 1, 2, 4)
_SHARES = (0.001, 0.08, 0.16, 0.24, 0.32, 0.42)
_LINKS = (0.001, 0.25, 0.6, 0.95)
_FEW_LINKS = 0.5

PROSE = 120
"""Characters from which a line that ends as a sentence does is long prose."""

LINE = 260
"""Characters up to which a line is looked at for the signs of short lines: dates, agencies, capitals."""

SIGN_OFF = 110
"""Characters up to which a line is read as a sign-off."""

CAPTION = 500
"""Characters up to which a line can be a caption with its credit at the end."""

ENDLESS = 3_000
"""Characters from which a line is no paragraph but a whole text whose paragraphs were put together."""

ENDLESS_TEXT = "endless"
"""The evidence of a whole text on one line."""

ROLE = "role"
"""The evidence of a line that presents somebody who writes: "Jane Doe is a reporter in Skagen"."""

_PRESENTED = 20  # words of such a line among which is what the person does

CLOSED = frozenset({"stop", "mark", "dots"})
"""Last characters, by their kind, with which a sentence ends."""

PROSES = frozenset("Pp")
"""The classes of lines that are prose: long and shorter."""

_TAIL = 70  # characters at a line's end in which a credit is looked for

_LAST: Mapping[str, str] = {
    **dict.fromkeys(".。।۔።፡။។։", "stop"),
    **dict.fromkeys("!?！？؟", "mark"),
    **dict.fromkeys("…", "dots"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys(",;，、；،؛፣፤", "comma"),
    **dict.fromkeys("\"'”’»“」』", "quote"),
    **dict.fromkeys(")]）】", "paren"),
    **dict.fromkeys("-–—", "dash"),
    **dict.fromkeys(">›→▸", "arrow"),
}
_FIRST: Mapping[str, str] = {
    **dict.fromkeys("\"'“„«‚‘「『”»", "quote"),
    **dict.fromkeys("([（【", "paren"),
    **dict.fromkeys("-–—", "dash"),
    **dict.fromkeys("©®", "copyright"),
    **dict.fromkeys("#@", "tag"),
    **dict.fromkeys("+*•·|/›>→▸", "sign"),
}


# Names of evidence, each made once: a string that is there already is looked up faster than a new one
_LASTS = {kind: "last." + kind for kind in (*_LAST.values(), "letter", "digit", "other")}
_FIRSTS = {kind: "first." + kind for kind in (*_FIRST.values(), "upper", "lower", "digit", "letter")}
_FORMS = {kind: tuple(f"form.{size}.{kind}" for size in range(len(_SIZE))) for kind in _LASTS}
_CLASSES = {cls: "class." + cls for cls in "PptLmsixcdbh"}
_SIGNS = {sign: "has." + sign for sign in "|©»>/@#·:?"}
_SENTENCES = tuple(f"sentences.{i}" for i in range(len(_FEW) + 1))
_COMMAS = tuple(f"commas.{i}" for i in range(len(_FEW) + 1))
_FUNCTION = tuple(f"function.{i}" for i in range(len(_SHARES) + 1))


class Lexis(NamedTuple):
    """What the page's language lends the evidence."""

    rules: RuleIndex
    stopwords: frozenset[str]
    language: str | None
    spaced: bool = True  # whether the language puts spaces between words
    credit_words: frozenset[str] = frozenset()  # words that open a picture credit: "photo", "foto"
    split: Callable[[str], list[str]] = WORD.findall  # a text's words
    roles: frozenset[str] = frozenset()  # words for those who write: "reporter", "Redakteurin"


class Shape(NamedTuple):
    """What a block's own text says, and what its neighbours need to know of it."""

    names: tuple[str, ...]
    hits: tuple[Hit, ...]
    cls: str  # the coarse class that neighbours see: one letter
    size: float  # characters, wide ones weighted
    key: str  # folded text, by which repeats are found
    words: Sequence[str]
    content: frozenset[str]  # the words by which subjects are compared
    dated: bool
    first: str
    last: str
    sign: bool = False  # a built-in rule drops the whole line and none says otherwise, or it is an address


def shape(block: Block, lexis: Lexis) -> Shape:
    """The evidence of a block's own text."""
    text = block.text
    whole = len(text) <= PATTERN_WINDOW
    head = text if whole else text[:PATTERN_WINDOW]
    folded = fold(head)
    if whole and (signs := lexis.rules.sign(folded)):
        return _sign(text, folded, signs)
    words = lexis.split(folded)
    hits = lexis.rules.match_folded(text, folded, words)
    if _is_sign(hits) if hits else text.startswith(_ADDRESS_OPENERS) and _ADDRESS.fullmatch(text):
        return _sign(text, folded, hits)
    letters = () if lexis.spaced or text.isascii() else _UNSPACED.findall(head)
    wide = len(letters)
    size, count = _unspaced_size(text, head, words, letters) if letters else (len(text), len(words))
    last, first = _last(text), _first(text)
    size_class = bisect_right(_SIZES, size)
    names = [_SIZE[size_class], _COUNT[bisect_right(_COUNTS, count)], _LASTS[last], _FIRSTS[first]]
    names.append(_FORMS[last][size_class])
    if hits:
        names += [hit.name for hit in hits]
        if shared := shared_name(hits, size):
            names.append(shared)
    if block.marker or block.links or block.image:
        _source_signs(block, names)
    sentences = _sentences(head, names) if size >= 40 else 0
    dated = False
    if size < LINE and (size < PROSE or last != "stop"):
        # the words of a long line are those of its head only
        all_words = words if whole else lexis.split(text.lower())
        named = not agencies.telling_words().isdisjoint(all_words) and _agency_signs(text, names)
        dated = _line_signs(text, folded, names, first, count)
        if size < SIGN_OFF and _may_sign_off(first, hits, named=named) and parse.signoff(text, lexis.language):
            names.append("reads.sign-off")
    if last != "stop" and 30 <= size < CAPTION:
        _tail_signs(text, words, names, lexis)
    if size >= 40:
        _prose_signs(head, words, wide, names, lexis)
        _picture_signs(text, words, names, lexis)
        _whole_text_sign(block, size, names)
    cls = _class(size, last, sentences, hits, block, count, dated=dated)
    names.append(_CLASSES[cls])
    content = _content(words, wide)
    # as Shape(…), which takes twice as long
    return tuple.__new__(Shape, (tuple(names), hits, cls, size, folded, words, content, dated, first, last, False))


def _unspaced_size(text: str, head: str, words: Sequence[str], letters: Sequence[str]) -> tuple[float, int]:
    """The size and the number of words of a line in whose head `letters` are of scripts without spaces."""
    wide = len(letters)
    if max(letters) < _WIDEST:
        return len(text), max(len(words), int(wide / _LONG_WORD))
    return len(text) * (1 + (_WIDE_WEIGHT - 1) * wide / len(head)), max(len(words), int(wide / _WIDE_WORD))


def shared_name(hits: Sequence[Hit], size: float) -> str:
    """The evidence that a rule which drops lines gives as any of them would, or ""; of a long line it tells less.

    It counts once, however many rules hit the line.
    """
    name = next((hit.shared for hit in hits if hit.shared), "")
    return name if size < LINE or not name else name + ".long"


def _may_sign_off(first: str, hits: Sequence[Hit], *, named: bool) -> bool:
    """Whether a short line has what a sign-off needs: an agency, a bracket in front, or words that a rule knows."""
    return (
        named
        or first == "paren"
        or first == "copyright"
        or (bool(hits) and any(h.rule.label is Label.FOOTER for h in hits))
    )


def _is_sign(hits: Sequence[Hit]) -> bool:
    return any(h.matcher == "line" and h.rule.builtin for h in hits) and all(h.rule.label in DROPPED for h in hits)


def _sign(text: str, folded: str, hits: tuple[Hit, ...]) -> Shape:
    names = tuple(h.name for h in hits) or ("line.address",)
    return Shape(names, hits, "x", len(text), folded, (), frozenset(), False, _first(text), _last(text), True)


def _content(words: Sequence[str], wide: int) -> frozenset[str]:
    if wide:
        return frozenset(w[i : i + 2] for w in words for i in range(max(1, len(w) - 1)))
    return frozenset([w for w in words if len(w) > 3])


def _source_signs(block: Block, names: list[str]) -> None:
    if block.marker:
        names.append("mark." + block.marker)
    if block.level:
        names.append(f"level.{block.level}")
    if block.links:
        names.append(f"links.{bisect_right(_LINKS, block.links)}")
    if block.image:
        names.append("image")


def _sentences(head: str, names: list[str]) -> int:
    """How many sentences end in a line's head before others begin."""
    count = sum(map(head.count, _ENDED_ASCII if head.isascii() else _ENDED))
    if count:
        names.append(_SENTENCES[bisect_right(_FEW, count)])
    return count


def _prose_signs(head: str, words: Sequence[str], wide: int, names: list[str], lexis: Lexis) -> None:
    names.append(_FUNCTION[bisect_right(_SHARES, _function_words(head, words, wide, lexis))])
    commas = head.count(",") + (head.count("，") + head.count("、") if wide else 0)
    if commas:
        names.append(_COMMAS[bisect_right(_FEW, commas)])
    if not lexis.roles.isdisjoint(words[:_PRESENTED]):
        names.append(ROLE)


def _whole_text_sign(block: Block, size: float, names: list[str]) -> None:
    if size >= ENDLESS and block.links < _FEW_LINKS and any(end in block.text for end in _ENDED):
        names.append(ENDLESS_TEXT)


def _function_words(head: str, words: Sequence[str], wide: int, lexis: Lexis) -> float:
    """The share of the language's commonest words: prose has a quarter of them, lists of names have none."""
    if wide:
        return sum(w in head for w in lexis.stopwords) / max(1.0, wide / 6)
    return len(lexis.stopwords.intersection(words)) / (len(words) or 1)


def _last(text: str) -> str:
    last = text[-1]
    kind = _LAST.get(last)
    if kind is None:
        if is_unpunctuated(text):
            return "stop"
        letter = last.isalpha() or (last >= "\u0900" and not last.isdigit() and is_inner(last))
        return "letter" if letter else "digit" if last.isdigit() else "other"
    if kind == "stop":
        return "dots" if text.endswith("...") else kind
    if kind in ("quote", "paren") and len(text) > 1 and _LAST.get(text[-2]) in CLOSED:
        return "stop"
    return kind


def _first(text: str) -> str:
    first = text[0]
    kind = _FIRST.get(first)
    if kind is None:
        return "upper" if first.isupper() else "lower" if first.islower() else "digit" if first.isdigit() else "letter"
    return kind


def _line_signs(text: str, folded: str, names: list[str], first: str, count: int) -> bool:
    """The signs of lines that are no long prose; whether there is a date or a time in it."""
    # the folded head has each number as 0: of a short line it tells whether there is one
    digits = "0" in folded if len(text) <= PATTERN_WINDOW else _DIGIT.search(text) is not None
    dated = digits and _number_signs(text, names)
    if signs := dict.fromkeys(_SIGN.findall(text)):  # in order: a set's own differs by process
        names += [_SIGNS[sign] for sign in signs if sign != "?" or count > 2]
        if ":" in signs and "://" in text:
            names.append("has.address")
    if _GLUED.search(text):
        names.append("glued")
    if first == "upper" and count > 1:
        names.append(_capitals(text))
    return dated


def _number_signs(text: str, names: list[str]) -> bool:
    """The signs of lines with a number; whether it is a date or a time."""
    names.append("digits.most" if len(_DIGIT.findall(text)) * 2 >= len(text) else "digits.some")
    date, clock = _DATE.search(text), _CLOCK.search(text)
    if date:
        names.append("has.date")
    if clock:
        names.append("has.clock")
    return bool(date or clock)


def _agency_signs(text: str, names: list[str]) -> bool:
    """Whether the text names news agencies, and whether it ends with one or is nothing else, as credits are."""
    found = agencies.locate(text)
    if not found:
        return False
    names.append("agency.pictures" if any(f.agency.pictures for f in found) else "agency.news")
    named = sum(f.end - f.start for f in found)
    if 2 * named >= len(text) - 4:
        names.append("agency.most")
    elif found[-1].end >= len(text) - 2:
        names.append("agency.last")
    if "/" in text[max(0, found[0].start - 2) : found[-1].end + 2]:
        names.append("agency.slash")
    return True


def _tail_signs(text: str, words: Sequence[str], names: list[str], lexis: Lexis) -> None:
    """Whether a line that ends without a full stop ends with a picture credit: a caption and its credit in one."""
    tail = text[-_TAIL:]
    if _NAMES.search(tail):
        names.append("tail.names")
    known = agencies.telling_words()
    # the words of a long line are those of its head only
    if len(text) > PATTERN_WINDOW or not (lexis.credit_words.isdisjoint(words) and known.isdisjoint(words)):
        last_words = lexis.split(tail.lower())
        if not lexis.credit_words.isdisjoint(last_words):
            names.append("tail.credit")
        if not known.isdisjoint(last_words) and agencies.locate(tail):
            names.append("tail.agency")
    if "/" in tail or "©" in tail:
        names.append("tail.sign")


def _picture_signs(text: str, words: Sequence[str], names: list[str], lexis: Lexis) -> None:
    """What sentences below pictures have more often than others: a day with its year, a name first, a bracket last."""
    if len(text) >= CAPTION:
        return
    year = _YEAR.search(text)
    if year is not None:
        before = text[max(0, year.start() - _BEFORE_YEAR) : year.start() - 1]  # the match begins at its second digit
        names.append("says.day" if _DAY_BEFORE.search(before) or _DAY_BEHIND.match(text, year.end()) else "says.year")
        if _END.match(text, year.end()):
            names.append("ends.year")
    if text[-1] == ")" or text.endswith((").", "）", "）。")):
        names.append("ends.paren")
    if words and words[0] not in lexis.stopwords and _NAME_FIRST.match(text):
        names.append("starts.name")


def _capitals(text: str) -> str:
    if text.isupper():
        return "case.upper"
    words = text.split()
    low = len([w for w in words if w[0].islower()])
    if not low:
        return "case.title"
    return "case.mixed" if low * 2 <= len(words) else "case.sentence"


def _class(
    size: float, last: str, sentences: int, hits: Sequence[Hit], block: Block, count: int, *, dated: bool
) -> str:
    """One letter: P long prose, p shorter prose, t a short sentence, L m s i lines without an end by length,
    x what rules drop, c captions and credits, d dates and bylines, b list items and links, h marked headings."""
    ended = last in CLOSED or sentences > 0 or (size >= CAPTION and any(end in block.text for end in _ENDED))
    if hits:
        hits = [hit for hit in hits if hit.rule.builtin]  # a user's rule brings its own weight instead
        if size < CAPTION and any(hit.rule.label in APART for hit in hits):
            return "c"
    if size >= PROSE and ended:
        return "P"
    if hits and (ruled := _class_by_rules(size, hits)):
        return ruled
    if dated and size < 60 and last != "stop":
        return "d"
    if block.links > 0.8 or (block.marker == "bullet" and size < 60):
        return "b"
    if ended and size >= 60:
        return "p"
    if block.marker in ("heading", "strong") and size < 150:
        return "h"
    if ended and count > 2:
        return "t"
    return "L" if size >= 120 else "m" if size >= 45 else "s" if size >= 12 else "i"


def _class_by_rules(size: float, hits: Sequence[Hit]) -> str:
    for hit in hits:
        if hit.rule.kind.startswith("page."):
            continue  # says what the page is: a headline may have the same words
        if hit.rule.label in DROPPED and size < 200:
            return "x"
        if hit.rule.kind.startswith(("time.", "byline.")) and size < 120:
            return "d"
    return ""
