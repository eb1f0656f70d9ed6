"""For the parent: rare fields and states are shown, on a site that has one of each.

The frozen catalogue gets reviews in all three states, records with former ids, a sign that counts for some
months only, and whatever else the clinic may write one day. All tests of pages run on it.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from catalogue.records import PublicKind
from tests.any_data.test_open_data import *  # noqa: F403
from tests.any_data.test_page_activities import *  # noqa: F403
from tests.any_data.test_page_foot import *  # noqa: F403
from tests.any_data.test_page_foot import foot_of
from tests.any_data.test_page_guides import *  # noqa: F403
from tests.any_data.test_page_lists import *  # noqa: F403
from tests.any_data.test_page_milestones import *  # noqa: F403
from tests.any_data.test_page_numbers import *  # noqa: F403
from tests.any_data.test_page_packs import *  # noqa: F403
from tests.any_data.test_page_safety import *  # noqa: F403
from tests.any_data.test_page_signs import *  # noqa: F403
from tests.any_data.test_page_words import *  # noqa: F403
from tests.built_page import Link, flat, read, whole
from tests.conftest import build_site, built_once, frozen_project
from tests.raw_records import RawRecords, raw_records


class Edited:
    """The data of a project, which tests change by section and id."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path: yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
            for path in folder.rglob("*.yaml")
        }

    def section(self, name: str) -> Any:
        return next(sections[name] for sections in self._files.values() if name in sections)

    def change(self, section: str, record_id: str, **fields: Any) -> None:
        record = next(each for each in self.section(section) if each["id"] == record_id)
        record.update({name.rstrip("_"): value for name, value in fields.items()})

    def save(self) -> None:
        for path, sections in self._files.items():
            path.write_text(
                yaml.safe_dump(sections, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8"
            )


def with_special_records(data: Path) -> None:
    """Give a data folder one of each thing that few records have."""
    edited = Edited(data)
    rename(edited)
    review(edited)
    change_tiers_and_words(edited)
    change_settings(edited)
    add_an_age_and_a_skill(edited)
    between_and_after_the_lists(edited)
    wait_for_a_number(edited)
    log_changes(edited)
    for section in ("visits", "terms", "ages"):
        edited.section(section).reverse()
    edited.section("sources")[0].pop("year", None)
    edited.section("sources")[0]["checked_on"] = "2026-10-01"
    edited.save()


def change_tiers_and_words(edited: Edited) -> None:
    edited.change("signs", "loses-a-skill", tiers=["emergency", "assessment"])
    edited.change("milestones", "looks-at-your-face", if_not_yet=["doctor", "assessment"])
    edited.change("signs", "doesnt-look-or-blink-by-1-month", tiers=["doctor", "assessment"])
    for sign, words in zip(edited.section("signs"), ("=1+1", "+ later", "- tired", "@ home"), strict=False):
        sign["search_words"] = [words]
    edited.change("contacts", "clinic", phone="973-555-0100")
    edited.change("milestones", "fine-pincer-grasp", to="11")  # a ladder's line goes on to a whole quarter
    edited.change("signs", "no-reaction-to-loud-sound-by-2-months", withdrawn_on="2026-11-23")


def change_settings(edited: Edited) -> None:
    site = edited.section("site")
    site.update(
        check_every_months="11",
        address="1 Main Street, Newark",
        email="office@example.org",
        urgent_contacts=["crisis-988", "emergency-911", "text-line", "clinic"],
    )
    edited.change("languages", "en", public=list(get_args(PublicKind)))


def add_an_age_and_a_skill(edited: Edited) -> None:
    edited.section("skills").append(
        {
            "id": "sleeping",
            "title": "Sleeping",
            "summary": "How babies sleep.",
            "how_it_grows": "In naps, then nights.",
        }
    )
    edited.section("ages").append(
        {
            "id": "24-33-months",
            "ready_when": "Your child brings you something to play with.",
            "title": "24 to 33 months",
            "from": "24",
            "to": "33",
            "drawing": "walking-with-a-ball",
            "main_message": "Your child runs, climbs and says no.",
            "more": "Play outside. Name what you both see.",
            "do_today": "Go outside together for a while.",
        }
    )


def log_changes(edited: Edited) -> None:
    edited.section("changes").append(
        {
            "id": "second-edition",
            "day": "2026-11-24",
            "title": "A game on the tummy, and a sign.",
            "why": "Both were read again.",
            "records": ["reach-on-the-tummy", "choking", "tummy-time-awake", "example-withdrawn"],
        }
    )
    edited.section("changes")[0]["day"] = "2026-11-20"


def between_and_after_the_lists(edited: Edited) -> None:
    """Add a second list within one age, a list and a window after the last age, and an aim of two hours."""
    for name, month in (("waves-both-feet", "3"), ("builds-a-tall-tower", "30")):
        edited.section("milestones").append(
            {
                "id": name,
                "title": name.replace("-", " ").capitalize(),
                "skill": "people",
                "yardstick": "most",
                "by": month,
                "look_for": f"You can see it: your baby {name.replace('-', ' ')}.",
                "if_not_yet": ["office"],
                "no_practice": "This comes with growing.",
                "basis": "practice",
            }
        )
    edited.section("milestones").append(
        {
            "id": "who-tall-tower",
            "title": "Builds a tower",
            "skill": "people",
            "yardstick": "window",
            "from": "20",
            "to": "26",
            "look_for": "Blocks stand on each other.",
            "same_as": "builds-a-tall-tower",
            "basis": "practice",
        }
    )
    aim = edited.section("tummy_time")[-1]
    aim.pop("up_to", None)
    aim["at_least"] = "120"


def wait_for_a_number(edited: Edited) -> None:
    """Add a contact without a number to a tier."""
    edited.section("contacts").append(
        {
            "id": "nurse-line",
            "title": "A nurse line",
            "explain": "It has no number yet.",
            "shown": "with a phone number",
            "basis": "practice",
        }
    )
    edited.change("tiers", "office", contacts=["nurse-line", "doctor", "early-intervention-nj"])


# Former ids of some records.
FORMER = {
    "ages": {"4-6-months": "four-to-six-months"},
    "skills": {"movement": "moving-about"},
    "activities": {"reach-in-tummy-time": "reach-on-the-tummy"},
    "milestones": {"laughs": "laughs-out-loud"},
    "signs": {"choking": "chokes", "flat-spot-on-the-head": "flat-head"},
    "first_aid": {"choking-under-1-year": "help-in-a-minute"},
    "worries": {"eyes": "the-eyes"},
    "tiers": {"doctor": "call-the-doctor"},
    "act_now": {"er": "emergency-room"},
    "topics": {"sleep": "sleeping-safely"},
    "safety_rules": {"water": "in-the-water"},
    "terms": {"prone": "prone-position"},
    "advice": {"falls": "no-falls"},
    "differences": {"crawling": "does-crawling-matter"},
    "visits": {"autism-screening-24-months": "second-autism-screening"},
    "ladders": {"grasp": "grasping"},
    "sources": {"cdc22": "cdc-2022"},
    "changes": {"first-edition": "the-first-edition"},
}

# The addresses that links to them had, and that must still work.
FORMER_LINKS = (
    "activities/#four-to-six-months",
    "calendar/#page-four-to-six-months",
    "skills/movement/#ladder-four-to-six-months",
    "skills/movement/#play-four-to-six-months",
    "skills/people/#laughs-out-loud",
    "urgent/#chokes",
    "signs/#flat-head",
    "urgent/#help-in-a-minute",
    "signs/#worry-the-eyes",
    "ages/4-6-months/#help-call-the-doctor",
    "guides/get-help/#tier-call-the-doctor",
    "urgent/#act-emergency-room",
    "guides/safe-play/#advice-sleeping-safely",
    "activities/bath-pour-and-dress-helper/#rule-in-the-water",
    "safety/home/#no-falls",
    "guides/glossary/#prone-position",
    "skills/movement/#differ-does-crawling-matter",
    "calendar/#second-autism-screening",
    "skills/hands/#ladder-grasping",
    "sources/#source-cdc-2022",
    "changes/#the-first-edition",
)


def rename(edited: Edited) -> None:
    for section, renamed in FORMER.items():
        for record, old in renamed.items():
            edited.change(section, record, formerly=[old])


REVIEWED = "reach-in-tummy-time"


def review(edited: Edited) -> None:
    """Have two people check one activity with all that its page shows, and one of them each emergency."""
    for milestone in ("reaches-for-a-toy", "pushes-up-on-straight-arms"):
        edited.change("milestones", milestone, reviewed_by="Ada Stone, OT", reviewed_on="2026-10-05")
    for rule in (
        "no-small-parts",
        "never-for-sleep",
        "awake-and-watched",
        "floor-only",
        "stop-signs",
        "ask-your-team-first",
    ):
        edited.change("safety_rules", rule, reviewed_by="Ada Stone, OT", reviewed_on="2026-03-31")
    # The number in the line above every page is one of them.
    edited.change("contacts", "emergency-911", reviewed_by="Ben Reed, PT", reviewed_on="2026-10-05")
    edited.change("activities", REVIEWED, reviewed_by="Ben Reed, PT", reviewed_on="2026-10-05")
    for sign in ("flat-spot-on-the-head", "uses-one-side-more"):
        edited.change("signs", sign, reviewed_by="Ada Stone, OT", reviewed_on="2026-10-05")
    for section in ("ages", "skills", "tiers", "act_now", "adaptations"):
        for each in edited.section(section):
            if "waits_for_review" not in each:
                each |= {"reviewed_by": "Ben Reed, PT", "reviewed_on": "2026-10-05"}
    # No site is launched before its emergencies were checked.
    urgent = [each for each in edited.section("signs") if each["tiers"][0] in ("emergency", "same-day")]
    for each in (*urgent, *edited.section("first_aid")):
        each |= {"reviewed_by": "Ben Reed, PT", "reviewed_on": "2026-10-05"}
        if each.pop("basis", None) and "sources" not in each:
            each |= {"sources": ["is"], "checked": "read"}


# One page with reviewed records only, and one that also shows unreviewed ones.
SIGNED_GUIDES = ("guides/privacy", "guides/tummy-time")


def sign_guide(path: Path) -> None:
    review = "---\nreviewed_by: Ben Reed, PT\nreviewed_on: 2026-10-05\n"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n", review, 1), encoding="utf-8")


@pytest.fixture(scope="session")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = frozen_project(tmp_path_factory.mktemp("special"))
    with_special_records(project / "data")
    for guide in SIGNED_GUIDES:
        sign_guide(project / f"docs/{guide}.md")
    return project


@pytest.fixture(scope="session")
def site(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_once(tmp_path_factory, "special-site", lambda folder: build_site(frozen, folder / "site"))


@pytest.fixture(scope="session")
def docs(frozen: Path) -> Path:
    return frozen / "docs"


@pytest.fixture(scope="session")
def raw(frozen: Path) -> RawRecords:
    return raw_records(frozen / "data")


# Reviews.


def lines_of(site: Path, page: str) -> list[str]:
    return [each.text for each in foot_of(read(site, page)).all("p")]


def test_a_reviewed_page_names_the_reviewers_and_the_oldest_review(site: Path, raw: RawRecords) -> None:
    line = raw.say("reviewed", names="Ben Reed, PT, Ada Stone, OT", date="March 31, 2026")
    assert line in lines_of(site, f"activities/{REVIEWED}/")


def test_a_reviewed_guide_names_the_reviewer_if_all_that_it_shows_was_reviewed(
    site: Path, raw: RawRecords
) -> None:
    whole_guide, in_part = SIGNED_GUIDES
    line = raw.say("reviewed", names="Ben Reed, PT", date="October 5, 2026")
    assert line in lines_of(site, f"{whole_guide}/")
    assert raw.say("reviewed-in-part") in lines_of(site, f"{in_part}/")


def test_a_page_is_public_as_soon_as_its_safety_is_signed(site: Path, raw: RawRecords, docs: Path) -> None:
    line = raw.preview_line(docs)
    pages = (
        *("urgent/", f"activities/{REVIEWED}/", "activities/drop-it-in/"),
        *("guides/privacy/", "guides/get-help/", "sources/"),
    )
    public = {page: line not in read(site, page).text for page in pages}
    assert public == {
        "urgent/": True,
        f"activities/{REVIEWED}/": True,
        "activities/drop-it-in/": False,  # a safety rule isn't signed
        "guides/privacy/": True,
        "guides/get-help/": False,  # nobody signed it
        "sources/": True,
    }


def test_about_says_how_much_was_checked(site: Path, raw: RawRecords, docs: Path) -> None:
    reviews = raw.reviews(docs)
    what = raw.say("checked-of-site")
    line = raw.say("checked-part", what=what, signed=sum(map(bool, reviews)), count=len(reviews))
    assert line in read(site, "guides/about/").text


def test_a_partly_reviewed_page_names_nobody(site: Path, raw: RawRecords) -> None:
    for page in ("activities/drop-it-in/", "signs/", "urgent/", "ages/4-6-months/", "activities/"):
        assert raw.say("reviewed-in-part") in lines_of(site, page), page
        assert not any("Stone" in line or "Reed" in line for line in lines_of(site, page))


def test_an_unreviewed_page_says_so(site: Path, raw: RawRecords) -> None:
    for page in ("skills/talking/", "calendar/", ""):
        assert raw.say("not-reviewed") in lines_of(site, page), page


def test_a_review_falls_due_by_itself_on_the_last_day_of_a_shorter_month(site: Path, raw: RawRecords) -> None:
    (line,) = [
        line
        for line in lines_of(site, f"activities/{REVIEWED}/")
        if raw.say("next-check").split("{")[0] in line
    ]
    assert raw.say("next-check", due="February 28, 2027") in line


# Former names.


@pytest.mark.parametrize("link", FORMER_LINKS)
def test_a_link_to_a_former_id_still_leads_to_the_record(site: Path, link: str) -> None:
    page, _, anchor = link.partition("#")
    whole(site, page).by_id(anchor)
    for renamed in FORMER.values():
        for record, old in renamed.items():
            if anchor.endswith(old):
                whole(site, page).by_id(anchor.removesuffix(old) + record)


@pytest.mark.parametrize(
    ("section", "folder"),
    [("ages", "ages"), ("skills", "skills"), ("activities", "activities"), ("topics", "safety")],
)
def test_the_page_of_a_former_id_leads_to_the_page_of_the_record(
    site: Path, section: str, folder: str
) -> None:
    for record, old in FORMER[section].items():
        page = read(site, f"{folder}/{old}/")
        (title,) = [text for tag, text in read(site, f"{folder}/{record}/").headings if tag == "h1"]
        assert Link(title, f"{folder}/{record}/") in page.links
        menu = whole(site, "").one("nav", class_="app-menu__panel")
        assert f"{folder}/{old}/" not in [link.to for link in menu.links]


# Words.

# What this site has no reason to say: it is signed and whole, has a phone, no address, no PDF, and no record
# that needs the other words. Two phrases are no text of a page but of a calendar row and the open data.
UNSAID = {
    "one-minute",
    "yardstick-window",
    "social-alt",
    "calendar-look",
    "open-data-note",
    "preview-line",
    "preview-line-all",
    "checked-none",
    "checked-all",
    "checked-of-signs",
    "checked-of-safety",
    "clinic-no-phone",
    "handout-link",
    "no-activity-yet",
    "staff-records-explain",
    "sheet-draft",
    "sheet-draft-line",
    "first-aid-unsigned",
    "band-unsigned",
    "search-help",
    "search-spanish",
    "search-age-words",
    # On a translated page; see tests/test_parent_reads_a_translation.py.
    "translation-unchecked",
    "translation-partly",
    "in-other-language",
}


def test_every_phrase_of_the_pages_is_said_somewhere(site: Path, raw: RawRecords) -> None:
    pages = (*site.rglob("*.html"), site / "keep.js")
    too_old = json.loads((site / "keep.json").read_text(encoding="utf-8"))["old"]
    built = flat(" ".join([*(path.read_text(encoding="utf-8") for path in pages), too_old]))
    built = re.sub(r'<button[^>]* class="app-term"[^>]*>', "", built)  # in the middle of a phrase
    built = unescape(re.sub(r"<[^>]*>", lambda tag: " ".join(re.findall(r'"([^"]*)"', tag[0])), built))
    built = "".join(built.split())
    unsaid = []
    for name, phrase in raw.words.items():
        parts = ["".join(part.split()) for part in re.split(r"\{\w+\}", phrase)]
        if not name.startswith("js-") and not re.search(".{0,90}?".join(map(re.escape, parts)), built):
            unsaid.append(name)
    assert set(unsaid) <= UNSAID


# A site that knows its address and its project.


@pytest.fixture(scope="session")
def published(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    environment = {"SITE_URL": "https://babies.example/", "SITE_REPO": "clinic/babies"}
    return built_once(
        tmp_path_factory,
        "special-published",
        lambda folder: build_site(frozen, folder / "site", **environment),
    )


def test_the_staff_page_leads_to_the_line_of_each_record_and_no_parents_page_does(
    published: Path, frozen: Path
) -> None:
    start = "https://github.com/clinic/babies/edit/main/"
    for page in ("", "ages/4-6-months/", "activities/drop-it-in/", "guides/about/"):
        assert not [link for link in read(published, page).links if link.to.startswith(start)], page
    links = [link for link in read(published, "staff/").links if link.to.startswith(start)]
    for file, name in (("milestones", "4-6-months"), ("house/skills", "hands"), ("activities", "drop-it-in")):
        lines = (frozen / f"data/{file}.yaml").read_text(encoding="utf-8").splitlines()
        line = next(at for at, text in enumerate(lines, 1) if text.strip() == f"- id: {name}")
        assert Link(name, f"{start}data/{file}.yaml#L{line}") in links


def test_a_published_sheet_leads_from_paper_back_to_its_page(published: Path) -> None:
    for page, on_a_sheet in (
        ("ages/4-6-months/", True),
        ("activities/drop-it-in/", True),
        ("signs/", False),
        ("skills/hands/", False),
    ):
        foot = foot_of(read(published, page))
        assert f"https://babies.example/{page}" in foot.text
        assert bool(foot.all("svg")) == on_a_sheet
