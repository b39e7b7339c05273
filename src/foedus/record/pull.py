"""Fetching a publisher's file where its terms allow that; where they do not, saying which page to open and what to do.

Only two publishers are fetched: Voeten's table from the Harvard Dataverse (CC0) and the World Bank's figures (CC BY).
The UN Digital Library forbids automatic downloads: nothing here opens a connection for it. For the others no address
of a file is certain, so their page is named instead.

A download is polite (one request at a time, a pause between two, Retry-After obeyed), resumable (``.part`` beside the
file, continued only if the publisher's copy is still the same), whole (length, checksum and kind are checked) and
swapped in at once.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from foedus import settings
from foedus.errors import FetchError, LimitError, UnknownName

if TYPE_CHECKING:
    import httpx2

Progress = Callable[[int, int | None], None]
DATAVERSE = "https://dataverse.harvard.edu"
VOETEN_DOI = "doi:10.7910/DVN/LEJUQZ"
GDP = "https://api.worldbank.org/v2/country/all/indicator/NY.GDP.MKTP.CD?format=json&per_page=32000"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source's file is had.

    Attributes:
        source: name of the source module that reads the file.
        page: what a person opens.
        file: what is to be saved, or under which name the download is kept.
        address: what is fetched; empty where fetching is not allowed or no address is certain.
        why_not: the reason where nothing is fetched.
    """

    source: str
    page: str
    file: str
    address: str = ""
    why_not: str = ""


