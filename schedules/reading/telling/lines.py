"""Lines that say what is told in them or under them: headings, questions, labels."""

from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.words.marks import Kind
from schedules.reading.words.text import QUOTES


def labelled(scene: Scene) -> bool:
    """Whether another title opens a line, and the rest is told of it."""
    first = next((t for t in scene.targets if t.role is not Role.PRONOUN), None)
    return first is not None and first.tag == "title" and first.start == scene.sentence.first


def heads(scene: Scene) -> bool:
    """Whether a line, or the first sentence of one, only names a show, before what is told of it."""
    if len(scene.targets) != 1 or scene.dates or scene.text.in_title:
        return False
    target, first = scene.targets[0], scene.sentence.first
    alone = scene.sentence.last - first <= target.end - target.start + 2
    return alone and (ends_its_line(scene) or begins_its_line(scene))


def opens_as_a_label(scene: Scene, show: Target) -> bool:
    """Whether a show and a colon or a dash open a line, of which all is told of it: "Echo: done. It starts in May"."""
    if scene.text.in_title or show.start > scene.first + 2 or not begins_its_line(scene):
        return False
    after = [w for w in scene.words(show.end, show.end + 2) if w not in QUOTES]
    return bool(after) and after[0] in _LABEL_ENDS


_LABEL_ENDS = frozenset({":", "–", "—", "|"})


def ends_its_line(scene: Scene) -> bool:
    """Whether a sentence is the last of its line."""
    last = scene.sentence.last
    return scene.text.words[last : last + 1] == ["\n"]


def is_a_line(scene: Scene) -> bool:
    """Whether a sentence is a heading, or a question that is a line of its own."""
    short = scene.sentence.last - scene.sentence.first <= _SHORT
    return short and (scene.sentence.heading or (scene.asks and begins_its_line(scene) and ends_its_line(scene)))


_SHORT = 16


def asks_for_return(scene: Scene) -> bool:
    """Whether a sentence asks when or whether a show comes back."""
    return "?" in scene.vocabulary and not _BACK.isdisjoint(scene.vocabulary)


_BACK = frozenset({"back", "return", "returns", "returning", "renewed"})


def tells_of_return(scene: Scene) -> bool:
    """Whether a sentence tells that a show is back, without a day: "Echo returns as well. It is out in June"."""
    if scene.dates or _BACK.isdisjoint(scene.vocabulary):
        return False
    shows = [t for t in scene.targets if t.role is Role.SHOW and not t.owned]
    return len(shows) == 1 and any(
        0 <= m.start - shows[0].end <= 1 and not _BACK.isdisjoint(scene.text.words[m.start : m.end])
        for m in scene.of(Kind.RELEASE)
    )


def is_an_item(scene: Scene) -> bool:
    """Whether a sentence stands near the head of a line that a number begins: "6. You'll only wait four weeks."."""
    words, at = scene.text.words, scene.sentence.first
    while at > 0 and words[at - 1] != "\n" and scene.sentence.first - at < _NEAR_THE_HEAD:
        at -= 1
    counted = (
        words[at].isdecimal()
        and len(words[at]) < _LONG
        and words[at + 1 : at + 2]
        in (
            [
                ".",
            ],
            [")"],
        )
    )
    return counted and (at == 0 or words[at - 1] == "\n")


_NEAR_THE_HEAD = 16
_LONG = 3


def begins_its_line(scene: Scene) -> bool:
    """Whether a sentence is the first of its line."""
    first = scene.sentence.first
    return first == 0 or scene.text.words[first - 1] == "\n"
