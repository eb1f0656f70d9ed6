from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Activity

# Setting up and putting away have the same words everywhere; with one step more it is the same game.
MOST_SHARED = 2


@protects("a parent who wants another game, and finds the same one", may_be_excepted=True)
def find(records: Records) -> Violations:
    earlier: list[tuple[str, set[str]]] = []
    for entry in records.of(Activity):
        steps = {" ".join(step.lower().split()) for step in entry.record.steps}
        for other, its_steps in earlier:
            if len(shared := steps & its_steps) > MOST_SHARED:
                sentence = (
                    f'{len(shared)} steps are also in "{other}", and {MOST_SHARED} may be. '
                    "Change what is different here, or merge the two activities."
                )
                yield entry.problem(("steps",), sentence)
        earlier.append((entry.record.id, steps))
