"""polars: an expression that cleans a column of pages. Needs polars and pyarrow (the extra "polars")."""

from __future__ import annotations

try:
    import polars as pl
    import pyarrow  # noqa: F401  # the columns of an article are declared in Arrow's types
except ImportError:
    raise ImportError("cleanpage.adapters.polars needs polars and pyarrow: pip install 'cleanpage[polars]'") from None

from cleanpage.adapters.arrow import SCHEMA, table_of
from cleanpage.adapters.rows import row
from cleanpage.api import Cleaner

__all__ = ["cleaned", "struct_type"]


def cleaned(pages: str | pl.Expr = "text", *, cleaner: Cleaner | None = None) -> pl.Expr:
    """Return an expression for the articles of a column of pages: a struct of `cleanpage.adapters.arrow.SCHEMA`.

    `pages`: a column's name or an expression, of strings or binary; a null gives an empty article. `cleaner`: None
    takes one with the built-in packs. It works in lazy and streaming queries; `id` is null.

    >>> from cleanpage.samples import text
    >>> frame = pl.DataFrame({"page": [text("ferry.txt"), None]})
    >>> frame.select(cleaned("page").struct.field("kind")).to_series().to_list()
    ['article', 'empty']
    """
    cleaner = cleaner or Cleaner()
    expression = pl.col(pages) if isinstance(pages, str) else pages

    def clean(series: pl.Series) -> pl.Series:
        rows = [row(cleaner.clean("" if page is None else page)) for page in series]
        return _structs(rows).rename(series.name)

    return expression.map_batches(clean, return_dtype=struct_type(), is_elementwise=True)


def struct_type() -> pl.Struct:
    """The type of an article in polars.

    >>> struct_type().fields[2].name
    'title'
    """
    made = _structs([]).dtype
    assert isinstance(made, pl.Struct)
    return made


def _structs(rows: list[dict[str, object]]) -> pl.Series:
    frame = pl.from_arrow(table_of(rows, SCHEMA))
    assert isinstance(frame, pl.DataFrame)
    return frame.to_struct("article")
