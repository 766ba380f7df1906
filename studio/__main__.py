"""The door: `spine-studio`, `python -m studio`."""

from __future__ import annotations

import sys

import studio.host.safe_path  # noqa: F401  # comes before everything that could be imported from elsewhere
from studio.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