_AGAIN = frozenset({429, 500, 502, 503, 504})  # answers after which another try makes sense
_LIBRARY = (
    "the UN Digital Library forbids automatic downloads; a person may save the file for non-commercial use"
)
_UNSURE = "no address of the file itself is certain; the terms allow its use with the citation"
PLACES: dict[str, Place] = {
    place.source: place
    for place in (
        Place(
            "undl_ga",
            "https://digitallibrary.un.org/record/4060887",
            "the newest ..._ga_voting.csv",
            "",
            _LIBRARY,
        ),
        Place(
            "undl_sc",
            "https://digitallibrary.un.org/record/4055387",
            "the newest ..._sc_voting.csv",
            "",
            _LIBRARY,
        ),
        Place(
            "undl_outcomes",
            "https://digitallibrary.un.org/record/4060945",
            "the newest ..._ga_outcomes.csv",
            "",
            _LIBRARY,
        ),
        Place(
            "voeten",
            f"{DATAVERSE}/dataset.xhtml?persistentId={VOETEN_DOI}",
            "UNVotes.RData",
            f"{DATAVERSE}/api/datasets/:persistentId/?persistentId={VOETEN_DOI}",
        ),
        Place("worldbank", "https://data.worldbank.org/indicator/NY.GDP.MKTP.CD", "worldbank_gdp.json", GDP),
        Place("cow_igo", "https://correlatesofwar.org", "the state-year table of the IGO data", "", _UNSURE),
        Place("atop", "http://www.atopdata.org", "the directed dyad-year table", "", _UNSURE),
    )
}


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull came to: a file, or the steps for a person.

    Attributes:
        path: the file; None where nothing was fetched.
        digest: its SHA-256.
        steps: what to do next, one line each; always ends with the ``add`` command.
    """

    source: str
    path: Path | None
    address: str
    digest: str
    size: int
    terms: str
    citation: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manners:
    """How a download behaves: seconds, tries and limits. Tests shorten them."""

    connect: float = 10.0
    read: float = 30.0
    pause: float = 1.0
    tries: int = 6
    backoff: float = 1.0
    longest_wait: float = 60.0
    deadline: float = 3600.0
    max_bytes: int = 1_000_000_000
    redirects: int = 5
    sleep: Callable[[float], None] = field(default=time.sleep)


def pull(
    source: str,
    folder: Path | None = None,
    *,
    progress: Progress | None = None,
    places: Mapping[str, Place] = PLACES,
    manners: Manners | None = None,
) -> Pulled:
    """Fetch a source's file into a folder, or say how a person gets it.

    Args:
        source: name of a source, e.g. ``voeten``, ``worldbank``, ``undl_ga``.
        folder: where the file goes; None for ``downloads`` in the user's foedus folder.
        progress: called with bytes so far and in all (None: not known).
        places: addresses; tests put a server of their own here.
        manners: pauses, tries, limits.

    Raises:
        UnknownName: no such source.
        FetchError: the publisher or the network failed; what was fetched so far is kept for the next try.
        LimitError: larger than allowed.
    """
    from foedus.record.sources import module

    if source not in places:
        raise UnknownName(source, "source to pull", sorted(places))
    place, about = places[source], module(source)
    if not place.address:
        steps: tuple[str, ...] = (
            f"{about.PUBLISHER}: {place.why_not}.",
            f"Open {place.page}",
            f"Save {place.file}",
            f"Terms: {about.TERMS}",
            f"Cite: {about.CITATION}",
            "Then: foedus record add FILE",
        )
        return Pulled(source, None, "", "", 0, about.TERMS, about.CITATION, steps)
    folder = folder or settings.load().home / "downloads"
    folder.mkdir(parents=True, exist_ok=True)
    manners = manners or Manners()
    with _client(manners, place.address) as client:
        if source == "voeten":
            address, name, size, checksum = _dataverse_file(client, place, manners)
            path = _fetch(client, address, folder / name, manners, progress, size, checksum)
        else:
            address, path = (
                place.address,
                _fetch(client, place.address, folder / place.file, manners, progress),
            )
            _whole_json(path)
    digest = _sha256(path)
    _note(path, source, address, digest)
    steps = (f"Terms: {about.TERMS}", f"Cite: {about.CITATION}", f"Then: foedus record add {path}")
    return Pulled(source, path, address, digest, path.stat().st_size, about.TERMS, about.CITATION, steps)


@contextmanager
def _client(manners: Manners, address: str) -> Iterator[httpx2.Client]:
    import httpx2

    from foedus import __version__

    _allowed(address, address)
    timeout = httpx2.Timeout(manners.read, connect=manners.connect)
    agent = f"foedus/{__version__} (research on public records; one request at a time)"
    with httpx2.Client(timeout=timeout, headers={"User-Agent": agent}, follow_redirects=False) as client:
        yield client


def _allowed(address: str, first: str) -> None:
    """Refuse an address that is not https, or that leads from the open net into a private one."""
    parts, origin = urlsplit(address), urlsplit(first)
    host = parts.hostname or ""
    try:
        local = ipaddress.ip_address(host).is_loopback
        private = not ipaddress.ip_address(host).is_global
    except ValueError:
        local, private = host == "localhost", host == "localhost"
    if local and origin.hostname == parts.hostname:
        return
    if parts.scheme != "https" or private:
        raise FetchError(
            f"the publisher's address leads to {address}; only https to the open net is followed"
        )


def _dataverse_file(
    client: httpx2.Client, place: Place, manners: Manners
) -> tuple[str, str, int | None, tuple[str, str] | None]:
    """The newest table of votes in the Dataverse: address, name, size and checksum as the Dataverse states them."""
    text = _listing(client, place.address, manners)
    try:
        files = json.loads(text)["data"]["latestVersion"]["files"]
        named = [
            (str(one["dataFile"]["filename"]), one["dataFile"])
            for one in files
            if not one.get("restricted") and str(one["dataFile"]["filename"]).lower().startswith("unvotes")
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise FetchError(
            f"{place.address}: the list of files is not laid out as known ({error!r})"
        ) from error
    kinds = (".rdata", ".csv", ".tab")
    tables = sorted(
        (kinds.index(kind), name, one) for name, one in named for kind in kinds if name.lower().endswith(kind)
    )
    if not tables:
        raise FetchError(f"{place.address}: no file UNVotes*.RData or .csv in the list; see {place.page}")
    newest = max(name for order, name, _ in tables if order == tables[0][0])
    one = next(one for _, name, one in tables if name == newest)
    stated = one.get("checksum") or ({"type": "MD5", "value": one["md5"]} if one.get("md5") else None)
    checksum = (str(stated["type"]), str(stated["value"])) if stated else None
    base = place.address.split("/api/", 1)[0]
    manners.sleep(manners.pause)
    return f"{base}/api/access/datafile/{int(one['id'])}", Path(newest).name, one.get("filesize"), checksum


def _listing(client: httpx2.Client, address: str, manners: Manners) -> bytes:
    """A small answer, read whole."""
    import httpx2

    last = "no answer"
    for attempt in range(manners.tries):
        if attempt:
            manners.sleep(min(manners.longest_wait, manners.backoff * 2 ** (attempt - 1)))
        try:
            answer = _opened(client, address, manners)
            try:
                if answer.status_code == 200:
                    _no_page(answer.headers.get("content-type", ""), address)
                    return bytes(answer.read())
            finally:
                answer.close()
        except httpx2.TransportError as error:
            last = f"{type(error).__name__}: {error}"
            continue
        last = f"the server answers {answer.status_code}"
        if answer.status_code not in _AGAIN:
            break
    raise FetchError(f"{address}: not fetched; last: {last}")


def _opened(
    client: httpx2.Client, address: str, manners: Manners, headers: Mapping[str, str] | None = None
) -> Any:
    """An answer whose body has not been read, after redirects; the caller reads it."""
    first = address
    for _ in range(manners.redirects + 1):
        _allowed(address, first)
        answer = client.send(client.build_request("GET", address, headers=dict(headers or {})), stream=True)
        if not answer.is_redirect:
            return answer
        answer.close()
        address = str(answer.next_request.url) if answer.next_request else ""
    raise FetchError(f"{first}: more than {manners.redirects} redirects")


def _fetch(
    client: httpx2.Client,
    address: str,
    target: Path,
    manners: Manners,
    progress: Progress | None,
    size: int | None = None,
    checksum: tuple[str, str] | None = None,
) -> Path:
    """Bring a file in whole, continuing where an earlier try broke off."""
    import httpx2

    part = target.with_name(f"{target.name}.part")
    until = time.monotonic() + manners.deadline
    last = "no answer"
    for attempt in range(manners.tries):
        if attempt:
            manners.sleep(min(manners.longest_wait, manners.backoff * 2 ** (attempt - 1)))
        try:
            last = _once(client, address, part, manners, progress, until)
        except (httpx2.TransportError, OSError) as error:
            last = f"{type(error).__name__}: {error}"
            continue
        if last:
            continue
        _as_stated(part, address, size, checksum)
        with part.open("rb") as handle:
            os.fsync(handle.fileno())
        part.replace(target)
        _meta(part).unlink(missing_ok=True)
        return target
    raise FetchError(
        f"{address}: not fetched after {manners.tries} tries; last: {last}; the part so far is kept"
    )


def _discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    _meta(part).unlink(missing_ok=True)


def _meta(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _resumable(part: Path, address: str) -> dict[str, str]:
    """The headers that continue a part, if the publisher's copy is still the one it was begun from."""
    try:
        said = json.loads(_meta(part).read_text())
    except (OSError, ValueError):
        said = {}
    have = part.stat().st_size if part.exists() else 0
    if not have or said.get("address") != address or not said.get("validator"):
        _discard(part)
        return {}
    return {"Range": f"bytes={have}-", "If-Range": said["validator"], "Accept-Encoding": "identity"}


