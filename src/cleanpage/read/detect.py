"""Which encoding bytes are in that are no Unicode: the one in which they read most like a language.

For each encoding the bytes are read, and it is added up how surprising the text would be in each language written
in it, in bits: a frequent letter costs few, a rare sign many, a capital after a small letter or letters of two
scripts in one word cost extra. The least surprising reading wins. As every reading accounts for the same bytes,
single-byte and double-byte encodings compare fairly. ASCII costs nothing: it is the same in all of them. How frequent
letters are is known by their order alone, as it is in news; right and wrong readings lie so far apart that this does.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, pairwise
from math import log2
from typing import NamedTuple

SAMPLE = 4000
"""Bytes that are looked at: the first words that hold any that are not ASCII."""

_TRUST = 1.0, 12.0
"""Bits for each byte that is not ASCII, and in all, by which another encoding must beat the declared one."""

_CHUNK = 1 << 16
# No second byte of any double-byte encoding lies below 0x40, where white space, digits and "<" are: a word is whole.
_WORD = re.compile(rb"[\x40-\x7f]{0,24}+[\x80-\xff][\x40-\xff]*+")


class _Language(NamedTuple):
    """A language, or several that are written alike.

    `codecs`: the encodings it is written in. `letters`: its letters that are not ASCII, most frequent first.
    `script`: how their Unicode names begin. `plain`: for double-byte encodings the codec of the national
    standard and the range of first bytes that hold what is in everyday use; else None.
    """

    codecs: tuple[str, ...]
    letters: str
    script: str
    plain: tuple[str, range] | None = None


_WEST, _MID, _CYRILLIC = (
    ("cp1252", "iso8859_15"),
    ("cp1250", "iso8859_2"),
    ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic"),
)
_RARITY = (
    (0.0, "cp1252"),
    (3.0, "cp1251 cp1254 gb18030 cp932 cp949"),
    (4.0, "cp1253 cp1255 cp1256 cp1257 cp874 euc_jis_2004 big5hkscs"),
    (5.0, "cp1250 iso8859_15"),
    (6.0, "koi8_r iso8859_7"),
    (7.0, "koi8_u iso8859_2"),
    (9.0, "cp866 iso8859_5 iso8859_6"),
)
"""Encodings by how rare they are on the web, in bits: this decides where the bytes themselves do not. Others are only
used where they are declared: that of Macs, for one, is windows-1251 but for the capitals."""
_RARE: Mapping[str, float] = {codec: bits for bits, names in _RARITY for codec in names.split()}

_LANGUAGES = (
    # Latin: English; German; French and Catalan; Spanish; Portuguese; Italian; Dutch; Danish and Norwegian; Swedish
    # and Finnish; Icelandic; Estonian
    _Language(_WEST, "£éñáíç", "LATIN"),
    _Language(_WEST, "üäößé", "LATIN"),
    _Language(_WEST, "éèàêçôâûîùïëœóòíú", "LATIN"),
    _Language(_WEST, "óíáéñúü¿¡", "LATIN"),
    _Language(_WEST, "ãçáéíóêõâúàôü", "LATIN"),
    _Language(_WEST, "àèéòùìî", "LATIN"),
    _Language(_WEST, "éëïóüè", "LATIN"),
    _Language(_WEST, "åøæéäö", "LATIN"),
    _Language(_WEST, "äöåéü", "LATIN"),
    _Language(_WEST, "ðáíöéúþóýæ", "LATIN"),
    _Language((*_WEST, "cp1257"), "äõüöšž", "LATIN"),
    # Polish; Czech; Slovak; Hungarian; Romanian; Croatian and Slovene; Turkish; Lithuanian; Latvian
    _Language(_MID, "łęąóżśćźń", "LATIN"),
    _Language(_MID, "íáěéřčžýšůúťňďó", "LATIN"),
    _Language(_MID, "áíčéýžšúľťôňäďĺŕó", "LATIN"),
    _Language(_MID, "áéöóőüíúű", "LATIN"),
    _Language(_MID, "ăîşţâ", "LATIN"),
    _Language(_MID, "čšžćđ", "LATIN"),
    _Language(("cp1254",), "ışğüİçöâî", "LATIN"),
    _Language(("cp1257",), "ėųšįžąūčę", "LATIN"),
    _Language(("cp1257",), "āīēšūņļģžčķ", "LATIN"),
    # Russian; Ukrainian; Bulgarian; Serbian and Macedonian; Belarusian
    _Language(_CYRILLIC, "оеаинтсрвлкдмпуяыьгзбчйхжшюцщэфъё", "CYRILLIC"),
    _Language(_CYRILLIC, "оаинвіретсклдпмузяьбгйчхцжїєюшщфґ", "CYRILLIC"),
    _Language(_CYRILLIC, "аоиетнрсвлкдпмзгяъубчжцйщхшюфь", "CYRILLIC"),
    _Language(_CYRILLIC, "аоиентрсјвукдмплзбгњчжшцћхљђфџќѓѕ", "CYRILLIC"),
    _Language(_CYRILLIC, "анірыояелкстдпмувзцгьбшчйжўёхэюф", "CYRILLIC"),
    # Greek; Hebrew; Arabic; Persian as it was written before Unicode; Thai
    _Language(("cp1253", "iso8859_7"), "ατοινεσρηκπυςλμίόάέήδγύωθχφβξώζψϊϋ", "GREEK"),
    _Language(("cp1255",), "יוהלאתרבמשנדחקעפטסםגןזצכךףץ", "HEBREW"),
    _Language(("cp1256", "iso8859_6"), "اليرنمتوبةعدسفهكقحجشطصأخىإضغذزئثءظؤآ،ًّ", "ARABIC"),
    _Language(("cp1256",), "ايرندتوهمبسشكزقخگفعپجحچصطآضذظثغژءئ،", "ARABIC"),
    _Language(("cp874",), "านรกอเงมย่ลวดท้สตะีปบคัิหแจพชขใไ์ูุโผำธณ็ืถศษซึฟภญฐฎฉฮฏฆฬๆฯ", "THAI"),
    # Chinese, simplified and traditional; Japanese; Korean
    _Language(
        ("gb18030",),
        "的一在国是不有人中了年大和会为上日报这地时出以个到对生业发说行经新学市成家公将来也他后工部方民月作我自主要全者政进于本多分们"
        "下可就能得过动开高区长现同前面法定加事最理力产关其机着用两还被些子外实社记种三员第天所从体好小当院去问重样因次只与之比系信间"
        "都北京议表通水想没二美该情已西明等平资度建世心东展制由务气目看网及金里位相但并据海示期点金品入称场路提教合费者文交保安内性更",
        "CJK",
        ("gb2312", range(0xB0, 0xD8)),
    ),
    _Language(
        ("big5hkscs",),
        "的一在國是不有人中了年大和會為上日報這地時出以個到對生業發說行經新學市成家公將來也他後工部方民月作我自主要全者政進於本多分們"
        "下可就能得過動開高區長現同前面法定加事最理力產關其機著用兩還被些子外實社記種三員第天所從體好小當院去問重樣因次只與之比系信間"
        "都北京議表通水想沒二美該情已西明等平資度建世心東展制由務氣目看網及金里位相但並據海示期點金品入稱場路提教合費者文交保安內性更",
        "CJK",
        ("big5", range(0xA4, 0xC7)),
    ),
    _Language(
        ("cp932", "euc_jis_2004"),
        "のをにはたるがとでいてしっなれすさからりもこんあくきまよどうみそめけせだおつわやえちばへょトンースルリイアラクロ日年人大国会市月東"
        "シタドレマコジサプデッ本中時者事学社地部長新合場自分間政最高出行言見的前後全員家力開発明体手県連要回対戦相関内今業方保生気定"
        "通入理議民主経済取表首京一二三十上下小子女金道法同世代度現受報動意知初多野山川万円話名用加実問題感物ゃュびげじべゅずぶほ",
        "CJK",
        ("euc_jp", range(0xA4, 0xD0)),
    ),
    _Language(
        ("cp949",),
        "이다기에의을가하대경인정사고는로스지한국제시자를서일보니매해회공주신전리부도요용상선은당원아문어미라장재계유세수동비했위민트오"
        "소그입산화구과개내연최약설중업있명나안터들성행럼호디게표크마알통만권며치발후년모관거면여습무남으것때된생각분적우말법",
        "HANGUL",
        ("euc_kr", range(0xB0, 0xC9)),
    ),
)

_SIGNS = frozenset("“”„‘’‚–—…«»\xa0·•€£§°ºª©®")
_WIDE_SIGNS = frozenset("，。、“”‘’：；？！（）「」『』《》〈〉【】・·…—～\u3000ー〇")
_LETTER = 14.0  # bits of a letter that the language does not use
_OWN_LETTER = 11.0  # of its script
_SIGN, _COMMON_SIGN, _BROKEN = 13.0, 6.0, 22.0
_PLAIN, _ANY = 13.0, 18.0  # of a character in everyday use, and of any other, in a double-byte encoding
_CAPITAL_INSIDE, _TWO_SCRIPTS, _TWO_ACCENTS = 6.0, 5.0, 2.0


def guess(data: bytes, declared: str | None = None) -> str:
    """The codec that bytes are most likely in, of those that are no Unicode.

    `declared` is the codec that they themselves name: it stands unless another one fits far better.
    Looks at `SAMPLE` bytes. windows-1252 where nothing tells.

    >>> guess("Паром сел на мель".encode("koi8-r"))
    'koi8_r'
    """
    sample = b" ".join(_words(data))
    costs = {codec: cost(sample, codec) for codec in _RARE}
    best = min(costs, key=costs.__getitem__)
    if declared is None or declared == best:
        return best
    high = len(sample) - len(sample.decode("ascii", "ignore"))
    own = costs[declared] if declared in costs else cost(sample, declared)
    return best if own > costs[best] + _TRUST[0] * high + _TRUST[1] else declared


def _words(data: bytes) -> Iterator[bytes]:
    room = SAMPLE
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        if chunk.isascii():
            continue
        for match in _WORD.finditer(chunk):
            yield match[0][:room]
            room -= len(match[0])
            if room <= 0:
                return


def cost(sample: bytes, codec: str) -> float:
    """How surprising bytes are when read by a codec, in bits, in the language that they fit best."""
    text = sample.decode(codec, "replace")
    chars = Counter(text)
    languages = [known for known in _LANGUAGES if codec in known.codecs] or [_ANY_LANGUAGE]
    return min(_letters(chars, known) for known in languages) + _joints(text, languages[0].script) + _RARE.get(codec, 0)


def _letters(chars: Mapping[str, int], language: _Language) -> float:
    """What the characters cost by themselves, each as often as it occurs."""
    known = _table(language)
    return sum(
        count * (known[char] if char in known else _rare_bits(char, language))
        for char, count in chars.items()
        if char > "\x7f"
    )


def _joints(text: str, script: str) -> float:
    """What it costs that letters stand beside each other which seldom do."""
    bits = 0.0
    mixes = script not in ("LATIN", "CJK", "HANGUL")
    for (a, b), count in Counter(pairwise(text)).items():
        if a.isascii() and b.isascii():
            continue
        if not (a.isalpha() and b.isalpha()):
            continue
        if a.islower() and b.isupper():
            bits += _CAPITAL_INSIDE * count
        if a.isascii() or b.isascii():
            bits += _TWO_SCRIPTS * count if mixes else 0
        elif script == "LATIN":
            bits += _TWO_ACCENTS * count
    return bits


@lru_cache(maxsize=len(_LANGUAGES) + 1)
def _table(language: _Language) -> Mapping[str, float]:
    """What the language's own letters cost."""
    letters = dict.fromkeys(language.letters)
    count = len(letters)
    if language.plain:  # Zipf's law, for half of all characters
        weights = [1 / (rank + 5) for rank in range(count)]
        share = 0.55
    else:  # an alphabet's last letter is some fifty times as rare as its first
        weights = [0.02 ** (rank / count) for rank in range(count)]
        share = 0.9
    whole = list(accumulate(weights))[-1]
    table = {c: -log2(share * w / whole) for c, w in zip(letters, weights, strict=True)}
    return {**{c.upper(): bits + 1 for c, bits in table.items() if len(c.upper()) == 1}, **table}


def _rare_bits(char: str, language: _Language) -> float:
    if char in (_WIDE_SIGNS if language.plain else _SIGNS):
        return _COMMON_SIGN
    if char == "\ufffd" or unicodedata.category(char)[0] == "C":
        return _BROKEN
    if language.plain:
        return _PLAIN if _is_plain(char, *language.plain) else _ANY
    if not char.isalpha():
        return _SIGN
    return _OWN_LETTER if unicodedata.name(char, "").startswith(language.script) else _LETTER


def _is_plain(char: str, standard: str, first: range) -> bool:
    try:
        return char.encode(standard)[0] in first
    except UnicodeEncodeError:
        return False


_ANY_LANGUAGE = _Language((), "éáíóúöüäçñàèêòă", "LATIN")
