"""Build `keep.js`, the service worker that keeps pages for a bad signal, and the list of what it keeps.

Only a reader who asks for it has it (`docs/assets/js/keep-pages.js`). With `keep_pages: false` in
data/clinic.yaml, `keep.js` is one that takes itself and everything kept off the device.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import policy
from catalogue import growth, play, urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Age
from catalogue.state import build_time
from pages.addresses import Addresses
from pages.render import Renderer
from pages.scripts import as_json, fill_in
from pages.views.page import url_of

WORKER = "keep.js"
LIST = "keep.json"

DAYS = 30
"""How long after the last visit online a device shows what it kept. Words name it, too."""

# What every reader who keeps pages gets, besides the pages of an age.
_ALWAYS = ("urgent.md", "signs.md", "guides/get-help.md", "activities/index.md")

_FOLDER = Path(__file__).resolve().parent / "worker"


def kept_pages(catalogue: Catalogue, renderer: Renderer, address: str) -> Iterator[tuple[str, str]]:
    """Yield (path in the site, text) of the worker and of its list; `address` is that of the site."""
    if not catalogue.site.keep_pages:
        yield WORKER, _served("end", {})
        return
    folder = renderer.scripts.folder
    deploy = hashlib.sha256(f"{build_time()} {folder} {address}".encode()).hexdigest()[:8]
    line = renderer.say("kept-line", date="{date}")
    constants = {
        "DEPLOY": deploy,
        "SCRIPTS": folder,
        "LINE": line,
        "DAYS": DAYS,
        "LANGUAGE": catalogue.language,
    }
    yield WORKER, _served("keep", constants)
    yield LIST, as_json({"old": _too_old(catalogue, renderer), "ages": _paths(catalogue, renderer)})


def _served(part: str, constants: dict[str, object]) -> str:
    """Return the text of the worker: what takes all off the device, and then one of two parts."""
    text = "".join((_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in ("leave", part))
    return fill_in(f"{{{text}}}", constants)  # the minifier shortens only names inside a block


def _paths(catalogue: Catalogue, renderer: Renderer) -> dict[str, list[str]]:
    """Return what is kept for each age: its page, its activities, what every reader gets, and the scripts."""
    addresses = Addresses(catalogue)
    scripts = [path for path in renderer.scripts.files if path.startswith(renderer.scripts.folder)]
    always = [*map(url_of, _ALWAYS), *scripts]
    return {
        age.id: [addresses.of(age), *dict.fromkeys(map(addresses.of, _activities(catalogue, age))), *always]
        for age in catalogue.ages
    }


def _activities(catalogue: Catalogue, age: Age) -> Iterator[Activity]:
    """Yield the activities of an age, and those of other ages that practice its milestones."""
    yield from play.activities_at(catalogue, age)
    for point in growth.by_now_at(catalogue, age):
        for milestone in point.members:
            yield from play.activities_building(catalogue, milestone)


def _too_old(catalogue: Catalogue, renderer: Renderer) -> str:
    """Return the page that takes the place of a kept one after its time, with every number to call."""
    html = renderer.part(
        "too-old.html",
        here="",
        emergency=urgency.emergency_contact(catalogue),
        contacts=urgency.contacts(catalogue, *catalogue.site.urgent_contacts),
    )
    return policy.add_policy(html)
