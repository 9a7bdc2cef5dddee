"""Datelines: the place, day and agency that open a report ("MOSCOW, Oct 21 (Reuters) -")."""

from __future__ import annotations

import re

from cleanpage.parse import agencies
from cleanpage.parse.date import scan
from cleanpage.parse.lexicon import primary
from cleanpage.parse.words import WINDOW, Pattern, is_east_asian, lowered, phrase_set, word_at, word_set
from cleanpage.types import Dateline

_BULLET = Pattern(r"^[\s•·*|▪►]++")
_HEAD = 90  # characters in which a dateline must close
_DASH = r"(?:--?|[–—―−_]|\.-(?=\s|$)|\.[–—―])"
# PLACE, date (AGENCY) closer: dpa, AP, Reuters, AFP, CNN, EFE; TASS writes the agency between slashes
_BRACKETED = Pattern(
    rf"""(?P<place>[^()\[\]/|:]{{2,70}}?(?:/[^()\[\]|:]{{2,40}}?)?)[\s,]{{0,3}}
         (?:\((?P<agency>[^()]{{2,40}})\)|/(?P<slashed>[^/()]{{2,30}})/)\s?
         (?P<closer>(?:{_DASH}|[.:=·]|\.\s?=){{0,2}})""",
    re.VERBOSE,
)
# PLACE closer, PLACE, Region closer, PLACE, date closer
_DASHED = Pattern(r"(?P<place>[^()\[\]|:–—―−]{2,70}?)(?:\s?[–—―]\s?|\s{1,2}--?\s|\.[-–—―]{1,2}(?=\s|$)|\s--$|\s·\s)")
_COLON = Pattern(r"(?P<place>[^()\[\]|:–—.]{2,40}):(?=\s|$)")
_STOPPED = Pattern(r"(?P<place>[^()\[\]|:–—.,!?।\d]{3,30})[.।](?=\s|$)")
_AGENCY_FIRST = Pattern(
    rf"""\(?(?P<agency>[^()\d,–—-]{{2,40}}?)\)?\s?(?:{_DASH}|[,/])\s?
         (?:(?P<place>[^()\[\]|:–—-]{{2,50}}?)\s?{_DASH}\s)?""",
    re.VERBOSE,
)
_NEWSROOM = Pattern(r"(?P<agency>(?:[A-Z][\w.]{1,20} ){1,3}(?:News|Post|Times|Press|Media|Online)) ?[–—-]\s")
_XINHUA = Pattern(
    r"[（(]?(?P<agency>新华社|新華社|中新社|中新网|中央社|本报|本社|人民网|央视网|澎湃新闻)(?:记者|記者)?"
    r"(?P<place>[\u3400-\u9fff·、]{2,12}?)(?:，|,)?(?:(?P<month>\d{1,2})月)?\d{1,2}日?[电電讯訊](?:题)?[）)]?"
)
_JAPANESE = Pattern(r"[【［\[](?P<inside>[^】］\]]{2,40})[】］\]]\s?(?:[-－―—]\s?)?")
_KOREAN = Pattern(r"[(\[【](?P<place>[가-힣·,/ ]{2,20})=(?P<agency>[가-힣A-Za-z0-9]{2,12})[)\]】]")
_DATE_TAIL = Pattern(r"\d{1,2}\s?日|[０-９]{1,2}\s?日|\d{1,2}月\d{1,2}日")
_GETTY = Pattern(r"\s?[A-Z]{3,9}\.? \d{1,2}(?:, \d{4})?: ")  # "WASHINGTON - FEBRUARY 26: …" opens a caption
_LABELS = phrase_set(
    "FILE|UPDATE|UPDATED|EXCLUSIVE|BREAKING|BREAKING NEWS|WATCH|LIVE|OPINION|VIDEO|PHOTOS|PHOTO|ANALYSIS|READ"
    "|NOTE|READ MORE|EDITOR'S NOTE|CORRECTION|WARNING|ADVERTISEMENT|INTERVIEW|REVIEW|PODCAST|EXPLAINER"
    "|FACT CHECK|POLL|Q|A|Q&A|RELATED|MORE|NEWS|SPORT|SPORTS|WORLD|POLITICS|BUSINESS|FACTBOX|TIMELINE|PROFILE"
    "|COMMENT|EDITORIAL|LETTER|ALSO READ|SEE ALSO|FOTO|BILD|EIL|EILMELDUNG|KOMMENTAR|MEINUNG|LIVEBLOG"
    "|LIVETICKER|TICKER|EXKLUSIV|ÚLTIMA HORA|EN DIRECTO|OPINIÓN|DIRECT|EN DIRECT|VIDÉO|EXCLUSIF|ESCLUSIVA"
    "|DIRETTA|URGENTE|AO VIVO|SON DAKIKA|СРОЧНО|ВИДЕО|FOTOGALERIE|TL;DR|FAQ|PS|P.S|NB|UK|US|USA|EU|UN|TV|PM|CEO"
    "|REKLAMA|ENQUÊTE|RÉCIT|REPORTAGE|DÉCRYPTAGE|PORTRAIT|TÉMOIGNAGE|TRIBUNE|INFOGRAPHIE|ANALYSE|CHRONIQUE"
    "|ÉDITO|CRITIQUE|DOSSIER|ENTRETIEN|ENTREVISTA|ANÁLISIS|CRÓNICA|REPORTAJE|ANALISI|INTERVISTA|COMMENTO|REKLAM|ANNONS"
    "|ANZEIGE|WERBUNG|KOLUMNE|REPORT|ESSAY|QUIZ|UMFRAGE|SERIE|THEMA|ДОСЬЕ|ФОТО|РЕКЛАМА|DIY|JUMP|HINWEIS|NOTE|FAKTA"
    "|AI|COVID|COVID-19|PLUS|TOP|BOX|INFO|KEY POINTS"
)
_SMALL = word_set(
    "a al am an and at auf bei by d da de del della den der des di do dos du e el en i im in la las le les lo los"
    " na nad"
    " of on op per sul sur the to upon van von y zu"
)
# Words that stand in capitals at the head of a sentence and are no places
_NO_PLACE = word_set(
    "he she it we they you i this that these those there here what when who why how yes no but and or so if after"
    " before while with without for from is was are were will would can could our his her their my your new breaking"
    " says said der die das ein eine und aber wer wie was wenn le la les un une el los il lo er sie es wir ich"
    " ja nein"
    " das ist mr mrs dr day week part chapter step round game group season episode question answer"
)
_BROADCASTERS = word_set(
    "bbc cnn nbc abc cbs npr pbs mdr ndr wdr swr ard zdf orf srf rtl cna nhk kbs mbc sbs kompas.com tempo tempo.co"
    " detik rappler upstream mnd politico newsweek"
)
# Well-known cities that stand at the head of a report in ordinary letters and without an agency ("Berlin. Die …")
_CITIES = phrase_set(
    "aachen abuja accra addis abeba|addis ababa|adelaide|albany|algiers|algier|alger|almaty|amman|amsterdam|ankara"
    "|antalya|antwerpen|athen|athens|athènes|atenas|atlanta|auckland|augsburg|austin|baghdad|bagdad|baku|baltimore"
    "|bamako|bangkok|barcelona|barcelone|basel|beijing|peking|pékin|pequín|beirut|beyrouth|belfast|belgrade|belgrad"
    "|berlin|bern|berne|bielefeld|bilbao|birmingham|bochum|bogota|bogotá|bologna|bombay|bonn|bordeaux|boston|brasilia"
    "|brasília|bratislava|braunschweig|bremen|bremerhaven|brisbane|bristol|bruxelles|bruselas|brüssel|brussels"
    "|brussel"
    "|bruxelas|bryssel|bucharest|bukarest|budapest|buenos aires|cairo|kairo|le caire|el cairo|calgary|canberra|cannes"
    "|caracas|cardiff|chemnitz|chennai|chicago|cleveland|köln|cologne|colombo|copenhagen|kopenhagen|københavn|córdoba"
    "|cottbus|dakar|dallas|damascus|damaskus|darmstadt|davos|delhi|denver|detroit|dhaka|doha|donezk|dortmund|dresden"
    "|dubai|dublin|duisburg|düsseldorf|edinburgh|eisenach|eindhoven|erfurt|erlangen|essen|florenz|firenze|frankfurt"
    "|frankfurt am main|frankfurt/main|freiburg|gaza|gaza city|gelsenkirchen|genf|geneva|genève|ginebra|genova|gera"
    "|glasgow|göteborg|göttingen|graz|guatemala|hagen|halle|hamburg|hannover|hanoi|harare|havana|havanna|la habana"
    "|heidelberg|heilbronn|helsinki|hong kong|hongkong|houston|ingolstadt|innsbruck|islamabad|istanbul|jakarta|jena"
    "|jerusalem|jérusalem|johannesburg|kabul|kampala|karachi|karlsruhe|kassel|kathmandu|khartoum|kiel|kyiv|kiew|kiev"
    "|kigali|kinshasa|klagenfurt|koblenz|konstanz|kuala lumpur|kuwait|la paz|lagos|lahore|leipzig|leverkusen|lima"
    "|linz|lisbon|lisboa|lissabon|lisbonne|liverpool|ljubljana|london|londres|londra|londen|los angeles|lübeck|luanda"
    "|luxemburg|luxembourg|luzern|lyon|madrid|magdeburg|mailand|milano|milan|mainz|málaga|managua|manchester|manila"
    "|mannheim|marseille|medellín|melbourne|mexico city|méxico|ciudad de méxico|mexiko-stadt|miami|minneapolis|minsk"
    "|mogadishu|montevideo|montreal|montréal|moscow|moskau|moscou|moscú|mosca|moskva|moskwa|mönchengladbach|mumbai"
    "|münchen|munich|münster|nairobi|neapel|napoli|new delhi|neu-delhi|new york|nicosia|nizza|nice|nürnberg"
    "|oberhausen"
    "|odessa|odesa|offenbach|oldenburg|osaka|oslo|osnabrück|ottawa|oxford|palermo|palma|panama|paris|parís|parigi"
    "|perth|philadelphia|phnom penh|phoenix|porto|porto alegre|portland|potsdam|prague|prag|praha|praga|pretoria"
    "|pristina|pyongyang|quito|rabat|rangoon|recife|regensburg|reykjavik|reykjavík|riga|rio de janeiro|riad|riyadh"
    "|rome|rom|roma|rostock|rotterdam|saarbrücken|salvador|salzburg|san francisco|san josé|san juan|san salvador"
    "|santiago|santiago de chile|são paulo|sarajevo|schwerin|seattle|seoul|sevilla|shanghai|siegen|singapore|singapur"
    "|skopje|sofia|st. gallen|stockholm|straßburg|strasbourg|stuttgart|suhl|sydney|taipei|tallinn|tashkent|tbilisi"
    "|tegucigalpa|teheran|tehran|téhéran|teherán|tel aviv|the hague|den haag|tirana|tokio|tokyo|toronto|torino|turin"
    "|toulouse|trier|tripoli|tunis|ulm|utrecht|valencia|vancouver|vatican city|vatikanstadt|venedig|venezia|warschau"
    "|warsaw|warszawa|varsovie|varsovia|washington|washington d.c|weimar|wellington|wien|vienna|vienne|viena"
    "|wiesbaden"
    "|wilna|vilnius|windhoek|winterthur|wolfsburg|wuppertal|würzburg|yaoundé|yerevan|zagreb|zürich|zurich|zwickau"
    "|москва|киев|київ|минск|мінськ|санкт-петербург|петербург|одесса|одеса|харьков|харків|львів|вашингтон|лондон"
    "|kraków|gdańsk|wrocław|poznań|łódź|brno|ostrava|izmir|bursa|diyarbakır|surabaya|bandung|medan|denpasar"
    "|beograd|bucurești|bucureşti|chișinău|cluj-napoca|debrecen|girona|iași|kaunas|klaipėda|košice|novi sad|prishtina"
    "|prishtinë|rijeka|szeged|tampere|tiranë|turku|αθήνα|θεσσαλονίκη|λευκωσία|београд|варна|нови сад|пловдив|софия"
    "|ירושלים|תל אביב|חיפה|באר שבע|וושינגטון|לונדון|פריז|ברלין|מוסקבה|קייב|עזה|ביירות|קהיר"
    "|تهران|مشهد|اصفهان|شیراز|تبریز|کابل|بغداد|دمشق|لندن|پاریس|واشنگتن|مسکو|نیویورک|وین|ژنو"
    "|اسلام آباد|کراچی|لاہور|پشاور|کوئٹہ|راولپنڈی|ملتان|فیصل آباد|مظفر آباد|نئی دہلی"
    "|سری نگر|واشنگٹن|نیویارک|ریاض|دبئی|کابل"
    "|नई दिल्ली|नयी दिल्ली|दिल्ली|मुंबई|कोलकाता|चेन्नई|बेंगलुरु|हैदराबाद|लखनऊ|पटना|भोपाल|जयपुर|रायपुर|रांची|देहरादून"
    "|चंडीगढ़|अहमदाबाद|वाराणसी"
    "|कानपुर|इंदौर|नागपुर|पुणे|शिमला|श्रीनगर|जम्मू|गुवाहाटी|वाशिंगटन|वॉशिंगटन|लंदन"
    "|इस्लामाबाद|काठमांडू|मॉस्को|न्यूयॉर्क|बीजिंग|यरुशलम"
    "|ঢাকা|চট্টগ্রাম|রাজশাহী|খুলনা|সিলেট|বরিশাল|রংপুর|ময়মনসিংহ|কলকাতা|নয়াদিল্লি|নয়াদিল্লি|ওয়াশিংটন|ওয়াশিংটন"
    "|লন্ডন|শিলিগুড়ি|শিলিগুড়ি"
    "|dar es salaam|dodoma|arusha|mwanza|zanzibar|mombasa|kisumu|kaduna|kano|sokoto|zaria|katsina|maiduguri|jos|niamey"
    "|hà nội|thành phố hồ chí minh|tp hồ chí minh|đà nẵng|huế|cần thơ|กรุงเทพฯ|กรุงเทพมหานคร|เชียงใหม่|ภูเก็ต"
    "|አዲስ አበባ|ባህር ዳር|ሐዋሳ|መቀሌ|ናይሮቢ|ካርቱም|скопје|битола|охрид|тетово|куманово|штип|велес"
    "|прилеп|белград|брисел|софија|атина"
    "|القاهرة|بيروت|دمشق|بغداد|الرياض|دبي|عمان|غزة|القدس|رام الله|الخرطوم|تونس|الجزائر|الرباط|صنعاء|الدوحة"
)
_GERMAN_PLACE = Pattern(r"[A-ZÄÖÜ][a-zäöüß]{2,12}(?:burg|stadt|dorf|heim|hausen|ingen|furt|kirchen|münde|bronn)")
_NORDIC = frozenset({"no", "da", "sv"})  # their papers open captions with a word in capitals and a colon


