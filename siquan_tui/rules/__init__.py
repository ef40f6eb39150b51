"""Rules as data, decided in whole numbers. No terminal, no disk, no clock in here
(only ``rulebook`` reads files)."""
