"""Measure the largest paint in Lighthouse's simulated phone, beside the same articles in other programs.

Compares a bare page with only the article, Hugo with a bare theme, Starlight, this site, and the stock theme.
Each round visits each of them once, so that a busy machine slows all of them.
"""

from __future__ import annotations

import functools
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from bench.measure import in_rounds, row
from bench.page_weight import PAGES, ROUNDS, bare, build, serve, stock
from bench.projects import ROOT
from handouts.browser import CHROMES, FLAGS, MAC_CHROME

PEERS = ROOT / "bench/peers"
PROGRAMS = PEERS / "node_modules/.bin"


class Visit(NamedTuple):
    """One simulated visit: kilobytes of the first response, requests, milliseconds to the paints."""

    first: float
    requests: int
    painted: float
    largest: float


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program of Node or Hugo; return what it prints."""
    found = {
        "PATH": f"{ROOT / '.venv/bin'}{os.pathsep}{os.environ['PATH']}",
        "CHROME_PATH": next((path for name in CHROMES if (path := shutil.which(name))), str(MAC_CHROME)),
        "ASTRO_TELEMETRY_DISABLED": "1",
    }
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **found}, check=True, capture_output=True)
    return done.stdout.decode()


def articles(bare_site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the address, the title and the HTML of each article; without blank lines it is one block of HTML."""
    for page in sorted(bare_site.rglob("index.html")):
        html = page.read_text("utf-8")
        article = html[html.index("<article") :]
        title = re.search(r"<h1[^>]*>(.*?)</h1>", article, re.S)
        assert title, page
        path = page.parent.relative_to(bare_site).as_posix()
        yield path, re.sub("<.*?>", "", title[1]), re.sub(r"\s*\n\s*", " ", article)


def peer(name: str, content: str, bare_site: Path, *command: str | Path) -> Path:
    """Write the articles into the folder `content` of a program's project, and build it where it is.

    In a copy, Starlight doesn't find the packages that it compiles.
    """
    project = PEERS / name
    shutil.rmtree(project / content, ignore_errors=True)
    for path, title, html in articles(bare_site):
        page = project / content / f"{path}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\ntitle: {json.dumps(title)}\n---\n\n{html}\n", "utf-8")
    run(*command, cwd=project)
    return project


def lighthouse(site: Path, path: str) -> Visit:
    """Visit a page in Lighthouse's simulation of a phone."""
    with serve(site) as (address, _):
        told: dict[str, Any] = json.loads(
            run(
                PROGRAMS / "lighthouse",
                address + path,
                "--quiet",
                "--output=json",
                "--only-audits=first-contentful-paint,largest-contentful-paint,network-requests",
                f"--chrome-flags=--headless {' '.join(flag for flag in FLAGS if ' ' not in flag)}",
                cwd=ROOT,
            )
        )
    if error := told.get("runtimeError"):
        raise SystemExit(f"Lighthouse could not visit /{path}: {error['message']}")
    audits = told["audits"]
    requests = audits["network-requests"]["details"]["items"]
    return Visit(
        requests[0]["transferSize"] / 1000,
        len(requests),
        audits["first-contentful-paint"]["numericValue"],
        audits["largest-contentful-paint"]["numericValue"],
    )


def main() -> None:
    """Build each site, visit their pages in turn, and print a row for each figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        light = build(folder / "light")
        plain = bare(folder / "bare", light)
        sites = {
            "a bare page": plain,
            "Hugo": peer("hugo", "content", plain, ROOT / ".venv/bin/hugo") / "public",
            "Starlight": peer("starlight", "src/content/docs", plain, PROGRAMS / "astro", "build") / "dist",
            "this site": light,
            "the stock theme": stock(folder / "stock"),
        }
        print("| Lighthouse, simulated phone | ratio | at most | median (least to most) |")
        print("| --- | --- | --- | --- |")
        for path in PAGES:
            visits = in_rounds(
                {name: functools.partial(lighthouse, site, path) for name, site in sites.items()}, ROUNDS
            )
            base = visits["a bare page"]
            for name, those in visits.items():
                title = f"/{path}: {name}, {those[-1].first:.1f} kB, requests: {those[-1].requests}"
                most = "1.08" if name == "this site" else ""
                for paint, moment in (("first", "painted"), ("largest", "largest")):
                    ours, plain_page = ([getattr(each, moment) for each in of] for of in (those, base))
                    print(
                        row(
                            f"{title}, {paint} paint",
                            ours,
                            plain_page,
                            "ms",
                            most if paint == "largest" else "",
                        )
                    )


if __name__ == "__main__":
    main()
