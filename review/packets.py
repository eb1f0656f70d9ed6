"""Write the review packets: `python -m review.packets FOLDER`; those of a translation to FOLDER/es.

Each packet is one HTML file, which works offline and holds all that it needs, and the same as a PDF. Numbers
after the folder write only those packets.
"""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from playwright.sync_api import Browser, Error, sync_playwright

import policy
from catalogue import trust
from catalogue.catalogue import Catalogue, load_catalogue
from catalogue.guides import Guide
from catalogue.packets import READING, Packet, Progress, Text, name_of, plan_packets, progress_of, review_in
from catalogue.problems import DataError
from catalogue.records import Claim, Gated, OpenItem, Reviewable, Sign, Source
from catalogue.state import build_day
from handouts.browser import launch_chromium
from handouts.paper import pdf_of
from pages.build import style_sheet
from pages.render import day
from pages.render import name_of as title_of
from review.shown import Reader
from review.translations import Sitting, TranslatedTexts
from translation.files import languages_in

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent

CHECKED = {
    "read": "Checked in the source itself.",
    "second-hand": "Read where another page quotes the source; the source itself wasn't read.",
    "knowledge": "The source is named from memory and hasn't been read yet.",
}
BASIS = {
    "practice": "Common practice in baby therapy; no source says all of it.",
    "professional-knowledge": "General medical knowledge; a source for it hasn't been found yet.",
}
URGENCY = {
    "source": "A source states this urgency.",
    "judgement": "The urgency is our judgment.",
}
WAITS = "It waits for this review: no page shows it before somebody has signed it."
UNFINISHED = "A part of this isn't translated as it is now, so that it can't be signed yet."
NO_SOURCE = "Our own words; it names no source."


@dataclass(frozen=True)
class TextToReview:
    """One text of a packet: as parents see it, what it rests on, and who signed it."""

    name: str
    title: str
    html: Markup
    digest: str
    review: Reviewable
    due: datetime.date | None
    sources: tuple[Source, ...]
    backing: tuple[str, ...]
    open_items: tuple[OpenItem, ...]


def to_review(catalogue: Catalogue, reader: Reader, text: Text) -> TextToReview:
    """Return everything that a reviewer sees of one text."""
    shown, review = reader.show(text), review_in(text)
    due = trust.next_check_after(catalogue, review.reviewed_on) if review.reviewed_on else None
    names = (name_of(text),) if isinstance(text, Guide) else text.names
    return TextToReview(
        name=name_of(text),
        title=text.head.title if isinstance(text, Guide) else title_of(text),
        html=shown.html,
        digest=shown.digest,
        review=review,
        due=due,
        sources=_sources_of(catalogue, text),
        backing=tuple(_backing_of(text)),
        open_items=tuple(item for item in catalogue.all(OpenItem) if not set(names).isdisjoint(item.records)),
    )


def _sources_of(catalogue: Catalogue, text: Text) -> tuple[Source, ...]:
    if isinstance(text, Guide):
        return catalogue.get_all(Source, text.head.sources)
    return trust.sources_of(catalogue, [text])


def _backing_of(text: Text) -> Iterator[str]:
    """Yield how far a text rests on its sources."""
    if isinstance(text, Claim):
        if text.checked:
            yield CHECKED[text.checked]
        if text.basis:
            yield BASIS[text.basis]
    elif not isinstance(text, Guide):
        yield NO_SOURCE
    if isinstance(text, Gated) and text.waits_for_review:
        yield WAITS
    if isinstance(text, Sign):
        yield URGENCY[text.tier_basis]


P = TypeVar("P", Packet, Sitting)


