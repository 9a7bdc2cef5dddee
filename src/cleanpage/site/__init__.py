"""What the pages of one site have in common → a pack of rules that drops it.

`learn` takes a handful of pages of one site; `Counter` counts for many sites at once in bounded memory. Both come to
the same rules. For an input that is read more than once there are `Sample`, which chooses the pages to count, and
`SiteLines`, which looks a page's lines up: what they come to depends on no order.
"""

from cleanpage.site.common import SiteLines, common_lines, packed_page
from cleanpage.site.counter import Counter, SiteCounts
from cleanpage.site.learning import learn
from cleanpage.site.sample import Sample, page_hash

__all__ = ["Counter", "Sample", "SiteCounts", "SiteLines", "common_lines", "learn", "packed_page", "page_hash"]
