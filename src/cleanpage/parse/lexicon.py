"""The words that the grammars need: small defaults in many languages, and what the packs add to them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cleanpage.parse import agencies
from cleanpage.parse.words import Phrases, lowered
from cleanpage.rules.load import Pack, builtin_pack


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the grammars know in one language (with English), or in all."""

    by: Phrases
    """Opens a byline: "by", "von", "texte de"."""
    joins: frozenset[str]
    """Stands between two names: "and", "und"."""
    roles: Phrases
    """Job titles."""
    published: Phrases
    updated: Phrases
    credit: Phrases
    """Opens a picture credit: "photo", "bild", "fot"."""
    source: Phrases
    """Opens a source line: "source", "quelle"."""
    reporting: Phrases
    """Opens a list of those who reported: "reporting by", "mitarbeit"."""
    editing: Phrases
    """Opens a list of editors: "editing by", "责编"."""


def _split(text: str) -> list[str]:
    return [p.strip() for p in text.split("|") if p.strip()]


_BY = _split(
    "by|words by|story by|written by|von|autor|autorin|autoren|autorin/autor|text|par|texte|texte de|auteur|auteure"
    "|por|texto|autora|autores|di|a cura di|testo|autore|door|tekst|av|af|skriven av|skrevet av|autorka"
    "|autorzy|opracował|opracowała|oprac|autoři|napsal|napsala|yazan|haber|muhabir|автор|авторы|автори|текст|بقلم"
    "|كتب|كتبت|作者|文|文／|撰文|记者|記者|글|oleh|penulis|reporter|laporan|bởi|författare|forfatter|journalist"
)
_JOINS = _split("and|und|et|y|e|en|och|og|i|oraz|a|ve|и|та|і|و|和|dan|ja|és|și|with|mit|avec|con")
_ROLES = _split(
    "editor|correspondent|reporter|writer|journalist|columnist|contributor|producer|photographer|staff|staff writer"
    "|bureau chief|analyst|author|freelancer|intern|redakteur|redakteurin|redaktor|redaktorin|korrespondent"
    "|korrespondentin|reporterin|autor|autorin|journalistin|kolumnist|kolumnistin|volontär|volontärin|ressortleiter"
    "|chefredakteur|chefredakteurin|kolumne|gastbeitrag|kommentar|journaliste|rédacteur|rédactrice|correspondante"
    "|envoyé spécial|envoyée spéciale|redactor|redactora|corresponsal|periodista|enviado especial|giornalista|inviato"
    "|corrispondente|jornalista|repórter|redacteur|correspondente|verslaggever|journaliste|dziennikarz|dziennikarka"
    "|publicysta|redaktør|redaktör|reporterka|redaktorka|zpravodaj|muhabir|editör|yazar|корреспондент|журналист"
    "|редактор|обозреватель|кореспондент|журналіст|مراسل|محرر|صحفي|记者|記者|编辑|編集委員|特派員|기자|특파원"
    "|논설위원|wartawan"
    "|redaktur|jurnalis|special to|chef du service|head of|deputy editor|editor-in-chief|presenter|broadcaster"
)
_PUBLISHED = _split(
    "published|first published|posted|created|date|released|veröffentlicht|erschienen|erstellt|datum"
    "|publiziert|online"
    "|geschrieben|publié|paru|posté|publication|publicado|publicada|creado|pubblicato|pubblicazione|gepubliceerd"
    "|geplaatst|publicerad|publicerat|publisert|offentliggjort|udgivet|opublikowano|publikacja|dodano|data publikacji"
    "|publikováno|vydáno|yayınlanma|yayın tarihi|giriş|oluşturulma|eklenme|опубликовано|дата публикации|создано"
    "|опубліковано|نشر|تاريخ النشر|发布|发布时间|發布|公開日|公開|配信|登録|입력|등록|게재|기사입력|diterbitkan"
    "|dipublikasikan"
    "|tayang|terbit|julkaistu|birt"
)
_UPDATED = _split(
    "updated|last updated|last update|modified|last modified|edited|aktualisiert|aktualisierung|zuletzt aktualisiert"
    "|stand|update|geändert|mis à jour|mise à jour|modifié|actualisé|actualizado|actualizada|actualización"
    "|última actualización|modificado|aggiornato|aggiornamento|ultima modifica|modifica|modificato|modifica il"
    "|ultimo aggiornamento|atualizado|atualizada|atualização|bijgewerkt|laatst bijgewerkt|laatste update|gewijzigd"
    "|uppdaterad|uppdaterat|oppdatert|opdateret|aktualizacja|zaktualizowano|aktualizováno|aktualizace|güncelleme"
    "|güncellenme|son güncelleme|güncellendi|обновлено|обновлен|изменено|оновлено|تحديث|آخر تحديث|更新|更新时间|更新日"
    "|最終更新|수정|최종수정|업데이트|기사수정|diperbarui|diupdate|pembaruan|päivitetty|uppfært"
)
_CREDIT = _split(
    "photo|photos|photo by|photos by|photo credit|photo courtesy|photograph|photograph by|photographer"
    "|photography|pic"
    "|picture|pictures|picture by|image|images|image credit|image source|credit|credits|image by|video by|video"
    "|illustration|illustration by|graphic|graphics|graphics by|courtesy|courtesy of|provided by|supplied by"
    "|screenshot|handout|file photo|composite|foto|fotos|fotografie|bild|bilder|bildrechte|bildquelle|bildnachweis"
    "|fotoquelle|fotocredit|grafik|montage|collage|symbolbild|archivbild|archivfoto|symbolfoto|quelle|crédit"
    "|crédits|crédit photo|crédits photo|crédit image|photographie|dessin|fotografía|fotografía de|imagen|crédito"
    "|ilustración|foto di|credito|immagine|fotografia|imagem|crédito da foto|beeld|afbeelding|fotograaf|fot|zdjęcie"
    "|zdjęcia|rys|grafika|źródło|źródło zdjęcia|foto av|bilde|illustrasjon|fotograf|billede|foto af|ljósmynd"
    "|fotoğraf|görsel|kaynak|фото|фотография|коллаж|иллюстрация|источник|источник фото|джерело|світлина|صورة|تصوير"
    "|مصدر الصورة|图片来源|图|图源|摄影|攝影|圖|撮影|写真|画像|提供|写真提供|사진|사진 출처|사진 제공|자료사진"
    "|dok|sumber foto|ảnh|kuva|nuotr"
)
_SOURCE = _split(
    "source|sources|via|quelle|quellen|fuente|fuentes|fonte|fonti|fontes|bron|bronnen|źródło|źródła|za|zdroj|zdroje"
    "|kaynak|källa|källor|kilde|kilder|kilde|источник|источники|джерело|المصدر|来源|來源|出典|출처|sumber|nguồn|lähde"
    "|copyright|with material from|mit material von|mit material der|mit informationen von|mit agenturmaterial von"
    "|mit agenturen|mit|unter verwendung von material von|material von|con información de|con informaciones de"
    "|con información de agencias|com informações de|com informações da|com informações do|com agência|com|avec"
    "|con|with agencies|met|med|s využitím|z informací|по материалам|за матеріалами|по данным|за даними"
    "|information from|with information from|with files from|with reports from|with inputs from|inputs from"
    "|agencies|additional reporting from|übersetzung|übersetzung und adaptierung|übernommen von|traduction"
)
_REPORTING = _split(
    "reporting by|text by|words by|story by|additional reporting by|additional reporting|with reporting by"
    "|reporting and writing by|writing by"
    "|written by|reported by|compiled by|with additional reporting by|with contributions from|with contributions by"
    "|contributions by|contributed by|research by|graphics by|reporting|mitarbeit|unter mitarbeit von|mit|text"
    "|texte|autor|autorin|bericht|recherche|auteur|auteure|autore|texto|testo|por|con la colaboración de|escrito por"
    "|información de|reporte de|reportaje de|rédaction|reportage|propos recueillis par|con la collaborazione di"
    "|a cura di|reportagem de|reportagem|tekst|auteurs|met medewerking van|medewerking|medarbeider|opracowanie|oprac"
    "|opracował|opracowała|współpraca|autor|autorzy|haber|haberi yazan|автор|текст|подготовил|подготовила|підготував"
    "|підготувала|автори|авторы|إعداد|撰文|作者|文|记者|記者|取材|글|취재|penulis|laporan|reporter|oleh|pewarta"
)
_EDITING = _split(
    "editing by|edited by|additional editing by|editing|editor|editors|production by|redaktion|redigiert von"
    "|redigatur"
    "|bearbeitet von|édition|edition|édité par|relecture|editado por|edición de|edición|editora|redazione"
    "|edição|edição de|eindredactie"
    "|redigering|redaktør|redaktör|redakcja|redaktor|redagował|redagowała|redaktorka|editoval|editör|editörü|редактор"
    "|редактура|редагував|تحرير|责编|责任编辑|責任編輯|编辑|編輯|责任校对|校对|审核|審核|編集|편집|penyunting"
    "|redaktur|biên tập"
)
_FIELDS = {  # field -> its defaults, its list in [words], the kind of rule whose phrases are added
    "by": (_BY, "by", ""),
    "roles": (_ROLES, "role", ""),
    "published": (_PUBLISHED, "", "time.published"),
    "updated": (_UPDATED, "", "time.updated"),
    "credit": (_CREDIT, "", "credit.opener"),
    "source": (_SOURCE, "", "footer.source"),
    "reporting": (_REPORTING, "", "footer.reporting"),
    "editing": (_EDITING, "", "footer.editing"),
}
_MATCHERS = ("line", "start", "contains")
_LONGEST = 5  # words of a pack's phrase that still is an opener


