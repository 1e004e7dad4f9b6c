"""What is no premiere though its words look like one: work that begins, strangers, events, who brings things out."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from schedules.reading.binding.showings import only_shown
from schedules.reading.dates.mention import DateMention
from schedules.reading.names.targets import NO_NOUNS, SHOW_NOUNS, Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import INTENDED, form_of
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def is_work(scene: Scene, governor: Mark) -> bool:
    """Whether what begins is the work on a season: "filming for the next season is going to begin in May"."""
    words, verb = scene.text.words, governor.start
    if governor.tag == "future" and words[governor.end - 1] == "to":
        verb = governor.end  # "filming is set to begin"
    if not words[verb : verb + 1] or not words[verb].startswith(_BEGINNING):
        return False
    if words[governor.end : governor.end + 1] == ["on"] and any(
        t.start <= governor.end + 2 and t.start > governor.end for t in scene.targets if t.role is Role.SHOW
    ):
        return True
    if governor.kind is not Kind.WEAK and not words[verb].startswith(("start", "begin")):
        return False
    for at in range(governor.start - 1, max(scene.sentence.first, governor.start - 20) - 1, -1):
        if words[at] == ";" or (words[at] == "," and words[at + 1] not in {"and", "but"}):
            return False
        if words[at] in _WORK:
            return True
    return False


_BEGINNING: Final = ("begin", "began", "start", "kick", "resume", "open", "get", "got")
_WORK = frozenset(
    {"filming", "production", "shooting", "cameras", "photography", "shoot", "work", "writing", "room", "rehearsals"}
)


def strange(scene: Scene, governor: Mark) -> bool:
    """Whether the verb has a subject of its own that is no show: "a tour begins in May"."""
    words, at = scene.text.words, governor.start - 1
    while at > scene.sentence.first and (words[at] in AUXILIARIES or words[at] in INTENDED or words[at] in _HELD):
        at -= 1
    if words[at].isdecimal() and words[at - 1] in _IN_PRINT:
        return True
    if words[at] in _SELVES or (words[at] == "one" and not {"a", "another"}.isdisjoint(scene.words(at - 2, at))):
        return True
    if at > scene.sentence.first and words[at] in _EARLIER_WORKS and words[at - 1] == "the":
        return governor.tag not in {"noun", "future"}
    if at < scene.sentence.first or not words[at].isalpha() or words[at] in SHOW_NOUNS or scene.text.capital(at):
        return False
    if words[at] in NO_NOUNS:
        return False
    whole = governor.tag in {"s", "past", "base"} or words[governor.start : governor.end] == ["takes", "place"]
    led = _OWNED | {"its"} if whole else _OWNED - {"the", "'s"}
    return not led.isdisjoint(scene.words(at - 3, at))


def arrives_itself(scene: Scene, governor: Mark, named: Target) -> bool:
    """ "The news came on Monday that Echo is over": what comes is told before the verb, whatever follows."""
    if governor.kind is not Kind.WEAK or governor.tag not in {"past", "s"} or named.start <= governor.end + 1:
        return False
    return "with" not in scene.words(governor.end, named.start) and strange(scene, governor)


def of_another_thing(scene: Scene, governor: Mark) -> bool:
    """Whether a day is that of something else by the noun behind it: "the date of the switch", "for the sale"."""
    words, at = scene.text.words, governor.end
    if words[at - 1] != "date":
        return False
    if governor.end - governor.start == 1 and any(m.end == governor.start for m in scene.of(Kind.THING)):
        return True  # "the trailer date"
    if words[at : at + 1] not in _OF:
        return False
    at += 1
    led = words[at : at + 1] in _ARTICLES
    if not led or at + 1 >= scene.last or scene.text.capital(at + 1) or words[at + 1] in SHOW_NOUNS:
        return False
    after = scene.words(at + 2, at + 3)
    ends = not after or not after[0].isalpha() or after[0] in _ENDS_NOUN
    return ends and not any(t.start <= at + 1 < t.end for t in scene.targets)


_OF = (["of"], ["for"])
_ARTICLES = (["the"], ["a"], ["an"], ["its"], ["their"], ["his"], ["her"])
_ENDS_NOUN = frozenset("of at in on for to by from with that which when is was and will has".split())
_IN_PRINT = frozenset({"volume", "vol", ".", "issue", "chapter", "book"})
"""What is counted of a comic: "volume 33 comes out"."""
_SELVES = frozenset({"himself", "herself", "themselves"})
_EARLIER_WORKS = frozenset({"original", "other", "mothership", "mother", "parent", "predecessor"})
"""With "the" they are a show beside the one that is spoken of."""
_OWNED = frozenset({"a", "an", "his", "her", "their", "'s", "the"})


_HELD = frozenset(
    (
        "likely unlikely certain sure bound poised ready rumoured rumored said believed thought hoped supposed tipped "
        "reported understood guaranteed able unable"
    ).split()
)
"""What is held of a show before "to": "it's likely to air"."""
AUXILIARIES = frozenset(
    (
        "will is are has have was were also then now to be been would itself had 'll just finally only first set "
        "slated due scheduled expected going about could should might may all currently officially recently"
    ).split()
)


def refused(scene: Scene, target: Target) -> bool:
    """Whether a target is right behind a negation: "why isn't Saltmarsh on this month"."""
    at = target.start - (scene.text.words[target.start - 1] in QUOTES)
    return any(m.end == at for m in scene.of(Kind.NEGATION))


def counted_from(between: Sequence[str]) -> bool:
    """Whether what follows a date is only told to be so long before or after: "in May, months before it premiered"."""
    return not _SPANS.isdisjoint(between) and any(
        one in _SPANS and other in {"before", "after"} for one, other in pairwise(between)
    )


def leads_up(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether something else is done on a day, for a release with a day of its own: "in May for a launch in June"."""
    if governor.start < date.end or form_of(scene, governor) != "noun":
        return False
    between = scene.words(date.end, governor.start)
    own = any(d.start >= governor.end and scene.distance(governor.end, d.start) <= _ITS_OWN for d in scene.dates)
    return own and len(between) <= _PHRASE and not _TOWARDS.isdisjoint(between[:2])


