"""Remove every review from the data and the guides, and nothing else: `python -m review.unsign`.

For another clinic that takes the project over: what the former one signed isn't signed by the new one.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from review.edit import CannotSignError, read, split_guide, unsign

ROOT = Path(__file__).resolve().parent.parent


def main(project: Path) -> int:
    """Remove the reviews of a project, and return an exit code; a file that can't be read stops it."""
    edited: dict[Path, str] = {}
    for path in sorted([*project.glob("data/**/*.yaml"), *project.glob("docs/**/*.md")]):
        text = read(path)
        try:
            head, rest = split_guide(text) if path.suffix == ".md" else (text, "")
            unsigned = unsign(head) + rest
        except (CannotSignError, yaml.YAMLError, ValueError) as error:
            reason = error if isinstance(error, CannotSignError) else "it can't be read. Run make check."
            print(f"{path.relative_to(project)}: {reason}\nNothing was written.", file=sys.stderr)
            return 1
        if unsigned != text:
            edited[path] = unsigned
    for path, text in edited.items():
        path.write_bytes(text.encode())
    print(f"Reviews removed from {len(edited)} files: {', '.join(path.name for path in edited) or 'none'}.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(ROOT))
