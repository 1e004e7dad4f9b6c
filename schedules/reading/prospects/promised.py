"""Whether a word of releasing promises what it tells of: "will return", "is coming", "Netflix will release A and B"."""

from schedules.reading.dates.calendar import AHEAD
from schedules.reading.names.targets import SHOW_NOUNS, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.scenes.tense import form_of, tense_of
from schedules.reading.words.lexicon import HOUSES
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def brought_out(scene: Scene, mark: Mark, target: Target) -> bool:
    """Whether a service is told to bring out what stands behind the verb: "Netflix will release A and B"."""
    if mark.tag != "base" or scene.text.words[mark.start] not in _BRINGING:
        return False
    leads = [s for s in scene.of(Kind.SERVICE) if s.end < mark.start]
    active = bool(leads) and all(w in _WILL for w in scene.words(leads[-1].end, mark.start))
    return active and all(w in _BEFORE_OBJECT for w in scene.words(mark.end, target.start))


_BRINGING = frozenset("release premiere launch debut drop unleash stream air bring broadcast put roll".split())
_WILL = frozenset("will 'll also is to going soon then".split())
_BEFORE_OBJECT = frozenset("the 's of for a new out back both its more us".split()) | QUOTES | HOUSES


def aside(scene: Scene, target: Target) -> bool:
    """Whether a show is only where somebody comes from: "somebody from “You” is going to drop in"."""
    if target.season is None:
        lead = [word for word in scene.words(target.start - 4, target.start) if word not in QUOTES and word != "both"]
        if lead[-2:] in _HOME_FOR:
            return True
        if not _FOLLOWERS.isdisjoint(scene.words(target.start - 3, target.start - 1)):
            return "of" in scene.words(target.start - 2, target.start)
        return scene.words(target.start - 1, target.start) in (["from"], ["in"], ["with"], ["on"], ["like"], ["as"])
    lead = scene.words(target.start - 5, target.start)
    told = lead[-1:] == ["in"] and any(m.end <= target.start and m.tag == "past" for m in scene.of(Kind.EVENT))
    if told or "of" not in lead[1:]:
        return told  # "who left in season three to return home"
    whose = lead[len(lead) - 2 - lead[::-1].index("of")]
    return whose.isalpha() and whose not in SHOW_NOUNS


_HOME_FOR = (["home", "for"], ["home", "of"], ["home", "to"])
_FOLLOWERS = frozenset({"fans", "viewers", "lovers", "admirers", "followers"})
_PROMISES = frozenset("due slated scheduled set coming on arriving returning debuting premiering launching".split())


def to_come(scene: Scene, mark: Mark) -> bool:
    """Whether a release is promised: "will return", "is coming", "due", and in a headline "returns"."""
    word = scene.text.words[mark.start]
    out = word == "be" and scene.words(mark.start, mark.end) == ["be", "out"]  # "will be out soon"
    promised = word in _PROMISES or (out and "will" in scene.words(mark.start - 2, mark.start))
    if (mark.tag == "future" and not promised) or (
        word in _APPEARING and scene.words(mark.end, mark.end + 1) == ["in"]
    ):
        return False
    if mark.tag == "base" and _AUXILIARIES.isdisjoint(scene.words(mark.start - 4, mark.start)):
        return False
    if tense_of(scene, mark).direction != AHEAD or form_of(scene, mark) == "noun":
        return False
    if mark.tag == "future":
        return promised
    if scene.text.words[mark.start] in _RUNNING or "can" in scene.words(mark.start - 3, mark.start):
        return False
    if mark.tag in {"guess", "quiet"}:
        return False
    if mark.tag in {"past", "part"}:
        return mark.kind is Kind.RELEASE and not _PASSIVES.isdisjoint(scene.words(mark.start - 2, mark.start))
    if mark.tag == "ing":
        noun = scene.words(mark.start - 1, mark.start) == ["the"] or scene.words(mark.end, mark.end + 1) in _PLATFORMS
        beside = any(t.end == mark.start for t in scene.targets if t.season is not None)
        return (mark.kind is Kind.RELEASE or beside) and not noun
    if mark.tag == "s":
        return _told_in_the_present(scene, mark)
    return True


def _told_in_the_present(scene: Scene, mark: Mark) -> bool:
    """Whether "returns" and its like tell of what is to come: in a headline, "until it returns", "returns for"."""
    if not {"till", "until", "before", "when", "once"}.isdisjoint(scene.words(mark.start - 6, mark.start)):
        return mark.kind is Kind.RELEASE and not scene.dates
    if _likely_that(scene, mark) or _shortly(scene.words(mark.end, mark.end + _PHRASE + 1)):
        return True
    verb = scene.text.words[mark.start]
    if verb == "returns" and scene.words(mark.end, mark.end + 1) == ["for"]:
        return True
    return scene.text.in_title and mark.kind is Kind.RELEASE and verb not in {"is", "are", "hits"}


def _shortly(after: list[str]) -> bool:
    """Whether "soon", "next week", "in a few weeks", "within days" or the like stands behind a verb."""
    if not _SOON.isdisjoint(after[:2]) or after[:2] in _NEXT:
        return True
    if after[:1] not in (["in"], ["within"]) or (after[1:2] == ["the"] and after[2:3] != ["coming"]):
        return False
    unit = next((at for at, word in enumerate(after[:_PHRASE]) if word in _COUNTED), 0)
    return unit > 0 and _SPANNED.isdisjoint(after[unit + 1 :])


_PHRASE = 5
_SOON = frozenset({"soon", "shortly"})
_NEXT = (["next", "week"], ["before", "long"])
_SPANNED = frozenset({"of", "that", "which", "when", "after"})
_COUNTED = frozenset({"days", "weeks", "months"})


def _likely_that(scene: Scene, mark: Mark) -> bool:
    """ "It's likely that a second season comes before it": what is held likely is to come."""
    doubts = [m for m in scene.of(Kind.HEDGE) if m.end <= mark.start]
    return (
        bool(doubts) and "that" in scene.words(doubts[-1].end, doubts[-1].end + 1) and mark.start - doubts[-1].end <= 9
    )


_RUNNING = frozenset({"streaming", "airing", "showing", "binged", "binging"})
_APPEARING = frozenset({"appear", "appears", "appearing"})
"""Who does so in a show is a hero, not the show that has the hero's name."""
_AUXILIARIES = frozenset({"will", "'ll", "to", "is", "are", "shall"})
_PASSIVES = frozenset({"be", "being", "gets", "get"})
_PLATFORMS = (["service"], ["services"], ["platform"], ["platforms"], ["giant"], ["giants"], ["home"])
