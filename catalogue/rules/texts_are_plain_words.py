from __future__ import annotations

import re

from catalogue.entries import Records, Violations, protects, texts_in
from catalogue.problems import quote

NOTE = re.compile(r"\b(?:TODO|FIXME|XXX+|TBD|TBA|[Ll]orem ipsum)\b|\b[Tt]odo:|\?\?\?")

# (what can't be meant for readers, the advice)
SIGNS = (
    (
        NOTE.pattern,
        "is a note to a writer. Write the text for a reader.",
    ),
    (
        r"\*\*|<!--|</?(?:a|b|br|div|em|h[1-6]|i|li|p|span|strong|u|ul)\b[^>]*>",
        "would be shown as it is: a record is plain text. Delete it.",
    ),
    (
        r"\]\s*\(",
        "would be shown as it is: a text has no links. Write the words alone.",
    ),
    (
        r"\bhttps?://\S*|\bwww\.\S*",
        "can't be tapped in a text. Name the page in words; put an address in a source or a contact.",
    ),
)
PATTERNS = tuple((re.compile(pattern), advice) for pattern, advice in SIGNS)
ANY_OF_THEM = re.compile("|".join(pattern for pattern, _ in SIGNS))

NUMBER = re.compile(r"\d{1,2}[.)]\s")
SECOND_STEP = re.compile(r"(?<=[.!?])\s+\d{1,2}[.)]\s+(?=[A-Z\"])|(?<=[.!?])\n\s*\S")


@protects("a parent who would read a note, a sign of another program or a dead address")
def find(records: Records) -> Violations:
    for entry in records.all():
        for location, text in texts_in(entry.record):
            if ANY_OF_THEM.search(text):
                met, advice = next(
                    (found, advice) for pattern, advice in PATTERNS if (found := pattern.search(text))
                )
                yield entry.problem(location, f"{quote(met[0])} {advice}")
            if location[0] == "steps" and (sentence := _about_step(text)):
                yield entry.problem(location, sentence)


def _about_step(step: str) -> str:
    """Return the problem with the form of a step, or an empty string."""
    if NUMBER.match(step):
        return f"steps are numbered automatically: delete {quote(step.split(maxsplit=1)[0])}."
    if SECOND_STEP.search(step):
        return "this is two steps in one. Give the second one its own line and dash."
    return ""
