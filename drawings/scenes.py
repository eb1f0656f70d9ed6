"""Read `poses.yaml`, and draw each scene of it as one SVG file.

A scene is a list of shapes, the farthest first: a word of `scenery.py` with its numbers, `tubes`, or a
person. Limbs that a person names as `front` come last. `top` cuts off what would be empty above the scene.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from drawings import POSES, scenery
from drawings.figure import BABY, GROWN_UP, LINE, Person, Point, Tube, path_through, united

FOLDER = Path(__file__).parent.parent / "templates" / "drawings"
LIMBS: tuple[str, ...] = ("far-arm", "far-leg", "leg", "arm")
BUILDS = {"baby": BABY, "bare-baby": replace(BABY, top="skin"), "grown-up": GROWN_UP}


def drawings() -> Iterator[tuple[str, str]]:
    """Yield the name and the SVG of each drawing. Raises ValueError for a scene that can't be drawn."""
    for name, shapes in yaml.safe_load(POSES.read_text(encoding="utf-8")).items():
        try:
            yield name, draw(shapes)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError(f'drawings/poses.yaml, "{name}" can\'t be drawn: {error!r}') from error


def draw(shapes: Iterable[Any]) -> str:
    """Return the SVG of one scene."""
    drawn, in_front, top = [], [], 0
    for each in shapes:
        word, about = _entry(each)
        if word == "top":
            top = int(about)
        elif word in BUILDS:
            person = person_in(word, about)
            drawn.append(person.body())
            in_front.append(person.limbs_in_front())
        else:
            drawn.append(_piece(word, str(about)))
    return (
        f'<svg viewBox="0 {top} 120 {90 - top}" fill="none" stroke="currentColor" stroke-width="{LINE}" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(drawn + in_front)}</svg>\n'
    )


def _entry(shape: Any) -> tuple[str, Any]:
    """Return the word of a shape, and what is said about it."""
    if isinstance(shape, str):
        return shape, ""
    ((word, about),) = shape.items()
    return word, about


def person_in(build: str, pose: dict[str, Any]) -> Person:
    """Return a person in a pose, whose points are pairs of numbers: `arm: 44 54 60 57`."""
    about = dict(pose)
    head, neck, hips = (_points(about.pop(joint))[0] for joint in ("head", "neck", "hips"))
    limbs = {limb: _points(about.pop(limb)) for limb in LIMBS if limb in about}
    front = tuple(about.pop("front", "").split())
    return Person(build=BUILDS[build], head=head, neck=neck, hips=hips, limbs=limbs, front=front, **about)


def _piece(word: str, about: str) -> str:
    if word == "stroke":
        return scenery.stroke(about)
    if word == "shape":
        return scenery.shape(*about.split(" ", 1))
    if word == "tubes":
        return united(*map(_tube, about.split(", ")))
    words = [each if each.isalpha() else float(each) for each in about.split()]
    return str(getattr(scenery, word)(*words))


def _tube(words: str) -> Tube:
    """Return a tint, a width and a path; the path is written as such, or as points."""
    tint, width, way = words.split(" ", 2)
    return tint, float(width), way if way.startswith("M") else path_through(_points(way))


def _points(text: str) -> tuple[Point, ...]:
    numbers = [float(each) for each in text.split()]
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
