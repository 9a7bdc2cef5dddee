"""datatrove: a filter that cleans documents. Needs datatrove (the extra "datatrove")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

try:
    from datatrove.data import Document
    from datatrove.pipeline.filters.base_filter import BaseFilter
except ImportError:
    raise ImportError("cleanpage.adapters.datatrove needs datatrove: pip install 'cleanpage[datatrove]'") from None

from cleanpage.api import Cleaner
from cleanpage.types import APART, Article

__all__ = ["CleanpageFilter"]

NO_TEXT, LOW_CONFIDENCE = "no_text", "low_confidence"


class CleanpageFilter(BaseFilter):
    """Rewrites each document's text, HTML or text, to the article's, and drops what is none.

    `cleaner`: None takes one with the built-in packs. `min_confidence`: documents below it, 0..1, are dropped.
    `exclusion_writer`: a datatrove writer for the dropped ones; they have their text as it came, and the reason,
    "no_text" or "low_confidence", in `metadata["filter_reason"]`.

    `metadata["article"]` gets the article as `Article.to_dict()` has it; the document's other metadata stay. The
    stats count lines left out by rule, `line-filter-RULE`, as datatrove's own filters of lines do, and `kind-KIND`.

    >>> step = CleanpageFilter(min_confidence=0.5)
    >>> step.filter(Document(text="Ferry sinks", id="1"))
    (False, 'low_confidence')
    """

    name = "🧼 cleanpage"

    def __init__(
        self, cleaner: Cleaner | None = None, *, min_confidence: float = 0.0, exclusion_writer: Any = None
    ) -> None:
        super().__init__(exclusion_writer)
        self.cleaner = cleaner or Cleaner()
        self.min_confidence = min_confidence

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Clean a document in place; whether it stays, and if not the reason."""
        article = self.cleaner.clean(doc.text)
        doc.metadata["article"] = article.to_dict()
        self.stat_update(f"kind-{article.kind}")
        if article.confidence < self.min_confidence:
            return False, LOW_CONFIDENCE
        text = article.to_text()
        if not text:
            return False, NO_TEXT
        for rule in _rules(article):
            self.stat_update(f"line-filter-{rule}")
        doc.text = text
        return True


def _rules(article: Article) -> Iterator[str]:
    """For each line that was left out, the rule or evidence that weighed most."""
    return (line.rule for line in article.lines if line.text.strip() and not line.kept and line.label not in APART)
