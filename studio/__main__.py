"""The door: `spine-studio`, `python -m studio`."""

from __future__ import annotations

import sys

from studio.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
