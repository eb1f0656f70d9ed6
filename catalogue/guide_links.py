"""The guides to read about an age, a warning sign or an activity."""

from __future__ import annotations

from catalogue.catalogue import Catalogue
from catalogue.records import Activity, Age, GuideLink, Sign


def guides_about(catalogue: Catalogue, record: Age | Sign | Activity) -> tuple[GuideLink, ...]:
    """Return the guides that a record links to."""
    return tuple(link for link in catalogue.all(GuideLink) if record.id in _linked_from(link, record))


def _linked_from(link: GuideLink, record: Age | Sign | Activity) -> tuple[str, ...]:
    match record:
        case Age():
            return link.ages
        case Sign():
            return link.signs
        case Activity():
            return link.activities
