import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.text.numerals import chinese, number

numbers = st.integers(1, 10**8 - 1)


@given(numbers)
def test_what_is_written_in_chinese_is_read_back(value: int) -> None:
    assert number(chinese(value)) == value


@given(numbers)
def test_writing_agrees_with_another_library(value: int) -> None:
    other = cn2an.an2cn(value)
    assert chinese(value) == (other[1:] if other.startswith("一十") else other)


@given(numbers)
def test_reading_agrees_with_what_another_library_writes(value: int) -> None:
    assert number(cn2an.an2cn(value)) == value
    assert number(cn2an.an2cn(value, "up")) == value


@given(st.integers(0, 10**20))
def test_arabic_and_full_width_digits_are_the_same_number(value: int) -> None:
    wide = str(value).translate({ord("0") + each: 0xFF10 + each for each in range(10)})
    assert number(str(value)) == number(wide) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("廿", 20),
        ("廿五", 25),
        ("卅", 30),
        ("两", 2),
        ("两百", 200),
        ("〇", 0),
        ("二〇二〇", 2020),
        ("二○", 20),
        ("2O", 20),
        ("2o", 20),
        ("二0", 20),
        ("2十", 20),
        ("1百二十", 120),
        ("12万", 120000),
        ("05", 5),
        ("一十五", 15),
        ("贰拾", 20),
        ("壹佰贰拾", 120),
        ("一百〇二", 102),
    ],
)
def test_numerals_as_offices_write_them_are_read(text: str, value: int) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text", ["", "O", "○", "十百", "百", "一百二", "Ⅴ", "²", "若干", "3.5", "-1"]
)
def test_what_is_no_well_formed_numeral_is_no_number(text: str) -> None:
    assert number(text) is None


@given(st.text(max_size=30))
def test_reading_never_raises(text: str) -> None:
    assert number(text) is None or number(text) is not None


def test_a_very_long_run_of_digits_is_no_number() -> None:
    assert number("1" * 100_000) is None
