"""How values are kept."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.ext.asyncio import create_async_engine

from schedules.store.tables import Moment

DIALECTS = [create_async_engine(url).dialect for url in ("sqlite+aiosqlite://", "postgresql+asyncpg://")]


@pytest.mark.parametrize("dialect", DIALECTS, ids=["sqlite", "postgresql"])
@given(
    moment=st.builds(
        lambda seconds, hours: dt.datetime.fromtimestamp(seconds, dt.timezone(dt.timedelta(hours=hours))),
        st.integers(-2_000_000_000, 4_000_000_000),
        st.integers(-12, 14),
    )
)
def test_a_moment_comes_back_in_utc(dialect: Dialect, moment: dt.datetime) -> None:
    kept = Moment().process_bind_param(moment, dialect)
    back = Moment().process_result_value(kept, dialect)
    assert back is not None
    assert back.timestamp() == moment.timestamp()
    assert back.utcoffset() == dt.timedelta(0)


@pytest.mark.parametrize("dialect", DIALECTS, ids=["sqlite", "postgresql"])
def test_a_moment_without_a_zone_is_refused(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match=r"has no zone"):
        Moment().process_bind_param(dt.datetime(2016, 9, 30), dialect)  # noqa: DTZ001
    assert Moment().process_bind_param(None, dialect) is None
    assert Moment().process_result_value(None, dialect) is None
