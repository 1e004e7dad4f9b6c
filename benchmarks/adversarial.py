"""Texts made to hurt a reader: names, dates, quotes and spaces over and over, in any length."""

from collections.abc import Mapping

UNITS: Mapping[str, str] = {
    "names, seasons and months": "Daredevil season Daredevil season 3 March March ",
    "one name": "Daredevil ",
    "one letter": "a",
    "one digit": "1",
    "spaces": " ",
    "line ends": "\n",
    "days": "March 1, March 2, 2016, ",
    "numbers": "1 2 3 4 5 ",
    "moved dates": "Daredevil, once due April 29, now May 27, not until ",
    "opened quotes": "“Daredevil “season 2 ",
    "opened brackets": "(Daredevil (March ",
    "list lines": "Daredevil – March 18\n",
    "bullets": "• ",
    "full stops": "Sept. Sept. . . ",
    "pronouns": "it the series the show the former the latter ",
    "hedges": "may could reportedly not won't until ",
    "season lists": "seasons 1, 2, 3 and 4 of Daredevil and Jessica Jones, ",
    "commas": "Daredevil, Luke Cage, Iron Fist, ",
    "entities": "&amp;&nbsp;&#8217;",
    "squashed": "ofDaredevilpremieresonMarch",
}


def text(name: str, length: int) -> str:
    """The text called `name`, cut to `length` characters."""
    unit = UNITS[name]
    return (unit * (length // len(unit) + 1))[:length]
