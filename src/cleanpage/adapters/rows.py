"""An article as a flat row, as tables have it; needs no other library."""

from __future__ import annotations

from typing import Any

from cleanpage.types import Article


def row(article: Article, *, id: str | None = None) -> dict[str, Any]:
    r"""Return an article as a row of `cleanpage.adapters.arrow.SCHEMA`: `to_dict()`, with an id and the whole text.

    >>> row(Article(title="Ferry sinks"), id="7")["text"]
    'Ferry sinks\n'
    """
    return {"id": id, **article.to_dict(), "text": article.to_text()}