def _once(
    client: httpx2.Client, address: str, part: Path, manners: Manners, progress: Progress | None, until: float
) -> str:
    """One try; gives the reason to try again, or nothing when the whole body is in the part."""
    headers = {"Accept-Encoding": "identity", **_resumable(part, address)}
    answer = _opened(client, address, manners, headers)
    try:
        if answer.status_code in _AGAIN:
            asked = answer.headers.get("retry-after", "")
            if asked.isdigit():
                manners.sleep(min(manners.longest_wait, float(asked)))
            return f"the server answers {answer.status_code}"
        if answer.status_code == 416:
            _discard(part)
            return "the part does not fit the publisher's copy any more"
        if answer.status_code not in {200, 206}:
            raise FetchError(f"{address}: the server answers {answer.status_code} {answer.reason_phrase}")
        _no_page(answer.headers.get("content-type", ""), address)
        have = part.stat().st_size if part.exists() else 0
        if answer.status_code == 206 and not answer.headers.get("content-range", "").startswith(
            f"bytes {have}-"
        ):
            _discard(part)
            return "the server sent another range than asked for"
        return _body(answer, address, part, manners, progress, until)
    finally:
        answer.close()


def _body(
    answer: Any, address: str, part: Path, manners: Manners, progress: Progress | None, until: float
) -> str:
    fresh = answer.status_code == 200
    got = 0 if fresh else part.stat().st_size
    announced = answer.headers.get("content-length", "")
    total = got + int(announced) if announced.isdigit() else None
    validator = answer.headers.get("etag") or answer.headers.get("last-modified") or ""
    if fresh:
        _meta(part).write_text(json.dumps({"address": address, "validator": validator}))
    with part.open("wb" if fresh else "ab") as handle:
        for chunk in answer.iter_raw():
            handle.write(chunk)
            got += len(chunk)
            if got > manners.max_bytes:
                raise LimitError(f"{address}: more than {manners.max_bytes} bytes")
            if time.monotonic() > until:
                raise FetchError(
                    f"{address}: {got} bytes in {manners.deadline:.0f} s; too slow, the part is kept"
                )
            if progress:
                progress(got, total)
        handle.flush()
    with part.open("rb") as handle:
        start = handle.read(512)
    if start.lstrip()[:1] == b"<":
        _discard(part)
        _no_page("text/html", address)
    return "" if total is None or got == total else f"{got} of {total} announced bytes"


