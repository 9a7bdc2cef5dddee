"""Eleven languages of Europe: told from their neighbours, and read by the grammars; and folded text."""

from __future__ import annotations

import pytest

import cleanpage
from cleanpage.language import detect
from cleanpage.parse import byline, credit, date, dateline, signoff
from cleanpage.rules.load import builtin_languages
from cleanpage.rules.model import fold

TEXTS = {
    "bg": (
        "Градският съвет реши във вторник да отложи ремонта на стария мост, защото няма достатъчно пари. Според "
        "кмета строителите ще започнат работа едва през пролетта, а дотогава фериботът ще превозва жителите "
        "безплатно. Опозицията обаче смята, че това решение е закъсняло и че хората от островите ще бъдат "
        "засегнати най-много."
    ),
    "ca": (
        "El ple municipal va decidir dimarts ajornar les obres del pont vell perquè no hi ha prou diners. Segons "
        "l'alcaldessa, els operaris no començaran fins a la primavera i, mentrestant, el transbordador portarà "
        "els veïns sense cobrar-los res. L'oposició creu que la decisió arriba tard i que els més perjudicats són "
        "els de les illes."
    ),
    "cs": (
        "Zastupitelstvo v úterý rozhodlo, že opravu starého mostu odloží, protože na ni nemá dost peněz. Podle "
        "starostky začnou stavbaři pracovat až na jaře a do té doby bude obyvatele zdarma vozit přívoz. Opozice "
        "však říká, že rozhodnutí přišlo pozdě a že nejvíce jím budou trpět lidé z ostrovů, kteří dojíždějí do "
        "práce."
    ),
    "el": (
        "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να αναβάλει τα έργα στην παλιά γέφυρα, επειδή δεν υπάρχουν "
        "αρκετά χρήματα. Σύμφωνα με τον δήμαρχο, οι εργάτες θα αρχίσουν μόλις την άνοιξη και ως τότε το πλοίο θα "
        "μεταφέρει τους κατοίκους δωρεάν. Η αντιπολίτευση πιστεύει ότι η απόφαση έρχεται αργά."
    ),
    "es": (
        "El pleno municipal decidió el martes aplazar las obras del puente viejo porque no hay dinero suficiente. "
        "Según la alcaldesa, los operarios no empezarán hasta la primavera y, mientras tanto, el transbordador "
        "llevará a los vecinos sin cobrarles nada. La oposición cree que la decisión llega tarde."
    ),
    "fi": (
        "Kaupunginvaltuusto päätti tiistaina lykätä vanhan sillan korjausta, koska rahaa ei ole tarpeeksi. "
        "Pormestarin mukaan työt alkavat vasta keväällä, ja siihen asti lautta kuljettaa asukkaita maksutta. "
        "Oppositio sanoo, että päätös tuli liian myöhään ja että siitä kärsivät eniten saarten asukkaat, jotka "
        "käyvät töissä kaupungissa."
    ),
    "hr": (
        "Gradsko vijeće u utorak je odlučilo odgoditi obnovu starog mosta jer nema dovoljno novca. Prema riječima "
        "gradonačelnika, radovi će početi tek na proljeće, a dotad će trajekt besplatno prevoziti stanovnike. "
        "Oporba tvrdi da je odluka zakašnjela te da će zbog nje najviše ispaštati ljudi s otoka, koji svaki dan "
        "putuju na posao."
    ),
    "hu": (
        "A városi közgyűlés kedden úgy döntött, hogy elhalasztja a régi híd felújítását, mert nincs rá elég pénz. "
        "A polgármester szerint a munka csak tavasszal kezdődik, addig a komp ingyen viszi a lakókat. Az ellenzék "
        "szerint azonban a döntés elkésett, és a szigeten élők járnak a legrosszabbul."
    ),
    "it": (
        "Il consiglio comunale ha deciso martedì di rinviare i lavori al vecchio ponte perché non ci sono "
        "abbastanza soldi. Secondo la sindaca gli operai non cominceranno prima della primavera e fino ad allora "
        "il traghetto porterà gli abitanti senza farli pagare. Per l'opposizione la decisione arriva tardi."
    ),
    "lt": (
        "Miesto taryba antradienį nusprendė atidėti senojo tilto remontą, nes tam trūksta pinigų. Pasak mero, "
        "darbai prasidės tik pavasarį, o iki tol gyventojus nemokamai kels keltas. Opozicija teigia, kad "
        "sprendimas priimtas per vėlai ir kad labiausiai nukentės salų žmonės, kurie kasdien važiuoja į darbą."
    ),
    "pl": (
        "Rada miasta zdecydowała we wtorek, że remont starego mostu zostanie odłożony, ponieważ nie ma na niego "
        "pieniędzy. Według burmistrza prace rozpoczną się dopiero wiosną, a do tego czasu prom będzie woził "
        "mieszkańców za darmo. Opozycja uważa, że decyzja jest spóźniona."
    ),
    "ro": (
        "Consiliul local a hotărât marți să amâne lucrările la podul vechi, pentru că nu sunt destui bani. "
        "Potrivit primarului, muncitorii vor începe abia la primăvară, iar până atunci bacul îi va duce pe "
        "locuitori fără plată. Opoziția crede că decizia vine prea târziu și că cei mai afectați sunt oamenii de "
        "pe insule."
    ),
    "ru": (
        "Городской совет во вторник решил отложить ремонт старого моста, потому что на него не хватает денег. По "
        "словам мэра, рабочие начнут только весной, а до тех пор паром будет возить жителей бесплатно. Оппозиция "
        "считает, что решение принято слишком поздно и что больше всего пострадают жители островов."
    ),
    "sk": (
        "Mestské zastupiteľstvo v utorok rozhodlo, že opravu starého mosta odloží, pretože na ňu nemá dosť "
        "peňazí. Podľa primátora začnú stavbári pracovať až na jar a dovtedy bude obyvateľov zadarmo voziť kompa. "
        "Opozícia však hovorí, že rozhodnutie prišlo neskoro a že ním budú najviac trpieť ľudia z ostrovov, ktorí "
        "dochádzajú za prácou."
    ),
    "sq": (
        "Këshilli bashkiak vendosi të martën të shtyjë punimet në urën e vjetër, sepse nuk ka para të "
        "mjaftueshme. Sipas kryetarit, punëtorët do të fillojnë vetëm në pranverë, ndërsa deri atëherë trageti do "
        "t'i çojë banorët pa pagesë. Opozita mendon se vendimi vjen vonë."
    ),
    "sr": (
        "Gradsko veće odlučilo je u utorak da odloži obnovu starog mosta jer nema dovoljno novca. Prema rečima "
        "gradonačelnika, radovi će početi tek na proleće, a do tada će skela besplatno prevoziti stanovnike. "
        "Opozicija tvrdi da je odluka zakasnela i da će zbog nje najviše ispaštati ljudi sa ostrva, koji svaki "
        "dan putuju na posao."
    ),
    "uk": (
        "Міська рада у вівторок вирішила відкласти ремонт старого мосту, бо на нього не вистачає грошей. За "
        "словами міського голови, роботи почнуться лише навесні, а до того часу пором возитиме мешканців "
        "безкоштовно. Опозиція вважає, що рішення ухвалили запізно."
    ),
}
"""The same news, of 200 to 350 characters."""

