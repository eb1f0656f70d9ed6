"""For the parent: a chart is long enough for everything it draws, whatever is in the records."""

from __future__ import annotations

import re
from pathlib import Path

from catalogue.catalogue import Catalogue
from catalogue.check import check_records
from pages.plan import plan_pages
from pages.render import Renderer
from tests.conftest import ROOT, TODAY
from tests.test_editor_breaks_a_rule import edit


def components(data: Path) -> str:
    """Return the page that shows every chart."""
    catalogue = Catalogue(check_records(data, TODAY))
    (page,) = (page for page in plan_pages(catalogue) if page.path == "components.md")
    return Renderer(catalogue, ROOT / "templates", ROOT / "docs").page(page)


def test_a_window_beyond_18_months_is_drawn_whole(data: Path) -> None:
    edit(data, "milestones.yaml", "who-walks-alone", r"    to: [\d.]+", "    to: 26")
    html = components(data)
    width = int(re.findall(r'viewBox="0 0 (\d+) \d+" role="img"', html)[0])
    bars = re.findall(r'<rect[^>]* x="([\d.]+)"[^>]* width="([\d.]+)"', html)
    assert bars
    assert all(float(x) + float(length) <= width for x, length in bars)


def test_an_aim_of_more_minutes_is_drawn_whole(data: Path) -> None:
    edit(data, "house/tummy-time.yaml", "tummy-time-until-moving", r"    at_least: 30", "    at_least: 110")
    ends = [
        float(end) for end in re.findall(r'class="app-bar__span" d="M[\d.]+ 3H([\d.]+)"', components(data))
    ]
    assert ends
    assert max(ends) <= 100
