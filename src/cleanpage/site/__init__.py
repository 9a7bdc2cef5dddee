"""What the pages of one site have in common → a pack of rules that drops it.

`learn` takes a handful of pages of one site; `Counter` counts for many sites at once in bounded memory. Both come to
the same rules.
"""

from cleanpage.site.counter import Counter, SiteCounts
from cleanpage.site.learning import learn

__all__ = ["Counter", "SiteCounts", "learn"]
