"""The types of fields: how an editor may write an id, a text, a phone number, and so on.

Each validator returns the value, or raises ValueError with advice in plain words.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
import unicodedata
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MINUTES = re.compile(r"([1-9][0-9]?)(?:-([1-9][0-9]?))?")
WEB_ADDRESS = re.compile(r"https://[\w-]+(?:\.[\w-]+)+(?::[0-9]+)?(?:[/?#][^\s\"'<>\\]*)?")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SAFE_ADDRESS = re.compile(f"(?:{WEB_ADDRESS.pattern}|mailto:{EMAIL.pattern})")
PHONE = re.compile(r"[2-9]11|988|(?:1-)?[2-9][0-9]{2}-[0-9]{3}-[0-9]{4}")
SHORT_CODE = re.compile(r"[0-9]{5,6}")

_LINE_BREAK = re.compile(r"\s*\n\s*")

# `/activities/index/` is the list page itself; Windows doesn't allow the other names for files.
RESERVED_IDS = frozenset(
    {"index", "con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
LONGEST_ID = 60
LONGEST_TEXT = 1200

# Placeholders for text that hasn't been written yet.
PLACEHOLDERS = frozenset({"todo", "tbd", "tba", "xxx", "lorem ipsum", "null"})

# Words used in place of a name when nobody has reviewed the record, or nobody knows who did.
_NO_NAME = (
    "a clinic clinician doctor dr i me my myself n/a na name no nobody none not one ot our self someone "
    "staff the therapist unknown us we yes"
)
_STILL_OPEN = "awaiting open pending tba tbd todo waiting yet"


def validate_id(value: str) -> str:
    """Return an id. Raises ValueError with advice if it isn't one."""
    if not SLUG.fullmatch(value):
        parts = value.split()
        if len(parts) > 1 and all(map(SLUG.fullmatch, parts)):
            raise ValueError("put a comma between two ids, or dashes between the words of one id")
        meant = _slug_meant(value)
        hint = f'. Did you mean "{meant}"?' if meant else ", such as reach-in-tummy-time"
        raise ValueError(f"use lowercase letters a to z, digits and single dashes{hint}")
    if len(value) > LONGEST_ID:
        raise ValueError(f"an id has at most {LONGEST_ID} characters, and this one has {len(value)}")
    if value in RESERVED_IDS:
        raise ValueError("this word is reserved; choose another id")
    return value


def _slug_meant(value: str) -> str:
    """Return the id that was probably meant: without accents, capitals and punctuation."""
    letters = [letter for letter in unicodedata.normalize("NFKD", value) if not unicodedata.combining(letter)]
    return "-".join(re.findall(r"[a-z0-9]+", "".join(letters).lower()))[:LONGEST_ID].strip("-")


def _text(value: str) -> str:
    value = _LINE_BREAK.sub(" ", value.strip())  # a text is one paragraph
    if not any(letter.isalnum() for letter in value):
        raise ValueError("write some words here, or delete the line")
    if value.strip(" .:?").lower() in PLACEHOLDERS:
        raise ValueError("this is only a placeholder; write the text, or delete the line")
    if backslash := re.search(r"\\\w?", value):
        raise ValueError(f"readers would see {backslash[0]}; replace it with a space, or delete it")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"this text has {len(value)} characters; the limit is {LONGEST_TEXT}")
    return value


def _person(value: str) -> str:
    words = set(re.findall(r"[a-z/]+", value.lower()))
    if value.islower() or words <= set(_NO_NAME.split()) or words & set(_STILL_OPEN.split()):
        raise ValueError(
            "write the name of the clinician who checked this, as they want to be named, such as "
            "Jane Doe, OTR/L; until somebody has, leave out reviewed_by and reviewed_on"
        )
    return value


def _minutes(value: Any) -> Any:
    match = MINUTES.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise ValueError("write minutes as 5 or as 3-5")
    low, high = int(match[1]), int(match[2] or match[1])
    if high < low:
        raise ValueError("write the smaller number first, such as 3-5")
    return low, high


def _format_minutes(minutes: tuple[int, int]) -> str:
    low, high = minutes
    return str(low) if low == high else f"{low}-{high}"


def _address(value: str) -> str:
    if not SAFE_ADDRESS.fullmatch(value):
        meant = "https://" + re.sub(r"^(?:https?:)?/*", "", value, flags=re.IGNORECASE)
        raise ValueError(
            "an address starts with https:// (or mailto:), names a site such as example.org, "
            "and has no spaces, quotes or user name"
            + (f'. Did you mean "{meant}"?' if WEB_ADDRESS.fullmatch(meant) else "")
        )
    return value


def _email(value: str) -> str:
    if not EMAIL.fullmatch(value):
        raise ValueError("write a mail address as office@example.org, without mailto: and a subject")
    return value


