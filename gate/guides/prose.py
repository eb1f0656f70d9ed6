"""Check the lines of a guide: headings, lists, tables, links and wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from posixpath import dirname, normpath, relpath

from catalogue.problems import did_you_mean, quote
from catalogue.records import AvoidedWords, Contact
from catalogue.rules.avoided_words_stay_away import pattern_of, say_instead
from catalogue.rules.texts_are_in_english import looks_english
from catalogue.rules.texts_are_plain_words import NOTE
from catalogue.rules.texts_are_short import MOST_WORDS_ELSEWHERE
from catalogue.rules.the_state_is_in_its_folder import named, names_of
from gate.guides.read import Guide
from gate.guides.rule import GuideRule, Known, Violations

MOST_POINTS = 7  # of a list

_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]{1,2}\.)[ \t]")
_OTHER_BULLET = re.compile(r"\s*(?:[\u2022\u2023\u2043\u00b7\u2013\u25a0-\u25ff\uf0a7\uf0b7]|o\t)\s*(?=\S)")
_OTHER_NUMBER = re.compile(r"\s*([0-9]+)\)\s")
_CELLS = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"[|:\-\s]*-[|:\-\s]*")
_UNDERLINE = re.compile(r"(?:-{2,}|=+)\s*")
_HEADING = re.compile(r"(#{1,6})(?!#)\s*(.*)")
_LINK = re.compile(r"(!?)\[([^\]\[]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_PHONE = re.compile(
    r"(?<![\w/=-])(?:\+?1[-. ]?)?\(?[2-9][0-9]{2}\)?[-. ]{0,2}[0-9]{3}[-. ]?[0-9]{4}(?![\w-])"
)
_TARGET = re.compile(r"(?<=\])\([^)]*\)|^\[[^]]*\]:.*")
_ELSEWHERE = re.compile(r"https://|mailto:")
_CROSSED_OUT = re.compile(r"x{5,}")  # a removed macro, comment or piece of code
_BARE_ADDRESS = re.compile(r"(?<![(<\"\w/])(?:https?://|www\.)\S+")


def _paragraphs(guide: Guide) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines between empty lines and headings, each with its number."""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(guide.prose, start=1):
        if line.strip() and not line.startswith("#"):
            lines.append((number, line))
            continue
        if lines:
            yield lines
        lines = []
    if lines:
        yield lines


def _headings(guide: Guide) -> Iterator[tuple[int, int, str]]:
    """Yield the line, the level and the words of each heading."""
    for number, line in enumerate(guide.prose, start=1):
        if found := _HEADING.match(line):
            yield number, len(found[1]), found[2].strip(" #")


def heading_levels(guide: Guide, known: Known) -> Violations:
    """Yield headings that break the outline: one title, then levels without gaps."""
    above = 0
    for number, level, words in _headings(guide):
        if not words:
            yield number, 'this heading has no words. Write them after the "#", or delete the line.'
        elif above == 0 and level != 1 and _is_first(guide, number):
            yield number, f'the first heading is the title of the page, with one "#". Write "# {words}".'
        elif above == 0 and level != 1:
            yield number, 'the page has no title. Write it above all text, such as "# Tummy time".'
        elif above and level == 1:
            yield (
                number,
                f'a page has one title, and this is another heading with one "#". Write "## {words}".',
            )
        elif level > above + 1:
            yield (
                number,
                f'a heading can be only one level below the one above. Write "{"#" * (above + 1)} {words}".',
            )
        above = level
    if not above:
        first = next((number for number, line in enumerate(guide.prose, start=1) if line.strip()), 1)
        yield first, 'the page has no title. Write it above the text, such as "# Tummy time".'


def _is_first(guide: Guide, number: int) -> bool:
    """Return whether there is no text above a line."""
    return not any(line.strip() for line in guide.prose[: number - 1])


def accidental_headings(guide: Guide, known: Known) -> Violations:
    """Yield rows of dashes that turn the line above into a heading."""
    for paragraph in _paragraphs(guide):
        for number, line in paragraph[1:]:
            if _UNDERLINE.fullmatch(line):
                yield (
                    number,
                    "these signs make the line above a heading. Put an empty line between them, "
                    'or write the heading with "## ".',
                )