SERBIAN = (
    "Градско веће одлучило је у уторак да одложи обнову старог моста јер нема довољно новца. Према речима "
    "градоначелника, радови ће почети тек на пролеће, а до тада ће скела бесплатно превозити становнике. "
    "Опозиција тврди да је одлука закаснела и да ће због ње највише испаштати људи са острва."
)


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_is_not_taken_for_a_neighbours(code: str) -> None:
    assert detect(TEXTS[code], builtin_languages()) == code


@pytest.mark.parametrize("code", TEXTS)
def test_one_sentence_of_it_is_enough(code: str) -> None:
    assert detect(TEXTS[code].partition(". ")[0], builtin_languages()) == code


def test_serbian_is_found_in_both_its_scripts() -> None:
    assert detect(SERBIAN, builtin_languages()) == "sr"
    assert detect(SERBIAN.partition(". ")[0], builtin_languages()) == "sr"


def test_romanian_is_found_in_its_old_letters() -> None:
    old = TEXTS["ro"].replace("ș", "ş").replace("ț", "ţ")
    assert detect(old, builtin_languages()) == "ro"


@pytest.mark.parametrize(
    ("line", "language", "iso"),
    [
        ("Публикувано на 12.05.2023 г. в 14:05 часа", "bg", "2023-05-12T14:05"),
        ("петък, 12 май 2023 г., 14:05 ч.", "bg", "2023-05-12T14:05"),
        ("Publicat el divendres, 13 d'octubre del 2023", "ca", "2023-10-13"),
        ("12 de maig de 2023 a les 14:05", "ca", "2023-05-12T14:05"),
        ("Παρασκευή, 12 ΜΑΪΟΥ 2023 14:05", "el", "2023-05-12T14:05"),
        ("Δημοσίευση: 12/05/2023, 2:05 μ.μ.", "el", "2023-05-12T14:05"),
        ("Julkaistu 12.5.2023 klo 14.05", "fi", "2023-05-12T14:05"),
        ("perjantaina 12. toukokuuta 2023", "fi", "2023-05-12"),
        ("12. svibnja 2023. u 14:05", "hr", "2023-05-12T14:05"),
        ("Objavljeno: petak, 12. studenog 2023.", "hr", "2023-11-12"),
        ("2023. május 12., péntek 14:05", "hu", "2023-05-12T14:05"),
        ("Frissítve: 2025.02.02. 23:49", "hu", "2025-02-02T23:49"),
        ("2023 m. gegužės 12 d., penktadienis, 14.05 val.", "lt", "2023-05-12T14:05"),
        ("Paskelbta: 2023-05-12 14:05", "lt", "2023-05-12T14:05"),
        ("vineri, 12 mai 2023, ora 14:05", "ro", "2023-05-12T14:05"),
        ("Publicat la 12 ian. 2023", "ro", "2023-01-12"),
        ("Publikované: piatok 12. mája 2023 o 14:05", "sk", "2023-05-12T14:05"),
        ("E premte, 12 Maj 2023 | 14:05", "sq", "2023-05-12T14:05"),
        ("Publikuar më 12.05.2023 në orën 14:05", "sq", "2023-05-12T14:05"),
        ("Objavljeno: petak, 12. maj 2023. u 14:05", "sr", "2023-05-12T14:05"),
        ("Објављено: петак, 12. мај 2023. у 14:05", "sr", "2023-05-12T14:05"),
    ],
)
def test_a_date_line_is_read(line: str, language: str, iso: str) -> None:
    found = date(line, language)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("На 12 май 2023 фериботът пак тръгна по реката.", "bg"),
        ("El 12 de maig de 2023 el transbordador va tornar a sortir.", "ca"),
        ("Lautta lähti taas 12. toukokuuta 2023, kun myrsky laantui.", "fi"),
        ("A komp 2023. május 12-én újra elindult a folyón.", "hu"),
        ("Dana 12. svibnja 2023. trajekt je opet krenuo.", "hr"),
        ("Bacul a pornit din nou pe 12 mai 2023, după furtună.", "ro"),
    ],
)
def test_a_sentence_with_a_date_is_none(line: str, language: str) -> None:
    assert date(line, language) is None


