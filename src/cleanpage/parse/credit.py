"""Picture credits: who made a picture and who sells it, and the caption that a credit was glued to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleanpage.parse import agencies
from cleanpage.parse.lexicon import Lexicon, lexicon
from cleanpage.parse.names import is_name
from cleanpage.parse.words import WINDOW, Pattern, lowered, phrase_set, word_set


@dataclass(frozen=True, slots=True)
class Credit:
    """A picture's credit. `text` is the credit, verbatim, without the caption that stood before it."""

    text: str
    opener: str | None = None
    """The word that opens it ("Photo", "©"), verbatim; None where there is none."""
    holders: tuple[str, ...] = ()
    """People and outlets, in order."""
    agencies: tuple[str, ...] = ()
    caption: str | None = None
    """What stood before the credit on the same line."""


_BULLET = Pattern(r"^[\s•·*▪►]++")
_SIGN = Pattern(r"©|\([cC]\)(?=\s)|ⓒ|Ⓒ")
_ITEMS = Pattern(
    r"\s*[/|;,+&、，／｜]\s*|\s+(?:via|on|for|and|und|et|y|og|och|with|courtesy of|through|durch|per|/)\s+|\s+[-–—]\s+"
)
_WORDS_OF_OPENERS = Pattern(r"(?:by|av|af|de|di|door|von|par|por|of|courtesy of)\s", re.IGNORECASE)
_BRACKETED = Pattern(r"\s?[(\[（［](?P<inside>[^()\[\]（）［］]{2,120}(?:\([^()]{1,30}\)[^()]{0,20})?)[)\]）］]\.?$")
# Where a credit may begin behind a caption: a full stop, a closing quote, a bar or dash, the Japanese "＝"
_BOUNDARY = Pattern(r"(?:[.!?。۔।።”\"'’)]|\s[|–—/]|＝)\s?(?=[^\s.,])")
_DOMAIN = Pattern(r"[\w-]{2,30}\.[a-z]{2,4}")
_RESERVED = Pattern(
    r"(?i)reserved|riservat|vorbehalten|reservad|réservés|защищены|zastrzeżone|forbehold|förbehåll|voorbehouden"
    r"|gmbh|copyright"
)
_NUMBERS = Pattern(r"dpa:[\d-]{6,24}(?:/\d{1,3})?|(?<!\w)(?:19|20)\d\d(?!\w)")
_GLUED = Pattern(r"(?<=\w)(?=[A-Z][a-z]{2,14}(?: [a-zA-Z]{2,8})?\s?:)")
_TAKEN = Pattern(
    r"(?P<who>[^（）()\s]{2,20}?)(?:が|の)?(?:撮影|提供|写真)$|^(?:摄影|撮影|攝影)[:：]?\s?(?P<by>.{2,20})$"
)
_LITHUANIAN = Pattern(r"\snuotr\.?$")
_LONGEST = 160
# Openers that are safe without a colon where a capital follows ("Foto Jane Doe" at the head of a line)
_WITH_CAPITAL = phrase_set(
    "photo by|photos by|photograph by|image by|picture by|illustration by|photo courtesy|courtesy of|photo credit"
    "|image credit|foto di|foto av|foto af|foto|fot|fotografía de|crédit photo|crédits photo|photo|provided by"
    "|supplied by|handout|graphics by|video by|dok|zdjęcie|фото"
)


def credit(line: str, language: str | None = None) -> Credit | None:
    """Read a picture credit, alone on its line or behind a caption.

    Forms: "Photo: A B/Reuters", "© A B", "(Image: Getty)", "Fot. A B / Agency", "Photo by A B for C via Getty Images",
    "caption.AFP", "captionBild: A B/TASS/dpa", "caption. IMAGO/A B", "caption (AP)", "A B | Moment | Getty Images",
    "（代表撮影）", "[사진 출처 = …]", "caption＝ＡＰ", a bare agency. None for prose, where an opener is a plain word.

    >>> found = credit("The ferry in portPhoto: Jane Doe/AFP", "en")
    >>> found.text, found.holders, found.agencies, found.caption
    ('Photo: Jane Doe/AFP', ('Jane Doe',), ('AFP',), 'The ferry in port')
    """
    text = _BULLET.sub("", line.strip())
    if not len(text) >= 2 or len(text) > 2 * WINDOW:
        return None
    caption = ""
    if len(text) > WINDOW:  # a long caption: its credit is at the end
        caption, text = text[:-WINDOW], text[-WINDOW:]
    words = lexicon(language)
    found = _signed(text, words) or _bracketed(text, words) or _listed(text) or _trailing(text)
    if found and caption:
        return Credit(found.text, found.opener, found.holders, found.agencies, caption + (found.caption or ""))
    return found


