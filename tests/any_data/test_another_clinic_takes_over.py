"""For the next clinic: with its own data/clinic.yaml and data/state/, no page names the former one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from catalogue.catalogue import Catalogue
from catalogue.records import Contact
from catalogue.state import build_time
from tests.any_data.conftest import in_english_only
from tests.conftest import ROOT, build_site
from tests.raw_records import RawRecords

# The made-up state has the ids that the guides of the clinic use. A clinic that takes the project over
# translates its own texts anew.
pytestmark = [pytest.mark.wording, pytest.mark.usefixtures("language"), in_english_only]

ANOTHER = ROOT / "tests/another_clinic"
# What stays as it is: the names of sources, and the history of changes.
SOURCES = 'a[href*="#source-"], [id^="source-"]'
LINE_OF_A_SOURCE = re.compile(r"(?m)^data/sources\.yaml:.*$")
HISTORY = ("changes", "data/sources", "data/changes")


@pytest.fixture(scope="module")
def taken_over(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project after the steps for another clinic."""
    ignored = shutil.ignore_patterns(
        ".git", ".venv", ".build", "site", "node_modules", ".*_cache", "__pycache__"
    )
    folder = tmp_path_factory.mktemp("another")
    project = Path(shutil.copytree(ROOT, folder / "project", ignore=ignored))
    shutil.rmtree(project / "translations")
    shutil.rmtree(project / "data/state")
    shutil.copytree(ANOTHER / "state", project / "data/state")
    path = project / "data/clinic.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["site"] |= yaml.safe_load((ANOTHER / "site.yaml").read_text(encoding="utf-8"))
    (clinic,) = (each for each in data["contacts"] if each["id"] == "clinic")
    clinic |= {
        "title": data["site"]["clinic"],
        "url": data["site"]["website"],
        "explain": "The clinic that owns this site.",
    }
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    return build_site(project, folder / "site", SOURCE_DATE_EPOCH=str(build_time()))


def texts_of(site: Path) -> Iterator[tuple[str, str]]:
    """Yield each file of a site with its texts, without what stays as it is."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix not in {".html", ".json", ".csv", ".txt", ".xml", ".js"} or name.startswith(HISTORY):
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            page = LexborHTMLParser(text)
            for node in page.css(SOURCES):
                node.decompose()
            text = page.html or ""
        yield name, LINE_OF_A_SOURCE.sub("", text)


def test_no_page_names_the_former_clinic_or_state(
    taken_over: Path, catalogue: Catalogue, raw: RawRecords
) -> None:
    own = yaml.safe_load((ROOT / "data/state/contacts.yaml").read_text(encoding="utf-8"))["contacts"]
    phones = [catalogue.get(Contact, each["id"]).phone for each in own]
    addresses = [catalogue.site.website, *(catalogue.get(Contact, each["id"]).url for each in own)]
    hosts = [urlsplit(each).netloc.removeprefix("www.") for each in addresses if each]
    # What its program calls itself, such as "(NJEIS)" after its name.
    names = re.findall(r"\(([A-Z]{3,})\)", " ".join(each["title"] for each in own))
    former = [catalogue.site.clinic, catalogue.site.state, *filter(None, phones), *hosts, *names]
    pattern = re.compile("|".join(map(re.escape, former)))
    found = {name: sorted(set(pattern.findall(text))) for name, text in texts_of(taken_over)}
    assert not {name: names for name, names in found.items() if names}


def test_its_own_number_clinic_and_facts_are_there(taken_over: Path) -> None:
    texts = dict(texts_of(taken_over))
    assert "800-555-0100" in texts["index.html"]
    assert "Example Therapy" in texts["index.html"]
    assert "In Example State, no family pays for it." in texts["guides/get-help/index.html"]
    assert "Example State Department of Health" in (taken_over / "guides/get-help/index.html").read_text(
        encoding="utf-8"
    )