@pytest.mark.parametrize(
    ("line", "language"), [("segunda, 3 de março de 2025, 12:05 de Lisboa", "pt"), ("3 March 2025, 12:05 AP", "en")]
)
def test_short_forms_of_one_language_are_words_of_another(line: str, language: str) -> None:
    found = date(line, language)
    assert found is not None
    assert found.time == "12:05"


@pytest.mark.parametrize(
    ("line", "language", "authors"),
    [
        ("Автор: Иван Примеров", "bg", ("Иван Примеров",)),
        ("от Иван Примеров и Мария Измислена", "bg", ("Иван Примеров", "Мария Измислена")),
        ("Per Anna Exemple i Pere Inventat", "ca", ("Anna Exemple", "Pere Inventat")),
        ("Γράφει ο Γιάννης Παραδειγματίδης", "el", ("Γιάννης Παραδειγματίδης",)),
        ("Συντάκτης: Μαρία Φανταστική", "el", ("Μαρία Φανταστική",)),
        ("Teksti: Maija Esimerkki", "fi", ("Maija Esimerkki",)),
        ("Maija Esimerkki, toimittaja", "fi", ("Maija Esimerkki",)),
        ("Piše: Ivan Primjerović", "hr", ("Ivan Primjerović",)),
        ("Minta Béla és Példa Anna", "hu", ("Minta Béla", "Példa Anna")),
        ("Írta: Példa Anna", "hu", ("Példa Anna",)),
        ("Rūta Išgalvotė, BNS", "lt", ("Rūta Išgalvotė",)),
        ("de Ana Exemplu și Ion Inventatu", "ro", ("Ana Exemplu", "Ion Inventatu")),
        ("Eva Príkladová, TASR", "sk", ("Eva Príkladová",)),
        ("Nga Agim Shembulli", "sq", ("Agim Shembulli",)),
        ("Piše: Ana Izmišljena", "sr", ("Ana Izmišljena",)),
        ("Пише: Ана Измишљена", "sr", ("Ана Измишљена",)),
    ],
)
def test_a_byline_names_its_authors(line: str, language: str, authors: tuple[str, ...]) -> None:
    found = byline(line, language)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    ("line", "language", "holders", "wires"),
    [
        ("Снимка: Иван Примеров / БТА", "bg", ("Иван Примеров",), ("БТА",)),
        ("Fotografia: Anna Exemple", "ca", ("Anna Exemple",), ()),
        ("Φωτογραφία: Γιάννης Παραδειγματίδης / ΑΠΕ-ΜΠΕ", "el", ("Γιάννης Παραδειγματίδης",), ("ΑΠΕ-ΜΠΕ",)),
        ("Kuva: Matti Keksitty / Lehtikuva", "fi", ("Matti Keksitty",), ("Lehtikuva",)),
        ("Foto: Ivan Primjerović / Hina", "hr", ("Ivan Primjerović",), ("Hina",)),
        ("Fotó: Minta Béla / MTI", "hu", ("Minta Béla",), ("MTI",)),
        ("Jono Pavyzdžio nuotr.", "lt", ("Jono Pavyzdžio",), ()),
        ("Nuotrauka: Rūta Išgalvotė / BNS", "lt", ("Rūta Išgalvotė",), ("BNS",)),
        ("Sursa foto: Ion Inventatu / Agerpres", "ro", ("Ion Inventatu",), ("Agerpres",)),
        ("Zdroj foto: Ján Vymyslený", "sk", ("Ján Vymyslený",), ()),
        ("Foto: Agim Shembulli / ATSH", "sq", ("Agim Shembulli",), ("ATSH",)),
        ("Фото: Петар Примеровић / Танјуг", "sr", ("Петар Примеровић",), ("Танјуг",)),
    ],
)
def test_a_credit_names_its_holders(line: str, language: str, holders: tuple[str, ...], wires: tuple[str, ...]) -> None:
    found = credit(line, language)
    assert found is not None
    assert (found.holders, found.agencies) == (holders, wires)


