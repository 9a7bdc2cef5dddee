"""Bytes in any encoding that pages come in are read as the text that they hold."""

from __future__ import annotations

import gzip
import zlib
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanpage.read import charsets
from cleanpage.read.encoding import Decoded, decode, decoded, scrub
from cleanpage.read.gzipped import unpack


class Story(NamedTuple):
    """News made up for these tests: a headline, a paragraph and two more, and encodings that hold them."""

    encodings: tuple[str, ...]
    headline: str
    paragraph: str
    more: str


WEST, MID, CYRILLIC = (
    ("windows-1252", "iso8859-15"),
    ("windows-1250", "iso8859-2"),
    ("windows-1251", "koi8-u", "iso8859-5"),
)
STORIES = {
    "de": Story(
        WEST,
        "Fähre vor Skerrin auf Grund gelaufen",
        "Eine Fähre mit 112 Menschen an Bord ist am Montag vor der Insel auf Grund gelaufen, alle wurden gerettet.",
        "Das Schiff hatte den Hafen um sieben Uhr verlassen. Die Küstenwache löste Alarm aus, drei Boote "
        "fuhren hinaus. "
        "Das Ministerium kündigte an, die Ursache werde geprüft; größere Schäden habe es nicht gegeben.",
    ),
    "fr": Story(
        WEST,
        "Un ferry échoué près de Skerrin",
        "Un ferry transportant 112 personnes s’est échoué lundi près de l’île ; tous les passagers ont été sauvés.",
        "Le navire avait quitté le port à sept heures. « J’ai entendu un choc énorme », a déclaré une passagère, "
        "évacuée à midi. Le ministère a annoncé une enquête et promis de réparer le phare, éteint depuis février.",
    ),
    "es": Story(
        WEST,
        "Un transbordador encalla frente a Skerrin sin víctimas",
        "Un transbordador con 112 personas encalló el lunes frente a la isla; todos los pasajeros están a salvo.",
        "El barco zarpó a las siete de la mañana. «Sentí un golpe muy fuerte», explicó una pasajera. El ministerio "
        "anunció que investigará la avería del faro, que según los vecinos no funciona desde el año pasado.",
    ),
    "pt": Story(
        WEST,
        "Balsa encalha perto de Skerrin, todos estão a salvo",
        "Uma balsa com 112 pessoas encalhou na segunda-feira perto da ilha; não há feridos, informou a polícia.",
        "A embarcação deixou o porto às sete horas da manhã. O ministério anunciou uma investigação sobre a avaria do "
        "farol, que segundo os moradores não funciona há três meses. A empresa não comentou a situação.",
    ),
    "it": Story(
        WEST,
        "Traghetto incagliato, l'isola è senza collegamenti",
        (
            "Un traghetto con 112 persone si è incagliato lunedì davanti all'isola; nessuno è rimasto "
            "ferito, così la radio."
        ),
        "La nave era partita alle sette. «C'è stato un gran colpo», ha detto una passeggera. Il ministero aprirà "
        "un'inchiesta sul faro, che però già da febbraio era spento perché mancava la manutenzione.",
    ),
    "sv": Story(
        WEST,
        "Färja på grund vid Skerrin",
        "En färja med 112 människor ombord gick på grund utanför ön i måndags, alla räddades i land före kvällen.",
        "Fartyget lämnade hamnen klockan sju på morgonen. Kustbevakningen säger att fyren på södra udden hade slocknat "
        "redan i februari, och att ingen hade hunnit åka ut för att laga den.",
    ),
    "da": Story(
        WEST,
        "Færge gået på grund ved Skerrin",
        "En færge med 112 mennesker om bord gik mandag på grund ud for øen, men alle blev bjærget i løbet af dagen.",
        "Skibet forlod havnen klokken syv. Ifølge myndighederne var fyret på sydspidsen slukket siden "
        "februar, og ingen "
        "havde nået at sejle derud. »Jeg hørte et brag, så stod vi stille,« siger en passager.",
    ),
    "pl": Story(
        MID,
        "Prom osiadł na mieliźnie koło Skerrin",
        "Prom ze 112 osobami na pokładzie osiadł w poniedziałek na mieliźnie; wszystkich pasażerów uratowano.",
        "Statek wypłynął z portu o siódmej rano. Straż przybrzeżna wysłała trzy łodzie, a ministerstwo zapowiedziało "
        "śledztwo. Latarnia na południowym cyplu nie świeciła od lutego, mówią mieszkańcy.",
    ),
    "cs": Story(
        MID,
        "Trajekt uvízl na mělčině, všichni cestující jsou v bezpečí",
        "Trajekt se 112 lidmi na palubě uvízl v pondělí na mělčině u ostrova; nikdo nebyl zraněn, řekla policie.",
        "Loď vyplula z přístavu v sedm hodin ráno. Pobřežní stráž vyslala tři čluny a ministerstvo "
        "oznámilo vyšetřování. "
        "Maják na jižním výběžku podle obyvatel nesvítí už od února, žádná oprava se nechystá.",
    ),
    "hu": Story(
        MID,
        "Zátonyra futott egy komp, minden utas megmenekült",
        "Zátonyra futott hétfőn egy komp a sziget előtt, a fedélzetén 112 ember volt, senki sem sérült meg.",
        "A hajó reggel hét órakor indult el a kikötőből. A parti őrség három csónakot küldött ki, a minisztérium pedig "
        "közölte, hogy vizsgálatot indít. A déli világítótorony a lakók szerint február óta nem működik.",
    ),
    "ro": Story(
        MID,
        "Un feribot a eşuat lângă insulă",
        "Un feribot cu 112 persoane la bord a eşuat luni lângă insulă; toţi pasagerii au fost salvaţi până seara.",
        "Nava a plecat din port la ora şapte dimineaţa. Paza de coastă a trimis trei bărci, iar ministerul a anunţat "
        "că va face o anchetă. Farul din sud nu mai funcţionează din februarie, spun locuitorii.",
    ),
    "tr": Story(
        ("windows-1254", "iso8859-9"),
        "Adanın açığında feribot karaya oturdu",
        (
            "İçinde 112 kişinin bulunduğu feribot pazartesi günü ada açıklarında karaya oturdu, yolcuların "
            "tümü kurtarıldı."
        ),
        "Gemi limandan sabah yedide ayrılmıştı. Sahil güvenlik üç bot gönderdi, bakanlık soruşturma "
        "açıldığını duyurdu. "
        "Güneydeki deniz feneri şubattan beri çalışmıyor, ada halkı bunu defalarca bildirdiğini söylüyor.",
    ),
    "lt": Story(
        ("windows-1257", "iso8859-13"),
        "Keltas užplaukė ant seklumos",
        "Keltas su 112 žmonių pirmadienį užplaukė ant seklumos prie salos; visi keleiviai išgelbėti, pranešė policija.",
        "Laivas iš uosto išplaukė septintą valandą ryto. Pakrančių apsauga išsiuntė tris valtis, o "
        "ministerija pažadėjo "
        "ištirti įvykį. Pietinis švyturys, anot gyventojų, nešviečia nuo vasario mėnesio.",
    ),
    "ru": Story(
        ("windows-1251", "koi8-r", "iso8859-5", "cp866"),
        "Паром сел на мель у острова",
        "Паром, на борту которого находились 112 человек, в понедельник сел на мель у острова, все спасены.",
        "Судно вышло из порта в семь часов утра. Береговая охрана направила три катера, министерство объявило о начале "
        "проверки. Маяк на южном мысе не работает с февраля, рассказали жители острова.",
    ),
    "uk": Story(
        CYRILLIC,
        "Пором сів на мілину біля острова",
        "Пором, на борту якого було 112 людей, у понеділок сів на мілину біля острова, усіх врятовано.",
        "Судно вийшло з порту о сьомій годині ранку. Берегова охорона надіслала три катери, міністерство оголосило про "
        "початок перевірки. Маяк на південному мисі не працює з лютого, розповіли мешканці.",
    ),
    "bg": Story(
        ("windows-1251",),
        "Ферибот заседна край острова",
        "Ферибот със 112 души на борда заседна в понеделник край острова, всички пътници са спасени.",
        "Корабът напусна пристанището в седем часа сутринта. Бреговата охрана изпрати три лодки, а министерството "
        "обяви проверка. Фарът на южния нос не свети от февруари, казват жителите.",
    ),
    "sr": Story(
        ("windows-1251",),
        "Трајект се насукао код острва",
        "Трајект са 112 људи насукао се у понедељак код острва, сви путници су спасени, саопштила је полиција.",
        "Брод је испловио из луке у седам сати ујутру. Обалска стража је послала три чамца, а министарство је најавило "
        "истрагу. Светионик на јужном рту не ради од фебруара, кажу мештани.",
    ),
    "el": Story(
        ("windows-1253", "iso8859-7"),
        "Προσάραξε πλοίο κοντά στο νησί",
        "Πλοίο με 112 επιβάτες προσάραξε τη Δευτέρα κοντά στο νησί, όλοι είναι καλά στην υγεία τους.",
        "Το πλοίο είχε φύγει από το λιμάνι στις επτά το πρωί. Το λιμενικό έστειλε τρία σκάφη και το "
        "υπουργείο ανακοίνωσε "
        "έρευνα. Ο φάρος στο νότιο ακρωτήρι δεν λειτουργεί από τον Φεβρουάριο, λένε οι κάτοικοι.",
    ),
    "he": Story(
        ("windows-1255",),
        "מעבורת עלתה על שרטון ליד האי",
        "מעבורת ועליה 112 נוסעים עלתה ביום שני על שרטון ליד האי, וכל הנוסעים חולצו בשלום עד הערב.",
        "הספינה יצאה מהנמל בשבע בבוקר. משמר החופים שלח שלוש סירות, ומשרד התחבורה הודיע על פתיחת חקירה. המגדלור בדרום "
        "האי אינו פועל מאז פברואר, סיפרו התושבים, ואיש לא בא לתקן אותו.",
    ),
    "ar": Story(
        ("windows-1256", "iso8859-6"),
        "جنوح عبارة قرب الجزيرة",
        "جنحت عبارة على متنها 112 شخصا يوم الاثنين قرب الجزيرة، وتم إنقاذ جميع الركاب قبل المساء.",
        "وكانت السفينة قد غادرت الميناء في الساعة السابعة صباحا. وأرسل خفر السواحل ثلاثة قوارب، وأعلنت "
        "الوزارة فتح تحقيق "
        "في الحادث. وقال السكان إن المنارة الجنوبية لا تعمل منذ شهر فبراير.",
    ),
    "th": Story(
        ("cp874",),
        "เรือข้ามฟากเกยตื้นใกล้เกาะ",
        "เรือข้ามฟากที่มีผู้โดยสาร 112 คนเกยตื้นใกล้เกาะเมื่อวันจันทร์ ทุกคนได้รับการช่วยเหลืออย่างปลอดภัย",
        "เรือออกจากท่าเมื่อเวลาเจ็ดโมงเช้า หน่วยยามฝั่งส่งเรือออกไปสามลำ กระทรวงคมนาคมประกาศว่าจะสอบสวนเรื่องนี้ "
        "ชาวบ้านบอกว่าประภาคารทางใต้ไม่ทำงานมาตั้งแต่เดือนกุมภาพันธ์",
    ),
    "zh-Hans": Story(
        ("gbk", "gb2312", "gb18030"),
        "渡轮在岛外搁浅，乘客全部获救",
        "一艘载有一百一十二人的渡轮星期一在岛外搁浅，所有乘客当天晚上已经安全上岸，没有人受伤。",
        "这艘船早上七点离开港口。海岸警卫队派出三条小船，交通部宣布将进行调查。居民们说，南端的灯塔从二月起就没有亮过，"
        "他们多次向有关部门反映，但是一直没有人来修理。船公司负责人表示，会配合政府的工作。",
    ),
    "zh-Hant": Story(
        ("big5", "cp950"),
        "渡輪在島外擱淺，乘客全部獲救",
        "一艘載有一百一十二人的渡輪星期一在島外擱淺，所有乘客當天晚上已經安全上岸，沒有人受傷。",
        "這艘船早上七點離開港口。海岸警衛隊派出三條小船，交通部宣布將進行調查。居民們說，南端的燈塔從二月起就沒有亮過，"
        "他們多次向有關部門反映，但是一直沒有人來修理。船公司負責人表示，會配合政府的工作。",
    ),
    "ja": Story(
        ("shift_jis", "euc_jp", "cp932"),
        "フェリーが島の沖で座礁、乗客は全員無事",
        "乗客百十二人を乗せたフェリーが月曜日、島の沖で座礁したが、全員がその日のうちに救助された。",
        "船は午前七時に港を出た。海上保安庁は三隻の船を出し、国土交通省は調査を始めると発表した。島の住民によると、"
        "南の灯台は二月から消えたままで、何度も修理を求めてきたという。船会社は「原因を調べている」と話している。",
    ),
    "ko": Story(
        ("euc_kr", "cp949"),
        "섬 앞바다에서 여객선 좌초, 승객 모두 구조",
        "승객 112명을 태운 여객선이 월요일 섬 앞바다에서 좌초했으나 승객은 모두 그날 저녁까지 구조됐다.",
        "배는 오전 일곱 시에 항구를 떠났다. 해양경찰은 배 세 척을 보냈고 정부는 조사를 시작한다고 밝혔다. "
        "주민들은 남쪽 등대가 이월부터 꺼져 있었다며 여러 번 수리를 요청했지만 아무도 오지 않았다고 말했다.",
    ),
}
CASES = [(language, encoding) for language, story in STORIES.items() for encoding in story.encodings]
NAMED = {"iso8859-13": "iso-8859-13", "cp950": "big5", "cp932": "x-sjis", "cp949": "ks_c_5601-1987", "cp874": "tis-620"}
"""What pages call an encoding, where that is not Python's name."""


