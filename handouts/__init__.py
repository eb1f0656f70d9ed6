"""Handouts: PDFs of built pages, printed by a browser."""
