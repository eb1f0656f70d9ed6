"""Write the answers of a reviewer into the data: `python -m review.sign ANSWERS.json …`.

A text that the reviewer found right, and that hasn't changed since, gets their name and the day. What they
want changed or removed becomes a list of proposals, in Markdown for the pull request. Nothing but a signature
is written by itself: a reviewer's words may touch several fields, the ages and the safety of a text, and a
corrected text must be read again in its place before anybody signs it. If any file can't be used, nothing is
written.
"""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.guides import Guide
from catalogue.packets import name_of, plan_packets, review_in, reviewable_texts
from catalogue.problems import DataError
from catalogue.records import SECTIONS
from catalogue.state import build_day
from review.answers import Answer, Answers, AnswersError, read_answers
from review.edit import CannotSignError, Signature, read, sign_record, sign_records, split_guide
from review.shown import Reader, Shown
from review.translations import TranslatedTexts
from translation.files import languages_in

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Proposal:
    """What a reviewer wants changed or removed."""

    answer: Answer
    by: Answers


@dataclass
class Outcome:
    """What becomes of some answers: signatures by name, proposals, and the texts that stay unsigned."""

    signatures: dict[str, Signature] = field(default_factory=dict)
    replaced: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    newer: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)


class Texts(Protocol):
    """The texts that somebody signs, by name: those of the project, or those of a translation."""

    def __contains__(self, name: str) -> bool: ...

    def show(self, name: str) -> Shown:
        """Return a text as parents see it."""

    def is_whole(self, name: str) -> bool:
        """Return whether all of a text is there."""

    def review_of(self, name: str) -> Signature | None:
        """Return who signed a text, and when; None if nobody has."""

    def place_of(self, name: str) -> str:
        """Return where a text is."""

    def packet_of(self, name: str) -> int:
        """Return the number of the packet that a text is in now."""

    def edits(self, signatures: Mapping[str, Signature]) -> dict[Path, str]:
        """Return the new text of each file that gets signatures. Raises CannotSignError."""


class OwnTexts:
    """The texts of a project: its records and guides as they are now."""

    def __init__(self, catalogue: Catalogue, project: Path, templates: Path) -> None:
        self._catalogue = catalogue
        self._project = project
        self._reader = Reader(catalogue, templates, project / "docs")
        self._packets = {
            name_of(text): packet.number for packet in plan_packets(catalogue) for text in packet.texts
        }
        self._texts = {name_of(text): text for text in reviewable_texts(catalogue)}

    def __contains__(self, name: str) -> bool:
        return name in self._texts

    def show(self, name: str) -> Shown:
        """Return a text as parents see it."""
        return self._reader.show(self._texts[name])

    def is_whole(self, name: str) -> bool:
        """Return whether all of a text is there, which one of the project always is."""
        return name in self._texts

    def review_of(self, name: str) -> Signature | None:
        """Return who reviewed a text, and when; None if nobody has."""
        review = review_in(self._texts[name])
        return (
            Signature(review.reviewed_by, review.reviewed_on)
            if review.reviewed_by and review.reviewed_on
            else None
        )

    def place_of(self, name: str) -> str:
        """Return where a text is."""
        text = self._texts[name]
        if isinstance(text, Guide):
            return f"docs/{text.path}"
        place = self._catalogue.place_of(text)
        return f"{place.file}, line {place.line}"

    def packet_of(self, name: str) -> int:
        """Return the number of the packet that a text is in now."""
        return self._packets[name]

    def edits(self, signatures: Mapping[str, Signature]) -> dict[Path, str]:
        """Return the new text of each file that gets signatures. Raises CannotSignError."""
        records: dict[Path, dict[tuple[str, str], Signature]] = {}
        edited: dict[Path, str] = {}
        for name, signature in signatures.items():
            text = self._texts[name]
            if isinstance(text, Guide):
                path = self._project / "docs" / text.path
                head, rest = split_guide(read(path))
                edited[path] = sign_record(head, signature) + rest
            else:
                section = next(each for each in SECTIONS if each.model is type(text))
                path = self._project / self._catalogue.place_of(text).file
                records.setdefault(path, {})[section.name, text.id] = signature
        for path, of_file in records.items():
            try:
                edited[path] = sign_records(read(path), of_file)
            except CannotSignError as error:
                raise CannotSignError(f"{path.relative_to(self._project)}: {error}") from None
        return edited


