"""Days of other calendars that news pages print: the solar Hijri calendar of Iran and the Ethiopian one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from cleanpage.parse.words import Pattern

SOLAR_HIJRI: Mapping[str, int] = {
    name: n
    for n, names in enumerate(
        (
            "فروردین|فروردين", "اردیبهشت|ارديبهشت", "خرداد", "تیر|تير", "مرداد|امرداد", "شهریور|شهريور", "مهر", "آبان",
            "آذر", "دی|دي", "بهمن", "اسفند",
        ),
        1,
    )
    for name in names.split("|")
}  # fmt: skip
ETHIOPIAN: Mapping[str, int] = {
    name: n
    for n, names in enumerate(
        (
            "መስከረም", "ጥቅምት", "ኅዳር|ህዳር|ሕዳር", "ታኅሣሥ|ታህሳስ|ታኅሳስ|ታሕሳስ|ታህሣሥ", "ጥር", "የካቲት", "መጋቢት", "ሚያዝያ|ሚያዚያ", "ግንቦት",
            "ሰኔ", "ሐምሌ|ሀምሌ", "ነሐሴ|ነሀሴ", "ጳጉሜ|ጳጉሜን|ጳጉሜን",
        ),
        1,
    )
    for name in names.split("|")
}  # fmt: skip


def from_solar_hijri(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a day in Iran's calendar, by its cycle of 33 years, which holds for 1244 to 1500.

    Raises ValueError where there is no such day.

    >>> from_solar_hijri(1403, 12, 14)
    datetime.date(2025, 3, 4)
    """
    longest = 31 if month <= 6 else 30
    if not (1244 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError("no such day")
    era = year + 1595  # in whole cycles of 33 years
    first = 365 * era + era // 33 * 8 + (era % 33 + 3) // 4
    return datetime.date.fromordinal(first - 356_033 + (month - 1) * 30 + min(month - 1, 6) + day)


def from_ethiopian(year: int, month: int, day: int) -> datetime.date:
    """The Gregorian day of a day in the Ethiopian calendar: twelve months of 30 days and five or six days more.

    Raises ValueError where there is no such day.

    >>> from_ethiopian(2017, 7, 5)
    datetime.date(2025, 3, 14)
    """
    longest = 30 if month <= 12 else 6 if year % 4 == 3 else 5
    if not (1 <= month <= 13 and 1 <= day <= longest):
        raise ValueError("no such day")
    return datetime.date.fromordinal(2400 + 365 * year + year // 4 + 30 * month + day)


def _names(months: Mapping[str, int]) -> str:
    return "|".join(sorted(months, key=len, reverse=True))


_END = r"(?![^\W\d_])"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)(?: ?ዓ[./]?ም\.?)?"  # "2017 ዓ.ም"
_SOLAR_NAMED = Pattern(
    rf"(?P<d>\d{{1,2}})[ \u200c-]?(?P<name>{_names(SOLAR_HIJRI)}){_END}(?: ?ماه)?[ ،,-]{{0,3}}(?P<y>1[34]\d\d)?(?!\d)"
)
_SOLAR_NUMBERS = Pattern(r"(?P<y>1[34]\d\d)(?P<sep>[/-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
_ETHIOPIAN_DAY_FIRST = Pattern(rf"(?P<d>\d{{1,2}}) (?P<name>{_names(ETHIOPIAN)}){_END}(?:[ ፣,]{{0,3}}{_YEAR})?")
_ETHIOPIAN_NAME_FIRST = Pattern(
    rf"(?P<name>{_names(ETHIOPIAN)}){_END} (?P<d>\d{{1,2}})(?!\d)(?: ቀን)?(?:[ ፣,/]{{1,3}}{_YEAR})?"
)


def day_by_number(text: str, start: int) -> tuple[int, str | None] | None:
    """The end and the Gregorian day (ISO 8601; None without a year) of a day that begins with a number at `start`.

    >>> day_by_number("1403/12/14", 0), day_by_number("5 March", 0)
    ((10, '2025-03-04'), None)
    """
    if m := _SOLAR_NUMBERS.match(text, start):
        iso = _iso(from_solar_hijri, m["y"], int(m["m"]), m["d"])
        return (m.end(), iso) if iso else None
    if m := _SOLAR_NAMED.match(text, start):
        return m.end(), _iso(from_solar_hijri, m["y"], SOLAR_HIJRI[m["name"]], m["d"])
    if m := _ETHIOPIAN_DAY_FIRST.match(text, start):
        return m.end(), _iso(from_ethiopian, m["y"], ETHIOPIAN[m["name"]], m["d"])
    return None


def day_by_name(text: str, start: int) -> tuple[int, str | None] | None:
    """As `day_by_number`, where the month's name comes first: "መጋቢት 5 ቀን 2017 ዓ.ም"."""
    m = _ETHIOPIAN_NAME_FIRST.match(text, start)
    return (m.end(), _iso(from_ethiopian, m["y"], ETHIOPIAN[m["name"]], m["d"])) if m else None


def _iso(to_date: Callable[[int, int, int], datetime.date], year: str | None, month: int, day: str) -> str | None:
    try:
        return to_date(int(year), month, int(day)).isoformat() if year else None
    except ValueError:
        return None
