"""Write every drawing to `templates/drawings/`, and remove what `poses.yaml` no longer has."""

from __future__ import annotations

from drawings.scenes import FOLDER, drawings


def main() -> None:
    """Write the files."""
    made = {f"{name}.svg": svg for name, svg in drawings()}
    for file in FOLDER.glob("*.svg"):
        if file.name not in made:
            file.unlink()
    for name, svg in made.items():
        (FOLDER / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
