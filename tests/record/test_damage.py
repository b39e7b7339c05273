"""Flipped bits and cut files: a named error or the right answer, never a traceback or a wrong number."""

from __future__ import annotations

import random
import shutil

import pytest

from foedus.errors import RecordError
from foedus.record import versions
from foedus.record.store import open_record

pytestmark = pytest.mark.torture


@pytest.fixture
def sound(tmp_path, batch):
    path = versions.publish(
        [batch({"A/RES/74/1": "YYNA"}, figures=7)], tmp_path / "sound" / "record.duckdb"
    ).path
    copy = tmp_path / "copy.duckdb"
    shutil.copyfile(path, copy)
    return copy


def answers(record):
    return (
        record.version,
        {code: vote.choice for code, vote in record.votes("68/262").items()},
        [row.state for row in record.members("CSTO")],
        record.indicators("TEST"),
    )


def test_one_flipped_bit_is_found_or_does_no_harm(sound, torture_scale, say):
    with open_record(sound) as record:
        right = answers(record)
    chance = random.Random(7)
    size = sound.stat().st_size
    rounds, refused = torture_scale(500), 0
    for number in range(rounds):
        place = chance.randrange(size) if number % 4 else size - 1 - chance.randrange(112)
        with sound.open("r+b") as handle:
            handle.seek(place)
            byte = handle.read(1)[0]
            handle.seek(place)
            handle.write(bytes([byte ^ (1 << chance.randrange(8))]))
        try:
            with open_record(sound) as record:
                assert answers(record) == right, place
        except RecordError:
            refused += 1
        with sound.open("r+b") as handle:
            handle.seek(place)
            handle.write(bytes([byte]))
    with open_record(sound) as record:
        assert answers(record) == right
    say(f"bit flips: {rounds} rounds, {refused} refused by name, {rounds - refused} right answers, 0 wrong")
    assert refused == rounds


def test_a_cut_file_is_found(sound, tmp_path, torture_scale, say):
    chance = random.Random(8)
    content = sound.read_bytes()
    rounds = torture_scale(200)
    cut = tmp_path / "cut.duckdb"
    for number in range(rounds):
        length = chance.randrange(len(content)) if number % 4 else len(content) - 1 - chance.randrange(200)
        cut.write_bytes(content[:length])
        with pytest.raises(RecordError):
            open_record(cut)
    say(f"truncations: {rounds} rounds, {rounds} refused by name")


def test_bytes_behind_the_seal_are_found_too(sound):
    with sound.open("ab") as handle:
        handle.write(b"\0")
    with pytest.raises(RecordError):
        open_record(sound)