def page(story: Story, charset: str | None) -> str:
    """A story as a page that names its encoding, or does not."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return (
        f"<html><head>{meta}<title>{story.headline}</title></head>\n<body><h1>{story.headline}</h1>\n"
        f"<p>{story.paragraph}</p>\n<p>{story.more}</p></body></html>"
    )


def fitting(text: str, encoding: str) -> str:
    """The text with the quotes and signs that an encoding has: old ones have only straight quotes."""
    signs = str.maketrans("’“”„–«»", '\'"""-""')
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(signs)
    return text


# -- not declared -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_text_of_a_few_sentences_is_found(language: str, encoding: str) -> None:
    story = STORIES[language]
    text = fitting(f"{story.headline}\n\n{story.paragraph}\n\n{story.more}\n", encoding)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_a_headline_and_a_paragraph_are_enough(language: str, encoding: str) -> None:
    text = fitting(f"{STORIES[language].headline}\n\n{STORIES[language].paragraph}", encoding)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_a_page_that_names_no_encoding_is_found(language: str, encoding: str) -> None:
    text = fitting(page(STORIES[language], None), encoding)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    "text", ["Il va à Paris", "The naïve café", "Fähre „Möwe“", "It’s £5 – or €6", "A © sign", "Ñ"]
)
def test_a_few_western_letters_stay_western(text: str) -> None:
    assert decode(text.encode("windows-1252")) == text


