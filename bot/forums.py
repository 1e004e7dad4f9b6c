"""Posts in forums. A nonce is not documented for them, so an earlier attempt is looked for among them."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import discord

from bot.embeds import cut
from bot.views import nonce_of

if TYPE_CHECKING:
    from discord.channel import ForumTag

TITLE = 100
"""Characters of a post's title."""
TAGS = 5


async def make_post(
    forum: discord.ForumChannel,
    title: str,
    wanted: Collection[str] = (),
    **message: Any,  # noqa: ANN401 - the parts of a message
) -> discord.Message:
    """Make a post.

    Args:
        forum: where.
        title: its title, cut to Discord's limit.
        wanted: names of tags that it bears where the forum has them, in lower case.
        message: what `send` takes for its first message.
    """
    tags = _tags(forum, wanted)
    made = await forum.create_thread(name=cut(title, TITLE), applied_tags=tags, **message)
    return made.message


async def find_post(forum: discord.ForumChannel, title: str, nonce: str) -> discord.Message | None:
    """The first message of the open post under `title` that carries `nonce`, if there is one."""
    for thread in forum.threads:
        if thread.owner_id == forum.guild.me.id and thread.name == cut(title, TITLE):
            # A post's first message has the post's own id.
            opening = await thread.fetch_message(thread.id)
            if nonce_of(opening) == nonce:
                return opening
    return None


def _tags(forum: discord.ForumChannel, wanted: Collection[str]) -> "list[ForumTag]":
    """The tags that were wanted; the forum's first where there is none of them and it takes no post without one."""
    # Some tags are for those who may manage threads.
    all_mine = forum.permissions_for(forum.guild.me).manage_threads
    usable = [tag for tag in forum.available_tags if all_mine or not tag.moderated]
    chosen = [tag for tag in usable if tag.name.casefold() in wanted]
    return (chosen or (usable[:1] if forum.flags.require_tag else []))[:TAGS]
