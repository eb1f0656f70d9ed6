"""People, drawn from their joints.

A limb or a trunk is one rounded stroke in the color of the lines, and a narrower one in a tint on top of it,
so whatever is drawn later lies in front. A shape is a string of SVG, in a picture 120 wide and 90 high.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

Point = tuple[float, float]

Tube = tuple[str, float, str]
"""A rounded shape: its tint, its width with the lines, and the path of its middle."""

LINE = 2
"""The width of all lines but those of faces."""

TINTS = {
    "skin": "var(--app-draw-fill)",
    "soft": "var(--app-draw-soft)",  # the baby's clothes, and furniture
    "warm": "var(--app-draw-warm)",  # the grown-up's top, and toys
    "deep": "var(--app-draw-deep)",  # the grown-up's hair and trousers
}


@dataclass(frozen=True)
class Build:
    """The measures of a person: widths of trunk, neck and limbs, what is worn on them, and the heads."""

    trunk: float
    neck: float
    arm: float
    leg: float
    top: str
    sleeves: str
    trousers: str
    heads: dict[str, str]


_EYES = '<path stroke-width="3.2" d='
_FINE = '<path stroke-width="1.9" d='
_HAIR = f'<path fill="{TINTS["deep"]}" d='
_CURL = "M-1-10.5C-2-14.5 3.5-14.5 2.5-11"
_CAP = (
    '<ellipse rx="9" ry="10"/>'
    f'{_HAIR}"M7.4-6.6C4-4-2-5-3 0C-3.4 3-4.6 5.4-6.8 6.4C-13-2-8-12 0-11.4C4-11.4 7-9.4 7.4-6.6Z"/>'
    f'{_EYES}"M.9-.6h0M5.7-1h0"/>{_FINE}"M.6 4.7Q3 6.9 5.1 4.4"/>'
)

BABY = Build(
    trunk=18,
    neck=0,
    arm=10,
    leg=10,
    top="soft",
    sleeves="skin",
    trousers="skin",
    # Around their centers; "aside" looks to the right.
    heads={
        "aside": '<circle r="10.5"/><path d="M-9.8 1.4C-13.4 .6-13 6.4-8.8 5.6"/>'
        f'{_EYES}"M.8 .2h0M6.6-.2h0"/>{_FINE}"M1.2 5.4Q3.6 7.6 5.9 5{_CURL}"/>',
        "ahead": '<path d="M-9.8-.4C-14-1-13.4 5.6-9.2 5M9.8-.4C14-1 13.4 5.6 9.2 5"/><circle r="10.5"/>'
        f'{_EYES}"M-4 .4h0M4 .4h0"/>{_FINE}"M-2.6 5.2Q0 7.4 2.6 5.2{_CURL}"/>',
    },
)
GROWN_UP = Build(
    trunk=20,
    neck=8,
    arm=10,
    leg=12,
    top="warm",
    sleeves="warm",
    trousers="deep",
    heads={
        "aside": _CAP,
        "ahead": '<ellipse rx="9" ry="10"/>'
        f'{_HAIR}"M-8.8 1C-12-14 12-14 8.8 1C8-2 6-5 3-5.4C0-3.6-7-4-8.8 1Z"/>'
        f'{_EYES}"M-3.4 0h0M3.4 0h0"/>{_FINE}"M-2.6 5Q0 7 2.6 5"/>',
        "aside with a bun": f'<circle cx="-8" cy="-8" r="4.8" fill="{TINTS["deep"]}"/>{_CAP}',
    },
)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A baby or a grown-up in a pose.

    An arm runs from `neck` over elbow to hand, a leg from `hips` over knee to heel and toes. The `far` ones
    are on the other side of the trunk; seen from the front, they begin `wide` to the left, and the near ones
    `wide` to the right. `turn` lifts the chin, in degrees. `front` names limbs in front of the whole scene.
    """

    build: Build
    head: Point
    neck: Point
    hips: Point
    look: str = "right"
    turn: float = 0
    bun: bool = False
    size: float = 1
    wide: float = 0
    limbs: dict[str, tuple[Point, ...]] = field(default_factory=dict)
    front: tuple[str, ...] = ()

    def body(self) -> str:
        """Return the person without the limbs in front."""
        far, near = self._limbs("far-arm", "far-leg"), self._limbs("leg")
        return far + self._trunk() + near + self._head() + self._limbs("arm")

    def limbs_in_front(self) -> str:
        """Return the limbs in front."""
        return "".join(self._drawn([limb]) for limb in self.front)

    def _limbs(self, *names: str) -> str:
        return self._drawn([name for name in names if name in self.limbs and name not in self.front])

    def _drawn(self, limbs: Iterable[str]) -> str:
        """Return some limbs. What is bare is behind what is dressed, and without a line where it touches."""
        tubes = [tube for limb in limbs for tube in self._limb(limb)]
        bare = united(*(each for each in tubes if each[0] == "skin"))
        return bare + "".join(united(each) for each in tubes if each[0] != "skin")

    def _trunk(self) -> str:
        neck = (
            united(("skin", round(self.build.neck * self.size), path_through((self.neck, self.head))))
            if self.build.neck
            else ""
        )
        width = round(self.build.trunk * self.size)
        trunk = (self.build.top, width + self.wide, path_through((self.neck, self.hips)))
        x, y = self.neck
        shoulders = (
            self.build.top,
            round(width * 0.7),
            path_through(((x - self.wide, y), (x + self.wide, y))),
        )
        return neck + (united(trunk, shoulders) if self.wide else united(trunk))

    def _head(self) -> str:
        x, y = self.head
        to_left = self.look == "left"
        name = "ahead" if self.look == "ahead" else "aside with a bun" if self.bun else "aside"
        turned = f"rotate({number(self.turn if to_left else -self.turn)})" if self.turn else ""
        size = number(self.size)
        scaled = f"scale(-{size} {size})" if to_left else f"scale({size})" if self.size != 1 else ""
        at = f"translate({number(x)} {number(y)})"
        line = f' stroke-width="{number(LINE / self.size)}"' if self.size != 1 else ""
        return (
            f'<g fill="{TINTS["skin"]}"{line} transform="{at}{turned}{scaled}">{self.build.heads[name]}</g>'
        )

    def _limb(self, name: str) -> tuple[Tube, ...]:
        aside = -self.wide if name.startswith("far-") else self.wide
        return self._arm(name, aside) if name.endswith("arm") else self._leg(name, aside / 2)

    def _arm(self, name: str, aside: float) -> tuple[Tube, ...]:
        joints = ((self.neck[0] + aside, self.neck[1]), *self.limbs[name])
        width = round(self.build.arm * self.size)
        if self.build.sleeves == "skin":
            return (("skin", width, path_through(joints)),)
        sleeve = (*joints[:-1], _before(joints[-2], joints[-1]))
        return ("skin", width, path_through(joints[-1:])), (self.build.sleeves, width, path_through(sleeve))

    def _leg(self, name: str, aside: float) -> tuple[Tube, ...]:
        joints = ((self.hips[0] + aside, self.hips[1]), *self.limbs[name])
        width = round(self.build.leg * self.size)
        if self.build.trousers == "skin":
            return (("skin", width, path_through(joints)),)
        trousers = (self.build.trousers, width, path_through(joints[:3]))
        return (("skin", width - 2, path_through(joints[2:])), trousers) if joints[3:] else (trousers,)


