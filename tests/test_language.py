"""Which language a page is in: a few sentences of each are enough, and what is none is None."""

from __future__ import annotations

import pytest

import cleanpage
from cleanpage.language import SAMPLE, detect, sample
from cleanpage.rules.load import builtin_languages

SENTENCES = {
    "am": "በወንዙ ላይ ያለው አሮጌ ድልድይ እስከ ወሩ መጨረሻ ድረስ ዝግ ሆኖ እንደሚቆይ ከንቲባዋ ተናግረዋል። ነዋሪዎች በነፃ በጀልባ መጠቀም ይችላሉ ሲሉም ብለዋል ከንቲባዋ።",
    "ar": (
        "قال رئيس البلدية إن الجسر القديم سيغلق حتى نهاية الشهر. وأضاف أن السكان يمكنهم استخدام العبارة من دون مقابل."
    ),
    "bg": (
        "Мостът над реката ще остане затворен до края на месеца, съобщи кметът. "
        "Хората, които живеят в града, могат да се качат на ферибота и това е безплатно."
    ),
    "bn": (
        "নদীর ওপর পুরোনো সেতুটি মাসের শেষ পর্যন্ত বন্ধ থাকবে বলে জানিয়েছেন মেয়র। "
        "তিনি বলেন, বাসিন্দারা বিনা মূল্যে ফেরি ব্যবহার করতে পারবেন।"
    ),
    "ca": (
        "El pont sobre el riu estarà tancat fins a final de mes, segons l'alcaldessa. "
        "Els veïns poden agafar el transbordador, que és gratuït per a tots els que viuen al poble."
    ),
    "cs": (
        "Most přes řeku bude podle starosty uzavřen až do konce měsíce. "
        "Lidé se na druhý břeh dostanou zdarma přívozem, který jezdí každou hodinu."
    ),
    "da": (
        "Broen over åen bliver ifølge borgmesteren lukket indtil slutningen af måneden. "
        "Beboerne kan i stedet tage færgen, og det er gratis for alle, der bor i byen."
    ),
    "de": (
        "Die Brücke über den Fluss bleibt nach Angaben der Bürgermeisterin bis zum Ende des Monats gesperrt. "
        "Die Anwohner können mit der Fähre fahren, und das ist kostenlos."
    ),
    "el": (
        "Η γέφυρα πάνω από τον ποταμό θα μείνει κλειστή ως το τέλος του μήνα, είπε ο δήμαρχος. "
        "Οι κάτοικοι της πόλης μπορούν να πάρουν το πλοίο, που είναι δωρεάν."
    ),
    "en": (
        "The bridge over the river will stay closed until the end of the month, the mayor said. "
        "People who live in the town can take the ferry, and it is free of charge."
    ),
    "es": (
        "El puente sobre el río seguirá cerrado hasta el final del mes, según la alcaldesa. "
        "Los vecinos pueden tomar el transbordador, que es gratis para los que viven en el pueblo."
    ),
    "fa": (
        "شهردار گفت پل قدیمی روی رودخانه تا پایان ماه بسته می‌ماند. "
        "ساکنان می‌توانند از قایق استفاده کنند و این سفر برای همه رایگان است."
    ),
    "fi": (
        "Joen ylittävä silta on kaupunginjohtajan mukaan suljettu kuukauden loppuun asti. "
        "Asukkaat voivat käyttää lauttaa, joka on maksuton, mutta se ei kulje yöllä."
    ),
    "fr": (
        "Le pont sur la rivière restera fermé jusqu'à la fin du mois, selon la maire. "
        "Les habitants peuvent prendre le bac, qui est gratuit pour ceux qui vivent dans la commune."
    ),
    "ha": (
        "Magajin garin ya ce tsohuwar gadar da ke kan kogin za ta kasance a rufe har zuwa karshen wata. "
        "Mutane za su iya shiga jirgin ruwa ba tare da sun biya ba."
    ),
    "he": (
        "הגשר הישן מעל הנהר יישאר סגור עד סוף החודש, כך אמרה ראשת העיר. "
        "התושבים יוכלו לעלות על המעבורת, והנסיעה היא ללא תשלום."
    ),
    "hi": (
        "महापौर ने कहा कि नदी पर बना पुराना पुल महीने के अंत तक बंद रहेगा। "
        "लोग नाव से नदी पार कर सकते हैं और इसके लिए कोई पैसा नहीं देना होगा।"
    ),
    "hr": (
        "Most preko rijeke bit će zatvoren do kraja mjeseca, kazala je gradonačelnica. "
        "Stanovnici mogu koristiti trajekt, koji je besplatan za sve koji žive u mjestu."
    ),
    "hu": (
        "A folyó feletti híd a hónap végéig zárva marad, közölte a polgármester. "
        "A lakók a kompot használhatják, amely ingyenes, és nem kell jegyet venni rá."
    ),
    "id": (
        "Jembatan di atas sungai itu akan ditutup sampai akhir bulan, kata wali kota. "
        "Warga yang tinggal di kota dapat naik feri dan tidak perlu membayar untuk itu."
    ),
    "it": (
        "Il ponte sul fiume resterà chiuso fino alla fine del mese, ha detto la sindaca. "
        "Gli abitanti possono prendere il traghetto, che è gratuito per chi vive nel paese."
    ),
    "ja": "川に架かる橋は月末まで通行止めになると町長が発表した。住民は無料の渡し船を利用できるという。",
    "ko": "시장은 강을 건너는 다리가 이달 말까지 통제된다고 밝혔다. 주민들은 무료로 운항하는 나룻배를 이용할 수 있다.",
    "lt": (
        "Tiltas per upę bus uždarytas iki mėnesio pabaigos, pranešė meras. "
        "Gyventojai gali keltis keltu, ir tai nieko nekainuoja, bet jis neplaukia naktį."
    ),
    "mk": (
        "Стариот мост на реката ќе биде затворен до крајот на месецот, изјави градоначалничката. "
        "Жителите можат да се качат на фериботот и тоа е бесплатно за сите."
    ),
    "nl": (
        "De brug over de rivier blijft volgens de burgemeester dicht tot het einde van de maand. "
        "De bewoners kunnen met het pontje, en dat is gratis voor wie in het dorp woont."
    ),
    "no": (
        "Broen over elva blir ifølge ordføreren stengt fram til slutten av måneden. "
        "Innbyggerne kan ta ferja i stedet, og det er gratis for alle som bor i byen, sier hun."
    ),
    "pl": (
        "Most nad rzeką będzie według burmistrza zamknięty do końca miesiąca. "
        "Mieszkańcy mogą skorzystać z promu, który nie jest płatny dla tych, którzy żyją w mieście."
    ),
    "pt": (
        "A ponte sobre o rio vai ficar fechada até o fim do mês, disse a prefeita. "
        "Os moradores podem usar a balsa, que não é paga para quem vive na cidade."
    ),
    "ro": (
        "Podul peste râu va rămâne închis până la sfârșitul lunii, a spus primarul. "
        "Locuitorii pot lua bacul, care este gratuit pentru cei care trăiesc în oraș."
    ),
    "ru": (
        "Мост через реку будет закрыт до конца месяца, сообщила мэр. "
        "Жители могут пользоваться паромом, и это бесплатно для тех, кто живёт в городе."
    ),
    "sk": (
        "Most cez rieku bude podľa primátorky zatvorený až do konca mesiaca. "
        "Ľudia sa na druhý breh dostanú zadarmo kompou, ktorá premáva každú hodinu aj v nedeľu."
    ),
    "sq": (
        "Ura mbi lumë do të mbetet e mbyllur deri në fund të muajit, tha kryetari i bashkisë. "
        "Banorët mund të përdorin tragetin, që është falas për ata që jetojnë në qytet."
    ),
    "sr": (
        "Most preko reke biće zatvoren do kraja meseca, rekla je gradonačelnica. "
        "Meštani mogu da koriste skelu, koja je besplatna za sve koji žive u mestu."
    ),
    "sv": (
        "Bron över ån är enligt kommunen avstängd till slutet av månaden. "
        "De som bor i byn kan ta färjan i stället, och det är gratis för alla som har ett kort."
    ),
    "sw": (
        "Daraja la zamani juu ya mto litaendelea kufungwa hadi mwisho wa mwezi, alisema meya. "
        "Wakazi wanaweza kutumia kivuko bila malipo kwa wakati huo."
    ),
    "th": ("นายกเทศมนตรีกล่าวว่าสะพานเก่าข้ามแม่น้ำจะปิดไปจนถึงสิ้นเดือน โดยประชาชนสามารถใช้เรือข้ามฟากได้โดยไม่ต้องเสียค่าใช้จ่าย"),
    "tr": (
        "Belediye başkanı, nehrin üzerindeki köprünün ay sonuna kadar kapalı olacağını söyledi. "
        "Kasabada yaşayanlar için vapur ücretsiz ve her saat bir sefer var."
    ),
    "uk": (
        "Міст через річку буде закритий до кінця місяця, повідомила міська голова. "
        "Мешканці можуть користуватися поромом, і це безкоштовно для тих, хто живе в місті."
    ),
    "ur": (
        "میئر نے کہا کہ دریا پر بنا پرانا پل مہینے کے آخر تک بند رہے گا۔ "
        "لوگ کشتی کے ذریعے دریا پار کر سکتے ہیں اور اس کا کوئی کرایہ نہیں ہوگا۔"
    ),
    "vi": (
        "Cây cầu cũ bắc qua sông sẽ đóng cửa đến hết tháng, bà chủ tịch thị trấn cho biết. "
        "Người dân có thể đi phà và không phải trả tiền trong thời gian này."
    ),
    "zh": "市长表示，河上的大桥将关闭到月底。居民可以免费乘坐渡船，渡船每小时一班。",
}
"""The same news in each language that has a pack."""


