"""Sign-offs: who wrote and edited an article, and from whose material ("es/mz (AFP, Reuters)")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cleanpage.parse import agencies
from cleanpage.parse.lexicon import Lexicon, lexicon
from cleanpage.parse.names import is_name, is_organisation, split_names
from cleanpage.parse.words import WINDOW, Pattern, is_east_asian, lowered, word_set
from cleanpage.types import Footer

_TAIL = 200  # characters at a paragraph's end in which a sign-off may hide
_BULLET = Pattern(r"^[\s•·|▪►]++(?:\*\s++)?")
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "/": "/"}
# Initials: two to five small letters, "es", "kas", "mkl."; "jW" and capitals are parties and quantities
_INITIALS = Pattern(r"[a-zäöüßåøæšžčł]{1,2}\.?-?[a-zäöüßåøæšžčł]{1,4}\.?")
_UNSPOKEN = Pattern(r"^[^aeiouyäöüåøæ]{2,4}$|^\w?[^aeiouyäöüåøæ]{2}$")  # "amw" and "dmk" are no words
_DPA_ID = Pattern(r"dpa:\d{6}-\d{1,4}-\d{3,9}(?:/\d{1,3})?")
_ITEMS = Pattern(r"\s*[/,;+&|、，／]\s*|\s+(?:und|and|et|y|e|i|och|og|en|ve|и|та|mit|with)\s+|\s+[-–—]\s+")
_TRANSLATED = Pattern(
    r"(?i)\b(?:aus dem|übersetz|translat|tradu|přelož|przeł|tłum|перев|перекл|çevir|oversat|oversett|översätt)"
)
_DOMAIN = Pattern(r"(?:www\.)?[\w-]{2,30}\.(?:[a-z]{2,3}|info|news|online)(?:\.[a-z]{2})?", re.IGNORECASE)
_GENERIC = Pattern(
    r"(?:(?:mit|und|with|avec|con|com|met|med|z)\s(?:inputs from |den |les |las |le |material von )?)?"
    r"(?:nachrichten)?(?:agenturen|agenturmaterial|agencies|agency inputs|agences|agencias|agências|agenzie|agencje"
    r"|agentschappen|byråer|wires|wire services|ag)",
    re.IGNORECASE,
)
_CONTRIBUTED = Pattern(
    r"\s(?:contributed|also contributed|contributed reporting|a contribué|ont contribué|contribuyó|contribuyeron"
    r"|ha contribuito|hanno contribuito|contribuiu|bidrog|bidro|bidrog|droegen bij|haben mitgearbeitet|trugen bei"
    r"|hat mitgearbeitet|contributed additional reporting|reported from)\b",
    re.IGNORECASE,
)
_END_MARK = Pattern(
    r"[（(\[]?\s?(?:完|终|終|끝|end|ends|fin|fine|ende|конец|koniec|slut|了)\s?[）)\]]?|#{2,4}|-\s?30\s?-|ENDS",
    re.IGNORECASE,
)
_KOREAN_REPORTER = Pattern(
    r"(?P<place>(?:[가-힣]{2,6}[,·/ =]{1,3}){0,3})(?P<name>[가-힣]{2,4})\s?(?:선임|인턴|수습|객원|전문)?\s?(?:기자"
    r"|특파원|논설위원|에디터)"
    r"(?:\s{0,3}[\w.+-]{1,40}@[\w.-]{1,60})?"
)
_CJK_ROLE = Pattern(
    r"(?P<role>责编|责任编辑|責任編輯|编辑|編輯|責編|校对|校對|审核|審核|主编|監修|編集|편집|記者|记者|撰文|作者"
    r"|文|取材|글|翻译|翻譯|总台记者|本报记者|来源|來源|출처)"
    r"\s?[:：/／丨|｜]\s?(?P<names>[^:：()（）]{1,60}?)(?=[)）\]】]|$|\s{1,4}(?:责|責|编|編|校|审|審|主编|记|記|文"
    r"|作)|[，,;；]\s?(?:责|編|编|校|审)[^、，]{0,3}[:：])"
)
_CJK_EDITOR = word_set("责编 责任编辑 責任編輯 编辑 編輯 責編 校对 校對 审核 審核 主编 監修 編集 편집")
_CJK_SOURCE = word_set("来源 來源 출처")
_PLACE = Pattern(
    r"\s(?:in|at|from|aus|à|en|a|au|depuis|desde|da|de|w|z|i|fra|från|uit)\s(?:the\s)?[A-ZÀ-ÞА-Я][^,;]{1,40}$"
)
_WIRE_WRITER = Pattern(
    r"(?i)\b(?:senior |staff |sports |business |science |political |video |white house )?"
    r"(?:writers?|reporters?|journalists?|correspondents?|producers?|researchers?|photographers?|staff"
    r"|colleagues?)\b:?"
)
_NO_INITIALS = word_set(
    "aber ab aka all also alt am an and ara are as at auch auf aus bei bild bis but by ca che chi cm come con cont da"
    " dank das de dein del den der des di die dm do dort du dt ebd ed eg ein el elf en end er es esc est et"
    " etc eur ex"
    " fig fin foto fr from ft für gb ggf go ha has he her hier hin hm hr http ich id ie il im in inc inkl is"
    " ist it ja"
    " je jr kg km kurz la le les li lol los m mb mehr menu min mio mit mm more mrd na ne nein neu new news"
    " next nicht no"
    " non not nr nur ob oder of oh ok on one or our out pdf per plus pm por pro qm que rechts red rt sa see"
    " seit sh sich"
    " sic sie so spd sr st tba tel text the to tv u um un und uns up us usd usw uvm van vgl via vom von vor vs was we"
    " weg wer wie wir wo www x y you zu zum zur links mitte oben unten video live foto lacht lachen applaus und show"
    " like tag this that with have been will what when your just over such only some them than then they were"
    " into home"
    " menü abo audio login shop suche sport wetter hide search back close kino auto geld chat blog app apps faq forum"
    " info top tips play pause fb ig tw wa pin"
) - {"red"}
_SENTENCE_END = frozenset(".!?…”“\"»«’'。！？」』؟۔।።")


@dataclass(slots=True)
class _Draft:
    """The fields of a sign-off while it is read."""

    initials: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)

    def footer(self, text: str) -> Footer:
        return Footer(text, _once(self.initials), _once(self.authors), _once(self.editors), _once(self.agencies))


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def signoff(line: str, language: str | None = None) -> Footer | None:
    """Read a sign-off that stands on a line of its own.

    Forms: initials and agencies in any order ("es/mz (AFP, Reuters)", "mno/PAP", "(dpa/AFP)", "(kas)", "red,
    Hafen.at/Agenturen"), a bare agency ("EFE"), sources ("Quelle: sid/dpa", "(Con información de AFP y EFE)", "mit
    Material von dpa"), copyright of an agency ("© dpa-infocom, dpa:250101-99-123456/7"), chains of roles ("Reporting
    by A in Kyiv; Additional reporting by B and C; Editing by D": A, B and C are authors, D an editor), "A and B
    contributed to this report", "（责编：甲、乙）", a Korean reporter with address, end marks ("（完）", "(END)").
    None for prose, headlines, names alone, parties and quantities in brackets.

    >>> signoff("es/mz (AFP, Reuters)")
    Footer(text='es/mz (AFP, Reuters)', initials=('es', 'mz'), authors=(), editors=(), agencies=('AFP', 'Reuters'))
    >>> signoff("(SPD)") is None
    True
    """
    text = _BULLET.sub("", line[: WINDOW + 1]).strip()
    if not 2 <= len(text) <= WINDOW:
        return None
    body = _unwrap(text)
    found = _compact(body, text)
    if found and not found.agencies and line.lstrip()[:1] != text[:1]:  # initials behind a bullet: a menu
        return None
    return found or _worded(body, text, language)


def _unwrap(text: str) -> str:
    """The text without brackets around the whole of it, and without dashes before it."""
    text = text.lstrip("—–-=* ").rstrip()
    if text.endswith((").", "].", "/.")):
        text = text[:-1]
    while text and _BRACKETS.get(text[0]) == text[-1] and text[-1] not in text[1:-1] and len(text) > 2:
        text = text[1:-1].strip()
    return text


def _compact(body: str, text: str) -> Footer | None:
    """Initials and agencies without words around them, an end mark, or an agency's copyright."""
    if len(body) > 120:
        return None
    if _END_MARK.fullmatch(text) or (" " in body and _GENERIC.fullmatch(body.rstrip("."))):
        return Footer(text)
    draft = _Draft()
    if body.startswith(("©", "(c)", "(C)", "Copyright")):
        return _copyright(body, text, draft)
    m = re.fullmatch(r"(?P<head>[^()]{1,60}?)\s?\((?P<tail>[^()]{2,60})\)\.?", body)
    groups = [m["head"], m["tail"]] if m else [body.rstrip(".") if body.count(".") == 1 else body]
    if not all(_read_items(group, draft, wrapped=body != text) for group in groups):
        return None
    if any(f.agency.pictures for f in agencies.locate(body)):  # a picture's credit
        return None
    if not draft.agencies and not _are_initials(draft.initials, body, wrapped=body != text):
        return None
    return draft.footer(text)


def _are_initials(initials: list[str], body: str, *, wrapped: bool) -> bool:
    """Whether small letters without an agency are initials, not words of a menu: "(kas)", "fa/ah", "amw"."""
    if not initials:
        return bool(_GENERIC.search(body))
    if "red" in initials and "/" in body:
        return True
    if all(i in _NO_INITIALS for i in initials) or (not wrapped and re.search(r"[&+|]|\s(?!\()", body)):
        return False
    if len(initials) == 1 and not wrapped and re.fullmatch(r"\w+", body):
        return len(body) <= 4 and bool(_UNSPOKEN.search(body))
    return True


def _read_items(group: str, draft: _Draft, *, wrapped: bool) -> bool:
    """Read "es/mz" or "AFP, Reuters" into the draft; False where something else stands there."""
    if (whole := agencies.named(group)) and not whole.pictures:
        draft.agencies.append(group.strip())
        return True
    services = [f.text for f in agencies.locate(group) if "/" in f.text]  # "dpa/lno"
    for service in services:
        group = group.replace(service, "", 1)
    items = [i.strip() for i in _ITEMS.split(group) if i.strip()]
    found = [("agency", service) for service in services]
    for n, item in enumerate(items):
        kind = _item(item, alone=len(items) == 1 and not services and not wrapped)
        if kind is None:
            kind, item = _before_place(item) if found and n == len(items) - 1 else (None, item)
        if kind is None:
            return False
        found.append((kind, item))
    draft.agencies.extend(value for kind, value in found if kind == "agency")
    draft.initials.extend(value.rstrip(".") for kind, value in found if kind == "initials")
    return any(kind in ("agency", "initials") for kind, _ in found)


def _before_place(item: str) -> tuple[str | None, str]:
    """ "Reuters/kle Bremen": initials with the place of the office."""
    words = item.split()
    if len(words) != 2 or words[0] in _NO_INITIALS or not is_name(words[1]):
        return None, item
    return _item(words[0], alone=False), words[0]


def _item(item: str, *, alone: bool) -> str | None:
    agency = agencies.named(item)
    if agency:
        return None if agency.pictures and alone else "agency"
    located = agencies.locate(item)
    if len(located) == 1 and located[0].text == item:
        return "agency"
    if _GENERIC.fullmatch(item):
        return "generic"
    if "-" in item and all(agencies.named(part) for part in item.split("-")):  # "NTB-AFP"
        return "agency"
    if _DOMAIN.fullmatch(item):
        return "outlet"
    if _INITIALS.fullmatch(item) and not (alone and (len(item) > 4 or item in _NO_INITIALS)):
        return "initials"
    if item.isupper() and 2 <= len(item) <= 4 and item.isalpha() and not alone:
        return "outlet"
    return None


def _copyright(body: str, text: str, draft: _Draft) -> Footer | None:
    """ "© dpa-infocom, dpa:…/5", "© 2025 The Canadian Press", "© SZ/kas/mz - Rechte …"."""
    rest = re.sub(r"^(?:©|\([cC]\)|Copyright:?)[\s©]*(?:\d{4},? )?(?:by )?", "", body)
    found = agencies.locate(rest)
    rest = re.split(r"\s[-–—|]\s", rest, maxsplit=1)[0]
    left = _DPA_ID.sub("", rest)
    for match in found:
        left = left.replace(match.text, "", 1)
    items = [i.strip(" .()") for i in _ITEMS.split(left)]
    others = [i for i in items if i]
    if found and not all(f.agency.pictures for f in found) and len(" ".join(others).split()) <= 4:
        draft.agencies.extend(f.text for f in found)
        draft.initials.extend(i for i in others if _item(i, alone=False) == "initials")
        return draft.footer(text)
    initials = [i for i in others if _item(i, alone=False) == "initials"]
    if not found and "/" in rest and initials and len(rest.split()) == 1:
        draft.initials.extend(initials)
        return draft.footer(text)
    return None


def _worded(body: str, text: str, language: str | None) -> Footer | None:
    """Sign-offs that say in words who did what."""
    draft = _Draft()
    if is_east_asian(body):
        if (m := _KOREAN_REPORTER.fullmatch(body)) and ("@" in body or m["place"]):
            draft.authors.append(m["name"])
            return draft.footer(text)
        if found := list(_CJK_ROLE.finditer(body)):
            return _cjk_roles(found, body, text, draft)
    words = lexicon(language)
    return _contributed(body, text, draft, words) or _chain(body, text, draft, words)


def _cjk_roles(found: list[re.Match[str]], body: str, text: str, draft: _Draft) -> Footer | None:
    if found[0].start() > 4 or sum(len(m[0]) for m in found) < len(body) // 2:
        return None
    for m in found:
        names = [n for n in re.split(r"[、，,/;；\s　]+", m["names"]) if n]
        if m["role"] in _CJK_SOURCE:
            draft.agencies.extend(agencies.find(m["names"]))
        elif m["role"] in _CJK_EDITOR:
            draft.editors.extend(n for n in names if is_name(n))
        elif not m["role"].startswith("翻"):
            draft.authors.extend(n for n in names if is_name(n))
    return draft.footer(text)


def _contributed(body: str, text: str, draft: _Draft, words: Lexicon) -> Footer | None:
    found = list(_CONTRIBUTED.finditer(body))
    if not found or len(body) - found[-1].end() > 120:
        return None
    if not re.search(
        r"(?i)\b(?:report|story|article|reportage|artículo|nota|bericht|text)\w*", body[found[0].start() :]
    ):
        return None
    start = 0
    for m in found:
        _people(body[start : m.start()], draft, draft.authors, words)
        stop = body.find(". ", m.end())
        start = stop + 2 if stop >= 0 else len(body)
    return draft.footer(text) if draft.authors or draft.agencies else None


def _openers(body: str, words: Lexicon) -> list[tuple[int, int, str]]:
    """Places of "Reporting by", "Editing by", "Source:" that open a clause: at the head, or after a stop."""
    lower = lowered(body)
    found = []
    for name, phrases in (("author", words.reporting), ("editor", words.editing), ("source", words.source)):
        for start, end in phrases.search(lower):
            before = body[:start].rstrip()
            if body[:end].lower().endswith(" from"):  # "With reports from": outlets, not people
                name = "source"
            opens = (
                not before
                or before[-1] in ";.,()/|—–-:："
                or (body[start].isupper() and lower[start:end].endswith(" by"))
            )
            if opens:
                found.append((start, end, name))
    found.sort(key=lambda f: (f[0], -f[1]))
    kept: list[tuple[int, int, str]] = []
    for opener in found:
        if not kept or opener[0] >= kept[-1][1]:
            kept.append(opener)
    return kept


def _chain(body: str, text: str, draft: _Draft, words: Lexicon) -> Footer | None:
    openers = _openers(body, words)
    if not openers or openers[0][0] > 0:
        return None
    openers = [
        o for n, o in enumerate(openers) if n == 0 or _strong(body, o) or (o[2] != "source" and body[o[0]].isupper())
    ]
    sure = False
    for n, (_, end, kind) in enumerate(openers):
        stop = openers[n + 1][0] if n + 1 < len(openers) else len(body)
        clause = body[end:stop]
        colon = bool(re.match(r"\s?[:：፡፦/]", clause))
        clause = clause.lstrip(" .:：፡፦/-").rstrip(" ;,.()።")
        strong = colon or _strong(body, openers[n])
        if not clause:
            continue
        if _TRANSLATED.search(body[openers[n][0] : end]):
            draft.agencies.extend(agencies.find(clause))
            sure = True
        elif kind == "source":
            names = _sources(clause, draft, most=6 if colon else 3)
            if body[:end].lower().endswith("files from"):
                _people(clause, draft, draft.authors, words)
                names = bool(draft.authors or draft.agencies)
            if not names and not (colon and len(clause) <= 80):
                return None
            sure = True
        else:
            target = draft.authors if kind == "author" else draft.editors
            before = len(target) + len(draft.agencies) + len(draft.initials)
            _people(clause, draft, target, words)
            if len(target) + len(draft.agencies) + len(draft.initials) == before and not (colon and n):
                return None
            sure = sure or strong or _only_agencies(clause, words)
    return draft.footer(text) if sure else None


def _strong(body: str, opener: tuple[int, int, str]) -> bool:
    """An opener that leaves no doubt: it has a colon, or ends in "by" or "von" and the like."""
    start, end, _ = opener
    phrase = body[start:end].lower()
    return body[end : end + 2].strip()[:1] in (":", "：", "፡", "፦") or (
        " " in phrase
        and phrase.rpartition(" ")[2] in ("by", "von", "par", "por", "di", "av", "af", "from", "de", "van")
    )


def _only_agencies(clause: str, words: Lexicon) -> bool:
    found = agencies.locate(clause)
    for match in found:
        clause = clause.replace(match.text, " ", 1)
    return bool(found) and all(word in words.joins for word in lowered(clause).strip(" .,/&").split())


def _sources(clause: str, draft: _Draft, *, most: int) -> bool:
    """Agencies in a source clause: nearly all of it must be agencies, or it is a sentence."""
    found = agencies.locate(clause)
    left = _DPA_ID.sub("", clause)
    for match in found:
        left = left.replace(match.text, "", 1)
    others = [i for i in _ITEMS.split(left) if i.strip(" .,()")]
    if not found:
        items = [i for i in _ITEMS.split(clause) if i]
        kinds = [_item(i, alone=False) for i in items]
        if kinds and all(kinds) and "agency" in kinds:
            draft.agencies.extend(i for i, k in zip(items, kinds, strict=True) if k == "agency")
            return True
        return False
    if sum(len(o.split()) for o in others) > most:
        return False
    draft.agencies.extend(f.text for f in found)
    draft.initials.extend(i.strip(" .()") for i in others if _item(i.strip(" .()"), alone=False) == "initials")
    return True


def _people(clause: str, draft: _Draft, target: list[str], words: Lexicon) -> None:
    """Names in a clause, without places, job titles and agencies; agencies go to their own field."""
    clause = clause.strip(" —–-.;:")
    for match in agencies.locate(clause):
        if not match.agency.pictures:
            draft.agencies.append(match.text)
        clause = clause.replace(match.text, " , " if len(match.text) > 3 else ",", 1)
    clause = _WIRE_WRITER.sub(" ", clause) if _WIRE_WRITER.search(clause) else clause
    clause = re.sub(r"\([^()]{0,60}\)|[\w.+-]{1,40}@[\w.-]{1,60}", " ", clause)
    in_place = False
    for part in split_names(clause, words):
        name = part.strip(" ,.") if not re.search(r"\b\w\.$", part) else part.strip(" ,")
        place = _PLACE.search(name)
        if place:
            name, in_place = name[: place.start()].strip(), True
        elif in_place and len(name.split()) == 1:
            continue  # "in Kyiv and Moscow"
        else:
            in_place = False
        lower = lowered(name)
        if not name or lower in words.roles:
            continue
        if _INITIALS.fullmatch(name) and name not in _NO_INITIALS:
            draft.initials.append(name)
        elif is_name(name, most=4) and not is_organisation(name) and name[0] != "'":
            target.append(name)


_CLOSING = Pattern(
    r"\s?(?P<sign>(?:[a-zäöüß]{2,5}(?:/[a-zäöüß]{2,5}){0,3}\s)?[(（\[【](?P<inside>[^()（）\[\]【】]{1,160})[)）\]】])\.?\s*$"
)
_CLOSING_SLASHES = Pattern(r"(?<=[\s.!?”“\"»])(?P<sign>[a-zäöüßA-ZÄÖÜ.-]{2,10}(?:/[a-zäöüßA-ZÄÖÜ.-]{2,10}){1,4})\s*$")
_CLOSING_WIRE = Pattern(r"(?<=[.!?”“\"»’])\s?(?P<sign>[-–—]{0,2}\s?[^\W\d_][\w-]{1,20}(?: [A-Z]\w{2,12})?)\s*$")
_CLOSING_ROLES = Pattern(
    r"(?<=[.!?”\"])\s(?P<sign>\(?(?:Reporting|Additional reporting|Writing|Editing|Compiled|With reporting"
    r"|With files)\b[^!?]{3,190})$"
)
# Cheap signs, without which the patterns above cannot match
_CLOSERS = (")", "）", "]", "】")
_ROLE_PARTS = ("eporting", "Writing", "Editing", "Compiled", "With files")
_JAPANESE_REPORTERS = Pattern(r"【(?:[\u3040-\u30ff\u3400-\u9fff]{2,20}[、，]?){1,6}】\s*$")


def tail_signoff(paragraph: str, language: str | None = None) -> Footer | None:
    """Find a sign-off that hides at the end of a paragraph; its `text` is the paragraph's exact tail.

    Forms: "… frei. (kas)", "… over.“(phy)", "… sagte er. es/mz (AFP, Reuters)", "… said. (AFP)", "… dijo. EFE",
    "… said. (Reporting by A; Editing by B)", "（完）", "【甲、乙】". None for other brackets:
    "(SPD)", "(42)", "(lacht)".

    >>> tail_signoff("The road is open again. (kas)").text
    '(kas)'
    >>> tail_signoff("That is what the minister said (laughs).") is None
    True
    """
    tail = paragraph[-_TAIL:].rstrip()
    if tail.removesuffix(".").endswith(_CLOSERS) and (m := _CLOSING.search(tail)):
        if len(m["sign"]) == len(paragraph.strip()):
            return None
        return _closing(tail, m, language)
    if any(word in tail for word in _ROLE_PARTS) and (m := _CLOSING_ROLES.search(tail)):
        return _worded(_unwrap(m["sign"]), m["sign"], language)
    wire = tail[-1:].isalnum() or tail.endswith(("-", "_"))
    for pattern, possible in ((_CLOSING_SLASHES, "/" in tail), (_CLOSING_WIRE, wire)):
        m = pattern.search(tail) if possible else None
        if m and m.start("sign") > 0 and _ends_sentence(tail[: m.start("sign")]):
            found = _compact(_unwrap(m["sign"]), m["sign"])
            if found and found.agencies:
                return found
            if found and pattern is _CLOSING_SLASHES and len(found.initials) > 1:
                return found
    return None


def _closing(tail: str, m: re.Match[str], language: str | None) -> Footer | None:
    """A sign-off in brackets: initials only after a full sentence, agencies anywhere."""
    sign, before = m["sign"], tail[: m.start("sign")]
    if tail[m.end("sign") :].strip():  # "… (AP)." closes a sentence that goes on to its stop
        return None
    after_sentence = _ends_sentence(before)
    inside = m["inside"].strip()
    if sign[0] not in "(（[【" and not after_sentence:  # the word before the bracket belongs to the sentence
        sign, after_sentence = sign[sign.index(m["inside"]) - 1 :], False
    if sign[0] == "【":
        names = agencies.find(inside)
        if not names and _JAPANESE_REPORTERS.search(sign):
            return Footer(sign)
        return Footer(sign, agencies=names) if names else None
    if _END_MARK.fullmatch(sign):
        return Footer(sign) if after_sentence or not sign.isascii() else None
    found = _compact(_unwrap(sign), sign)
    if found:
        return found if (found.agencies and (after_sentence or _all_agencies(inside))) or after_sentence else None
    if after_sentence or not sign.isascii():
        return _worded(_unwrap(sign), sign, language)
    return None


def _all_agencies(inside: str) -> bool:
    return all(_item(i, alone=False) == "agency" for i in _ITEMS.split(inside) if i)


def _ends_sentence(before: str) -> bool:
    before = before.rstrip()
    return bool(before) and before[-1] in _SENTENCE_END
