"""Chromium, Firefox and WebKit behind one small interface, so that each flow of a reader is written once.

Playwright drives Chromium. Firefox speaks WebDriver BiDi itself. WebKit, the engine of each iPhone, is
WebKitGTK by its own driver: in a window of ours (`webkit_window.py`), because neither the driver nor
its MiniBrowser prints. The day is the same in all three, and no engine reaches anything but this machine.
"""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Download, Error, Page
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ActionChains, WebKitGTK
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.websocket_connection import WebSocketConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

ZONE = "America/New_York"
WIDTH, HEIGHT = 390, 844  # a phone
PATIENCE = 60  # seconds; only a test that fails waits so long
PRELOAD = (Path(__file__).parent / "browser/preload.js").read_text(encoding="utf-8")
FIND = (Path(__file__).parent / "browser/find.js").read_text(encoding="utf-8")


class Missing(Exception):
    """An engine isn't on this machine; the text says what to install."""


class Tab(ABC):
    """One tab on a phone, as a reader uses it: addresses, taps and keys, and what is on screen or paper."""

    engine: str

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address, and wait until the page is loaded."""

    @abstractmethod
    def back(self) -> None:
        """Go to the page before, as the browser's own button does."""

    @abstractmethod
    def another(self) -> Tab:
        """Open a second tab, which shares the stored data."""

    @abstractmethod
    def close(self) -> None:
        """Close this tab."""

    @abstractmethod
    def pdf(self) -> bytes:
        """Print the page on US Letter."""

    @abstractmethod
    def saved(self, name: str) -> str:
        """The text of a file that the browser saved, once it is complete."""

    @abstractmethod
    def pick(self, field: str, file: Path) -> None:
        """Pick a file for a field, by its selector: a browser asks for it in a window of its own."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Press a key by its DOM name, such as "Enter", or several at once, such as "Shift+Tab"."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type a text where the focus is."""

    @abstractmethod
    def to_front(self) -> None:
        """Go to this tab; only the one in front is drawn."""

    @abstractmethod
    def _tap(self, x: float, y: float) -> None: ...

    @abstractmethod
    def _run(self, script: str) -> str:
        """Call a function that returns a promise of a text."""

    def evaluate(self, function: str, *arguments: object) -> Any:
        """Call a JavaScript function in the page; arguments and result are JSON."""
        given = ", ".join(json.dumps(each) for each in arguments)
        text = self._run(f"async () => JSON.stringify((await ({function})({given})) ?? null)")
        return json.loads(text)

    def until(self, function: str, *arguments: object) -> Any:
        """Call a function again and again until its result is truthy, also across pages; return that."""
        script = f"async (...given) => [await ({function})(...given)].filter(Boolean)"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(Error, WebDriverException):  # the page is being unloaded
                if found := self.evaluate(script, *arguments):
                    return found[0]
            time.sleep(0.02)
        raise AssertionError(
            f"not so in {PATIENCE} s: {function} {arguments}; on screen: {self.text()[:600]}"
        )

    def at(self, path: str) -> None:
        """Wait until the loaded page has an address that ends so."""
        self.until("end => document.readyState === 'complete' && location.href.endsWith(end)", path)

    def sees(self, *words: str) -> None:
        """Wait until all these words are on screen."""
        self.until("words => words.every(each => document.body.innerText.includes(each))", list(words))

    def rests(self) -> None:
        """Wait until no request is pending: only then does a browser cache a page for Back."""
        # A page asks for its first script once it is painted.
        self.until("""() => {
          const asked = performance.getEntriesByType("resource");
          return asked.some(({ name }) => name.endsWith("/every-page.js"))
            && performance.now() - Math.max(...asked.map(({ responseEnd }) => responseEnd)) > 300;
        }""")

    def text(self) -> str:
        """The text on screen."""
        return str(self.evaluate("() => document.body?.innerText ?? ''"))

    def tap(self, role: str, name: str, within: str = "body") -> None:
        """Tap the element with this role and name once it is in view, still and uncovered."""
        self.to_front()
        point: list[float] = []
        while (seen := self.until(f"({FIND}).point", role, name, within)) != point:
            point = seen
        self._tap(*point)

    def fill(self, name: str, text: str, within: str = "body") -> None:
        """Replace the text of the field with this name."""
        self.tap("textbox", name, within)
        self.evaluate("() => document.activeElement.select()")
        self.type(text)

    def choose(self, name: str, option: str, within: str = "body") -> None:
        """Choose an option of a list; a browser draws the open list itself, out of reach."""
        self.until(f"({FIND}).choose", name, option, within)

    def checked(self, name: str, within: str) -> bool:
        """Whether the box with this name is ticked; waits until there is one."""
        return bool(self.until(f"({FIND}).checked", name, within) == "yes")

    def faults(self) -> list[str]:
        """Everything wrong with this page: errors, violations of its policy, failed loads, other hosts."""
        return list(self.evaluate("() => __faults()"))


