"""Date lines: the day and time that a line states, in any language that has a pack.

A line is read from left to right into days, times and the words "published" and "updated"; whatever else
stands there must be little, or the line is prose.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from cleanpage.parse.calendars import day_by_name, day_by_number
from cleanpage.parse.lexicon import Lexicon, lexicon, primary
from cleanpage.parse.words import WINDOW, Pattern, lowered, word_at, word_set
from cleanpage.rules.words import MARKS

Kind = Literal["published", "updated"]


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A day, a time, or both, as a line states them."""

    text: str
    """The line, verbatim, without bullets and white space around it."""
    date: str | None = None
    """The day, "2015-10-21"."""
    time: str | None = None
    """The time of day in 24 hours, "17:02"."""
    offset: str | None = None
    """The offset from UTC as the line states it, "+02:00"."""
    kind: Kind | None = None

    @property
    def iso(self) -> str | None:
        """ISO 8601: the day, or day and time, with the offset where it is stated; None without a day.

        >>> Timestamp("…", date="2015-10-21", time="17:02", offset="+02:00").iso
        '2015-10-21T17:02+02:00'
        """
        if not self.date or not self.time:
            return self.date
        return f"{self.date}T{self.time}{self.offset or ''}"


class Calendar(NamedTuple):
    """Names of months and week days and words for the halves of the day, in lower case."""

    months: Mapping[str, int]
    month_words: frozenset[str]
    """The first words of the months' names."""
    weekdays: frozenset[str]
    halves: Mapping[str, str]
    month_first: bool


class Item(NamedTuple):
    """A thing read in a line: `what` is "day", "time", "published", "updated", "known" or "other"."""

    what: str
    start: int
    end: int
    value: str | None = None
    offset: str | None = None


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, object]]:
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "dates.json"), encoding="utf8") as file:
        data: dict[str, Mapping[str, object]] = json.load(file)
    return data


@lru_cache(maxsize=32)
def calendar(language: str | None) -> Calendar:
    """The calendar words of a language, backed by those of all others; English comes first among these."""
    data = _data()
    first = [c for c in (language, "en") if c and c in data]
    months: dict[str, int] = {}
    halves: dict[str, str] = dict.fromkeys(("上午", "午前", "오전", "凌晨", "早上", "清晨"), "am")
    halves.update(dict.fromkeys(("下午", "午後", "오후", "晚上", "晚间", "傍晚"), "pm"))
    weekdays: set[str] = set()
    for code in dict.fromkeys((*first, *data)):
        row = data[code]
        for number, names in _table(row["months"]).items():
            for name in names:
                months.setdefault(name, int(number))
        weekdays.update(_list(row["weekdays"]))
        for half in ("am", "pm"):
            for word in _list(row[half]):
                if code in first or len(word) > 1:
                    halves.setdefault(re.sub(r"[\s.]+", "", word), half)
    order = str(data[language]["order"]) if language and language in data else ""
    openers = frozenset(name.partition(" ")[0].partition(".")[0] for name in months)
    return Calendar(months, openers, frozenset(weekdays), halves, month_first=order.startswith("m"))


def _table(value: object) -> dict[str, list[str]]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else []


# Offsets by the names of zones that mean one thing on news pages; "CST", "IST" and "ET" do not.
_ZONES = {
    name: offset
    for offset, names in {
        "+00:00": "GMT UTC WET Z",
        "+01:00": "BST CET MEZ WEST WAT HNEC",
        "+02:00": "CEST MESZ EET SAST CAT HAEC",
        "+03:00": "EEST MSK МСК EAT TRT TSİ",
        "+04:00": "GST",
        "+05:00": "PKT",
        "+05:45": "NPT",
        "+07:00": "WIB ICT",
        "+08:00": "WITA SGT HKT MYT PHT AWST",
        "+09:00": "WIT JST KST",
        "+10:00": "AEST",
        "+11:00": "AEDT",
        "+12:00": "NZST",
        "+13:00": "NZDT",
        "-03:00": "BRT ART",
        "-04:00": "EDT",
        "-05:00": "EST CDT",
        "-06:00": "MDT",
        "-07:00": "MST PDT",
        "-08:00": "PST AKDT",
    }.items()
    for name in names.split()
}
_US_ZONES = word_set("ET EST EDT CT CST CDT MT MST MDT PT PST PDT")
_ANY_ZONE = frozenset({*_ZONES, *_US_ZONES, "IST", "ADT", "AST", "NST", "NDT", "HST"})

