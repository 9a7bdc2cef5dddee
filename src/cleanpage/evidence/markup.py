"""What a page's markup says of a block: its tags, classes and ids as words, where its element stands to the
one that holds most of the page's prose, and what the page's metadata claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleanpage.evidence.place import MARGIN_AFTER, MARGIN_BEFORE, Key, stretch
from cleanpage.evidence.shape import Shape
from cleanpage.types import Block, Element, Markup

_INSIDE = frozenset(
    [
        "article",
        "main",
        "aside",
        "nav",
        "header",
        "footer",
        "figure",
        "figcaption",
        "blockquote",
        "table",
        "ul",
        "ol",
        "dl",
        "form",
        "section",
        "details",
    ]
)
_STEPS = (0, 1, 2, 4, 8)
_LINES = (1, 2, 4, 8, 16, 40)
_BESIDE = frozenset(
    [
        "comment",
        "comments",
        "commentlist",
        "kommentar",
        "kommentare",
        "kommentarer",
        "commentaire",
        "commentaires",
        "comentario",
        "comentarios",
        "commenti",
        "reacties",
        "disqus",
        "respond",
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "onetrust",
        "didomi",
    ]
)
"""Words of elements that hold what readers wrote, or notices: never the page's main prose, however long."""

_NEAR = 3  # elements around a block's own whose words count as near


_BOLD = 0.9  # share of a line's characters in bold from which all of it is
_LINK = 0.95
_PEOPLE = frozenset(
    [
        "author",
        "authors",
        "autor",
        "autorin",
        "auteur",
        "auteurs",
        "autore",
        "byline",
        "bylines",
        "creator",
        "writer",
        "writers",
        "name",
        "names",
        "journalist",
        "reporter",
        "contributor",
        "contributors",
        "redactor",
        "date",
        "published",
        "time",
    ]
)


def set_apart(blocks: Sequence[Block], tree: Tree) -> list[str]:
    """Which blocks the markup alone drops, and by what: hidden text, alternative texts, lines that are one link.

    On the training pages 22 of 19,860 list items that are one link belonged to the article, nearly all of them
    names of authors in elements that say so.
    """
    elements, hidden = tree.elements, _hidden(tree.elements)
    out = []
    for block in blocks:
        hints = block.hints
        why = ""
        if hints is None:
            pass
        elif hints.veiled or (hints.hidden and hidden[hints.element]):
            why = "html.hidden"
        elif hints.alt:
            why = "html.alt"
        elif block.links >= _LINK and not block.level:
            element = elements[hints.element]
            if element.tag in _LISTED and not _names_people(elements, hints.element, hints.words):
                why = "html.link"
        out.append(why)
    return out


def _hidden(elements: Sequence[Element]) -> list[bool]:
    """Which elements readers do not see. What is hidden but holds most of the page's prose is shown by a script."""
    prose, solid = [e.prose for e in elements], [e.solid for e in elements]
    for i in range(len(elements) - 1, -1, -1):
        if elements[i].parent >= 0:
            prose[elements[i].parent] += prose[i]
            solid[elements[i].parent] += solid[i]
    whole = sum([e.prose for e in elements])
    out: list[bool] = []
    for i, e in enumerate(elements):
        shown = 2 * prose[i] > whole or (solid[i] > 2 and 3 * prose[i] > whole)
        out.append((e.parent >= 0 and out[e.parent]) or (e.hides and not shown))
    return out


_LISTED = frozenset(["li", "nav", "dt", "dd", "td", "div", "footer", "aside", "header"])


def _names_people(elements: Sequence[Element], at: int, words: Sequence[str]) -> bool:
    if not _PEOPLE.isdisjoint(words) or not _PEOPLE.isdisjoint(elements[at].words):
        return True
    up = elements[at].parent
    return up >= 0 and not _PEOPLE.isdisjoint(elements[up].words)


