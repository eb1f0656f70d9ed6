"""For the parent with a bad signal: kept pages open, are of one deploy, and leave when they should."""

from __future__ import annotations

import functools
import gzip
import json
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from catalogue import urgency
from catalogue.catalogue import Catalogue
from catalogue.records import Age
from pages.kept_pages import DAYS, LIST, WORKER
from tests.built_page import read
from tests.conftest import BUILD_DAY, PATIENCE, build_site, built_once, frozen_project
from tests.engines import Tab
from tests.pages_stand_in import PROJECT, PagesHandler
from tests.test_parent_in_a_browser import violations_in

AGE = "ages/4-6-months/"
ACTIVITY = "activities/reach-in-tummy-time/"
KEPT = (AGE, ACTIVITY, "activities/", "signs/", "urgent/", "guides/get-help/")
NOT_KEPT = "visit/"

# A worker of another site: it only has a cache.
OTHER = b"addEventListener('install', event => event.waitUntil(caches.open('kept by another')));"
OTHER_SITES = ("/", "/other/", f"{PROJECT}preview/")

LARGEST = 1_000  # bytes with gzip


class Host:
    """A host of the site whose answers a test controls, as those of GitHub Pages in all else."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.max_age = 0  # seconds; GitHub Pages has 600, in which a browser needs neither host nor worker
        self.fails: set[str] = set()  # paths that get an answer of 503
        self.asked: list[str] = []
        self.speaks = threading.Event()  # until then, it accepts connections and never answers
        self.speaks.set()
        self.stalls: set[str] = set()  # paths that get the head of an answer, and no more until it goes on
        self.goes_on = threading.Event()
        self.connections: set[socket.socket] = set()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0

    def __enter__(self) -> Host:
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), functools.partial(_Handler, self))
        self._server.daemon_threads = True
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop: who asks now gets no connection."""
        self.speaks.set()
        self.goes_on.set()
        assert self._server
        self._server.shutdown()
        self._server.server_close()
        for connection in list(self.connections):  # a browser opens some before it asks
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    @contextmanager
    def unreachable(self) -> Iterator[None]:
        self.__exit__()
        yield
        self.__enter__()

    @contextmanager
    def silent(self) -> Iterator[None]:
        self.speaks.clear()
        yield
        self.speaks.set()

    @contextmanager
    def stalling(self, path: str) -> Iterator[None]:
        self.goes_on.clear()
        self.stalls = {path}
        yield
        self.stalls = set()
        self.goes_on.set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}{PROJECT}"


class _Handler(PagesHandler):
    def __init__(self, host: Host, *args: Any, **more: Any) -> None:
        self._host = host
        super().__init__(*args, directory=str(host.site), **more)

    def setup(self) -> None:
        super().setup()
        self._host.connections.add(self.connection)

    def finish(self) -> None:
        self._host.connections.discard(self.connection)
        super().finish()

    def do_GET(self) -> None:
        self._host.speaks.wait()
        del self.headers["If-Modified-Since"]  # the folder of the next deploy may be older
        self.max_age = self._host.max_age
        self.directory = str(self._host.site)  # one connection may outlast a deploy
        path = self.path.partition("?")[0]
        self._host.asked.append(path.removeprefix(PROJECT))
        if path.removeprefix(PROJECT) in self._host.fails:
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)
        elif path in [f"{other}worker.js" for other in OTHER_SITES]:
            self._send(OTHER, "text/javascript")
        elif path in OTHER_SITES:
            self._send(b"<!doctype html><title>Another site</title>", "text/html")
        else:
            super().do_GET()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self.path.partition("?")[0].removeprefix(PROJECT) in self._host.stalls:
            outputfile.write(source.read(100))
            self._host.goes_on.wait()
        super().copyfile(source, outputfile)

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next deploy, a second later, with another word in the scripts and one in a page."""

    def build(folder: Path) -> Path:
        project = frozen_project(folder)
        for file, old, new in (
            ("house/words.yaml", "text: Remove the kept pages", "text: Remove all kept pages"),
            ("house/words.yaml", "text: Numbers to call", "text: All numbers to call"),
        ):
            path = project / "data" / file
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
        return build_site(project, folder / "site", SOURCE_DATE_EPOCH=str(int(BUILD_DAY) + 1))

    return built_once(tmp_path_factory, "later", build)


@pytest.fixture(scope="session")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deploy of a clinic that has thrown the switch."""

    def build(folder: Path) -> Path:
        project = frozen_project(folder)
        clinic = project / "data/clinic.yaml"
        text = clinic.read_text(encoding="utf-8")
        assert "keep_pages: true" in text
        clinic.write_text(text.replace("keep_pages: true", "keep_pages: false"), encoding="utf-8")
        return build_site(project, folder / "site", SOURCE_DATE_EPOCH=str(int(BUILD_DAY) + 1))

    return built_once(tmp_path_factory, "ended", build)