def test_each_pack_has_its_sentences() -> None:
    assert set(SENTENCES) == set(builtin_languages())


@pytest.mark.parametrize("code", SENTENCES)
def test_a_few_sentences_tell_the_language(code: str) -> None:
    assert detect(SENTENCES[code], builtin_languages()) == code


@pytest.mark.parametrize("code", SENTENCES)
def test_a_page_in_the_language_is_found_to_be(code: str) -> None:
    menu = "Home\nNews\nSport\nVideo\nLogin\n\n"
    assert cleanpage.clean(f"{menu}{SENTENCES[code]}\n\n{SENTENCES[code]}\n").language == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12:30 | 4 | 99 %",
        "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna.",
        "Կամուրջը փակ կմնա մինչև ամսվա վերջ, ասել է քաղաքապետը։",
        "Zxq wvrt plmk bnvc qwrt zxcv plkj mnbv tyrw.",
    ],
)
def test_what_is_in_no_known_language_is_none(text: str) -> None:
    assert detect(text, builtin_languages()) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("新しい橋の建設費は百二十億円", "ja"),  # few kana among many characters
        ("河上大桥建设费用一百二十亿元", "zh"),
        ("河上大橋將關閉到月底，居民可以免費搭乘渡船。", "zh"),
        ("서울시가 新 대교 건설을 발표했다. 비용은 120억 원이다.", "ko"),
        ("川の橋が通行止めになった。 The ferry is free. 住民は渡し船を使う。", "ja"),
        ("市长说大桥将关闭到月底。 (Reuters) 居民可以免费乘坐渡船。", "zh"),
    ],
)
def test_mixed_scripts_of_east_asia(text: str, code: str) -> None:
    assert detect(text, builtin_languages()) == code


def test_a_word_of_another_script_does_not_change_the_language() -> None:
    assert detect(SENTENCES["en"] + " The captain wrote «Спасибо» and 謝謝 on the wall.", builtin_languages()) == "en"
    assert detect(SENTENCES["ru"] + " Паром называется Northern Gull.", builtin_languages()) == "ru"


def test_a_sample_is_the_longest_lines_and_bounded() -> None:
    menus = [f"Menu {n}" for n in range(500)]
    assert SENTENCES["de"][:100] in sample([*menus, SENTENCES["de"], *menus])
    assert len(sample(["long line " * 1000] * 50)) <= SAMPLE + 12


def test_menus_in_another_language_do_not_outvote_the_article() -> None:
    menus = ["Sign in to the site", "Read this in the app", "The best of the week", "Skip to the content"] * 6
    assert detect(sample([*menus, *[SENTENCES["fr"]] * 4]), builtin_languages()) == "fr"
