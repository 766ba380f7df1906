"""Makes Python import as it does without Qt: whoever builds the program imports this before its own modules.

PySide6 reads the source of every module that is imported after it, to see whether that asks for its optional
spellings. None of ours does; reading ours and pyqtgraph's costs a tenth of a second.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401  # changes how Python imports, if nobody has asked for it yet

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