@pytest.fixture(scope="module")
def words(catalogue: Catalogue) -> dict[str, str]:
    return dict(catalogue.phrases)


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with Host(site) as host:
        yield host


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone that has kept nothing."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


KEEPS = """async () => [
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  ...await caches.keys(),
]"""
# True once the device has the worker of that deploy, and no other cache of the site.
HAS = """async deploy => {
  const registration = await navigator.serviceWorker.getRegistration();
  const names = (await caches.keys()).filter(name => name.startsWith(`kept ${registration.scope} `));
  return registration.active?.state === "activated" && names.every(name => name.includes(deploy));
}"""
# Looks for another worker, and waits until one is in place or has failed.
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const worker = registration.installing;
  while (worker && !["activated", "redundant"].includes(worker.state)) {
    await new Promise(done => worker.addEventListener("statechange", done, { once: true }));
  }
}"""
# When what is kept was last the newest.
DAY_OF = "await (await caches.match('/infant-ot/keep/day')).text()"
IS_EMPTY = f"async () => !(await ({KEEPS})()).length"


def deploy_of(site: Path) -> str:
    """Return what tells a deploy from all others: what its worker names its cache after."""
    found = re.search(r'\+"([0-9a-f]{8})"', (site / WORKER).read_text(encoding="utf-8"))
    assert found
    return found[1]


def folder_of(site: Path) -> str:
    """Return the name of the folder of a deploy's scripts."""
    (folder,) = site.glob("assets/js-*")
    return folder.name


def keep(page: Page, host: Host, words: dict[str, str], path: str = AGE) -> None:
    """Keep the pages of an age."""
    page.goto(f"{host.address}{path}")
    page.get_by_role("button", name=words["js-keep"]).click()
    expect(page.locator("#keep [role=status]")).to_have_text(words["js-keep-done"])


def until(page: Page, function: str, arg: object = None) -> None:
    """Wait until the promise of a function is truthy; Playwright's own way doesn't await it."""
    wait = f"""async ([arg, end]) => {{
      while (!await ({function})(arg)) {{
        if (performance.now() > end) throw Error("never so");
        await new Promise(rest => setTimeout(rest, 20));
      }}
    }}"""
    page.evaluate(wait, [arg, PATIENCE])


def scripts_of(page: Page) -> set[str]:
    """Return the folders of the scripts that a page names."""
    return set(page.evaluate("[...document.scripts].map(({ src }) => src.split('/').at(-2)).filter(Boolean)"))


