"""Grammars that read the fields out of single lines: sign-offs, datelines, dates, bylines, picture credits.

Each takes a line and, if it is known, the page's language, and returns a frozen record, or None where the
line is no such thing. None of them raises on any text, and all look at a bounded part of the line.

>>> from cleanpage import parse
>>> parse.signoff("es/mz (AFP, Reuters)").agencies
('AFP', 'Reuters')
"""

from cleanpage.parse.byline import Byline, byline
from cleanpage.parse.credit import Credit, credit
from cleanpage.parse.date import Timestamp, date
from cleanpage.parse.dateline import dateline
from cleanpage.parse.signoff import signoff, tail_signoff

__all__ = ["Byline", "Credit", "Timestamp", "byline", "credit", "date", "dateline", "signoff", "tail_signoff"]
