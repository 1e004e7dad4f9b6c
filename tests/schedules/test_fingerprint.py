import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schedules.fingerprint import Signature, fingerprint, overlap, same_voice, signature, voices
from schedules.model import Article

WORDS = [f"word{number}" for number in range(2000)]


def story(seed: int, length: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)  # noqa: S311 - test data


def sketch(words: list[str]) -> Signature:
    return signature(Article(" ".join(words)))


ORIGINAL = story(1)


def test_the_same_words_have_one_fingerprint_however_they_are_written() -> None:
    first = Article("Luke Cage – “returns”\n\non March 8.", "A Date", url="https://a.example/")
    second = Article("  luke CAGE - 'returns' on\u00a0March 8", "a date", url="https://b.example/")
    assert fingerprint(first) == fingerprint(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Article("on March 8"), Article("on March 9")),
        (Article("on March 8", "One"), Article("on March 8", "Two")),
        (Article("one two"), Article("onetwo")),
        (Article("two", "one"), Article("one two")),
        (Article(""), Article("x")),
    ],
)
def test_other_words_have_another_fingerprint(first: Article, second: Article) -> None:
    assert fingerprint(first) != fingerprint(second)


def altered(share: float) -> list[str]:
    rng = random.Random(3)  # noqa: S311
    return [word if rng.random() > share else "other" for word in ORIGINAL]


COPIES = {
    "itself": ORIGINAL,
    "a word in fifty changed": altered(0.02),
    "an introduction of its own": story(2, 60) + ORIGINAL,
    "a comment of its own": ORIGINAL + story(2, 200),
    "cut to two thirds": ORIGINAL[:270],
    "a paragraph left out": ORIGINAL[:150] + ORIGINAL[220:],
    "paragraphs in another order": ORIGINAL[200:] + ORIGINAL[:200],
}


@pytest.mark.parametrize("words", COPIES.values(), ids=COPIES)
def test_a_near_copy_speaks_with_the_same_voice(words: list[str]) -> None:
    assert same_voice(sketch(ORIGINAL), sketch(words))
    assert same_voice(sketch(words), sketch(ORIGINAL))
    assert len(set(voices({"a": sketch(words), "b": sketch(ORIGINAL)}).values())) == 1


OTHERS = {
    "another story": story(2),
    "the same words in other order": random.Random(5).sample(ORIGINAL, len(ORIGINAL)),  # noqa: S311
    "a quoted paragraph": story(2, 300) + ORIGINAL[:60],
    "half its words changed": altered(0.5),
    "an anthology with the story in it": story(2, 2000) + ORIGINAL,
    "nothing": [],
}


@pytest.mark.parametrize("words", OTHERS.values(), ids=OTHERS)
def test_another_text_is_another_voice(words: list[str]) -> None:
    assert not same_voice(sketch(ORIGINAL), sketch(words))
    assert len(set(voices({"a": sketch(words), "b": sketch(ORIGINAL)}).values())) == 2


def test_short_texts_are_one_voice_only_when_alike() -> None:
    note = signature(Article("Netflix sets March 8"))
    assert same_voice(note, signature(Article("netflix sets March 8!")))
    assert not same_voice(note, signature(Article("Netflix sets March 9")))


def test_voices_spread_through_copies_of_copies() -> None:
    chain = {
        "c": sketch(ORIGINAL),
        "b": sketch(ORIGINAL[100:] + story(7, 100)),
        "a": sketch(ORIGINAL[200:] + story(7, 100) + story(8, 100)),
        "z": sketch(story(9)),
    }
    assert not same_voice(chain["c"], chain["a"])
    assert voices(chain) == {"a": "a", "b": "a", "c": "a", "z": "z"}


_TEXTS = st.lists(st.sampled_from("a b c d e f g h".split()), max_size=40)  # noqa: SIM905


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from("mnopqrst"), _TEXTS), st.randoms())
def test_the_order_of_articles_makes_no_voice(texts: dict[str, list[str]], rng: random.Random) -> None:
    sketches = {name: sketch(words) for name, words in texts.items()}
    shuffled = list(sketches.items())
    rng.shuffle(shuffled)
    found = voices(sketches)
    assert voices(dict(shuffled)) == found
    assert all(found[voice] == voice for voice in found.values())


@settings(deadline=None)
@given(st.text())
def test_a_signature_can_be_stored(text: str) -> None:
    made = signature(Article(text))
    assert Signature.parse(str(made)) == made


@settings(deadline=None)
@given(_TEXTS, _TEXTS)
def test_overlap_is_mutual_and_a_share(first: list[str], second: list[str]) -> None:
    assert overlap(sketch(first), sketch(second)) == overlap(sketch(second), sketch(first))
    assert 0 <= overlap(sketch(first), sketch(second)) <= 1
