from __future__ import annotations

import re

from catalogue.entries import Records, Violations, protects
from catalogue.problems import quote
from catalogue.records import Sign, Tier

# Orders that belong to a case (`branches`) or to the way to act, so that they read the same everywhere.
ORDER = re.compile(r"\bcall(?:s|ing)? 911\b|\bemergency (?:room|department)\b", re.IGNORECASE)
FIELDS = ("details", "do_now", "afterwards")


@protects("a parent, who recognizes an order by its words", may_be_excepted=True)
def find(records: Records) -> Violations:
    titles = {
        entry.record.id: entry.record.title.lower()
        for entry in records.of(Tier)
        if not entry.record.emergency
    }
    for entry in records.of(Sign):
        own = [titles[tier] for tier in entry.record.tiers if tier in titles]
        for field in FIELDS:
            text = getattr(entry.record, field) or ""
            if order := ORDER.search(text):
                advice = "is an order for one case. Write the case under branches, with its act_now."
                yield entry.problem((field,), f"{quote(order[0])} {advice}")
            elif title := next((each for each in own if each in text.lower()), None):
                advice = "is what the tier says already. Write only what else to do, or delete it."
                yield entry.problem((field,), f"{quote(title)} {advice}")
