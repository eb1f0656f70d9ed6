from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.records import Milestone, Sign, Tier

ADVICE = "of two tiers, write the more urgent one first."


@protects("a parent, who acts on what is read first")
def find(records: Records) -> Violations:
    rank = {entry.record.id: number for number, entry in enumerate(records.of(Tier))}
    for sign in records.of(Sign):
        if not _is_in_order(sign.record.tiers, rank):
            yield sign.problem(("tiers",), ADVICE)
    for milestone in records.of(Milestone):
        if not _is_in_order(milestone.record.if_not_yet, rank):
            yield milestone.problem(("if_not_yet",), ADVICE)


def _is_in_order(tiers: tuple[str, ...], rank: dict[str, int]) -> bool:
    ranks = [rank[tier] for tier in tiers if tier in rank]
    return ranks == sorted(ranks)
