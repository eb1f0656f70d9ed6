from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.entries import Records, Violations, protects, sentences_of, texts_in
from catalogue.problems import quote

# The sections that say what to do, with the fields that do.
ACTIONS = {
    "activities": {"steps"},
    "ages": {"do_today"},
    "first_aid": {"steps"},
    "signs": {"do_now"},
    "tiers": {"explain"},
    "act_now": {"explain"},
}
# The verbs of such sentences, as they are written there. A new one is no mistake, so this is only a doubt.
VERB = re.compile(
    r"""\b(?:
        act | add | answer | are | aren't | ask | bang | be | begin | bend | blow | breathe | bring | brush
        | build | call | calls | can | can't | catch | celebrate | change | check | cheer | choose |
        clap | clear | close | come | comes | cook | copy | count | cover | crawl | cut | describe |
        dim | do | does | doesn't | don't | drop | dry | ease | eat | empty | end | feel | fill |
        find | fit | float | fold | follow | gasp | get | give | gives | go | guide |
        hand\s(?:over|them) | has | have | help | hide | hit | hold | hug | is | isn't | jiggle |
        keep | kneel | know | lay | lead | lean | leave | let | lie | lift | lifts | listen | load |
        look | lower | made | make | measure | move | moves | name | need | offer | open | pass |
        pat | pause | pick | place | play | point | poke | pour | practice | press | pull | push |
        put | read | remove | repeat | rest | rinse | rock | roll | rub | run | say | see | send |
        set | shake | should | shout | show | sing | sit | slide | slip | slow | smile | snap | soap
        | sounds | spread | squeeze | stand | start | stay | steady | stick | stop | strap | stroke
        | support | sway | switch | take | takes | talk | tap | tape | tear | tell | there's |
        they'll | they're | tilt | tip | touch | trade | try | tuck | turn | unwind | use | wait |
        walk | warm | wash | watch | wet | wiggle | will | wipe | work | works | wrap | write
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
ADVICE = "has no verb that the check knows. Start it with what to do, such as Lay or Call."
SAID_ALOUD = re.compile(r"[\"“][^\"”]*[\"”]")


@protects(
    "a parent in a hurry, who needs to know what to do, not only what it is about",
    may_be_excepted=True,
    stops=False,
)
def find(records: Records) -> Violations:
    for section, fields in ACTIONS.items():
        for entry in records.entries.get(section, []):
            for location, text in texts_in(entry.record):
                if location[0] in fields:
                    for sentence in _without_a_verb(text):
                        yield entry.problem(location, f"{quote(sentence)} {ADVICE}")


def _without_a_verb(text: str) -> Iterator[str]:
    """Yield the sentences without a verb, but no question, such as "No answer?", and nothing said aloud."""
    for sentence in sentences_of(SAID_ALOUD.sub("", text)):
        if sentence and not sentence.endswith("?") and not VERB.search(sentence):
            yield sentence
