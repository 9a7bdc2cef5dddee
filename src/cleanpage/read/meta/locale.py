"""Languages as pages state them."""

from __future__ import annotations

from cleanpage.parse.lexicon import primary
from cleanpage.parse.words import Pattern, word_set

_HEAD = Pattern(r"\s*+([a-zA-Z]{2,3})(?![a-zA-Z])")
_CODES = word_set(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz"
    " ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik"
    " io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml"
    " mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd"
    " se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi"
    " vo wa wo xh yi yo za zh zu"
)
# fmt: off
_LONG_CODES = {  # ISO 639-2 and 639-3, which some pages state
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt",
    "nld": "nl", "dut": "nl", "swe": "sv", "dan": "da", "nor": "no", "nob": "no", "pol": "pl", "ces": "cs",
    "cze": "cs", "rus": "ru", "ukr": "uk", "tur": "tr", "ara": "ar", "zho": "zh", "chi": "zh", "jpn": "ja",
    "kor": "ko", "ind": "id",
}
# fmt: on


def language_code(stated: str) -> str | None:
    """The ISO 639-1 code at the head of "de-AT", "en_US" or "deu"."""
    found = _HEAD.match(stated)
    if not found:
        return None
    code = found[1].lower()
    code = _LONG_CODES.get(code, code)
    return primary(code) if code in _CODES else None
