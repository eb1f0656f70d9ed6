"""What must be true of the lines of a guide: headings, lists, tables, links, and words for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from posixpath import dirname, normpath, relpath

from catalogue.problems import did_you_mean, quote
from catalogue.records import AvoidedWords, Contact
from catalogue.rules.avoided_words_stay_away import pattern_of, say_instead
from catalogue.rules.texts_are_in_english import looks_english
from catalogue.rules.texts_are_short import MOST_WORDS_ELSEWHERE
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
_UNFINISHED = re.compile(r"\b(?:TODO|TBD|TBA|XXX+|FIXME|[Ll]orem ipsum)\b|\b[Tt]odo:|\?\?\?")
_LINK = re.compile(r"(!?)\[([^\]\[]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_PHONE = re.compile(
    r"(?<![\w/=-])(?:\+?1[-. ]?)?\(?[2-9][0-9]{2}\)?[-. ]{0,2}[0-9]{3}[-. ]?[0-9]{4}(?![\w-])"
)
_TARGET = re.compile(r"(?<=\])\([^)]*\)|^\[[^]]*\]:.*")
_ELSEWHERE = re.compile(r"https://|mailto:")
_CROSSED_OUT = re.compile(r"x{5,}")  # what was a macro, a comment or code
_BARE_ADDRESS = re.compile(r"(?<![(<\"\w/])(?:https?://|www\.)\S+")


def _paragraphs(guide: Guide) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines between empty ones, each with its number; a heading is a paragraph of its own."""
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
    """Yield where the outline of a page isn't one: one title, then levels without a gap."""
    above = 0
    for number, level, words in _headings(guide):
        if not words:
            yield number, 'a heading has no words. Write them behind the "#", or take the line away.'
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
                f'a heading is one level below the one above at most. Write "{"#" * (above + 1)} {words}".',
            )
        above = level
    if not above:
        first = next((number for number, line in enumerate(guide.prose, start=1) if line.strip()), 1)
        yield first, 'the page has no title. Write it above the text, such as "# Tummy time".'


def _is_first(guide: Guide, number: int) -> bool:
    """Return whether nothing is above a line."""
    return not any(line.strip() for line in guide.prose[: number - 1])


def underlined(guide: Guide, known: Known) -> Violations:
    """Yield a row of dashes that makes the line above it a heading."""
    for paragraph in _paragraphs(guide):
        for number, line in paragraph[1:]:
            if _UNDERLINE.fullmatch(line):
                yield (
                    number,
                    (
                        "these signs make the line above a heading. Put an empty line between them, "
                        'or write the heading with "## ".'
                    ),
                )


def other_bullets(guide: Guide, known: Known) -> Violations:
    """Yield the first list line of each paragraph that starts as in a word processor."""
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
    """Yield where a list starts right below a paragraph, and becomes part of it."""
    for paragraph in _paragraphs(guide):
        for (_, above), (number, line) in pairwise(paragraph):
            if _ITEM.match(line) and not _ITEM.match(paragraph[0][1]):
                yield (
                    number,
                    (
                        f"a list starts right below {quote(above.strip())}, and would be part of it. "
                        "Put an empty line between them."
                    ),
                )
                break


def tables(guide: Guide, known: Known) -> Violations:
    """Yield where a table wouldn't be one, or loses a cell."""
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
                    (
                        f"this row has {len(_cells(row))} cells, and the first line has {len(_cells(head))}. "
                        "Look for a | that is missing or one too many."
                    ),
                )


def _cells(row: str) -> list[str]:
    return _CELLS.split(row.strip().removeprefix("|").removesuffix("|"))


def unfinished(guide: Guide, known: Known) -> Violations:
    """Yield what somebody still means to write."""
    for number, line in enumerate(guide.prose, start=1):
        if found := _UNFINISHED.search(line):
            yield (
                number,
                f'"{found[0]}" is a note that parents would read. Write the text, or take it out.',
            )


def avoided_words(guide: Guide, known: Known) -> Violations:
    """Yield words that this site doesn't use, as in a record."""
    for entry in known.records.of(AvoidedWords):
        if not entry.record.only_in:
            pattern = pattern_of(entry.record.words)
            for number, line in enumerate(guide.lines, start=1):
                if met := pattern.search(line):
                    yield number, say_instead(met[0], entry.record)


def typed_phones(guide: Guide, known: Known) -> Violations:
    """Yield phone numbers that were typed, so that a changed number would stay here."""
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
                advice = f'Write {{{{ phone("{contact}") }}}} in its place.'
            else:
                advice = 'Add it to data/clinic.yaml as a contact, and write {{ phone("its-id") }} here.'
            yield (
                number,
                f"the phone number {quote(found)} is typed by hand, so nobody would renew it. {advice}",
            )


def pictures(guide: Guide, known: Known) -> Violations:
    """Yield pictures that say nothing to a parent who can't see them."""
    for number, line in enumerate(guide.prose, start=1):
        for is_picture, words, target in _LINK.findall(line):
            if is_picture and (not words.strip() or re.search(r"\.\w{3,4}$", words)):
                yield (
                    number,
                    (
                        f"the picture {quote(target)} has no words for a parent who can't see it. "
                        f"Say what it shows: ![a baby on a mat]({target})"
                    ),
                )


def broken_links(guide: Guide, known: Known) -> Violations:
    """Yield links that can't lead anywhere, and pictures that aren't there."""
    for number, line in enumerate(guide.prose, start=1):
        if line.startswith("[^"):
            yield number, "a guide has no footnotes. Write this into the text, and take the mark away."
        if re.search(r"\][ \t]+\(", line):
            yield number, 'a space between "]" and "(" breaks a link. Take it away.'
        for is_picture, words, target in _LINK.findall(line):
            if not words.strip() and not is_picture:
                yield number, f"the link to {quote(target)} has no words. Write them between [ and ]."
            elif is_picture:
                yield from ((number, each) for each in _about_path(target, "picture", guide, known.files))
            elif not _ELSEWHERE.match(target) and not target.startswith("#"):
                yield from ((number, each) for each in _about_path(target, "page", guide, known.pages))


