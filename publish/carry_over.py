"""Keep the scripts of earlier deploys: `python -m publish.carry_over SITE ADDRESS`.

GitHub Pages lets browsers cache a page for ten minutes, and a browser may show it again days later. Such a
page loads its scripts from the folder it was built with, so a new site must also have the folders of earlier
deploys. SITE is the folder of the new site, ADDRESS the address of the published one. What can't be fetched
is reported and skipped; it never stops a deploy.
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

EARLIER_FOLDERS = 5  # more than anyone deploys within ten minutes
TIMEOUT = 10  # seconds
LARGEST = 1_000_000  # bytes

_FETCH_ERRORS = (OSError, HTTPException, ValueError)  # ValueError: ADDRESS isn't a URL
_SCRIPT = re.compile(r"(assets/js-[0-9a-f]+)(/[\w-][\w.-]*)+", re.ASCII)


def carry_over(site: Path, address: str) -> Iterator[str]:
    """Fetch the scripts of the published site that `site` lacks; yield a sentence for each one that fails.

    Adds them to the new site's list of scripts, so that the next deploy carries them over, too.
    """
    own = (site / LIST).read_text(encoding="utf-8").splitlines()
    try:
        # GitHub's servers may have an old list in their cache; a unique query avoids that.
        listed = _fetch(f"{address}{LIST}?{secrets.token_hex(8)}").decode(errors="replace").splitlines()
    except _FETCH_ERRORS as error:
        if not (isinstance(error, HTTPError) and error.code == 404):  # a first deploy finds nothing
            yield f"{LIST} of the published site: {error}"
        return
    for path in _worth_keeping(listed, own):
        try:
            script = _fetch(f"{address}{path}")
        except _FETCH_ERRORS as error:
            yield f"{path} of the published site: {error}"
            continue
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(script)
        own.append(path)
    (site / LIST).write_text("".join(f"{path}\n" for path in own), encoding="utf-8")


def _worth_keeping(listed: list[str], own: list[str]) -> Iterator[str]:
    """Yield the scripts of the latest earlier folders, and nothing else that a list might name."""
    folders: list[str] = []
    for path in listed:
        script = _SCRIPT.fullmatch(path)
        if script is None or path in own:
            continue
        if script[1] not in folders:
            folders.append(script[1])
        if folders.index(script[1]) < EARLIER_FOLDERS:
            yield path


def _fetch(url: str) -> bytes:
    with urlopen(url, timeout=TIMEOUT) as response:
        content: bytes = response.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(f"larger than {LARGEST:,} bytes")
    return content


def main() -> None:
    """Carry scripts over, and print failures as warnings of the workflow."""
    for sentence in carry_over(Path(sys.argv[1]), f"{sys.argv[2].rstrip('/')}/"):
        print(f"::warning::{sentence}")


if __name__ == "__main__":
    main()
