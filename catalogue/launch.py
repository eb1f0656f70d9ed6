"""What is public, and what is still a preview."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.catalogue import Catalogue
from catalogue.guides import Guide
from catalogue.records import (
    SECTIONS,
    Advice,
    Claim,
    FirstAid,
    Language,
    Record,
    SafetyRule,
    Sign,
)


def public_kinds(catalogue: Catalogue) -> frozenset[str]:
    """Return the kinds of text that are public in the Catalogue's language; none while all is a preview."""
    return frozenset(catalogue.get(Language, catalogue.language).public)


def is_preview(catalogue: Catalogue) -> bool:
    """Return whether nothing is public yet."""
    return not public_kinds(catalogue)


def is_page_public(catalogue: Catalogue, own: Iterable[Record], shown: Iterable[Record]) -> bool:
    """Return whether a page is public: all that it claims is of a public kind, and its safety is signed.

    `own` are the records that the page is about, `shown` all that it shows. In another language, a qualified
    translator has also checked all of these.
    """
    kinds = kinds_of_page(own, shown)
    public = not is_preview(catalogue) and kinds <= public_kinds(catalogue)
    return public and not unsigned_safety(shown) and not any(map(catalogue.is_unchecked, shown))


def is_guide_public(catalogue: Catalogue, guide: Guide, shown: Iterable[Record]) -> bool:
    """Return whether a guide is public: guides are, and this one and the safety that it shows are signed.

    In another language, a qualified translator has also checked the guide and all that it shows.
    """
    signed = guide.head.reviewed_on is not None
    public = "guides" in public_kinds(catalogue) and signed and not unsigned_safety(shown)
    return public and not any(map(catalogue.is_unchecked, (guide, *shown)))


def kinds_of_page(own: Iterable[Record], shown: Iterable[Record]) -> set[str]:
    """Return the kinds of text that a page is about; one that claims nothing itself goes by what it shows."""
    return _kinds_of(own) or _kinds_of(shown)


def unsigned_safety(records: Iterable[Record]) -> tuple[Claim, ...]:
    """Return the warning signs, first aid and safety among these records that nobody has signed."""
    return tuple(
        record
        for record in records
        if isinstance(record, Sign | FirstAid | SafetyRule | Advice) and record.reviewed_on is None
    )


def _kinds_of(records: Iterable[Record]) -> set[str]:
    models = {type(record) for record in records if isinstance(record, Claim)}
    return {section.name for section in SECTIONS if section.model in models}
