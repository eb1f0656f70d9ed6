from __future__ import annotations

from catalogue.entries import Records, Violations, protects
from catalogue.problems import quote
from catalogue.records import LANGUAGE, Language


@protects("a parent who is promised the site in a language in which nobody has built it")
def find(records: Records) -> Violations:
    languages = records.of(Language)
    for entry in languages:
        if entry.record.id != LANGUAGE and entry.record.public:
            sentence = (
                f"the site is built in {quote(LANGUAGE)} only. Write public: [] here until it is built."
            )
            yield entry.problem(("public",), sentence)
    if languages and records.is_whole("languages") and LANGUAGE not in records.known_ids["languages"]:
        sentence = f"the site is built in {quote(LANGUAGE)}, and no record here has that id. Add it."
        yield languages[0].problem(("id",), sentence)
