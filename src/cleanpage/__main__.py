"""`python -m cleanpage`: the command."""

import sys

from cleanpage.cli import main

if __name__ == "__main__":
    sys.exit(main())
