"""Slash commands are registered only when they have changed: Discord allows two hundred creations a day."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.client import MarqueeBot

_KEPT = (
    "type",
    "name",
    "description",
    "options",
    "default_member_permissions",
    "contexts",
    "integration_types",
    "required",
    "autocomplete",
    "choices",
    "min_value",
    "max_value",
    "channel_types",
    "value",
)


async def register_commands(bot: "MarqueeBot") -> bool:
    """Register the bot's commands with Discord unless it has just these; whether it was necessary."""
    there = await bot.http.get_global_commands(bot.application_id or 0)
    here = [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
    if _sorted(there) == _sorted(here):
        return False
    await bot.tree.sync()
    return True


def _sorted(commands: "list[Any]") -> list[Any]:
    canonical = [_canonical(command) for command in commands]
    return sorted(canonical, key=lambda command: (str(command.get("type")), str(command["name"])))


def _canonical(value: Any) -> Any:  # noqa: ANN401 - JSON
    """What makes a command what it is, without ids, versions and what is as good as left out."""
    if isinstance(value, dict):
        shown = {key: _canonical(value[key]) for key in _KEPT if key in value}
        shown = {key: entry for key, entry in shown.items() if entry not in (None, False, [], "")}
        if "default_member_permissions" in shown:
            shown["default_member_permissions"] = str(shown["default_member_permissions"])
        if "contexts" in shown:
            shown["contexts"] = sorted(shown["contexts"])
        return shown
    return [_canonical(entry) for entry in value] if isinstance(value, list) else value
