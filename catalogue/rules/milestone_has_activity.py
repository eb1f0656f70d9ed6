from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.problems import nearest
from catalogue.records import Activity, Milestone


@protects("a parent who asks what to do about a milestone", may_be_excepted=True)
def find(records: Records) -> Violations:
    if "activities" in records.unread:
        return
    built = _milestones_meant(records)
    for entry in records.of(Milestone):
        record = entry.record
        if record.same_as is None and record.id not in built and record.no_practice is None:
            yield entry.problem(
                ("id",),
                "no activity builds this milestone. Name it under builds in an activity that practices "
                "it, or write no_practice with the reason.",
            )


def _milestones_meant(records: Records) -> set[str]:
    """Return the milestones that activities build, even if misspelled or in an invalid record."""
    known = records.known_ids.get("milestones", set())
    named = {milestone for entry in records.of(Activity) for milestone in entry.record.builds}
    near = {likely for name in named - known if (likely := nearest(name, known))}
    return named | near | records.listed_in_failed("activities")
