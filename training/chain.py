"""Linear chains: what each piece of evidence says for each state, learned from pages whose lines are known."""

from __future__ import annotations

import random
import statistics
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

import pycrfsuite

from cleanpage.label import FORMS, STATES, Form, Weights
from training.examples import Example
from training.folds import fold_of

PENALTIES: Mapping[Form, tuple[float, float]] = {"text": (1.0, 4.0), "html": (1.0, 8.0), "clean": (1.0, 4.0)}
"""L1 and L2 regularisation. Chosen by cross-validation: HTML has many names that few sites use."""
LEANS = {"drop": -0.6, "caption": 1.0, "credit": 0.5, "footer": 1.5, "byline": 1.3, "dateline": 1.2, "standfirst": 0.3}
"""Nats added for a state wherever it may follow: losing a paragraph is worse than keeping a line, and rare states
are learned too faintly. Chosen by cross-validation."""
LEANS_BY_FORM: Mapping[Form, Mapping[str, float]] = {
    "text": {**LEANS, "caption": 1.3, "standfirst": 0.55},
    "html": {**LEANS, "drop": -0.1, "caption": 1.7, "credit": 1.2},  # markup says much of what is to be dropped
    "clean": {**LEANS, "drop": -2.4, "caption": 1.2, "credit": 1.0},  # nearly all else is to be kept
}
STEPS_BY_FORM: Mapping[Form, Mapping[str, float]] = {
    "text": {"drop>drop": -0.1, "drop>paragraph": 0.6, "drop>heading": 0.5},
    "html": {"drop>drop": -0.2, "drop>paragraph": 0.5, "drop>heading": 0.4},
    "clean": {"drop>drop": -0.6, "drop>paragraph": 1.0, "drop>heading": 0.8},
}
"""Nats added for a step from one state to another: a box amid the article must not take what is behind it along. On
held-out pages F1 stays or rises, and fewer paragraphs are lost. Chosen by cross-validation."""
RULES_LEAN = {"drops.start": 5.0, "drops.contains": 5.0, "drops.regex": 5.0, "drops.line": 5.0, "drops.end": 2.5}
"""Nats added to what rules say that drop lines. Of 69,548 paragraphs of known articles they hit 121, nearly all teasers
and notices that these count in; but most of what they hit stands among others of its like, which tell as much: so
little is learned of one amid an article. Held-out pages score the same for 0 to 7 nats."""
SIGN_OFFS_LEAN = {(f"closes.{lines}", "footer"): 1.0 for lines in range(-1, 7)}
"""Nats added to what reads as a sign-off. What does not is rarely one, and was taken for one as often: of 46 lines on
held-out pages of plain text 24 were none, with this 7 of 29."""
ENDLESS_LEAN = {("endless", "drop"): -5.0}
"""Nats added against dropping a line as long as a whole text: all ten on the pages of news hold the article or most of
it, and no loss is as great."""
LONG_LEAN = {
    (f"size.{size}", state): -3.0 for size in (10, 11, 12) for state in ("title", "heading", "byline", "dateline")
}
"""Nats added against what no line of 240 characters or more is. None is among the pages, so that nothing is learned of
it; but a text of a single line was taken for a byline."""
SIGNS_LEAN: Mapping[Form, Mapping[tuple[str, str], float]] = {
    "text": {**SIGN_OFFS_LEAN, **ENDLESS_LEAN, **LONG_LEAN},
    "html": {
        **SIGN_OFFS_LEAN,
        **LONG_LEAN,
        ("tag.figcaption", "caption"): 2.5,
        ("tag.pre", "drop"): -3.0,
        ("listed.0.0", "drop"): -2.0,
        ("listed.0.1", "drop"): -1.5,
        ("last.mark", "heading"): -1.0,
        **{(f"tag.h{level}.h", "drop"): -0.5 for level in (2, 3, 4)},
    },
    "clean": {**SIGN_OFFS_LEAN, **ENDLESS_LEAN, **LONG_LEAN},
}
"""Nats added to what single signs say. <figcaption> is a caption by the HTML Standard, but the pages that are learned
from tell too little of it: on many of them the known article has no captions. Held-out pages score the same for 1
to 3."""
ITERATIONS = 150


class Noise(NamedTuple):
    """How weights are made less sure of what few sites tell, since those that they meet are others.

    Chains that each lack some of the publishers are averaged: Breiman, "Bagging predictors", Machine Learning 24, 1996.
    They learn from copies of the pages from which evidence is left out by chance, so that no piece relies on another:
    Wager, Wang and Liang, "Dropout training as adaptive regularization", NIPS 2013.
    """

    chains: int = 1
    copies: int = 1
    share: float = 0.0
    """Of the evidence of a line, what is left out; the rest speaks the louder."""
    least: float = 0.0
    """Nats below which an averaged weight is left out."""

    def of(self, items: Sequence[Sequence[str]], chosen: random.Random) -> Sequence[Mapping[str, float]]:
        """The evidence of a page's lines without what is left out.

        >>> Noise().of([["a", "b"]], random.Random(0))
        [{'a': 1.0, 'b': 1.0}]
        """
        loud = 1 / (1 - self.share)
        return [{name: loud for name in item if not self.share or chosen.random() >= self.share} for item in items]