def _no_page(kind: str, address: str) -> None:
    if kind.split(";", maxsplit=1)[0].strip().lower() in {"text/html", "application/xhtml+xml"}:
        raise FetchError(f"{address}: a web page (HTML) came instead of the file")


def _as_stated(part: Path, address: str, size: int | None, checksum: tuple[str, str] | None) -> None:
    """Hold length and checksum against what the publisher's list says."""
    got = part.stat().st_size
    if not got:
        _discard(part)
        raise FetchError(f"{address}: an empty file")
    if checksum and checksum[0].upper().replace("-", "") in {"MD5", "SHA1", "SHA256", "SHA512"}:
        found = hashlib.new(checksum[0].lower().replace("-", ""), usedforsecurity=False)
        found.update(part.read_bytes())
        if found.hexdigest() != checksum[1].lower():
            _discard(part)
            raise FetchError(
                f"{address}: checksum {found.hexdigest()}, the publisher states {checksum[1]}; thrown away"
            )
    elif size is not None and got != size:
        _discard(part)
        raise FetchError(f"{address}: {got} bytes, the publisher states {size}; thrown away")


def _whole_json(path: Path) -> None:
    """Refuse an answer that is cut off or is the API's complaint."""
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
        whole = (
            isinstance(found, list)
            and len(found) == 2
            and found[0]["pages"] == 1
            and found[0]["total"] == len(found[1])
        )
    except (ValueError, KeyError, TypeError, IndexError):
        whole = False
    if not whole:
        path.unlink()
        raise FetchError(
            f"{path.name}: not a whole answer of the API (cut off, in several pages, or an error); thrown away"
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _note(path: Path, source: str, address: str, digest: str) -> None:
    """Keep beside the file where it came from, so that its rows can say so."""
    said = {"source": source, "address": address, "sha256": digest, "read_on": settings.today().isoformat()}
    note = path.with_name(f"{path.name}.origin.json")
    fresh = note.with_name(f"{note.name}.part")
    fresh.write_text(json.dumps(said, indent=1, sort_keys=True) + "\n")
    fresh.replace(note)
