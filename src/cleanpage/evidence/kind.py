"""What a page as a whole shows of its kind: an article, a list, a shop's page, an error, …

Names are few and the same in every language, as those of single lines are. They are made of what is at hand once
the lines are labelled: their labels, their shapes and rules, the elements around them, and the page's own claims.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from cleanpage.evidence import Evidence
from cleanpage.rules import RuleIndex
from cleanpage.rules.model import fold
from cleanpage.rules.words import has_unbound, weight
from cleanpage.types import Block, Claims, Element, Label, Page

_CHARS = (1, 150, 400, 800, 1500, 3000, 6000, 12000)
_COUNTS = (1, 2, 3, 5, 8, 13, 21, 40, 80)
_SHARES = (0.02, 0.08, 0.16, 0.25, 0.35, 0.5, 0.65, 0.8, 0.92)
_RATES = (0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.03)  # of a sign in all characters

_BODY = frozenset({Label.PARAGRAPH, Label.STANDFIRST})
_PROSE = 80  # characters from which a line counts as prose
_COUNTED = (
    Label.TITLE,
    Label.DATELINE,
    Label.BYLINE,
    Label.STANDFIRST,
    Label.HEADING,
    Label.FOOTER,
    Label.CAPTION,
    Label.CREDIT,
)
_SIGNS: Mapping[str, str] = {
    "price": "$€£¥₹₽₩₺",
    "question": "?？؟",
    "shout": "!！",
    "quote": '"“”„«»「',
    "code": "{}=_",
}
"""Signs whose share of the page's characters says something."""

_SAYS = (0.0001, 0.002, 0.005, 0.01, 0.02, 0.03)
_SPOKEN: Mapping[str, str] = {
    "you": """you your yours vous votre vos ihre ihnen dein deine deinen você vocês tuo tuoi tua вы вас вам ваш ваша
        ваши ви sizin jij jouw twój twoje anda kamu""",
    "we": """we our us nous notre nos unser unsere unseren uns nosotros nuestro nuestra nuestros nuestras nossa nosso
        nossos noi nostro nostra nostri мы нас наш наши ми наші onze ons nasz nasze kami kita bizim våra vår vores""",
    "said": """said says told added according sagte sagt erklärte dijo dice afirmó déclaré affirmé selon disse secondo
        segundo afirmou zei volgens sade säger enligt sagde ifølge sa sier powiedział według řekl podle заявил сообщил
        словам сказав повідомив dedi söyledi belirtti kata ujar menurut قال وقالت وقال""",
}
"""Who is spoken to, and who speaks: shops and services say you and we, reports say who said what."""

_SPEECH: Mapping[str, str] = {fold(word): name for name, words in _SPOKEN.items() for word in words.split()}
_SCANNED = 20_000  # characters of a page whose signs are counted
_TOP = 12  # blocks at the top, and headings, that are looked at for what a page says of itself
_SHORT = 1500
"""Characters of kept text up to which the page's other lines are looked at, too: notices are short."""

_TINY = 600
"""Characters of kept text up to which notices of all languages are asked for: more text tells its own language, and
to load them takes 45 ms."""

_LINES_OF_SHORT = 100
_NOTICE = (300, 800, 1500, 4000)
_MOST_PATH = 8  # parts of an address that count
_WORD_WEIGHT = 6  # an English word with its space
_WORD = re.compile(r"[^\W\d_]{2,30}")
_DATED = re.compile(r"/(?:19|20)\d\d[/-](?:[01]?\d|[a-z]{3})(?:[/-]|$)")
_STRUCTURE = "article section li table tr pre code form dl dt h1 h2 h3 h4 figure blockquote nav aside time p"
_TALLIED = frozenset(_STRUCTURE.split())


def names_of_page(
    page: Page,
    labels: Sequence[Label],
    found: Sequence[Evidence | None],
    rules: RuleIndex,
    notices: Callable[[], RuleIndex],
) -> tuple[str, ...]:
    """The evidence of a page's kind. `labels` and `found` (None for what was not read closely) are block by block.

    `rules` are those for the page's language, `notices` those of the kinds "page.…" of all languages: a notice may be
    too short to tell its language. They are asked for where little text is kept.
    """
    blocks = page.blocks
    names = list(_text(blocks, labels))
    names += _shapes(found)
    names += _signs(page.source)
    names += _rules(page, labels, found, rules, notices)
    names += _links(blocks)
    if page.markup is not None:
        elements = page.markup.elements
        names += _tags(blocks, elements)
        names += _box(blocks, labels, elements)
        names += _words(elements)
        names += _claimed(page.markup.claims)
    return tuple(dict.fromkeys(names))


def _bucket(name: str, value: float, steps: Sequence[float]) -> str:
    return f"{name}.{bisect_right(steps, value)}"


