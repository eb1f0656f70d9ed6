from __future__ import annotations

from urllib.parse import urlsplit

from catalogue.entries import Records, Violations, protects
from catalogue.problems import did_you_mean

# Endings of web addresses that this site is likely to use.
ENDINGS = "app au ca ch com de edu eu gov health ie info int io mil net nz org uk us za"
KNOWN = frozenset(ENDINGS.split())


@protects(
    "a parent who would tap a link that leads nowhere, or to a stranger",
    may_be_excepted=True,
    stops=False,
)
def find(records: Records) -> Violations:
    for entry in records.all():
        for field in ("url", "website"):
            host = urlsplit(getattr(entry.record, field, None) or "").hostname
            ending = host.rpartition(".")[2] if host else ""
            if ending and ending not in KNOWN:
                meant = did_you_mean(ending, KNOWN) or " Open it to check."
                sentence = f'few web addresses end in ".{ending}".{meant}'
                yield entry.problem((field,), sentence)
