"""Lines that a program broke, at a width or where the page's HTML was broken, are made whole."""

from __future__ import annotations

import textwrap
from itertools import cycle

import pytest

from cleanpage import clean
from cleanpage.read import read_text

SENTENCES = (
    "The ferry left the mainland at seven in the morning and lost speed when the fog closed in over the sound.",
    "Shortly before eight it ran onto a sandbank two miles south of the harbour, where the water is shallow.",
    "Lifeboats brought everyone ashore within three hours, and four people were treated for bruises at the clinic.",
    "The island's council asked again for the old light to be repaired, which was switched off to save money.",
)
MENU = ("Home", "News", "Sport", "Weather", "Jobs", "Contact", "Sign in", "Search")


def texts(source: str) -> list[str]:
    """The texts of the blocks that the reader makes of a text."""
    return [b.text for b in read_text(source).blocks]


def as_get_text(paragraphs: tuple[str, ...], indent: str) -> str:
    """Paragraphs broken within indented HTML at one width or another, as `get_text("\\n", strip=True)` gives them."""
    widths = cycle((70, 130))
    broken = (textwrap.fill(f"{p} {p}", next(widths), subsequent_indent=indent) for p in paragraphs)
    return "\n".join([*MENU, *broken, *MENU])


@pytest.mark.parametrize("indent", ["    ", " " * 20, "\t\t\t\t"])
def test_lines_broken_within_indented_html_are_made_whole(indent: str) -> None:
    assert texts(as_get_text(SENTENCES, indent)) == [*MENU, *(f"{s} {s}" for s in SENTENCES), *MENU]


def test_a_block_made_whole_knows_its_first_and_last_line() -> None:
    block = read_text(as_get_text(SENTENCES, "    ")).blocks[len(MENU)]
    assert (block.first, block.last) == (8, 11)


def test_the_margin_that_a_program_draws_joins_nothing() -> None:
    menu = [f"   {item}" for item in MENU]
    assert texts("\n".join([*menu, *(f"   {s}" for s in SENTENCES), *menu])) == [*MENU, *SENTENCES, *MENU]


def test_a_tree_of_short_lines_joins_nothing() -> None:
    tree = [f"{'  ' * (i % 3)}{item}" for i, item in enumerate(MENU * 3)]
    assert texts("\n".join(tree)) == list(MENU * 3)


def test_paragraphs_whose_first_lines_are_indented_join_nothing() -> None:
    assert texts("\n".join(["Ferry sinks", *(f"    {s}" for s in SENTENCES)])) == ["Ferry sinks", *SENTENCES]


CHINESE = (
    "十月二十一日清晨七点，一艘载有一百二十名乘客的渡轮从大陆出发，前往斯凯林岛，途中海峡突起大雾，渡轮被迫减速航行，船长随后"
    "向港口报告能见度不足五十米，并要求延迟靠岸，等待雾气散去以后再继续航行。",
    "上午八点左右，渡轮在港口以南两海里处搁浅，那里的海水很浅，救生艇在三个小时之内把所有的乘客都送上了岸，其中四人因为轻微擦伤"
    "在当地诊所接受治疗，目前都已经回家休息。",
    "岛上的议会再次要求修复旧灯塔，这座灯塔两年前为了节省开支而被关闭，议员们说，如果灯塔还亮着，这次事故本来是可以避免的，交通"
    "部门表示将在下个月提交一份调查报告。",
    "渡轮公司说，这艘船建造于三十年前，去年春天刚刚进行过一次全面的检修，事故发生时船上的雷达工作正常，公司将承担所有乘客的住宿"
    "费用，并从周四起恢复每天三班的航线。",
)


def wrapped(paragraph: str, characters: int) -> str:
    """A Chinese paragraph with its first line indented by two wide spaces, cut at a number of characters."""
    whole = "\u3000\u3000" + paragraph
    return "\n".join(whole[i : i + characters] for i in range(0, len(whole), characters))


