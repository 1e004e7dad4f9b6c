"""How values are kept."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from schedules.store.tables import Moment

DIALECTS = [sqlite.dialect(), postgresql.dialect()]


@pytest.mark.parametrize("dialect", DIALECTS, ids=["sqlite", "postgresql"])
@given(moment=st.datetimes(timezones=st.timezones()).filter(lambda moment: 1900 < moment.year < 2100))
def test_a_moment_comes_back_in_utc(dialect: object, moment: dt.datetime) -> None:
    kept = Moment().process_bind_param(moment, dialect)  # type: ignore[arg-type]
    back = Moment().process_result_value(kept, dialect)  # type: ignore[arg-type]
    assert back is not None
    assert back.timestamp() == moment.timestamp()
    assert back.utcoffset() == dt.timedelta(0)


@pytest.mark.parametrize("dialect", DIALECTS, ids=["sqlite", "postgresql"])
def test_a_moment_without_a_zone_is_refused(dialect: object) -> None:
    with pytest.raises(ValueError, match=r"has no zone"):
        Moment().process_bind_param(dt.datetime(2016, 9, 30), dialect)  # type: ignore[arg-type]  # noqa: DTZ001
    assert Moment().process_bind_param(None, dialect) is None  # type: ignore[arg-type]
    assert Moment().process_result_value(None, dialect) is None  # type: ignore[arg-type]