def other_bullets(guide: Guide, known: Known) -> Violations:
    """Yield the first line of each paragraph with bullets or numbers of a word processor."""
    for paragraph in _paragraphs(guide):
        for number, line in paragraph:
            source = guide.lines[number - 1]
            if found := _OTHER_BULLET.match(line):
                meant = quote(f"- {source[found.end() :]}")
                yield number, f'a list line starts with a plain dash "-" and a space. Write {meant}.'
                break
            if found := _OTHER_NUMBER.match(line):
                meant = quote(f"{found[1]}. {source[found.end() :]}")
                yield number, f"a numbered line starts with a number and a dot. Write {meant}."
                break


def lists_without_a_gap(guide: Guide, known: Known) -> Violations:
    """Yield lists without an empty line above, which become part of the paragraph."""
    for paragraph in _paragraphs(guide):
        for (_, above), (number, line) in pairwise(paragraph):
            if _ITEM.match(line) and not _ITEM.match(paragraph[0][1]):
                yield (
                    number,
                    f"a list starts right below {quote(above.strip())}, and would be part of it. "
                    "Put an empty line between them.",
                )
                break


def tables(guide: Guide, known: Known) -> Violations:
    """Yield tables that wouldn't be recognized, or that would lose a cell."""
    for paragraph in _paragraphs(guide):
        if not all("|" in line for _, line in paragraph):
            mixed = [number for number, line in paragraph if line.lstrip().startswith("|")]
            if mixed:
                yield mixed[0], "a table needs an empty line above and below it. Put it there."
            continue
        (_, head), *rows = paragraph
        if not rows and not head.lstrip().startswith("|"):
            continue
        if not rows or not _DASHES.fullmatch(rows[0][1]):
            line = "|".join(["---"] * len(_cells(head)))
            yield (
                paragraph[0][0],
                f'a table needs a line of dashes below its first line. Write "|{line}|" there.',
            )
            continue
        for number, row in rows:
            if len(_cells(row)) != len(_cells(head)):
                yield (
                    number,
                    f"this row has {len(_cells(row))} cells, and the first line has {len(_cells(head))}. "
                    "Look for a | that is missing or one too many.",
                )


def _cells(row: str) -> list[str]:
    return _CELLS.split(row.strip().removeprefix("|").removesuffix("|"))


def unfinished_notes(guide: Guide, known: Known) -> Violations:
    """Yield placeholders and notes."""
    for number, line in enumerate(guide.prose, start=1):
        if found := NOTE.search(line):
            yield (
                number,
                f'"{found[0]}" is a note that parents would see. Write the text, or remove it.',
            )


def avoided_words(guide: Guide, known: Known) -> Violations:
    """Yield words that this site avoids, and what a guide leaves to the records, such as danger signs."""
    for entry in known.records.of(AvoidedWords):
        if not entry.record.only_in or "guides" in entry.record.only_in:
            pattern = pattern_of(entry.record.words)
            for number, text in _written(guide):
                if met := pattern.search(text):
                    yield number, say_instead(met[0], entry.record)


def _written(guide: Guide) -> Iterator[tuple[int, str]]:
    """Yield the lines that an editor wrote for readers: without targets of links, but with the message."""
    for number, line in enumerate(guide.prose, start=1):
        yield number, _TARGET.sub("", line)
    for macro in guide.macros:
        if macro.text.startswith("message("):
            yield macro.line, macro.text


def typed_phones(guide: Guide, known: Known) -> Violations:
    """Yield phone numbers typed by hand, which wouldn't be updated."""
    by_number = {
        entry.record.phone.removeprefix("1-"): entry.record.id
        for entry in known.records.of(Contact)
        if entry.record.phone
    }
    for number, line in enumerate(guide.prose, start=1):
        for found in _PHONE.findall(_TARGET.sub("", line)):
            digits = re.sub(r"\D", "", found)[-10:]
            contact = by_number.get(f"{digits[:3]}-{digits[3:6]}-{digits[6:]}")
            if contact:
                advice = f'Write {{{{ phone("{contact}") }}}} instead.'
            else:
                advice = 'Add it to data/clinic.yaml as a contact, and write {{ phone("its-id") }} here.'
            yield (
                number,
                f"the phone number {quote(found)} is typed by hand, so it won't be updated. {advice}",
            )


