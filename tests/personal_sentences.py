"""Sentences with invented persons and with look-alikes (个人信息例句): each knows what stands in it and where.

Numbers are drawn, with their right check signs; nobody is meant. Nothing here uses the code under test.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

PROVINCES = (
    "11",
    "13",
    "21",
    "31",
    "32",
    "33",
    "35",
    "37",
    "41",
    "42",
    "44",
    "45",
    "51",
    "52",
    "61",
    "62",
    "65",
)
MOBILES = (
    "130",
    "133",
    "135",
    "138",
    "139",
    "147",
    "150",
    "152",
    "158",
    "159",
    "166",
    "173",
    "177",
    "181",
    "186",
    "188",
    "191",
    "198",
    "199",
)
CARDS = (
    ("622202", 19),
    ("621700", 19),
    ("622848", 19),
    ("622588", 16),
    ("625912", 16),
    ("436742", 19),
    ("402360", 16),
    ("521899", 16),
    ("356833", 16),
)
NAMES = ("甄某", "贾小白", "石一禾", "乌有年", "子虚", "云中鹤", "方圆圆", "木子")
PLACES = ("白石市", "白石县", "青禾市", "云溪县", "临川区")
ROADS = ("幸福路", "湖滨南路", "长青大道", "东风街", "杏花巷")
ESTATES = ("幸福小区", "长青花园", "云溪家园", "湖畔公寓", "")
PLATES = "京津沪冀豫云辽皖鲁苏浙赣鄂桂晋陕闽粤川"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WIDE = str.maketrans("0123456789XABCDEFGHJ-", "０１２３４５６７８９ＸＡＢＣＤＥＦＧＨＪ－")

Made = tuple[str, str]
Maker = Callable[[Random], Made]


@dataclass(frozen=True)
class Sentence:
    text: str
    spans: tuple[tuple[str, int, int], ...]


def digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def day(random: Random, first: int, last: int) -> str:
    return f"{random.randint(first, last)}{random.randint(1, 12):02}{random.randint(1, 28):02}"


# ------------------------------------------------------------------ check signs, written a second way


def with_check(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(sign) * weight for sign, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def with_luhn(body: str) -> str:
    for last in "0123456789":
        total = 0
        for n, sign in enumerate(reversed(body + last)):
            value = int(sign) * (1 + n % 2)
            total += value // 10 + value % 10
        if total % 10 == 0:
            return body + last
    raise AssertionError


def with_code_check(body: str) -> str:
    total = sum(SIGNS.index(sign) * pow(3, n, 31) for n, sign in enumerate(body))
    return body + SIGNS[-total % 31]


# ------------------------------------------------------------------ persons


def region(random: Random) -> str:
    return f"{random.choice(PROVINCES)}{random.randint(1, 12):02}{random.randint(1, 29):02}"


def styled(random: Random, number: str, *broken: str) -> str:
    style = random.random()
    if style < 0.12:
        return number.translate(WIDE)
    return random.choice(broken) if broken and style < 0.4 else number


def identity(random: Random) -> Made:
    number = with_check(region(random) + day(random, 1935, 2015) + digits(random, 3))
    spaced = f"{number[:6]} {number[6:14]} {number[14:]}"
    shown = styled(random, number, spaced, spaced.replace(" ", "-"), number.lower())
    return "identity-number", shown


def old_identity(random: Random) -> Made:
    return "identity-number", region(random) + day(random, 1930, 1985)[2:] + digits(random, 3)


def permit(random: Random) -> Made:
    head = random.choice(("810000", "820000", "830000"))
    return "residence-permit", styled(
        random, with_check(head + day(random, 1950, 2010) + digits(random, 3))
    )


def mobile(random: Random) -> Made:
    number = random.choice(MOBILES) + digits(random, 8)
    cut = (number[:3], number[3:7], number[7:])
    return "mobile", styled(random, number, " ".join(cut), "-".join(cut), "\u3000".join(cut))


def bank_card(random: Random) -> Made:
    head, length = random.choice(CARDS)
    number = with_luhn(head + digits(random, length - len(head) - 1))
    cut = [number[n : n + 4] for n in range(0, length, 4)]
    return "bank-card", styled(random, number, " ".join(cut), "-".join(cut))


def passport(random: Random) -> Made:
    letters = random.choice(("E", "G", "E" + random.choice(LETTERS)))
    return "passport", letters + digits(random, 9 - len(letters))


def travel(random: Random) -> Made:
    return "travel-permit", random.choice("HMCT") + digits(random, 8)


def plate(random: Random) -> Made:
    serial = random.choice(
        (digits(random, 5), random.choice(LETTERS) + digits(random, 4), "D" + digits(random, 5))
    )
    dot = random.choice(("", "", "·"))
    return "plate", f"{random.choice(PLATES)}{random.choice(LETTERS[:8])}{dot}{serial}"


def email(random: Random) -> Made:
    name = "".join(random.choice("abcdefghijklmnop") for _ in range(random.randint(3, 9)))
    domain = random.choice(("example.com", "mail.example.cn", "example.net"))
    return "email", f"{name}{random.choice(('', '_', '.'))}{digits(random, 3)}@{domain}"


def address(random: Random) -> Made:
    room = f"{random.randint(1, 18)}0{random.randint(1, 9)}"
    house = random.choice(
        (
            f"{random.randint(1, 40)}栋{room}室",
            f"{random.randint(1, 40)}号楼{random.randint(1, 4)}单元{room}室",
            f"{random.randint(1, 9)}幢{random.randint(1, 4)}单元{room}",
        )
    )
    return (
        "address",
        f"{random.choice(PLACES)}{random.choice(ROADS)}{random.randint(1, 300)}号{random.choice(ESTATES)}{house}",
    )


def landline(random: Random) -> Made:
    area = random.choice(("010", "021", "0755", "0662", "0591", "0379"))
    local = random.choice("2345678") + digits(random, 7 if len(area) == 3 or area == "0755" else 6)
    return "landline", random.choice(
        (f"{area}-{local}", f"({area}){local}", f"（{area}）{local}", f"{area} {local}")
    )


#: what is said before each, and after
PERSONS: tuple[tuple[Maker, tuple[str, ...]], ...] = (
    (identity, ("身份证号", "公民身份号码：", "，身份证号码为", "（身份证", "，男，", " ")),
    (old_identity, ("身份证号", "，旧身份证号码：", "（")),
    (permit, ("居住证号码", "持港澳台居民居住证", "：")),
    (mobile, ("电话", "手机：", "，联系方式 ", "/", "Tel:", "（", "联系人")),
    (bank_card, ("开户账号", "银行卡号：", "，卡号为", "，收款账户 ", " ")),
    (passport, ("护照号码", "，持护照", "（护照：")),
    (travel, ("持往来通行证", "，通行证号码：")),
    (plate, ("驾驶", "，车牌号", "所有的")),
    (email, ("邮箱", "，电子邮箱：", "请发至")),
    (address, ("住", "，住址：", "家住", "，现住")),
    (landline, ("办公电话", "，联系电话：", "传真：")),
)
AFTERS = ("。", "，特此公示。", "）", "的申请已受理。", "\n", "；其余从略。", "|", "")


# ------------------------------------------------------------------ look-alikes


def no_amount(random: Random) -> str:
    return f"总投资{random.randint(13, 19)}{digits(random, 9)}元，其中{digits(random, 4)}.{digits(random, 2)}万元"


def no_document(random: Random) -> str:
    return f"白政发〔20{random.randint(10, 25)}〕{random.randint(1, 199)}号、白应急〔2023〕{random.randint(1, 99)}号"


def no_index(random: Random) -> str:
    code = with_code_check("11" + region(random) + "00" + digits(random, 7))
    return random.choice(
        (
            f"索引号{digits(random, 9)}/20{random.randint(10, 25)}-{digits(random, 5)}",
            f"索引号：{code}/2021-{digits(random, 5)}",
        )
    )


def no_date(random: Random) -> str:
    return f"{random.randint(2008, 2025)}年{random.randint(1, 12)}月{random.randint(1, 28)}日至{day(random, 2008, 2025)}，20{random.randint(10, 25)}-0{random.randint(1, 9)}-1{random.randint(0, 9)} 10:30:00"


def no_credit_code(random: Random) -> str:
    head = random.choice(("91", "92", "12", "N2", "52", "31"))
    body = "".join(random.choice("0123456789AEFHJKLMN") for _ in range(9))
    return "统一社会信用代码" + with_code_check(head + region(random) + body)


def no_project(random: Random) -> str:
    return f"项目代码20{random.randint(15, 25)}-{region(random)}-{digits(random, 2)}-0{random.randint(1, 5)}-{digits(random, 6)}"


def no_serial(random: Random) -> str:
    return random.choice(
        (
            f"受理编号{digits(random, 11)}",
            f"流水号1{digits(random, 14)}",
            f"合同编号BS-{digits(random, 4)}-{digits(random, 3)}",
            f"第{digits(random, 8)}号",
            f"订单号62{digits(random, 14)}",
            f"批号{random.choice('EG')}{digits(random, 8)}",
        )
    )


def no_identity(random: Random) -> str:
    """A wrong check sign, or a day that is none."""
    good = with_check(region(random) + day(random, 1935, 2015) + digits(random, 3))
    wrong = "2" if good[-1] != "2" else "3"
    return f"材料{good[:-1]}{wrong}"


def no_future(random: Random) -> str:
    return f"材料{with_check(region(random) + day(random, 2031, 2089) + digits(random, 3))}"


def no_licence(random: Random) -> str:
    return f"{random.choice('浙粤京')}B2-{random.randint(2005, 2024)}{digits(random, 4)}，京ICP备{digits(random, 8)}号"


def no_office(random: Random) -> str:
    return f"地址：{random.choice(PLACES)}{random.choice(ROADS)}{random.randint(1, 300)}号政务服务中心{random.randint(1, 9)}楼{random.randint(1, 9)}0{random.randint(1, 9)}室"


def no_table(random: Random) -> str:
    return (
        "\t".join(str(random.randint(1, 999999)) for _ in range(8))
        + f"\n合计 {random.randint(1, 999)} {random.randint(1, 99)}.{digits(random, 2)}"
    )


def no_page(random: Random) -> str:
    return f"详见https://www.example.gov.cn/art/{random.randint(2015, 2025)}/1/5/art_{digits(random, 4)}_{random.choice(MOBILES)}{digits(random, 8)}.html"


def no_limit(random: Random) -> str:
    return f"自信息形成或者变更之日起{random.randint(1, 60)}个工作日内公开，保留{random.randint(1, 30)}年，第{random.randint(1, 60)}条第{random.randint(1, 9)}项"


LOOK_ALIKES = (
    no_amount,
    no_document,
    no_index,
    no_date,
    no_credit_code,
    no_project,
    no_serial,
    no_identity,
    no_future,
    no_licence,
    no_office,
    no_table,
    no_page,
    no_limit,
)


# ------------------------------------------------------------------ sentences


def sentences(count: int, seed: int = 19) -> Iterator[Sentence]:
    """Half with one to three persons' data, half with look-alikes alone; many with both."""
    random = Random(seed)  # noqa: S311 - invented, not secret
    for _ in range(count):
        yield one(random)


def one(random: Random) -> Sentence:
    text, spans = "", []
    if random.random() < 0.6:
        text = random.choice(LOOK_ALIKES)(random) + random.choice(("。", "；", "\n", "，"))
    for _ in range(random.choice((0, 0, 1, 1, 2, 3)) if text else random.randint(1, 3)):
        maker, befores = random.choice(PERSONS)
        kind, value = maker(random)
        text += random.choice(NAMES) + random.choice(befores)
        spans.append((kind, len(text), len(text) + len(value)))
        text += value + random.choice(AFTERS)
    if random.random() < 0.3:
        text += ("" if text[-1:] in "。\n；，" else "。") + random.choice(LOOK_ALIKES)(random)
    return Sentence(text, tuple(spans))
