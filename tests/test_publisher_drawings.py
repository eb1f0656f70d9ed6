"""For the publisher: the drawings match their poses, and are light enough for a page."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from drawings import DRAWINGS, scenes
from drawings.scenes import draw

MOST_BYTES = 1100  # of one drawing, compressed; those of one page share most of their bytes

MOST_SPACE_ABOVE = 14  # of the 90 units of a picture's height
SPACE_ABOVE = """() => Object.fromEntries(
  [...document.querySelectorAll("div")].map((scene) => {
    const picture = scene.querySelector("svg");
    const toPicture = picture.getScreenCTM().inverse();
    const tops = [...picture.querySelectorAll("path, circle, ellipse, rect")].flatMap((shape) => {
      const box = shape.getBBox();
      const place = toPicture.multiply(shape.getScreenCTM());
      const line = parseFloat(getComputedStyle(shape).strokeWidth) / 2;
      return [box.x, box.x + box.width].flatMap((x) =>
        [box.y, box.y + box.height].map((y) => new DOMPoint(x, y).matrixTransform(place).y - line)
      );
    });
    return [scene.id, Math.min(...tops) - picture.viewBox.baseVal.y];
  })
)"""


def test_each_file_matches_its_pose() -> None:
    made = dict(scenes.drawings())
    files = {path.stem: path.read_text(encoding="utf-8") for path in scenes.FOLDER.glob("*.svg")}
    assert files.keys() == made.keys(), "run `make drawings`"
    assert [name for name in made if files[name] != made[name]] == [], "run `make drawings`"


def test_a_record_can_name_every_drawing_and_no_other() -> None:
    assert list(DRAWINGS) == [name for name, _ in scenes.drawings()]


def test_a_drawing_is_light_and_only_a_picture() -> None:
    for name, svg in scenes.drawings():
        assert len(gzip.compress(svg.encode())) <= MOST_BYTES, name
        assert re.search(r'viewBox="0 (\d+) 120 (\d+)"', svg), name
        for refused in (" id=", "<text", "<title", "<use", "style=", "#"):
            assert refused not in svg, name


def test_no_drawing_has_an_empty_band_above_it_or_is_cut_off_by_its_own_top(browser: Browser) -> None:
    made = dict(scenes.drawings())
    page = browser.new_page()
    page.set_content("".join(f'<div id="{name}">{svg}</div>' for name, svg in made.items()))
    above: dict[str, float] = page.evaluate(SPACE_ABOVE)
    page.close()
    assert above.keys() == made.keys()
    assert {name: space for name, space in above.items() if space > MOST_SPACE_ABOVE} == {}
    assert [name for name, space in above.items() if space < 0 and 'viewBox="0 0 ' not in made[name]] == []


def test_a_scene_that_cannot_be_drawn_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    poses = tmp_path / "poses.yaml"
    poses.write_text("asleep:\n  - pillow\n", encoding="utf-8")
    monkeypatch.setattr(scenes, "POSES", poses)
    with pytest.raises(ValueError, match=r"asleep.* can't be drawn"):
        dict(scenes.drawings())


def test_a_limb_in_front_is_drawn_after_everything_else() -> None:
    pose = {"head": "10 10", "neck": "10 20", "hips": "10 40", "arm": "20 30 30 40"}
    arm, ball = "M10 20l10 10l10 10", "<circle cx"
    behind = draw([{"baby": pose}, {"ball": "30 40 5"}])
    in_front = draw([{"baby": {**pose, "front": "arm"}}, {"ball": "30 40 5"}])
    assert behind.rindex(arm) < behind.index(ball)
    assert in_front.index(ball) < in_front.index(arm)


def test_a_baby_in_a_high_chair_or_a_bath_is_never_alone_and_always_strapped_in() -> None:
    for name, shapes in yaml.safe_load(scenes.POSES.read_text(encoding="utf-8")).items():
        words = [shape if isinstance(shape, str) else next(iter(shape)) for shape in shapes]
        if "high_chair" in words:
            assert {"straps_and_tray", "grown-up"} <= set(words), name
            assert words.index("straps_and_tray") > words.index("baby"), name
        if "bare-baby" in words:
            assert "grown-up" in words, name