def _phrases(pack: Pack, kind: str) -> Iterator[str]:
    """A pack's phrases of one kind that can open a field: short, and without numbers or agencies."""
    for rule in pack.rules:
        if rule.kind == kind:
            for matcher, phrases in rule.phrases:
                if matcher in _MATCHERS:
                    yield from filter(_is_opener, phrases)


def _is_opener(phrase: str) -> bool:
    words = phrase.split()
    if len(words) > _LONGEST or re.search(r"[\d/…]|:(?!$)", phrase):
        return False
    return not agencies.find(phrase) and not agencies.named(words[-1])


def primary(language: str | None) -> str | None:
    """The code of a language as packs are named: "pt-BR" gives "pt", "nb" gives "no"."""
    if not language:
        return None
    code = language.replace("_", "-").partition("-")[0].lower()
    return "no" if code in ("nb", "nn") else code


def lexicon(language: str | None = None) -> Lexicon:
    """The words of a language and of English, or of all languages.

    >>> "von" in lexicon("de").by
    True
    """
    return _lexicon(primary(language))


@lru_cache(maxsize=64)
def _lexicon(language: str | None) -> Lexicon:
    packs = [pack for pack in map(_pack, dict.fromkeys((language, "en"))) if pack] if language else []
    found = [pack_words(pack) for pack in packs] if language else [_all_words()]
    fields = {
        field: Phrases([*defaults, *(word for words in found for word in words[field])])
        for field, (defaults, _, _) in _FIELDS.items()
    }
    return Lexicon(joins=frozenset({*_JOINS, *(word for words in found for word in words["joins"])}), **fields)


def pack_words(pack: Pack) -> dict[str, list[str]]:
    """What a pack adds to each field of a lexicon."""
    fields = {
        field: [*pack.words.get(words, ()), *(_phrases(pack, kind) if kind else ())]
        for field, (_, words, kind) in _FIELDS.items()
    }
    return {**fields, "joins": [lowered(word) for word in pack.words.get("and", ())]}


def _all_words() -> Mapping[str, list[str]]:
    """What all packs add, out of the file that `training/build_words.py` makes: to read each takes long."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "openers.json"), encoding="utf8") as file:
        words: dict[str, list[str]] = json.load(file)
    return words


def _pack(name: str) -> Pack | None:
    if not re.fullmatch(r"[a-z]{2,3}", name):
        return None
    try:
        return builtin_pack(name)
    except FileNotFoundError:
        return None
