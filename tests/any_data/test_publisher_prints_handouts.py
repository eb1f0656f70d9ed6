"""For the publisher: the handouts of this content print, each on its paper, so the site can be published."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from catalogue.catalogue import Catalogue
from catalogue.records import LANGUAGE
from catalogue.state import build_time
from handouts.__main__ import print_sheets
from pages.plan import plan_pages
from tests.conftest import ROOT, build_site

# The address is printed on each sheet, so it is as long as one on GitHub Pages.
ADDRESS = "https://the-name-of-a-clinic.github.io/infant-ot-age-by-age/"


def test_every_handout_fits_its_paper_and_is_accessible(
    browser: Browser, catalogue: Catalogue, tmp_path: Path, language: str
) -> None:
    build_site(
        ROOT,
        tmp_path,
        language=language,
        HANDOUTS="true",
        SITE_URL=ADDRESS,
        SOURCE_DATE_EPOCH=str(build_time()),
    )
    planned = [page for page in plan_pages(catalogue) if page.handout]
    assert planned
    if language != LANGUAGE:
        by_kind = {page.url.split("/")[0]: page for page in planned}  # one of each
        planned = list(by_kind.values())
    assert not list(print_sheets(browser, ADDRESS, tmp_path, planned))
