"""The words of a line, fast: a table look-up a character, where a language's letters fit one byte each."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import lru_cache

MARKS = "\u0900-\u0963\u0971-\u0de3\u0e31-\u0e4e"
"""Vowel signs and the like of the scripts of India and Thailand, among their letters, as the inside of a character
class: \\w knows none of these signs and breaks a word at each."""

WORD = re.compile(rf"[\w{MARKS}]+")


def is_inner(char: str) -> bool:
    """Whether a character can stand inside a word: a letter, a digit, or a sign that Indic or Thai letters carry.

    >>> is_inner("e"), is_inner("\u093f"), is_inner("-")
    (True, True, False)
    """
    return char.isalnum() or ("\u0900" <= char <= "\u0e4e" and char not in "\u0964\u0965\u0970")


def weight(text: str) -> int:
    """A text's length: a Chinese, Japanese or Korean character says about as much as 2.5 Latin ones.

    Which letters it has is told by the one in its middle.

    >>> weight("ferry"), weight("渡し船が")
    (5, 10)
    """
    size = len(text)
    return 5 * size // 2 if size and "\u3040" <= text[size // 2] <= "\uffef" else size


# The Windows code page in which a language's letters and its papers' quotes and dashes stand
_CODE_PAGES = {
    **dict.fromkeys(("cs", "pl", "sk", "hu", "ro", "hr", "sl"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be"), "cp1251"),
    **dict.fromkeys(("ja", "zh", "ko", "th", "hi", "bn", "vi", "am", "fa", "ur"), ""),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "el": "cp1253",
    "tr": "cp1254",
    "he": "cp1255",
    "ar": "cp1256",
}
_WESTERN = "cp1252"


@lru_cache(maxsize=32)
def splitter(language: str | None) -> Callable[[str], list[str]]:
    """A function that gives a text's words, as the pattern WORD finds them, three times as fast in `language`'s texts.

    `language` is an ISO 639-1 code, or None where it is not known. The function takes any text.

    >>> splitter("fr")("l'été, 3 jours"), splitter("fr")("東京 2020")
    (['l', 'été', '3', 'jours'], ['東京', '2020'])
    """
    page = _CODE_PAGES.get(language or "", _WESTERN)
    if not page:
        return WORD.findall
    undefined = "\ufffe"  # as codecs mark a byte that stands for no character
    letters = "".join(bytes((i,)).decode(page, "ignore") or undefined for i in range(256))
    to_bytes = codecs.charmap_build(letters)
    apart = "".join([c if WORD.match(c) else " " for c in letters])  # what is no part of a word, as a space
    in_ascii = bytes(i if i < 128 and WORD.match(chr(i)) else 32 for i in range(256))

    def split(text: str) -> list[str]:
        if text.isascii():
            return text.encode("ascii").translate(in_ascii).decode("ascii").split()
        try:
            encoded = codecs.charmap_encode(text, "strict", to_bytes)[0]
        except UnicodeEncodeError:
            return WORD.findall(text)
        return codecs.charmap_decode(encoded, "strict", apart)[0].split()

    return split
