"""Drawings of babies and grown-ups, made from poses."""

from __future__ import annotations

import re
from pathlib import Path

POSES = Path(__file__).parent / "poses.yaml"

DRAWINGS = tuple(re.findall(r"(?m)^([\w-]+):", POSES.read_text(encoding="utf-8")))
"""The names of all drawings, which records can have; reading the file as YAML would slow each check."""