def _phone(value: str) -> str:
    if not PHONE.fullmatch(value):
        meant = _phone_meant(value)
        hint = f'. Did you mean "{meant}"?' if meant else ""
        raise ValueError(f"write a phone number as 800-555-0100, 1-800-222-1222 or 911{hint}")
    return value


def _text_number(value: str) -> str:
    return value if SHORT_CODE.fullmatch(value) else _phone(value)


def _phone_meant(value: str) -> str | None:
    """Return a ten-digit number in our format; None if it isn't one."""
    digits = re.sub(r"[\s().+/-]", "", value)
    match = re.fullmatch(r"1?([2-9][0-9]{2})([0-9]{3})([0-9]{4})", digits)
    return "-".join(match.groups()) if match else None


Id = Annotated[
    str, AfterValidator(validate_id), WithJsonSchema({"type": "string", "pattern": f"^{SLUG.pattern}$"})
]
"""A permanent name, used in the data, in addresses and in links."""


@dataclasses.dataclass(frozen=True)
class Prose:
    """Marks text that readers see: it is translated, and the rules about wording apply to it."""


_TEXT = WithJsonSchema({"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT})

Text = Annotated[str, AfterValidator(_text), Prose(), _TEXT]
"""Plain text for readers: one or a few sentences, never Markdown or HTML."""

StaffText = Annotated[str, AfterValidator(_text), _TEXT]
"""Plain text that only editors see."""

PersonName = Annotated[str, AfterValidator(_text), AfterValidator(_person), _TEXT]
"""The name of a clinician, as they want to be named; not prose, so no rule about wording applies."""

Minutes = Annotated[
    tuple[int, int],
    BeforeValidator(_minutes),
    PlainSerializer(_format_minutes),
    WithJsonSchema({"type": ["integer", "string"], "pattern": f"^{MINUTES.pattern}$"}),
]
"""Whole minutes, shortest and longest; written `5` or `3-5`."""

Month = Annotated[int, Field(ge=0, le=60)]
"""Whole months of age."""

Days = Annotated[int, Field(ge=0, le=280)]
"""Days before the due date."""

Weeks = Annotated[int, Field(ge=20, le=45)]
"""Whole weeks of pregnancy."""

Address = Annotated[
    str,
    AfterValidator(_address),
    WithJsonSchema({"type": "string", "format": "uri", "pattern": f"^{SAFE_ADDRESS.pattern}$"}),
]
Email = Annotated[
    str,
    AfterValidator(_email),
    WithJsonSchema({"type": "string", "format": "email", "pattern": f"^{EMAIL.pattern}$"}),
]
Phone = Annotated[
    str,
    AfterValidator(_phone),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^(?:{PHONE.pattern})$"}),
]
TextNumber = Annotated[
    str,
    AfterValidator(_text_number),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^(?:{PHONE.pattern}|{SHORT_CODE.pattern})$"}),
]
"""A number for text messages: a phone number, or a short code such as 88788."""


@dataclasses.dataclass(frozen=True)
class LinksTo:
    """Marks a field whose ids refer to records of another section."""

    section: str


# The only accepted spelling of values that aren't text. Pydantic alone would also accept "yes", "1e1" and
# "6.0", and read 20270131 as seconds since 1970.
_FORMS: dict[type, re.Pattern[str]] = {
    bool: re.compile(r"true|false"),
    int: re.compile(r"[0-9]{1,4}"),
    float: re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?"),
    datetime.date: re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"),
}


class StrictSpelling(BaseModel):
    """Base of all models: no unknown fields, and each field accepts a value in one spelling only."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _has_its_form(cls, value: Any, info: ValidationInfo) -> Any:
        kind = _kind_of(cls, info.field_name or "")
        if kind and isinstance(value, str) and value and not _FORMS[kind].fullmatch(value):
            raise PydanticCustomError(f"{kind.__name__}_form", "typed in another form")
        return value


@cache
def _kind_of(model: type[BaseModel], field: str) -> type | None:
    """Return the type in `_FORMS` that a field accepts; None for texts and lists."""
    return next((kind for kind in kinds_in(model.model_fields[field].annotation) if kind in _FORMS), None)


def fields_in_data(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by their names in the data, such as `from`, which Python can't have."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def section_linked(info: FieldInfo) -> str | None:
    """Return the section whose ids a field takes; None if it takes no ids."""
    return next((mark.section for mark in info.metadata if isinstance(mark, LinksTo)), None)


def part_in(info: FieldInfo) -> type[BaseModel] | None:
    """Return the model of a field that is a list of parts, such as the cases of a sign."""
    inner = next(iter(get_args(info.annotation)), None)
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def kinds_in(annotation: Any) -> list[Any]:
    """Return the types that an annotation accepts: one, or the members of a union."""
    if get_origin(annotation) is Annotated:
        return kinds_in(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [kind for part in get_args(annotation) for kind in kinds_in(part)]
    return [annotation]
