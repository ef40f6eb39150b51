"""The console itself, on a data folder, without the command line around it.

python -m benchmarks.console DATA VILLAGE BOOK
"""

from __future__ import annotations

import sys
from pathlib import Path

from screens.run import run_console
from siquan_tui.office import Office

if __name__ == "__main__":
    data, village, book = sys.argv[1:]
    sys.exit(run_console(Office(Path(data)), book=(village, book)))
