"""Text from files, made safe for the places where Qt would read markup or shortcuts into it."""

from __future__ import annotations


def tooltip(text: str) -> str:
    """A tooltip that shows exactly `text`; tooltips know no plain text, so it is escaped."""
    # html.escape would do, but its tables of entities cost start-up time.
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{safe}</qt>"


def label(text: str) -> str:
    """A button's or menu entry's words that show exactly `text`."""
    return text.replace("&", "&&")
