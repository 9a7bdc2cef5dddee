"""Longer texts in languages that are close to each other, none of which may pass for its neighbour's."""

from __future__ import annotations

import pytest

from cleanpage.language import detect
from cleanpage.rules.load import builtin_languages

TEXTS = {
    "bg": (
        "Градският съвет реши във вторник да отложи ремонта на стария мост, защото няма достатъчно пари. Според кмета "
        "строителите ще започнат работа едва през пролетта, а дотогава фериботът ще превозва жителите безплатно. "
        "Опозицията обаче смята, че това решение е закъсняло и че хората от островите ще бъдат засегнати най-много."
    ),
    "ca": (
        "El ple municipal va decidir dimarts ajornar les obres del pont vell perquè no hi ha prou diners. Segons "
        "l'alcaldessa, els operaris no començaran fins a la primavera i, mentrestant, el transbordador portarà els "
        "veïns sense cobrar-los res. L'oposició creu que la decisió arriba tard i que els més perjudicats són els de "
        "les illes."
    ),
    "cs": (
        "Zastupitelstvo v úterý rozhodlo, že opravu starého mostu odloží, protože na ni nemá dost peněz. Podle "
        "starostky začnou stavbaři pracovat až na jaře a do té doby bude obyvatele zdarma vozit přívoz. Opozice však "
        "říká, že rozhodnutí přišlo pozdě a že nejvíce jím budou trpět lidé z ostrovů, kteří dojíždějí do práce."
    ),
    "es": (
        "El pleno municipal decidió el martes aplazar las obras del puente viejo porque no hay dinero suficiente. "
        "Según la alcaldesa, los operarios no empezarán hasta la primavera y, mientras tanto, el transbordador llevará "
        "a los vecinos sin cobrarles nada. La oposición cree que la decisión llega tarde."
    ),
    "fi": (
        "Kaupunginvaltuusto päätti tiistaina lykätä vanhan sillan korjausta, koska rahaa ei ole tarpeeksi. Pormestarin "
        "mukaan työt alkavat vasta keväällä, ja siihen asti lautta kuljettaa asukkaita maksutta. Oppositio sanoo, että "
        "päätös tuli liian myöhään ja että siitä kärsivät eniten saarten asukkaat, jotka käyvät töissä kaupungissa."
    ),
    "hr": (
        "Gradsko vijeće u utorak je odlučilo odgoditi obnovu starog mosta jer nema dovoljno novca. Prema riječima "
        "gradonačelnika, radovi će početi tek na proljeće, a dotad će trajekt besplatno prevoziti stanovnike. Oporba "
        "tvrdi da je odluka zakašnjela te da će zbog nje najviše ispaštati ljudi s otoka, koji svaki dan putuju na posao."
    ),
    "hu": (
        "A városi közgyűlés kedden úgy döntött, hogy elhalasztja a régi híd felújítását, mert nincs rá elég pénz. A "
        "polgármester szerint a munka csak tavasszal kezdődik, addig a komp ingyen viszi a lakókat. Az ellenzék szerint "
        "azonban a döntés elkésett, és a szigeten élők járnak a legrosszabbul."
    ),
    "it": (
        "Il consiglio comunale ha deciso martedì di rinviare i lavori al vecchio ponte perché non ci sono abbastanza "
        "soldi. Secondo la sindaca gli operai non cominceranno prima della primavera e fino ad allora il traghetto "
        "porterà gli abitanti senza farli pagare. Per l'opposizione la decisione arriva tardi."
    ),
    "lt": (
        "Miesto taryba antradienį nusprendė atidėti senojo tilto remontą, nes tam trūksta pinigų. Pasak mero, darbai "
        "prasidės tik pavasarį, o iki tol gyventojus nemokamai kels keltas. Opozicija teigia, kad sprendimas priimtas "
        "per vėlai ir kad labiausiai nukentės salų žmonės, kurie kasdien važiuoja į darbą."
    ),
    "pl": (
        "Rada miasta zdecydowała we wtorek, że remont starego mostu zostanie odłożony, ponieważ nie ma na niego "
        "pieniędzy. Według burmistrza prace rozpoczną się dopiero wiosną, a do tego czasu prom będzie woził mieszkańców "
        "za darmo. Opozycja uważa, że decyzja jest spóźniona."
    ),
    "ro": (
        "Consiliul local a hotărât marți să amâne lucrările la podul vechi, pentru că nu sunt destui bani. Potrivit "
        "primarului, muncitorii vor începe abia la primăvară, iar până atunci bacul îi va duce pe locuitori fără "
        "plată. Opoziția crede că decizia vine prea târziu și că cei mai afectați sunt oamenii de pe insule."
    ),
    "ru": (
        "Городской совет во вторник решил отложить ремонт старого моста, потому что на него не хватает денег. По словам "
        "мэра, рабочие начнут только весной, а до тех пор паром будет возить жителей бесплатно. Оппозиция считает, что "
        "решение принято слишком поздно и что больше всего пострадают жители островов."
    ),
    "sk": (
        "Mestské zastupiteľstvo v utorok rozhodlo, že opravu starého mosta odloží, pretože na ňu nemá dosť peňazí. Podľa "
        "primátora začnú stavbári pracovať až na jar a dovtedy bude obyvateľov zadarmo voziť kompa. Opozícia však "
        "hovorí, že rozhodnutie prišlo neskoro a že ním budú najviac trpieť ľudia z ostrovov, ktorí dochádzajú za prácou."
    ),
    "sq": (
        "Këshilli bashkiak vendosi të martën të shtyjë punimet në urën e vjetër, sepse nuk ka para të mjaftueshme. Sipas "
        "kryetarit, punëtorët do të fillojnë vetëm në pranverë, ndërsa deri atëherë trageti do t'i çojë banorët pa "
        "pagesë. Opozita mendon se vendimi vjen vonë."
    ),
    "sr": (
        "Gradsko veće odlučilo je u utorak da odloži obnovu starog mosta jer nema dovoljno novca. Prema rečima "
        "gradonačelnika, radovi će početi tek na proleće, a do tada će skela besplatno prevoziti stanovnike. Opozicija "
        "tvrdi da je odluka zakasnela i da će zbog nje najviše ispaštati ljudi sa ostrva, koji svaki dan putuju na posao."
    ),
    "uk": (
        "Міська рада у вівторок вирішила відкласти ремонт старого мосту, бо на нього не вистачає грошей. За словами "
        "міського голови, роботи почнуться лише навесні, а до того часу пором возитиме мешканців безкоштовно. Опозиція "
        "вважає, що рішення ухвалили запізно."
    ),
}  # fmt: skip
"""The same news, of 250 to 350 characters."""

SERBIAN = (
    "Градско веће одлучило је у уторак да одложи обнову старог моста јер нема довољно новца. Према речима градоначелника, "
    "радови ће почети тек на пролеће, а до тада ће скела бесплатно превозити становнике. Опозиција тврди да је одлука "
    "закаснела и да ће због ње највише испаштати људи са острва."
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