def pictures(guide: Guide, known: Known) -> Violations:
    """Yield pictures without a text alternative."""
    for number, line in enumerate(guide.prose, start=1):
        for is_picture, words, target in _LINK.findall(line):
            if is_picture and (not words.strip() or re.search(r"\.\w{3,4}$", words)):
                yield (
                    number,
                    f"the picture {quote(target)} has no description for a parent who can't see it. "
                    f"Say what it shows: ![a baby on a mat]({target})",
                )


def broken_links(guide: Guide, known: Known) -> Violations:
    """Yield broken links and missing pictures."""
    for number, line in enumerate(guide.prose, start=1):
        if line.startswith("[^"):
            yield number, "guides have no footnotes. Move this into the text, and delete the mark."
        if re.search(r"\][ \t]+\(", line):
            yield number, 'a space between "]" and "(" breaks a link. Delete it.'
        for is_picture, words, target in _LINK.findall(line):
            if not words.strip() and not is_picture:
                yield number, f"the link to {quote(target)} has no words. Write them between [ and ]."
            elif is_picture:
                yield from ((number, each) for each in _about_path(target, "picture", guide, known.files))
            elif not _ELSEWHERE.match(target) and not target.startswith("#"):
                yield from ((number, each) for each in _about_path(target, "page", guide, known.pages))


def _about_path(target: str, kind: str, guide: Guide, known: frozenset[str]) -> Iterator[str]:
    """Yield the problems with an address within the site, relative to the guide."""
    if re.match(r"[a-z]+:|www\.", target, re.IGNORECASE):
        yield f"{quote(target)} is not a {kind} of this site; an address elsewhere starts with https://."
        return
    path = target.partition("#")[0]
    here = dirname(guide.file.partition("/")[2])
    if path.startswith("/") or normpath(f"{here}/{path}".lstrip("/")) not in known:
        hint = did_you_mean(path, [relpath(each, here or ".") for each in sorted(known)])
        yield f"{quote(target)} is not a {kind} of this site.{hint or ' Look at a link in another guide.'}"


def list_lines_without_a_dash(guide: Guide, known: Known) -> Violations:
    """Yield lines within a list that may have lost their dash."""
    for paragraph in _paragraphs(guide):
        if _ITEM.match(paragraph[0][1]):
            for number, line in paragraph:
                if not _ITEM.match(line):
                    yield (
                        number,
                        f"{quote(guide.lines[number - 1].strip())} is read as part of the line above it. "
                        'A list line of its own starts with "- ".',
                    )


def unbalanced_pairs(guide: Guide, known: Known) -> Violations:
    """Yield paragraphs with unbalanced brackets or quotes."""
    for paragraph in _paragraphs(guide):
        text = "\n".join(line for _, line in paragraph)
        for opening, closing in (("(", ")"), ('"', '"'), ("\u201c", "\u201d")):
            first, second = text.count(opening), text.count(closing)
            if first != second or (opening == closing and first % 2):
                number = next(at for at, line in paragraph if opening in line or closing in line)
                yield (
                    number,
                    f"one of a pair is missing here or below: {opening} … {closing}. Add it.",
                )


def bare_addresses(guide: Guide, known: Known) -> Violations:
    """Yield web addresses that aren't links."""
    for number, line in enumerate(guide.prose, start=1):
        for address in _BARE_ADDRESS.findall(_TARGET.sub("", line)):
            yield (
                number,
                f"{quote(address)} can't be tapped. "
                f"Make it a link: [the name of the page]({_link_target(address)})",
            )


