"""Every recipe of docs/pipelines.md runs as it stands, in a folder with the files that it speaks of.

Needs the extra "pipelines" and Java, so it has a command of its own: `python -m pytest tests/pipelines`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyspark
import pytest
from pyarrow import parquet as pq

import cleanpage
from cleanpage.samples import text

DOCUMENT = Path(__file__).parents[2] / "docs" / "pipelines.md"
TITLE = "Ferry runs aground off Skerrin, all passengers safe"

RECIPES = re.findall(
    r"^##+ (.+?)\n(?:(?!^##).*\n)*?```python\n((?:.*\n)*?)```", DOCUMENT.read_text("utf8"), flags=re.MULTILINE
)

CHECKS = {
    "Arrow": f"assert pq.read_table('articles.parquet').equals(table)\nassert {TITLE!r} in table['title'].to_pylist()",
    "Hugging Face datasets": f"assert articles['title'][:] == 2 * [{TITLE!r}]",
    "Ray Data": f"assert [row['title'] for row in ray.data.read_parquet('articles').take()][:2] == 2 * [{TITLE!r}]",
    "pandas": f"assert pd.read_json('articles.jsonl', lines=True)['title'].tolist() == 2 * [{TITLE!r}]",
    "polars": f"assert pl.read_parquet('articles.parquet')['title'].to_list() == 2 * [{TITLE!r}]",
    "Spark": f"assert [row.title for row in spark.read.parquet('articles').collect()] == 2 * [{TITLE!r}]",
    "datatrove": "import gzip, glob\nassert len(gzip.open(*glob.glob('articles/*.jsonl.gz')).readlines()) == 2",
    "Scrapy": "from scrapy.utils.misc import load_object\nassert all(map(load_object, ITEM_PIPELINES))",
    "LangChain": f"assert articles[0].page_content.startswith('# {TITLE}')",
    "spaCy": f"assert title == {TITLE!r}",
    "Haystack": f"assert chunks[0].meta['title'] == {TITLE!r}",
    "LlamaIndex": f"assert nodes[0].metadata['title'] == {TITLE!r}\nassert nodes[0].text.startswith('# ')",
}
"""What must hold after each recipe."""


def test_every_recipe_is_checked() -> None:
    assert [name for name, _ in RECIPES] == list(CHECKS)


@pytest.mark.parametrize(("name", "code"), RECIPES, ids=[name for name, _ in RECIPES])
def test_the_recipe_does_what_it_says(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "ferry.html").write_text(text("ferry.html"), "utf8")
    pages = [text("ferry.txt"), text("ferry.html"), "Menu\n\nHome\n\nLogin\n"]
    urls = [f"https://post{number}.example/" for number in range(len(pages))]
    pq.write_table(pa.table({"url": urls, "text": pages}), tmp_path / "pages.parquet")
    (tmp_path / "recipe.py").write_text(f"{code}\n{CHECKS[name]}\n", "utf8")
    own = {"PYSPARK_PYTHON": sys.executable, "SPARK_HOME": str(Path(pyspark.__file__).parent), "HF_HUB_OFFLINE": "1"}
    own["PYTHONPATH"] = str(Path(cleanpage.__file__).parents[1])
    command = [sys.executable, "recipe.py"]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, **own}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
