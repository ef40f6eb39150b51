"""``python -m siquan_tui`` is ``siquan``."""

import sys

from siquan_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
