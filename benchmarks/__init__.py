"""What the program holds itself to, measured: ``python -m benchmarks`` from the checkout.

Every figure is a ratio against a floor or a peer measured in the same run, turn by turn.
"""
