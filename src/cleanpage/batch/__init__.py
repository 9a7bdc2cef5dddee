"""Many pages: files, JSON lines, Parquet, WARC and WET in; articles out, by several processes, nothing lost.

`run` does it, and `cleanpage batch` is its command. A run that was broken off can be resumed, and writes the same.
"""

from cleanpage.batch.errors import BatchError, NothingToDo
from cleanpage.batch.records import MAX_CHARS, MAX_LINE, Options
from cleanpage.batch.runs import Progress, run
from cleanpage.batch.tally import Summary

__all__ = ["MAX_CHARS", "MAX_LINE", "BatchError", "NothingToDo", "Options", "Progress", "Summary", "run"]