def test_text_in_capitals_is_found() -> None:
    text = "ПАРОМ СЕЛ НА МЕЛЬ У ОСТРОВА, ВСЕ ПАССАЖИРЫ СПАСЕНЫ"
    assert decode(text.encode("windows-1251")) == text


# -- declared ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_a_page_that_names_its_encoding_is_read_in_it(language: str, encoding: str) -> None:
    text = fitting(page(STORIES[language], NAMED.get(encoding, encoding)), encoding)
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_valid_utf8_is_utf8_whatever_it_says(language: str, encoding: str) -> None:
    text = page(STORIES[language], encoding)
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("language", "encoding"), [c for c in CASES if c[1] not in ("iso8859-15", "windows-1252", "iso8859-9")]
)
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_wrong_declaration_is_found_out(language: str, encoding: str, charset: str) -> None:
    text = fitting(page(STORIES[language], charset), encoding)
    assert decode(text.encode(encoding)) == text


def test_western_bytes_in_a_page_that_says_utf8_are_western() -> None:
    text = page(STORIES["fr"], "utf-8")
    assert decode(text.encode("windows-1252")) == text


def test_a_declaration_stands_where_the_bytes_could_be_either() -> None:
    text = '<meta charset="windows-1250"><p>ŕ</p>'
    assert decode(text.encode("windows-1250")) == text


