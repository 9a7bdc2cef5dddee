"""An article as Markdown."""

from __future__ import annotations

import re

from cleanpage.render.data import dateline_is_opener, fold, footer_is_tail
from cleanpage.types import Article

# CommonMark and GitHub: emphasis, strikethrough, code, links, raw HTML, the escape itself
_INLINE = re.compile(r"[\\`*_\[\]<~]")
# "&amp;" and "&#38;" would be read as one character
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
# what opens a heading, a quotation, a list, a rule or a table where it stands first
_START = re.compile(r"[#>+=|-]|(?P<number>\d{1,9})[.)](?=\s|\Z)")


def to_markdown(article: Article) -> str:
    r"""Return the article as Markdown: "# title", "## subheading", the standfirst in bold, the rest plain.

    Byline, dateline and sign-off stand in italics. What Markdown would read as markup is escaped, so that
    the rendered text is the article's.

    >>> to_markdown(Article(title="5 * 5", standfirst=("1. It is 25.",)))
    '# 5 \\* 5\n\n**1\\. It is 25.**\n'
    """
    blocks = [_heading("#", article.title), _around("*", article.byline)]
    if article.dateline and not dateline_is_opener(article):
        blocks.append(_around("*", article.dateline.text))
    blocks.extend(_around("**", text) for text in article.standfirst)
    for section in article.sections:
        blocks.append(_heading("##", section.heading))
        blocks.extend(escape(text) for text in section.paragraphs)
    if article.footer and not footer_is_tail(article):
        blocks.append(_around("*", article.footer.text))
    text = "\n\n".join(block for block in blocks if block)
    return f"{text}\n" if text else ""


def escape(text: str) -> str:
    r"""Return `text` as one line of Markdown that reads as just this text.

    >>> escape("# 1 of <b> & [x]_y_")
    '\\# 1 of \\<b> & \\[x\\]\\_y\\_'
    """
    escaped = _ENTITY.sub(r"\\&", _INLINE.sub(r"\\\g<0>", fold(text)))
    start = _START.match(escaped)
    if not start:
        return escaped
    number = start["number"] or ""
    return f"{number}\\{escaped[len(number) :]}"


def _heading(marks: str, text: str | None) -> str:
    escaped = escape(text or "")
    if escaped.endswith("#"):  # a heading's closing marks would vanish
        escaped = re.sub(r"(?<!\\)(?=#++\Z)", r"\\", escaped, count=1)
    return f"{marks} {escaped}" if escaped else ""


def _around(marks: str, text: str | None) -> str:
    escaped = escape(text or "")
    return f"{marks}{escaped}{marks}" if escaped else ""
