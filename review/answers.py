"""Read the file of answers that a review packet saves."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from catalogue.field_types import PersonName

FORM = "infant-ot-review-1"
"""What the first field of such a file says; `packet.js` writes it."""

_NOT_ANSWERS = (
    "this isn't a file of answers that a review packet saved. Choose the file that the reviewer sent."
)


class AnswersError(Exception):
    """A file of answers can't be used; the message is a sentence that says why."""


def _with_letters(value: str) -> str:
    name, _, letters = value.partition(",")
    if not name.strip() or not letters.strip():
        raise ValueError("write the reviewer's name and the letters after it, such as Jane Doe, OTR/L")
    return value


class Answer(BaseModel):
    """What a reviewer says of one text: `digest` is that of its words in the packet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    digest: str = Field(pattern=r"^[0-9a-f]{16}$")
    answer: Literal["right", "change", "remove"]
    words: str = ""

    @model_validator(mode="after")
    def _has_words(self) -> Answer:
        if self.answer != "right" and not self.words.strip():
            raise ValueError(f'the answer on "{self.name}" doesn\'t say what to change, or why to remove it')
        return self


class Answers(BaseModel):
    """The answers of one reviewer on one day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal["infant-ot-review-1"]
    reviewed_by: Annotated[PersonName, AfterValidator(_with_letters)]
    reviewed_on: datetime.date
    answers: tuple[Answer, ...] = Field(min_length=1)


def read_answers(path: Path, today: datetime.date) -> Answers:
    """Return the answers in a file. Raises AnswersError."""
    try:
        typed = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise AnswersError(f"{path}: there is no such file.") from None
    except (OSError, UnicodeDecodeError):
        raise AnswersError(f"{path}: {_NOT_ANSWERS}") from None
    except json.JSONDecodeError as error:
        why = (
            "the file is cut off or damaged. Ask the reviewer to send it again."
            if error.pos
            else _NOT_ANSWERS
        )
        raise AnswersError(f"{path}: {why}") from None
    if not isinstance(typed, dict) or typed.get("form") != FORM:
        raise AnswersError(f"{path}: {_NOT_ANSWERS}")
    try:
        answers = Answers.model_validate(typed)
    except ValidationError as error:
        raise AnswersError(f"{path}: {_sentence(error)}") from None
    if answers.reviewed_on > today:
        raise AnswersError(
            f"{path}: its day, {answers.reviewed_on}, is in the future: today is {today}. "
            "Ask the reviewer for the day of the review."
        )
    often = [name for name, count in Counter(each.name for each in answers.answers).items() if count > 1]
    if often:
        raise AnswersError(
            f'{path}: it has more than one answer on "{often[0]}". Ask the reviewer which one counts.'
        )
    return answers


def _sentence(error: ValidationError) -> str:
    """Return the first problem of a file as a sentence."""
    problem = error.errors()[0]
    place = ", ".join(str(part + 1) if isinstance(part, int) else part for part in problem["loc"])
    if problem["type"] == "value_error":
        sentence = str(problem["ctx"]["error"])
    elif problem["type"] == "missing":
        sentence = "this is missing"
    else:
        sentence = problem["msg"][0].lower() + problem["msg"][1:]
    return f"{place}: {sentence}. Ask the reviewer to save the packet again."
