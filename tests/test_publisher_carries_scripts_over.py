"""For the parent: a cached page finds its scripts, whatever was published since."""

from __future__ import annotations

import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pages.scripts import LIST
from publish.carry_over import EARLIER_FOLDERS, carry_over, main
from tests.pages_stand_in import published


def new_site(folder: Path, *versions: str) -> Path:
    """Write a site with two scripts in a folder of their own; only the list shows the versions."""
    paths = [f"assets/js-{version}/{name}.js" for version in versions for name in ("plan", "vendor/qr")]
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"// {path}", encoding="utf-8")
    (folder / LIST).write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    return folder


def versions_in(site: Path) -> list[str]:
    """Return the versions in a site's list, after checking that each listed script exists."""
    listed = (site / LIST).read_text(encoding="utf-8").splitlines()
    assert all((site / path).read_text(encoding="utf-8") == f"// {path}" for path in listed)
    assert len(set(listed)) == len(listed)
    return list(dict.fromkeys(path.split("/")[1].removeprefix("js-") for path in listed))


def deployed(site: Path, after: Path) -> list[str]:
    with published(after) as address:
        return list(carry_over(site, address))


def test_each_deploy_keeps_the_scripts_of_those_before_it(tmp_path: Path) -> None:
    versions = [f"{number:08x}" for number in range(EARLIER_FOLDERS + 3)]
    site = new_site(tmp_path / "first", versions[0])
    for version in versions[1:]:
        before, site = site, new_site(tmp_path / version, version)
        assert deployed(site, before) == []
        assert versions_in(site)[0] == version
    assert versions_in(site) == versions[:1:-1]


def test_a_deploy_with_the_same_scripts_keeps_the_same_folders(tmp_path: Path) -> None:
    before = new_site(tmp_path / "before", "bbb", "aaa")
    site = new_site(tmp_path / "site", "bbb")
    assert deployed(site, before) == []
    assert versions_in(site) == ["bbb", "aaa"]


def test_a_first_deploy_finds_nothing_and_says_nothing(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site", "aaa")
    (tmp_path / "nothing").mkdir()
    assert deployed(site, tmp_path / "nothing") == []
    assert versions_in(site) == ["aaa"]


def test_what_cannot_be_fetched_is_said_and_the_rest_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = new_site(tmp_path / "before", "bbb", "aaa")
    (before / "assets/js-bbb/plan.js").unlink()
    site = new_site(tmp_path / "site", "ccc")
    with published(before) as address:
        monkeypatch.setattr("sys.argv", ["carry_over", str(site), address])
        main()
    assert "::warning::assets/js-bbb/plan.js of the published site: HTTP Error 404" in capsys.readouterr().out
    assert versions_in(site) == ["ccc", "bbb", "aaa"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "example.org", ""])
def test_a_site_that_cannot_be_reached_stops_no_deploy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    site = new_site(tmp_path / "site", "aaa")
    monkeypatch.setattr("sys.argv", ["carry_over", str(site), address])
    main()
    assert f"::warning::{LIST} of the published site: " in capsys.readouterr().out
    assert versions_in(site) == ["aaa"]


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "assets/app.css",
        "assets/js-aaa/../../index.html",
        "assets/js-aaa/.hidden.js",
        "assets/js-aaa/",
        "/assets/js-aaa/plan.js",
        "https://example.org/assets/js-aaa/plan.js",
        "assets/js-xyz/plan.js",
        "assets/js-aaa/plan.js?x",
        "assets/js-aaa//plan.js",
    ],
)
def test_only_scripts_in_folders_of_their_own_are_fetched(tmp_path: Path, path: str) -> None:
    before = new_site(tmp_path / "before", "aaa")
    (before / "index.html").write_text("of another", encoding="utf-8")
    (before / LIST).write_text(f"{path}\n", encoding="utf-8")
    site = new_site(tmp_path / "site", "bbb")
    assert deployed(site, before) == []
    assert versions_in(site) == ["bbb"]
    assert not (site / "index.html").exists()


def test_a_file_that_is_no_script_s_size_is_left_out(tmp_path: Path) -> None:
    before = new_site(tmp_path / "before", "aaa")
    (before / "assets/js-aaa/plan.js").write_bytes(b" " * 1_000_001)
    site = new_site(tmp_path / "site", "bbb")
    assert deployed(site, before) == [
        "assets/js-aaa/plan.js of the published site: larger than 1,000,000 bytes"
    ]
    assert not (site / "assets/js-aaa/plan.js").exists()


def test_a_site_that_is_out_of_order_is_not_taken_for_a_first_deploy(tmp_path: Path) -> None:
    asked = []

    class OutOfOrder(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(HTTPStatus.SERVICE_UNAVAILABLE)

        def log_message(self, format: str, *args: object) -> None:
            pass

    site = new_site(tmp_path / "site", "aaa")
    with ThreadingHTTPServer(("127.0.0.1", 0), OutOfOrder) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for _ in range(2):
            (said,) = carry_over(site, f"http://127.0.0.1:{server.server_port}/")
            assert "503" in said
        server.shutdown()
    # No cache on the way has the answer to the same request.
    assert len(set(asked)) == 2
    assert versions_in(site) == ["aaa"]