def dateline(line: str, language: str | None = None) -> Dateline | None:
    """Read the dateline at the head of a paragraph, or one that is alone on its line.

    Forms: "LA CROSSE, Wis. (AP) —", "BEIRUT/THE HAGUE, March 7 (Reuters) -", "Hamburg (dpa/lno) –",
    "San José, 21 Abr (Harbour.cr).-", "London (CNN)It was", "(ANSA) - ROMA, 03 MAR -", "LAGOS: ", "Berlin. ",
    "新华社北京4月24日电", "【ロンドン時事】", "(서울=연합뉴스)". `text` is the opener, verbatim.
    Captions ("FILE - …", "WASHINGTON - FEBRUARY 26: …"), labels and ordinary sentences give None.

    >>> dateline("MOSCOW, Oct 21 (Reuters) - The ferry sailed.", "en")
    Dateline(text='MOSCOW, Oct 21 (Reuters) -', place='MOSCOW', date=None, agencies=('Reuters',))
    """
    if bullet := _BULLET.match(line[:WINDOW]):
        line = line[bullet.end() :]
    listed = bool(bullet)
    head = line[:_HEAD].replace("\xa0", " ").rstrip()
    if len(head) < 3:
        return None
    return (
        _east_asian(head)
        or _bracketed(head)
        or _agency_first(head)
        or (None if listed else _bare(head, line, language))
    )