@pytest.mark.parametrize("encoding", ["iso8859-3", "iso8859-10", "iso8859-14", "mac-roman", "windows-1258"])
def test_a_rare_encoding_is_taken_at_its_word(encoding: str) -> None:
    label = {"mac-roman": "macintosh"}.get(encoding, encoding)
    text = f'<meta charset="{label}"><p>The café has closed after forty years. </p>' * 9
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("declaration", "codec"),
    [
        (b"<meta charset=KOI8-R>", "koi8_r"),
        (b"<META CHARSET = ' Windows-1251 ' >", "cp1251"),
        (b'<meta http-equiv="content-type" content="text/html;charset=gb2312"/>', "gb18030"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><rss>', "iso8859_2"),
        (b"<meta name=a content=b><meta charset=euc-kr>", "cp949"),
        (b"<meta charset=x-klingon-9><meta charset=big5>", "big5hkscs"),
        (b"<p>charset=koi8-r</p>", None),
        (b"<metadata charset=koi8-r>", None),
        (b"<meta charset=>", None),
    ],
)
def test_a_declaration_is_read(declaration: bytes, codec: str | None) -> None:
    assert charsets.declared(declaration) == codec


@pytest.mark.parametrize(
    "label", ["zip", "rot13", "hex", "idna", "punycode", "undefined", "utf-7", "utf-16", "mbcs", ""]
)
def test_what_is_no_charset_of_the_web_is_never_used(label: str) -> None:
    assert charsets.codec(label) is None
    text = f"<meta charset={label}><p>+ADw-b+AD4- The ferry sank.</p>"
    assert decode(text.encode()) == text


