"""``python -m siquan_tui`` is ``siquan``."""

from siquan_tui.cli import main

if __name__ == "__main__":
    main()
