"""What a sentence says of the one before it: that it is so, that it isn't, or that nobody vouches for it."""

from collections.abc import Sequence
from dataclasses import replace

from schedules.model import Status
from schedules.reading.merging.findings import Finding
from schedules.reading.names.targets import Role, Target
from schedules.reading.scenes.scene import Scene
from schedules.reading.standing.overtaken import negated
from schedules.reading.words import hints
from schedules.reading.words.marks import Kind, Mark
from schedules.reading.words.text import QUOTES


def answers(words: Sequence[str]) -> bool:
    """Whether a sentence is nothing but an answer."""
    if len(words) > _LONGEST:
        return False
    said = [word for word in words if word not in QUOTES]
    return len(said) <= _BRIEF and ("yes" in said or " ".join(said) in _NO)


def affirmed(before: Scene, scene: Scene) -> Target | None:
    """ "Will there be a series 6? Yes: it is being written.": the season that was asked for, if the answer is yes."""
    said = before.text.words
    if said[before.last - 1] != "?" or said[before.first] not in _ASKING:
        return None
    if before.dates or before.text is not scene.text:
        return None
    words = scene.words(scene.first, scene.first + 4)
    asked = before.words(before.first, before.last)
    yes = words[:1] in _YES or words[:2] in _INDEED
    if not yes or "if" in words or _COMING.isdisjoint(asked):
        return None
    before.stage()
    seasons = [t for t in before.targets if t.season is not None and t.season.number and t.role is not Role.OTHER]
    return seasons[0] if len(seasons) == 1 else None


def called_off(before: Scene, scene: Scene) -> Target | None:
    """ "Has “Echo” been cancelled? Sadly, yes.": the show of which it was asked, if the answer is yes."""
    said, words = before.text.words, scene.words(scene.first, scene.first + 4)
    if (
        said[before.last - 1] != "?"
        or before.text is not scene.text
        or "yes" not in words
        or not before.of(Kind.CANCEL)
    ):
        return None
    shows = [t for t in before.targets if t.role is Role.SHOW]
    return shows[0] if len(shows) == 1 and said[before.first] in _WAS else None


_WAS = frozenset({"has", "was", "is"})


def taken_up(before: Scene, scene: Scene) -> tuple[Target, bool] | None:
    """ "And Echo? It's been renewed.": the show that a short question names, and whether the answer brings it back."""
    if before.text.words[before.last - 1] != "?" or before.text is not scene.text or scene.dates or scene.shows:
        return None
    words = scene.words(scene.first, scene.first + _ANSWER)
    if words[:1] not in _THAT_SHOW or words[1:2] not in _BEING or "'t" in words or "not" in words:
        return None
    told = next((word for word in words[2:] if word in _MADE), None)
    if told is None or before.last - before.first > _QUESTION:
        return None
    before.stage()
    shows = [t for t in before.targets if t.role is Role.SHOW]
    alone = len(shows) == 1 and shows[0].end == before.last - 1
    return (shows[0], told in _BROUGHT_BACK) if alone else None


_ANSWER = 5
_QUESTION = 9
_THAT_SHOW = (["it"], ["she"], ["he"], ["they"])
_BEING = (["'s"], ["is"], ["has"], ["are"], ["'re"])
_BROUGHT_BACK = frozenset({"renewed", "returning"})
_MADE = _BROUGHT_BACK | {"filming", "shooting", "greenlit", "ordered", "commissioned"}


_ASKING = frozenset({"will", "is", "has", "are"})
_YES = (["yes"], ["yep"], ["yeah"], ["indeed"], ["absolutely"], ["definitely"])
_INDEED = (["of", "course"], ["it", "will"], ["it", "has"], ["it", "is"], ["there", "will"], ["there", "is"])
_COMING = frozenset("be renewed return returning get getting happening coming ordered back going".split())


