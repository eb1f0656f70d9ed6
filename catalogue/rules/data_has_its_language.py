from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.problems import quote
from catalogue.records import LANGUAGE, Language


@protects("a parent who would get no page, because the language of the data is missing")
def find(records: Records) -> Violations:
    languages = records.of(Language)
    if languages and records.is_whole("languages") and LANGUAGE not in records.known_ids["languages"]:
        sentence = f"the data is written in {quote(LANGUAGE)}, and no record here has that id. Add it."
        yield languages[0].problem(("id",), sentence)
