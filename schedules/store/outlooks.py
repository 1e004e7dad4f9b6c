"""What lies ahead: the soonest premieres, by their standing."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    bindparam,
    literal,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from schedules.model import Premiere
from schedules.store.premieres import PREMIERE, Standing, premiere_of
from schedules.store.tables import Moment, premieres

# Built once: to build a statement takes longer than to have it answered.
_OF_ONE = select(*PREMIERE, premieres.c.standing, premieres.c.until).where(premieres.c.show == bindparam("show"))


async def outlook(
    connection: AsyncConnection, now: dt.datetime, show: str | None, count: int, few: int
) -> dict[Standing, list[Premiere]]:
    """What lies ahead of `now`, the soonest first, and what came out last.

    Args:
        connection: a transaction.
        now: what divides past and ahead.
        show: only this one.
        count: how many premieres of a day.
        few: how many windows, and how many undated premieres.

    Returns:
        By standing, without the cancelled; under `RELEASED` the one premiere that came out last.
    """
    rows: list[tuple[Standing | None, Sequence[Any]]]
    if show is None:
        given = {"now": now, "count": count, "few": few}
        rows = [(Standing(row[-2]), row) for row in await connection.execute(_outlook(), given)]
    else:
        # Of one show there is little; an index by dates would lead to it past those of all the others.
        rows = [(_part(row, now), row) for row in await connection.execute(_OF_ONE, {"show": show})]
    rows.sort(key=lambda each: (each[1][-1] is None, each[1][-1] or now, each[1][0], each[1][1]))
    found: dict[Standing, list[Premiere]] = {standing: [] for standing in Standing}
    for part, row in rows:
        if part is not None:
            found[part].append(premiere_of(row))
    return {
        Standing.DAY: found[Standing.DAY][:count],
        Standing.WINDOW: found[Standing.WINDOW][:few],
        Standing.UNDATED: found[Standing.UNDATED][:few],
        Standing.RELEASED: found[Standing.RELEASED][-1:],
    }


@cache
def _outlook() -> CompoundSelect[Any]:
    """The question of `outlook`; each part of it is answered in the order of an index."""
    until, now = premieres.c.until, bindparam("now", type_=Moment)
    count, few = bindparam("count", type_=Integer), bindparam("few", type_=Integer)
    soonest = (until, premieres.c.show, premieres.c.season)
    last = tuple(column.desc() for column in soonest)

    def part(
        name: Standing,
        standing: Standing,
        lies: ColumnElement[bool],
        order: Sequence[Any],
        most: int | BindParameter[int],
    ) -> Select[Any]:
        query = select(*PREMIERE, literal(name.value).label("part"), until)
        return select(query.where(premieres.c.standing == standing, lies).order_by(*order).limit(most).subquery())

    return union_all(
        part(Standing.DAY, Standing.DAY, until > now, soonest, count),
        part(Standing.WINDOW, Standing.WINDOW, until > now, soonest, few),
        part(Standing.WINDOW, Standing.WINDOW, until.is_(None), soonest[1:], few),
        part(Standing.UNDATED, Standing.UNDATED, until.is_(None), soonest[1:], few),
        part(Standing.RELEASED, Standing.DAY, until <= now, last, 1),
        part(Standing.RELEASED, Standing.RELEASED, until <= now, last, 1),
    )


def _part(row: Sequence[Any], now: dt.datetime) -> Standing | None:
    """Where in an outlook a premiere stands; None where it has no place in it."""
    standing, until = Standing(row[-2]), row[-1]
    if standing is Standing.WINDOW:
        return standing if until is None or until > now else None
    if standing is Standing.UNDATED:
        return standing if until is None else None
    if standing is Standing.CANCELLED or until is None:
        return None
    return Standing.RELEASED if until <= now else standing if standing is Standing.DAY else None
