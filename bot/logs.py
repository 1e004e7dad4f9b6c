"""The log's lines."""

import logging
from types import TracebackType

from bot.lines import visible

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LineFormatter(logging.Formatter):
    """One line a record, a traceback's lines below it, and nothing in them that a terminal would obey."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name it overrides
        """The record on one line."""
        return visible(super().formatMessage(record))

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name it overrides
        """The traceback on its lines."""
        return visible(super().formatException(ei), "\n")
