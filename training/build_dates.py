"""Make `cleanpage/parse/dates.json`: month and weekday names, am/pm words and the order of day and month.

The names come from CLDR, read through babel, which is needed only here; `EXTRA` holds what pages write and
CLDR lacks. Run from the checkout's root:

    python training/build_dates.py            write the file
    python training/build_dates.py --check    say whether the file is what this script makes
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "src" / "cleanpage" / "parse" / "dates.json"
REGIONS: dict[str, tuple[str, ...]] = {  # language -> locales whose words are read; the first gives the order
    **{code: (code,) for code in ("cs", "da", "id", "it", "ja", "ko", "nl", "pl", "ru", "sv", "tr", "uk")},
    **{code: (code,) for code in ("bg", "ca", "el", "fi", "hr", "hu", "lt", "ro", "sk", "sq")},
    "ar": ("ar_EG", "ar_SY", "ar_MA", "ar_DZ", "ar_IQ", "ar_TN"),
    "de": ("de", "de_AT"),
    "en": ("en", "en_GB", "en_AU"),
    "fr": ("fr", "fr_CA"),
    "no": ("nb", "nn"),
    "pt": ("pt", "pt_PT"),
    "sr": ("sr_Latn", "sr_Cyrl", "sr_Cyrl_BA", "sr_Latn_ME"),
    "es": ("es", "es_MX", "es_CO"),
    "zh": ("zh", "zh_Hant"),
    **{code: (code,) for code in ("am", "bn", "fa", "ha", "he", "hi", "mk", "sw", "th", "ur", "vi")},
}
EXTRA: dict[str, dict[str, list[str]]] = {  # language -> "1".."12", "am", "pm", "weekdays" -> forms
    "bg": {
        "1": ["ян"], "2": ["февр"], "3": ["март"], "9": ["септ", "сеп"], "10": ["окт"], "11": ["нов"], "12": ["дек"],
    },
    "ca": {
        "1": ["gen"], "2": ["feb"], "3": ["març", "mar"], "4": ["abr"], "7": ["jul"], "8": ["ago"], "9": ["set", "sep"],
        "10": ["oct"], "11": ["nov"], "12": ["des", "dic"],
    },
    "cs": {"9": ["záři"]},
    "da": {"am": ["f.m."], "pm": ["e.m."]},
    "de": {"1": ["jän", "jan"], "3": ["mrz", "mär"], "9": ["sept"], "weekdays": ["sonnabend"]},
    "el": {
        "1": ["ιανουαριου", "ιανουαριοσ", "ιανουαριος", "γενάρη", "γενάρης"],
        "2": ["φεβρουαριου", "φεβρουαριος", "φλεβάρη", "φλεβάρης"],
        "3": ["μαρτιου", "μαρτιος", "μάρτη", "μάρτης", "μαρ"], "4": ["απριλιου", "απριλιος", "απρίλη", "απρίλης"],
        "5": ["μαιου", "μαΐου", "μαϊου", "μάη", "μάης", "μαιος"], "6": ["ιουνιου", "ιουνιος", "ιούνη", "ιούνης",
        "ιουν"],
        "7": ["ιουλιου", "ιουλιος", "ιούλη", "ιούλης", "ιουλ"], "8": ["αυγουστου", "αυγουστος", "αύγουστο", "αυγ"],
        "9": ["σεπτεμβριου", "σεπτεμβριος", "σεπτέμβρη", "σεπτέμβρης", "σεπ"],
        "10": ["οκτωβριου", "οκτωβριος", "οκτώβρη", "οκτώβρης"],
        "11": ["νοεμβριου", "νοεμβριος", "νοέμβρη", "νοέμβρης", "νοε"],
        "12": ["δεκεμβριου", "δεκεμβριος", "δεκέμβρη", "δεκέμβρης"],
        "weekdays": ["δευτερα", "τριτη", "τεταρτη", "πεμπτη", "παρασκευη", "σαββατο", "κυριακη"],
        "am": ["πμ", "π.μ."], "pm": ["μμ", "μ.μ."],
    },
    "en": {"6": ["june"], "7": ["july"], "9": ["sept"], "weekdays": ["tues", "weds", "thur", "thurs"]},
    "es": {"9": ["set", "sept", "setiembre"], "am": ["a.m."], "pm": ["p.m."]},
    "fi": {
        "weekdays": ["maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina",
        "sunnuntaina"],
    },
    "fr": {"2": ["fev", "fevrier"], "8": ["aout"], "12": ["dec", "decembre"]},
    "id": {"2": ["peb", "pebruari"], "8": ["agust", "agt", "ags"], "11": ["nop"], "weekdays": ["jum'at", "ahad"]},
    "hr": {
        "11": ["studenog"], "weekdays": ["srijedu", "subotu", "nedjelju"],
    },
    "hu": {
        "1": ["jan"], "2": ["febr"], "3": ["márc"], "9": ["szept"], "weekdays": ["hétfőn", "kedden"],
        "am": ["délelőtt"], "pm": ["délután"],
    },
    "it": {"9": ["sett"]},
    "lt": {
        "weekdays": ["pirmadienį", "antradienį", "trečiadienį", "ketvirtadienį", "penktadienį", "šeštadienį",
        "sekmadienį"],
    },
    "nl": {"3": ["mrt"]},
    "no": {"3": ["mar"], "6": ["jun"], "7": ["jul"]},
    "pl": {"9": ["wrzes"], "10": ["pazdziernika"]},
    "pt": {"3": ["marco"]},
    "ro": {
        "1": ["ian"], "11": ["nov", "noiem"],
        "weekdays": ["marţi", "marti", "sâmbătă", "sambata", "duminica", "simbata", "luni", "miercuri", "joi",
        "vineri"],
    },
    "ru": {"1": ["янв"], "2": ["фев"], "3": ["мар"], "9": ["сен", "сент"], "11": ["ноя"]},
    "sk": {"weekdays": ["stredu", "sobotu", "nedeľu"]},
    "sq": {
        "9": ["shtator"], "11": ["nentor"], "12": ["dhjetor"],
        "weekdays": ["hënë", "martë", "mërkurë", "enjte", "premte", "shtunë", "diel"],
    },
    "sr": {
        "1": ["januara", "јануара", "jan", "јан"], "2": ["februara", "фебруара"], "3": ["marta", "марта"],
        "4": ["aprila", "априла"], "5": ["maja", "маја"], "6": ["juna", "јуна"], "7": ["jula", "јула"],
        "8": ["avgusta", "августа"], "9": ["septembra", "септембра", "sept"], "10": ["oktobra", "октобра"],
        "11": ["novembra", "новембра"], "12": ["decembra", "децембра"],
        "weekdays": ["sredu", "subotu", "nedelju", "среду", "суботу", "недељу"],
    },
    "tr": {"2": ["sub", "subat"], "5": ["mayis"], "8": ["agustos"], "9": ["eylul"], "11": ["kasim"], "12": ["aralik"]},
    "uk": {"9": ["вер"], "11": ["лис"]},
    "ja": {"am": ["午前"], "pm": ["午後"]},
    "ko": {"am": ["오전"], "pm": ["오후"]},
    "zh": {"am": ["上午", "早上", "凌晨"], "pm": ["下午", "晚上", "晚間"]},
    "ar": {
        "1": ["جانفي"], "2": ["شباط", "فيفري"], "3": ["آذار", "اذار"], "4": ["نيسان", "ابريل", "إبريل", "أفريل"],
        "5": ["أيار", "ايار"], "6": ["حزيران"], "7": ["تموز"], "8": ["آب", "اغسطس"], "9": ["أيلول", "ايلول"],
        "10": ["اكتوبر"], "am": ["صباحا", "صباحاً", "صباحًا"], "pm": ["مساء", "مساءً", "مساءا"],
    },
    "am": {
        "1": ["ጃንዩወሪ", "ጃንዋሪ", "ጃኑዋሪ", "ጃንዩዌሪ"], "2": ["ፌብሩወሪ", "ፌብሩዋሪ", "ፌብርዋሪ"], "3": ["ማርች"], "4": ["ኤፕሪል", "አፕሪል"],
        "5": ["ሜይ"], "6": ["ጁን"], "7": ["ጁላይ"], "8": ["ኦገስት", "ኦጉስት"],
        "9": ["ሴፕቴምበር", "ሴፕተምበር"], "10": ["ኦክቶበር", "ኦክተውበር"],
        "11": ["ኖቬምበር", "ኖቨምበር"], "12": ["ዲሴምበር", "ዲሰምበር"],
        "weekdays": ["እሁድ", "ማክሰኞ", "ሮብ", "ረቡዕ", "ሐሙስ", "ሀሙስ", "አርብ", "ዓርብ", "ቅዳሜ"],
    },
    "bn": {
        "1": ["জানুয়ারি", "জানুয়ারী", "জানুয়ারি", "জানুয়ারী"],
        "2": ["ফেব্রুয়ারি", "ফেব্রুয়ারী", "ফেব্রুয়ারি", "ফেব্রুয়ারী"],
        "8": ["আগষ্ট", "অগস্ট"], "9": ["সেপ্টেম্বর"], "11": ["নভেম্বর"],
        "am": ["ভোর", "সকাল", "পূর্বাহ্ণ", "পূর্বাহ্ন", "এএম"],
        "pm": ["দুপুর", "বিকাল", "বিকেল", "সন্ধ্যা", "রাত", "অপরাহ্ণ", "অপরাহ্ন", "পিএম"], "weekdays": ["বৃহস্পতিবার"],
    },
    "fa": {
        "1": ["ژانویه"], "2": ["فوریه"], "3": ["مارس"], "4": ["آوریل", "آپریل"], "5": ["مه"], "6": ["ژوئن"],
        "7": ["ژوئیه", "جولای"], "8": ["اوت", "آگوست"], "9": ["سپتامبر"], "10": ["اکتبر"],
        "11": ["نوامبر"], "12": ["دسامبر"],
        "weekdays": ["یکشنبه", "یک‌شنبه", "دوشنبه", "سه‌شنبه", "سه شنبه", "چهارشنبه", "پنجشنبه", "پنج‌شنبه",
            "پنج شنبه", "آدینه"],
        "am": ["صبح", "بامداد"], "pm": ["عصر", "شب"],
    },
    "ha": {"am": ["na safe", "safe"], "pm": ["na yamma", "yamma", "dare"]},
    "he": {
        "1": ["בינואר"], "2": ["בפברואר"], "3": ["במרץ", "מרס", "במרס"], "4": ["באפריל"], "5": ["במאי"], "6": ["ביוני"],
        "7": ["ביולי"], "8": ["באוגוסט"], "9": ["בספטמבר"], "10": ["באוקטובר"], "11": ["בנובמבר"], "12": ["בדצמבר"],
        "weekdays": ["ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת"],
    },
    "hi": {
        "1": ["जनवरी"], "2": ["फरवरी", "फ़रवरी", "फ़रवरी"], "6": ["जून"], "8": ["अगस्त"], "9": ["सितंबर", "सितम्बर"],
        "10": ["अक्टूबर", "अक्तूबर"], "11": ["नवंबर", "नवम्बर"], "12": ["दिसंबर", "दिसम्बर"],
        "weekdays": ["बृहस्पतिवार", "वीरवार", "गुरूवार", "शनिवार"],
        "am": ["पूर्वाह्न", "सुबह", "एएम"], "pm": ["अपराह्न", "दोपहर", "शाम", "रात", "पीएम"],
    },
    "mk": {"9": ["септ"]},
    "sw": {"weekdays": ["j.pili", "j.tatu"], "am": ["asubuhi"], "pm": ["mchana", "jioni", "usiku"]},
    "th": {"weekdays": [
        "อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "พฤหัส", "วันพฤหัส", "ศุกร์", "เสาร์"
    ]},
    "ur": {
        "2": ["فروری"], "8": ["اگست"], "weekdays": ["منگل", "بدھ", "جمعرات", "جمعہ", "جمعۃ المبارک", "ہفتہ", "سوموار"],
        "am": ["صبح"], "pm": ["دوپہر", "شام", "رات"],
    },
    "vi": {"am": ["sáng"], "pm": ["chiều", "tối"], "weekdays": ["thứ hai", "thứ ba", "thứ tư", "chủ nhật"]},
}  # fmt: skip
OMITTED: dict[str, frozenset[str]] = {  # language -> CLDR's short forms that pages do not write, and others' words are
    "bg": frozenset({"пр.об", "сл.об"}),
    "fi": frozenset({"ap", "ip"}),
    "hu": frozenset({"de", "du", "h", "k", "p", "v"}),
    "sq": frozenset({"p.d", "m.d", "die", "pre"}),
    "ha": frozenset({"sf", "ym"}),
    "vi": frozenset({"sa", "ch"}),
}
_WORD = re.compile(r"[^\W\d_]")


def fold(name: str) -> str:
    """A name as it is looked up: lower case, no dots at its ends."""
    plain = name.lower().replace("i̇", "i").replace("\u200f", "").strip(". ")
    return plain.removeprefix("de ").removeprefix("d’")  # Catalan: "de març", "d’abril"


def language(code: str) -> dict[str, Any]:
    """What the file holds on one language."""
    from babel import Locale, localedata

    localedata._cache.clear()  # babel writes one locale's words into another's aliases
    months: dict[str, set[str]] = {str(n): set() for n in range(1, 13)}
    words: dict[str, set[str]] = {"weekdays": set(), "am": set(), "pm": set()}
    order = "dmy"
    for name in REGIONS[code]:
        locale = Locale.parse(name)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, month in locale.months[context][width].items():
                    months[str(number)].add(fold(month))
                words["weekdays"] |= {fold(d) for d in locale.days[context][width].values()}
        for key in ("am", "pm"):
            words[key] |= {
                fold(locale.day_periods[c][w][key])
                for c in locale.day_periods
                for w in ("wide", "abbreviated")
                if key in locale.day_periods[c].get(w, {})
            }
        if name == REGIONS[code][0]:
            order = "".join(dict.fromkeys(c for c in locale.date_formats["short"].pattern.lower() if c in "dmy"))
    for key, forms in EXTRA.get(code, {}).items():
        (words if key in words else months)[key] |= {fold(f) for f in forms}
    omitted = OMITTED.get(code, frozenset())
    words = {key: forms - omitted for key, forms in words.items()}
    named = {m: sorted(f for f in forms if _WORD.search(f) and not re.search(r"\d", f)) for m, forms in months.items()}
    return {"order": order, "months": {m: f for m, f in named.items() if f}, **{k: sorted(v) for k, v in words.items()}}


def build() -> str:
    """The file's text: one line a language."""
    rows: Mapping[str, Any] = {code: language(code) for code in sorted(REGIONS)}
    body = ",\n".join(
        f"{json.dumps(c)}: {json.dumps(r, ensure_ascii=False, separators=(',', ':'))}" for c, r in rows.items()
    )
    return "{\n" + body + "\n}\n"


def main() -> int:
    """Write the file, or compare it with `--check`."""
    text = build()
    if "--check" in sys.argv[1:]:
        same = TARGET.exists() and TARGET.read_text("utf8") == text
        print("dates.json is up to date" if same else "dates.json differs: run training/build_dates.py")
        return 0 if same else 1
    TARGET.write_text(text, "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
