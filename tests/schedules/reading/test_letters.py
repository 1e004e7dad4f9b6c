"""Names with letters of other languages are one word."""

import datetime as dt

import pytest

from schedules import Article, Status, read
from schedules.catalogue import Catalogue
from schedules.model import Show


@pytest.mark.parametrize("name", ["Kōgen", "Daša", "Élan", "Władca", "Iğdır", "Čapek", "KŌGEN"])
def test_a_name_may_have_the_letters_of_any_latin_alphabet(name: str) -> None:
    catalogue = Catalogue((Show(name, "Hulu", (), miniseries=False),))

    claims = read(Article(f"{name} returns for a second season on June 14.", "", dt.date(2019, 5, 10)), catalogue)

    assert [(c.show, c.season, str(c.date), c.status) for c in claims] == [(name, 2, "2019-06-14", Status.CONFIRMED)]