def _text(blocks: Sequence[Block], labels: Sequence[Label]) -> Iterator[str]:
    """How much of the page the article is, and of which parts."""
    sizes = [weight(b.text) for b in blocks]
    kept = [n for n, label in zip(sizes, labels, strict=True) if label in _BODY]
    body, prose, whole = sum(kept), sum([n for n in sizes if n >= _PROSE]), sum(sizes)
    yield _bucket("body.chars", body, _CHARS)
    yield _bucket("body.paragraphs", len(kept), _COUNTS)
    yield _bucket("body.mean", body / max(1, len(kept)), (60, 100, 150, 200, 300, 450, 700))
    yield _bucket("body.longest", max(kept, default=0), (80, 160, 300, 500, 800, 1500))
    yield _bucket("body.of.prose", body / max(1, prose), _SHARES)
    yield _bucket("body.of.page", body / max(1, whole), _SHARES)
    yield _bucket("page.lines", len(blocks), _COUNTS)
    yield _bucket("page.chars", whole, _CHARS)
    yield _bucket("page.prose", prose / max(1, whole), _SHARES)
    counts = Counter(labels)
    for label in _COUNTED:
        yield _bucket(f"has.{label}", counts[label], _COUNTS[:6])
    yield _bucket("headings.rate", counts[Label.HEADING] / max(1, len(kept)), (0.01, 0.1, 0.2, 0.35, 0.6, 1.0))
    first = next((i for i, label in enumerate(labels) if label in _BODY), len(labels))
    last = next((i for i in range(len(labels) - 1, -1, -1) if labels[i] in _BODY), first)
    inside = [sizes[i] for i in range(first, min(last + 1, len(labels))) if labels[i] not in _BODY]
    yield _bucket("between", sum(inside) / max(1, body), _SHARES)
    yield _bucket("between.lines", len(inside) / max(1, len(kept)), (0.05, 0.2, 0.5, 1, 2, 4, 8))


def _shapes(found: Sequence[Evidence | None]) -> Iterator[str]:
    """What kinds of lines there are around the page's densest prose."""
    seen = [e.shape for e in found if e is not None]
    classes = Counter([s.cls for s in seen])
    for cls, count in classes.items():
        yield _bucket(f"lines.{cls}", count / len(seen), _SHARES)
    yield _bucket("dated", sum([s.dated for s in seen]), _COUNTS)
    words = sum([len(s.words) for s in seen])
    said = Counter([_SPEECH[w] for s in seen for w in s.words if w in _SPEECH])
    for name in _SPOKEN:
        yield _bucket(f"says.{name}", said[name] / max(50, words), _SAYS)


def _signs(source: str) -> Iterator[str]:
    """Shares of prices, questions, quotations and code in the page's characters."""
    text = source[:_SCANNED]
    size = max(200, len(text))
    for name, signs in _SIGNS.items():
        yield _bucket(f"sign.{name}", sum([text.count(s) for s in signs]) / size, _RATES)


def _rules(
    page: Page,
    labels: Sequence[Label],
    found: Sequence[Evidence | None],
    rules: RuleIndex,
    notices: Callable[[], RuleIndex],
) -> Iterator[str]:
    """The kinds of rules that hit the page's lines; where little is kept, lines that were not read are, too.

    What notices say counts by how much text the page has: an article may speak of errors and of consent.
    """
    blocks = page.blocks
    kept = sum([weight(b.text) for b, label in zip(blocks, labels, strict=True) if label in _BODY])
    size = bisect_right(_NOTICE, kept)
    hits = Counter([h.rule.kind for e in found if e is not None for h in e.shape.hits])
    rest = [b for b, e in zip(blocks, found, strict=True) if e is None]
    if kept > _SHORT:
        rest = [b for b in rest if b.level][:_TOP]
    if kept <= _TINY:
        hits.update([h.rule.kind for b in _plain(blocks)[:_LINES_OF_SHORT] for h in notices().match(b.text)])
    hits.update([h.rule.kind for b in _plain(rest)[:_LINES_OF_SHORT] for h in rules.match(b.text)])
    for kind, count in hits.items():
        if kind.startswith("page."):
            yield f"rule.{kind}.{size}"
        elif kind:
            yield f"rule.{kind}"
            if count > 1:
                yield _bucket(f"rules.{kind}", count, _COUNTS[2:7])
    for text in _titles(page):
        known = notices().match(text) if kept <= _TINY else ()
        for kind in {hit.rule.kind: None for hit in (*rules.match(text), *known)}:
            yield f"title.rule.{kind}.{size}" if kind.startswith("page.") else f"title.rule.{kind}"


