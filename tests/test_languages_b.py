"""Amharic, Bengali, Hausa, Hebrew, Hindi, Macedonian, Persian, Swahili, Thai, Urdu and Vietnamese: what their pages
write, from the language of a page to its single lines."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

import cleanpage
from cleanpage import parse
from cleanpage.language import detect
from cleanpage.parse.calendars import from_ethiopian, from_solar_hijri
from cleanpage.rules import RuleIndex, parse_pack
from cleanpage.rules.load import builtin_languages, builtin_pack
from cleanpage.rules.model import fold
from cleanpage.rules.words import WORD

NEWS = {
    "am": (
        ("በወንዙ ላይ ያለው አሮጌ ድልድይ እስከ ወሩ መጨረሻ ድረስ ዝግ ሆኖ እንደሚቆይ ከንቲባዋ ተናግረዋል። ነዋሪዎች በነፃ በጀልባ መጠቀም ይችላሉ ሲሉም ብለዋል ከንቲባዋ።"),
        (
            "ጀልባዋ በየሰዓቱ ትጓዛለች፤ ይህም ለከተማዋ ሠራተኞች ጥሩ ነገር ነው ሲሉ አንድ ነጋዴ ገልጸዋል። ባለፈው ዓመት በጎርፍ ምክንያት ድልድዩ "
            "ላይ ጉዳት ደርሶ ነበር። መሐንዲሶች ከዚህ በኋላ ሥራው ሦስት ሳምንት እንደሚወስድ ተናግረዋል። ወጪው አራት ሚሊዮን ብር ሲሆን የክልሉ "
            "መንግሥት ይከፍላል። የወደቡ አስተዳደር ግን ጀልባዋ በማዕበል ጊዜ እንደማትሠራ አስታውቋል። ይህ ደግሞ ወደ ትምህርት ቤት የሚሄዱ ልጆችን "
            "ይመለከታል።"
        ),
    ),
    "bn": (
        (
            "নদীর ওপর পুরোনো সেতুটি মাসের শেষ পর্যন্ত বন্ধ থাকবে বলে জানিয়েছেন মেয়র। তিনি বলেন, "
            "বাসিন্দারা বিনা মূল্যে ফেরি ব্যবহার করতে পারবেন।"
        ),
        (
            "ফেরি প্রতি ঘণ্টায় চলবে এবং এ জন্য কোনো টাকা লাগবে না। গত বছর বন্যায় সেতুটির একটি অংশ "
            "ভেঙে যায়। প্রকৌশলীরা জানান, কাজ শেষ হতে তিন সপ্তাহ লাগবে। এর খরচ হবে চার কোটি টাকা, যা "
            "সরকার থেকে দেওয়া হবে। তবে বন্দর কর্তৃপক্ষ বলেছে, ঝড়ের মধ্যে ফেরি চলবে না। স্কুলের "
            "শিক্ষার্থীদের নিয়ে অভিভাবকেরা চিন্তিত, কিন্তু তাঁরা অপেক্ষা করতে রাজি হয়েছেন।"
        ),
    ),
    "fa": (
        (
            "شهردار گفت پل قدیمی روی رودخانه تا پایان ماه بسته می‌ماند. ساکنان می‌توانند از قایق "
            "استفاده کنند و این سفر برای همه رایگان است."
        ),
        (
            "قایق هر ساعت یک بار حرکت می‌کند و به گفته مسئولان بندر در هوای توفانی متوقف خواهد شد. "
            "سال گذشته سیل به بخشی از پل آسیب رساند و مهندسان گفتند که کار تعمیر آن سه هفته طول "
            "می‌کشد. هزینه این طرح را دولت می‌پردازد، اما برخی از کاسبان نگران هستند که مشتریان خود "
            "را از دست بدهند. یکی از آن‌ها گفت که باید زودتر به این موضوع رسیدگی می‌شد."
        ),
    ),
    "ha": (
        (
            "Magajin garin ya ce tsohuwar gadar da ke kan kogin za ta kasance a rufe har zuwa "
            "karshen wata. Mutane za su iya shiga jirgin ruwa ba tare da sun biya ba."
        ),
        (
            "Jirgin yana tashi duk bayan sa'a guda, kuma wannan zai taimaka wa ma'aikatan da ke "
            "zaune a wancan gefen. A bara ne ambaliyar ruwa ta lalata wani bangare na gadar, in ji "
            "injiniyoyi. Sun ce aikin zai dauki mako uku kafin a kammala shi, kuma gwamnati ce za ta "
            "biya kudin. Amma hukumar tashar ta ce jirgin ba zai yi aiki ba a lokacin guguwa, don "
            "haka iyaye suna cikin damuwa kan yaran da suke zuwa makaranta."
        ),
    ),
    "he": (
        (
            "הגשר הישן מעל הנהר יישאר סגור עד סוף החודש, כך אמרה ראשת העיר. התושבים יוכלו לעלות על "
            "המעבורת, והנסיעה היא ללא תשלום."
        ),
        (
            "המעבורת יוצאת בכל שעה, אך היא לא תפעל בזמן סערה, אמר מנהל הנמל. בשנה שעברה פגע שיטפון "
            "בחלק של הגשר, והמהנדסים אמרו כי העבודה תימשך שלושה שבועות. את העלות תשלם המדינה, אבל "
            "הסוחרים חוששים שהם יאבדו לקוחות. אחד מהם אמר כי היה צריך לטפל בזה עוד לפני החורף, וגם "
            "הורים של תלמידים אמרו את הדברים האלה על המצב."
        ),
    ),
    "hi": (
        (
            "महापौर ने कहा कि नदी पर बना पुराना पुल महीने के अंत तक बंद रहेगा। लोग नाव से नदी पार कर "
            "सकते हैं और इसके लिए कोई पैसा नहीं देना होगा।"
        ),
        (
            "नाव हर घंटे चलेगी, लेकिन तूफान के समय इसे रोक दिया जाएगा। पिछले साल बाढ़ में पुल का एक "
            "हिस्सा टूट गया था और इंजीनियरों का कहना है कि काम में तीन हफ्ते लगेंगे। इसका खर्च सरकार "
            "उठाएगी, पर दुकानदारों को डर है कि उनके ग्राहक कम हो जाएंगे। एक व्यापारी ने कहा कि यह "
            "काम पहले ही किया जाना था। बच्चों के स्कूल जाने को लेकर भी चिंता है।"
        ),
    ),
    "mk": (
        (
            "Стариот мост на реката ќе биде затворен до крајот на месецот, изјави градоначалничката. "
            "Жителите можат да се качат на фериботот и тоа е бесплатно за сите."
        ),
        (
            "Фериботот тргнува на секој час, но нема да плови кога има бура, рече директорот на "
            "пристаништето. Лани поплавата оштети еден дел од мостот, а инженерите велат дека "
            "работата ќе трае три недели. Трошоците ги плаќа државата, но трговците се плашат дека "
            "ќе ги изгубат купувачите. Еден од нив рече дека требало повеќе да се направи уште пред "
            "зимата, а родителите се загрижени за децата кои одат на училиште."
        ),
    ),
    "sw": (
        (
            "Daraja la zamani juu ya mto litaendelea kufungwa hadi mwisho wa mwezi, alisema meya. "
            "Wakazi wanaweza kutumia kivuko bila malipo kwa wakati huo."
        ),
        (
            "Kivuko hicho huondoka kila saa, lakini hakitafanya kazi wakati wa dhoruba, alisema mkuu "
            "wa bandari. Mwaka jana mafuriko yaliharibu sehemu ya daraja, na wahandisi wanasema "
            "kwamba kazi hiyo itachukua wiki tatu. Gharama hizo zitalipwa na serikali, lakini "
            "wafanyabiashara wana hofu ya kupoteza wateja wao. Mmoja wao alisema hatua hiyo ilipaswa "
            "kuchukuliwa kabla ya mvua, na pia wazazi wana wasiwasi kuhusu watoto ambao huenda shule "
            "kwa miguu."
        ),
    ),
    "th": (
        ("นายกเทศมนตรีกล่าวว่าสะพานเก่าข้ามแม่น้ำจะปิดไปจนถึงสิ้นเดือน โดยประชาชนสามารถใช้เรือข้ามฟากได้โดยไม่ต้องเสียค่าใช้จ่าย"),
        (
            "เรือจะออกทุกชั่วโมง แต่จะหยุดให้บริการเมื่อมีพายุ ผู้อำนวยการท่าเรือกล่าว "
            "เมื่อปีที่แล้วน้ำท่วมทำให้สะพานบางส่วนเสียหาย "
            "และวิศวกรระบุว่างานซ่อมจะใช้เวลาสามสัปดาห์ รัฐบาลจะเป็นผู้จ่ายค่าใช้จ่ายทั้งหมด "
            "แต่พ่อค้าแม่ค้ากังวลว่าจะเสียลูกค้า หนึ่งในนั้นกล่าวว่าควรทำเรื่องนี้ตั้งแต่ก่อนฤดูฝน "
            "ส่วนผู้ปกครองก็เป็นห่วงเด็กนักเรียน"
        ),
    ),
    "ur": (
        (
            "میئر نے کہا کہ دریا پر بنا پرانا پل مہینے کے آخر تک بند رہے گا۔ لوگ کشتی کے ذریعے دریا "
            "پار کر سکتے ہیں اور اس کا کوئی کرایہ نہیں ہوگا۔"
        ),
        (
            "کشتی ہر گھنٹے بعد چلے گی لیکن طوفان کے دوران اسے روک دیا جائے گا، بندرگاہ کے سربراہ نے "
            "بتایا۔ گزشتہ سال سیلاب سے پل کا ایک حصہ ٹوٹ گیا تھا اور انجینیئروں کا کہنا ہے کہ اس کام "
            "میں تین ہفتے لگیں گے۔ اس کا خرچ حکومت ادا کرے گی، مگر دکانداروں کو ڈر ہے کہ ان کے گاہک "
            "کم ہو جائیں گے۔ ایک تاجر نے کہا کہ یہ کام پہلے ہی ہونا چاہیے تھا۔"
        ),
    ),
    "vi": (
        (
            "Cây cầu cũ bắc qua sông sẽ đóng cửa đến hết tháng, bà chủ tịch thị trấn cho biết. Người "
            "dân có thể đi phà và không phải trả tiền trong thời gian này."
        ),
        (
            "Phà chạy mỗi giờ một chuyến nhưng sẽ dừng khi có bão, ông giám đốc cảng nói. Năm ngoái "
            "lũ đã làm hỏng một phần của cây cầu, và các kỹ sư cho rằng công việc sẽ kéo dài ba "
            "tuần. Chi phí được nhà nước chi trả, nhưng nhiều người buôn bán lo sẽ mất khách. Một "
            "người trong số đó nói việc này đáng ra phải làm từ trước mùa mưa, còn phụ huynh thì lo "
            "cho những em nhỏ đến trường."
        ),
    ),
}
"""The same news in each language: its first paragraph, and how it goes on."""


@pytest.mark.parametrize("code", NEWS)
def test_a_paragraph_and_a_page_tell_the_language(code: str) -> None:
    short, long = NEWS[code]
    assert len(short) >= 100
    assert len(short + long) >= 300
    assert detect(short, builtin_languages()) == code
    assert detect(f"{short} {long}", builtin_languages()) == code


def test_bulgarian_is_not_taken_for_macedonian() -> None:
    text = (
        "Кметът заяви, че старият мост над реката ще остане затворен до края на месеца и хората ще пътуват с ферибот."
    )
    assert detect(text, builtin_languages()) != "mk"


PAGE = {
    "am": ("መነሻ ገጽ", "ድልድዩ እስከ ወሩ መጨረሻ ተዘጋ", "ያጋሩ", "በብዛት የተነበቡ", "ስለ እኛ"),
    "bn": ("প্রচ্ছদ", "মাসের শেষ পর্যন্ত বন্ধ থাকছে সেতু", "শেয়ার করুন", "সর্বাধিক পঠিত", "গোপনীয়তা নীতি"),
    "fa": ("صفحه نخست", "پل قدیمی تا پایان ماه بسته می‌ماند", "اشتراک گذاری", "پربازدیدترین‌ها", "درباره ما"),
    "ha": (
        "Babban shafi",
        "An rufe gada har karshen wata",
        "Yada wannan labari",
        "Muhimman labarai",
        "Game da mu",
    ),
    "he": ("עמוד הבית", "הגשר הישן נסגר עד סוף החודש", "שתפו בפייסבוק", "הנקראות ביותר", "תנאי שימוש"),
    "hi": ("होम", "महीने के अंत तक बंद रहेगा पुराना पुल", "शेयर करें", "सबसे ज्यादा पढ़ी गईं", "गोपनीयता नीति"),
    "mk": ("Почетна", "Мостот затворен до крајот на месецот", "Сподели", "Најчитано", "Импресум"),
    "sw": ("Mwanzo", "Daraja lafungwa hadi mwisho wa mwezi", "Nakili kiungo", "Zilizosomwa zaidi", "Wasiliana nasi"),
    "th": ("หน้าแรก", "ปิดสะพานเก่าถึงสิ้นเดือน", "แชร์ข่าวนี้", "ข่าวล่าสุด", "เกี่ยวกับเรา"),
    "ur": ("صفحہ اول", "پرانا پل مہینے کے آخر تک بند", "شیئر کریں", "اہم خبریں", "پرائیویسی پالیسی"),
    "vi": ("Trang chủ", "Cầu cũ đóng cửa đến hết tháng", "Chia sẻ", "Đọc nhiều", "Chính sách bảo mật"),
}


@pytest.mark.parametrize("code", PAGE)
def test_a_page_keeps_its_paragraphs_and_loses_its_furniture(code: str) -> None:
    home, title, share, latest, imprint = PAGE[code]
    body = NEWS[code]
    article = cleanpage.clean("\n\n".join([home, title, body[0], share, *body[1:], latest, imprint]))
    assert article.language == code
    paragraphs = [p for s in article.sections for p in s.paragraphs] + list(article.standfirst)
    assert set(paragraphs) >= set(body)
    kept = {line.text.strip() for line in article.lines if line.kept}
    assert not kept & {home, share, latest, imprint}


@pytest.mark.parametrize(
    ("code", "line", "iso"),
    [
        ("am", "መጋቢት 5 ቀን 2017 ዓ.ም", "2025-03-14"),
        ("am", "ረቡዕ፣ መጋቢት 5፣ 2017", "2025-03-14"),
        ("am", "5 ማርች 2025", "2025-03-05"),
        ("bn", "প্রকাশ: ০৫ মার্চ ২০২৫, ১০:৩০", "2025-03-05T10:30"),
        ("bn", "৫ জানুয়ারি ২০২৫", "2025-01-05"),
        ("fa", "۱۴ اسفند ۱۴۰۳ - ۱۰:۳۰", "2025-03-04T10:30"),
        ("fa", "سه‌شنبه ۱۴ اسفند ۱۴۰۳", "2025-03-04"),
        ("fa", "تاریخ انتشار: ۱۴۰۳/۱۲/۱۴", "2025-03-04"),
        ("fa", "۵ مارس ۲۰۲۵", "2025-03-05"),
        ("ha", "5 Maris 2025", "2025-03-05"),
        ("ha", "An wallafa: 5 Satumba, 2025", "2025-09-05"),
        ("he", "פורסם: 5 במרץ 2025, 10:30", "2025-03-05T10:30"),
        ("he", "05.03.2025 | 10:30", "2025-03-05T10:30"),
        ("hi", "प्रकाशित: 5 मार्च 2025, 10:30", "2025-03-05T10:30"),
        ("hi", "५ फ़रवरी २०२५", "2025-02-05"),
        ("mk", "Објавено: 05.03.2025 10:30", "2025-03-05T10:30"),
        ("mk", "среда, 5 март 2025", "2025-03-05"),
        ("sw", "Imechapishwa: 5 Machi 2025", "2025-03-05"),
        ("sw", "Jumatano, Machi 5, 2025", "2025-03-05"),
        ("th", "5 มี.ค. 2568 10:30 น.", "2025-03-05T10:30"),
        ("th", "เผยแพร่: 5 มีนาคม 2568", "2025-03-05"),
        ("ur", "شائع شدہ: 5 مارچ 2025", "2025-03-05"),
        ("ur", "05 مارچ ، 2025", "2025-03-05"),
        ("vi", "Thứ tư, 5/3/2025, 10:30 (GMT+7)", "2025-03-05T10:30+07:00"),
        ("vi", "Ngày đăng: 05/03/2025", "2025-03-05"),
        ("vi", "5 tháng 3, 2025", "2025-03-05"),
    ],
)
def test_date_lines(code: str, line: str, iso: str) -> None:
    found = parse.date(line, code)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("bn", "আপডেট: ০৫ মার্চ ২০২৫, ১৪:০৫"),
        ("fa", "آخرین به‌روزرسانی: ۱۴ اسفند ۱۴۰۳"),
        ("he", "עודכן: 05.03.2025, 14:05"),
        ("mk", "Ажурирано: 05.03.2025 14:05"),
        ("sw", "Imesasishwa: 5 Machi 2025"),
        ("th", "อัปเดตล่าสุด: 5 มี.ค. 2568"),
        ("vi", "Cập nhật: 05/03/2025 14:05"),
    ],
)
def test_a_date_of_the_last_change(code: str, line: str) -> None:
    found = parse.date(line, code)
    assert found is not None
    assert found.kind == "updated"


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("bn", "৫ মার্চ ২০২৫ সেতুটি উদ্বোধন করা হবে বলে আশা করছেন নগরের প্রকৌশলীরা।"),
        ("fa", "او در ۱۴ اسفند ۱۴۰۳ گفت که پل تا پایان ماه باز نخواهد شد."),
        ("hi", "5 मार्च 2025 को पुल का उद्घाटन होगा, महापौर ने सोमवार को कहा।"),
        ("he", "הוא אמר ב-5 במרץ 2025 כי הגשר ייפתח מחדש לתנועה."),
    ],
)
def test_a_sentence_with_a_day_is_no_date_line(code: str, line: str) -> None:
    assert parse.date(line, code) is None


@pytest.mark.parametrize(
    ("code", "line", "authors"),
    [
        ("am", "ዘጋቢ፦ አበበ ተስፋዬ", ("አበበ ተስፋዬ",)),
        ("am", "ጸሐፊ፡ ሰላም ኃይሉ", ("ሰላም ኃይሉ",)),
        ("bn", "লেখক: রহিম উদ্দিন", ("রহিম উদ্দিন",)),
        ("fa", "نویسنده: مریم احمدی", ("مریم احمدی",)),
        ("ha", "Marubuci: Halima Bello", ("Halima Bello",)),
        ("he", "מאת: דנה לוי", ("דנה לוי",)),
        ("he", "מאת יואב כהן, רויטרס", ("יואב כהן",)),
        ("hi", "लेखक: रमेश कुमार", ("रमेश कुमार",)),
        ("mk", "Пишува: Ана Петровска", ("Ана Петровска",)),
        ("sw", "Imeandikwa na Asha Mwinyi", ("Asha Mwinyi",)),
        ("sw", "Na Juma Athumani", ("Juma Athumani",)),
        ("th", "ผู้เขียน: สมชาย ใจดี", ("สมชาย ใจดี",)),
        ("ur", "تحریر: احمد رضا", ("احمد رضا",)),
        ("vi", "Tác giả: Nguyễn Văn An", ("Nguyễn Văn An",)),
    ],
)
def test_bylines(code: str, line: str, authors: tuple[str, ...]) -> None:
    found = parse.byline(line, code)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    ("code", "line", "holders", "agencies"),
    [
        ("am", "ፎቶ፦ አበበ ተስፋዬ", ("አበበ ተስፋዬ",), ()),
        ("bn", "ঝড়ের পর বন্দর। ছবি: রয়টার্স", (), ("রয়টার্স",)),
        ("fa", "عکس: رضا کریمی", ("رضا کریمی",), ()),
        ("ha", "Asalin hoton: Getty Images", (), ("Getty Images",)),
        ("he", "המעבורת בנמל (צילום: רויטרס)", (), ("רויטרס",)),
        ("he", "צילום: דנה לוי", ("דנה לוי",), ()),
        ("hi", "फोटो: रमेश कुमार", ("रमेश कुमार",), ()),
        ("mk", "Фото: Ана Петровска", ("Ана Петровска",), ()),
        ("sw", "Picha: Asha Mwinyi/AFP", ("Asha Mwinyi",), ("AFP",)),
        ("th", "ภาพ: สมชาย ใจดี", ("สมชาย ใจดี",), ()),
        ("ur", "فوٹو: رائٹرز", (), ("رائٹرز",)),
        ("vi", "Phà vào bến sau bão. Ảnh: TTXVN", (), ("TTXVN",)),
    ],
)
def test_credits(code: str, line: str, holders: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    found = parse.credit(line, code)
    assert found is not None
    assert (found.holders, found.agencies) == (holders, agencies)


@pytest.mark.parametrize(
    ("code", "line", "agencies"),
    [
        ("am", "ምንጭ፦ ሮይተርስ", ("ሮይተርስ",)),
        ("am", "ምንጭ፡- ሮይተርስ", ("ሮይተርስ",)),
        ("bn", "সূত্র: রয়টার্স", ("রয়টার্স",)),
        ("fa", "منبع: ایسنا", ("ایسنا",)),
        ("ha", "Majiya: Reuters", ("Reuters",)),
        ("he", "מקור: רויטרס", ("רויטרס",)),
        ("hi", "स्रोत: रॉयटर्स", ("रॉयटर्स",)),
        ("mk", "Извор: Макфакс", ("Макфакс",)),
        ("sw", "Chanzo: Reuters", ("Reuters",)),
        ("th", "ที่มา: รอยเตอร์", ("รอยเตอร์",)),
        ("ur", "(اے پی پی)", ("اے پی پی",)),
        ("vi", "Nguồn: Reuters", ("Reuters",)),
    ],
)
def test_sign_offs(code: str, line: str, agencies: tuple[str, ...]) -> None:
    found = parse.signoff(line, code)
    assert found is not None
    assert found.agencies == agencies


@pytest.mark.parametrize(
    ("code", "head", "place", "agencies"),
    [
        ("bn", "ঢাকা (ইউএনবি) -", "ঢাকা", ("ইউএনবি",)),
        ("fa", "تهران (ایرنا) -", "تهران", ("ایرنا",)),
        ("he", "ירושלים (רויטרס) -", "ירושלים", ("רויטרס",)),
        ("hi", "नई दिल्ली (पीटीआई)।", "नई दिल्ली", ("पीटीआई",)),
        ("hi", "लखनऊ।", "लखनऊ", ()),
        ("mk", "СКОПЈЕ (МИА) -", "СКОПЈЕ", ("МИА",)),
        ("sw", "DODOMA:", "DODOMA", ()),
        ("ur", "اسلام آباد (اے پی پی)", "اسلام آباد", ("اے پی پی",)),
        ("ur", "کراچی:", "کراچی", ()),
        ("vi", "HÀ NỘI (TTXVN) -", "HÀ NỘI", ("TTXVN",)),
    ],
)
def test_datelines(code: str, head: str, place: str, agencies: tuple[str, ...]) -> None:
    found = parse.dateline(f"{head} {NEWS[code][0]}", code)
    assert found is not None
    assert (found.place, found.agencies) == (place, agencies)


@pytest.mark.parametrize("code", NEWS)
def test_prose_is_neither_byline_nor_credit_nor_sign_off_nor_dateline(code: str) -> None:
    for line in NEWS[code]:
        assert parse.byline(line, code) is None
        assert parse.credit(line, code) is None
        assert parse.signoff(line, code) is None
        assert parse.dateline(line, code) is None
        assert parse.date(line, code) is None


@pytest.mark.parametrize(
    ("year", "month", "day", "iso"),
    [
        (1357, 11, 22, "1979-02-11"),
        (1399, 12, 30, "2021-03-20"),
        (1400, 1, 1, "2021-03-21"),
        (1403, 1, 1, "2024-03-20"),
        (1403, 12, 30, "2025-03-20"),
        (1404, 1, 1, "2025-03-21"),
    ],
)
def test_days_of_irans_calendar(year: int, month: int, day: int, iso: str) -> None:
    assert from_solar_hijri(year, month, day).isoformat() == iso


@pytest.mark.parametrize(
    ("year", "month", "day", "iso"),
    [(2000, 1, 1, "2007-09-12"), (2015, 13, 6, "2023-09-11"), (2016, 1, 1, "2023-09-12"), (2017, 1, 1, "2024-09-11")],
)
def test_days_of_the_ethiopian_calendar(year: int, month: int, day: int, iso: str) -> None:
    assert from_ethiopian(year, month, day).isoformat() == iso


@pytest.mark.parametrize("day", [(1403, 7, 31), (1403, 13, 1), (1200, 1, 1), (1403, 1, 0)])
def test_no_such_day_in_irans_calendar(day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        from_solar_hijri(*day)


@pytest.mark.parametrize("day", [(2017, 13, 6), (2017, 14, 1), (2017, 1, 31)])
def test_no_such_day_in_the_ethiopian_calendar(day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        from_ethiopian(*day)


def test_each_day_of_both_calendars_follows_the_one_before() -> None:
    solar = [
        from_solar_hijri(1404, m, d) for m in range(1, 13) for d in range(1, 32 if m <= 6 else 31 if m < 12 else 30)
    ]
    ethiopian = [from_ethiopian(2017, m, d) for m in range(1, 14) for d in range(1, 31 if m < 13 else 6)]
    for days in (solar, ethiopian):
        assert len(days) == 365
        assert {b - a for a, b in pairwise(days)} == {datetime.timedelta(days=1)}


def test_a_word_keeps_the_signs_of_its_vowels() -> None:
    assert WORD.findall("हिन्दी में पढ़ें।") == ["हिन्दी", "में", "पढ़ें"]
    assert WORD.findall("যায়নি, বলেন তিনি") == ["যায়নি", "বলেন", "তিনি"]


def test_folding_makes_one_of_a_dotted_letter_however_it_is_written() -> None:
    assert fold("पढ\u093cें।") == fold("प\u095dें") == fold("पढें")
    assert fold("য\u09bc") == fold("\u09df")


def test_a_phrase_ends_where_the_word_ends_not_at_its_vowel() -> None:
    rules = parse_pack(
        '[[rule]]\nid = "x.share.bar"\nmatch.start = ["शेयर कर"]\nwhy = "share"\nhit = ["शेयर कर"]\nmiss = ["शेयर"]', "x"
    ).rules
    assert not RuleIndex(rules).match("शेयर करेंगे मंत्री")
    assert RuleIndex(rules).match("शेयर कर दें")


@pytest.mark.parametrize("code", NEWS)
def test_no_rule_hits_a_paragraph_of_news(code: str) -> None:
    index = RuleIndex(builtin_pack(code).rules)
    short, long = NEWS[code]
    sentences = [s for mark in "።।۔." for s in f"{short} {long}".split(mark) if len(s) > 30]
    assert [hit.rule.id for line in (short, long, *sentences) for hit in index.match(line)] == []
