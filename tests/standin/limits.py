"""Limits that Discord's documentation states and its description does not: each breach as Discord words it."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_MESSAGE_KEYS = frozenset(
    [
        "content",
        "embeds",
        "allowed_mentions",
        "components",
        "flags",
        "nonce",
        "enforce_nonce",
        "tts",
        "attachments",
        "message_reference",
        "sticker_ids",
        "poll",
        "thread_name",
        "applied_tags",
        "username",
        "avatar_url",
    ]
)
_FLAGS = 1 << 2 | 1 << 6 | 1 << 12 | 1 << 15
"""SUPPRESS_EMBEDS, EPHEMERAL, SUPPRESS_NOTIFICATIONS and IS_COMPONENTS_V2."""


def breaches(body: Json, *, edit: bool = False) -> Iterator[str]:
    """What is wrong with a message's body.

    Args:
        body: the message as it was sent.
        edit: whether it changes a message, which may leave everything out.
    """
    unknown = set(body) - _MESSAGE_KEYS
    if unknown:
        yield f"unknown keys {sorted(unknown)}"
    content = body.get("content") or ""
    flags = body.get("flags") or 0
    if len(content) > 2000:
        yield "content: Must be 2000 or fewer in length."
    if flags & ~_FLAGS:
        yield f"flags: unknown bits {flags & ~_FLAGS:#x}"
    embeds = body.get("embeds") or []
    if sum(map(_size, embeds)) > 6000:
        yield "embeds: Embed size exceeds maximum size of 6000"
    components = body.get("components") or []
    if flags & 1 << 15:
        if content or embeds:
            yield "components v2: neither content nor embeds with them"
    elif len(components) > 5:
        yield "components: Must be 5 or fewer in length."
    filled = content or embeds or components or body.get("sticker_ids") or body.get("poll") or body.get("attachments")
    if not filled and not edit:
        yield "Cannot send an empty message"
    yield from _components(components)


def _size(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
    texts.append((embed.get("author") or {}).get("name"))
    texts += [text for entry in embed.get("fields") or [] for text in (entry["name"], entry["value"])]
    return sum(len(text) for text in texts if text)


def _components(components: list[Json]) -> Iterator[str]:
    seen: set[str] = set()
    for component in _walk(components):
        if component["type"] == 2 and component.get("style") not in {5, 6} and not component.get("custom_id"):
            yield "components: A custom id is required"
        identity = component.get("custom_id")
        if identity in seen:
            yield f"components: Component custom id cannot be duplicated: {identity}"
        if identity:
            seen.add(identity)


def _walk(components: list[Json]) -> Iterator[Json]:
    for component in components:
        yield component
        yield from _walk(component.get("components") or [])
        if isinstance(component.get("accessory"), dict):
            yield component["accessory"]