def _plain(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks that are not links: menus may be long."""
    return [b for b in blocks if b.links < 0.6]


def _titles(page: Page) -> Iterable[str]:
    """What the page is called, by its metadata and its top headings."""
    tops = [b.text for b in page.blocks if b.level == 1][:3]
    return dict.fromkeys([*(page.markup.claims.titles[:2] if page.markup else ()), *tops])


def _links(blocks: Sequence[Block]) -> Iterator[str]:
    """How much of the page is links, and how many headings are."""
    size = sum([len(b.text) for b in blocks])
    yield _bucket("links", sum([b.links * len(b.text) for b in blocks]) / max(1, size), _SHARES)
    headings = [b for b in blocks if b.level]
    linked = sum([b.links > 0.6 for b in headings])
    yield _bucket("headings", len(headings), _COUNTS)
    yield _bucket("headings.linked", linked, _COUNTS)
    yield _bucket("headings.linked.share", linked / max(1, len(headings)), _SHARES)
    yield _bucket("headings.top", sum([b.level == 1 for b in headings]), (1, 2, 3))


def _tags(blocks: Sequence[Block], elements: Sequence[Element]) -> Iterator[str]:
    """How often some elements are there, and how many headings stand in the same surroundings."""
    for tag, count in Counter([e.tag for e in elements]).items():
        if tag in _TALLIED:
            yield _bucket(f"tag.{tag}", count, _COUNTS)
    alike: Counter[tuple[object, ...]] = Counter()
    for block in blocks:
        if block.level and block.hints is not None:
            own = elements[block.hints.element]
            around = elements[own.parent].words if own.parent >= 0 else ()
            alike[block.level, own.words, around, block.links > 0.6] += 1
    for linked in (False, True):
        most = max([n for key, n in alike.items() if key[3] is linked], default=0)
        yield _bucket(f"headings.alike.{'linked' if linked else 'bare'}", most, _COUNTS)
    yield _bucket("images", sum([b.hints is not None and b.hints.alt for b in blocks]), _COUNTS)


def _box(blocks: Sequence[Block], labels: Sequence[Label], elements: Sequence[Element]) -> Iterator[str]:
    """Where the kept paragraphs stand: how many have the same parent, and the words of the elements around it."""
    boxes: Counter[int] = Counter()
    kept = 0
    for block, label in zip(blocks, labels, strict=True):
        if label in _BODY and block.hints is not None:
            own = elements[block.hints.element]
            boxes[own.parent if own.tag == "p" else block.hints.element] += len(block.text)
            kept += len(block.text)
    if not boxes:
        yield "box.none"
        return
    box, most = max(boxes.items(), key=lambda item: (item[1], -item[0]))
    yield _bucket("box.share", most / kept, _SHARES)
    yield _bucket("box.count", len(boxes), _COUNTS)
    yield _bucket("box.links", elements[box].linked / max(1, elements[box].chars), _SHARES)
    at, steps = box, 0
    while at >= 0 and steps < 12:
        element = elements[at]
        if element.tag in ("article", "main", "form", "table", "li", "section", "blockquote", "pre"):
            yield f"box.tag.{element.tag}"
        for word in element.words:
            yield f"box.{word}"
        at, steps = element.parent, steps + 1


def _words(elements: Sequence[Element]) -> Iterator[str]:
    """The words of the outermost elements' classes, and of all elements'."""
    for element in elements[:3]:
        if element.tag in ("html", "body"):
            for word in element.words:
                yield f"root.{word}"
    seen: dict[str, None] = {}
    for words in dict.fromkeys([e.words for e in elements]):
        seen.update(dict.fromkeys(words))
    for word in seen:
        yield f"word.{word}"


def _claimed(claims: Claims) -> Iterator[str]:
    """What the page's metadata say: its types, its address, whether it has a date and authors."""
    for kind in claims.types:
        yield f"type.{kind.lower()}"
    if any("Article" in kind or kind.endswith("BlogPosting") for kind in claims.types):
        yield "type.any.article"  # https://schema.org/Article and what is one, a live blog among them
    for name in ("published", "updated", "authors", "agencies", "description", "body", "url", "site"):
        yield f"claim.{name}.{'yes' if getattr(claims, name) else 'no'}"
    yield _bucket("claim.titles", len(claims.titles), (1, 2, 3, 4))
    if claims.titles:
        title = claims.titles[0]
        yield _bucket("claim.title.words", _word_count(title), (2, 3, 5, 7, 10, 14))
        if title.endswith(("?", "？")):
            yield "claim.title.question"
    if claims.url:
        yield from _address(claims.url)


def _word_count(text: str) -> int:
    """About how many words a text has; Chinese and Japanese put no spaces between theirs."""
    words = len(text.split())
    return max(words, weight(text) // _WORD_WEIGHT) if has_unbound(text) else words


def _address(url: str) -> Iterator[str]:
    """What an address looks like: its depth, its last part, dates, numbers and words in it."""
    rest = url.partition("://")[2]
    host, _, path = rest.partition("/")
    path, _, query = path.partition("?")
    parts = [p for p in path.lower().split("/") if p]
    yield _bucket("url.depth", len(parts), (1, 2, 3, 4, 5))
    for label in host.lower().split(".")[:-1]:
        if label in ("blog", "docs", "forum", "forums", "shop", "store", "support", "help", "developer", "news"):
            yield f"url.host.{label}"
    if query:
        yield "url.query"
    if not parts:
        yield "url.root"
        return
    if _DATED.search("/" + path.lower()):
        yield "url.dated"
    last = parts[-1]
    yield _bucket("url.hyphens", last.count("-") + last.count("_"), (1, 2, 3, 4, 6, 8))
    yield _bucket("url.digits", sum(map(str.isdigit, last)), (1, 3, 5, 8))
    if "." in last:
        yield "url.file"
    for part in parts[: _MOST_PATH - 1]:
        for word in _WORD.findall(part)[:3] if part.count("-") < 3 else ():
            yield f"url.{word}"
