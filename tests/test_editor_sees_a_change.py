"""For the editor: a preview in the browser shows a changed record by itself, at the same place."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage

from bench.preview import preview_of

AGE = "ages/4-6-months/"
PATIENCE = 120_000  # milliseconds


def test_a_preview_shows_a_change_at_the_same_place(browser: Browser, project: Path) -> None:
    file = project / "data/activities.yaml"
    text = file.read_text(encoding="utf-8")
    refused: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            refused.append(message.text)

    with preview_of(project) as address:
        page = browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        page.on("console", listen)
        page.goto(address + AGE)
        page.evaluate("() => scrollTo(0, 1500)")
        file.write_text(
            text.replace("title: Reach in tummy time", "title: Reach while on the tummy"), "utf-8"
        )
        page.get_by_text("Reach while on the tummy").first.wait_for(state="attached", timeout=PATIENCE)
        page.wait_for_function("() => scrollY === 1500")
        assert not refused
        page.close()
