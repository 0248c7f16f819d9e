"""`python -m claims` is the command `factsheet`."""

from __future__ import annotations

import os
import sys

__all__ = ["main"]

_INTERRUPTED = 130


def main() -> None:
    """Run `factsheet` with the arguments of the process; it may be interrupted even while its modules load."""
    try:
        from claims.cli import main as run

        run()
    except KeyboardInterrupt:
        os.write(2, b"factsheet: interrupted; no changes were made\n")
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
