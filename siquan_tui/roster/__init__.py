"""The roster (花名册): a village's seats and who fills them, from one date to another."""
