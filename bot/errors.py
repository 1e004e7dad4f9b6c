"""What went wrong with a command, as one sentence for the one who gave it."""

import logging

import discord
from discord import app_commands
from discord.ext import commands

from bot.embeds import CONTENT, cut, escape
from schedules import MarqueeError, UsageError

_log = logging.getLogger(__name__)

CLOSED = 50007
"""Discord's code for a member who takes no direct messages."""
CLOSED_SENTENCE = "You take no direct messages from me: let members of this server write to you, then ask again."
FORBIDDEN_SENTENCE = "Discord does not let me do that here; `settings` names the permissions that I need."
UNKNOWN = "Something went wrong here; it has been noted. Try again in a moment."


def cause_of(error: BaseException) -> BaseException:
    """The error within discord.py's wrappings."""
    while True:
        match error:
            case commands.CommandInvokeError() | commands.HybridCommandError() | commands.ConversionError():
                error = error.original
            case app_commands.CommandInvokeError():
                error = error.original
            case app_commands.TransformerError() if error.__cause__ is not None:
                error = error.__cause__
            case _:
                return error


class NoSuchCommandError(UsageError, commands.UserInputError):
    """A command has none of that name below it; the message names those that it has."""


def sentence_for(error: BaseException, command: str = "") -> str | None:
    """The sentence that answers an error; None where silence is the answer.

    Args:
        error: what went wrong.
        command: the command's name, for the hint at its help.

    Errors that nobody foresaw are logged, and answered without their text: it is not for strangers.
    """
    cause = cause_of(error)
    hint = f"`{f'help {command}'.rstrip()}` shows how it is written."
    match cause:
        case commands.CommandNotFound():
            # Other bots share the prefix.
            return None
        case MarqueeError():
            return cut(escape(str(cause)), CONTENT)
        case commands.CommandOnCooldown() | app_commands.CommandOnCooldown():
            return f"That was a lot at once; try again in {cause.retry_after:.0f} s."
        case commands.MissingRequiredArgument():
            return f"Something is missing: {escape(cause.param.name)}. {hint}"
        case commands.NoPrivateMessage():
            return "That is for a server; ask for it there."
        case commands.UserInputError():
            return f"I don't understand that; {hint}"
        case commands.CheckFailure() | app_commands.CheckFailure():
            return "You may not do that here."
        case discord.Forbidden():
            return CLOSED_SENTENCE if cause.code == CLOSED else FORBIDDEN_SENTENCE
        case app_commands.CommandNotFound():
            return "That command is not known any more; Discord will show the new ones in a moment."
    _log.error("A command failed", exc_info=cause)
    return UNKNOWN
