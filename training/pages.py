"""The pages that the weights are learned from: forms of text with their known articles."""

from __future__ import annotations

import gzip
import hashlib
import html
import importlib.util
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from cleanpage.read.encoding import decode

FORMS = ("html", "dclm", "plain", "browser", "inscriptis", "markdown", "bs4", "lynx", "w3m", "fineweb")
MADE_FORMS = tuple(f for f in FORMS if f not in ("html", "browser"))  # a browser is not at hand at training time


def publisher_of(gold: Mapping[str, Any]) -> str:
    """A publisher's name such that its pages in different corpora fall into one fold."""
    name = re.sub(r"^www\.|\.(?:com?|org|net|de|uk|ca|eu)\b", "", gold["publisher"].lower())
    return re.sub(r"[^a-z0-9]|^the", "", name)


class Source(NamedTuple):
    """One page in one form."""

    corpus: str
    form: str
    gold: dict[str, Any]
    text: str


def gold_rows(corpus: Path, name: str) -> list[dict[str, Any]]:
    with (corpus / name / "gold.jsonl").open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


_META = r"<meta[^>]{0,200}?%s[^>]{0,50}?content=(?:\"([^\"]{3,900})\"|'([^']{3,900})')"
_TITLE = re.compile(_META % "og:title", re.IGNORECASE)
_DESCRIPTION = re.compile(_META % "og:description", re.IGNORECASE)
_TITLE_TAG = re.compile(r"<title[^>]{0,200}>([^<]{3,400})</title>", re.IGNORECASE)


def described(gold: dict[str, Any], raw: bytes) -> dict[str, Any]:
    """The gold with the title and description that the page's own metadata state, where it has no title."""
    if gold.get("title") and "summary" in gold:
        return gold
    text = raw[:400_000].decode("utf8", "replace")
    title = gold.get("title") or _content(_TITLE.search(text) or _TITLE_TAG.search(text))
    title = re.split(r" [|–—-] (?=[^|–—-]{2,30}$)", title)[0]
    return {**gold, "title": title, "description": _content(_DESCRIPTION.search(text))}


def _content(found: re.Match[str] | None) -> str:
    return html.unescape(next(filter(None, found.groups()))).strip() if found else ""


def raw_page(path: Path) -> bytes:
    """A page's HTML, unpacked."""
    return gzip.decompress(path.read_bytes())


def raw_of(corpus: Path, name: str, gold: Mapping[str, Any]) -> bytes:
    """The HTML of a corpus' page, unpacked."""
    return raw_page(corpus / name / "html" / f"{gold['id']}.html.gz")


def news(corpus: Path, forms: tuple[str, ...] = FORMS) -> Iterator[Source]:
    """The news pages, in the forms of text that the corpus holds."""
    for row in gold_rows(corpus, "news"):
        gold = row if "summary" in row else described(row, raw_of(corpus, "news", row))
        if "html" in forms:
            yield Source("news", "html", gold, decode(raw_of(corpus, "news", row)))
        for form in forms:
            path = corpus / "news" / "text" / form / f"{gold['id']}.txt"
            if path.exists():
                yield Source("news", form, gold, path.read_text("utf8"))


def made(corpus: Path, name: str, cache: Path, forms: tuple[str, ...] = MADE_FORMS, limit: int = 0) -> Iterator[Source]:
    """Another corpus' articles, their HTML turned into forms of text (kept in `cache`)."""
    rows = [g for g in gold_rows(corpus, name) if g.get("type", "article") == "article"]
    rows.sort(key=lambda g: hashlib.sha1(g["id"].encode()).hexdigest())
    for gold in rows[: limit or None]:
        raw = raw_of(corpus, name, gold)
        known = described(gold, raw)
        if "html" in forms:
            yield Source(name, "html", known, decode(raw))
        for form in forms:
            if form == "html":
                continue
            yield Source(name, form, known, kept_form(corpus, name, cache, form, gold["id"], raw))


def kept_form(corpus: Path, name: str, cache: Path, form: str, page: str, raw: bytes) -> str:
    """One form of a page's text, made once and kept in `cache`."""
    kept = cache / name / form / f"{page}.txt"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(made_form(corpus, form, raw), "utf8", newline="")
    return kept.read_text("utf8")


def _made(maker: Callable[[bytes], str], raw: bytes) -> str:
    try:
        return maker(raw).encode("utf8", "replace").decode("utf8")
    except Exception as e:  # a program that fails on a page makes no text of it
        print(f"  no text: {type(e).__name__}: {e}")
        return ""


def made_form(corpus: Path, form: str, raw: bytes) -> str:
    """A page's HTML as one form of text; nothing where the program fails on it."""
    return _made(_makers(corpus)[form], raw)


@lru_cache(maxsize=1)
def _makers(corpus: Path) -> dict[str, Callable[[bytes], str]]:
    return dict(module(corpus.parent / "eval" / "forms.py").FORMS)


def module(path: Path) -> ModuleType:
    """A Python file beside the corpus as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not there")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