@pytest.mark.parametrize("characters", [39, 74])
def test_wrapped_chinese_is_made_whole_though_its_first_lines_are_indented(characters: int) -> None:
    # w3m counts two columns for each character, lynx one
    source = "\n\n".join(["首页", "新闻", *(wrapped(p, characters) for p in CHINESE)])
    assert texts(source) == ["首页", "新闻", *CHINESE]


HINDI = (
    "सोमवार की सुबह सात बजे मुख्य भूमि से निकली नौका घने कोहरे के कारण जलडमरूमध्य में धीमी पड़ गई और आठ बजे से ठीक पहले "
    "बंदरगाह से दो मील दक्षिण में रेत के एक टीले पर जा चढ़ी जहाँ पानी बहुत उथला है।",
    "तीन घंटे के भीतर बचाव नौकाओं ने सभी एक सौ बीस यात्रियों को किनारे पहुँचा दिया और चार लोगों का मामूली चोटों के लिए द्वीप के "
    "छोटे अस्पताल में इलाज किया गया जिन्हें शाम तक घर भेज दिया गया।",
    "द्वीप की परिषद ने एक बार फिर पुराने प्रकाशस्तंभ की मरम्मत की माँग की है जिसे दो साल पहले पैसे बचाने के लिए बंद कर दिया गया था "
    "और परिवहन मंत्रालय ने कहा कि अगले महीने रिपोर्ट आएगी।",
)


def columns(text: str) -> int:
    """How many columns w3m counts: vowel signs take none."""
    return sum(not ("\u0900" <= c <= "\u0903" or ("\u093a" <= c <= "\u094f" and c != "\u093d")) for c in text)


def test_hindi_wrapped_by_columns_is_made_whole() -> None:
    lines: list[str] = []
    for paragraph in HINDI:
        line = ""
        for word in paragraph.split():
            if line and columns(line) + 1 + columns(word) > 79:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        lines += [line, ""]
    assert max(map(len, lines)) > 100
    assert texts("\n".join(lines)) == list(HINDI)


THAI = (
    "เรือข้ามฟากออกจากแผ่นดินใหญ่เมื่อเวลาเจ็ดโมงเช้าของวันจันทร์ "
    "และต้องลดความเร็วลงเมื่อหมอกหนาปกคลุมช่องแคบ กัปตันแจ้งท่าเรือว่ามองเห็นได้ไม่ถึงห้าสิบเมตร",
    "ก่อนเวลาแปดโมงเล็กน้อย เรือเกยตื้นบนสันทรายห่างจากท่าเรือไปทางใต้สองไมล์ "
    "เรือกู้ภัยพาผู้โดยสารทั้งหมดขึ้นฝั่งได้ภายในสามชั่วโมง มีผู้บาดเจ็บเล็กน้อยสี่คน",
    "สภาของเกาะเรียกร้องอีกครั้งให้ซ่อมประภาคารเก่าซึ่งถูกปิดเมื่อสองปีก่อนเพื่อประหยัดงบประมาณ "
    "กระทรวงคมนาคมกล่าวว่าจะเผยแพร่รายงานการสอบสวนในเดือนหน้า",
)


def test_thai_paragraphs_are_prose_though_no_sign_ends_them() -> None:
    menu = ["หน้าแรก", "การเมือง", "เศรษฐกิจ", "กีฬา", "ติดต่อเรา"]
    teasers = [f"{i} ปีที่แล้ว ชาวประมงบนเกาะขอให้ซ่อมประภาคารเก่า" for i in range(3, 9)]
    article = clean("\n\n".join([*menu, "เรือข้ามฟากเกยตื้นใกล้เกาะสเกริน", *THAI, "ข่าวที่เกี่ยวข้อง", *teasers, *menu]))
    assert [*article.standfirst, *(p for s in article.sections for p in s.paragraphs)] == list(THAI)
    assert not any(t in article.to_text() for t in teasers)