def opens_before(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether a clause that opens the sentence has the date, and the verb behind it another: "after May, it"."""
    if governor.start < date.end:
        return False
    lead = scene.words(date.start - _BY_THE_TIME, date.start)
    if "," in scene.words(date.end, date.end + 1) and any(lead[i : i + 3] == _BY_THEN for i in range(len(lead))):
        return True  # "by the time they all met, in August 2017, the queue had begun to"
    if scene.text.words[scene.first] not in _OPENING_CLAUSES:
        return False
    behind = scene.words(date.end, governor.start)
    return (
        "," in behind[:4]
        and "," not in scene.words(scene.first, date.start - 1)
        and scene.dates[-1].start > governor.end
    )


_BY_THEN = ["by", "the", "time"]
_BY_THE_TIME = 14
_OPENING_CLAUSES = frozenset({"after", "since", "following"})
_TOWARDS = frozenset({"for", "ahead", "before", "towards", "toward"})
_PHRASE = 8
_ITS_OWN = 1.0


_SPANS = frozenset("day days week weeks month months year years".split())


def dates_itself(scene: Scene, its: Target) -> bool:
    """ "HBO's Far Away: The Hill has set its premiere date": a title by its colon, or by the service before it."""
    name = next((t for t in reversed(scene.targets) if t.end <= its.start and t.role is not Role.PRONOUN), None)
    if name is None or name.tag not in {"name", "title"} or not _SETTING.issuperset(scene.words(name.end, its.start)):
        return False
    at = name.start - 1
    led = at > scene.first and scene.text.words[at] in {"'s", "’s", ","}
    return (
        ":" in scene.words(name.start, name.end)
        or name.tag == "title"
        or (led and any(m.end == at for m in scene.of(Kind.SERVICE)))
    )


_SETTING = frozenset(
    "has have had just finally also now set sets got gets landed lands found announced revealed unveiled".split()
)


def of_an_event(scene: Scene, pronoun: Target) -> bool:
    """Whether a pronoun takes up what happens: "Which takes us to March", "the cancellation, and that came in May"."""
    if pronoun.tag not in {"that", "which"} or any(t.tag == "series" for t in scene.targets):
        return False
    lead = scene.words(pronoun.start - 1, pronoun.start)
    return not lead or lead in (["and"], ["when"], ["but"])


def makes(scene: Scene, governor: Mark, pronoun: Target) -> bool:
    """Whether a pronoun is who brings something out, not what comes: "it put out another one"."""
    if pronoun.tag not in {"it", "they", "we"} or pronoun.end > governor.start:
        return False
    if scene.words(pronoun.end, pronoun.end + 1) in _HAS and "other" in scene.words(pronoun.end, governor.start):
        return True  # "it has other things in the hopper for May"
    active = governor.tag in {"past", "s", "base"} and scene.text.words[governor.start] in _BRINGING
    return active and scene.words(governor.end, governor.end + 1) in _OBJECTS


def no_premiere(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether a release is that of a service, of a story, of who tells it, or of what a date brings besides."""
    words = scene.text.words
    if words[scene.first : scene.first + 2] == ["set", "in"] and words[governor.start] in _STORIES_DO:
        return True  # "Set in Oslo, the series opens in 1910"
    if words[governor.start - 1] == "i" and words[governor.start] in _STORIES_DO | _PEOPLE_DO:
        return True  # "I start again in a week", "I came on a year later"
    if only_shown(scene, date, governor):
        return True
    if governor.start == date.end and words[governor.end - 1] in _BRINGS:
        return not any(t.start >= governor.end and t.role is not Role.OTHER for t in scene.targets)
    if _launch_of_a_service(scene, governor) or _comes_elsewhere(scene, governor):
        return True
    if words[governor.start] in {"get", "gets", "got"} and "again" in scene.words(governor.end, governor.end + 1):
        return True  # "it was called off, and got going again in June": work goes on again
    if scene.words(governor.start - 2, governor.start) not in _FOR_A:
        return False
    return not _SERVICES.isdisjoint(scene.words(governor.start - 5, governor.start - 2))


def _launch_of_a_service(scene: Scene, governor: Mark) -> bool:
    """ "With the launch of its streaming service coming this fall": what comes is a service, not a show."""
    for mark in scene.of(Kind.RELEASE):
        if mark.start <= governor.start and scene.words(mark.end, mark.end + 1) == ["of"]:
            last = mark.end + 6
            named = any(t.show is not None and mark.end < t.start < last for t in scene.targets)
            return not named and not _SERVICES.isdisjoint(scene.words(mark.end + 1, last))
    return False


def _comes_elsewhere(scene: Scene, governor: Mark) -> bool:
    """ "On June 14 the first season comes to Blu-ray": what comes there is a disc, a book or a film."""
    if scene.text.words[governor.end : governor.end + 1] not in _TO:
        return False
    places = range(governor.end + 1, governor.end + _NAMED)
    return any(m.start in places and scene.text.words[m.start] in _MEDIA for m in scene.of(Kind.THING, Kind.EVENT))


_TO: Final = (["to"], ["on"], ["in"], ["onto"])
_NAMED: Final = 4
_MEDIA: Final = frozenset("blu dvd disc discs cinemas cinema theaters theatres stores shelves vinyl 4k imax".split())
_PEOPLE_DO = frozenset({"came", "joined"})
_STORIES_DO = frozenset("opens open begins begin starts start opened began started".split())
_BRINGS = frozenset({"bring", "brings", "see", "sees"})
_FOR_A = (["for", "a"], ["for", "its"], ["for", "the"])
_SERVICES = frozenset({"service", "platform", "streamer", "app", "channel", "network"})


def brings_another(scene: Scene, governor: Mark, pronoun: Target) -> bool:
    """Whether a pronoun is who brings out a title by its name: "a streamer, which launches Hay in June"."""
    if pronoun.end > governor.start or scene.text.words[governor.start] not in _BRINGING | {"premieres", "debuts"}:
        return False
    other = next((t for t in scene.targets if governor.end <= t.start <= governor.end + 1), None)
    if other is None or other.role is not Role.OTHER or other.tag not in {"name", "title"}:
        return False
    return not any(m.start == other.start for m in scene.of(Kind.SERVICE))


def of_a_service(scene: Scene, relative: Target) -> bool:
    """Whether a relative clause tells of a service: "Hulu, which was launched in 2008"."""
    at = relative.start - 1
    led = relative.tag == "which" and scene.text.words[at] == ","
    return led and any(m.end == at for m in scene.of(Kind.SERVICE))


def opens_service(scene: Scene, governor: Mark) -> bool:
    """Whether what is launched is a service: "to launch a streaming service of its own", "its service for a launch"."""
    if scene.text.words[governor.start].startswith(_LAUNCHING):
        lead = scene.words(governor.start - 5, governor.start)
        if lead[-1:] in ([], ["a"], ["the"], ["to"], ["its"]) and not _PLATFORMS.isdisjoint(lead):
            return True
    return (
        any(
            "streaming" in scene.words(m.start, m.start + 1) and governor.end <= m.start <= governor.end + 4
            for m in scene.of(Kind.PLAIN)
        )
        and scene.words(governor.end, governor.end + 1) in _OPENED
    )


_LAUNCHING = ("launch", "debut", "start", "open")
_PLATFORMS = frozenset({"service", "platform", "app"})
_HAS = (["has"], ["had"], ["have"])
_BRINGING = frozenset("put puts release releases released launch launches launched unveil unveils unveiled".split())
_OBJECTS = (["a"], ["an"], ["another"], ["one"], ["its"], ["their"], ["two"], ["three"], ["several"])
_OPENED = (*_OBJECTS, ["the"])


def news_of_then(scene: Scene, date: DateMention, governor: Mark) -> bool:
    """Whether what is past is the news of an arrival: "announced the arrival of a third season last summer"."""
    if _PAST.isdisjoint(scene.words(date.start, date.start + 2)) or form_of(scene, governor) not in {"noun", "future"}:
        return False
    told = [m for m in scene.of(Kind.REPORT) if m.tag == "past" and 0 < governor.start - m.end <= len(_NOTHING)]
    return bool(told) and _NOTHING.issuperset(scene.words(told[-1].end, governor.start))


_PAST = frozenset({"last", "past"})
_NOTHING = frozenset({"the", "officially", "an", "a"})


def of_a_stranger(scene: Scene) -> bool:
    """Whether a name that opens a sentence comes out itself, so that "it" means that: "Hay is out in June. It"."""
    first = next(iter(scene.targets), None)
    if first is None or first.role is not Role.OTHER or first.tag not in {"name", "title"}:
        return False
    if first.start > scene.sentence.first + 1 or any(t.tag in {"it", "series"} for t in scene.targets):
        return False
    verbs = [m for m in scene.of(Kind.RELEASE, Kind.WEAK) if m.tag in {"s", "past", "future", "base"}]
    verb = next((m for m in verbs if m.start >= first.end), None)
    if verb is None or not AUXILIARIES.issuperset(scene.words(first.end, verb.start)):
        return False
    return _RETURNS.isdisjoint(scene.text.words[verb.start : verb.end]) and not scene.text.in_title


_RETURNS = frozenset({"back", "return", "returns", "returned"})
"""What a person does as well as a show."""


def of_no_show(scene: Scene, governor: Mark) -> bool:
    """Whether the words before a verb without a target tell that no show comes: work, many things, a service, "I"."""
    words, at = scene.text.words, governor.start - 1
    if is_work(scene, governor) or words[governor.start] == "there" or words[at : at + 2] in _ALL_THAT_IS_NEW:
        return True
    while at > scene.sentence.first and (words[at] in AUXILIARIES or words[at] in INTENDED or words[at] in _HELD):
        at -= 1
    if at >= scene.sentence.first and _others_than_the_topic(words, at, scene.sentence.first):
        return True
    if at < scene.sentence.first or not _SEEING.isdisjoint(words[governor.start : governor.end]):
        return False
    if words[at] == "episode":
        return words[at - 1] not in _FIRST
    if words[at] == "i":
        return governor.tag not in {"future", "guess"}
    if any(m.start == at == scene.sentence.first for m in scene.of(Kind.SERVICE)):
        return words[governor.start].startswith("launch") or scene.words(governor.end, governor.end + 1) == ["to"]
    many = words[at].endswith("s") and words[at] not in SHOW_NOUNS and words[at] not in _SINGULAR
    are = at + 1 < governor.start or words[governor.start] in {"are", "were"}
    if words[scene.sentence.first] in _GIVEN_OUT or (many and governor.tag == "ing" and governor.kind is Kind.WEAK):
        return True  # "purchases starting June 14 come with a year of Hulu"
    return many and are and (at == scene.sentence.first or words[at] in _GIVEN_OUT)


def _others_than_the_topic(words: list[str], at: int, first: int) -> bool:
    """ "Many others, however, will wait until May", "The rest return in June": of what isn't spoken of."""
    if at > first and words[at] == "," and words[at - 1] in _HOWEVER:
        at -= 2
    at -= at > first and words[at] == ","
    if words[at] in _OTHERS:
        return True
    lead = words[at - 1] if at > first else ""
    return (words[at].endswith("s") and lead in _OTHERS) or (lead == "the" and words[at] == "rest")


_ALL_THAT_IS_NEW: Final = (["new", "releases"], ["latest", "releases"], ["recent", "releases"], ["other", "releases"])
_HOWEVER: Final = frozenset({"however", "though", "meanwhile"})
_OTHERS: Final = frozenset({"others", "many", "most", "several"})
_FIRST = frozenset({"first", "opening", "premiere", "pilot", "1", "one"})
_SEEING = frozenset(
    "see seen watch get gets got stream catch enjoy expect expected wait tune binge hope return returns back".split()
)
"""What viewers, heroes and makers do, who stand for the show."""
_SINGULAR = frozenset(
    (
        "this its always perhaps news sometimes us viewers fans subscribers audiences watchers followers members users "
        "readers customers heroes adventures chapters tales stories instalments installments halves parts yes plans"
    ).split()
)
"""What is no noun for many things, or one that stands for the show, its makers or its viewers."""
_GIVEN_OUT = frozenset({"dates", "days", "tickets", "scripts", "orders", "preorders"})
"""What is told or sold on a day of its own."""


def describes(scene: Scene, show: Target, governor: Mark) -> bool:
    """Whether a show only says what kind of thing it is that begins: "the “Echo” pop-up opens on June 7"."""
    if show.role is not Role.SHOW or show.season is not None or show.end >= governor.start:
        return False
    between = [word for word in scene.words(show.end, governor.start) if word not in QUOTES]
    if not 0 < len(between) <= _COMPOUND or scene.words(scene.begins(show) - 1, scene.begins(show)) not in _ARTICLED:
        return False
    if not _RETURNS.isdisjoint(scene.text.words[governor.start : governor.end]):
        return False
    return all(
        (word == "-" or word.isalpha()) and word not in SHOW_NOUNS and word not in AUXILIARIES and word not in _CREW
        for word in between
    ) and not any(t.start >= show.end and t.end <= governor.start for t in scene.targets)


_COMPOUND = 3
_ARTICLED = (["the"], ["a"], ["an"])
_CREW = frozenset("gang team crew family clan girls boys prequel sequel spin that which who n't not it".split())
"""Who stands for the show behind its name, and what follows it that is no noun."""