def disclaim(scenes: Sequence[Scene], found: list[Finding], order: int) -> None:
    """What was just said is only a rumour when nobody confirms it, and off when it is called untrue."""
    scene = scenes[order]
    first, last = scene.first, scene.last
    if last - first <= 10 and found and _answered(scenes, found, order):
        return
    if order and found and found[-1].order == order and _only_ventured(scenes[order - 1]):
        for at in [at for at in range(max(0, len(found) - 4), len(found)) if found[at].order == order]:
            if found[at].status is Status.CONFIRMED and found[at].date is not None:
                found[at] = replace(found[at], status=Status.RUMOURED)
    if not scene.sentence.hints & hints.ENDING or (scene.dates and not _taken_back(scene)):
        return
    denials = [m for m in scene.of(Kind.DENY) if not _negated(scene, m)]
    if not denials and not scene.of(Kind.DISCLAIM):
        return
    denied = bool(denials)
    told = range(max(0, len(found) - 20), len(found))
    dated = [at for at in told if found[at].date is not None and found[at].order < order]
    for at in reversed(dated):
        finding = found[at]
        if finding.order != found[dated[-1]].order or finding.order < order - 2 or finding.in_title:
            return
        if finding.status is Status.CONFIRMED or (denied and finding.status is Status.RUMOURED):
            found[at] = replace(finding, status=Status.SUPERSEDED if denied else Status.RUMOURED)


def _taken_back(scene: Scene) -> bool:
    """ "Scratch that: it's June 14.": what opens a sentence takes the one before back, and may give another day."""
    return not _SCRATCHED.isdisjoint(scene.words(scene.first, scene.first + 2))


_SCRATCHED = frozenset({"scratch", "strike", "scrap"})


def _only_ventured(before: Scene) -> bool:
    """ "My bet?", "Our guess?": what follows is only guessed."""
    first, last, words = before.first, before.last, before.text.words
    brief = last - first <= _BRIEF and words[last - 1] == "?" and words[first] in {"my", "our"}
    return brief and not _VENTURES.isdisjoint(words[first:last])


_VENTURES = frozenset({"bet", "guess", "prediction", "hunch", "money", "call", "theory"})


def _negated(scene: Scene, mark: Mark) -> bool:
    """Whether a denial is denied, or is of something that its own sentence names: "a fifth isn't off the table"."""
    if any(t.season is not None or t.show is not None for t in scene.targets) and mark.tag == "untrue":
        return scene.words(scene.first, scene.first + 1) not in (["that"], ["this"], ["it"])
    return negated(scene, mark)


def _answered(scenes: Sequence[Scene], found: list[Finding], order: int) -> bool:
    """Whether a short sentence answers the question before it: "No.", "It's not.", "Apple says yes"."""
    scene, before = scenes[order], scenes[order - 1]
    words = [word for word in scene.words(scene.first, scene.last) if word not in QUOTES]
    if "yes" in words and not _WISHING.isdisjoint(words):
        return True
    if "yes" not in words and " ".join(words) not in _NO:
        return False
    asked = [at for at in range(max(0, len(found) - 4), len(found)) if found[at].order == order - 1]
    question = "?" in before.text.words[before.sentence.last - 2 : before.sentence.last]
    if asked and question and "yes" in words and not scene.dates:
        for at in asked:
            if found[at].status is Status.RUMOURED:
                found[at] = replace(found[at], status=Status.CONFIRMED)
        return True
    if " ".join(words) not in _NO:
        return False
    _take_back(found, asked, order, untrue="true" in before.vocabulary, alone=len(words) <= 2 or question)
    return True


def _take_back(found: list[Finding], asked: Sequence[int], order: int, *, untrue: bool, alone: bool) -> None:
    """What the sentence before said is superseded where it was called true or not, or else was never said."""
    if asked and untrue:
        for at in asked:
            found[at] = replace(found[at], status=Status.SUPERSEDED)
    elif alone:
        while found and found[-1].order == order - 1:
            found.pop()


_WISHING = frozenset({"'d", "love", "wish", "hope", "hoping"})
"""With one of these a yes is only wished for: "I'd love to say yes"."""
_LONGEST = 10
_BRIEF = 6
"""No longer is an answer."""
_NO = frozenset(
    (
        "no .",
        "no !",
        "nope .",
        "it 's not .",
        "it isn 't .",
        "it is not .",
        "not true .",
        "it won 't .",
        "they aren 't .",
        "i don 't think so .",
        "we don 't think so .",
        "i doubt it .",
        "we doubt it .",
        "probably not .",
        "not likely .",
        "unlikely .",
        "sadly not .",
        "sadly , no .",
        "afraid not .",
        "i 'm afraid not .",
        "no chance .",
        "not a chance .",
    )
)
"""Answers that deny, their words apart."""
