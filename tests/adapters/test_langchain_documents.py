"""Articles as LangChain's documents."""

from __future__ import annotations

import asyncio

from langchain_core.documents import Document

import cleanpage
from cleanpage.adapters.langchain import CleanpageTransformer
from cleanpage.samples import text

FERRY, HTML = text("ferry.txt"), text("ferry.html")


def test_a_document_gets_the_articles_text_and_metadata() -> None:
    page = Document(HTML, id="7", metadata={"source": "ferry.html", "title": "Ferry | Harbour Post"})
    (made,) = CleanpageTransformer().transform_documents([page])
    article = cleanpage.clean(HTML)
    assert made.page_content == article.to_text()
    assert made.id == "7"
    assert made.metadata["source"] == "ferry.html"
    assert made.metadata["title"] == "Ferry runs aground off Skerrin, all passengers safe"
    assert made.metadata["authors"] == "Kit Lowrie"
    assert made.metadata["agencies"] == "AFP, dpa"
    assert made.metadata["confidence"] == article.confidence
    assert all(isinstance(value, str | float) for value in made.metadata.values())
    assert page.page_content == HTML
    assert page.metadata == {"source": "ferry.html", "title": "Ferry | Harbour Post"}


def test_a_documents_own_address_stays() -> None:
    documents = [Document(FERRY, metadata={"url": "https://example.org/mine"}), Document(FERRY)]
    made = CleanpageTransformer().transform_documents(documents)
    assert [m.metadata["url"] for m in made] == ["https://example.org/mine", cleanpage.clean(FERRY).url]


def test_what_the_page_does_not_state_changes_no_metadata() -> None:
    body = "The light on the pier was switched on again on Monday evening, the harbour master of the island said. "
    (made,) = CleanpageTransformer().transform_documents([Document(5 * body, metadata={"date": "2025-01-02"})])
    assert made.metadata["date"] == "2025-01-02"


def test_documents_without_an_article_are_left_out() -> None:
    pages = [Document(""), Document("Menu\n\nHome\n\nLogin"), Document(FERRY)]
    made = CleanpageTransformer(min_confidence=0.5).transform_documents(pages)
    assert [m.metadata["kind"] for m in made] == ["article"]
    assert CleanpageTransformer().transform_documents([Document("")]) == []


def test_markdown_has_headings() -> None:
    (made,) = CleanpageTransformer(markdown=True).transform_documents([Document(FERRY)])
    assert "## Questions over the old lighthouse" in made.page_content


def test_the_asynchronous_way_gives_the_same() -> None:
    step = CleanpageTransformer()
    pages = [Document(FERRY)]
    assert asyncio.run(step.atransform_documents(pages)) == step.transform_documents(pages)