def test_a_picture_of_something_like_it_has_no_holder() -> None:
    assert credit("Asociatyvi nuotr.", "lt") is None


@pytest.mark.parametrize(
    ("line", "language", "editors", "wires"),
    [
        ("Източник: БТА", "bg", (), ("БТА",)),
        ("Font: ACN", "ca", (), ("ACN",)),
        ("Πηγή: ΑΠΕ-ΜΠΕ", "el", (), ("ΑΠΕ-ΜΠΕ",)),
        ("Lähteet: STT, Reuters", "fi", (), ("STT", "Reuters")),
        ("Izvor: Hina", "hr", (), ("Hina",)),
        ("Uredila: Ana Izmišljena", "hr", ("Ana Izmišljena",), ()),
        ("Forrás: MTI", "hu", (), ("MTI",)),
        ("Šaltinis: BNS", "lt", (), ("BNS",)),
        ("Sursa: Agerpres", "ro", (), ("Agerpres",)),
        ("Zdroj: TASR", "sk", (), ("TASR",)),
        ("Editoval: Ján Vymyslený", "sk", ("Ján Vymyslený",), ()),
        ("Burimi: ATSH", "sq", (), ("ATSH",)),
        ("Извор: Танјуг", "sr", (), ("Танјуг",)),
    ],
)
def test_a_sign_off_names_editors_and_agencies(
    line: str, language: str, editors: tuple[str, ...], wires: tuple[str, ...]
) -> None:
    found = signoff(line, language)
    assert found is not None
    assert (found.editors, found.agencies) == (editors, wires)


@pytest.mark.parametrize(
    ("head", "language", "place"),
    [
        ("София.", "bg", "София"),
        ("Barcelona (ACN) -", "ca", "Barcelona"),
        ("ΑΘΗΝΑ –", "el", "ΑΘΗΝΑ"),
        ("HELSINKI (STT) –", "fi", "HELSINKI"),
        ("ZAGREB, 12. svibnja 2023. (Hina) -", "hr", "ZAGREB"),
        ("BUDAPEST (MTI) –", "hu", "BUDAPEST"),
        ("Vilnius, gegužės 12 d. (BNS).", "lt", "Vilnius"),
        ("București –", "ro", "București"),
        ("Bratislava 12. mája (TASR) -", "sk", "Bratislava"),
        ("TIRANË, 12 maj/ATSH/-", "sq", "TIRANË"),
        ("BEOGRAD (Tanjug) -", "sr", "BEOGRAD"),
        ("БЕОГРАД –", "sr", "БЕОГРАД"),
    ],
)
def test_a_paragraph_opens_with_its_place(head: str, language: str, place: str) -> None:
    found = dateline(f"{head} {TEXTS[language]}", language)
    assert found is not None
    assert (found.text, found.place) == (head, place)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ:", "Διαβάστε επίσης"),
        ("12 ΣΧΟΛΙΑ", "12 σχόλια"),
        ("CITEŞTE ŞI", "Citește și"),
        ("Ştiri din ţară", "știri din țară"),
    ],
)
def test_letters_that_pages_write_in_two_ways_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_page_is_cleaned_with_its_languages_rules() -> None:
    body = TEXTS["sk"].replace(". ", ".\n\n")
    page = f"Titulka\nPrihlásiť sa\n\nMost ostane zatvorený\n\n{body}\n\nČítajte tiež\nZobraziť viac\n"
    article = cleanpage.clean(page)
    assert article.language == "sk"
    kept = article.to_text()
    assert "Mestské zastupiteľstvo" in kept
    assert "Prihlásiť" not in kept
    assert "Čítajte" not in kept
