from __future__ import annotations

from catalogue.entries import Records, Violations, id_of, protects, sentences_of, texts_in

SHORTEST = 5  # words; shorter sentences, such as "Call 911 now.", may repeat
# What to do, the calm line after it, and what tells that a baby is ready are said in the same words
# everywhere: parents know them when they meet them again. How many steps two activities may share is a rule
# of its own.
SAID_ALIKE = frozenset({"do_now", "afterwards", "steps", "ready_when"})
SECTIONS = ("ages", "skills", "milestones", "activities", "signs", "advice", "differences", "terms")


@protects("a parent, who skips what was read before and so misses what is new", may_be_excepted=True)
def find(records: Records) -> Violations:
    first: dict[str, str] = {}
    for section in SECTIONS:
        for entry in records.entries.get(section, []):
            record_id = id_of(entry.record)
            for location, text in texts_in(entry.record):
                if location[0] in SAID_ALIKE:
                    continue
                for sentence in sentences_of(text):
                    plain = sentence.strip(' .!?"').lower()
                    if len(plain.split()) < SHORTEST or not sentence.rstrip('"').endswith((".", "!", "?")):
                        continue
                    if first.setdefault(plain, record_id) != record_id:
                        yield entry.problem(
                            location,
                            f'the sentence "{sentence}" is also in "{first[plain]}". '
                            "Reword it to fit this record.",
                        )
