"""An article as plain text, and its verdicts as plain lines."""

from __future__ import annotations

from cleanpage.render.data import dateline_is_opener, fold, footer_is_tail
from cleanpage.types import Article


def to_text(article: Article) -> str:
    r"""Return the kept text: one block a title, heading or paragraph, an empty line between blocks.

    A dateline that opens the first paragraph and a sign-off that closes the last one stand there once.
    No kept text gives "".

    >>> to_text(Article(title="Ferry sinks", byline="By Ann Example"))
    'Ferry sinks\n\nBy Ann Example\n'
    """
    blocks: list[str | None] = [article.title, article.byline]
    if article.dateline and not dateline_is_opener(article):
        blocks.append(article.dateline.text)
    blocks.extend(article.standfirst)
    for section in article.sections:
        blocks.append(section.heading)
        blocks.extend(section.paragraphs)
    if article.footer and not footer_is_tail(article):
        blocks.append(article.footer.text)
    folded = [fold(block) for block in blocks if block]
    text = "\n\n".join(block for block in folded if block)
    return f"{text}\n" if text else ""


def lines_text(article: Article) -> str:
    r"""Return every line of the source as "label<TAB>text", in the order of the source.

    >>> from cleanpage.types import Label, Line
    >>> lines_text(Article(lines=(Line("Menu", 0, 5, Label.NAV, False, "en.nav.menu", 4.2),)))
    'nav\tMenu\n'
    """
    return "".join(f"{line.label.value}\t{' '.join(line.text.splitlines())}\n" for line in article.lines)
