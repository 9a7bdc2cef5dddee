"""The pictures of the documentation, made again: `python docs/screenshots.py`. Needs Chromium or Chrome.

They show the samples that ship with the package, in `explain` and in the report.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from cleanpage import Cleaner
from cleanpage.evidence.glossary import MEANING
from cleanpage.render.report import report
from cleanpage.render.table import explain_table
from cleanpage.samples import text

IMAGES = Path(__file__).parent / "images"
COLUMNS = 104
COLORS = 64  # of a picture, so that it is small
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main() -> int:
    """Write both pictures."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"screenshots need a browser: none of {', '.join(BROWSERS)} is on the PATH", file=sys.stderr)
        return 1
    IMAGES.mkdir(exist_ok=True)
    shoot(browser, terminal("cleanpage explain ferry.txt", explained()), IMAGES / "explain.png", 1000, 550)
    shoot(browser, reported(), IMAGES / "report.png", 1200, 900)
    return 0


def explained() -> str:
    """What `cleanpage explain ferry.txt` prints on a terminal."""
    return explain_table(Cleaner().clean(text("ferry.txt")), color=True, width=COLUMNS)


def reported() -> str:
    """What `cleanpage report ferry.html` writes."""
    cleaner = Cleaner()
    why = {**MEANING, **{rule.id: rule.why for rule in cleaner.rules()}}
    return report(cleaner.clean(text("ferry.html")), why=why, source="ferry.html")


def terminal(title: str, printed: str) -> str:
    """A page that shows what was printed, with a terminal's colours, in a window."""
    from rich.console import Console
    from rich.text import Text

    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(printed), end="")
    svg = console.export_svg(title=title)
    return f"<!doctype html><meta charset='utf-8'><style>body {{ margin: 0 }} svg {{ width: 100vw }}</style>{svg}"


def shoot(browser: str, page: str, picture: Path, width: int, height: int) -> None:
    """Write a picture of an HTML page, `width` by `height` pixels."""
    from PIL import Image

    with TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(page, "utf8")
        size = f"--window-size={width},{height}"
        flags = ["--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu", size]
        command = [browser, *flags, f"--user-data-dir={folder}/profile", f"--screenshot={picture}", file.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    with Image.open(picture) as image:
        small = image.convert("RGB").quantize(COLORS)
    small.save(picture, optimize=True)


if __name__ == "__main__":
    raise SystemExit(main())
