"""The look as Qt takes it: a palette and one style sheet."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtGui import QColor, QPalette

from studio.paint.look import Look

_ROLES = {
    QPalette.ColorRole.Window: "win",
    QPalette.ColorRole.WindowText: "tx",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "tx",
    QPalette.ColorRole.PlaceholderText: "tx3",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "tx",
    QPalette.ColorRole.ToolTipBase: "tx",
    QPalette.ColorRole.ToolTipText: "card",
    QPalette.ColorRole.Highlight: "ac",
    QPalette.ColorRole.HighlightedText: "on_ac",
    QPalette.ColorRole.Accent: "ac",
    QPalette.ColorRole.Link: "ac_tx",
}


def palette(look: Look) -> QPalette:
    """The palette of a look; disabled text is the supporting colour."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, getattr(look, token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, look.tx3)
    return made


def _rgba(colour: QColor, opacity: float) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {opacity})"


def style_sheet(look: Look) -> str:
    """The one style sheet: buttons, menus, scroll bars and the areas of the window. It sets no fonts."""
    c = {
        part.name: value.name()
        for part in fields(look)
        if isinstance(value := getattr(look, part.name), QColor)
    }
    hover = _rgba(look.tx, 0.07)
    return f"""
    QToolTip {{ background: {c["tx"]}; color: {c["card"]}; border: 0; padding: 4px 8px; }}
    #toolbar {{ background: {c["win"]}; border-bottom: 1px solid {c["line"]}; }}
    #toolbar QToolButton {{ border: 2px solid transparent; border-radius: 8px; padding: 0 8px;
        color: {c["tx"]}; min-height: {look.grown(32)}px; }}
    #toolbar QToolButton:hover {{ background: {hover}; }}
    #toolbar QToolButton:checked {{ background: {c["ac_t"]}; color: {c["ac_tx"]}; }}
    #toolbar QToolButton:focus {{ border-color: {c["focus"]}; }}
    #toolbar QToolButton:disabled {{ color: {c["tx3"]}; }}
    #toolbar QToolButton::menu-indicator {{ image: none; }}
    QPushButton#play {{ background: {c["ac"]}; color: {c["on_ac"]}; border: 2px solid {c["ac"]};
        border-radius: 10px; min-height: {look.grown(36)}px; padding: 0 20px 0 14px; }}
    QPushButton#play:focus {{ border-color: {c["focus"]}; }}
    QPushButton#play:disabled {{ background: {c["well"]}; border-color: {c["well"]}; color: {c["tx3"]}; }}
    #separator {{ background: {c["line"]}; }}
    #library, #inspector, #timeline {{ background: {c["panel"]}; }}
    #page {{ background: {c["panel"]}; border-left: 1px solid {c["line"]}; }}
    #page QScrollArea, #inside {{ background: transparent; }}
    #centre {{ background: {c["win"]}; }}
    #status {{ background: {c["win"]}; border-top: 1px solid {c["line"]}; }}
    #status QLabel {{ color: {c["tx2"]}; }}
    QSplitter::handle {{ background: {c["line"]}; }}
    QSplitter::handle:hover {{ background: {c["ctl"]}; }}
    #notice {{ background: {c["warn_bg"]}; border: 0; border-bottom: 1px solid {c["warn_line"]}; }}
    #notice QLabel, #notice QPlainTextEdit {{ color: {c["warn_tx"]}; background: transparent; border: 0; }}
    #notice QPushButton {{ color: {c["warn_tx"]}; background: transparent; border: 1px solid {c["warn_line"]};
        border-radius: 6px; min-height: {look.grown(26)}px; padding: 0 10px; }}
    #notice QPushButton:focus {{ border: 2px solid {c["focus"]}; }}
    QMenu {{ background: {c["card"]}; color: {c["tx"]}; border: 1px solid {c["line"]}; padding: 6px 0; }}
    QMenu::item {{ padding: 6px 28px 6px 16px; }}
    QMenu::item:selected {{ background: {c["ac_t"]}; color: {c["ac_tx"]}; }}
    QMenu::item:disabled {{ color: {c["tx3"]}; }}
    QMenu::separator {{ height: 1px; background: {c["line"]}; margin: 6px 0; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
    QScrollBar::handle {{ background: {_rgba(look.ctl, 0.55)}; border-radius: 4px;
        min-height: 28px; min-width: 28px; }}
    QScrollBar::handle:hover {{ background: {c["ctl"]}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
