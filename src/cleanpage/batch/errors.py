"""What ends a run."""

from __future__ import annotations


class BatchError(Exception):
    """A run cannot begin or go on; the message is one line for the user, and names the place."""


class NothingToDo(BatchError):  # noqa: N818 - no error, but what the user asked for is done
    """The run that is to be resumed is complete."""