def test_all_labels_name_codecs_that_there_are() -> None:
    for codec in charsets._LABELS:
        assert isinstance("A ferry".encode(codec).decode(codec), str)


def test_iso_2022_jp_is_read_where_it_is_named() -> None:
    text = page(STORIES["ja"], "iso-2022-jp")
    assert decode(text.encode("iso2022_jp")) == text


# -- Unicode ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", STORIES)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_wide_unicode_is_found_with_a_mark_and_without(language: str, encoding: str, mark: str) -> None:
    story = STORIES[language]
    for text in (f"{story.headline}\n\n{story.paragraph}\n\n{story.more}\n\n{story.headline}\n", page(story, None)):
        assert decoded((mark + text).encode(encoding)) == Decoded(text, encoding, False)


@pytest.mark.parametrize(
    "text", ["\0" * 64, "The br\0idge is cl\0osed for now.\0\0", "a\0", "Hi\0\0", "a\0b\0c\0 is not much"]
)
def test_text_with_nuls_in_it_stays_text(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize("charset", [None, "utf-8", "iso-8859-1"])
def test_a_few_broken_bytes_do_not_spoil_a_page(charset: str | None) -> None:
    text = page(STORIES["pl"], charset)
    data = text.encode().replace("ź".encode(), b"\xc5").replace(b"112", b"\xff\xfe")
    assert decode(data) == text.replace("ź", "\ufffd").replace("112", "\ufffd\ufffd")


def test_utf8_that_ends_within_a_character_is_utf8() -> None:
    text = STORIES["ja"].paragraph
    assert decode(text.encode()[:-1]) == text[:-1] + "\ufffd"


def test_surrogates_become_replacement_characters() -> None:
    text = "half \ud83d here, caf\udce9 there, 😀 whole"
    assert scrub(text) == "half \ufffd here, caf\ufffd there, 😀 whole"
    assert scrub(scrub(text)).encode() == scrub(text).encode()
    assert decode(text) == text


# -- packed -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_gzip_is_opened(encoding: str) -> None:
    text = STORIES["ru"].more
    data = gzip.compress(text.encode(encoding), mtime=0)
    assert decode(data) == text
    assert not decoded(data).truncated


def test_several_members_and_padding_are_one_text() -> None:
    data = b"".join(gzip.compress(part) for part in (b"A ferry ", b"", b"sank."))
    assert decoded(data + b"\0" * 9) == Decoded("A ferry sank.", "utf-8", False)


def test_small_members_across_windows_are_all_read() -> None:
    assert unpack(b"".join(gzip.compress(b"%d." % i) for i in range(2000))) == (
        b"".join(b"%d." % i for i in range(2000)),
        False,
    )


@pytest.mark.parametrize("damage", ["cut", "overwritten", "checksum"])
def test_of_broken_gzip_what_can_be_read_is_given(damage: str) -> None:
    text = "".join(f"Passenger {i} was saved at {i * 7 % 24} o'clock. " for i in range(3000))
    data = gzip.compress(text.encode())
    half = len(data) // 2
    broken = {
        "cut": data[:half],
        "overwritten": data[:half] + b"\xff" * 99 + data[half + 99 :],
        "checksum": data[:-8] + bytes(8),
    }[damage]
    result = decoded(broken)
    assert result.truncated
    assert len(result.text) > 10_000
    assert result.text[:10_000] == text[:10_000]


def test_a_bomb_is_cut_and_that_is_said() -> None:
    data = gzip.compress(b"0" * 1_000_000) * 20
    for limit in (0, 1, 999_999, 1_000_000, 1_000_001, 19_999_999):
        unpacked, cut = unpack(data, limit)
        assert (len(unpacked), cut) == (limit, True)
    assert unpack(data, 20_000_000) == (b"0" * 20_000_000, False)


def test_zlib_without_gzip_is_no_gzip() -> None:
    assert not decoded(zlib.compress(b"A ferry sank.")).truncated


# -- anything ---------------------------------------------------------------------------------------------------------

_HEADS = st.sampled_from([b"", b"\x1f\x8b\x08", b"\xef\xbb\xbf", b"\xff\xfe", b"<meta charset=euc-jp>", b"\x1b$B"])


@given(_HEADS, st.binary(max_size=300))
def test_any_bytes_give_text(head: bytes, data: bytes) -> None:
    first = decoded(head + data)
    assert isinstance(first.text, str)
    assert decoded(memoryview(head + data)) == decoded(bytearray(head + data)) == first
    if not head.startswith(b"\x1f"):
        "".encode(first.encoding or "")  # the encoding's name is one that Python knows


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_valid_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.text(st.characters()))
def test_scrubbed_text_can_be_written(text: str) -> None:
    assert len(scrub(text)) == len(text)
    assert scrub(text).encode() or not text
