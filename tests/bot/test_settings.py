"""Settings: what the environment may say, what is refused and how, and that .env.example names them all."""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings, unknown_names

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("MARQUEE_", "DISCORD_")):
            monkeypatch.delenv(name)


def names() -> set[str]:
    return {str(field.validation_alias) for field in Settings.model_fields.values()}


def test_without_any_setting_there_are_sensible_ones() -> None:
    settings = load_settings(None)
    assert settings.discord_token is None
    assert settings.database.startswith("sqlite+aiosqlite:///")
    assert (settings.prefix, settings.leads, settings.zone, settings.web_port) == ("!", (7, 1, 0), "UTC", None)


@pytest.mark.parametrize(
    ("name", "value", "field", "right"),
    [
        ("MARQUEE_NOW", "2016-08-20", "now", datetime(2016, 8, 20, tzinfo=UTC)),
        ("MARQUEE_NOW", "2016-08-20T02:00:00+02:00", "now", datetime(2016, 8, 20, tzinfo=UTC)),
        ("MARQUEE_LEADS", "1, 14,0,1", "leads", (14, 1, 0)),
        ("MARQUEE_EDITORS", "1234,5678", "editors", (1234, 5678)),
        ("MARQUEE_EDITOR_ROLES", "12, 34", "editor_roles", (12, 34)),
        ("MARQUEE_EDITORS_CHANNEL", "56", "editors_channel", 56),
        ("MARQUEE_EDITORS_CHANNEL", "", "editors_channel", None),
        ("MARQUEE_WEB_PORT", "8080", "web_port", 8080),
        ("MARQUEE_WEB_PORT", "", "web_port", None),
        ("MARQUEE_WEB_URL", "https://premieres.example.org", "web_url", "https://premieres.example.org"),
        ("MARQUEE_WEB_URL", "HTTP://127.0.0.1:8080/", "web_url", "http://127.0.0.1:8080"),
        ("MARQUEE_WEB_URL", "https://[2001:db8::1]:8443", "web_url", "https://[2001:db8::1]:8443"),
        ("MARQUEE_WEB_URL", "", "web_url", None),
        ("MARQUEE_FETCH_ALLOW_PRIVATE", "1", "fetch_allow_private", True),
        ("MARQUEE_LOG_LEVEL", "debug", "log_level", "DEBUG"),
        ("MARQUEE_PREFIX", "m!", "prefix", "m!"),
        ("MARQUEE_ZONE", "Europe/Berlin", "zone", "Europe/Berlin"),
    ],
)
def test_values_that_are_understood(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, field: str, right: object
) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(load_settings(None), field) == right


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MARQUEE_NOW", "yesterday"),
        ("MARQUEE_NOW", "0001-01-01T00:00+02:00"),
        ("MARQUEE_LEADS", "seven"),
        ("MARQUEE_LEADS", "-1"),
        ("MARQUEE_LEADS", "366"),
        ("MARQUEE_LEADS", ","),
        ("MARQUEE_EDITORS", "somebody"),
        ("MARQUEE_EDITOR_ROLES", "mods"),
        ("MARQUEE_EDITORS_CHANNEL", "#editors"),
        ("MARQUEE_EDITORS_CHANNEL", "-1"),
        ("MARQUEE_WEB_PORT", "0"),
        ("MARQUEE_WEB_PORT", "http"),
        ("MARQUEE_WEB_URL", "premieres.example.org"),
        ("MARQUEE_WEB_URL", "ftp://premieres.example.org"),
        ("MARQUEE_WEB_URL", "https://name:secret@premieres.example.org"),
        ("MARQUEE_WEB_URL", "https://premieres.example.org/marquee"),
        ("MARQUEE_WEB_URL", "https://premieres.example.org/?a"),
        ("MARQUEE_WEB_URL", 'https://premieres.example.org"><script>'),
        ("MARQUEE_FETCH_ALLOW_PRIVATE", "perhaps"),
        ("MARQUEE_LOG_LEVEL", "LOUD"),
        ("MARQUEE_PREFIX", "two words"),
        ("MARQUEE_ZONE", "Mars/Olympus"),
        ("MARQUEE_ZONE", "../../etc/passwd"),
        ("DISCORD_API_URL", "discord"),
        ("DISCORD_GATEWAY_URL", "http://127.0.0.1"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    assert re.fullmatch(rf"{name} has a value that can't be used; write .+\.", str(caught.value))


def test_the_file_is_read_and_the_environment_beats_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / ".env"
    file.write_text("MARQUEE_PREFIX=?\nMARQUEE_ZONE=Europe/Berlin\n", "utf-8")
    monkeypatch.setenv("MARQUEE_PREFIX", "%")
    settings = load_settings(file)
    assert (settings.prefix, settings.zone) == ("%", "Europe/Berlin")


def test_the_command_line_beats_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARQUEE_DATABASE", "sqlite:///a")
    assert load_settings(None, MARQUEE_DATABASE="sqlite:///b").database == "sqlite:///b"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(file)


def test_a_file_of_another_user_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / ".env").write_text("MARQUEE_PREFIX=?\n", "utf-8")
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(SettingsError, match=r"\.env can't be read: Permission denied"):
        load_settings(tmp_path / ".env")


def test_a_catalogue_may_lie_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("MARQUEE_CATALOGUE", "~/shows.toml")
    assert load_settings(None).catalogue == Path("/home/ada/shows.toml")


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very.secret.token")
    assert "secret" not in repr(load_settings(None))
    monkeypatch.setenv("MARQUEE_WEB_PORT", "very.secret.token")
    with pytest.raises(SettingsError) as caught:
        load_settings(None)
    assert "secret" not in str(caught.value)


def test_the_example_names_every_setting_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    assert set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)) == names()


def test_the_example_is_valid_as_it_stands_and_with_every_line_switched_on(tmp_path: Path) -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    file = tmp_path / ".env"
    for text in (example, re.sub(r"^# ([A-Z_]+=)", r"\1", example, flags=re.MULTILINE)):
        file.write_text(text, "utf-8")
        load_settings(file)


def test_names_that_only_look_like_settings_are_found_wherever_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".env"
    file.write_text("MARQUEE_LEAD=7\nmarquee_leads=7\nDISCORD_TOKEN=a.secret.token\nEDITOR=vi\n", "utf-8")
    monkeypatch.setenv("MARQUEE_WEBPORT", "8080")
    monkeypatch.setenv("MARQUEE_ZONE", "UTC")
    assert unknown_names(file) == ("MARQUEE_LEAD", "MARQUEE_WEBPORT")
    assert unknown_names(None) == unknown_names(tmp_path / "none") == ("MARQUEE_WEBPORT",)