def _east_asian(head: str) -> Dateline | None:
    if head[0] not in "([（【［新中央本人澎" or (head[0] == "(" and not is_east_asian(head)):
        return None
    if m := _XINHUA.match(head):
        return Dateline(m[0], m["place"], None, (m["agency"],))
    if m := _KOREAN.match(head):
        return Dateline(m[0], m["place"].strip(), None, (m["agency"],))
    if m := _JAPANESE.match(head):
        found = agencies.locate(m["inside"])
        if found:
            place = _DATE_TAIL.sub("", m["inside"][: found[0].start]).strip(" 　、=＝")
            name = m["inside"][found[0].start : found[-1].end] if len(found) > 1 else found[0].text
            names = tuple(f.text for f in found) or (name,)
            return Dateline(m[0].rstrip(), place or None, None, names)
    return None


def _bracketed(head: str) -> Dateline | None:
    bracketed = "(" in head and ")" in head
    m = _BRACKETED.match(head) if bracketed or head.count("/") > 1 else None
    if not m:
        return None
    inside, closer = (m["agency"] or m["slashed"]).strip(), m["closer"]
    place, day, dated = _place_and_day(m["place"])
    names = agencies.find(inside)
    if not names and (
        inside.partition(" ")[0].lower() in _BROADCASTERS
        or (closer and (dated or place.isupper()) and _is_name(inside))
    ):
        names = (inside,)
    if not names or not _is_place(place) or (m["slashed"] and not (closer and place.isupper())):
        return None
    if not closer and not _opens_sentence(head[m.end() :]):
        return None
    return Dateline(head[: m.end()].rstrip(), place, day, names)


