"""Where the machine keeps a person's settings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def settings_file() -> Path:
    """The file of the settings; it need not be there, nor its folder."""
    # Qt is asked, for it is there before the first picture anyway; another library would delay that.
    configs = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(configs) / "Spine Studio" / "settings.json"
