"""A stand-in for Discord: a gateway and the HTTP API on loopback, for the real discord.py to talk to.

It knows what Marquee uses and no more: no voice, no invites, no members' lists. What it answers is judged by Discord's
own description of its API where that is at hand, so that it can't drift from the real thing unnoticed.
"""

from standin.faults import Fault
from standin.gateway import PRIVILEGED
from standin.interactions import Interaction
from standin.rates import Rates
from standin.server import TOKEN, Request, StandIn
from standin.world import Channel, Guild, Kind, Permission, Role, User, World

__all__ = [
    "PRIVILEGED",
    "TOKEN",
    "Channel",
    "Fault",
    "Guild",
    "Interaction",
    "Kind",
    "Permission",
    "Rates",
    "Request",
    "Role",
    "StandIn",
    "User",
    "World",
]
