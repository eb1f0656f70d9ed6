"""Floor, furniture and toys: each function returns one shape, and is a word of poses.yaml."""

from __future__ import annotations

from drawings.figure import TINTS, number, united


def shape(tint: str, path: str) -> str:
    """Return a path filled with a tint."""
    return f'<path fill="{TINTS[tint]}" d="{path}"/>'


def stroke(path: str) -> str:
    """Return a path of one line."""
    return f'<path d="{path}"/>'


def floor() -> str:
    """The floor, as a line."""
    return stroke("M4 85H116")


def mat() -> str:
    """A mat or folded blanket on the floor."""
    return '<rect x="4" y="79" width="112" height="7" rx="3.5" fill="var(--app-draw-soft)"/>'


def chair() -> str:
    """A chair from the side, its back on the left."""
    return stroke("M24 40V85M24 74H56V85")


def couch(x: float, seat: float) -> str:
    """A couch from the side that begins at x, its back at the right edge of the picture."""
    outline = f"M{number(x)} 85V{number(seat + 4)}q0-4 4-4H104V40q0-6 6-6h16V85Z"
    return shape("soft", outline) + stroke(f"M{number(x)} {number(seat + 10)}H104")


def high_chair() -> str:
    """A high chair from the side with its footrest, what is behind the baby; its back is on the left."""
    return (
        stroke("M24 66L14 85M48 66L58 85")
        + shape("soft", "M10 24Q9 16 15 16Q19 16 20 24L24 58H48V66H21Q16 66 15 60Z")
        + shape("soft", "M50 74H72V78H50Z")
    )


def straps_and_tray() -> str:
    """What is in front of the baby in that high chair: two straps, and the arm that holds the tray."""
    return (
        united(("warm", 6, "M30 32L41 49"), ("warm", 6, "M23 50H42"))
        + shape("soft", "M17 53H40V59H17Z")
        + shape("warm", "M38 53H78V58H38Z")
    )


def ball(x: float, y: float, radius: float, tint: str = "warm") -> str:
    """A ball around a point."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{TINTS[tint]}"/>'


def block(x: float, y: float, width: float, tint: str = "warm") -> str:
    """A block with its upper left corner at a point."""
    w = number(width)
    return f'<path fill="{TINTS[tint]}" d="M{number(x)} {number(y)}h{w}v{w}h-{w}Z"/>'


def cup(x: float, y: float, tint: str = "warm") -> str:
    """A cup with its upper left corner at a point."""
    return f'<path fill="{TINTS[tint]}" d="M{number(x)} {number(y)}h11l-1.5 12h-8Z"/>'


def spoon(x: float, y: float, turn: float) -> str:
    """A spoon around the middle of its bowl, which points up before it is turned by so many degrees."""
    return (
        f'<g transform="translate({number(x)} {number(y)})rotate({number(turn)})">'
        f'<path d="M0 4V18"/><ellipse rx="4" ry="5.2" fill="{TINTS["warm"]}"/></g>'
    )


def fork(x: float, y: float, turn: float) -> str:
    """A fork around the middle of its tines, which point up before it is turned by so many degrees."""
    return (
        f'<g transform="translate({number(x)} {number(y)})rotate({number(turn)})">'
        + stroke("M-7-9V0Q-7 7 0 7Q7 7 7 0V-9M0-9V40")
        + "</g>"
    )


def broccoli(x: float, y: float) -> str:
    """A piece of cooked broccoli with the foot of its stalk at a point."""
    at = f"M{number(x)} {number(y)}"
    return shape("soft", f"{at}l-2-8q-9 1-9-6q0-5 5-6q2-7 9-5q7-1 8 5q5 2 4 7q-1 6-8 5l-1 8Z")


def bear(x: float, y: float) -> str:
    """A sitting toy bear around the middle of its head, seen from the front."""
    at = f"{number(x)} {number(y)}"
    return (
        f'<g fill="{TINTS["warm"]}" transform="translate({at})"><circle cx="-6.5" cy="-6" r="3.4"/>'
        '<circle cx="6.5" cy="-6" r="3.4"/><ellipse cy="14" rx="8" ry="9"/>'
        '<circle cx="-9" cy="12" r="3.4"/><circle cx="9" cy="12" r="3.4"/><circle cx="-8" cy="21" r="4"/>'
        '<circle cx="8" cy="21" r="4"/><circle r="8.5"/>'
        '<path stroke-width="2.6" d="M-3-1h0M3-1h0M0 3h0"/></g>'
    )


def leaf(x: float, y: float, turn: float) -> str:
    """A leaf with its stalk at a point, which points up before it is turned by so many degrees."""
    return (
        f'<g transform="translate({number(x)} {number(y)})rotate({number(turn)})">'
        + shape("soft", "M0-3Q-9-12 0-22Q9-12 0-3Z")
        + stroke("M0 0V-13")
        + "</g>"
    )


def note(x: float, y: float) -> str:
    """A note of music with its head at a point."""
    return f'<path d="M{number(x + 3)} {number(y)}v-13l6 3"/>' + ball(x, y, 3, "deep")


def dots(width: float, *numbers: float) -> str:
    """Dots of a width, such as crumbs, at pairs of numbers."""
    points = zip(numbers[::2], numbers[1::2], strict=True)
    path = "".join(f"M{number(x)} {number(y)}h0" for x, y in points)
    return f'<path stroke-width="{number(width)}" d="{path}"/>'
