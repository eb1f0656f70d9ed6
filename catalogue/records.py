"""The records: one typed model per kind, and the only list of fields there is.

Everything else that needs the fields (the check, the table for editors, the JSON
Schema, the forms) is generated from these models. A model validates one record at
a time; `catalogue/rules/` checks the records against each other.
"""

from __future__ import annotations

import dataclasses
import datetime
import difflib
import re
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal

from pydantic import (
    AfterValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from catalogue.field_types import (
    SLUG,
    Address,
    Days,
    Email,
    Id,
    LinksTo,
    Minutes,
    Month,
    PersonName,
    Phone,
    StaffText,
    StrictSpelling,
    Text,
    TextNumber,
    Weeks,
    validate_id,
)
from drawings import DRAWINGS

Checked = Literal["read", "second-hand", "knowledge"]
Yardstick = Literal["most", "often", "window"]
YesNo = Literal["yes", "no"]


class Reviewable(StrictSpelling):
    """Base of everything that a clinician reads and signs: most records, and the heads of guides."""

    reviewed_by: PersonName | None = Field(
        default=None, description="The clinician who checked this text, as they want to be named."
    )
    reviewed_on: datetime.date | None = Field(
        default=None, description="The day of that check, such as 2027-01-31."
    )

    @model_validator(mode="after")
    def _is_reviewed_by_somebody(self) -> Reviewable:
        if (self.reviewed_by is None) != (self.reviewed_on is None):
            raise ValueError("reviewed_by and reviewed_on go together")
        return self


class Record(StrictSpelling):
    """Base of all records: an id, and no unknown fields."""

    kind: ClassVar[str]
    """What messages call one such record."""

    kind_in_names: ClassVar[str]
    """The same word as a prefix of an id, such as safety-rule/water."""

    for_staff: ClassVar[bool] = False
    """Whether only editors need such records; the open data leaves them out."""

    def __init_subclass__(cls) -> None:
        cls.kind_in_names = re.sub(r"[^a-z]", "-", getattr(cls, "kind", ""))

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name for this record: its current and former ids, with and without the kind."""
        ids = (self.id, *self.formerly)
        return (*ids, *(f"{self.kind_in_names}/{each}" for each in ids))

    id: Id = Field(description="Its name in links and addresses. Never change it once published.")
    formerly: tuple[Id, ...] = Field(
        default=(), description="Earlier ids of this record. Old links and ticks then lead here."
    )

    @property
    def is_shown(self) -> bool:
        """Return whether pages and open data show this record."""
        return True


if TYPE_CHECKING:
    Drawing = str
else:
    Drawing = Literal[DRAWINGS]


SearchWords = Annotated[
    tuple[StaffText, ...], Field(description="Words that parents type when they look for this.")
]


def _later_than_from(end: float | None, info: ValidationInfo) -> float | None:
    """Refuse a span that doesn't end after it starts."""
    start = info.data.get("from_")
    if end is not None and start is not None and end <= start:
        raise ValueError(f"a span must end after it starts, and this one starts at {start:g} months")
    return end


class Claim(Reviewable, Record):
    """A record that makes a claim, backed by sources or by practice."""

    sources: Annotated[tuple[Id, ...], LinksTo("sources")] = Field(
        default=(), description="Ids from data/sources.yaml that this record rests on."
    )
    basis: Literal["practice", "professional-knowledge"] | None = Field(
        default=None,
        description=(
            "Where all or part of it has no source: `practice` (common in baby therapy) or "
            "`professional-knowledge` (medical knowledge whose source must still be found; an open item "
            "names the record)."
        ),
    )
    checked: Checked | None = Field(
        default=None,
        description=(
            "How far the sources were checked: `read` (in the source itself), `second-hand` "
            "(where another page quotes it) or `knowledge` (named from memory, not yet read). "
            "With several, the weakest."
        ),
    )

    @property
    def is_fully_sourced(self) -> bool:
        """Return whether it names no source from memory, and nothing in it waits for a source."""
        return self.basis != "professional-knowledge" and self.checked != "knowledge"

    @model_validator(mode="after")
    def _names_its_basis(self) -> Claim:
        if not self.sources and self.basis is None:
            raise ValueError(
                "name at least one source, or write basis: practice, or professional-knowledge for what "
                "medicine knows and no source here says yet"
            )
        if bool(self.sources) != (self.checked is not None):
            raise ValueError(
                "sources and checked go together: with sources, say how far they were checked "
                "(read, second-hand or knowledge); without, leave out checked"
            )
        return self


class Withdrawable(Claim):
    """A record that can be taken off every page at once, while others still refer to it."""

    withdrawn_on: datetime.date | None = Field(
        default=None,
        description="The day it was withdrawn, such as 2027-01-31. No page shows a record with this line.",
    )

    @property
    def is_shown(self) -> bool:
        """Return whether it hasn't been withdrawn."""
        return self.withdrawn_on is None


class Gated(Claim):
    """A record that may have to wait for its review before any page shows it."""

    waits_for_review: bool = Field(
        default=False,
        description="`true` if no page shows it before a clinician has reviewed it, not even in the preview.",
    )

    @property
    def is_shown(self) -> bool:
        """Return whether it needn't wait for a review, or has had it."""
        return not self.waits_for_review or self.reviewed_by is not None


class Age(Reviewable, Record):
    """One age band and its page."""

    kind = "age"

    title: Text = Field(description="The name of the page, such as 4 to 6 months.")
    from_: Month = Field(alias="from", description="The first month of the band.")
    to: Month | None = Field(
        default=None, description="The month it ends; without it, the next band's first month."
    )
    main_message: Text = Field(description="What a parent should take away, in at most 12 words.")
    more: Text = Field(description="What else a parent should know now, in two short sentences.")
    do_today: Text = Field(description="One thing to do today, in one or two sentences.")
    ready_when: Text = Field(
        description="What tells you that your baby is ready to play; an activity may have its own."
    )
    drawing: Drawing = Field(description="The drawing of a baby of this age.")

    _ends_later = field_validator("to")(_later_than_from)


class Skill(Reviewable, Record):
    """One skill area and its page."""

    kind = "skill"

    title: Text = Field(description="The name of the area, in a parent's words.")
    look: Literal["moving", "hand", "eye", "touch", "talk", "smile", "puzzle", "spoon", "neutral"] = Field(
        default="neutral", description="Its icon and color, always shown with its name."
    )
    summary: Text = Field(description="What the area is, in one sentence.")
    how_it_grows: Text = Field(description="How it grows over the first 18 months, in a few sentences.")
    search_words: SearchWords = ()


class Milestone(Claim):
    """One thing that babies learn to do, and the yardstick for its age."""

    kind = "milestone"

    title: Text = Field(description="What the baby does, such as Pushes up on straight arms.")
    skill: Annotated[Id, LinksTo("skills")] = Field(description="The one skill area it belongs to.")
    yardstick: Yardstick = Field(
        description=(
            "What its age means: `most` (at least 3 in 4 babies by then), `often` (around half, "
            "or a typical range), `window` (WHO: from the first 1 in 100 to the last 1 in 100)."
        )
    )
    by: Month | None = Field(default=None, description="With `most`: the month.")
    from_: Annotated[float, Field(ge=0, le=60)] | None = Field(
        default=None, alias="from", description="With `often` and `window`: the first month."
    )
    to: Annotated[float, Field(ge=0, le=60)] | None = Field(
        default=None, description="With `often` and `window`: the last month."
    )
    look_for: Text = Field(description="What a parent sees when it happens, in one sentence.")
    drawing: Drawing | None = Field(default=None, description="The drawing that shows it, if there is one.")
    if_not_yet: Annotated[tuple[Id, ...], LinksTo("tiers")] = Field(
        default=(), description="With `most`: the tiers that a not-yet leads to, the most urgent first."
    )
    not_yet_sign: Annotated[Id | None, LinksTo("signs")] = Field(
        default=None, description="The warning sign that a not-yet is the same as, if there is one."
    )
    call_first: bool = Field(
        default=False, description="`true` for hearing, vision and one-sidedness: call instead of practicing."
    )
    no_practice: Text | None = Field(
        default=None,
        description="Why it isn't something to practice; without this, an activity must build it.",
    )
    same_as: Annotated[Id | None, LinksTo("milestones")] = Field(
        default=None, description="With `window`: the milestone that this window belongs to."
    )
    formerly_in: Annotated[tuple[Id, ...], LinksTo("skills")] = Field(
        default=(), description="Skill areas it used to belong to. Old links to those pages still work."
    )
    cdc_item: Id | None = Field(
        default=None, description="Its place in CDC's 2022 lists: age, domain and number."
    )
    search_words: SearchWords = ()

    @model_validator(mode="after")
    def _age_fits_yardstick(self) -> Milestone:
        if self.yardstick == "most":
            if self.by is None or self.from_ is not None or self.to is not None:
                raise ValueError("yardstick most takes by (a month), and neither from nor to")
            if not self.if_not_yet:
                raise ValueError("yardstick most needs if_not_yet: the tiers a not-yet leads to")
        else:
            if self.by is not None or self.from_ is None or self.to is None:
                raise ValueError(f"yardstick {self.yardstick} takes from and to, not by")
            if self.from_ > self.to:
                raise ValueError("from must not be later than to")
            if self.if_not_yet:
                raise ValueError(f"yardstick {self.yardstick} isn't a deadline: leave out if_not_yet")
        if (self.yardstick == "window") != (self.same_as is not None):
            raise ValueError("same_as goes with yardstick window, and only there")
        if self.skill in self.formerly_in:
            raise ValueError("formerly_in lists only skill areas that it no longer belongs to")
        return self


class Position(Record):
    """One way a baby lies, sits or is held."""

    kind = "position"

    title: Text = Field(description="Such as On their tummy.")
    drawing: Drawing = Field(description="The drawing that shows it.")
    held: bool = Field(
        default=False,
        description="`true` if the baby is held, strapped in or in water, so not on the floor.",
    )
    safety: Annotated[tuple[Id, ...], LinksTo("safety_rules")] = Field(
        default=(), description="Safety rules that every activity in this position must name."
    )
    safety_before_4_months: Annotated[tuple[Id, ...], LinksTo("safety_rules")] = Field(
        default=(),
        description="More safety rules that it must name at an age that starts before 4 months.",
    )
    floor_needed: YesNo = Field(
        default="yes", description="Whether the grown-up has to get down on the floor."
    )


class Moment(Record):
    """One moment of a family's day."""

    kind = "moment"

    title: Text = Field(description="Such as Diaper change.")


class Activity(Gated):
    """One activity, complete enough to do from its page alone."""

    kind = "activity"

    title: Text = Field(description="A short name, such as Reach in tummy time.")
    summary: Text = Field(description="What you do, in one sentence; shown on cards and in lists.")
    ages: Annotated[tuple[Id, ...], LinksTo("ages")] = Field(
        min_length=1, description="The age pages that show it; a clinical judgment."
    )
    skills: Annotated[tuple[Id, ...], LinksTo("skills")] = Field(
        min_length=1, description="The skill areas it works on, the main one first."
    )
    builds: Annotated[tuple[Id, ...], LinksTo("milestones")] = Field(
        min_length=1, description="The milestones it really practices."
    )
    minutes: Minutes = Field(description="How many minutes one session takes: 5 or 3-5.")
    how_often: Text = Field(description="How often, in a few words.")
    drawing: Drawing | None = Field(
        default=None, description="The drawing of the play; without it, those of its positions are shown."
    )
    moments: Annotated[tuple[Id, ...], LinksTo("moments")] = Field(
        min_length=1, description="The moments of the day it fits."
    )
    positions: Annotated[tuple[Id, ...], LinksTo("positions")] = Field(
        min_length=1, description="How the baby lies, sits or is held."
    )
    you_need: tuple[Text, ...] = Field(
        default=(), description="Things from around the home; leave out if nothing is needed."
    )
    to_buy: tuple[Text, ...] = Field(
        default=(), description="Things most families would have to buy; leave out if none."
    )
    why: Text = Field(description="Why it helps, in one or two sentences.")
    ready_when: Text | None = Field(
        default=None,
        description="What tells you that your baby is ready, where it differs from that of the age.",
    )
    floor_needed: YesNo | None = Field(
        default=None,
        description=(
            "Whether the grown-up has to get down on the floor, where it differs from that of the positions."
        ),
    )
    crib_ok: bool = Field(
        default=False,
        description="`true` if it can also be played in a crib or play yard, with nothing in it but one toy.",
    )
    steps: tuple[Text, ...] = Field(
        min_length=3, max_length=7, description="Three to seven steps, one action each."
    )
    easier: Text = Field(description="How to change the task so that it is easier.")
    harder: Text = Field(description="How to change the task so that it is harder.")
    look_for: Text = Field(description="What you see when it goes well.")
    stop_when: Text = Field(description="What tells you to stop.")
    safety: Annotated[tuple[Id, ...], LinksTo("safety_rules")] = Field(
        min_length=1,
        description="The safety rules that apply; the build adds those for every activity.",
    )
    call_if: Annotated[tuple[Id, ...], LinksTo("signs")] = Field(
        default=(),
        max_length=4,
        description="The warning signs that you might notice while you play, four at most.",
    )
    search_words: SearchWords = ()


class Situation(Record):
    """One reason why a family does an activity in another way."""

    kind = "situation"

    title: Text = Field(description="Such as You can't get down on the floor.")
    who: Literal["grown-up", "baby"] = Field(description="Whose situation it is.")
    signs: Annotated[tuple[Id, ...], LinksTo("signs")] = Field(
        default=(), description="Warning signs to name with it, because they can look like it."
    )


class Adaptation(Gated):
    """Another way to do the activities in some positions, for one situation."""

    kind = "adaptation"

    situation: Annotated[Id, LinksTo("situations")] = Field(description="The situation it is for.")
    positions: Annotated[tuple[Id, ...], LinksTo("positions")] = Field(
        default=(), description="The positions of the baby that it is for."
    )
    activities: Annotated[tuple[Id, ...], LinksTo("activities")] = Field(
        default=(),
        description="The activities that it is for; there it replaces what their positions have.",
    )
    text: Text = Field(description="What to do, in one to three sentences.")
    safety: Annotated[tuple[Id, ...], LinksTo("safety_rules")] = Field(
        default=(), description="Safety rules that it needs, which the activity then shows, too."
    )
    in_crib: bool = Field(
        default=False,
        description="`true` if the play is in a crib or play yard, in which nothing else may lie.",
    )

    @model_validator(mode="after")
    def _is_for_something(self) -> Adaptation:
        if bool(self.positions) == bool(self.activities):
            raise ValueError("name positions, or else activities: one of the two")
        return self


class Pack(Claim):
    """Activities that go together, for one worry or one age; a plan for home can start from them."""

    kind = "pack"

    title: Text = Field(description="The worry or the time, in a parent's words, such as Tummy time.")
    for_whom: Text = Field(description="Which babies it is for, in one sentence; it claims nothing else.")
    ages: Annotated[tuple[Id, ...], LinksTo("ages")] = Field(
        min_length=1, description="The ages it is for; each of its activities is for all of them."
    )
    activities: Annotated[tuple[Id, ...], LinksTo("activities")] = Field(
        min_length=3, max_length=6, description="Its activities, three to six, the first to try first."
    )
    guide: Annotated[Id, LinksTo("guide_links")] = Field(description="The guide that it belongs to.")
    safety: Annotated[tuple[Id, ...], LinksTo("safety_rules")] = Field(
        default=(), description="The safety rules that its page says above the activities."
    )
    signs: Annotated[tuple[Id, ...], LinksTo("signs")] = Field(
        default=(), description="The warning signs of its worry; its page says them above the activities."
    )
    search_words: SearchWords = ()


class Worry(Record):
    """One group of warning signs, titled as parents would put the worry."""

    kind = "worry"

    title: Text = Field(description="Such as One side does more.")


class ActNow(Reviewable, Record):
    """One way to act on an emergency."""

    kind = "act_now"

    title: Text = Field(description="Such as Call 911.")
    action: Text = Field(
        description="The same as the start of a sentence that goes on with if, such as Call 911 now."
    )
    explain: Text = Field(description="What it means, in one or two sentences.")
    contacts: Annotated[tuple[Id, ...], LinksTo("contacts")] = Field(
        min_length=1, description="Whom to call, the first one first."
    )


class Tier(Reviewable, Record):
    """One level of urgency; the file lists the most urgent first."""

    kind = "tier"

    title: Text = Field(description="What to do, such as Call the doctor this week.")
    look: Literal["siren", "clock", "stethoscope", "hands", "message"] = Field(
        default="message", description="Its icon and color, always shown with its title."
    )
    explain: Text = Field(description="What it means, in one or two sentences.")
    why: Text | None = Field(
        default=None,
        description="Why to act early, in one sentence; said once where the tier heads its signs.",
    )
    emergency: bool = Field(default=False, description="`true` for the tier whose signs carry act_now.")
    same_day: bool = Field(
        default=False,
        description="`true` for the tier below the emergencies on the page Is it urgent?",
    )
    contacts: Annotated[tuple[Id, ...], LinksTo("contacts")] = Field(
        default=(), description="Whom to call, the first one first."
    )

    @property
    def is_urgent(self) -> bool:
        """Return whether the signs of this tier are on Is it urgent?."""
        return self.emergency or self.same_day


class Branch(StrictSpelling):
    """A case of a sign that is more or less urgent than the sign itself."""

    when: Text = Field(
        description="The case, as it goes on after if, without a period, such as your baby won't wake up."
    )
    act_now: Annotated[Id, LinksTo("act_now")] = Field(description="What to do then: 911, er or call-now.")


class Sign(Withdrawable):
    """One warning sign, and what to do about it."""

    kind = "sign"

    title: Text = Field(description="What a parent sees, in one phrase or sentence.")
    worry: Annotated[Id, LinksTo("worries")] = Field(description="The group it belongs to.")
    any_age: bool = Field(default=False, description="`true` if it applies at any age.")
    by: Month | None = Field(
        default=None,
        description="The month from which it applies, for something the baby doesn't do by then.",
    )
    from_: Month | None = Field(
        default=None, alias="from", description="The month from which it applies, for something you notice."
    )
    to: Month | None = Field(
        default=None,
        description="The month at which it stops applying; only for age-limited dangers.",
    )
    tiers: Annotated[tuple[Id, ...], LinksTo("tiers")] = Field(
        min_length=1,
        max_length=2,
        description="One or two tiers, the more urgent first; two means both apply.",
    )
    act_now: Annotated[Id | None, LinksTo("act_now")] = Field(
        default=None, description="For an emergency: 911, er or call-now."
    )
    tier_basis: Literal["source", "judgement"] = Field(
        description="Whether a source states this urgency, or it is our judgment."
    )
    details: Text | None = Field(default=None, description="What it looks like, in a few sentences.")
    do_now: Text | None = Field(
        default=None,
        description="What else to do, beyond what the tier says, in one to three sentences.",
    )
    branches: tuple[Branch, ...] = Field(
        default=(), description="Cases that are more or less urgent, and what to do then."
    )
    first_aid: Annotated[tuple[Id, ...], LinksTo("first_aid")] = Field(
        default=(), description="The first aid that it needs."
    )
    afterwards: Text | None = Field(
        default=None, description="A calm line that follows the action and never replaces it."
    )
    contacts: Annotated[tuple[Id, ...], LinksTo("contacts")] = Field(
        default=(),
        description="Its own numbers, such as the poison line, in place of those of its tier.",
    )
    on_age_pages: bool = Field(
        default=False,
        description="`true` for an emergency that doesn't look like one: age pages show it openly.",
    )
    on_age_pages_until: Month | None = Field(
        default=None, description="The month from which age pages no longer show it openly."
    )
    see_also: Annotated[tuple[Id, ...], LinksTo("signs")] = Field(default=(), description="Related signs.")
    search_words: SearchWords = ()

    _ends_later = field_validator("to")(_later_than_from)

    @model_validator(mode="after")
    def _one_age(self) -> Sign:
        if [self.any_age, self.by is not None, self.from_ is not None].count(True) != 1:
            raise ValueError("give exactly one of any_age: true, by (a month) or from (a month)")
        if self.to is not None and self.from_ is None:
            raise ValueError("to needs from: add the month from which it counts")
        if self.on_age_pages_until is not None and not self.on_age_pages:
            raise ValueError("on_age_pages_until needs on_age_pages: true")
        return self


class FirstAid(Withdrawable):
    """What to do in the first minutes, step by step."""

    kind = "first aid"

    title: Text = Field(description="What it is for, with the age, such as Choking, under 1 year.")
    before: Text = Field(description="When to start, and when not to; above the steps.")
    steps: tuple[Text, ...] = Field(min_length=2, description="One action each, in order.")
    afterwards: Text | None = Field(default=None, description="What to do when it is over.")
    search_words: SearchWords = ()


class SafetyRule(Withdrawable):
    """One safety rule, shown on every activity it applies to."""

    kind = "safety rule"

    title: Text = Field(description="The rule in a few words.")
    topic: Annotated[Id, LinksTo("topics")] = Field(description="The topic it belongs to.")
    rule: Text = Field(description="The rule in full, folded on a phone and open on paper.")
    short: Text = Field(description="What to do in one line, always open above the steps of an activity.")
    added_to: Literal["every activity", "unless held", "named"] = Field(
        description=(
            "The build adds `every activity` and `unless held` (activities in which the baby isn't "
            "held, strapped in or in water); `named` applies to activities that name it."
        )
    )
    trap_words: tuple[StaffText, ...] = Field(
        default=(), description="An activity that mentions one of these words must name this rule."
    )
    said_in: Annotated[Id | None, LinksTo("advice")] = Field(
        default=None,
        description="The advice that says all of this rule and more; the page of its topic has that instead.",
    )


class Topic(Record):
    """One topic of safety advice."""

    kind = "topic"

    title: Text = Field(description="Such as Sleep.")


class Advice(Withdrawable):
    """One piece of safety advice for a range of ages."""

    kind = "advice"

    title: Text = Field(description="The advice in a few words.")
    topic: Annotated[Id, LinksTo("topics")] = Field(description="The topic it belongs to.")
    short: Text | None = Field(
        default=None,
        description=(
            "What to do, in a sentence or two. Age pages have this with the title; the advice in full is in "
            "a fold, or on the page of its topic."
        ),
    )
    advice: Text = Field(description="The advice in full, in a few sentences.")
    from_: Month = Field(alias="from", description="The month from which it applies.")
    to: Month | None = Field(
        default=None, description="The month at which it stops applying; leave out if it doesn't."
    )
    contacts: Annotated[tuple[Id, ...], LinksTo("contacts")] = Field(
        default=(), description="Numbers to show with it, such as the poison line."
    )
    see_also: Annotated[tuple[Id, ...], LinksTo("signs")] = Field(
        default=(), description="The warning signs it is about; they say what to do."
    )
    search_words: SearchWords = ()

    _ends_later = field_validator("to")(_later_than_from)


class Side(StrictSpelling):
    """One side of a question on which sources disagree."""

    says: Text = Field(description="What this side says.")
    sources: Annotated[tuple[Id, ...], LinksTo("sources")] = Field(min_length=1, description="Who says so.")
    checked: Checked = Field(description="How far that was checked.")


class Difference(Reviewable, Record):
    """One question on which sources disagree, with both sides cited."""

    kind = "difference"

    title: Text = Field(description="The question, in a parent's words.")
    sides: tuple[Side, ...] = Field(min_length=2, description="What each side says, and who says it.")
    what_we_do: Text = Field(description="How this site handles it, and why.")
    from_: Month = Field(alias="from", description="The month from which it matters to a parent.")
    to: Month | None = Field(
        default=None, description="The month at which it stops applying; leave out if it doesn't."
    )
    skills: Annotated[tuple[Id, ...], LinksTo("skills")] = Field(
        default=(), description="The skill pages that show it."
    )

    _ends_later = field_validator("to")(_later_than_from)


class LadderStep(StrictSpelling):
    """A step of a ladder that isn't a milestone of the site."""

    title: Text = Field(description="The step, such as Thick, fork-mashed food.")
    from_: Month = Field(alias="from", description="The first month in which it is often seen.")
    to: Month = Field(description="The last month.")
    drawing: Drawing | None = Field(default=None, description="The drawing that shows it, if there is one.")

    _ends_later = field_validator("to")(_later_than_from)


class Ladder(Claim):
    """The steps in which one skill develops, shown as a chart."""

    kind = "ladder"

    title: Text = Field(description="What grows, such as How the grasp grows.")
    explain: Text = Field(description="How to read it, in a sentence or two.")
    skill: Annotated[Id, LinksTo("skills")] = Field(description="The skill page that shows it.")
    milestones: Annotated[tuple[Id, ...], LinksTo("milestones")] = Field(
        default=(), description="Its steps, if they are milestones of `often`, from the first to the last."
    )
    steps: tuple[LadderStep, ...] = Field(
        default=(), description="Its steps, if they aren't milestones, from the first to the last."
    )

    @model_validator(mode="after")
    def _has_steps(self) -> Ladder:
        if bool(self.milestones) == bool(self.steps) or len(self.milestones or self.steps) < 2:
            raise ValueError("a ladder has at least two milestones, or else at least two steps")
        return self


class TummyTime(Claim):
    """How much tummy time one source aims for at one age."""

    kind = "tummy time aim"

    title: Text = Field(description="When, such as By 7 weeks.")
    says: Text = Field(description="How much, in a sentence.")
    at_least: Annotated[int, Field(ge=1, le=120)] | None = Field(
        default=None, description="Minimum minutes a day, all sessions together."
    )
    up_to: Annotated[int, Field(ge=1, le=120)] | None = Field(
        default=None, description="Maximum minutes a day; leave out if there is none."
    )

    @model_validator(mode="after")
    def _says_how_many_minutes(self) -> TummyTime:
        if self.at_least is None and self.up_to is None:
            raise ValueError("give minutes: at_least, up_to or both")
        if self.at_least is not None and self.up_to is not None and self.at_least > self.up_to:
            raise ValueError("at_least must not be more than up_to")
        return self


class Visit(Claim):
    """One screening at the doctor's office, due at an age since birth."""

    kind = "visit"

    title: Text = Field(description="What is due and when, such as Autism screening at 18 months.")
    months: Month = Field(description="The months since birth, also for a baby born early.")
    note: Text = Field(description="What it is, in a sentence or two; also used in the calendar file.")


class GuideLink(Record):
    """Where a guide is linked from; its id is the name of the guide's file."""

    kind = "guide link"

    title: Text = Field(description="The title of the guide, as in its head.")
    ages: Annotated[tuple[Id, ...], LinksTo("ages")] = Field(
        default=(), description="The age pages that link to it."
    )
    signs: Annotated[tuple[Id, ...], LinksTo("signs")] = Field(
        default=(), description="The warning signs that link to it."
    )
    activities: Annotated[tuple[Id, ...], LinksTo("activities")] = Field(
        default=(), description="The activities that link to it."
    )


class Limits(Claim):
    """The numbers that the age calculator uses; there is one such record."""

    kind = "limits"

    id: Literal["age-calculator"] = Field(description="Always `age-calculator`.")
    early_days: Days = Field(description="Born more than this many days before the due date counts as early.")
    until_months: Month = Field(
        description="From this many months since birth, the birth age counts for every baby."
    )
    least_weeks: Weeks = Field(description="The fewest weeks of pregnancy that the calculator accepts.")
    most_weeks: Weeks = Field(description="The most weeks of pregnancy that it accepts.")
    most_weeks_by_due: Weeks = Field(
        description="The most weeks of pregnancy that it accepts from a due date."
    )
    oldest_months: Month = Field(
        description="Past this many months since birth, it sends the parent to other sites."
    )

    @property
    def numbers(self) -> dict[str, int]:
        """Return the limits by name."""
        return {
            name: getattr(self, name) for name in type(self).model_fields if name not in Claim.model_fields
        }


class Source(Record):
    """One source that records cite."""

    kind = "source"

    organisation: Text = Field(description="Who published it.")
    title: Text = Field(description="Its title.")
    year: Annotated[int, Field(ge=1900, le=2100)] | None = Field(
        default=None, description="The year, if known."
    )
    url: Address = Field(description="Where it is, starting with https://.")
    licence: Text = Field(description="What may be copied, in a few words.")
    checked_on: datetime.date = Field(description="The day it was last checked, such as 2026-11-23.")
    how_checked: Text = Field(description="What was read to check it, in a few words.")


class Contact(Claim):
    """One person or service to call."""

    kind = "contact"

    title: Text = Field(description="Who it is, such as Your baby's doctor.")
    phone: Phone | None = Field(default=None, description="The number, such as 800-555-0100.")
    text: TextNumber | None = Field(
        default=None, description="The number for text messages, if they take them, such as 88788."
    )
    text_say: Text | None = Field(
        default=None, description="The word to text to that number, such as START, if it needs one."
    )
    hours: Text | None = Field(
        default=None, description="When somebody answers, such as Day and night, every day."
    )
    url: Address | None = Field(default=None, description="A page, starting with https://.")
    explain: Text = Field(description="When to call and what it costs, in one or two sentences.")
    shown: Literal["always", "with a phone number"] = Field(
        default="always",
        description="`with a phone number` for a contact that stays hidden until its number is known.",
    )
    search_words: SearchWords = ()

    @property
    def can_be_reached(self) -> bool:
        """Whether the record has a number or a page; the reader's own doctor has neither."""
        return bool(self.phone or self.text or self.url)


class StateFact(Claim):
    """One sentence that is true in the clinic's state, such as what Early Intervention costs there."""

    kind = "state fact"

    text: Text = Field(description="The sentence, which names the state.")


class Term(Reviewable, Record):
    """One technical term, explained."""

    kind = "term"

    title: Text = Field(description="The word.")
    meaning: Text = Field(description="What it means, in plain words.")
    also: tuple[StaffText, ...] = Field(default=(), description="Other forms of the word, as texts use them.")
    in_place: bool = Field(
        default=True,
        description="`false` for an everyday word: only the glossary explains it, not each page.",
    )

    @property
    def other_names(self) -> tuple[str, ...]:
        """The other forms to print beside the word: a plural or singular alone tells a parent nothing new."""
        names = {re.sub(r"e?s?$", "", name.lower()): name for name in reversed((self.title, *self.also))}
        return tuple(name for name in self.also if name in names.values())


def _record_name(value: str) -> str:
    kind, slash, name = value.rpartition("/")
    kinds = [section.model.kind_in_names for section in SECTIONS if issubclass(section.model, Record)]
    if slash and kind not in kinds:
        near = difflib.get_close_matches(kind, kinds, n=1)
        hint = f'. Did you mean "{near[0]}/{name}"?' if near else f"; those are {', '.join(kinds)}"
        raise ValueError(f"the word before the slash must be a kind of record{hint}")
    validate_id(name)
    return value


RecordName = Annotated[
    str,
    AfterValidator(_record_name),
    WithJsonSchema({"type": "string", "pattern": f"^(?:[a-z-]+/)?{SLUG.pattern}$"}),
]
"""The id of a record of any kind, prefixed with the kind where two kinds share that id."""


class Change(Record):
    """One change to the content, published for readers and users of the data."""

    kind = "change"

    day: datetime.date = Field(description="The day of the change, such as 2027-01-31.")
    title: Text = Field(description="What changed, in one sentence.")
    why: Text = Field(description="Why, in one or two sentences.")
    records: tuple[RecordName, ...] = Field(
        default=(),
        description=(
            "The ids of the records that changed, of any kind; leave out for the whole site. If two kinds "
            "share an id, add the kind: `activity/lap-soothe`."
        ),
    )
    taken_out: tuple[RecordName, ...] = Field(
        default=(),
        description=(
            "The ids of the records that this change deleted. If a record of another "
            "kind has the same id, add the kind: `term/prone`."
        ),
    )


class Phrase(Reviewable, Record):
    """One sentence or label that templates and scripts show, always a whole sentence."""

    kind = "phrase"
    for_staff = True

    text: Text = Field(description="The words. A name in curly brackets, such as {months}, is filled in.")
    gives_advice: bool = Field(
        default=False,
        description="`true` if it says what to do for a baby, or how to read an age; a clinician signs it.",
    )


LANGUAGE: Final = "en"
"""The language of the data; the others are translations of it."""

LanguageSearched = Annotated[
    Id,
    LinksTo("languages"),
    Field(description="The language of the site that is searched, such as es; leave out for English."),
]


class SearchWordList(Record):
    """Words that search treats alike in what a parent types.

    The id of a list in another language starts with that language: es-skipped.
    """

    kind = "search word list"
    for_staff = True

    language: LanguageSearched = LANGUAGE
    words: tuple[StaffText, ...] = Field(
        min_length=1, description="The words, in lowercase, without accents and apostrophes."
    )


class SearchCheck(Record):
    """What a parent may type, and what search must find first."""

    kind = "search check"
    for_staff = True

    language: LanguageSearched = LANGUAGE
    query: StaffText = Field(description="What a parent types, with the mistakes that parents make.")
    finds: tuple[StaffText, ...] = Field(
        min_length=1,
        description="The address that must be first, such as urgent/#choking; of several, any one of them.",
    )


class AvoidedWords(Record):
    """Words that this site doesn't use, and what to say instead."""

    kind = "avoided words"
    for_staff = True

    words: tuple[StaffText, ...] = Field(
        min_length=1, description="The words, as they would appear in a text."
    )
    instead: StaffText = Field(description="What to say instead, in a few words.")
    only_in: tuple[StaffText, ...] = Field(
        default=(),
        description="The sections in which to avoid them, such as signs, or guides; leave out for all.",
    )


class OpenItem(Record):
    """One thing to find out or sign off before the preview ends."""

    kind = "open item"
    for_staff = True

    title: StaffText = Field(description="What it is about.")
    who: StaffText = Field(description="Who can settle it.")
    why: StaffText = Field(description="Why it is open, in one sentence.")
    records: tuple[RecordName, ...] = Field(
        default=(),
        description="The records it is about; where two kinds share an id, with the kind.",
    )


class SkillWithoutRecord(Record):
    """One skill that has no record, and why."""

    kind = "skill left out"
    for_staff = True

    title: StaffText = Field(description="The skill, and its usual age.")
    why: StaffText = Field(description="Why it has no record, in one sentence.")


class RuleException(Record):
    """An exception to a rule: which records may break it for now, and why."""

    kind = "exception"
    for_staff = True

    rule: Id = Field(description="The rule's name, as shown in its message.")
    records: tuple[Id, ...] = Field(min_length=1, description="The records that may break it.")
    why: StaffText = Field(description="Why, in one sentence.")


PublicKind = Literal[
    "milestones",
    "activities",
    "adaptations",
    "packs",
    "signs",
    "first_aid",
    "safety_rules",
    "advice",
    "visits",
    "limits",
    "ladders",
    "tummy_time",
    "contacts",
    "state_facts",
    "guides",
]
"""What goes public together: the records of one section that make claims, or the guides."""

FIRST_PUBLIC: Final = ("signs", "first_aid")
"""What goes public first: the page Is it urgent?, because every page leads there."""


class Language(Record):
    """One language of the site, and what is public in it."""

    kind = "language"
    for_staff = True

    title: StaffText = Field(description="Its name, such as English.")
    public: tuple[PublicKind, ...] = Field(
        description=(
            "The kinds of text that are public in this language, `[]` for none. All other pages are a "
            "preview: they say so, and search engines are kept out."
        )
    )


class SiteSettings(StrictSpelling):
    """The clinic's settings for the whole site; the only record without an id."""

    kind: ClassVar[str] = "site setting"
    for_staff: ClassVar[bool] = True

    clinic: Text = Field(description="The clinic's name.")
    state: Text = Field(description="The state it works in.")
    website: Address = Field(description="The clinic's own website.")
    email: Email | None = Field(
        default=None,
        description="The clinic's mail address, once known; under each page, for whoever finds a mistake.",
    )
    about: Text = Field(description="Who the clinic is, and how this site came about; on the page About.")
    address: Text | None = Field(default=None, description="The clinic's street address, once known.")
    check_every_months: Annotated[int, Field(ge=1, le=36)] = Field(
        description="How many months after a check the next one is due."
    )
    keep_pages: bool = Field(
        default=True,
        description="Whether parents can keep pages for a bad signal; `false` takes them off each device.",
    )
    start_with: Annotated[tuple[Id, ...], LinksTo("activities")] = Field(
        min_length=1, max_length=3, description="The activities that the home page offers first."
    )
    lost_skill_sign: Annotated[Id, LinksTo("signs")] = Field(
        description="The warning sign that each list of milestones asks about first."
    )
    catch_all_sign: Annotated[Id, LinksTo("signs")] = Field(
        description="The sign at the top of Is it urgent?, for a parent who finds nothing on the list."
    )
    emergency_contact: Annotated[Id, LinksTo("contacts")] = Field(
        description="The number at the top of every page."
    )
    urgent_contacts: Annotated[tuple[Id, ...], LinksTo("contacts")] = Field(
        min_length=1, description="The numbers at the end of the page Is it urgent?"
    )
    child_care_contacts: Annotated[tuple[Id, ...], LinksTo("contacts")] = Field(
        min_length=1, description="The numbers on the sheet for child care."
    )
    child_care_advice: Annotated[tuple[Id, ...], LinksTo("advice")] = Field(
        min_length=1, description="The safety advice on the sheet for child care."
    )


@dataclasses.dataclass(frozen=True)
class Section:
    """One section of a data file: `file` (its path within the data folder), its name and its model.

    `state_file` is the file in the state's folder with more of its records.
    """

    file: str
    name: str
    model: type[Record] | type[SiteSettings]
    state_file: str | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """Return the files that hold its records."""
        return (self.file, self.state_file) if self.state_file else (self.file,)

    @property
    def is_list(self) -> bool:
        """Return whether it holds a list of records, rather than a single one."""
        return issubclass(self.model, Record)


SECTIONS: tuple[Section, ...] = (
    Section("milestones.yaml", "ages", Age),
    Section("milestones.yaml", "milestones", Milestone),
    Section("activities.yaml", "activities", Activity),
    Section("adaptations.yaml", "situations", Situation),
    Section("adaptations.yaml", "adaptations", Adaptation),
    Section("packs.yaml", "packs", Pack),
    Section("signs.yaml", "worries", Worry),
    Section("signs.yaml", "signs", Sign),
    Section("first-aid.yaml", "first_aid", FirstAid),
    Section("house/skills.yaml", "skills", Skill),
    Section("house/tiers.yaml", "tiers", Tier),
    Section("house/tiers.yaml", "act_now", ActNow),
    Section("house/positions.yaml", "positions", Position),
    Section("house/moments.yaml", "moments", Moment),
    Section("safety.yaml", "safety_rules", SafetyRule),
    Section("safety.yaml", "topics", Topic),
    Section("safety.yaml", "advice", Advice),
    Section("house/differences.yaml", "differences", Difference),
    Section("house/visits.yaml", "visits", Visit),
    Section("house/guides.yaml", "guide_links", GuideLink),
    Section("house/limits.yaml", "limits", Limits),
    Section("house/ladders.yaml", "ladders", Ladder),
    Section("house/tummy-time.yaml", "tummy_time", TummyTime),
    Section("house/glossary.yaml", "terms", Term),
    Section("sources.yaml", "sources", Source, "state/sources.yaml"),
    Section("clinic.yaml", "site", SiteSettings),
    Section("clinic.yaml", "languages", Language),
    Section("clinic.yaml", "contacts", Contact, "state/contacts.yaml"),
    Section("state/facts.yaml", "state_facts", StateFact),
    Section("house/changes.yaml", "changes", Change),
    Section("house/left-out.yaml", "left_out", SkillWithoutRecord),
    Section("house/open-items.yaml", "open_items", OpenItem, "state/house.yaml"),
    Section("house/avoid.yaml", "avoid", AvoidedWords),
    Section("house/exceptions.yaml", "exceptions", RuleException),
    Section("house/words.yaml", "words", Phrase),
    Section("house/search.yaml", "search_word_lists", SearchWordList),
    Section("house/search.yaml", "search_checks", SearchCheck, "state/house.yaml"),
)
"""Every section of every data file."""


def sections_by_file() -> dict[str, list[Section]]:
    """Return the sections of each data file, by its path in the data folder; the state's files come last."""
    found: dict[str, list[Section]] = {section.file: [] for section in SECTIONS}
    for section in SECTIONS:
        for file in section.files:
            found.setdefault(file, []).append(section)
    return found
