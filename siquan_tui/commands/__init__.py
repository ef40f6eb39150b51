"""The command-line modules, one a command; ``siquan_tui.cli`` joins them."""
