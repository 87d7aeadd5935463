"""The information-handling fee: cases a lawyer can read, and the arithmetic of tiers."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from zwgk import _data
from zwgk.fee import Fee, Filed, by_page, by_piece, monthly

CASES = tomllib.loads((Path(__file__).parent / "cases/fee.toml").read_text("utf-8"))["case"]
DAY = date(2025, 3, 31)
counts = st.integers(0, 400)


def computed(case: dict[str, Any]) -> Fee:
    if "pages" in case:
        return by_page(case["pages"], on=DAY)
    more = {key: case[key] for key in ("before", "readings") if key in case}
    return by_piece(case["pieces"], on=DAY, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    fee = computed(case)
    assert fee.total == case["total"], case["basis"]
    assert fee.basis.endswith("（国办函〔2020〕109号）" + case["basis"][-3:])


def rate(number: int) -> int:
    """Tell the fee of one piece by its number in the month, another way than the table does."""
    return 0 if number <= 10 else 100 * max(1, (number - 1) // 10 - 1)


@given(counts, counts)
def test_the_fee_by_piece_is_the_sum_of_the_rates_of_its_numbers(before: int, pieces: int) -> None:
    expected = sum(rate(number) for number in range(before + 1, before + pieces + 1))
    assert by_piece(pieces, on=DAY, before=before).total == expected


@given(counts)
def test_the_fee_by_page_is_the_sum_of_the_rates_of_its_pages(pages: int) -> None:
    bounds = ((30, 0), (100, 10), (200, 20), (10**9, 40))
    expected = sum(next(rate for last, rate in bounds if n <= last) for n in range(1, pages + 1))
    assert by_page(pages, on=DAY).total == expected


@given(counts, counts, st.sampled_from([(), ("tier-from-41",)]))
def test_asking_in_two_steps_costs_what_asking_at_once_costs(
    first: int, second: int, readings: tuple[str, ...]
) -> None:
    split = (
        by_piece(first, on=DAY, readings=readings),
        by_piece(second, on=DAY, before=first, readings=readings),
    )
    whole = by_piece(first + second, on=DAY, readings=readings)
    assert sum(fee.total for fee in split) == whole.total


@given(counts, counts)
def test_the_parts_cover_every_number_once_and_add_up(before: int, pieces: int) -> None:
    fee = by_piece(pieces, on=DAY, before=before)
    numbers = [n for part in fee.parts for n in range(part.first, part.last + 1)]
    assert numbers == list(range(before + 1, before + pieces + 1))
    assert sum(part.amount for part in fee.parts) == fee.total
    assert sum(part["amount"] for part in fee.to_dict()["parts"]) == fee.total


def test_the_arithmetic_is_shown() -> None:
    assert by_piece(35, on=DAY).explain().splitlines() == [
        "信息处理费 3000 元（按件计收）",
        "第 1—10 件：不收费",
        "第 11—30 件：20 件 × 100 元 ＝ 2000 元",
        "第 31—35 件：5 件 × 200 元 ＝ 1000 元",
        "合计：2000 ＋ 1000 ＝ 3000 元",
        "读法：31 至 40 件作第一档，按 200 元/件；条文也可读作 41 件起才提高",
        "依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第四条",
    ]


def test_the_reading_used_is_said() -> None:
    fee = by_piece(35, on=DAY, readings=["tier-from-41"])
    assert fee.readings == ("tier-from-41",)
    assert "31 至 40 件仍按 100 元/件" in fee.explain()
    assert "读法" not in by_piece(30, on=DAY).explain()


def test_one_paid_tier_wants_no_sum_and_an_unread_text_says_so() -> None:
    fee = by_piece(1, on=DAY, before=11)
    assert fee.explain().splitlines() == [
        "信息处理费 100 元（按件计收）",
        "第 12 件：1 件 × 100 元 ＝ 100 元",
        f"依据：{fee.basis}",
    ]
    assert evolve(fee, verified=False).explain().endswith("第四条（条文尚待核对）")
    assert by_page(0, on=DAY).explain().splitlines() == [
        "信息处理费 0 元（按量计收）",
        "依据：《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第五条",
    ]


def test_a_single_number_is_no_span() -> None:
    assert "第 12 件：1 件 × 100 元 ＝ 100 元" in by_piece(1, on=DAY, before=11).explain()


def test_pieces_add_up_for_one_applicant_one_body_and_one_month() -> None:
    filed = [Filed("甲", "某局", date(2025, 3, 31))] * 11
    filed += [Filed("甲", "某局", date(2025, 4, 1)), Filed("甲", "另局", date(2025, 3, 31))]
    filed += [Filed("乙", "某局", date(2025, 3, 31)), Filed("甲", "某局", date(2024, 3, 31))]
    assert [fee.total for fee in monthly(filed)] == [0] * 10 + [100, 0, 0, 0, 0]


def test_the_reading_holds_for_the_whole_month() -> None:
    filed = [Filed("甲", "某局", DAY, 30), Filed("甲", "某局", DAY)]
    assert [fee.total for fee in monthly(filed)] == [2000, 200]
    other = monthly(filed, readings=iter(["tier-from-41"]))
    assert [(fee.total, fee.readings) for fee in other] == [
        (2000, ("tier-from-41",)),
        (100, ("tier-from-41",)),
    ]


def test_earlier_days_of_the_month_come_first_whatever_the_order_of_the_list() -> None:
    late, early = (
        Filed("甲", "某局", date(2025, 3, 20), 5),
        Filed("甲", "某局", date(2025, 3, 2), 8),
    )
    assert [fee.total for fee in monthly([late, early])] == [300, 0]


def test_an_application_by_page_pays_by_page_and_still_counts_in_the_month() -> None:
    filed = [Filed("甲", "某局", DAY)] * 9 + [Filed("甲", "某局", DAY, pages=31)] * 2
    fees = monthly([*filed, Filed("甲", "某局", DAY)])
    assert [(fee.method, fee.total) for fee in fees[-3:]] == [
        ("按量计收", 10),
        ("按量计收", 10),
        ("按件计收", 100),
    ]


@given(
    st.lists(
        st.builds(
            Filed,
            st.sampled_from("甲乙"),
            st.sampled_from(["某局"]),
            st.dates(date(2025, 3, 1), date(2025, 4, 30)),
            st.integers(1, 30),
        )
    )
)
def test_a_month_costs_what_its_pieces_cost_at_once(filed: list[Filed]) -> None:
    groups: dict[tuple[str, int], int] = {}
    for each in filed:
        key = (each.applicant, each.on.month)
        groups[key] = groups.get(key, 0) + each.pieces
    whole = sum(by_piece(pieces, on=DAY).total for pieces in groups.values())
    assert sum(fee.total for fee in monthly(filed)) == whole


@pytest.mark.parametrize("on", [date(2020, 12, 31), "2020-12-31"])
def test_there_was_no_fee_before_2021(on: Any) -> None:
    with pytest.raises(zwgk.ZwgkError, match="in force from 2021-01-01"):
        by_page(50, on=on)
    assert by_page(50, on="2021-01-01").total == 200


@pytest.mark.parametrize(
    "options",
    [
        {"pieces": -1, "on": DAY},
        {"pieces": 1.5, "on": DAY},
        {"pieces": True, "on": DAY},
        {"pieces": 10**9, "on": DAY},
        {"pieces": 1, "on": DAY, "before": -1},
        {"pieces": 1, "on": DAY, "readings": ["unheard-of"]},
        {"pieces": 1, "on": "2025-02-30"},
        {"pieces": 1, "on": datetime(2025, 3, 31)},
        {"pieces": 1, "on": None},
    ],
)
def test_wrong_calls_are_refused(options: Any) -> None:
    with pytest.raises(zwgk.ZwgkError):
        by_piece(**options)


def test_the_most_that_is_computed_at_once_is_still_computed() -> None:
    most = _data.load("fee")["most"]
    assert by_page(most, on=DAY).parts[-1].last == most
    with pytest.raises(
        zwgk.ZwgkError, match=f"^pages= wants a whole number from 0 to {most}, not {most + 1}$"
    ):
        by_page(most + 1, on=DAY)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"pieces": -1}, "^pieces= wants a whole number from 0 to "),
        ({"before": -1}, "^before= wants a whole number from 0 to "),
        ({"on": "2025-02-30"}, "^on= wants a day such as 2025-03-31, not '2025-02-30'$"),
        ({"on": "2020-12-31"}, "^the fee is in force from 2021-01-01, not on 2020-12-31$"),
        (
            {"readings": ["a", "tier-from-41"]},
            r"^unknown readings \['a'\]; known are \['tier-from-41'\]$",
        ),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(options: dict[str, Any], message: str) -> None:
    with pytest.raises(zwgk.ZwgkError, match=message):
        by_piece(**{"pieces": 1, "on": DAY, **options})


def test_an_aware_moment_is_its_day_in_beijing() -> None:
    assert by_page(31, on=datetime(2020, 12, 31, 17, tzinfo=UTC)).total == 10


def test_the_tiers_ascend_and_say_whether_they_were_read() -> None:
    for rule in (_data.load("fee")[name] for name in ("piece", "page")):
        for version in rule["version"]:
            bounds = [version["free"], *(tier["to"] for tier in version["tier"])]
            assert bounds == sorted(set(bounds))
            assert isinstance(version["verified"], bool)
        assert rule["article"]
