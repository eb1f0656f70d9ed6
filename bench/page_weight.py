"""Measure the first visit of a phone on a weak signal: bytes, requests and the time to the main content.

Compares the same pages in four versions: this site, this site with `light` off, the stock theme, and a bare
page with only the article. Each round visits each version once, so that a busy machine slows all of them.
Bytes are those of the response bodies with gzip, as GitHub Pages sends them.
"""

from __future__ import annotations

import functools
import gzip
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from bench.measure import in_rounds, row
from bench.projects import PUBLISHED, ROOT
from handouts.browser import launch_chromium

PAGES = ("ages/4-6-months/", "ages/9-12-months/", "activities/reach-in-tummy-time/")
NEXT = "ages/2-4-months/"
ROUNDS = int(os.environ.get("ROUNDS", "5"))

# A phone on slow 4G, 1.6 Mbit/s and 150 ms there and back, with a processor at a quarter. The browser slows
# requests, not the packets beneath them: a first request then costs 3.75 round trips and a tenth of the rate
# is lost, the factors that Lighthouse uses for the same purpose.
SIGNAL = {
    "offline": False,
    "latency": 150 * 3.75,
    "downloadThroughput": 1_600_000 / 8 * 0.9,
    "uploadThroughput": 750_000 / 8 * 0.9,
}
SLOWDOWN = 4

STOCK = f"""
INHERIT: {ROOT}/mkdocs.yml
docs_dir: {ROOT}/docs
theme: {{custom_dir: EMPTY}}
extra_css: []
"""
BARE = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<style>body{{margin:1em;font:1.1em/1.5 system-ui}}svg{{width:1.5em;height:1.5em}}</style>{}"
)
LARGEST = """new Promise(resolve => {
  new PerformanceObserver(list => resolve(list.getEntries().at(-1).startTime))
    .observe({type: 'largest-contentful-paint', buffered: true});
})"""


class Visit(NamedTuple):
    """One visit: bytes and requests until the network is idle, milliseconds to the largest paint."""

    sent: int
    requests: int
    largest: float


class Server(ThreadingHTTPServer):
    """A server that ignores errors of connections closed by a browser that leaves a page."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Zipped(SimpleHTTPRequestHandler):
    """Serves a folder as GitHub Pages does, with gzip and ten minutes of caching; records the bytes sent."""

    protocol_version = "HTTP/1.1"
    sent: list[int]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = gzip.compress(path.read_bytes(), 6) if path.is_file() else b""
        self.sent.append(len(body))
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serve(site: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a built site; yield its address and the list of what it has sent."""
    sent: list[int] = []
    handler = type("Handler", (Zipped,), {"sent": sent})
    with Server(("127.0.0.1", 0), functools.partial(handler, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


def build(target: Path, config: Path = ROOT / "mkdocs.yml", **environment: str) -> Path:
    """Build the site with these environment variables."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config, "--site-dir", target],
        cwd=ROOT,
        env={**os.environ, **PUBLISHED, "NO_MKDOCS_2_WARNING": "1", **environment},
        check=True,
        capture_output=True,
    )
    return target


def stock(target: Path) -> Path:
    """Build the same pages with the stock theme, without our overrides, styles and scripts."""
    with (
        tempfile.TemporaryDirectory() as empty,
        tempfile.NamedTemporaryFile("w", dir=ROOT, prefix=".stock-", suffix=".yml") as config,
    ):
        config.write(STOCK.replace("EMPTY", empty))
        config.flush()
        return build(target, Path(config.name), LIGHT="false")


def bare(target: Path, light: Path) -> Path:
    """Write each article of a built site as a page of its own."""
    for path in (*PAGES, NEXT):
        article = re.search(r"<article.*?</article>", (light / path / "index.html").read_text("utf-8"), re.S)
        assert article, path
        # The scripts of the article would request files that a bare page doesn't have.
        text = re.sub(r"<script.*?</script>", "", article[0], flags=re.S)
        (target / path).mkdir(parents=True)
        (target / path / "index.html").write_text(BARE.format(text), "utf-8")
    return target


def visit(browser: Browser, address: str, sent: list[int], path: str) -> tuple[Visit, Visit]:
    """Open a page with an empty cache, then another one; return both measurements."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=2, is_mobile=True
    )
    page = context.new_page()
    phone = context.new_cdp_session(page)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", SIGNAL)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    visits = []
    for each in (path, NEXT):
        sent.clear()
        page.goto(address + each, wait_until="networkidle")
        largest: Any = page.evaluate(LARGEST)
        visits.append(Visit(sum(sent), len(sent), largest))
    context.close()
    return visits[0], visits[1]


def main() -> None:
    """Build the four versions, visit them in turn, and print a row for each figure."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        here = Path(folder)
        light = build(here / "light", LIGHT="true")
        sites = {
            "this site": light,
            "light off": build(here / "full", LIGHT="false"),
            "stock theme": stock(here / "stock"),
            "bare page": bare(here / "bare", light),
        }
        print("| first visit | ratio | at most | median (least to most) |\n| --- | --- | --- | --- |")
        with launch_chromium(playwright) as browser:
            for path in PAGES:
                for line in rows(path, measure(browser, sites, path)):
                    print(line)


def measure(browser: Browser, sites: dict[str, Path], path: str) -> dict[str, list[tuple[Visit, Visit]]]:
    """Visit one page of each site, in turn."""

    def visit_to(site: Path) -> tuple[Visit, Visit]:
        with serve(site) as (address, sent):
            return visit(browser, address, sent, path)

    return in_rounds({name: functools.partial(visit_to, site) for name, site in sites.items()}, ROUNDS)


def rows(path: str, visits: dict[str, list[tuple[Visit, Visit]]]) -> Iterator[str]:
    """Yield the rows about one page, and about the page opened next."""
    ours, off, stock, bare = (
        [both[0] for both in visits[name]] for name in ("this site", "light off", "stock theme", "bare page")
    )

    def line(name: str, ours: Iterable[float], base: Iterable[float], unit: str, most: str = "") -> str:
        return row(f"/{path}: {name}", list(ours), list(base), unit, most)

    article = bare[0].sent
    yield line("bytes, to the stock theme", (v.sent for v in ours), (v.sent for v in stock), "B", "0.20")
    yield line(
        "bytes beyond the article",
        (v.sent - article for v in ours),
        (v.sent - article for v in stock),
        "B",
        "0.125",
    )
    yield line("requests before a touch, to 3", (v.requests for v in ours), [3], "", "1.0")
    for name, those, most in (
        ("", ours, "1.08"),
        (" with `light` off", off, ""),
        (" of the stock theme", stock, ""),
    ):
        yield line(
            f"largest paint{name}, to a bare page",
            (v.largest for v in those),
            (v.largest for v in bare),
            "ms",
            most,
        )
    for name in ("this site", "stock theme"):
        yield line(
            f"largest paint of the next page, {name}, to a bare page",
            (both[1].largest for both in visits[name]),
            (both[1].largest for both in visits["bare page"]),
            "ms",
        )


if __name__ == "__main__":
    main()