class Signer:
    """Applies answers to a project. The name of an answer on a translation starts with it, such as es/."""

    def __init__(self, catalogue: Catalogue, project: Path, templates: Path) -> None:
        self._catalogue, self._project, self._templates = catalogue, project, templates
        self._languages = languages_in(project)

    @cache  # noqa: B019 - a Signer lives as long as the command
    def _texts_in(self, language: str) -> Texts:
        if language:
            return TranslatedTexts(self._catalogue, self._project, self._templates, language)
        return OwnTexts(self._catalogue, self._project, self._templates)

    def _find(self, name: str) -> tuple[Texts, str]:
        """Return the texts that a named one is among, and its name there."""
        language, _, own = name.partition("/")
        return (self._texts_in(language), own) if language in self._languages else (self._texts_in(""), name)

    def judge(self, files: list[tuple[Path, Answers]]) -> Outcome:
        """Return what becomes of the answers in some files. Raises AnswersError for an unknown text."""
        outcome = Outcome()
        for path, answers in files:
            for answer in answers.answers:
                texts, name = self._find(answer.name)
                if name not in texts:
                    raise AnswersError(
                        f'{path}: there is no text "{answer.name}" any more, or it was withdrawn. '
                        "Delete that answer from the file, or ask the reviewer to fill in a new packet."
                    )
                self._judge_one(answer, answers, outcome)
        return outcome

    def _judge_one(self, answer: Answer, answers: Answers, outcome: Outcome) -> None:
        if answer.answer != "right":
            outcome.proposals.append(Proposal(answer, answers))
            return
        texts, name = self._find(answer.name)
        review = texts.review_of(name)
        if texts.show(name).digest != answer.digest:
            outcome.changed.append(answer.name)
        elif not texts.is_whole(name):
            outcome.unfinished.append(answer.name)
        elif review and review.on > answers.reviewed_on:
            outcome.newer.append(answer.name)
        else:
            if review and review.by != answers.reviewed_by:
                outcome.replaced.append(f"{answer.name} ({review.by})")
            outcome.signatures[answer.name] = Signature(answers.reviewed_by, answers.reviewed_on)

    def edits(self, outcome: Outcome) -> dict[Path, str]:
        """Return the new text of each file that gets signatures. Raises CannotSignError."""
        found: dict[Texts, dict[str, Signature]] = {}
        for name, signature in outcome.signatures.items():
            texts, own = self._find(name)
            found.setdefault(texts, {})[own] = signature
        return {path: text for texts, own in found.items() for path, text in texts.edits(own).items()}

    def proposals(self, outcome: Outcome) -> str:
        """Return the proposals as Markdown, for the text of a pull request."""
        lines = ["## Proposals from the review", ""]
        for each in outcome.proposals:
            texts, name = self._find(each.answer.name)
            wish = "Change" if each.answer.answer == "change" else "Remove"
            stale = "" if texts.show(name).digest == each.answer.digest else " (it has changed since)"
            words = " ".join(each.answer.words.split())
            lines += [
                f"- [ ] **{wish} `{each.answer.name}`**, {texts.place_of(name)}{stale}",
                f"  - {each.by.reviewed_by}, {each.by.reviewed_on}: {words}",
            ]
            if review := texts.review_of(name):
                lines.append(f"  - {review.by} signed it on {review.on}: the two should talk.")
        return "\n".join(lines) + "\n"

    def packet_of(self, name: str) -> int:
        """Return the number of the packet that a text is in now."""
        texts, own = self._find(name)
        return texts.packet_of(own)


def report(outcome: Outcome, signer: Signer, edited: dict[Path, str], proposals: Path) -> Iterator[str]:
    """Yield what was done, a sentence each."""
    for signature, count in Counter(outcome.signatures.values()).items():
        yield f"Signed for {signature.by}, {signature.on}: {count} {'text' if count == 1 else 'texts'}."
    if edited:
        yield f"Changed: {', '.join(sorted(path.name for path in edited))}."
    if outcome.replaced:
        yield f"An earlier review was replaced: {', '.join(outcome.replaced)}."
    if outcome.newer:
        yield f"Not signed, because somebody reviewed it later: {', '.join(outcome.newer)}."
    if outcome.unfinished:
        yield f"Not signed, because its translation is unfinished: {', '.join(outcome.unfinished)}."
    if outcome.changed:
        packets = sorted({signer.packet_of(name) for name in outcome.changed})
        yield (
            f"Not signed, because it changed since the packet was made: {', '.join(outcome.changed)}. "
            f"Make packet {', '.join(map(str, packets))} again."
        )
    if outcome.proposals:
        yield f"Proposals: {len(outcome.proposals)}, in {proposals}. Copy them into the pull request."


def main(arguments: list[str], project: Path, today: datetime.date) -> int:
    """Apply the answers in some files, and return an exit code."""
    if not arguments:
        print(
            "Name the file that the reviewer sent: make sign FILE=answers-01-jane-doe.json", file=sys.stderr
        )
        return 1
    try:
        files = [(Path(name), read_answers(Path(name), today)) for name in arguments]
        signer = Signer(load_catalogue(project / "data", build_day()), project, ROOT / "templates")
        outcome = signer.judge(files)
        edited = signer.edits(outcome)
    except (AnswersError, CannotSignError, DataError, LookupError) as error:
        print(f"{error}\nNothing was written.", file=sys.stderr)
        return 1
    for path, text in edited.items():
        path.write_bytes(text.encode())
    first = files[0][0]
    proposals = first.with_name(f"proposals-{first.stem.removeprefix('answers-')}.md")
    if outcome.proposals:
        proposals.write_text(signer.proposals(outcome), encoding="utf-8")
    print("\n".join(report(outcome, signer, edited, proposals)))
    return 0


if __name__ == "__main__":
    # The day of the build may be that of the last commit, and a review may be of today.
    raise SystemExit(main(sys.argv[1:], ROOT, datetime.date.today()))
