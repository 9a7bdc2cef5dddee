"""pandas: a column of pages in, columns of articles out. Needs pandas (the extra "pandas")."""

from __future__ import annotations

try:
    import pandas as pd
except ImportError:
    raise ImportError("cleanpage.adapters.pandas needs pandas: pip install 'cleanpage[pandas]'") from None

from cleanpage.adapters.rows import row
from cleanpage.api import Cleaner
from cleanpage.types import Article

__all__ = ["clean_frame"]


def clean_frame(
    frame: pd.DataFrame, *, text: str = "text", cleaner: Cleaner | None = None, keep: bool = True
) -> pd.DataFrame:
    """Clean a frame's column of pages and return the articles, row by row, with the same index.

    The columns are the fields of `Article.to_dict()` as plain Python values, and `text`, the whole text. `text`: the
    column with the pages, str or bytes; what is missing gives an empty article. `cleaner`: None takes one with the
    built-in packs. `keep`: whether the frame's other columns stay, before the articles'; one with the name of an
    article's column gives way to that, but for `id`, and for `url` where it has one.
    Raises KeyError where the column is missing, TypeError where a page is neither str nor bytes.

    >>> from cleanpage.samples import text
    >>> frame = pd.DataFrame({"text": [text("ferry.txt"), None], "day": [3, 4]})
    >>> clean_frame(frame)[["day", "kind"]].values.tolist()
    [[3, 'article'], [4, 'empty']]
    """
    if text not in frame.columns:
        raise KeyError(f"no column {text}: there are {', '.join(map(str, frame.columns))}")
    cleaner = cleaner or Cleaner()
    rows = [row(cleaner.clean("" if _is_missing(page) else page)) for page in frame[text]]
    made = pd.DataFrame(rows, index=frame.index, columns=list(row(Article())), dtype=object)
    made = made.astype({"confidence": "float64", "truncated": "bool"})
    if "id" in frame.columns:
        made["id"] = frame["id"]
    if "url" in frame.columns:
        made["url"] = frame["url"].astype(object).where(frame["url"].notna(), made["url"])
    kept = [name for name in frame.columns if name != text and name not in made.columns] if keep else []
    return pd.concat([frame[kept], made], axis="columns")


def _is_missing(page: object) -> bool:
    return page is None or page is pd.NA or page != page