Profiles = Callable[[], contextlib.AbstractContextManager[Tab]]


class _Chromium(Tab):
    engine = "chromium"

    def __init__(self, context: BrowserContext):
        self._page: Page = context.new_page()
        self._page.on("dialog", lambda dialog: dialog.accept())
        self._downloads: list[Download] = []
        self._page.on("download", self._keep)

    def _keep(self, download: Download) -> None:
        self._downloads.append(download)

    def open(self, address: str) -> None:
        self._page.goto(address)

    def back(self) -> None:
        self._page.go_back()

    def another(self) -> Tab:
        return _Chromium(self._page.context)

    def close(self) -> None:
        self._page.close()

    def pdf(self) -> bytes:
        return self._page.pdf(format="Letter")

    def saved(self, name: str) -> str:
        if not self._downloads:
            self._page.wait_for_event("download")
        (download,) = self._downloads
        assert download.suggested_filename == name
        return _text(Path(download.path()))

    def pick(self, field: str, file: Path) -> None:
        self._page.set_input_files(field, file)

    def press(self, keys: str) -> None:
        self._page.keyboard.press(keys)

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def to_front(self) -> None:
        self._page.bring_to_front()

    def _tap(self, x: float, y: float) -> None:
        self._page.mouse.click(x, y)

    def _run(self, script: str) -> str:
        return str(self._page.evaluate(script))


@contextlib.contextmanager
def chromium(browser: Browser) -> Iterator[Profiles]:
    """Yield a function that opens a tab with empty storage."""

    @contextlib.contextmanager
    def profile() -> Iterator[Tab]:
        context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, timezone_id=ZONE)
        context.add_init_script(PRELOAD)
        yield _Chromium(context)
        context.close()

    yield profile


class _Bidi:
    """WebDriver BiDi over Selenium's connection."""

    def __init__(self, address: str):
        self._connection = WebSocketConnection(address, timeout=60, interval=0.002)

    def __call__(self, command: str, **parameters: object) -> dict[str, Any]:
        answer: dict[str, Any] = self._connection.send_cmd(command, parameters)
        if "error" in answer:
            raise WebDriverException(f"{command}: {answer['error']}: {answer.get('message')}")
        return dict(answer["result"])

    def close(self) -> None:
        self._connection.close()