class Tree:
    """The elements of one page: the box that holds most of its prose, and each element's evidence, made once."""

    def __init__(self, page: Markup) -> None:
        self.elements = self._elements = page.elements
        self._said = _Claimed(page)
        self._sums()
        self._box = self._main_box()
        self._rise = self._rises()
        self._alike = self._signatures()
        self._known: dict[int, tuple[str, ...]] = {}
        self._known_keys: dict[tuple[int, str], Key] = {}
        self._places: dict[int, tuple[str, ...]] = {}

    def _sums(self) -> None:
        """Characters, links, lines and prose of each element with all that it holds."""
        n = len(self._elements)
        self.chars = [e.chars for e in self._elements]
        self.linked = [e.linked for e in self._elements]
        self.lines = [e.lines for e in self._elements]
        self.prose = [e.prose for e in self._elements]
        self.solid = [e.solid for e in self._elements]
        self.depth = [0] * n
        for i, e in enumerate(self._elements):
            if e.parent >= 0:
                self.depth[i] = self.depth[e.parent] + 1
        safe = self._titled = self._with_title()
        for i in range(n - 1, -1, -1):
            up = self._elements[i].parent
            if i not in safe and not _BESIDE.isdisjoint(self._elements[i].words):
                self.prose[i] = self.solid[i] = 0
            if up >= 0:
                self.chars[up] += self.chars[i]
                self.linked[up] += self.linked[i]
                self.lines[up] += self.lines[i]
                self.prose[up] += self.prose[i]
                self.solid[up] += self.solid[i]

    def _with_title(self) -> set[int]:
        """The elements around the page's first top heading: whatever they are called, the article may be in them."""
        at = next((i for i, e in enumerate(self._elements) if e.tag == "h1"), -1)
        found = set()
        while at >= 0:
            found.add(at)
            at = self._elements[at].parent
        return found

    def _main_box(self) -> int:
        """The innermost element that holds most of the prose and more than one line of it."""
        best = -1
        children: dict[int, int] = {}  # the child with most prose
        for i, e in enumerate(self._elements):
            if self.solid[i] > 1:
                known = children.get(e.parent)
                if known is None or self._claim(i) > self._claim(known):
                    children[e.parent] = i
        at: int | None = -1
        while True:
            at = children.get(at if at is not None else -1)
            if at is None or (best >= 0 and self.prose[at] <= 0.5 * self.prose[best]):
                return best if best >= 0 else self._lone()
            best = at

    def _claim(self, at: int) -> int:
        """What speaks for an element to hold the article: its prose, which counts double beside the top heading."""
        return self.prose[at] * (2 if at in self._titled else 1)

    def _lone(self) -> int:
        """The element around the page's only paragraph."""
        most = max(range(len(self._elements)), key=lambda i: self._elements[i].prose, default=-1)
        return self._elements[most].parent if most >= 0 and self._elements[most].prose else -1

    def _rises(self) -> list[int]:
        """For each element, how far one goes up from the main box to an element that holds both."""
        up, steps = self._box, 0
        above: dict[int, int] = {}
        while up >= 0:
            above[up] = steps
            steps += 1
            up = self._elements[up].parent
        rises = [steps] * len(self._elements)
        chain = sorted(above)
        at = {e: k for k, e in enumerate(chain)}  # the boxes from the outermost in, and their twins
        for i, e in enumerate(self._elements):
            k = at.get(e.parent)
            if i in above:
                rises[i] = above[i]
            elif k is not None and k + 1 < len(chain) and self._are_twins(i, chain[k + 1]):
                at[i] = k + 1
                rises[i] = steps - 2 - k
            elif e.parent >= 0:
                rises[i] = rises[e.parent]
        self._chain = set(at)
        return rises

    def _are_twins(self, one: int, other: int) -> bool:
        """Whether two elements are the same thing twice, as a page's body cut in two by a box between."""
        a, b = self._elements[one], self._elements[other]
        return a.tag == b.tag != "article" and a.words == b.words != ()

    def _signatures(self) -> list[int]:
        """For each element the share of the page's prose that stands in elements of the same path, as a class."""
        found: dict[tuple[object, ...], int] = {}
        signs = []
        for e in self._elements:
            up = self._elements[e.parent] if e.parent >= 0 else e
            top = self._elements[up.parent] if up.parent >= 0 else up
            sign = (e.tag, e.words, up.tag, up.words, top.tag, top.words)
            signs.append(sign)
            if e.prose:
                found[sign] = found.get(sign, 0) + e.prose
        whole = sum(found.values()) or 1
        return [bisect_right(_SHARES, found.get(s, 0) / whole) for s in signs]

    def around(self, blocks: Sequence[Block]) -> range:
        """The blocks among which the article is: those around the densest prose, and all in the main box."""
        near = stretch(blocks)
        inside = [i for i, b in enumerate(blocks) if self._holds(b)]
        if inside:
            start = min(near.start, inside[0] - MARGIN_BEFORE)
            stop = max(near.stop, inside[-1] + 1 + MARGIN_AFTER)
            near = range(max(0, start), min(len(blocks), stop))
        return near

    def _holds(self, block: Block) -> bool:
        return block.hints is not None and self._box >= 0 and self._rise[block.hints.element] == 0

    def places(self, blocks: Sequence[Block], shapes: Sequence[Shape]) -> list[list[Key]]:
        """The evidence of each block's markup, to stand beside that of its shape and its place."""
        return [self._keys(b, s) + self._said.keys(b, s) for b, s in zip(blocks, shapes, strict=True)]

    def _keys(self, block: Block, shape: Shape) -> list[Key]:
        hints = block.hints
        if hints is None:
            return []
        out: list[Key] = [self._key(hints.element, shape.cls)]
        if hints.words:
            out.append(("all", *[f"inl.{w}" for w in dict.fromkeys(hints.words)]))
        if hints.hidden:
            out.append("hidden")
        if hints.strong > _BOLD:
            out += ("strong", f"strong.{shape.cls}")
        return out

    def _key(self, at: int, cls: str) -> Key:
        """All that an element says of a line of some class in it, as one key."""
        known = self._known_keys.get((at, cls))
        if known is None:
            tag, place = self._elements[at].tag, self._place(at)
            near = [f"{place[i]}.{cls}" for i in (0, 1, 3)]
            known = ("all", *self._names(at), *place, f"tag.{tag}", f"tag.{tag}.{cls}", *near)
            self._known_keys[at, cls] = known
        return known

    def _names(self, at: int) -> tuple[str, ...]:
        """The words of an element and of those around it, and what it stands in."""
        known = self._known.get(at)
        if known is None:
            own = self._elements[at]
            names = dict.fromkeys([f"own.{w}" for w in own.words])
            up, steps = own.parent, 0
            while up >= 0 and steps < 30:
                e = self._elements[up]
                if e.tag in _INSIDE:
                    names[f"inside.{e.tag}"] = None
                if up == self._box or (self._rise[up] > 0 and up != self._box and self._is_above(up)):
                    break
                side = "near." if steps < _NEAR else "far."
                for w in e.words:
                    names[side + w] = None
                up = e.parent
                steps += 1
            known = self._known[at] = tuple(names)
        return known

    def _is_above(self, at: int) -> bool:
        """Whether an element holds the main box: its words say nothing that tells one block from another."""
        return self.prose[at] >= self.prose[self._box] if self._box >= 0 else False

    def _place(self, at: int) -> tuple[str, ...]:
        known = self._places.get(at)
        if known is None:
            known = self._places[at] = tuple(self._place_names(at))
        return known

    def _place_names(self, at: int) -> list[str]:
        rise = self._rise[at]
        branch, below = at, 0
        while self._elements[branch].parent >= 0 and self._elements[branch].parent not in self._chain:
            branch = self._elements[branch].parent
            below += 1
        if at in self._chain:
            below = -1
        lines = bisect_right(_LINES, self.lines[branch])
        share = self.linked[branch] / max(1, self.chars[branch])
        parent = self._elements[at]
        side = "before" if at < self._box else "after"
        names = [
            f"rise.{min(rise, 6)}",
            f"below.{min(rise, 2)}.{min(below, 5)}",
            f"rise.{min(rise, 6)}.{side}",
            f"alike.{self._alike[at]}.{min(rise, 1)}",
            f"branch.{self._elements[branch].tag}.{min(rise, 2)}",
            f"branch.lines.{min(rise, 1)}.{lines}",
            f"branch.links.{min(rise, 1)}.{int(share * 4.99)}",
            f"branch.prose.{min(rise, 1)}.{bisect_right(_SHARES, self.prose[branch] / max(1, self.prose[self._box]))}",
        ]
        names += [f"branch.{w}" for w in self._elements[branch].words]
        if parent.parent >= 0:
            kin = self._elements[parent.parent]
            names.append(f"parent.{kin.tag}")
            names.append(f"kin.{int(4.99 * self.linked[parent.parent] / max(1, self.chars[parent.parent]))}")
        return names


