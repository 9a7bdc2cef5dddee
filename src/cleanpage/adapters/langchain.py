"""LangChain: documents in, cleaned documents out. Needs langchain-core (the extra "langchain")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

try:
    from langchain_core.documents import BaseDocumentTransformer, Document
except ImportError:
    raise ImportError("cleanpage.adapters.langchain needs langchain-core: pip install 'cleanpage[langchain]'") from None

from cleanpage.api import Cleaner
from cleanpage.types import Article

__all__ = ["CleanpageTransformer"]

_FIELDS = ("title", "date", "updated", "byline", "language", "site")


class CleanpageTransformer(BaseDocumentTransformer):
    """Replaces each document's content, HTML or text, with the article's, and adds what is known of it as metadata.

    The metadata are flat, as vector stores want them: `title`, `date`, `updated`, `byline`, `authors` (joined by
    ", "), `agencies` (the same), `language`, `site`, `url`, each only where the page states it, and always `kind` and
    `confidence`, 0..1. What a document has by other names stays, and so do its id and its own `url`.

    `cleaner`: None takes one with the built-in packs. `markdown`: whether the content is Markdown, for splitters that
    go by headings; else plain text. `min_confidence`: documents below it, 0..1, and those without text are left out.

    >>> from cleanpage.samples import text
    >>> cleaned = CleanpageTransformer().transform_documents([Document(text("ferry.txt"))])
    >>> cleaned[0].page_content.splitlines()[0]
    'Ferry runs aground off Skerrin, all passengers safe'
    """

    def __init__(self, cleaner: Cleaner | None = None, *, markdown: bool = False, min_confidence: float = 0.0) -> None:
        self.cleaner = cleaner or Cleaner()
        self.markdown = markdown
        self.min_confidence = min_confidence

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> list[Document]:
        """Return cleaned copies of the documents; those that were given stay as they are."""
        made = [self._transformed(document) for document in documents]
        return [document for document in made if document is not None]

    def _transformed(self, document: Document) -> Document | None:
        article = self.cleaner.clean(document.page_content)
        content = article.to_markdown() if self.markdown else article.to_text()
        if not content or article.confidence < self.min_confidence:
            return None
        metadata = {**document.metadata, **_metadata(article)}
        if document.metadata.get("url"):
            metadata["url"] = document.metadata["url"]
        return document.model_copy(update={"page_content": content, "metadata": metadata})


def _metadata(article: Article) -> dict[str, Any]:
    stated = {name: getattr(article, name) for name in (*_FIELDS, "url")}
    agencies = (*(article.dateline.agencies if article.dateline else ()),)
    agencies += article.footer.agencies if article.footer else ()
    stated["authors"] = ", ".join(article.authors)
    stated["agencies"] = ", ".join(dict.fromkeys(agencies))
    known = {name: value for name, value in stated.items() if value}
    return {**known, "kind": article.kind.value, "confidence": article.confidence}