def _about_path(target: str, kind: str, guide: Guide, known: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with an address within the site, which is written as from the guide's own place."""
    if re.match(r"[a-z]+:|www\.", target, re.IGNORECASE):
        yield f"{quote(target)} is no {kind} of this site, and an address elsewhere starts with https://."
        return
    path = target.partition("#")[0]
    here = dirname(guide.file.partition("/")[2])
    if path.startswith("/") or normpath(f"{here}/{path}".lstrip("/")) not in known:
        hint = did_you_mean(path, [relpath(each, here or ".") for each in sorted(known)])
        yield f"{quote(target)} is no {kind} of this site.{hint or ' Look how another guide does it.'}"


def list_lines_without_a_dash(guide: Guide, known: Known) -> Violations:
    """Yield lines among those of a list that may have lost their dash."""
    for paragraph in _paragraphs(guide):
        if _ITEM.match(paragraph[0][1]):
            for number, line in paragraph:
                if not _ITEM.match(line):
                    yield (
                        number,
                        (
                            f"{quote(guide.lines[number - 1].strip())} is read as part of the line above it. "
                            'A list line of its own starts with "- ".'
                        ),
                    )


def pairs(guide: Guide, known: Known) -> Violations:
    """Yield paragraphs in which a bracket or a quote may be missing."""
    for paragraph in _paragraphs(guide):
        text = "\n".join(line for _, line in paragraph)
        for opening, closing in (("(", ")"), ('"', '"'), ("\u201c", "\u201d")):
            first, second = text.count(opening), text.count(closing)
            if first != second or (opening == closing and first % 2):
                number = next(at for at, line in paragraph if opening in line or closing in line)
                yield (
                    number,
                    f"one of a pair is missing here or below: {opening} … {closing}. Look for it.",
                )


def bare_addresses(guide: Guide, known: Known) -> Violations:
    """Yield web addresses that nobody can tap."""
    for number, line in enumerate(guide.prose, start=1):
        for address in _BARE_ADDRESS.findall(_TARGET.sub("", line)):
            yield (
                number,
                f"nobody can tap {quote(address)}. "
                f"Make it a link: [the name of the page]({_linked(address)})",
            )


def _linked(address: str) -> str:
    """Return an address as a link takes it."""
    return "https://" + re.sub(r"^https?://", "", address.rstrip(".,;:!?"))


def long_lists(guide: Guide, known: Known) -> Violations:
    """Yield the first line of each list with more points than somebody takes in at once."""
    for points in _lists(guide):
        if len(points) > MOST_POINTS:
            yield (
                points[0],
                f"this list has {len(points)} points, and a tired parent takes in {MOST_POINTS} at most. "
                "Could a heading part it in two?",
            )


def _lists(guide: Guide) -> Iterator[list[int]]:
    """Yield the lines on which the points of a list start; those of a list in it aren't among them."""
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
    """Yield paragraphs and list lines with more words than a text of a record may have."""
    for number, text in _texts(guide):
        if (count := len(text.split())) > MOST_WORDS_ELSEWHERE:
            yield (
                number,
                f"this paragraph has {count} words, and {MOST_WORDS_ELSEWHERE} are plenty. Part it in two.",
            )


def other_languages(guide: Guide, known: Known) -> Violations:
    """Yield paragraphs and list lines that aren't English."""
    for number, text in _texts(guide):
        if not looks_english(text):
            yield number, f"{quote(text)} doesn't look like English. Is it?"


def _texts(guide: Guide) -> Iterator[tuple[int, str]]:
    """Yield the words of each paragraph and of each list line, with its line; a table has none."""
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
    GuideRule("headings-are-an-outline", "a parent who moves by headings", heading_levels),
    GuideRule("no-heading-by-accident", "a parent who moves by headings", underlined),
    GuideRule("lists-start-with-a-dash", "a parent, who would read a list as one paragraph", other_bullets),
    GuideRule("a-gap-above-a-list", "a parent, who would read a list as one paragraph", lists_without_a_gap),
    GuideRule("tables-are-whole", "a parent, who would read bars and dashes, or miss a cell", tables),
    GuideRule("nothing-unfinished", "a parent, who would read a note to somebody else", unfinished),
    GuideRule("avoided-words-stay-away", "a parent, who must read no alarm and no verdict", avoided_words),
    GuideRule("phones-come-from-the-data", "a parent, who would call an old number", typed_phones),
    GuideRule("pictures-have-words", "a parent who can't see the picture", pictures),
    GuideRule("links-lead-somewhere", "a parent, who would find nothing", broken_links),
    GuideRule(
        "list-lines-have-a-dash",
        "a parent, who would miss a line of a list",
        list_lines_without_a_dash,
        stops=False,
    ),
    GuideRule("brackets-and-quotes-are-pairs", "a parent, who would stumble", pairs, stops=False),
    GuideRule("addresses-are-links", "a parent on a phone", bare_addresses, stops=False),
    GuideRule(
        "paragraphs-are-short", "a parent who reads with a baby on the arm", long_paragraphs, stops=False
    ),
    GuideRule(
        "texts-are-in-english", "a parent who would meet another language", other_languages, stops=False
    ),
    GuideRule(
        "lists-are-short", "a tired parent, who would skip the end of a long list", long_lists, stops=False
    ),
)
