"""Measure the cost of a build, compared with the same pages as plain Markdown, and how it grows."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from bench.measure import ROUNDS, build, in_rounds, row
from bench.projects import stock_project, this_project

SIZE, LARGE = 1000, 5000  # activities


def main() -> None:
    """Build each project in turn, for some rounds, and print a row for each target."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = this_project(folder / "ours", SIZE)
        large = this_project(folder / "large", LARGE)
        build(ours, folder / "built")
        stock = stock_project(folder / "built", folder / "stock")
        taken = in_rounds(
            {
                "ours": partial(build, ours, folder / "site-ours"),
                "stock": partial(build, stock, folder / "site-stock"),
                "large": partial(build, large, folder / "site-large"),
            },
            ROUNDS,
        )
    cpu = {name: [cost.cpu for cost in costs] for name, costs in taken.items()}
    memory = [cost.memory for cost in taken["large"]]
    print("| build | ratio | at most | median (least to most) |\n| --- | --- | --- | --- |")
    print(row(f"{SIZE} activities: CPU, to plain Markdown", cpu["ours"], cpu["stock"], "s", "1.3"))
    print(row(f"{LARGE} activities: CPU, to {SIZE}", cpu["large"], cpu["ours"], "s", "5.5"))
    print(row(f"{LARGE} activities: memory, to 450 MB", memory, [450], "MB", "1.0"))


if __name__ == "__main__":
    main()
