"""Bylines: who wrote the article ("By Jane Doe and John Roe, Reuters | 3 March 2025")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleanpage.parse import agencies
from cleanpage.parse.date import calendar, scan
from cleanpage.parse.lexicon import Lexicon, lexicon, primary
from cleanpage.parse.names import PARTICLES, is_name, is_organisation, split_names
from cleanpage.parse.words import Pattern, is_east_asian, lowered, word_set


@dataclass(frozen=True, slots=True)
class Byline:
    """The people and agencies that a byline names. `text` is the line, verbatim."""

    text: str
    authors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


_LONGEST = 200
_BULLET = Pattern(r"^[\s•·*|▪►–—-]++")
_MAIL = Pattern(r"\S{0,40}@\S{0,80}|\[email\s?protected\]|https?://\S{1,200}")
_LABEL = Pattern(r"(?P<label>[^\d:,;.!?]{2,40}?)\s?[:：፡፦]\s?")
_CAMEL = Pattern(r"(?<=[^\W\d_A-ZÀ-ÞА-Я]{2})(?=[A-ZÀ-ÞА-ЯČŠŽŁŚ][^\W\d_A-ZÀ-ÞА-Я])")
# "byJane Doe", "Written byJane Doe"; with a capital only before two words: "By" is the beginning of no such name
_GLUED_OPENER = Pattern(
    r"(?:by|von|par|por|di|av|af|door|(?:[Ww]ritten|[Pp]osted|[Ww]ords|[Ss]tory|[Rr]eviewed) by)(?=[A-ZÀ-Þ])"
    r"|(?:By|BY|Von|Par|Por)(?=[A-ZÀ-Þ][^\W\d_]*+\.? [A-ZÀ-Þ])"
)
_PREFIXES = ("Mac", "Fitz", "Van", "Von", "Della", "Dela", "Del", "Des", "Las", "Los", "Ben", "Abu", "Bar")
_BUTTONS = word_set(
    "follow following twitter facebook instagram linkedin email e-mail mail bluesky mastodon threads youtube whatsapp"
    " folgen suivre seguir seguire volgen följ følg tips abonnieren autorenprofil profile bio x"
)
_TAILS = Pattern(
    r"(?:\s|^)(?:tips meg|follow us|follow me|mehr erfahren|view bio|see bio|e-mail senden)$", re.IGNORECASE
)
_PICTURES = Pattern(r"\s(?:Fotos?|Photos?|Bild(?:er)?|Illustration|Video|Grafik|Fotografías?)\s?:.*$", re.DOTALL)
# Where a reporter is and whom for: "in Kyiv", "for Harbour Online", "BBC News"
_AFTER_NAME = Pattern(
    r"(?<=\w\s)(?:(?:in|for|at|from|aus|für|bei|à|en|desde|da|vanuit|fra|från)\s[A-ZÀ-Þ].*"
    r"|(?:BBC|CNN|CNBC|NBC|ABC|CBS|NPR|PBS|MDR|NDR|WDR|SWR|BR|ZDF|ARD|ORF|SRF|RTL|DW|CBC|RTÉ|NRK|SVT|RNZ|SBS)\b.*)$"
)
# What follows the names: "in News, Portugal", "in Berlin", "Special to The Harbour"
_BEYOND = Pattern(r"(?:in|aus|from|de la|for|für|[Ss]pecial (?:to|for))\s")
_DESKS = Pattern(
    r"(?:la |le |de )?(?:redacción|redaktion|redaktionen|redazione|rédaction|redaction|redação|redacția|redactie"
    r"|redakcja|redakce"
    r"|редакция|редакція|haber merkezi|newsroom|online|tim redaksi|redaksi)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_KOREAN = Pattern(
    r"(?:(?P<place>(?:[가-힣]{2,6}[,·/ =]{1,3}){0,3}))(?P<name>[가-힣]{2,4})\s?(?P<role>(?:선임|인턴|수습|객원"
    r"|전문|온라인)?\s?"
    r"(?:기자|특파원|논설위원|에디터|위원|PD))"
)
_CHINESE = Pattern(
    r"(?:[【\[(（])?(?P<role>(?:本报|本社|新华社|本报通讯|总台|特约)?(?:记者|記者|撰文|作者|文|通讯员|采访|取材)|文字)\s?[:：/／丨｜|]?\s?"
    r"(?P<names>(?:[\u3400-\u9fff·]{2,8}[、，,/\s]{0,2}){1,6})(?:[】\])）])?"
)
_JAPANESE = Pattern(
    r"(?:[【\[(（])?(?P<name>[\u3400-\u9fff々ヶ]{1,4}\s?[\u3040-\u30ff\u3400-\u9fff々]{1,5}?)(?:記者|通信員|特派員)?(?:[】\])）])?"
)
# Words of menus, teasers and share bars, which stand with capitals like names
_MENU = word_set(
    "home startseite start artikel article articles artículo artículos related posts popular most copy link links"
    " copied"
    " keep reading teilen twittern senden linki kopyala haberi paylaş abonelik till mest läst breadcrumb trail neuer"
    " abschnitt passend ähnliche nächster vorheriger zurück weiter mehr more latest breaking trending videos video"
    " photos gallery podcast podcasts newsletter newsletters subscribe login register menu search suche kontakt"
    " impressum datenschutz privacy policy terms cookie cookies advertisement anzeige werbung comments kommentare"
    " share print today live update updates archive archiv contact about us sign section top stories news nachrichten"
    " politik politics sport sports wirtschaft business kultur culture weather wetter opinion meinung technology"
    " übersetzung translation copyright what's next read watch listen follow"
)
_STAFF = Pattern(r"(?!(?i:staff|our|news|web) )\w+ (?:Staff|Desk|Newsroom|Team)")  # "By Harbour Staff"
_PARTICLE = Pattern("[のではがをにともへ]")  # Japanese particles: what holds one is a phrase, no name
_GENRES = word_set(
    "kolumne kommentar gastkommentar gastbeitrag analyse interview essay bericht glosse leitartikel reportage porträt"
    " rezension kritik ein text opinion column analysis commentary review report story words feature comment columna"
    " análisis crónica reportaje entrevista tribuna tribune chronique analyse entretien enquête récit analisi"
    " intervista"
    " commento crônica coluna análise entrevista column opinie recensie krönika kommentar kronik anmeldelse"
)
_ABSTRACT = Pattern(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tions|ische|ischer|isches|tät|haft|methoden"
    r"|ness|ments?|ity|ities|prozesse|ende|ender|deutschlands?|ción|ciones|zione|zioni|ção|ções|het|hed)$"
)
_DATE_GLUE = word_set(
    "am um le la el il on at vom den del de des den kl à às alle ore il em em vor hace há il fa published updated"
    " posted"
    " aktualisiert veröffentlicht publié mis actualizado publicado pubblicato aggiornato stand güncelleme tarih date"
    " data datum uhr"
)


def byline(line: str, language: str | None = None) -> Byline | None:
    """Read a byline: names with their job titles and agencies, with or without an opener.

    Forms: "By A and B, Reuters", "Von A und B, dpa", "VON: A B", "byA B" (glued), "Kolumne von A B", "A B | C D",
    "A B, News Reporter", "A BRedakteur", "A B@handle", "A BTwitter", with a date behind ("A B | 3.5.2025 20:10"),
    "A 기자", "记者 甲 乙", a bare agency ("dpa"). Desks ("Redacción") are no authors. None for prose and headlines.

    >>> byline("By Jane Doe and John Roe, Reuters", "en")
    Byline(text='By Jane Doe and John Roe, Reuters', authors=('Jane Doe', 'John Roe'), roles=(), agencies=('Reuters',))
    """
    text = _BULLET.sub("", line[: _LONGEST + 1]).strip()
    if not 2 <= len(text) <= _LONGEST:
        return None
    words = lexicon(language)
    if is_east_asian(text) and (found := _east_asian(text)):
        return found
    if text[0] in "©(【[" or _DESKS.fullmatch(text):
        return None
    body, dated = _without_date(text, language)
    body, linked = _without_links(_PICTURES.sub("", body))
    opened, body, roles = _opener(body, words)
    if (
        not body
        or body[-1:] in "?!"
        or words.by.at(lowered(body), 0) == len(body)
        or len(body.split()) > (30 if opened else 14)
    ):
        return None
    if not opened and not _is_bare_byline(body, words, dated=dated):
        return None
    return _read(text, body, roles, words, opened=opened, hinted=dated or linked)


def _is_bare_byline(body: str, words: Lexicon, *, dated: bool) -> bool:
    """Whether a line without an opener may be a byline: in a script with capitals, no credit, source or sentence."""
    lower = lowered(body)
    if not body[0].isalpha() or body[0].lower() == body[0].upper() or re.search(r"[^\W\d_]{3}\.$", body):
        return False
    if any(phrases.at(lower, 0) for phrases in (words.credit, words.source, words.editing)):
        return False
    tokens = re.findall(r"[^\W\d_]+", lower)
    if any(w in _MENU or (len(w) > 6 and _ABSTRACT.search(w) and w not in words.roles) for w in tokens):
        return False
    found = agencies.locate(body)
    return not any(f.agency.pictures for f in found) and not (
        found and found[0].start == 0 and "/" in body and not dated
    )


def _east_asian(text: str) -> Byline | None:
    head = re.split(r"\d|\s\|", text, maxsplit=1)[0].strip()
    head = _MAIL.sub("", head).strip(" =")
    if m := _KOREAN.fullmatch(head):
        return Byline(text, (m["name"],), (m["role"].strip(),))
    if m := _CHINESE.fullmatch(head):
        names = tuple(n for n in re.split(r"[、，,/\s]+", m["names"]) if n)
        return Byline(text, names, (m["role"],)) if all(2 <= len(n) <= 6 for n in names) else None
    m = _JAPANESE.fullmatch(head)
    dated = re.match(r"\s?\|?\s?\d{4}[年/.-]", text[len(head) :])
    if m and 3 <= len(m["name"].replace(" ", "")) <= 6 and (dated or m[0] != m["name"]) and not _PARTICLE.search(head):
        return Byline(text, (re.sub(r"\s", "", m["name"]),))
    return None


def _without_date(text: str, language: str | None) -> tuple[str, bool]:
    """The line before its first number, without the words that led to it ("le mercredi", "Published")."""
    m = re.search(r"\d", text)
    items = scan(text, language) if m else []
    if not m:
        return text, False
    after = [i for i in items if i.end > m.start()]
    others = sum(i.what == "other" for i in after)
    stated = any(i.what in ("day", "time") and i.value for i in after)
    if not (stated and others <= 6) and not (others <= 1 and sum(i.what == "known" for i in after) >= 2):
        return text, False
    cal, words = calendar(primary(language)), lexicon(language)
    updated = False
    head = text[: min([m.start(), *(i.start for i in items if i.what == "day" and i.start < m.start())])]
    while head:
        head = re.sub(r"[\s|,;:·•(–—/-]+$", "", head)
        last = re.search(r"[^\W\d_]+\.?$", head)
        if not last:
            break
        word = lowered(last[0].rstrip("."))
        known = word in cal.weekdays or word in cal.months or word in _DATE_GLUE
        updated = updated or word in words.updated
        if not (known or word in words.published or word in words.updated or (updated and word == "last")):
            break
        head = head[: last.start()]
    return head, True


def _without_links(body: str) -> tuple[str, bool]:
    """The line without addresses, handles, the names of platforms and buttons."""
    linked = False
    while (at := body.find("@")) >= 0:
        start = max(body.rfind(" ", 0, at), body.rfind(",", 0, at), body.rfind("|", 0, at)) + 1
        token = body[start:at]
        keep = token if token[:1].isupper() and "." not in token and token[1:].islower() else ""
        end = re.compile(r"[\s,|]|$").search(body, at)
        after = body[end.start() if end else len(body) :]
        body, linked = body[:start] + keep + after, True
    body = re.sub(r"\[email\s?protected\]|https?://\S{1,200}", "", body)
    body = _TAILS.sub("", body.rstrip(" |,·•–—-"))
    while m := re.search(r"(?:(?<=[a-zß-ÿ])(?=[A-Z])|\s)(?P<word>[A-Za-z-]{1,12})$", body):
        if m["word"].lower() not in _BUTTONS or (m["word"].islower() and m["word"] != "e-mail"):
            break
        body, linked = body[: m.start()].rstrip(" |,·•–—-"), True
    return body.strip(), linked


def _opener(body: str, words: Lexicon) -> tuple[bool, str, list[str]]:
    """Whether the line is opened by a word for "by", what follows, and a role that stood before ("Kolumne von")."""
    lower = lowered(body)
    end = words.by.at(lower, 0)
    if end is not None and _opens(body, end):
        rest = body[end:].lstrip(" .:：፡፦/|–—-")
        again = words.by.at(lowered(rest), 0)  # "Autor: Von …"
        if again is not None and again < len(rest) and _opens(rest, again):
            rest = rest[again:].lstrip(" .:：፡፦/|–—-")
        genre = body[:end].split()[0]  # "Kolumne von"
        return True, rest, [genre] if " " in body[:end] and lowered(genre) in _GENRES - {"ein", "text", "words"} else []
    if m := _GLUED_OPENER.match(body):
        return True, body[m.end() :], []
    if m := re.match(
        r"(?P<role>[^\W\d_][\w-]{2,20}(?: [\w-]{2,20}){0,2}) (?:by|von|par|por|di|av|af|door|de) (?=[A-ZÀ-Þ])", body
    ):
        role = lowered(m["role"])
        if role in words.roles or role.split()[-1] in _GENRES:
            return True, body[m.end() :], [m["role"]]
    if (m := _LABEL.match(body)) and len(m["label"].split()) <= 3:
        label = lowered(m["label"])
        if label in words.editing:
            return False, "", []
        if label in words.by or any(w in words.roles for w in (label, label.split()[0], label.split()[-1])):
            return True, body[m.end() :], [m["label"]]
    return False, body, []


def _opens(body: str, end: int) -> bool:
    """Whether what follows the opener at `end` can be a name: a colon, or a word with a capital."""
    rest = body[end:].lstrip()
    if not rest:
        return False
    if rest[0] in ".:：፡፦/|":
        return True
    return body[end] == " " and (
        rest[0].isupper() or not rest[0].isascii() or bool(agencies.named(rest.split()[0].strip(",")))
    )


class _Reader:
    """Sorts the parts of a byline into people, job titles and agencies."""

    def __init__(self, words: Lexicon, roles: list[str], *, opened: bool, hinted: bool) -> None:
        self.words, self.opened, self.hinted = words, opened, hinted
        self.authors: list[str] = []
        self.roles = roles
        self.wires: list[str] = []
        self.odd = 0  # parts that are nothing a byline holds

    def add(self, n: int, part: str, *, barred: bool) -> bool:
        """Read one part; False where the line can be no byline."""
        name, wire = _agency(part, self.words)
        if wire:
            self.wires.append(wire)
        cut = _AFTER_NAME.sub("", name) if self.opened or self.hinted or "BBC" in name else name
        if len(cut.split()) >= 2:
            name = cut.strip()
        return not name or self._add_name(n, *_role(name, self.words), barred=barred)

    def _add_name(self, n: int, name: str, role: str | None, *, barred: bool) -> bool:
        if role and not name and self.opened and _STAFF.fullmatch(role):
            self.authors.append(role)
            return True
        if role:
            self.roles.append(role)
            if len(role.split()) > 6:
                return False
        if not name:
            return True
        if role and agencies.named(name):
            self.wires.append(name)
        elif _DESKS.fullmatch(name):
            self.roles.append(name)
        elif self._is_author(n, name):
            self.authors.extend(_pairs(name))
        else:
            return self._add_other(n, name, barred=barred)
        return True

    def _is_author(self, n: int, name: str) -> bool:
        most = 8 if len(name.split()) in (6, 8) else 5
        return is_name(name, most=most) and _plausible(name, n, self.authors, self.wires, opened=self.opened)

    def _add_other(self, n: int, name: str, *, barred: bool) -> bool:
        """An outlet or a place behind the names, or something odd."""
        outlet = self.opened or self.hinted or barred or name.split()[0].isupper()
        if self.authors and n and outlet and is_name(name):
            self.roles.append(name)
            return True
        self.odd += 1
        return self.opened or (self.hinted and bool(self.authors))

    def is_byline(self) -> bool:
        """Whether what was read makes a byline."""
        if self.odd > max(2, len(self.authors) + len(self.wires)):
            return False
        if not self.authors and not self.wires and not (self.opened and self.roles):
            return False
        return self.opened or self.hinted or _bare(self.authors, self.wires)


def _read(text: str, body: str, roles: list[str], words: Lexicon, *, opened: bool, hinted: bool) -> Byline | None:
    parts = [p for piece in split_names(body, words) for p in _unglue(piece, words)]
    if not parts or len(parts) > 16:
        return None
    reader = _Reader(words, roles, opened=opened, hinted=hinted)
    for n, part in enumerate(parts):
        if _BEYOND.match(part):
            break
        if not reader.add(n, part, barred="|" in body):
            return None
    if not reader.is_byline():
        return None
    return Byline(text, _once(reader.authors), _once(reader.roles), _once(reader.wires))


def _once(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _unglue(part: str, words: Lexicon) -> list[str]:
    """Cut "Jane DoeJohn Roe" and "KolumneJane Doe" where a small letter meets a capital; "McDoe" and "YouGov" stay."""
    cuts, start = [], 0
    for m in _CAMEL.finditer(part):
        before = part[start : m.start()].strip()
        word = before[before.rfind(" ") + 1 :]
        named = " " in before or lowered(before) in _GENRES or lowered(before) in words.roles
        if named and word not in _PREFIXES and "-" not in word[-1:]:
            cuts.append(before)
            start = m.start()
    pieces = [*cuts, part[start:].strip()]
    return [p for p in pieces if p]


def _agency(part: str, words: Lexicon) -> tuple[str, str | None]:
    """A part's name and the agency in it: "dpa", "Reuters Staff", "Jane Doe The Associated Press", "Jane Doe"
    " (dpa)"."""
    for found in agencies.locate(part):
        before = re.sub(r"[\s(,/–-]*(?:\b(?:avec|mit|with|con|com|for|für)\s)?[\s(]*$", "", part[: found.start])
        after = part[found.end :].strip(" )-–/.")
        if not before and (not after or lowered(after) in words.roles):
            return "", found.text
        if not after and len(before.split()) >= 2:
            return before, found.text
    return part, None


def _role(part: str, words: Lexicon) -> tuple[str, str | None]:
    """Cut the job title off a name: "Jane Doe Political Editor" is a name of two words and a title."""
    if lowered(part) in words.roles:
        return "", part
    tokens = part.split()
    lower = [lowered(t) for t in tokens]
    hits = [i for i, t in enumerate(lower) if t in words.roles or re.split(r"[-/]", t)[-1] in words.roles]
    hits += [
        i
        for i, t in enumerate(lower)
        if len(t) > 9 and re.search(r"(?:redakteur|korrespondent|reporter|journalist)(?:in)?$", t)
    ]
    if not hits:
        return part, None
    length = _name_length(tokens)
    if min(hits) < length or length >= len(tokens):
        return (
            ("", part)
            if min(hits) < 2 or not tokens[0][:1].isupper()
            else (" ".join(tokens[: min(hits)]), " ".join(tokens[min(hits) :]))
        )
    if not hits or len(tokens) <= 2 or length < 2:
        return "", part
    name, title = " ".join(tokens[:length]), " ".join(tokens[length:])
    if len(tokens) == max(hits) + 1 and lower[0] in _MODIFIERS:
        return "", part
    return name, title


_MODIFIERS = word_set(
    "senior chief political parliamentary news deputy lifestyle sports business foreign white health science royal"
    " crime court education environment technology digital managing executive associate assistant special our local"
    " national international economics defence defense diplomatic security media culture features fashion showbiz"
)


def _name_length(tokens: list[str]) -> int:
    """How many words a name at the head of a longer text takes: two, and what particles and initials add."""
    i = count = 0
    while i < len(tokens) and count < 2:
        bare = tokens[i].strip(".")
        if not (bare.lower() in PARTICLES and bare.islower()) and not (i > 0 and len(bare) == 1):
            count += 1
        i += 1
    return i


def _plausible(name: str, index: int, authors: list[str], wires: list[str], *, opened: bool) -> bool:
    """Whether a name may be an author where it stands: outlets and places come after agencies and people."""
    tokens = name.split()
    if name[0].islower() and name[0].isascii():
        return False
    if wires and not authors and index:  # "AFP, LIMA", "AFP/The Harbour"
        return len(tokens) > 1 and tokens[0] != "The" and not name.isupper()
    if authors and tokens[0].isupper() and 2 <= len(tokens[0].strip(".")) <= 5 and not authors[0].split()[0].isupper():
        return False  # "Jane Doe, WDR KÖLN"
    if authors and len(tokens) == 1 and len(authors[-1].split()) > 1:
        return False
    return opened or (len(tokens) > 1 and not is_organisation(name)) or _is_cjk(name[0])


def _pairs(name: str) -> list[str]:
    """Cut a run of six or eight words with capitals into names of two."""
    tokens = name.split()
    if len(tokens) >= 6 and len(tokens) % 2 == 0 and all(t[0].isupper() for t in tokens):
        return [" ".join(tokens[i : i + 2]) for i in range(0, len(tokens), 2)]
    return [name]


def _bare(authors: list[str], wires: list[str]) -> bool:
    """Whether a line without an opener holds nothing but names of two to four words, or agencies."""
    if not authors:
        return bool(wires)
    return all(2 <= len(a.split()) <= 4 or _is_cjk(a[0]) for a in authors)


def _is_cjk(letter: str) -> bool:
    """Whether a letter is a Chinese character or Hangul."""
    return "\u3400" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af"
