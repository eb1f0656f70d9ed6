"""Make a PDF that Chromium printed accessible: add what PDF/UA-1 asks for and Chromium leaves out."""

from __future__ import annotations

import io
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pdfua
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
    String,
    parse_content_stream,
    unparse_content_stream,
)

Instruction = ContentStreamInstruction | ContentStreamInlineImage

# Operators of PDF (ISO 32000-1, table 51).
_BEGIN_TAG = {"BMC", "BDC"}
_BEGIN_GRAPHIC = {"BT", "m", "re", "Do", "sh"}
_END_GRAPHIC = {"ET", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "Do", "sh"}
_BEGIN_ARTIFACT = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
_END_ARTIFACT = ContentStreamInstruction([], Operator("EMC"))


def finish(pdf: bytes, links: Iterable[tuple[str, str]], day: date) -> bytes:
    """Return a printed PDF with margins, borders, and QR code marked as no content, links described, and
    the day of the build instead of the time of printing.

    `links` are the address and the text of each link of the page, in its order. Raises LookupError if the PDF
    has another link.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.Contents = document.make_stream(unparse_content_stream(list(_mark_artifacts(page))))
        _describe_links(document, links)
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata.load_from_docinfo(document.docinfo)
            metadata["dc:language"] = [str(document.Root.Lang)]
            metadata["pdfuaid:part"] = "1"
            for at in ("xmp:CreateDate", "xmp:ModifyDate"):
                metadata[at] = f"{day}T00:00:00Z"
        for at in ("/CreationDate", "/ModDate"):
            document.docinfo[at] = f"D:{day:%Y%m%d}000000+00'00'"
        finished = io.BytesIO()
        document.save(finished, deterministic_id=True)
    return finished.getvalue()


def _describe_links(document: Pdf, links: Iterable[tuple[str, str]]) -> None:
    """Describe each link with its own text; those with the same address have the same order in both."""
    texts: defaultdict[str, deque[str]] = defaultdict(deque)
    for address, text in links:
        texts[address].append(text)
    for parts in _links_in(document.Root.get("/StructTreeRoot", Dictionary())):
        text = texts[str(parts[0].A.URI)].popleft()
        for part in parts:
            part.Contents = String(text)


def _links_in(element: Object) -> Iterator[list[Object]]:
    """Yield each link below an element of the structure, as its parts: one on each line that it is on."""
    for child in _children_of(element):
        if child.get("/S") == Name.Link:
            yield [each.Obj for each in _children_of(child) if "/Obj" in each]
        yield from _links_in(child)


def _children_of(element: Object) -> list[Object]:
    """Return what is below an element of the structure, without its own pieces of text."""
    below = element.get("/K", Array())
    return [each for each in (below if isinstance(below, Array) else [below]) if isinstance(each, Dictionary)]


def faults_of(pdf: Path) -> list[str]:
    """Return what the checks of PDF/UA-1 find in a file, a sentence for each kind of fault."""
    return list(dict.fromkeys(finding.message for finding in pdfua.validate(str(pdf)).findings))


def _mark_artifacts(page: Page) -> Iterator[Instruction]:
    """Yield a page's instructions, with each text, path and image that has no tag marked as an artifact."""
    tags = 0
    graphic: list[Instruction] = []
    for instruction in parse_content_stream(page):
        operator = str(instruction.operator)
        tags += (operator in _BEGIN_TAG) - (operator == "EMC")
        if not graphic and (tags or operator not in _BEGIN_GRAPHIC):
            yield instruction
            continue
        graphic.append(instruction)
        if operator in _END_GRAPHIC:
            # A path that only clips shows nothing.
            yield from graphic if operator == "n" else (_BEGIN_ARTIFACT, *graphic, _END_ARTIFACT)
            graphic = []
    yield from graphic
