"""What a page's markup says of a block: its tags, classes and ids as words, where its element stands to the
one that holds most of the page's prose, and what the page's metadata claim."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from cleanpage.evidence.classes import class_words
from cleanpage.evidence.focus import MARGIN_AFTER, MARGIN_BEFORE, stretch
from cleanpage.evidence.keys import Key
from cleanpage.evidence.shape import Shape
from cleanpage.types import Block, Element, Hints, Markup

_INSIDE = frozenset(
    """article main aside nav header footer figure figcaption blockquote table ul ol dl form section
    details""".split()  # noqa: SIM905
)
"""Elements of which it says something that a block stands in one."""

_LISTED = frozenset({"li", "nav", "dt", "dd", "td", "div", "footer", "aside", "header"})
"""Elements whose lines are no part of an article where all their text is one link."""

_SIDE_TAGS = frozenset({"aside", "footer", "nav"})
"""Elements that stand beside the article."""

_PAGE = frozenset({"html", "body", "main", "article"})
"""Elements that hold all of a page or of its article, whatever their classes speak of."""

_LEAST_MAIN = 250  # characters of prose in the page's <main> from which that which stands beside it is no article
_LEAST_REST = 200  # characters of prose that must stand elsewhere, or comments and notices are all that there is
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TEASERS = 3  # teasers in a row, each with a heading that is a link, make a list of other articles
_MOST_TEASED = 2  # lines of prose of a teaser
_TEASER_UP = 5  # elements around a heading among which its teaser is looked for

_LINK = 0.95  # share of a line's characters inside links from which it is one link
_BOLD = 0.9  # share of a line's characters in bold from which all of it is
_LINES = (1, 2, 4, 8, 16, 40)
_SHARES = (0.001, 0.02, 0.1, 0.3, 0.6)
_MUCH, _BOXED = 0.2, 3  # share and lines of the main box's prose up to which an element in it is a box in the text
_ITEM_UP = 3  # elements from a line's own one up among which the item of a list is looked for
_LISTED_LINKS = (0.001, 0.1, 0.3, 0.7)  # shares of a list's characters inside links
_CLOSE = 3  # elements around a block's own whose words count as close
_MOST_UP = 30  # elements around a block's own that are looked at


def set_apart(blocks: Sequence[Block], tree: Tree) -> list[str]:
    """Which blocks the markup alone drops, and by what: hidden text, comments, notices, alternative texts, links.

    On the training pages 22 of 19,860 list items that are one link belonged to the article, nearly all of them
    names of authors in elements that say so.
    """
    return [_apart(block, block.hints, tree) if block.hints else "" for block in blocks]


def _apart(block: Block, hints: Hints, tree: Tree) -> str:
    if hints.veiled or (hints.hidden and tree.hidden[hints.element]):
        return "html.hidden"
    if tree.beside[hints.element]:
        return tree.beside[hints.element]
    if hints.alt:
        return "html.alt"
    if block.links >= _LINK and not block.level:
        element = tree.elements[hints.element]
        if element.tag in _LISTED and not tree.names_people(hints):
            return "html.link"
    return ""


class Tree:
    """The elements of one page: the box that holds most of its prose, and each element's evidence, made once."""

    def __init__(self, page: Markup) -> None:
        self.elements = page.elements
        self._classes = class_words()
        self._said = _Claimed(page)
        self._titled = self._around_title()
        self._lines, self._chars, self._linked = self._whole()
        self._all = self._whole_prose()
        self.beside = self._stand_beside()
        self._teased = self._in_teasers()
        self._prose, self._solid = self._whole_prose(self._left_out(), self._on_the_side())
        self._box = self._main_box()
        self._chain, self._rise = self._rises()
        self._alike = self._usual_paths()
        self._known: dict[int, tuple[str, ...]] = {}
        self._known_far: dict[int, tuple[str, ...]] = {}
        self._known_inside: dict[int, tuple[str, ...]] = {}
        self._known_keys: dict[tuple[int, str], Key] = {}
        self._places: dict[int, tuple[str, ...]] = {}
        self._broken: set[int] = set()  # lists of which rules drop an item

    @cached_property
    def hidden(self) -> Sequence[bool]:
        """Which elements readers do not see. What is hidden but holds much of the prose is shown by a script."""
        prose, solid = self._all
        whole = sum([e.prose for e in self.elements])
        out: list[bool] = []
        for i, e in enumerate(self.elements):
            shown = 2 * prose[i] > whole or (solid[i] > 2 and 3 * prose[i] > whole)
            out.append((e.parent >= 0 and out[e.parent]) or (e.hides and not shown))
        return out

    def names_people(self, hints: Hints) -> bool:
        """Whether a block's elements say that it holds a name or a date."""
        own = self.elements[hints.element]
        around = self.elements[own.parent].words if own.parent >= 0 else ()
        return any(not self._classes.people.isdisjoint(words) for words in (hints.words, own.words, around))

    def around(self, blocks: Sequence[Block]) -> range:
        """The blocks among which the article is: those around the densest prose, and all in the main box."""
        near = stretch(blocks)
        inside = [i for i, b in enumerate(blocks) if b.hints and self._box >= 0 and not self._rise[b.hints.element]]
        if inside:
            start = min(near.start, inside[0] - MARGIN_BEFORE)
            stop = max(near.stop, inside[-1] + 1 + MARGIN_AFTER)
            near = range(max(0, start), min(len(blocks), stop))
        return near

    def places(
        self, blocks: Sequence[Block], shapes: Sequence[Shape], dropped: Iterable[Block] = ()
    ) -> list[list[Key]]:
        """The evidence of each block's markup, to stand beside that of its shape and its place.

        `dropped`: other blocks of the page, which rules drop. To be asked once: what an element says is kept.
        """
        self._broken = {at for b in dropped if b.hints and (at := self._list_around(b.hints.element)) >= 0}
        return [self._keys(b, s) + self._said.keys(b, s) for b, s in zip(blocks, shapes, strict=True)]

    def prose(self, blocks: Sequence[Block], shapes: Sequence[Shape]) -> tuple[int, int] | None:
        """The first and last block of the prose in the main box; None where there is none."""
        inside = [
            i
            for i, (b, s) in enumerate(zip(blocks, shapes, strict=True))
            if s.cls in "Pp" and b.hints and self._box >= 0 and not self._rise[b.hints.element]
        ]
        return (inside[0], inside[-1]) if inside else None

    # the elements' sums

    def _whole(self) -> tuple[list[int], list[int], list[int]]:
        """Lines, characters and characters in links of each element with all that it holds."""
        lines = [e.lines for e in self.elements]
        chars = [e.chars for e in self.elements]
        linked = [e.linked for e in self.elements]
        for i in range(len(self.elements) - 1, 0, -1):
            up = self.elements[i].parent
            if up >= 0:
                lines[up] += lines[i]
                chars[up] += chars[i]
                linked[up] += linked[i]
        return lines, chars, linked

    def _whole_prose(self, left_out: Sequence[bool] = (), side: Sequence[bool] = ()) -> tuple[list[int], list[int]]:
        """Characters and lines of prose of each element with all that it holds, but for those that are left out.

        What stands on the side counts a fifth, and none of its lines.
        """
        prose = [e.prose for e in self.elements]
        solid = [e.solid for e in self.elements]
        if side:
            prose = [p // 5 if beside else p for p, beside in zip(prose, side, strict=True)]
            solid = [0 if beside else n for n, beside in zip(solid, side, strict=True)]
        for i in range(len(self.elements) - 1, -1, -1):
            if not prose[i]:
                continue
            if left_out and left_out[i]:
                prose[i] = solid[i] = 0
            up = self.elements[i].parent
            if up >= 0:
                prose[up] += prose[i]
                solid[up] += solid[i]
        return prose, solid

    def _stand_beside(self) -> list[str]:
        """For each element why it is no part of the article, if it holds comments or a notice; else "".

        What holds the page's top heading is not looked at, nor where there is no other prose.
        """
        comments, notices = self._classes.comments, self._classes.notices
        out: list[str] = []
        for i, e in enumerate(self.elements):
            why = out[e.parent] if e.parent >= 0 else ""
            if not why and e.words and i not in self._titled and e.tag not in _PAGE:
                words = e.words
                if not comments.isdisjoint(words):
                    why = "html.comment"
                elif not notices.isdisjoint(words):
                    why = "html.notice"
            out.append(why)
        rest = sum([e.prose for e, why in zip(self.elements, out, strict=True) if not why])
        return out if rest >= _LEAST_REST else [""] * len(out)

    def _in_teasers(self) -> list[bool]:
        """Which elements stand in a list of teasers: boxes in a row with a little prose and a heading that is a link.

        An article's own headings are rarely links: of the news pages' lines in such boxes 3 of 126 were the
        article's.
        """
        _, solid = self._all
        found: dict[int, tuple[int, str]] = {}
        for e in self.elements:
            if e.tag in _HEADINGS and e.linked >= _LINK * e.chars > 0:
                up, box = e.parent, -1
                for _ in range(_TEASER_UP):
                    if up < 0 or up in self._titled or solid[up] > _MOST_TEASED:
                        break
                    box = up if solid[up] else box
                    up = self.elements[up].parent
                if box >= 0:
                    found[box] = self.elements[box].parent, self.elements[box].tag
        rows = Counter(found.values())
        out: list[bool] = []
        for i, e in enumerate(self.elements):
            teases = i in found and rows[found[i]] >= _TEASERS
            out.append(teases or (e.parent >= 0 and out[e.parent]))
        return out

    def _left_out(self) -> list[bool]:
        """Which elements' prose does not tell where the article is: comments and notices, and teasers beside prose."""
        beside = [bool(why) for why in self.beside]
        both = [a or b for a, b in zip(beside, self._teased, strict=True)]
        rest = sum([e.prose for e, out in zip(self.elements, both, strict=True) if not out])
        return both if rest >= _LEAST_REST else beside

    def _on_the_side(self) -> list[bool]:
        """Which elements stand beside the article: what is not in the page's <main>, and what is called so.

        By what they are called none do that hold much of the prose.
        """
        prose, _ = self._all
        much = sum([e.prose for e in self.elements]) / 3
        main = self._around_main()
        out: list[bool] = []
        for i, e in enumerate(self.elements):
            beside = e.parent >= 0 and out[e.parent]
            if not beside and i not in self._titled and e.tag not in _PAGE:
                called = e.tag in _SIDE_TAGS or not self._classes.beside.isdisjoint(e.words)
                beside = (called and prose[i] < much) or (e.parent in main and i not in main)
            out.append(beside)
        return out

    def _around_main(self) -> set[int]:
        """The elements around the page's <main>, or else its <article>, if it has one alone and that holds prose."""
        mains = [i for i, e in enumerate(self.elements) if e.tag == "main"]
        mains = mains or [i for i, e in enumerate(self.elements) if e.tag == "article"]
        if len(mains) != 1 or self._all[0][mains[0]] < _LEAST_MAIN:
            return set()
        return set(self._way_up(self.elements[mains[0]].parent))

    # the main box

    def _around_title(self) -> set[int]:
        """The elements around the page's first top heading: whatever they are called, the article may be in them."""
        return set(self._way_up(next((i for i, e in enumerate(self.elements) if e.tag == "h1"), -1)))

    def _way_up(self, at: int) -> Iterator[int]:
        """An element and all around it; none for -1."""
        while at >= 0:
            yield at
            at = self.elements[at].parent

    def _main_box(self) -> int:
        """The innermost element that holds most of the prose and more than one line of it."""
        children: dict[int, int] = {}  # the child with most prose
        for i, e in enumerate(self.elements):
            if self._solid[i] > 1:
                known = children.get(e.parent)
                if known is None or self._claim(i) > self._claim(known):
                    children[e.parent] = i
        best = -1
        while True:
            at = children.get(best)
            if at is None or (best >= 0 and 2 * self._prose[at] <= self._prose[best]):
                return best if best >= 0 else self._lone()
            best = at

    def _claim(self, at: int) -> int:
        """What speaks for an element to hold the article: its prose, which counts double beside the top heading."""
        return self._prose[at] * (2 if at in self._titled else 1)

    def _lone(self) -> int:
        """The element around the page's only paragraph."""
        most = max(range(len(self.elements)), key=lambda i: self.elements[i].prose, default=-1)
        return self.elements[most].parent if most >= 0 and self.elements[most].prose else -1

    def _rises(self) -> tuple[set[int], list[int]]:
        """The boxes around the main one with their twins, and how far one goes up from the main box to an element
        that holds both it and another."""
        above: dict[int, int] = {}
        up = self._box
        while up >= 0:
            above[up] = len(above)
            up = self.elements[up].parent
        chain = sorted(above)
        at = {e: k for k, e in enumerate(chain)}  # the boxes from the outermost in, and their twins
        rises = [len(chain)] * len(self.elements)
        for i, e in enumerate(self.elements):
            k = at.get(e.parent)
            if i in above:
                rises[i] = above[i]
            elif k is not None and k + 1 < len(chain) and self._are_twins(i, chain[k + 1]):
                at[i] = k + 1
                rises[i] = len(chain) - 2 - k
            elif i < self._box and self._is_earlier_part(i):
                at[i] = len(chain) - 1
                rises[i] = 0
            elif e.parent >= 0:
                rises[i] = rises[e.parent]
        return set(at), rises

    def _is_earlier_part(self, at: int) -> bool:
        """Whether an element with prose before the main box is one like it, as where a text is cut up by sections.

        Of 170 lines in such elements on 9 of 789 pages 143 were the article's. Behind the main box another article is
        often in an element like it.
        """
        one, box = self.elements[at], self.elements[self._box]
        if not self._prose[at] or not one.words or (one.tag, one.words) != (box.tag, box.words) or one.parent < 0:
            return False
        up, beyond = self.elements[one.parent], self.elements[box.parent]
        return (up.tag, up.words) == (beyond.tag, beyond.words)

    def _are_twins(self, one: int, other: int) -> bool:
        """Whether two elements are the same thing twice, as a page's body cut in two by a box between."""
        a, b = self.elements[one], self.elements[other]
        return a.tag == b.tag != "article" and a.words == b.words != ()

    def _usual_paths(self) -> list[int]:
        """For each element the share of the page's prose that stands in elements of the same path, as a class."""
        found: dict[tuple[object, ...], int] = {}
        paths = []
        for e in self.elements:
            up = self.elements[e.parent] if e.parent >= 0 else e
            top = self.elements[up.parent] if up.parent >= 0 else up
            path = (e.tag, e.words, up.tag, up.words, top.tag, top.words)
            paths.append(path)
            if e.prose:
                found[path] = found.get(path, 0) + e.prose
        whole = sum(found.values()) or 1
        return [bisect_right(_SHARES, found[path] / whole) if path in found else 0 for path in paths]

    # the names

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
            tag, place = self.elements[at].tag, self._place(at)
            near = [f"{place[i]}.{cls}" for i in (0, 1, 3)]
            sort = f"as.{self._said.sort}"
            kinds = f"{sort}.{cls}", f"{sort}.{tag}.{cls}.{min(1, self._rise[at])}"
            known = ("all", *self._names(at), *place, f"tag.{tag}", f"tag.{tag}.{cls}", *near, *kinds)
            self._known_keys[at, cls] = known
        return known

    def _names(self, at: int) -> tuple[str, ...]:
        """The words of an element and of those around it up to one that holds the main box, and what it stands in."""
        known = self._known.get(at)
        if known is None:
            own = self.elements[at].words
            names = dict.fromkeys([*[f"own.{w}" for w in own], *[f"named.{s}" for s in self._classes.sorts_of(own)]])
            up, steps = self.elements[at].parent, 0
            while up >= 0 and steps < _CLOSE and not self._ends_here(up):
                e = self.elements[up]
                if not self._holds_much(up):
                    names.update(dict.fromkeys([f"close.{w}" for w in e.words]))
                    names.update(dict.fromkeys([f"within.{s}" for s in self._classes.sorts_of(e.words)]))
                up = e.parent
                steps += 1
            names.update(dict.fromkeys(self._inside(self.elements[at].parent)))
            if steps == _CLOSE:
                names.update(dict.fromkeys(self._far(up)))
            known = self._known[at] = tuple(names)
        return known

    def _ends_here(self, at: int) -> bool:
        """Whether an element is the main box or holds it: its words tell no block from another."""
        return at == self._box or bool(self._rise[at] and self._box >= 0 and self._prose[at] >= self._prose[self._box])

    def _holds_much(self, at: int) -> bool:
        """Whether an element in the main box holds so much of its prose that it is no box in the text.

        A newsletter's box that is never closed holds half the article.
        """
        prose, solid = self._all
        return solid[at] > _BOXED and not self._rise[at] and prose[at] > _MUCH * prose[self._box]

    def _far(self, at: int) -> tuple[str, ...]:
        """The words of an element and of those around it, as those of far ones."""
        return self._gathered(at, self._known_far, lambda e: [f"far.{w}" for w in e.words], itself=False)

    def _inside(self, at: int) -> tuple[str, ...]:
        """What an element and those around it are, as far as it says something."""
        return self._gathered(
            at, self._known_inside, lambda e: [f"inside.{e.tag}"] if e.tag in _INSIDE else [], itself=True
        )

    def _gathered(
        self,
        at: int,
        known: dict[int, tuple[str, ...]],
        names_of: Callable[[Element], Iterable[str]],
        *,
        itself: bool,
    ) -> tuple[str, ...]:
        """Names of an element and of those around it up to the main box or what holds it, made once for each.

        `itself`: whether that one's own names count.
        """
        way: list[int] = []
        while at >= 0 and at not in known and len(way) < _MOST_UP:
            way.append(at)
            if self._ends_here(at):
                break
            at = self.elements[at].parent
        found = known.get(at, ())
        for i in reversed(way):
            ends = self._ends_here(i)
            own = names_of(self.elements[i]) if itself or not (ends or self._holds_much(i)) else ()
            found = known[i] = tuple(dict.fromkeys((*own, *(() if ends else found))))
        return found

    def _place(self, at: int) -> tuple[str, ...]:
        known = self._places.get(at)
        if known is None:
            known = self._places[at] = self._place_names(at)
        return known

    def _place_names(self, at: int) -> tuple[str, ...]:
        """Where an element stands to the main box, and what its branch holds: the part of the page it hangs by."""
        rise, (branch, below) = self._rise[at], self._branch(at)
        inner, top = min(rise, 1), self.elements[branch]
        links = self._linked[branch] / max(1, self._chars[branch])
        prose = self._prose[branch] / max(1, self._prose[self._box])
        parent = self.elements[at].parent
        around: tuple[str, ...] = ()
        if parent >= 0:
            kin = self._linked[parent] / max(1, self._chars[parent])
            around = (f"parent.{self.elements[parent].tag}", f"kin.{int(4.99 * kin)}")
        return (
            f"rise.{min(rise, 6)}",
            f"below.{min(rise, 2)}.{min(below, 5)}",
            f"rise.{min(rise, 6)}.{'before' if at < self._box else 'after'}",
            f"alike.{self._alike[at]}.{inner}",
            f"branch.{top.tag}.{min(rise, 2)}",
            f"branch.lines.{inner}.{bisect_right(_LINES, self._lines[branch])}",
            f"branch.links.{inner}.{int(links * 4.99)}",
            f"branch.prose.{inner}.{bisect_right(_SHARES, prose)}",
            *[f"branch.{w}" for w in top.words if not self._holds_much(branch)],
            *around,
            *(("teaser",) if self._teased[at] else ()),
            *self._listed(at),
        )

    def _listed(self, at: int) -> tuple[str, ...]:
        """Whether an element is an item of a list or stands in one, and how much of the list is links.

        Of a list of which rules drop an item that alone is said: it is an offer's or a menu's.
        """
        around = self._list_around(at)
        if around < 0:
            return ()
        links = bisect_right(_LISTED_LINKS, self._linked[around] / max(1, self._chars[around]))
        return (f"listed.{min(self._rise[at], 1)}.{'sign' if around in self._broken else links}",)

    def _list_around(self, at: int) -> int:
        """The list of which an element is an item or stands in one; -1 for none."""
        for _ in range(_ITEM_UP):
            e = self.elements[at]
            if e.tag == "li" or e.parent < 0:
                return e.parent
            at = e.parent
        return -1

    def _branch(self, at: int) -> tuple[int, int]:
        """The outermost element around one that does not hold the main box, and how far up it is."""
        branch, below = at, 0
        while self.elements[branch].parent >= 0 and self.elements[branch].parent not in self._chain:
            branch = self.elements[branch].parent
            below += 1
        return branch, -1 if at in self._chain else below


_LONGEST_TITLE, _LONGEST_BYLINE = 300, 200  # characters of lines that are held against claims of these
_HEAD = 3000  # characters of a line that are held against claims
_LEAST_BODY = 400  # characters from which a claimed text is the whole article's
_OPENING = 60  # letters of the description with which a standfirst may begin


class _Claimed:
    """What the page's metadata claim of its lines."""

    def __init__(self, page: Markup) -> None:
        claims = page.claims
        self.sort = _sort(claims.types)
        self._titles = [letters_of(t) for t in claims.titles if t]
        self._description = letters_of(claims.description or "")
        self._opening = self._description[:_OPENING]
        self._authors = [letters_of(a) for a in claims.authors if len(a) > 3]
        body = claims.body or ""
        self._body = letters_of(body) if len(body) > _LEAST_BODY else ""

    def keys(self, block: Block, shape: Shape) -> list[Key]:
        bare = letters_of(block.text[:_HEAD])
        if not bare:
            return []
        size = len(block.text)
        out = [*self._title(bare)] if size < _LONGEST_TITLE else []
        if size < _LONGEST_BYLINE and any(a in bare for a in self._authors):
            out += ("claim.author", "claim.author." + shape.cls)
        if self._description and size >= 20:
            out += self._described(bare, size)
        if self._body and len(bare) > 12:
            side = "claim.body.in" if bare in self._body else "claim.body.out"
            out += (side, f"{side}.{shape.cls}")
        return [("all", *out)] if out else []

    def _title(self, bare: str) -> Sequence[str]:
        if bare in self._titles:
            return ("claim.title", "claim.title.first") if bare == self._titles[0] else ("claim.title",)
        whole = next((t for t in self._titles if bare in t), "") if len(bare) > 8 else ""
        if not whole:
            return ()
        return ("claim.title.part", "claim.title.side") if is_beside_site(bare, whole) else ("claim.title.part",)

    def _described(self, bare: str, size: int) -> Sequence[str]:
        if bare == self._description:
            return ("claim.description",)
        part = bare.startswith(self._opening) or (size > 30 and bare in self._description)
        return ("claim.description.part",) if part else ()


def _sort(types: Sequence[str]) -> str:
    """What a page's metadata call it: news, an article, or neither. Pages of news hold fewer lists and tables."""
    if any("News" in name for name in types):
        return "news"
    return "article" if any("Article" in name or "Blog" in name for name in types) else "other"


def is_beside_site(headline: str, claimed: str) -> bool:
    """Whether a headline is most of a claimed title, and at one of its ends: the rest is a site's name.

    Both as `letters_of` gives them.
    """
    return 2 * len(headline) >= len(claimed) and (claimed.startswith(headline) or claimed.endswith(headline))


def letters_of(text: str) -> str:
    """A text's letters and digits alone: quotes, dashes and white space differ between markup and metadata."""
    return "".join(filter(str.isalnum, text)).lower()
