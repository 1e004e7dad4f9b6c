"""The benchmark of size, small."""

import json

import pytest

from benchmarks import size


def test_a_small_world_is_built_measured_and_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert size.main(["--claims", "200", "--json", "--times", "2"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["size"] == {"claims": 200, "shows": 10, "follows": 20, "past": 200}
    promises = {measure["what"]: measure["promise"] for measure in told["measures"]}
    assert promises["keep a new article (read, weigh, store)"] == 20
    assert {promises[each] for each in ("next", "what is due", "housekeeping with nothing to do")} == {10}
    assert told["grown"] < 20
    assert all(measure["median"] <= measure["worst"] for measure in told["measures"])

    assert size.main(["--claims", "200", "--times", "2"]) == 0
    assert "200 claims" in capsys.readouterr().out


def test_what_was_built_is_measured_again(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    where = f"{tmp_path}/size.db"
    for _ in range(2):
        assert size.main(["--claims", "200", "--json", "--times", "2", "--at", where]) == 0
    assert "building" in capsys.readouterr().err