def _opens_sentence(rest: str) -> bool:
    """Whether what follows a bracket without a dash is a new sentence, or nothing."""
    rest = rest.lstrip()
    return not rest or rest[0].isupper() or rest[0] in "“”\"'„«‘" or not rest[0].isascii()


def _agency_first(head: str) -> Dateline | None:
    """ "(Reuters) -", "(ANSA) - ROMA, 03 MAR -", "AFP, Paris —", "Harbour News –"."""
    opener = word_at(lowered(head.lstrip("( ")))
    if opener in agencies.first_words() and (m := _AGENCY_FIRST.match(head)):
        agency = agencies.named(m["agency"].strip())
        bracketed = head.startswith("(") and ")" in m[0]
        if agency and (bracketed or m["place"]):
            place, day, _ = _place_and_day(m["place"] or "")
            if not m["place"] or (_is_place(place) and (place.isupper() or place.lower() in _CITIES)):
                return Dateline(m[0].rstrip(), place or None, day, (m["agency"].strip(),))
            return None
    if _has_dash(head) and (m := _NEWSROOM.match(head)):
        return Dateline(m[0].rstrip(), None, None, (m["agency"],))
    return None


def _bare(head: str, line: str, language: str | None) -> Dateline | None:
    """A place without an agency: in capitals, with a day, or a city that everybody knows."""
    if (_has_dash(head) or "·" in head) and (m := _DASHED.match(head)):
        place, day, dated = _place_and_day(m["place"])
        capitals = place.partition(",")[0].isupper()
        if _GETTY.match(head, m.end()) or not _is_place(place):
            return None
        dated = dated and "," in m["place"] and len(line) > m.end() + 20
        rest = head[m.end() :].lstrip()
        place, wires = _outlet_behind(place)
        if (capitals or dated or _is_city(place)) and not rest[:1].isdigit() and not agencies.find(place):
            named = agencies.locate(rest[:30])
            if not wires and named and named[0].start == 0 and rest[named[0].end :].startswith("."):
                end = head.index(rest) + named[0].end + 1  # "КИЕВ, 5 мая — РИА Новости."
                return Dateline(head[:end], place, day, (named[0].text,))
            return Dateline(head[: m.end()].rstrip(), place, day, wires)
        return None
    if ":" in head and (m := _COLON.match(head)) and len(line) > m.end() + 80:
        place, day, dated = _place_and_day(m["place"])
        capitals = place.isupper() and len(place) > 3 and " " not in place and not _caption_style(place, language)
        uncased = place.lower() == place.upper()
        if _is_place(place) and (capitals or ((dated or place.isupper() or uncased) and _is_city(place))):
            return Dateline(head[: m.end()].rstrip(), place, day, ())
        return None
    if ("." in head or "।" in head) and (m := _STOPPED.match(head)):
        place = m["place"].strip()
        known = _is_city(place) or (
            primary(language) in (None, "de") and len(line) > 60 and _GERMAN_PLACE.fullmatch(place)
        )
        return Dateline(head[: m.end()], place, None, ()) if known else None
    if len(line) < 40 and len(line.split()) <= 3 and _is_city(line.strip(" ,:-–—")):
        place = line.strip(" ,:-–—")
        return Dateline(line.strip(), place, None, ())
    return None


