"""Keep the scripts of earlier deploys: `python -m publish.carry_over SITE ADDRESS`.

GitHub Pages has a page kept for ten minutes, and a browser may show it again days later. Such a page loads
the scripts it was built with from a folder of their own, so a new site must still have the folders of the
deploys before it. SITE is the folder of the new site, ADDRESS where the last one is published. What can't be
fetched is reported and left out: it never stops a deploy.
"""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from pages.scripts import LIST

EARLIER_FOLDERS = 5  # more deploys that change a script than anybody makes in ten minutes
SECONDS = 10
LARGEST = 1_000_000  # bytes

_UNREACHED = (OSError, HTTPException, ValueError)  # the last one: ADDRESS isn't one
_SCRIPT = re.compile(r"(assets/js-[0-9a-f]+)(/[\w-][\w.-]*)+", re.ASCII)


def carry_over(site: Path, address: str) -> Iterator[str]:
    """Fetch what an earlier site had and `site` lacks; yield a sentence for each thing that can't be fetched.

    The list of the new site then names what was carried over, so that the next deploy does it again.
    """
    own = (site / LIST).read_text(encoding="utf-8").splitlines()
    try:
        # GitHub's servers may keep the list of the deploy before the last one; not for an address of its own.
        listed = _fetched(f"{address}{LIST}?{secrets.token_hex(8)}").decode(errors="replace").splitlines()
    except _UNREACHED as error:
        if not (isinstance(error, HTTPError) and error.code == 404):  # a first deploy finds nothing
            yield f"{LIST} of the published site: {error}"
        return
    for path in _worth_keeping(listed, own):
        try:
            script = _fetched(f"{address}{path}")
        except _UNREACHED as error:
            yield f"{path} of the published site: {error}"
            continue
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(script)
        own.append(path)
    (site / LIST).write_text("".join(f"{path}\n" for path in own), encoding="utf-8")


def _worth_keeping(listed: list[str], own: list[str]) -> Iterator[str]:
    """Yield the scripts of the latest earlier folders; what else a list might name isn't fetched."""
    folders: list[str] = []
    for path in listed:
        script = _SCRIPT.fullmatch(path)
        if script is None or path in own:
            continue
        if script[1] not in folders:
            folders.append(script[1])
        if folders.index(script[1]) < EARLIER_FOLDERS:
            yield path


def _fetched(url: str) -> bytes:
    with urlopen(url, timeout=SECONDS) as answer:
        content: bytes = answer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(f"larger than {LARGEST:,} bytes")
    return content


def main() -> None:
    """Carry over, and show what couldn't be as warnings of the workflow."""
    for sentence in carry_over(Path(sys.argv[1]), f"{sys.argv[2].rstrip('/')}/"):
        print(f"::warning::{sentence}")


if __name__ == "__main__":
    main()
