"""Pulling: whole files from a server that misbehaves in every way, and no connection where the terms forbid it."""

import hashlib
import http.server
import json
import socket
import threading
import time

import pytest

from foedus.errors import FetchError, UnknownName
from foedus.record import pull, sources
from foedus.record.pull import Manners, Place

ITEMS = [
    {
        "indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"},
        "country": {"id": "KZ", "value": "Kazakhstan"}, "countryiso3code": "KAZ", "date": str(year),
        "value": 1e11 + year, "unit": "", "obs_status": "", "decimal": 0,
    }
    for year in range(1992, 2024)
]  # fmt: skip
ANSWER = json.dumps(
    [
        {
            "page": 1,
            "pages": 1,
            "per_page": 32000,
            "total": len(ITEMS),
            "sourceid": "2",
            "lastupdated": "2025-01-01",
        },
        ITEMS,
    ]
).encode()
VOTES = b"rcid,session,vote,ccode,date,unres\n" + b"5,68,1,705,2014-03-27,R/68/262\n" * 3000


class Server(http.server.ThreadingHTTPServer):
    """A publisher on the loopback; ``manner`` says how it misbehaves, ``asked`` what was asked of it."""

    manner, body, tag, asked, kind = "well", ANSWER, '"v1"', (), "application/json"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        server, body = self.server, self.server.body
        server.asked = (*server.asked, (self.path, dict(self.headers)))
        times = len(server.asked)
        if "persistentId" in self.path:
            return self.send(200, server.listing, "application/json")
        if server.manner == "html":
            return self.send(200, b"<!DOCTYPE html><html>Sorry</html>", "text/html; charset=utf-8")
        if server.manner == "html in disguise":
            return self.send(200, b"\n<html>Sorry</html>", "application/json")
        if server.manner == "busy" and times < 3:
            return self.send(503, b"", "text/plain", {"Retry-After": "7"})
        if server.manner == "gone":
            return self.send(404, b"no", "text/plain")
        if server.manner == "elsewhere":
            return self.send(302, b"", "text/plain", {"Location": "http://10.0.0.1/secret"})
        return self.file(body, times)

    def file(self, body, times):
        server = self.server
        if server.manner == "cut at both ends":  # says less than it has
            self.send(200, body[: len(body) // 2], server.kind)
            return
        asked = self.headers.get("Range")
        start = int(asked[6:-1]) if asked and self.headers.get("If-Range") == server.tag else 0
        self.send_response(206 if start else 200)
        announced = len(body) - start + (500 if server.manner == "boasts" else 0)
        self.send_header("Content-Length", str(announced))
        self.send_header("Content-Type", server.kind)
        self.send_header("ETag", server.tag)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.end_headers()
        if server.manner == "breaks off" and times < 4:
            self.wfile.write(body[start : start + len(body) // 4])
            self.close_connection = True
            return
        step = 2000 if server.manner == "slow" else len(body)
        for place in range(start, len(body), step):
            self.wfile.write(body[place : place + step])
            if server.manner == "slow":
                self.wfile.flush()
                time.sleep(0.02)
        self.close_connection = True

    def send(self, status, body, kind, headers=None):
        self.send_response(status)
        for name, value in {
            "Content-Length": str(len(body)),
            "Content-Type": kind,
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server():
    made = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def bank(server, tmp_path):
    """``bank(**manners)`` pulls the World Bank's answer from the server."""
    base = f"http://127.0.0.1:{server.server_address[1]}"
    places = {"worldbank": Place("worldbank", base, "gdp.json", f"{base}/gdp")}

    def go(**more):
        manners = Manners(
            **{"connect": 2, "read": 2, "pause": 0, "backoff": 0, "sleep": lambda _: None, **more}
        )
        return pull.pull("worldbank", tmp_path, places=places, manners=manners)

    return go


def test_a_pulled_file_reads_with_its_address_and_day(bank, monkeypatch):
    monkeypatch.setenv("FOEDUS_NOW", "2026-02-01")
    got = bank()
    assert got.digest == hashlib.sha256(ANSWER).hexdigest()
    batch = sources.read(got.path)
    assert len(batch.indicators) == 32
    assert (batch.origin.address, str(batch.origin.read_on)) == (got.address, "2026-02-01")
    assert got.steps[-1].endswith(f"foedus record add {got.path}")
    assert any("CC BY" in step for step in got.steps)


def test_a_slow_server_is_waited_for(server, bank):
    server.manner = "slow"
    assert bank().path.read_bytes() == ANSWER


def test_a_server_that_is_too_slow_is_left_and_the_part_kept(server, bank, tmp_path):
    server.manner = "slow"
    with pytest.raises(FetchError, match="too slow"):
        bank(deadline=0.0)
    assert list(tmp_path.glob("*.part"))
    assert not (tmp_path / "gdp.json").exists()


def test_a_broken_off_download_goes_on_where_it_stopped(server, bank):
    server.manner = "breaks off"
    assert bank().path.read_bytes() == ANSWER
    ranges = [headers.get("Range") for _, headers in server.asked]
    quarter = len(ANSWER) // 4
    assert ranges == [None, f"bytes={quarter}-", f"bytes={2 * quarter}-", f"bytes={3 * quarter}-"]


def test_a_part_of_another_edition_is_begun_again(server, bank, tmp_path):
    server.manner = "breaks off"
    with pytest.raises(FetchError, match="the part so far is kept"):
        bank(tries=1)
    server.tag, server.manner = '"v2"', "well"
    assert bank().path.read_bytes() == ANSWER
    assert not list(tmp_path.glob("*.part*"))


def test_a_server_that_announces_more_than_it_sends_is_not_believed(server, bank, tmp_path):
    server.manner = "boasts"
    with pytest.raises(FetchError, match="not fetched after 3 tries"):
        bank(tries=3)
    assert not (tmp_path / "gdp.json").exists()


def test_a_server_that_announces_less_than_it_has_is_found_out(server, bank, tmp_path):
    server.manner = "cut at both ends"
    with pytest.raises(FetchError, match="not a whole answer"):
        bank()
    assert not (tmp_path / "gdp.json").exists()


@pytest.mark.parametrize("manner", ["html", "html in disguise"])
def test_an_error_page_is_not_taken_for_the_file(server, bank, tmp_path, manner):
    server.manner = manner
    with pytest.raises(FetchError, match="a web page"):
        bank()
    assert not (tmp_path / "gdp.json").exists()


def test_a_busy_server_is_asked_again_after_the_pause_it_names(server, bank):
    server.manner, waits = "busy", []
    assert bank(sleep=waits.append).path.exists()
    assert 7.0 in waits


def test_a_missing_file_and_a_way_into_a_private_net_are_errors(server, bank):
    server.manner = "gone"
    with pytest.raises(FetchError, match="404"):
        bank()
    server.manner = "elsewhere"
    with pytest.raises(FetchError, match="only https to the open net"):
        bank()


def test_nothing_listens_is_an_error_with_a_word(bank, server):
    server.shutdown()
    server.server_close()
    with pytest.raises(FetchError, match="after 2 tries"):
        bank(tries=2)


def test_an_old_file_stays_when_the_new_one_fails(server, bank, tmp_path):
    (tmp_path / "gdp.json").write_bytes(b"old")
    server.manner = "html"
    with pytest.raises(FetchError):
        bank()
    assert (tmp_path / "gdp.json").read_bytes() == b"old"


@pytest.fixture
def dataverse(server, tmp_path):
    base = f"http://127.0.0.1:{server.server_address[1]}"
    place = Place(
        "voeten",
        base,
        "UNVotes.csv",
        f"{base}/api/datasets/:persistentId/?persistentId=doi:10.7910/DVN/LEJUQZ",
    )
    server.body, server.kind = VOTES, "text/csv"

    def go(md5=None, name="UNVotes2025.csv"):
        one = {
            "id": 42, "filename": name, "filesize": len(VOTES),
            "checksum": {"type": "MD5", "value": md5 or hashlib.md5(VOTES).hexdigest()},
        }  # fmt: skip
        other = {"id": 7, "filename": "Idealpoints.csv", "filesize": 1, "md5": "0"}
        files = [{"restricted": False, "dataFile": one}, {"restricted": False, "dataFile": other}]
        server.listing = json.dumps({"status": "OK", "data": {"latestVersion": {"files": files}}}).encode()
        manners = Manners(connect=2, read=2, pause=0, backoff=0, sleep=lambda _: None)
        return pull.pull("voeten", tmp_path, places={"voeten": place}, manners=manners)

    return go


def test_the_dataverse_list_leads_to_the_table_of_votes(server, dataverse):
    got = dataverse()
    assert (got.path.name, got.path.read_bytes()) == ("UNVotes2025.csv", VOTES)
    assert [path for path, _ in server.asked][-1] == "/api/access/datafile/42"
    assert all("foedus/" in headers["User-Agent"] for _, headers in server.asked)


def test_a_wrong_checksum_throws_the_file_away(dataverse, tmp_path):
    with pytest.raises(FetchError, match="the publisher states"):
        dataverse(md5="0" * 32)
    assert not list(tmp_path.iterdir())


def test_a_list_without_votes_or_in_another_shape_is_an_error(server, dataverse):
    with pytest.raises(FetchError, match=r"no file UNVotes"):
        dataverse(name="../../etc/passwd")
    server.asked = ()


def test_for_the_digital_library_no_socket_is_opened(monkeypatch, tmp_path):
    def refuse(*_, **__):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for source, number in (("undl_ga", 4060887), ("undl_sc", 4055387), ("undl_outcomes", 4060945)):
        got = pull.pull(source, tmp_path)
        text = "\n".join(got.steps)
        assert got.path is None
        assert f"https://digitallibrary.un.org/record/{number}" in text
        assert "non-commercial use with attribution" in text
        assert got.steps[-1] == "Then: foedus record add FILE"
    assert list(tmp_path.iterdir()) == []


def test_every_place_has_a_source_and_only_open_licences_are_fetched():
    for name, place in pull.PLACES.items():
        assert name in sources.NAMES
        if place.address:
            assert sources.module(name).TERMS.startswith(("CC0", "CC BY"))
            assert place.address.startswith("https://")
        else:
            assert place.why_not


def test_an_unknown_source_is_named_with_those_there_are():
    with pytest.raises(UnknownName, match="worldbank"):
        pull.pull("gdelt")
