"""Spark: a DataFrame of pages in, one of articles out; what pages of a site have in common, learned by host.

Needs pyspark and pyarrow (the extra "spark"), on every executor as on the driver.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

try:
    import pyarrow as pa
    from pyspark.sql import functions as F  # noqa: N812  # as Spark's own documentation names it
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType
except ImportError:
    raise ImportError("cleanpage.adapters.spark needs pyspark and pyarrow: pip install 'cleanpage[spark]'") from None

from cleanpage.adapters.arrow import SCHEMA, cells, clean_batches, with_articles
from cleanpage.api import Cleaner, Source
from cleanpage.site import Counter, SiteCounts
from cleanpage.site.host import host_of
from cleanpage.types import Article

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

__all__ = ["SITES", "clean", "learn_sites"]

_TYPES: Mapping[str, pa.DataType] = {
    "host": pa.string(),
    "pages": pa.int64(),
    "lines": pa.binary(),
    "sketches": pa.list_(pa.binary()),
}
SITES = pa.schema(_TYPES)
"""The columns of what is learned of sites: the fields of `cleanpage.site.SiteCounts`."""

_HOST, _SITE = "_cleanpage_host", "_cleanpage_site"
_HOSTS = 20_000  # that a task holds: 200 MB at most
_SALTS = 64  # a host's counts are merged in two steps, so that none takes in those of all tasks at once
_ROWS = 1000
_COUNTERS = 8  # sites' counters that a task holds ready: a join brings most pages of a site one after another


def clean(
    frame: DataFrame,
    *,
    text: str = "text",
    url: str = "url",
    cleaner: Cleaner | None = None,
    keep: bool = True,
    sites: DataFrame | None = None,
) -> DataFrame:
    """Clean a column of pages and return the articles in the columns of `cleanpage.adapters.arrow.SCHEMA`.

    `text`: the column with the pages, strings or binary; a null gives an empty article. `cleaner`: None takes one with
    the built-in packs. `keep`: whether the frame's other columns stay, before the articles'; one with the name of an
    article's column gives way to that, but for `id`, and for `url` where it has one. `sites`: what `learn_sites` has
    learned; lines that the pages of a site have in common are dropped then, and `url` is the column with the addresses.
    Nothing is cleaned before Spark runs the query. Raises ValueError where a column is missing.
    """
    _need(frame, text, *([url] if sites is not None else []))
    cleaner = cleaner or Cleaner()
    names = [f.name for f in from_arrow_schema(SCHEMA).fields]
    kept = [field for field in frame.schema.fields if keep and field.name != text and field.name not in names]
    schema = StructType([*(StructField(f.name, f.dataType) for f in kept), *from_arrow_schema(SCHEMA).fields])
    if sites is None:
        return frame.mapInArrow(partial(clean_batches, text=text, cleaner=cleaner, keep=keep), schema)
    known = sites.select(F.col("host").alias(_HOST), F.struct("pages", "lines", "sketches").alias(_SITE))
    joined = frame.withColumn(_HOST, _host(url)).join(known, _HOST, "left")
    return joined.mapInArrow(partial(_clean_by_site, text=text, cleaner=cleaner, keep=keep), schema)


def learn_sites(
    frame: DataFrame, *, text: str = "text", url: str = "url", cleaner: Cleaner | None = None, hosts: int = _HOSTS
) -> DataFrame:
    """Count the lines that pages of a host have in common, for `clean`: a row in the columns of `SITES` for each host.

    `text` and `url`: the columns with the pages and their addresses. `hosts`: how many of them a task holds at once,
    10 KB each at most; of more it forgets those with the fewest pages. The rows hold hashes and counts, no texts, and
    can be kept as Parquet. Versions of one article count once where one task sees them, so it helps to have a host's
    pages in few partitions. Raises ValueError where a column is missing.
    """
    _need(frame, text, url)
    count = partial(_count, cleaner=cleaner or Cleaner(), hosts=hosts)
    schema = from_arrow_schema(SITES)
    pages = frame.select(_host(url).alias(_HOST), F.col(text).alias("text"))
    counted = pages.mapInArrow(count, schema).withColumn("salt", F.spark_partition_id() % _SALTS)
    merged = counted.groupBy("host", "salt").applyInArrow(_merge, schema)
    return merged.groupBy("host").applyInArrow(_merge_last, schema).where("pages > 1")


def _need(frame: DataFrame, *names: str) -> None:
    for name in names:
        if name not in frame.columns:
            raise ValueError(f"no column {name}: there are {', '.join(frame.columns)}")


def _host(url: str) -> Column:
    return F.udf(host_of, "string", useArrow=False)(F.col(url))


# ---- what runs on executors


def _clean_by_site(
    batches: Iterable[pa.RecordBatch], *, text: str, cleaner: Cleaner, keep: bool
) -> Iterator[pa.RecordBatch]:
    by_site = _BySite(cleaner)
    for batch in batches:
        rest = batch.drop_columns([_HOST, _SITE])
        rows = zip(cells(batch, text), cells(batch, _HOST), cells(batch, _SITE), strict=True)
        articles = (by_site.clean("" if page is None else page, host, site) for page, host, site in rows)
        yield with_articles(rest, articles, text=text, keep=keep)


class _BySite:
    """Cleans pages with what is known of their sites."""

    def __init__(self, base: Cleaner) -> None:
        self._base = base
        self._counters: dict[str, Counter] = {}

    def clean(self, page: Source, host: str, site: Mapping[str, Any] | None) -> Article:
        base = self._base
        if site is None:
            return base.clean(page)
        pack = self._counter(host, site).pack_for(host, page)
        if not pack.rules:
            return base.clean(page)
        return Cleaner((*base.packs, pack), base.language, base.max_chars, base.weights, base.kind).clean(page)

    def _counter(self, host: str, site: Mapping[str, Any]) -> Counter:
        counter = self._counters.pop(host, None)
        if counter is None:
            counter = Counter(self._base, hosts=1)
            counter.merge_counts(SiteCounts(host, **site))
        self._counters[host] = counter  # the last used stands last
        if len(self._counters) > _COUNTERS:
            del self._counters[next(iter(self._counters))]
        return counter


def _count(batches: Iterable[pa.RecordBatch], *, cleaner: Cleaner, hosts: int) -> Iterator[pa.RecordBatch]:
    """The counts of a task's pages."""
    counter = Counter(cleaner, hosts=hosts)
    for batch in batches:
        for host, page in zip(cells(batch, _HOST), cells(batch, "text"), strict=True):
            if host and page is not None:
                counter.add(host, page)
    rows = (counts._asdict() for counts in counter.counts())
    while some := list(islice(rows, _ROWS)):
        yield pa.RecordBatch.from_pylist(some, schema=SITES)


def _merge(table: pa.Table) -> pa.Table:
    return pa.Table.from_pylist([_merged(table)._asdict()], schema=SITES)


def _merge_last(table: pa.Table) -> pa.Table:
    return pa.Table.from_pylist([_merged(table).pruned()._asdict()], schema=SITES)


def _merged(table: pa.Table) -> SiteCounts:
    """One host's counts of many tasks as one."""
    rows = [SiteCounts(**row) for row in table.select(SITES.names).to_pylist()]
    counter = Counter(hosts=1)
    for counts in sorted(rows, key=lambda counts: (-counts.pages, counts.lines)):  # in whatever order Spark brings them
        counter.merge_counts(counts)
    return next(counter.counts())