def let_pass_ten_minutes(page: Page) -> None:
    """Empty the browser's own cache, which needs no host."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def age_by(page: Page, days: float) -> None:
    """Make what the device keeps older."""
    page.evaluate(
        """async days => {
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            const day = Number(await (await cache.match("/infant-ot/keep/day")).text());
            await cache.put("/infant-ot/keep/day", new Response(String(day - days * 24 * 60 * 60 * 1000)));
          }
        }""",
        days,
    )


def assert_lost(page: Page, host: Host, path: str) -> None:
    """See that a page doesn't open, in a tab of its own: what follows would interrupt the error's page."""
    another = page.context.new_page()
    with pytest.raises(Error, match=r"ERR_(CONNECTION_REFUSED|FAILED)"):
        another.goto(f"{host.address}{path}")
    another.close()


def assert_kept(page: Page, host: Host, path: str = AGE) -> None:
    """Open a page and see that it is a kept copy, with its day."""
    page.goto(f"{host.address}{path}")
    line = page.get_by_text("Newer advice may be online.")
    today = page.evaluate("new Date().toLocaleDateString('en', { month: 'long', day: 'numeric' })")
    expect(line).to_have_text(f"Kept on {today}. Newer advice may be online.")
    assert page.evaluate("line => line.getBoundingClientRect().bottom < innerHeight", line.element_handle())


@pytest.mark.parametrize("way", ["switched off", "gone", "empty"])
def test_the_switch_takes_the_worker_and_all_it_kept_off_a_device(
    page: Page, host: Host, ended: Path, tmp_path: Path, words: dict[str, str], way: str
) -> None:
    keep(page, host, words)
    if way == "switched off":
        host.site = ended
    else:
        host.site = Path(shutil.copytree(host.site, tmp_path / "site"))
        worker = host.site / WORKER
        worker.write_text("", encoding="utf-8") if way == "empty" else worker.unlink()
    page.goto(host.address)  # any page
    until(page, IS_EMPTY)
    with host.unreachable():
        assert_lost(page, host, AGE)
    page.goto(f"{host.address}{AGE}")
    expect(page.locator("#keep")).to_have_count(0 if way == "switched off" else 1)


def test_who_does_not_ask_for_it_gets_no_worker(page: Page, host: Host) -> None:
    for path in ("", *KEPT):
        page.goto(f"{host.address}{path}", wait_until="networkidle")
    assert page.evaluate(KEEPS) == []
    assert not {WORKER, LIST} & set(host.asked)


def test_without_a_signal_the_kept_pages_open_with_their_day(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    keep(page, host, words)
    with host.unreachable():
        for path in KEPT:
            assert_kept(page, host, path)
        page.goto(f"{host.address}{AGE}?from=a-message")
        expect(page.locator(".app-tick").first).to_be_attached()  # its scripts run
        page.locator(".app-search > summary").click()
        page.locator(".app-search input").fill("choking")
        expect(page.locator(".app-search [role=status]")).not_to_have_text("")
        expect(
            page.locator(".app-search a", has_text=re.compile("chok", re.IGNORECASE)).first
        ).to_be_visible()
        assert_lost(page, host, NOT_KEPT)
    page.goto(f"{host.address}{AGE}")
    expect(page.get_by_text("Newer advice may be online.")).to_have_count(0)


def test_a_connection_that_never_answers_gets_three_seconds(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    keep(page, host, words)
    with host.silent():
        assert_kept(page, host)
        took = page.evaluate("""() => {
          const { fetchStart, responseStart } = performance.getEntriesByType("navigation")[0];
          return responseStart - fetchStart;
        }""")
        assert 2_900 < took < 15_000
        expect(page.locator(".app-tick").first).to_be_attached()


def test_a_connection_that_stalls_after_the_head_of_an_answer_gets_as_long(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    keep(page, host, words)
    with host.stalling(AGE):
        assert_kept(page, host)
        expect(page.locator(".app-tick").first).to_be_attached()


def test_what_is_forgotten_while_a_visit_looks_for_a_newer_deploy_stays_away(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    keep(page, host, words)
    with host.stalling(WORKER):
        page.goto(f"{host.address}{AGE}")
        page.get_by_role("button", name=words["js-keep-remove"]).click()
        expect(page.locator("#keep [role=status]")).to_have_text(words["js-keep-removed"])
        assert page.evaluate(KEEPS) == []
    # The worker gets the rest of its answer before this page gets another one.
    page.evaluate("async path => (await fetch(path, { cache: 'no-store' })).text()", f"{PROJECT}{WORKER}")
    page.evaluate("async () => { for (let turn = 0; turn < 100; turn += 1) await caches.has('kept') }")
    assert page.evaluate(KEEPS) == []


def test_a_page_that_is_not_kept_waits_for_the_network(page: Page, host: Host, words: dict[str, str]) -> None:
    keep(page, host, words)
    another = page.context.new_page()
    with host.silent():
        page.evaluate("address => { location.href = address }", f"{host.address}{NOT_KEPT}")
        assert_kept(another, host)  # asked for later, and it comes first
        assert page.url.endswith(AGE)
    page.wait_for_url(f"**/{NOT_KEPT}")


def test_an_error_of_the_host_is_no_answer(page: Page, host: Host, words: dict[str, str]) -> None:
    keep(page, host, words)
    host.fails = {AGE}
    assert_kept(page, host)


def test_a_visit_brings_the_next_deploy_whole(
    page: Page, host: Host, site: Path, later: Path, words: dict[str, str]
) -> None:
    host.max_age = 600
    keep(page, host, words)
    host.site = later
    host.fails = {"signs/"}  # so the device still has the deploy before, and all of it
    page.goto(f"{host.address}{AGE}")
    page.evaluate(UPDATED)
    assert host.asked.count("signs/") > 1
    let_pass_ten_minutes(page)
    with host.unreachable():
        for path in KEPT:
            assert_kept(page, host, path)
            assert scripts_of(page) == {folder_of(site)}
    host.fails = set()
    page.goto(f"{host.address}{AGE}")
    until(page, HAS, arg=deploy_of(later))
    let_pass_ten_minutes(page)
    with host.unreachable():
        for path in KEPT:
            assert_kept(page, host, path)
            assert scripts_of(page) == {folder_of(later)}
        page.goto(f"{host.address}{AGE}")
        expect(page.locator("#keep button")).to_have_text("Remove all kept pages")


def test_pages_of_two_deploys_are_never_kept_together(
    page: Page, host: Host, site: Path, later: Path, tmp_path: Path, words: dict[str, str]
) -> None:
    """A host may still have an old page for a while after a deploy."""
    mixed = Path(shutil.copytree(later, tmp_path / "site"))
    shutil.copyfile(site / "signs/index.html", mixed / "signs/index.html")
    keep(page, host, words)
    host.site = mixed
    page.goto(f"{host.address}{AGE}")
    page.evaluate(UPDATED)
    with host.unreachable():
        for path in KEPT:
            assert_kept(page, host, path)
            assert scripts_of(page) == {folder_of(site)}


def test_after_its_time_only_the_numbers_are_shown(
    page: Page, host: Host, catalogue: Catalogue, words: dict[str, str]
) -> None:
    keep(page, host, words)
    with host.unreachable():
        age_by(page, DAYS - 0.01)
        page.goto(f"{host.address}{AGE}")
        expect(page.get_by_text("Newer advice may be online.")).to_be_visible()
        age_by(page, 0.02)
        for path in KEPT:
            page.goto(f"{host.address}{path}")
            expect(page.get_by_role("heading", level=1)).to_have_text(words["too-old-title"])
            assert page.locator("article").count() == 0
        for contact in urgency.contacts(catalogue, *catalogue.site.urgent_contacts):
            expect(page.locator("a[href^='tel:']", has_text=contact.phone).first).to_be_visible()
        assert not violations_in(page)
    # As soon as there is a signal, the page is at its address again, and the device has today's.
    page.get_by_role("link", name=words["too-old-again"]).click()
    expect(page.locator("article h1")).to_be_visible()
    until(page, f"async () => Date.now() - {DAY_OF} < 60 * 60 * 1000")
    with host.unreachable():
        assert_kept(page, host)


def test_a_second_age_is_kept_beside_the_first(page: Page, host: Host, words: dict[str, str]) -> None:
    keep(page, host, words)
    keep(page, host, words, "ages/0-2-months/")
    with host.unreachable():
        assert_kept(page, host)
        assert_kept(page, host, "ages/0-2-months/")


@pytest.mark.parametrize("way", ["this", "in the list"])
def test_one_age_of_two_is_forgotten_alone(
    page: Page, host: Host, catalogue: Catalogue, words: dict[str, str], way: str
) -> None:
    other = "ages/0-2-months/"
    keep(page, host, words)
    keep(page, host, words, other)
    page.goto(f"{host.address}{other if way == 'this' else ''}")
    if way == "this":
        button, status = page.locator("#keep button"), page.locator("#keep [role=status]")
        said = words["js-keep-removed"]
    else:
        page.get_by_role("button", name=words["backup-list"]).click()
        what = words["js-list-pages"].format(age=catalogue.get(Age, other.split("/")[1]).title)
        button = page.get_by_role("button", name=words["js-list-forget-named"].format(what=what))
        status = page.locator("#backup [role=status]")
        said = words["js-list-forgotten"].format(what=what)
    host.fails = {LIST}
    button.click()
    expect(status).to_have_text(words["js-keep-lost"])
    host.fails = set()
    button.click()
    expect(status).to_have_text(said)
    with host.unreachable():
        assert_kept(page, host)
        assert_lost(page, host, other)


@pytest.mark.parametrize("way", ["this", "in the list", "everything"])
def test_the_kept_pages_can_be_forgotten(page: Page, host: Host, words: dict[str, str], way: str) -> None:
    keep(page, host, words)
    if way == "this":
        page.get_by_role("button", name=words["js-keep-remove"]).click()
        expect(page.locator("#keep [role=status]")).to_have_text(words["js-keep-removed"])
        expect(page.locator("#keep button")).to_have_text(words["js-keep"])
    elif way == "in the list":
        page.goto(host.address)
        page.get_by_role("button", name=words["backup-list"]).click()
        page.get_by_role("button", name="Forget this").click()
    else:
        page.goto(host.address)
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name=words["my-baby-forget"]).click()
    until(page, IS_EMPTY)
    with host.unreachable():
        assert_lost(page, host, AGE)


def test_another_site_of_the_same_origin_keeps_what_it_has(
    page: Page, host: Host, ended: Path, later: Path, words: dict[str, str]
) -> None:
    for other in OTHER_SITES:
        page.goto(f"{host.address.removesuffix(PROJECT)}{other}")
        page.evaluate("async () => { await navigator.serviceWorker.register('worker.js') }")
        page.evaluate(
            "async () => { await (await caches.open(`kept ${location.href}`)).put('a', new Response()) }"
        )
    others = sorted(page.evaluate(KEEPS))
    assert len(others) == 2 * len(OTHER_SITES) + 1
    keep(page, host, words)
    assert set(page.evaluate(KEEPS)) > set(others)
    host.site = later
    page.goto(f"{host.address}{AGE}")
    until(page, HAS, arg=deploy_of(later))
    page.get_by_role("button", name="Remove all kept pages").click()
    expect(page.locator("#keep [role=status]")).to_have_text(words["js-keep-removed"])
    assert sorted(page.evaluate(KEEPS)) == others
    keep(page, host, words)
    host.site = ended
    page.goto(f"{host.address}{AGE}")
    is_left = f"async others => (await ({KEEPS})()).sort().join() === others.sort().join()"
    until(page, is_left, arg=others)


def test_what_cannot_be_kept_is_said_and_tried_again(page: Page, host: Host, words: dict[str, str]) -> None:
    page.goto(f"{host.address}{AGE}")
    button = page.get_by_role("button", name=words["js-keep"])
    host.fails = {"signs/"}
    button.click()
    status = page.locator("#keep [role=status]")
    expect(status).to_have_text(words["js-keep-lost"])
    host.fails = set()
    button.click()
    expect(status).to_have_text(words["js-keep-done"])


NO_WORKERS = "delete Navigator.prototype.serviceWorker"
REFUSED = "navigator.serviceWorker.getRegistration = async () => { throw new DOMException('blocked') }"


@pytest.mark.parametrize("first", [NO_WORKERS, REFUSED])
def test_a_browser_that_keeps_nothing_offers_nothing(
    page: Page, host: Host, words: dict[str, str], first: str
) -> None:
    page.add_init_script(first)
    page.goto(f"{host.address}{AGE}", wait_until="networkidle")
    expect(page.locator("#keep button")).to_be_hidden()
    if first == REFUSED:
        expect(page.locator("#keep [role=status]")).to_have_text(words["js-keep-not-here"])


def test_what_keeps_pages_passes_by_axe_and_is_not_on_paper(
    page: Page, host: Host, words: dict[str, str]
) -> None:
    keep(page, host, words)
    assert not violations_in(page)
    with host.unreachable():
        assert_kept(page, host)
        assert not violations_in(page)
    page.emulate_media(media="print")
    expect(page.locator("#keep")).to_be_hidden()


def test_pages_are_kept_in_each_engine(tab: Tab, host: Host, words: dict[str, str]) -> None:
    tab.open(f"{host.address}{AGE}")
    tab.tap("button", words["js-keep"])
    tab.sees(words["js-keep-done"])
    with host.silent():
        tab.open(f"{host.address}{ACTIVITY}")
        tab.sees("Newer advice may be online.")
    with host.unreachable():
        tab.open(f"{host.address}signs/")
        tab.sees("Newer advice may be online.")
        tab.open(f"{host.address}{AGE}")
        tab.tap("button", words["js-keep-remove"])
        tab.sees(words["js-keep-removed"])
    assert not tab.evaluate(KEEPS)


def test_each_activity_that_the_page_of_an_age_leads_to_is_kept(site: Path) -> None:
    for age, kept in json.loads((site / LIST).read_text(encoding="utf-8"))["ages"].items():
        named = {link.to.partition("#")[0] for link in read(site, f"ages/{age}/").links}
        activities = {each for each in named if each.startswith("activities/")}
        assert activities
        assert activities <= set(kept)


def test_the_words_name_the_days(words: dict[str, str]) -> None:
    assert all(f" {DAYS} days " in words[each] for each in ("js-keep-explain", "too-old"))


@pytest.mark.parametrize("deploy", ["site", "ended"])
def test_the_worker_is_small(deploy: str, request: pytest.FixtureRequest) -> None:
    worker = (request.getfixturevalue(deploy) / WORKER).read_bytes()
    assert len(gzip.compress(worker, 6)) <= LARGEST