NOISE: Mapping[Form, Noise] = {"text": Noise(chains=4, copies=2, share=0.3, least=0.03)}
"""On held-out texts F1 rose by 0.002 and that of whole blocks by 0.003. HTML, which has fewer pages, lost by it."""
DIGITS = 2
LEAST = 5  # times that a piece of evidence or a step is seen, or it is not learned


Model = dict[Form, Weights]
"""The weights by the form of pages."""


def by_form(data: Sequence[Example], iterations: int, noise: Mapping[Form, Noise] = MappingProxyType({})) -> Model:
    """Learn the weights of each form from the pages in it; a form without any has none."""
    sides: dict[Form, list[Example]] = {form: [e for e in data if e.form == form] for form in FORMS}
    return {
        form: _learn(side, form, iterations, noise.get(form, Noise())) if side else Weights.of({}, {})
        for form, side in sides.items()
    }


def _learn(data: Sequence[Example], form: Form, iterations: int, noise: Noise) -> Weights:
    """Train linear chains, average their weights, and lean them."""
    leans, step_leans = LEANS_BY_FORM[form], STEPS_BY_FORM[form]
    chains = [trained(part, *PENALTIES[form], LEAST, iterations) for part in _noised(data, noise)]
    evidence: dict[str, dict[str, float]] = defaultdict(dict)
    for name, state in dict.fromkeys(pair for chain in chains for pair in chain.evidence):
        weight = statistics.fmean(chain.evidence.get((name, state), 0.0) for chain in chains)
        if round(weight, DIGITS) and abs(weight) >= noise.least and not name.startswith("~"):
            evidence[name][state] = round(weight, DIGITS)
    for name, lean in RULES_LEAN.items():
        evidence[name]["drop"] = round(evidence[name].get("drop", 0.0) + lean, DIGITS)
        long = evidence[name + ".long"]
        long["drop"] = round(long.get("drop", 0.0) + lean / 1.5, DIGITS)
    for (name, state), lean in SIGNS_LEAN[form].items():
        evidence[name][state] = round(evidence[name].get(state, 0.0) + lean, DIGITS)
    # A step that weighs nothing is left out of a chain, which is not to say that it was never seen.
    seen = Counter(step for e in data for step in pairwise(e.states))
    learned = {
        step: statistics.fmean(chain.steps.get(step, 0.0) for chain in chains) for step, n in seen.items() if n >= LEAST
    }
    steps = {
        f"{a}>{b}": round(w + leans.get(b, 0.0) + step_leans.get(f"{a}>{b}", 0.0), DIGITS)
        for (a, b), w in learned.items()
    }
    steps |= {f"^>{b}": leans.get(b, 0.0) for b in STATES if any(e.states[0] == b for e in data)}
    return Weights.of(evidence, steps)


class Chain(NamedTuple):
    """What one linear chain has learned: weights of evidence and state, and of steps between states."""

    evidence: Mapping[tuple[str, str], float]
    steps: Mapping[tuple[str, str], float]


Page = tuple[Sequence[Mapping[str, float] | Sequence[str]], Sequence[str]]
"""The evidence of a page's lines, with the strength of each piece where it is not 1, and the states of the lines."""


def trained(data: Iterable[Page], l1: float, l2: float, least: int, iterations: int) -> Chain:
    """Train a linear chain and read its weights back.

    `least`: how often a piece of evidence is seen, or it is left out.
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params({"c1": l1, "c2": l2, "max_iterations": iterations, "feature.minfreq": least})
    for items, states in data:
        trainer.append(pycrfsuite.ItemSequence(items), states)
    with tempfile.NamedTemporaryFile(suffix=".crf") as model:
        trainer.train(model.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(model.name)
        info = tagger.info()
        tagger.close()
    return Chain(info.state_features, info.transitions)


def _noised(data: Sequence[Example], noise: Noise) -> Iterator[Iterator[Page]]:
    """For each chain the pages that it learns from."""
    for chain in range(noise.chains):
        part = [e for e in data if noise.chains == 1 or fold_of("chain/" + e.publisher, noise.chains) != chain]
        chosen = random.Random(chain)
        yield ((noise.of(e.items, chosen), e.states) for _ in range(noise.copies) for e in part)
