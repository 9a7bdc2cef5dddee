"""Brief reports: pages of a few short lines, such as people try a tool with, keep every sentence."""

from __future__ import annotations

import re
from html import escape
from typing import Any, NamedTuple

import pytest

import cleanpage
from cleanpage import Article, PageKind


class Brief(NamedTuple):
    """A small page, how its sentences start, and what is no part of it."""

    text: str
    sentences: tuple[str, ...]
    dropped: tuple[str, ...] = ()


BRIEFS = {
    "a title and a sentence": Brief("Storm hits coast\n\nA storm hit the coast on Friday.\n", ("A storm hit",)),
    "a paragraph alone": Brief(
        "The line to the coast will close for a week in June, the operator said on Monday. Buses will run instead.",
        ("The line to the coast",),
    ),
    "an agency's report": Brief(
        """BRACKWATER (AP) — The line to the coast will close for a week in June, the operator said on Monday.

Buses will run instead.

---

Reporting by Nell Harcastle; Editing by Tobias Venn
""",
        ("The line to the coast", "Buses will run"),
    ),
    "no empty lines": Brief(
        """Skip to content
Home
Mayor opens new library
By Nell Harcastle
The mayor opened the new library on Tuesday.
She said it would serve the whole town.
Read more: Library opening hours
(AFP, Reuters)
Share on Twitter
""",
        ("The mayor opened", "She said it"),
        ("Skip to content", "Read more", "Share on Twitter"),
    ),
    "a menu and a byline": Brief(
        """Home
News
Sport

Council votes to close the old bridge

By Nell Harcastle
12 May 2024

The council of Tarn voted on Monday to close the old bridge to cars. It will stay open for walkers.

Share on Facebook
© 2024 The Tarn Post
""",
        ("The council of Tarn",),
        ("Home", "News", "Sport", "Share on Facebook", "© 2024"),
    ),
    "a caption": Brief(
        """Fire in the old mill
The old mill burned for six hours. Image: Tom Reed/AFP
Firefighters have put out a fire in the old mill of Tarn.
Nobody was hurt, the police said.
The cause is not yet known.
Subscribe to our newsletter
""",
        ("Firefighters have", "Nobody was hurt", "The cause is"),
        ("Subscribe",),
    ),
    "subheadings": Brief(
        """Farmers fear a dry summer

Farmers in the valley fear a dry summer.

Wells run low

Some wells are already low, the farmers' union said.

What the state plans

The state plans to lend pumps to villages.
""",
        ("Farmers in the valley", "Wells run low", "Some wells", "What the state plans", "The state plans to"),
    ),
    "Markdown": Brief(
        """[Home](/) [News](/news) [Sport](/sport)

# Harbour master retires

*By Nell Harcastle*

The harbour master of Skerrin retires after [31 years](/x).

He will be succeeded by his daughter.

[Share](/share) [Tweet](/tweet)
""",
        ("The harbour master of", "He will be"),
        ("Sport", "Share", "Tweet"),
    ),
    "German": Brief(
        """Zum Inhalt springen
Startseite

Stadtrat beschließt Neubau der Brücke

Der Stadtrat hat am Montag den Neubau der Brücke beschlossen.

Die Arbeiten sollen im Mai beginnen.

mm/ks (dpa, AFP)
Drucken
Impressum
""",
        ("Der Stadtrat hat", "Die Arbeiten sollen"),
        ("Zum Inhalt", "Drucken", "Impressum"),
    ),
    "French": Brief(
        """Aller au contenu
Accueil

Le pont de Brasse rouvre lundi

Le pont de Brasse rouvrira lundi matin après six mois de travaux.
La mairie attend plus de deux mille voitures par jour.

Partager sur Facebook
""",
        ("Le pont de Brasse rouvrira", "La mairie attend"),
        ("Aller au contenu", "Partager"),
    ),
    "Russian": Brief(
        """Главная
Новости

В Заречье открыли новый мост

Новый мост через реку открыли в Заречье в субботу. Его строили три года.

Поделиться
""",
        ("Новый мост через",),
        ("Главная", "Поделиться"),
    ),
    "Chinese": Brief(
        """首页
新闻

东湾新桥通车

东湾新桥周一上午通车，全长三公里。市长出席了通车仪式。

分享到微信
""",
        ("东湾新桥周一上午",),
        ("首页", "分享到"),
    ),
    "Arabic": Brief(
        """الرئيسية
افتتاح جسر جديد في المدينة

افتتح رئيس البلدية الجسر الجديد يوم الاثنين بعد ثلاث سنوات من العمل.

شارك
""",
        ("افتتح رئيس البلدية الجسر",),
        ("الرئيسية", "شارك"),
    ),
}


def html_of(text: str) -> str:
    """The same lines in elements that say of them only which are sentences."""
    lines = [escape(line) for line in text.split("\n") if line.strip()]
    return "".join([f"<p>{x}</p>" if re.search(r"[.。]$", x) else f"<div>{x}</div>" for x in lines])


def body_of(article: Article) -> list[str]:
    body = list(article.standfirst)
    for section in article.sections:
        body += [section.heading] if section.heading else []
        body += section.paragraphs
    return body


FAILS = {
    ("text: a title and a sentence", "kind"): "a page of one sentence says too little of itself",
    ("html: subheadings", "sentences"): "subheadings in elements that say nothing of them are lost",
    ("text: Markdown", "signs"): "a menu in one line above all else is taken for the title",
}
"""Pages, tests and what the present weights get wrong: each entry fails as soon as it is right."""


def sources(test: str) -> list[Any]:
    """The briefs as text and as HTML; Markdown is text alone."""
    out = []
    for name, brief in BRIEFS.items():
        for form, make in (("text", str), ("html", html_of)):
            id_ = f"{form}: {name}"
            why = FAILS.get((id_, test))
            marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
            if form == "text" or name != "Markdown":
                out.append(pytest.param(make(brief.text), brief, id=id_, marks=marks))
    return out


@pytest.mark.parametrize(("source", "brief"), sources("kind"))
def test_a_brief_report_is_an_article(source: str, brief: Brief) -> None:
    assert cleanpage.clean(source).kind is PageKind.ARTICLE


@pytest.mark.parametrize(("source", "brief"), sources("sentences"))
def test_no_sentence_of_a_brief_report_is_lost(source: str, brief: Brief) -> None:
    body = body_of(cleanpage.clean(source))
    assert [s for s in brief.sentences if not any(s in block for block in body)] == []


@pytest.mark.parametrize(("source", "brief"), sources("signs"))
def test_signs_around_a_brief_report_are_dropped(source: str, brief: Brief) -> None:
    text = cleanpage.clean(source).to_text()
    assert [sign for sign in brief.dropped if sign in text] == []


@pytest.mark.parametrize("text", ["Home\nNews\nSport\n", "Sign in\n\nShare on Facebook\n\n© 2024 The Tarn Post\n"])
def test_a_page_without_any_sentence_keeps_none(text: str) -> None:
    assert body_of(cleanpage.clean(text)) == []