class _Firefox(Tab):
    engine = "firefox"

    def __init__(self, bidi: _Bidi, profile: str, folder: Path):
        self._bidi, self._profile, self._folder = bidi, profile, folder
        self._tab = bidi("browsingContext.create", type="tab", userContext=profile)["context"]
        bidi("browsingContext.setViewport", context=self._tab, viewport={"width": WIDTH, "height": HEIGHT})

    def open(self, address: str) -> None:
        self._bidi("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def back(self) -> None:
        self._bidi("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def another(self) -> Tab:
        return _Firefox(self._bidi, self._profile, self._folder)

    def close(self) -> None:
        self._bidi("browsingContext.close", context=self._tab)

    def pdf(self) -> bytes:
        letter = {"width": 21.59, "height": 27.94}  # centimeters
        return base64.b64decode(self._bidi("browsingContext.print", context=self._tab, page=letter)["data"])

    def saved(self, name: str) -> str:
        # Until the download is complete, Firefox keeps it next to an empty file of that name.
        return _text(_whole(self._folder / name, lambda path: path.stat().st_size > 0))

    def pick(self, field: str, file: Path) -> None:
        css = {"type": "css", "value": field}
        (node,) = self._bidi("browsingContext.locateNodes", context=self._tab, locator=css)["nodes"]
        self._bidi("input.setFiles", context=self._tab, element=node, files=[str(file)])

    def press(self, keys: str) -> None:
        names = [_key(each) for each in keys.split("+")]
        down = [{"type": "keyDown", "value": each} for each in names]
        self._keys(down + [{"type": "keyUp", "value": each} for each in reversed(names)])

    def type(self, text: str) -> None:
        typed = text.replace("\n", Keys.ENTER)
        self._keys([{"type": way, "value": each} for each in typed for way in ("keyDown", "keyUp")])

    def _keys(self, actions: list[dict[str, Any]]) -> None:
        self._act({"type": "key", "id": "keys", "actions": actions})

    def to_front(self) -> None:
        self._bidi("browsingContext.activate", context=self._tab)

    def _tap(self, x: float, y: float) -> None:
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        tap = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._act({"type": "pointer", "id": "finger", "actions": tap})

    def _act(self, source: dict[str, Any]) -> None:
        self._bidi("input.performActions", context=self._tab, actions=[source])

    def _run(self, script: str) -> str:
        done = self._bidi(
            "script.callFunction",
            functionDeclaration=script,
            awaitPromise=True,
            target={"context": self._tab},
        )
        if done["type"] == "exception":
            raise WebDriverException(done["exceptionDetails"]["text"])
        return str(done["result"]["value"])


# A proxy that doesn't exist, so that nothing leaves this machine; local addresses bypass it.
FIREFOX_SETTINGS = """
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("browser.download.folderList", 2);
"""


@contextlib.contextmanager
def firefox() -> Iterator[Profiles]:
    """Start Firefox; yield a function that opens a tab with empty storage."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        raise Missing("Firefox isn't here (Debian: sudo apt install firefox-esr).")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        downloads = f'user_pref("browser.download.dir", {json.dumps(folder)});\n'
        Path(folder, "user.js").write_text(FIREFOX_SETTINGS + downloads, encoding="utf-8")
        process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"TZ": ZONE},
        )
        try:
            yield from _firefox_profiles(process, Path(folder))
        finally:
            process.terminate()
            process.wait()


def _firefox_profiles(process: subprocess.Popen[str], folder: Path) -> Iterator[Profiles]:
    assert process.stderr
    said = (re.search(r"WebDriver BiDi listening on (ws://\S+)", line) for line in process.stderr)
    found = next((each for each in said if each), None)
    assert found, "Firefox stopped before it listened"
    bidi = _Bidi(f"{found[1]}/session")
    bidi("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": {"default": "accept"}}})
    bidi("script.addPreloadScript", functionDeclaration=f"() => {{ {PRELOAD} }}")

    @contextlib.contextmanager
    def profile() -> Iterator[Tab]:
        user = bidi("browser.createUserContext")["userContext"]
        yield _Firefox(bidi, user, folder)
        bidi("browser.removeUserContext", userContext=user)

    yield profile
    bidi.close()


class _Webkit(Tab):
    engine = "webkit"

    def __init__(self, driver: WebKitGTK, folder: Path):
        self._driver, self._folder = driver, folder
        driver.switch_to.new_window("tab")
        self._tab = driver.current_window_handle

    def _here(self) -> WebKitGTK:
        if self._driver.current_window_handle != self._tab:
            self._driver.switch_to.window(self._tab)
        return self._driver

    def open(self, address: str) -> None:
        self._here().get(address)
        self.until("() => document.readyState === 'complete'")  # the driver returns a moment too early

    def back(self) -> None:
        self._here().back()

    def another(self) -> Tab:
        return _Webkit(self._driver, self._folder)

    def close(self) -> None:
        self._here().close()

    def pdf(self) -> bytes:
        target = self._folder / f"{next(_SHEETS)}.pdf"
        self.evaluate("path => webkit.messageHandlers.paper.postMessage(path)", str(target))
        return _whole(target).read_bytes()

    def saved(self, name: str) -> str:
        return _text(_whole(self._folder / name))

    def pick(self, field: str, file: Path) -> None:
        self._here().find_element(By.CSS_SELECTOR, field).send_keys(str(file))

    def press(self, keys: str) -> None:
        names, chain = [_key(each) for each in keys.split("+")], ActionChains(self._here(), duration=0)
        for each in names:
            chain.key_down(each)
        for each in reversed(names):
            chain.key_up(each)
        chain.perform()

    def type(self, text: str) -> None:
        ActionChains(self._here(), duration=0).send_keys(text.replace("\n", Keys.ENTER)).perform()

    def to_front(self) -> None:
        pass  # each has a window of its own

    def _tap(self, x: float, y: float) -> None:
        actions = ActionBuilder(self._here(), duration=0)
        actions.pointer_action.move_to_location(round(x), round(y)).click()
        actions.perform()

    def _run(self, script: str) -> str:
        return str(self._here().execute_script(f"return ({script})()"))


_SHEETS = itertools.count()


def _whole(path: Path, is_whole: Callable[[Path], bool] = Path.exists) -> Path:
    """Wait for a file."""
    end = time.monotonic() + PATIENCE
    while not (path.exists() and is_whole(path)):
        assert time.monotonic() < end, f"{path.name} didn't come"
        time.sleep(0.02)
    return path


def _text(path: Path) -> str:
    """Remove a saved file, so that the next one gets its name, and return its text."""
    text = path.read_bytes().decode()
    path.unlink()
    return text


def _key(name: str) -> str:
    """The key as WebDriver has it, from its DOM name."""
    return name if len(name) == 1 else str(getattr(Keys, re.sub(r"(?<!^)([A-Z])", r"_\1", name).upper()))


WEBKIT_PACKAGES = "webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi xvfb"
SYSTEM_PYTHON = "/usr/bin/python3"  # the one that has the bindings of GTK


@contextlib.contextmanager
def webkit() -> Iterator[Profiles]:
    """Start WebKitGTK; yield a function that opens a tab with empty storage."""
    there = all(shutil.which(each) for each in ("WebKitWebDriver", "Xvfb", SYSTEM_PYTHON))
    window = Path(__file__).parent / "browser/webkit_window.py"
    if not there or subprocess.run([SYSTEM_PYTHON, window, "--is-here"], check=False).returncode:
        raise Missing(f"WebKit isn't here whole (Debian: sudo apt install {WEBKIT_PACKAGES}).")
    options = Options()
    options.binary_location = SYSTEM_PYTHON
    options.unhandled_prompt_behavior = "accept"
    with tempfile.TemporaryDirectory() as folder, _display() as display:
        Path(folder, "preload.js").write_text(PRELOAD, encoding="utf-8")
        for argument in (str(window), folder, str(WIDTH), str(HEIGHT)):
            options.add_argument(argument)
        environment = os.environ | {"DISPLAY": display, "GDK_BACKEND": "x11", "TZ": ZONE}
        driver = WebKitGTK(options, Service(shutil.which("WebKitWebDriver"), env=environment))
        try:
            yield lambda: _webkit_profile(driver, Path(folder))
        finally:
            driver.quit()


@contextlib.contextmanager
def _webkit_profile(driver: WebKitGTK, folder: Path) -> Iterator[Tab]:
    """A tab; its storage is cleared afterwards, because a session of WebKitGTK has one profile."""
    first = driver.current_window_handle
    yield _Webkit(driver, folder)
    for handle in set(driver.window_handles) - {first}:
        driver.switch_to.window(handle)
        driver.execute_script("if (origin !== 'null') { localStorage.clear(); sessionStorage.clear(); }")
        driver.close()
    driver.switch_to.window(first)


@contextlib.contextmanager
def _display() -> Iterator[str]:
    """A virtual screen."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as screen:
        assert screen.stdout
        try:
            yield f":{screen.stdout.readline().strip()}"
        finally:
            screen.terminate()
