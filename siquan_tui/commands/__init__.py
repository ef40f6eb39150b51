"""The command-line modules, one a command; ``line`` joins them."""