def _has_dash(head: str) -> bool:
    return "-" in head or "–" in head or "—" in head or "―" in head


def _outlet_behind(place: str) -> tuple[str, tuple[str, ...]]:
    """Part "JAKARTA, Harbour.com" and "London, Reuters" into the place and who reports."""
    city, comma, outlet = place.rpartition(",")
    outlet = outlet.strip()
    known = agencies.named(outlet) or outlet.partition(" ")[0].lower() in _BROADCASTERS
    if comma and (known or re.fullmatch(r"[\w-]+\.(?:com|co|id|net|org|\w\w)", outlet)):
        return city.strip(), (outlet,)
    return place, ()


def _caption_style(place: str, language: str | None) -> bool:
    """Whether it may be the catchword in capitals that opens a Nordic paper's caption."""
    return primary(language) in _NORDIC or any(c in "ÆØÅ" for c in place)


def _place_and_day(text: str) -> tuple[str, str | None, bool]:
    """The place without its day, the day where it has a year, and whether there is a day at all."""
    text = text.strip(" ,-–—")
    if text.endswith(".") and not re.search(
        r",\s?[\w. ]{1,6}\.$|\b\w\.\w\.$", text
    ):  # "Wash." and "S.D." keep their dots
        text = text.rstrip(".")
    if not any(c.isdigit() for c in text):
        return text, None, False
    days = [i for i in scan(text) if i.what == "day"]
    if not days:
        return text, None, False
    place = re.sub(r"[\s,]+$", "", text[: days[0].start])
    if head := re.fullmatch(r"(.+), ?[^\W\d_]{2,12}\.?", place):  # "BERLIN, Monday, 3 March"
        items = scan(place[len(head[1]) :])
        place = head[1] if items and all(i.what == "known" for i in items) else place
    return place, next((d.value for d in days if d.value), None), True


def _is_city(text: str) -> bool:
    return all(p.strip().lower() in _CITIES for p in re.split(r"/|,| und ", text)) if text else False


def _is_name(text: str) -> bool:
    return text[0].isupper() and len(text.split()) <= 3 and not any(c.isdigit() for c in text)


def _is_place(text: str) -> bool:
    """Up to six words, each with a capital but for "de", "of", "am", and none that opens sentences or labels."""
    if not 2 <= len(text) <= 60 or text.upper() in _LABELS or any(c.isdigit() for c in text):
        return False
    if any(c in '"“”„«»?!;…@#%$€&+*' for c in text):
        return False
    words = re.findall(r"[^\s,/]+", text)
    if not words or len(words) > 6 or words[0].upper().strip(".'") in _LABELS:
        return False
    for word in words:
        bare = word.strip(".'’-")
        if bare.lower() in _NO_PLACE and not (len(bare) > 1 and bare.lower() in _SMALL) and bare.lower() != "new":
            return False
        if bare and bare[0].isalpha() and bare[0].islower() and bare not in _SMALL:
            return False
    return words[0][0].isupper() or not words[0][0].isascii()