_SHARES = (0.001, 0.02, 0.1, 0.3, 0.6)


class _Claimed:
    """What the page's metadata claim of its lines."""

    def __init__(self, page: Markup) -> None:
        claims = page.claims
        self._titles = [_bare(t) for t in claims.titles if t]
        self._description = _bare(claims.description or "")
        self._authors = [_bare(a) for a in claims.authors if len(a) > 3]
        body = claims.body or ""
        self._body = _bare(body) if len(body) > 400 else ""

    def keys(self, block: Block, shape: Shape) -> list[Key]:
        out: list[Key] = []
        text = block.text
        size = len(text)
        if size > 3000:
            text = text[:3000]
        bare = _bare(text)
        if not bare:
            return out
        if size < 300:
            if bare in self._titles:
                out.append("claim.title")
                if bare == self._titles[0]:
                    out.append("claim.title.first")
            elif len(bare) > 8 and any(bare in t for t in self._titles):
                out.append("claim.title.part")
            if size < 200 and any(a in bare for a in self._authors):
                out += ("claim.author", "claim.author." + shape.cls)
        if self._description and size >= 20:
            if bare == self._description:
                out.append("claim.description")
            elif bare.startswith(self._description[:60].rstrip(".… ")) or (size > 30 and bare in self._description):
                out.append("claim.description.part")
        if self._body and len(bare) > 12:
            found = bare in self._body
            out.append(f"claim.body.{'in' if found else 'out'}.{shape.cls}")
            out.append(f"claim.body.{'in' if found else 'out'}")
        return out


def _bare(text: str) -> str:
    """A text's letters and digits alone: quotes, dashes and white space differ between markup and metadata."""
    return "".join(filter(str.isalnum, text)).lower()
