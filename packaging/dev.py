"""The one command for people who build Spine Studio: dev.py setup | run | test | bench | fuzz | build."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older Python deserves a sentence, not a traceback
    sys.exit("Spine Studio needs Python 3.11 or later; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031 - the same

from dev_commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