def _before(start: Point, end: Point) -> Point:
    """Return the point on the way from start to end that is 4 short of the end, in whole numbers."""
    kept = max(0, 1 - 4 / math.dist(start, end))
    return round(start[0] + (end[0] - start[0]) * kept), round(start[1] + (end[1] - start[1]) * kept)


def united(*tubes: Tube) -> str:
    """Return rounded shapes that touch without a line between them. A path of one point makes a disk."""
    lines: dict[float, str] = {}
    tints: dict[tuple[str, float], str] = {}
    for tint, width, path in tubes:
        lines[width] = lines.get(width, "") + path
        tints[tint, width] = tints.get((tint, width), "") + path
    return "".join(
        [f'<path stroke-width="{number(width)}" d="{path}"/>' for width, path in lines.items()]
        + [
            f'<path stroke="{TINTS[tint]}" stroke-width="{number(width - 2 * LINE)}" d="{path}"/>'
            for (tint, width), path in tints.items()
        ]
    )


def path_through(points: Iterable[Point]) -> str:
    """Return the path that joins some points by straight lines."""
    (x, y), *others = points
    steps = "".join(f"l{number(b[0] - a[0])} {number(b[1] - a[1])}" for a, b in pairwise([(x, y), *others]))
    return f"M{number(x)} {number(y)}{steps or 'h0'}".replace(" -", "-")


def number(value: float) -> str:
    """Return a number with at most one decimal."""
    return f"{round(value, 1):g}"
