#!/usr/bin/env python3
"""Score cleanpage on pages whose articles are known, by the corpus' own script evaluate.py.

    quality.py --corpus PATH                        everything that evaluate.py measures
    quality.py --corpus PATH news plain --worst 5   the arguments that are not named here go to evaluate.py

evaluate.py is looked for beside the corpus, as ../eval/evaluate.py; it scores cleanpage.clean.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run the corpus' script; return its exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--corpus", type=Path, required=True, help="folder with the pages")
    parser.add_argument(
        "--evaluate", type=Path, metavar="FILE", help="the script (default: CORPUS/../eval/evaluate.py)"
    )
    args, rest = parser.parse_known_args()
    script = args.evaluate or args.corpus.resolve().parent / "eval" / "evaluate.py"
    for path, there in ((args.corpus, args.corpus.is_dir()), (script, script.is_file())):
        if not there:
            print(f"quality.py: {path}: not there", file=sys.stderr)
            return 1
    return subprocess.run([sys.executable, script, "--corpus", args.corpus, *rest], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
