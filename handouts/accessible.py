"""Make a PDF that Chromium printed accessible: add what PDF/UA-1 asks for and Chromium leaves out."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pdfua
from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Name,
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


def finish(pdf: bytes, links: Mapping[str, str], day: date) -> bytes:
    """Return a printed PDF with margins, borders, and QR code marked as no content, links described, and
    the day of the build instead of the time of printing.

    `links` is the text of each address that the page links to. Raises KeyError if a link of the PDF isn't
    among them.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.Contents = document.make_stream(unparse_content_stream(list(_mark_artifacts(page))))
            for link in page.get("/Annots", ()):
                link.Contents = String(links[str(link.A.URI)])
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
