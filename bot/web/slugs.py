"""Shows in addresses: "Daredevil: Born Again" is `daredevil-born-again`."""

import re
import unicodedata
from collections.abc import Mapping
from uuid import UUID, uuid5

from schedules import Catalogue, Show

# Names of events and entries are made under this one, so that they stay the same on every machine and for ever.
_NAMESPACE = UUID("5a1c8c0e-6d5f-5b7e-9a43-1f6c2e0b9d27")


def slug(name: str) -> str:
    """The address form of a show's name: lower case, letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name).casefold().replace("'", "").replace("’", "")
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", letters)).strip("-") or "show"


def slugs(catalogue: Catalogue) -> Mapping[str, Show]:
    """Every show of the catalogue by its slug; of two names that come out alike the later one gets a number."""
    found: dict[str, Show] = {}
    for show in catalogue.shows:
        base = slug(show.name)
        number = 1
        while (candidate := base if number == 1 else f"{base}-{number}") in found:
            number += 1
        found[candidate] = show
    return found


def identity(*parts: object) -> UUID:
    """The same UUID for the same parts, wherever and whenever it is asked for."""
    return uuid5(_NAMESPACE, "|".join("" if part is None else str(part) for part in parts))