_NATIVE_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙"
_DIGITS = {ord(c): str(i % 10) for i, c in enumerate(_NATIVE_DIGITS)}
_FOLD = {**_DIGITS, **dict.fromkeys(map(ord, "\xa0\u2007\u2009\u200a\u202f\u3000\u200e\u200f\u200b\ufeff\t"), " ")}
_FOLD |= {ord("："): ":", ord("／"): "/", ord("．"): ".", ord("，"): ",", ord("－"): "-", ord("‑"): "-", ord("’"): "'"}
_FOLD |= {ord("،"): ",", ord("፣"): ","}

_BULLET = Pattern(r"^[\s•·*|\-–—▪►]++")
_LETTER = rf"(?:[^\W\d_][{MARKS}]*+)"  # a letter with the signs that it carries in scripts of India
_TOKEN = Pattern(rf"\d++|{_LETTER}++(?:['.\u200c-]{_LETTER}++){{0,2}}|[^\w\s]")
_DIGIT = Pattern(r"\d")
_LETTERS = Pattern(rf"{_LETTER}++")
_YEAR = r"(?P<y>(?:19|20)\d\d|25[4-9]\d)"
_YMD = Pattern(
    _YEAR
    + r"\s?(?P<sep>[-/.年년])\s?(?P<m>\d{1,2})\s?[-/.月월]\s?(?P<d>\d{1,2})(?!\d{3})\s?(?:[日일]|(?<=\d)\.(?!\d))?T?"
)
_ERA = Pattern(r"(?P<era>令和|平成)\s?(?P<y>\d{1,2}|元)年\s?(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})日")
_COMPACT = Pattern(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_DMY = Pattern(
    r"(?P<a>\d{1,2})\s?(?P<sep>[./-])\s?(?P<b>\d{1,2})\s?[./-]\s?(?P<y>(?:19|20)\d\d|25[4-9]\d|'?\d\d(?!\d))"
)
_THAI_SHORT = "[\u0e00-\u0e7f]{1,3}\\.[\u0e00-\u0e7f](?=\\.)"  # "มี.ค."
_NAME = rf"(?P<name>{_THAI_SHORT}|[{MARKS}\u0e01-\u0e4e]{{2,20}}+|[^\W\d_]{{2,14}}(?: (?:الثاني|الأول|الاول))?)"
_D_MONTH = Pattern(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|[.º°ª])?+\.?[ -]?(?:(?:de|of|di) |d' ?)?"
    + _NAME
    + r"\.?(?:,|-| (?:del|de|of|von|г))?[ ,]{0,3}(?P<y>(?:19|20)\d\d|25[4-9]\d|'\d\d(?!\d)|(?<=-)\d\d(?!\d))?",
    re.IGNORECASE,
)
_MONTH_D = Pattern(
    _NAME + r"\.?[ -]?(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d)[,.]{0,2}(?: of)?[ ,-]{0,2}(?P<y>(?:19|20)\d\d)?"
)
_MONTH_Y = Pattern(_NAME + r"\.?,? (?:de |del )?(?:19|20)\d\d")
_Y_MONTH_D = Pattern(r"(?P<y>(?:19|20)\d\d)[. ,-]{1,2}(?:m\. )?" + _NAME + r"[. -]{1,2}(?P<d>\d{1,2})(?!\d)")
_VIETNAMESE = Pattern(r"(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm|,|/)? ?(?P<y>(?:19|20)\d\d)?", re.IGNORECASE)
_MD = Pattern(r"(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]")
_SHORT_DAY = Pattern(r"(?P<a>\d{1,2})[./](?P<b>\d{1,2})\.?(?![\d.:/])")
_CLOCK = Pattern(r"(?P<h>\d{1,2}) ?[:hHuU](?![^\W\d_]) ?(?P<m>\d\d)(?::?\d\d(?!\d)(?:[.,]\d{1,9})?)?")
_DOTTED = Pattern(r"(?P<h>\d{1,2})\.(?P<m>\d\d)(?![\d/]|\.\d)")
_HOUR = Pattern(r"(?P<h>\d{1,2})(?=\s?(?:h(?![^\W\d_])|Uhr\b|[ap]\.?\s?m\b))", re.IGNORECASE)
_CJK_CLOCK = Pattern(r"(?P<h>\d{1,2})\s?[時时点點시](?:\s?(?P<m>\d{1,2})\s?[分분]?)?(?:\s?\d{1,2}\s?[秒초])?")
_HALF = Pattern(r"\s?(?P<half>[^\W\d_]\.? ?[^\W\d_](?![^\W\d_])\.?|[^\W\d_]{1,9})")
_OFFSET = Pattern(r"\s?\(?(?:GMT|UTC|TU)?\s?(?P<sign>[+−-])(?P<h>\d{1,2})(?::?(?P<m>\d\d))?(?![\d.:/-])\)?")
_ZONE = Pattern(r"\s?[(\[]?(?P<zone>[^\W\d_]{1,4})(?![^\W_])[)\]]?")
_UNIT = Pattern(r"\s?(?:h\b|hs\b|hrs\b|Uhr\b|น\.|г\.|р\.)\.?", re.IGNORECASE)

# Words that stand beside dates and say nothing of their own
_GLUE = word_set(
    "a à al alle am an as at até bis by change comment comments d da das datum de del den der di die dal el em en"
    " ett gg"
    " h hs hours hrs i il in kl klo klokken la las le les les más o ob of ob om on op or os para per s sat sur"
    " the to um"
    " uhr um um u van vom von zum ore ora at är г год года р року o w dnia godz godzina ul tgl pukul jam wib wita wit"
    " saat saati في الساعة يوم ngày lúc local time heure heures hora horas st nd rd th et est"
    " ב בתאריך בשעה יום शाम को बजे समय पर तारीख़ दिनांक আজ তারিখ সময় টায় টা এ মিনিটে ساعت روز تاریخ بوقت بجے کو"
    " ngày giờ vào lúc thứ hai ba tư năm sáu bảy chủ nhật"
    " วันที่ เวลา น saa tarehe siku ya ቀን ዓ ም እ ኤ አ ሰዓት ላይ ranar karfe da na во часот година"
    # how long ago, how long to read, how many comments
    " ago vor seit hace fa há il y för sedan siden temu önce назад тому منذ قبل lalu yang ago min mins minute minutes"
    " minuten minuto minutos minuti minutter minuter minut minuty dakika dk мин минут мин. دقيقة دقائق menit"
    " phút hour"
    " hours stunde stunden std heures ore ora hora horas timer timmar timme time godzin godziny saat час часов ساعة"
    " ساعات jam day days month months year years monat monaten monate jahr jahren mois an ans mes meses mês"
    " mese mesi año años ano anos anno anni maand maanden jaar måned måneder månader år miesiąc miesiące lat"
    " bulan tahun ay yıl месяц месяца месяцев года лет tag tagen jours jour días dia dias giorni dagar dage"
    " dager dni gün дней дня hari second seconds"
    " sekunden secondes week weeks wochen woche read reading lesezeit lesedauer lecture lectura lettura"
    " leitura leestijd"
    " läsning lesetid læsetid okuma czytania чтения baca page seite ergänzungen kommentare kommentar kommentarer"
    " commentaire commentaires comentarios comentários commenti reacties komentarzy yorum views aufrufe visto"
    " lecturas"
    " today heute hoy oggi hoje aujourd'hui idag i dag vandaag dziś dnes bugün сегодня сьогодні اليوم hari ini"
    " yesterday"
    " gestern ayer ieri hier ontem gisteren wczoraj вчера just now few"
    " minuuttia perce perckor óra órakor ora orele minute azi astăzi ч часа минути днес u sati časova у часова"
    " στις ώρα λεπτά πριν σήμερα χθες χτες o hod hodín minút val šiandien vakar prieš hores avui ahir minuts në më sot"
    " dje danas juče jučer данас јуче tänään eilen tegnap včera часов"
    " לפני דקות דקה שעה שעות ימים पहले मिनट घंटे घंटा दिन घण्टे আগে মিনিট ঘণ্টা ঘন্টা দিন پیش دقیقه روز پہلے منٹ گھنٹے گھنٹہ دن"
    " trước phút giờ ที่แล้ว นาที ชั่วโมง iliyopita zilizopita dakika masaa በፊት ደቂቃ ደቂቃዎች ቀናት sa'o'i minti"
    " пред минути минута часа дена"
    " היום אתמול आज कल গতকাল امروز دیروز آج hôm nay วันนี้ leo jana ዛሬ ትናንት yau jiya денес вчера"
    " 前 後 时间 時間 間 分 秒 小时 天 日 月 年 時 时 点 분 전 시간 초 일 요일 曜日 曜"
)
_RELATIVE = word_set(
    "today heute hoy oggi hoje idag vandaag dziś dnes bugün сегодня сьогодні اليوم yesterday gestern ayer ieri hier"
    " ontem gisteren wczoraj вчера tänään eilen tegnap azi astăzi днес danas juče jučer данас јуче σήμερα χθες χτες"
    " včera šiandien vakar avui ahir dje"
    " היום אתמול आज कल আজ গতকাল امروز دیروز آج วันนี้ leo jana ዛሬ ትናንት yau jiya денес"
)
_SEPARATOR = frozenset("|•·–—()[]/\\")


def scan(line: str, language: str | None = None) -> list[Item]:
    """Read a line into its days, times, marks and words."""
    code = primary(language)
    return _scan(_fold(line), code, lexicon(code))


def _fold(line: str) -> str:
    return line.translate(_FOLD)


def _scan(text: str, code: str | None, words: Lexicon) -> list[Item]:
    lower, months = lowered(text), calendar(code)
    items: list[Item] = []
    pos, american = 0, months.month_first or (code is None and _is_american(text))
    half: str | None = None
    while token := _TOKEN.search(text, pos):
        start, pos = token.start(), token.end()
        first = token[0][0]
        item = None
        if first.isdigit():
            digits = pos - start
            item = _day(text, lower, start, digits, months, american=american)
            if not item and digits <= 2:
                item = _time(text, start, months, items, half)
            half = None if item and item.what == "time" else half
        elif first.isalpha():
            item = _mark(lower, start, words) or _month_first(text, lower, start, months)
            if not item:
                item, half = _word(text, lower, token, months, half)
        elif first in _SEPARATOR or (first == "-" and text[start - 1 : start + 2] == " - "):
            item = Item("separator", start, pos)
        if item:
            items.append(item)
            pos = max(item.end, start + 1)
    return items


def _mark(lower: str, start: int, words: Lexicon) -> Item | None:
    word = word_at(lower, start)
    end = words.updated.at(lower, start, word=word)
    if end is not None:
        return Item("updated", start, end)
    end = words.published.at(lower, start, word=word)
    return None if end is None else Item("published", start, end)


def _word(
    text: str, lower: str, token: re.Match[str], cal: Calendar, half: str | None
) -> tuple[Item | None, str | None]:
    """A word that is neither a mark nor a month: a half of the day, a word of no weight, or another."""
    start, end = token.span()
    if not lower[start].isascii() and (found := cal.halves.get(lower[start : start + 2])):  # "午後3時"
        return Item("known", start, start + 2), found
    if text.startswith(("令和", "平成"), start) and (era := _ERA.match(text, start)):
        year = (1 if era["y"] == "元" else int(era["y"])) + (2018 if era["era"] == "令和" else 1988)
        return Item("day", start, era.end(), _iso(year, int(era["m"]), int(era["d"]))), half
    word = lower[start:end].strip("'.-")
    if word in cal.weekdays or word in cal.months or word in cal.halves:
        return Item("known", start, end), cal.halves.get(word, half)
    if word in _GLUE or text[start:end] in _ANY_ZONE or _known_tail(word, cal):
        return Item("relative" if word in _RELATIVE else "known", start, end), half
    return Item("other", start, end), half


def _known_tail(word: str, cal: Calendar) -> bool:
    """Runs of an unspaced script ("前更新"), and days named with an ending ("среду")."""
    return not word.isascii() and all(c in _GLUE or c in cal.weekdays for c in word)


def _is_american(text: str) -> bool:
    return bool(re.search(r"\b(?:E|C|M|P)[SD]?T\b|\b[AP]M\b", text))


def _iso(year: int, month: int, day: int) -> str | None:
    if 2540 <= year < 2600:  # the Buddhist era
        year -= 543
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(text: str) -> int:
    year = int(text.lstrip("'"))
    return year if year >= 100 else year + (2000 if year < 70 else 1900)


_DAYS: Mapping[int, tuple[Pattern, ...]] = {
    1: (_VIETNAMESE, _MD),
    2: (_VIETNAMESE, _MD),
    4: (_YMD,),
    8: (_COMPACT,),
}
"""Patterns of numbers by the digits of the first."""


def _day(text: str, lower: str, start: int, digits: int, cal: Calendar, *, american: bool) -> Item | None:
    """A day that begins with a number of so many digits."""
    if not text.isascii() or digits == 4:
        other = day_by_number(text, start)
        if other:
            return Item("day", start, *other)
    for pattern in _DAYS.get(digits, ()):
        if m := pattern.match(text, start):
            year = m.groupdict().get("y")
            value = _iso(int(year), int(m["m"]), int(m["d"])) if year else None
            if value or pattern is not _COMPACT:
                return Item("day", start, m.end(), value)
    if digits <= 2 and (m := _DMY.match(text, start)):
        a, b, year_number = int(m["a"]), int(m["b"]), _year(m["y"])
        return Item(
            "day",
            start,
            m.end(),
            _ordered(a, b, year_number, month_first=m["sep"] == "/" and american, swap=m["sep"] != "."),
        )
    by_name = _D_MONTH if digits <= 2 else _Y_MONTH_D if digits == 4 else None
    if by_name and (m := by_name.match(text, start)) and (month := _month(lower, m, cal)):
        value = _iso(_year(m["y"]), month, int(m["d"])) if m["y"] else None
        return Item("day", start, m.end(), value)
    return None


def _ordered(a: int, b: int, year: int, *, month_first: bool, swap: bool) -> str | None:
    """Day and month in the order given or, if `swap`, in the other where only that is possible."""
    pairs = ((b, a), (a, b)) if month_first else ((a, b), (b, a))
    for day, month in pairs[: 2 if swap else 1]:
        if value := _iso(year, month, day):
            return value
    return None


def _month(lower: str, m: re.Match[str], cal: Calendar) -> int | None:
    name = lower[m.start("name") : m.end("name")]
    return cal.months.get(name) or cal.months.get(name.partition(" ")[0])


def _month_first(text: str, lower: str, start: int, cal: Calendar) -> Item | None:
    """ "October 21, 2015", "Oct 21", and a month with a year, which is no day."""
    if not text.isascii() and (other := day_by_name(text, start)):
        return Item("day", start, *other)
    letters = _LETTERS.match(lower, start)
    if not letters or letters[0] not in cal.month_words:
        return None
    if (m := _MONTH_D.match(text, start)) and (month := _month(lower, m, cal)):
        return Item("day", start, m.end(), _iso(int(m["y"]), month, int(m["d"])) if m["y"] else None)
    if (m := _MONTH_Y.match(text, start)) and _month(lower, m, cal):
        return Item("day", start, m.end(), None)
    return None


def _time(text: str, start: int, cal: Calendar, items: list[Item], half: str | None) -> Item | None:
    m = _CJK_CLOCK.match(text, start) or _CLOCK.match(text, start)
    if not m and (m := _DOTTED.match(text, start)) and not _dotted_is_time(text, m, items):
        m = None
    m = m or _HOUR.match(text, start)
    if m and re.match(r"\s?min\b", text[m.end() : m.end() + 5]):  # how long a film is
        return None
    if not m or int(m["h"]) > 23 or int(m.groupdict().get("m") or 0) > 59:
        return None
    hour, minute, end = int(m["h"]), int(m.groupdict().get("m") or 0), m.end()
    if (after := _HALF.match(text, end)) and (found := cal.halves.get(re.sub(r"[\s.]+", "", lowered(after["half"])))):
        half, end = found, after.end()
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if unit := _UNIT.match(text, end):
        end = unit.end()
    offset, end = _offset(text, end)
    return Item("time", start, end, f"{hour:02}:{minute:02}", offset)


def _dotted_is_time(text: str, m: re.Match[str], items: list[Item]) -> bool:
    """Whether "15.59" is a time: after a day, "kl" or a mark, or before "Uhr", "h" or "am"."""
    after = re.match(r"\s?(?:Uhr|h\b|hs\b|[ap]\.?m\b|WI[BT])", text[m.end() : m.end() + 6], re.IGNORECASE)
    return bool(after) or any(i.what in ("day", "known", "published", "updated", "relative") for i in items[-2:])


def _offset(text: str, at: int) -> tuple[str | None, int]:
    if m := _OFFSET.match(text, at):
        hours, minutes = int(m["h"]), int(m["m"] or 0)
        if hours <= 14 and minutes < 60:
            return f"{'+' if m['sign'] == '+' else '-'}{hours:02}:{minutes:02}", m.end()
    if (m := _ZONE.match(text, at)) and m["zone"] in _ANY_ZONE:
        return _ZONES.get(m["zone"]), m.end()
    return None, at


class _Stamp(NamedTuple):
    date: str | None
    time: str | None
    offset: str | None
    kind: Kind | None


def _stamps(items: list[Item]) -> list[_Stamp]:
    """Join days, times and marks: a mark opens a stamp, a time belongs to the day before or after it."""
    stamps: list[_Stamp] = []
    kind: Kind | None = None
    day: Item | None = None
    time: Item | None = None

    def close() -> None:
        nonlocal day, time, kind
        if day or time:
            stamps.append(
                _Stamp(day.value if day else None, time.value if time else None, time.offset if time else None, kind)
            )
            day = time = kind = None

    for item in items:
        if item.what == "day":
            if day or (time and stamps and not kind and stamps[-1].date and not stamps[-1].time):
                close()
            day = item
        elif item.what == "time":
            if not time:
                time = item
        elif item.what == "published" or item.what == "updated":
            close()
            kind = "published" if item.what == "published" else "updated"
    trailing = kind if not (day or time) else None
    close()
    if trailing and stamps and not stamps[-1].kind:  # "3月3日 20時15分更新"
        stamps[-1] = stamps[-1]._replace(kind=trailing)
    return stamps


def _is_prose(items: list[Item], text: str) -> bool:
    """Whether a line has too many words that belong to no date."""
    marked = any(i.what in ("published", "updated", "relative") for i in items)
    dated = any(i.what == "day" and i.value for i in items)
    clock = any(i.what == "time" for i in items)
    if not dated and not clock:
        return True
    worst = total = small = run = 0
    for item in items:
        if item.what == "separator":
            run = 0
        elif item.what == "other":
            run, total = run + 1, total + 1
            small += text[item.start].islower()
            worst = max(worst, run)
    if not dated and not marked:
        return total > 0
    if marked:
        return worst > 4 or total > 8 or small > 3
    return worst > 2 or total > 4 or small > 1 or (total > 0 and text.rstrip().endswith((".", "!", "?")))


def read(line: str, language: str | None = None) -> tuple[Timestamp | None, Sequence[Item]]:
    """As `date`, with what `scan` reads in the line: none where it is no date line."""
    text = _BULLET.sub("", line[:WINDOW]).strip()
    if not text or len(line) > WINDOW or not _DIGIT.search(text):
        return None, ()
    folded = _fold(text)
    code = primary(language)
    items = _scan(folded, code, lexicon(code))
    if _is_prose(items, folded):
        return None, ()
    stamps = [s for s in _stamps(items) if s.date or s.time]
    if not stamps:
        return None, ()
    best = min(stamps, key=lambda s: (s.date is None, s.kind == "updated", s.kind is None))
    if best.date is None:
        best = min(stamps, key=lambda s: (s.kind == "updated", s.kind is None))
    kind = best.kind
    if kind is None and any(s.kind == "updated" for s in stamps):
        kind = "published"
    stamp = Timestamp(text, best.date, best.time, best.offset, kind)
    return stamp, items if text == line else scan(line, language)


def date(line: str, language: str | None = None) -> Timestamp | None:
    """Read a date line: what stands above an article to say when it was published or updated.

    Forms: "21 October 2015", "Oct. 21, 2015 5:02 PM EDT", "Aktualisiert am 3.3.2025, 14:05 Uhr",
    "2025年1月13日 5時", "2025년 1월 13일 오후 3:05", "2024-05-06T07:08:09+02:00", two dates glued together,
    a time alone ("15:44 Uhr"). Where a line states both, the time of publication is taken, not the update.
    None for prose, for relative times ("2 hours ago") and for days that do not exist.

    >>> date("Updated 5:02 PM EDT, Wed October 21, 2015", "en").iso
    '2015-10-21T17:02-04:00'
    >>> date("On 3 March 2020 he said that the ferry would sail again.") is None
    True
    """
    return read(line, language)[0]
