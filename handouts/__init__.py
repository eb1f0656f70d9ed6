"""Sheets to hand out: the built pages, printed by a browser."""
