"""Notices amid an article: small print, walls, consent, donations. They are dropped, and news in like words is kept."""

from __future__ import annotations

import pytest

import cleanpage
from cleanpage.types import DROPPED

ARTICLES = {
    "en": (
        "Ferry runs aground off Skerrin",
        "A ferry with sixty people on board ran aground off the northern tip of Skerrin on Monday, police said.",
        "The captain told reporters that nobody had been hurt and that the crew had followed the rules all night long.",
        "Divers looked at the hull in the morning and found a hole as large as a door below the water line, he said.",
        "The company wants to take the ship to a yard in the south by the end of the week, if the weather allows it.",
    ),
    "de": (
        "Fähre läuft vor Skerrin auf Grund",
        "Eine Fähre mit sechzig Menschen an Bord ist am Montagabend vor Skerrin auf Grund gelaufen, so die Polizei.",
        "Der Kapitän sagte, niemand sei verletzt worden, und die Mannschaft habe sich richtig verhalten.",
        "Taucher sahen sich am Morgen den Rumpf an und fanden unter der Wasserlinie ein Loch, so groß wie eine Tür.",
        "Die Reederei will das Schiff bis zum Ende der Woche in eine Werft bringen, wenn das Wetter es zulässt.",
    ),
    "fr": (
        "Un ferry s’échoue au large de Skerrin",
        "Un ferry avec soixante personnes à bord s’est échoué lundi soir au large de Skerrin, a indiqué la police.",
        "Le capitaine a déclaré que personne n’avait été blessé et que l’équipage avait suivi les règles.",
        "Des plongeurs ont examiné la coque dans la matinée et ont trouvé un trou grand comme une porte sous la ligne.",
        "La compagnie veut conduire le navire dans un chantier du sud avant la fin de la semaine, dit-elle.",
    ),
    "es": (
        "Un transbordador encalla frente a Skerrin",
        "Un transbordador con sesenta personas a bordo encalló el lunes frente a Skerrin, dijo la policía.",
        "El capitán dijo que nadie había resultado herido y que la tripulación había cumplido las normas.",
        "Los buzos examinaron el casco por la mañana y encontraron un agujero del tamaño de una puerta bajo el agua.",
        "La empresa quiere llevar el barco a un astillero del sur antes del fin de semana, si el tiempo lo permite.",
    ),
}

NOTICES = {
    "en": (
        "Sign up for our daily newsletter and never miss a story.",
        "By signing up, you agree to our Terms of Use and acknowledge our Privacy Policy.",
        "This article is for subscribers only.",
        "You have reached your limit of free articles this month.",
        "Unlimited online access to all twelve of our papers.",
        "If you buy through our links, we may earn a commission.",
        "This advertisement has not loaded, read on below.",
        "Our reporting is free for all. If you can, please support us with a small sum.",
        "Please be respectful. Comments that are off-topic will be removed.",
        "This material may not be copied or sold without our permission.",
        "The views expressed in this article are those of the author alone.",
        "A version of this article appears in print on Page 1.",
        "Do you have a story? Get in touch with us.",
    ),
    "de": (
        "Melden Sie sich jetzt für unseren Newsletter an.",
        "Hier finden Sie externe Inhalte, die unseren Bericht ergänzen.",
        "Ich bin einverstanden, dass mir externe Inhalte angezeigt werden.",
        "Sie haben bereits ein Abo? Hier anmelden.",
        "Hat Ihnen dieser Artikel gefallen? Dann unterstützen Sie uns bitte mit einer Spende.",
        "Nachdruck und Vervielfältigung nur mit Genehmigung des Verlags.",
    ),
    "fr": (
        "Il vous reste 40 % de cet article à lire.",
        "Recevez chaque matin l’essentiel de l’actualité dans votre boîte mail.",
        "Pour afficher ce contenu, vous devez accepter les cookies.",
        "En vous inscrivant, vous acceptez nos conditions générales d’utilisation.",
    ),
    "es": (
        "Este contenido es exclusivo para suscriptores. Inicia sesión para seguir leyendo.",
        "Suscríbete a nuestro boletín y recibe las noticias más importantes en tu correo.",
        "Prohibida la reproducción total o parcial sin autorización.",
    ),
}

NEWS = {
    "en": (
        "By signing up for the treaty, the islands give up whaling for ever.",
        "You have reached your destination, the voice in the car kept saying.",
        "The views expressed by the minister angered the fishermen on the quay.",
        "We and our partners in the north will not give in, she told the crew.",
        "The regulator fined the ferry company for its use of cookies.",
        "Comments from the captain were read out at the inquiry on Tuesday.",
    ),
    "de": (
        "Unterstützen wollen die Reederei nun auch die Städte an der Küste.",
        "Nach der Anzeige ermittelte die Polizei gegen den Kapitän der Fähre.",
    ),
    "fr": ("Sans engagement du préfet, les pêcheurs ne rentreront pas au port.",),
    "es": ("Recibe cada mañana a los pescadores en el muelle, dice la alcaldesa.",),
}

MENU = ("Home", "News", "Sport", "Weather")
FOOT = ("Most read", "Storm closes the bridge", "Council votes on the tram", "© 2026 Harbour Post")


def sources(language: str, line: str) -> dict[str, str]:
    """An article with a line amid it: as text alone, as the text of a page, and as a page."""
    title, *paragraphs = ARTICLES[language]
    body = [" ".join(paragraphs[:2]), line, " ".join(paragraphs[2:])]
    markup = "".join(f"<p>{p}</p>" for p in body)
    links = "".join(f"<li><a href=/{n}>{item}</a></li>" for n, item in enumerate(MENU))
    return {
        "text": "\n\n".join([title, *body]),
        "dump": "\n".join([*(f"  • {item}" for item in MENU), "", title, "", *body, "", *FOOT]),
        "page": f"<html lang={language}><ul>{links}</ul><article><h1>{title}</h1>{markup}</article></html>",
    }


def verdict(source: str, line: str, language: str) -> bool:
    """Whether the line is dropped; the article's own paragraphs must all be there."""
    article = cleanpage.clean(source)
    kept = article.to_text()
    assert [p for p in ARTICLES[language] if p not in kept] == []
    return next(x.label for x in article.lines if line in x.text) in DROPPED


@pytest.mark.parametrize("form", ["text", "dump", "page"])
@pytest.mark.parametrize(("language", "line"), [(code, line) for code, lines in NOTICES.items() for line in lines])
def test_a_notice_amid_an_article_is_dropped(language: str, line: str, form: str) -> None:
    assert verdict(sources(language, line)[form], line, language)


@pytest.mark.parametrize("form", ["text", "dump", "page"])
@pytest.mark.parametrize(("language", "line"), [(code, line) for code, lines in NEWS.items() for line in lines])
def test_news_in_like_words_are_kept(language: str, line: str, form: str) -> None:
    assert not verdict(sources(language, line)[form], line, language)