def _link_target(address: str) -> str:
    """Return an address as the target of a link."""
    return "https://" + re.sub(r"^https?://", "", address.rstrip(".,;:!?"))


def long_lists(guide: Guide, known: Known) -> Violations:
    """Yield the first line of each list that is too long."""
    for points in _lists(guide):
        if len(points) > MOST_POINTS:
            yield (
                points[0],
                f"this list has {len(points)} points, too many for a tired parent (at most {MOST_POINTS}). "
                "Could a heading split it in two?",
            )


def _lists(guide: Guide) -> Iterator[list[int]]:
    """Yield the numbers of the lines that start a point, for each top-level list."""
    points: list[int] = []
    sign = ""
    for number, line in enumerate(guide.prose, start=1):
        found = re.match(r"(?:([-*+])|[0-9]{1,2}\.)[ \t]", line)
        if found and sign == (found[1] or "1."):
            points.append(number)
        elif found:
            yield points
            points, sign = [number], found[1] or "1."
        elif line.strip() and not line.startswith(" ") and not guide.prose[number - 2].strip():
            yield points
            points, sign = [], ""
    yield points


def long_paragraphs(guide: Guide, known: Known) -> Violations:
    """Yield paragraphs and list items that are longer than the texts of records may be."""
    for number, text in _texts(guide):
        if (count := len(text.split())) > MOST_WORDS_ELSEWHERE:
            yield (
                number,
                f"this paragraph has {count} words, and {MOST_WORDS_ELSEWHERE} are plenty. Split it in two.",
            )


def other_languages(guide: Guide, known: Known) -> Violations:
    """Yield paragraphs and list items that don't seem to be English."""
    for number, text in _texts(guide):
        if not looks_english(text):
            yield number, f"{quote(text)} doesn't look like English. Is it?"


def clinic_and_state(guide: Guide, known: Known) -> Violations:
    """Yield lines that name the clinic or its state, which another clinic would have to find."""
    for number, line in enumerate(guide.prose, start=1):
        for name in names_of(known.records):
            if named(name, line):
                fact = 'Write {{ fact("…") }} with an id from data/state/facts.yaml'
                yield number, f"a guide doesn't name {name} itself. {fact}, or say it without the name."


def _texts(guide: Guide) -> Iterator[tuple[int, str]]:
    """Yield (line, words) of each paragraph and list item, without tables."""
    for paragraph in _paragraphs(guide):
        if all("|" in line for _, line in paragraph):
            continue
        texts: list[tuple[int, list[str]]] = []
        for number, line in paragraph:
            if not texts or _ITEM.match(line):
                texts.append((number, []))
            texts[-1][1].append(_CROSSED_OUT.sub("", _TARGET.sub("", line)).strip())
        yield from ((number, " ".join(lines)) for number, lines in texts)


RULES = (
    GuideRule("a parent who moves by headings", heading_levels),
    GuideRule("a parent who moves by headings", accidental_headings),
    GuideRule("a parent, who would read a list as one paragraph", other_bullets),
    GuideRule("a parent, who would read a list as one paragraph", lists_without_a_gap),
    GuideRule("a parent, who would read bars and dashes, or miss a cell", tables),
    GuideRule("a parent, who would read a note to somebody else", unfinished_notes),
    GuideRule("a parent, who must read no alarm and no verdict", avoided_words),
    GuideRule("a parent, who would call an old number", typed_phones),
    GuideRule("the next clinic, whose site must not name another one or its state", clinic_and_state),
    GuideRule("a parent who can't see the picture", pictures),
    GuideRule("a parent, who would find nothing", broken_links),
    GuideRule("a parent, who would miss a line of a list", list_lines_without_a_dash, stops=False),
    GuideRule("a parent, who would stumble", unbalanced_pairs, stops=False),
    GuideRule("a parent on a phone", bare_addresses, stops=False),
    GuideRule("a parent who reads with a baby in one arm", long_paragraphs, stops=False),
    GuideRule("a parent who would meet another language", other_languages, stops=False),
    GuideRule("a tired parent, who would skip the end of a long list", long_lists, stops=False),
)
