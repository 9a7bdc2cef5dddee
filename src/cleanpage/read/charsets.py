"""The names of encodings that pages use, and what a page says its own is.

Labels and what they stand for are those of the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels):
what browsers read them as, which is often a superset of what they once meant. Nothing else is ever looked up as a
codec: Python has some that are no charsets ("zip", "rot13"), never succeed ("undefined"), take quadratic time
("punycode", "idna") or turn inert text into markup ("utf-7").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "cp866": "ibm866 866 cp866 csibm866",
    "iso8859_2": "iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2",
    "iso8859_3": "iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3",
    "iso8859_4": "iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4",
    "iso8859_5": "iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988",
    "iso8859_6": (
        "iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i "
        "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"
    ),
    "iso8859_7": (
        "iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
        "iso_8859-7:1987 sun_eu_greek"
    ),
    "iso8859_8": (
        "iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
        "iso_8859-8:1988 visual iso-8859-8-i csiso88598i logical"
    ),
    "iso8859_10": "iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6",
    "iso8859_13": "iso-8859-13 iso8859-13 iso885913",
    "iso8859_14": "iso-8859-14 iso8859-14 iso885914",
    "iso8859_15": "iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin-9",
    "iso8859_16": "iso-8859-16",
    "koi8_r": "koi8-r cskoi8r koi koi8 koi8_r",
    "koi8_u": "koi8-u koi8-ru",
    "mac_roman": "macintosh csmacintosh mac x-mac-roman",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1252": (
        "windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 "
        "iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252"
    ),
    "cp1253": "windows-1253 cp1253 x-cp1253",
    "cp1254": (
        "windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 "
        "latin5 x-cp1254"
    ),
    "cp1255": "windows-1255 cp1255 x-cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257 x-cp1257",
    "cp1258": "windows-1258 cp1258 x-cp1258",
    "gb18030": "gb18030 gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    # as the standard's EUC-JP this one knows the signs of NEC's row 13, ① and ㈱
    "euc_jis_2004": "euc-jp cseucpkdfmtjapanese x-euc-jp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp932": "shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis",
    "cp949": (
        "euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"
    ),
}
"""Python's codec, and the standard's labels of the encoding. UTF-16 is left out: a page whose declaration can be read
byte by byte is not in it."""

_OWN = {
    "utf-8": "utf_8",
    "cp1252": "latin-1 iso-latin-1 windows1252",
    "cp1251": "windows1251 win-1251",
    "gb18030": "cp936 gb-2312",
    "big5hkscs": "cp950",
    "cp932": "cp932",
    "cp949": "cp949",
    "euc_jis_2004": "euc_jp",
}
"""Labels that the standard does not have and pages do: names of programming languages and databases."""

_HEAD = 64_000  # bytes in which a declaration is looked for; browsers look at 1024, some pages put scripts before it
_DECLARATION = re.compile(
    rb"""(?ix) <meta(?=[\s/]) [^>]{1,400}? charset \s{0,9}+ = [\s"']{0,9}+ (?P<meta> [^\s"'<>/;]{1,40})
    | \A [\s\x00]{0,99}+ <\?xml \s [^>]{0,200}? encoding \s{0,9}+ = \s{0,9}+ ["'] (?P<xml> [^"'>]{1,40})"""
)


@lru_cache(maxsize=1)
def _codecs() -> Mapping[str, str]:
    rows = (*_LABELS.items(), *_OWN.items())
    return {label: codec for codec, labels in rows for label in labels.split()}


def codec(label: str) -> str | None:
    """Python's name of the codec that a label stands for on the web, or None.

    >>> codec(" ISO-8859-1"), codec("gb2312"), codec("zip")
    ('cp1252', 'gb18030', None)
    """
    return _codecs().get(label.strip().lower())


def declared(data: bytes) -> str | None:
    """The codec of the first encoding that a page's bytes name and that there is, or None.

    >>> declared(b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>")
    'koi8_r'
    """
    for match in _DECLARATION.finditer(data[:_HEAD]):
        found = codec((match["meta"] or match["xml"]).decode("latin-1"))
        if found:
            return found
    return None
