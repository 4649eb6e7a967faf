from __future__ import annotations

from datetime import date

import pytest

from .golden import built
from .made import rows

REAL = "FROM authorities WHERE gss_code NOT LIKE 'X%'"


def test_each_region_has_one_name_and_one_code() -> None:
    assert rows(built(), f"SELECT count(DISTINCT region), count(DISTINCT region_gss_code) {REAL}") == [(9, 9)]
    assert len(rows(built(), f"SELECT DISTINCT region, region_gss_code {REAL}")) == 9


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2014, 3, 31), 152),
        (date(2019, 3, 31), 152),
        (date(2019, 4, 1), 151),
        (date(2021, 4, 1), 152),
        (date(2023, 4, 1), 153),
    ],
)
def test_as_many_authorities_exist_as_did_on_the_day(day: date, number: int) -> None:
    existed = "coalesce(valid_from <= ?, true) AND coalesce(valid_to >= ?, true)"
    assert rows(built(), f"SELECT count(*) {REAL} AND {existed}", day, day) == [(number,)]
