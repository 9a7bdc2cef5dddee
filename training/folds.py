"""Which pages are held out together, and the weights that never saw them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from cleanpage import Cleaner
from cleanpage.kind import Weights as Kinds
from cleanpage.kind import default_kinds
from cleanpage.label import FORMS, Form, Weights

CACHE = Path(__file__).resolve().parent / "cache"
FOLDS = 4


class Fold(NamedTuple):
    """What judges the pages of a fold: weights that never saw their publishers."""

    cleaner: Cleaner
    kinds: Mapping[str, Kinds]


def fold_of(publisher: str, folds: int = FOLDS) -> int:
    """The fold of a publisher's pages: by chance, always the same.

    >>> fold_of("gazette.example") in range(4)
    True
    """
    return int(hashlib.sha1(publisher.encode()).hexdigest(), 16) % folds


def weights_file(fold: int, form: Form, folds: int = FOLDS, folder: Path = CACHE) -> Path:
    """Where `train.py` keeps a fold's weights."""
    return folder / f"fold-{fold}-of-{folds}-{form}.json"


def kinds_file(fold: int, folds: int = FOLDS, folder: Path = CACHE) -> Path:
    """Where `kind.py` keeps a fold's weights."""
    return folder / f"kinds-{fold}-of-{folds}.json"


def load(path: Path) -> Weights:
    """Weights as `train.py` writes them."""
    data = json.loads(path.read_text("utf8"))
    return Weights.of(data["evidence"], data["transitions"])


def is_known(folder: Path = CACHE, folds: int = FOLDS) -> bool:
    """Whether the folds' weights have been learned."""
    return all(weights_file(fold, form, folds, folder).exists() for fold in range(folds) for form in FORMS)


@lru_cache(maxsize=2 * FOLDS)
def fold_weights(fold: int, folds: int = FOLDS, folder: Path = CACHE) -> Fold:
    """What never saw a fold's publishers; the kinds are the package's where they have not been learned.

    Raises OSError where the weights have not been learned.
    """
    cleaner = Cleaner(weights={form: load(weights_file(fold, form, folds, folder)) for form in FORMS})
    kinds = kinds_file(fold, folds, folder)
    return Fold(cleaner, json.loads(kinds.read_text("utf8")) if kinds.exists() else default_kinds())
