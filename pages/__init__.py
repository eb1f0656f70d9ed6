"""Turns the catalogue into pages: views, rendered to HTML."""