def _signed(text: str, words: Lexicon) -> Credit | None:
    """A credit with an opener: "©", or a word with a colon or before a capital."""
    best: tuple[int, int] | None = None
    if (m := _SIGN.search(text)) and m.start() < len(text) - 1:
        best = m.start(), m.end()
    for start, end in _openers(text, words):
        if best is None or start < best[0]:
            best = start, end
        break
    if best is None:
        return None
    start, end = best
    opening = text[start:end].strip(" .:：፡፦=")
    rest = text[end:].lstrip(" .,:：፡፦=/|-–—")
    if rest and (rest2 := _openers(rest, words)) and rest2[0][0] == 0:  # "© Foto: Jane Doe", "(Foto: © …"
        rest = rest[rest2[0][1] :].lstrip(" .:：=/")
    opened = start > 0 and text[start - 1] in "([（［"
    if opened:
        start -= 1
        rest = re.sub(r"[)\]）］]\.?$", "", rest)
    before = text[:start].rstrip(" |–—/-")
    if not rest or len(rest) > _LONGEST or _RESERVED.search(rest) or not _is_credit_body(rest, sign=text[start] == "©"):
        return None
    people, wires = _holders(rest, words)
    return Credit(text[start:].strip(), opening, people, wires, before or None) if people or wires else None


def _openers(text: str, words: Lexicon) -> list[tuple[int, int]]:
    """Places of opener words that really open a credit, from left to right."""
    lower, places = lowered(text), []
    named = [range(f.start, f.end) for f in agencies.locate(text)]  # "Getty Images", "AP Photo"
    for start, end in _with_glued(text, lower, words):
        before, after = text[:start].rstrip(), text[end:].lstrip(" .")
        if not after or any(start in span for span in named):
            continue
        phrase = lower[start:end].strip()
        colon = after[0] in ":：፡፦=/" or text.startswith("...", end) or (after[0] == "," and phrase == "image source")
        if phrase in _FILMS and not agencies.find(after):
            continue
        head = not before or before[-1] in ".!?|/([（［–—-:;”\"»'’)。۔।።…" or (text[start].isupper() and start > 0)
        by = phrase.endswith((" by", " of", " av", " af", " di", " de")) and after[0].isupper()
        capital = phrase in _WITH_CAPITAL and (after[0].isupper() or not after[0].isascii()) and text[start].isupper()
        if phrase in words.source and not (colon and not before):  # "Quelle: …" opens a credit only at the head
            continue
        if (
            (colon and (head or not text[start].isascii()) and (after[0] != "/" or text[start].isupper()))
            or (by and head)
            or (capital and (not before or before[-1] in '.!?|([（[©”"»') and len(after.split()) <= 8)
        ):
            places.append((start, end))
    return places


def _with_glued(text: str, lower: str, words: Lexicon) -> list[tuple[int, int]]:
    """Openers as words, and those that run on from a small letter ("portPhoto: …")."""
    found = list(words.credit.search(lower))
    for m in _GLUED.finditer(text):
        end = words.credit.at(lower, m.start())
        found.extend([(m.start(), end)] if end else [])
    return sorted(found)


def _is_credit_body(rest: str, *, sign: bool) -> bool:
    """Whether what follows an opener is a list of names and outlets, not a sentence."""
    words = rest.split()
    if len(words) > (14 if not sign else 12):
        return False
    small = sum(w[0].islower() and w.strip(",.;") not in _SMALL for w in words)
    return small <= max(2, len(words) // 3) and not re.search(
        r"[.!?]\s[A-ZÀ-Þ][a-zà-ÿ]+\s[a-zà-ÿ]+\s[a-zà-ÿ]+\s[a-zà-ÿ]+", rest
    )


_FILMS = frozenset(("video", "videos", "wideo", "vídeo", "видео"))  # they open headlines as well
_PLATFORMS = frozenset(("twitter", "facebook", "instagram", "x", "youtube", "tiktok", "telegram"))
_SMALL = word_set("via for and und et y e i og och de da di du la le von van der den the of by courtesy picture")