class Pages(Generic[P]):
    """Writes packets as HTML: those of the texts themselves, or of a translation of them."""

    language = ""
    """The name of the language whose translation is checked, such as Español; "" for the texts themselves."""
    mark = ""
    """What the names of answers start with for that language, such as es/."""

    packets: tuple[P, ...]

    def __init__(
        self, catalogue: Catalogue, packets: tuple[P, ...], add_pictures: Callable[[str], str]
    ) -> None:
        self.packets = packets
        self._catalogue = catalogue
        self._add_pictures = add_pictures
        self._env = Environment(
            loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._env.filters["day"] = day
        self._style = f"{style_sheet(ROOT)}\n{(HERE / 'packet.css').read_text(encoding='utf-8')}"
        self._script = (HERE / "packet.js").read_text(encoding="utf-8")

    def texts_of(self, packet: P) -> Iterator[TextToReview]:
        """Yield everything that a reviewer sees of each text of a packet."""
        raise NotImplementedError

    def progress_of(self, packet: P) -> Progress:
        """Return how far the review of a packet has come."""
        raise NotImplementedError

    def packet(self, packet: P) -> str:
        """Return the HTML of one packet."""
        return self._page(
            "packet.html",
            packet=packet,
            count=len(self.packets),
            site=self._catalogue.site,
            today=self._catalogue.records.today,
            texts=tuple(self.texts_of(packet)),
        )

    def index(self) -> str:
        """Return the HTML of the list of packets."""
        items = tuple(item for item in self._catalogue.all(OpenItem) if not item.records)
        files = [
            {"packet": packet, "file": file_of(packet), "progress": self.progress_of(packet)}
            for packet in self.packets
        ]
        return self._page("index.html", packets=files, open_items=items, rate=READING)

    def _page(self, template: str, **shows: object) -> str:
        """Return a page that can load nothing and send nothing, with its style and script inside it."""
        allowed = f"style-src '{policy.digest(self._style)}'; script-src '{policy.digest(self._script)}'"
        html = self._env.get_template(template).render(
            policy=f"default-src 'none'; {allowed}",
            style=Markup(self._style),
            script=Markup(self._script),
            language=self.language,
            mark=self.mark,
            **shows,
        )
        return self._add_pictures(html)


class Writer(Pages[Packet]):
    """Writes the packets of a catalogue; `templates` and `docs` are folders of the project."""

    def __init__(self, catalogue: Catalogue, templates: Path, docs: Path) -> None:
        self._reader = Reader(catalogue, templates, docs)
        super().__init__(catalogue, plan_packets(catalogue), self._reader.add_pictures)

    def texts_of(self, packet: Packet) -> Iterator[TextToReview]:
        """Yield everything that a reviewer sees of each text of a packet."""
        yield from (to_review(self._catalogue, self._reader, text) for text in packet.texts)

    def progress_of(self, packet: Packet) -> Progress:
        """Return how many texts of a packet are signed."""
        return progress_of(self._catalogue, packet.texts)


class TranslationWriter(Pages[Sitting]):
    """Writes the packets of one translation, for a qualified translator."""

    def __init__(self, catalogue: Catalogue, texts: TranslatedTexts) -> None:
        self.texts = texts
        self.language, self.mark = texts.language.title, f"{texts.language.id}/"
        super().__init__(catalogue, texts.packets, texts.add_pictures)

    def texts_of(self, packet: Sitting) -> Iterator[TextToReview]:
        """Yield each text of a packet in both languages, with who has checked it."""
        for name in packet.texts:
            shown, check = self.texts.show(name), self.texts.review_of(name)
            yield TextToReview(
                name=f"{self.mark}{name}",
                title=self.texts.title_of(name),
                html=shown.html,
                digest=shown.digest,
                review=Reviewable(reviewed_by=check.by, reviewed_on=check.on) if check else Reviewable(),
                due=None,
                sources=(),
                backing=() if self.texts.is_whole(name) else (UNFINISHED,),
                open_items=(),
            )

    def progress_of(self, packet: Sitting) -> Progress:
        """Return how many texts of a packet are checked."""
        checks = [check for name in packet.texts if (check := self.texts.review_of(name))]
        names = tuple(dict.fromkeys(check.by for check in checks))
        return Progress(len(checks), len(packet.texts), names, None)


def file_of(packet: Packet | Sitting) -> str:
    """Return the name of a packet's files, without their ending."""
    words = re.findall(r"[a-z0-9]+", packet.title.lower())
    return f"{packet.number:02}-{'-'.join(words)}"


def write(writer: Pages[P], packets: tuple[P, ...], folder: Path, browser: Browser) -> None:
    """Write packets to a folder, as HTML and as PDF, beside the list of all. Raises playwright's Error."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(writer.index(), encoding="utf-8")
    day = build_day()  # asks git: once for all
    tab = browser.new_page(java_script_enabled=False)
    for packet in packets:
        html = writer.packet(packet)
        (folder / f"{file_of(packet)}.html").write_text(html, encoding="utf-8")
        tab.set_content(html)
        (folder / f"{file_of(packet)}.pdf").write_bytes(pdf_of(tab, day))
    tab.close()


def main() -> int:
    """Write the packets and return an exit code."""
    folder, *numbers = sys.argv[1:]
    try:
        catalogue = load_catalogue(ROOT / "data", build_day())
        writer = Writer(catalogue, ROOT / "templates", ROOT / "docs")
        packets = _chosen(writer, numbers)
        translations = [
            TranslationWriter(catalogue, TranslatedTexts(catalogue, ROOT, ROOT / "templates", language))
            for language in languages_in(ROOT)
        ]
        if not (packets or any(_chosen(each, numbers) for each in translations)):
            print(
                f"There is no packet {' or '.join(numbers)}: they are 1 to {len(writer.packets)}.",
                file=sys.stderr,
            )
            return 1
        with sync_playwright() as playwright, launch_chromium(playwright) as browser:
            write(writer, packets, Path(folder), browser)
            for each in translations:
                write(each, _chosen(each, numbers), Path(folder) / each.mark, browser)
    except (DataError, LookupError) as error:
        print(error, file=sys.stderr)
        return 1
    except Error as error:
        print(
            f"The browser that prints the packets stopped: {error.message.splitlines()[0]}", file=sys.stderr
        )
        return 1
    minutes = sum(packet.minutes for packet in packets)
    print(f"{len(packets)} packets in {folder}/, about {minutes} minutes in all. Open {folder}/index.html.")
    for each in translations:
        place = f"{folder}/{each.mark}index.html"
        print(f"{len(_chosen(each, numbers))} packets of the translation into {each.language}: open {place}.")
    return 0


def _chosen(writer: Pages[P], numbers: list[str]) -> tuple[P, ...]:
    """Return the packets with these numbers, or all."""
    return tuple(each for each in writer.packets if not numbers or str(each.number) in numbers)


if __name__ == "__main__":
    raise SystemExit(main())
