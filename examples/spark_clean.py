#!/usr/bin/env python3
"""Turn WET, WARC or Parquet into Parquet of articles, on Spark.

    spark-submit examples/spark_clean.py 's3a://bucket/crawl/*.warc.wet.gz' -o s3a://bucket/articles --learn
    spark-submit --master 'local[8]' examples/spark_clean.py pages.parquet -o articles --text html

Each executor needs cleanpage with the extras "spark" and "warc"; of WET and WARC a task reads whole files, through
Arrow, which opens local files, S3, Google's and Hadoop's. The output has the columns of
`cleanpage.adapters.arrow.SCHEMA`, `source` (the file, and the byte or row in it where it is known) and `error`, the
reason where a file's rest or a page could not be read. With --learn the pages are read twice: first what pages of a
site have in common is counted, by the hosts of their addresses, and then dropped. The counts are kept in OUT.sites.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import fs

from cleanpage import Cleaner
from cleanpage.adapters.arrow import cells
from cleanpage.adapters.spark import clean, learn_sites
from cleanpage.batch import MAX_CHARS, Options
from cleanpage.batch.records import Record
from cleanpage.batch.streams import BrokenInputError, unpacked
from cleanpage.batch.warc import read_warc

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TYPES: Mapping[str, pa.DataType] = {
    "source": pa.string(),
    "id": pa.string(),
    "url": pa.string(),
    "text": pa.binary(),
    "error": pa.string(),
}
PAGES = pa.schema(TYPES)
ROWS = 256  # pages that go from one process to another at once: a row may be of megabytes
BUFFER = 1 << 20  # bytes


def main() -> int:
    """Run the job; return the exit status."""
    args = arguments().parse_args()
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("cleanpage")
    spark = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS).getOrCreate()
    try:
        run(spark, args)
    finally:
        spark.stop()
    return 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="files or patterns; .parquet, else WET or WARC")
    parser.add_argument("-o", "--output", required=True, help="folder for the Parquet")
    parser.add_argument("--text", default="text", help="of Parquet, the column with the page (default: text)")
    parser.add_argument("--url", default="url", help="of Parquet, the column with the address (default: url)")
    parser.add_argument("--language", help="an ISO 639-1 code where all pages are in one language")
    parser.add_argument("--learn", action="store_true", help="drop what pages of a site have in common, too")
    parser.add_argument("--min-confidence", type=float, default=0.0, help="leave out articles below, 0..1 (default: 0)")
    return parser


def run(spark: SparkSession, args: argparse.Namespace) -> None:
    cleaner = Cleaner(language=args.language, max_chars=MAX_CHARS)
    pages = read_pages(spark, args.inputs, args.text, args.url)
    sites = None
    if args.learn:
        kept = f"{args.output.rstrip('/')}.sites"
        learn_sites(pages, cleaner=cleaner).write.mode("overwrite").parquet(kept)
        sites = spark.read.parquet(kept)
    articles = clean(pages, cleaner=cleaner, sites=sites)
    if args.min_confidence:
        articles = articles.where(f"confidence >= {args.min_confidence} or error is not null")
    articles.write.mode("error").parquet(args.output)


def read_pages(spark: SparkSession, inputs: list[str], text: str, url: str) -> DataFrame:
    """The pages of all files, in the columns of `PAGES`."""
    from pyspark.sql import functions as F  # noqa: N812
    from pyspark.sql.pandas.types import from_arrow_schema

    if all(name.rstrip("/").endswith(".parquet") for name in inputs):
        frame = spark.read.parquet(*inputs)
        nothing = F.lit(None).cast("string")
        id_ = F.col("id").cast("string") if "id" in frame.columns else nothing
        address = F.col(url) if url in frame.columns else nothing
        return frame.select(
            F.input_file_name().alias("source"),
            id_.alias("id"),
            address.alias("url"),
            F.col(text).alias("text"),
            nothing.alias("error"),
        )
    files = spark.read.format("binaryFile").load(inputs).select("path")  # lists them and reads none
    count = max(1, files.count())
    return files.repartition(count).mapInArrow(pages_of_files, from_arrow_schema(PAGES))


def pages_of_files(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The pages of the WET and WARC files that a task is given by their paths."""
    for batch in batches:
        for path in cells(batch, "path"):
            rows = (row_of(record) for record in records(path))
            while some := list(islice(rows, ROWS)):
                yield pa.RecordBatch.from_pylist(some, schema=PAGES)


def records(path: str) -> Iterator[Record]:
    """A file's records; where it breaks off, the last one says so."""
    try:
        files, name = fs.FileSystem.from_uri(re.sub("^s3[an]:", "s3:", path))
        with files.open_input_stream(name, compression=None) as raw:
            stream = unpacked(io.BufferedReader(raw, BUFFER))
            yield from read_warc(stream, path, Options(), MAX_CHARS)
    except (OSError, BrokenInputError) as e:
        yield Record.unread(path, str(e))


def row_of(record: Record) -> dict[str, Any]:
    """A record in the columns of `PAGES`."""
    page = record.page.encode("utf8", "replace") if isinstance(record.page, str) else record.page
    text = None if record.error else page
    return {"source": record.source, "id": record.id, "url": record.url, "text": text, "error": record.error}


if __name__ == "__main__":
    sys.exit(main())