def _bracketed(text: str, words: Lexicon) -> Credit | None:
    """A credit in brackets at the end: one with an agency, or a Japanese or Korean one."""
    m = _BRACKETED.search(text)
    if not m:
        return None
    inside, before = m["inside"].strip(), text[: m.start()].strip()
    if taken := _TAKEN.search(inside):
        return Credit(m[0].strip(), None, (taken["who"] or taken["by"],), agencies.find(inside), before or None)
    found = agencies.locate(inside)
    if (
        not found
        or len(inside) > 100
        or not _is_credit_body(inside, sign=False)
        or (inside[0].islower() and not agencies.named(inside.split("/")[0]))
        or not _tight(inside)
        or re.search(r"\d{2}", inside)
    ):
        return None
    people, wires = _holders(inside, words)
    return Credit(m[0].strip(), None, people, wires, before or None)


def _tight(text: str) -> bool:
    """Whether every item is an agency or looks like a name or an outlet."""
    return all(
        agencies.find(i)
        or _DOMAIN.fullmatch(i)
        or (is_name(i, most=4) and not i[0].islower())
        or i.isupper()
        or i.lower() in _PLATFORMS
        for i in _ITEMS.split(text)
        if i
    )


def _listed(text: str) -> Credit | None:
    """A whole line of names and agencies: "Jane Doe / Pool via Reuters", "Getty Images"."""
    body = text.strip("()[] .")
    if len(body) > 120 or re.search(r"[.!?:]\s", body) or not _tight(body) or re.search(r"\d", body):
        return None
    found = agencies.locate(body)
    if not found or (not re.search(r"[/|]|\svia\s", body) and found[0].text != body):
        return None
    people, wires = _holders(body, None)
    return Credit(text, None, people, wires)


def _trailing(text: str) -> Credit | None:
    """A caption with its credit behind the last full stop: "… in port.AFP", "… in port. IMAGO/Jane Doe", "…＝ＡＰ"."""
    if text.endswith("nuotr.") and (" / " in text or 3 <= len(text.split()) <= 5):
        before, slash, rest = text.partition(" / ")
        if not slash:
            before, rest = "", text
        people, wires = _holders(_LITHUANIAN.sub("", rest), None)
        if before or people or wires:
            return Credit(rest, "nuotr", people, wires, before or None)
    tail = max(0, len(text) - _LONGEST)
    for m in _BOUNDARY.finditer(text, tail):
        body = text[m.end() :].rstrip(". ").lstrip("|–—/ ")
        found = agencies.locate(body)
        sold = bool(found) or any(_DOMAIN.fullmatch(i) for i in _ITEMS.split(body))
        if not sold or len(body.split()) > 12 or not _tight(body):
            continue
        if re.search(r"[/|]|\svia\s", body) or (found and found[0].text == body):
            people, wires = _holders(body, None)
            return Credit(
                text[m.end() :].lstrip("|–—/ "), None, people, wires, text[: m.end()].rstrip(" |–—/＝") or None
            )
    return None


def _holders(body: str, words: Lexicon | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """People and outlets, and agencies, each in order."""
    people: list[str] = []
    wires: list[str] = []
    body = _NUMBERS.sub("", body)
    body = _WORDS_OF_OPENERS.sub("", body, count=1) if _WORDS_OF_OPENERS.match(body) else body
    body = re.sub(r"\s?[(（](?P<in>[^()（）]{2,40})[)）]", r" / \g<in>", body)
    for piece in re.split(r"\.\s", body):
        for item in _ITEMS.split(piece):
            name = item.strip(" .()[]（）:：©=") if not re.search(r"\b\w\.$", item) else item.strip(" ()[]:©")
            if words and (end := words.credit.at(lowered(name), 0)) and name[end : end + 1] in (":", "："):
                name = name[end + 1 :].strip()
            if not name:
                continue
            found = agencies.locate(name)
            if found and len(name) - sum(len(f.text) for f in found) <= 3:
                wires.extend(f.text for f in found)
            elif found and found[-1].end == len(name) and is_name(name[: found[-1].start].strip()):
                people.append(name[: found[-1].start].strip())
                wires.append(found[-1].text)
            else:
                people.append(name)
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(wires))
