"""How fast a reading is beside the bare parse it stands on: one JSON line {docs_per_s, bare_docs_per_s, ratio}.

Bare is ``nlp.pipe`` with exactly the components that reading uses, on the same texts, in the same process; the two run in
turn, five times each. A reading is everything `foedus read` does: page, names, dates, statements, claims, and the values
that JSON is written from.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
from pathlib import Path

import foedus
from foedus import doors
from foedus.reading import page, pipeline

RUNS, DOCS = 5, 16


def batch() -> list[str]:
    """Texts of the length of a news analysis: the shipped dispatch, its paragraphs turned round, twice over."""
    whole = (Path(foedus.__file__).parent / "briefing" / "example" / "dispatch.txt").read_text(
        encoding="utf-8"
    )
    head, *body = [p for p in whole.split("\n\n") if p.strip()]
    out = []
    for k in range(DOCS):
        turned = body[k % len(body) :] + body[: k % len(body)]
        out.append("\n\n".join([head, *turned, *turned[: len(turned) // 2 + 1]]))
    return out


def main() -> None:
    texts = (
        batch()
        if len(sys.argv) < 2
        else [Path(p).read_text(encoding="utf-8") for p in sys.argv[1:] for _ in range(DOCS)]
    )
    nlp, lexicon = pipeline.model(), doors.lexicon()
    windows = [pipeline.window(page.parse(t))[1] for t in texts]
    for _ in pipeline.read_many(texts[:3], lexicon):
        pass
    bare, ours = [], []
    for _ in range(RUNS):
        gc.collect()
        began = time.perf_counter()
        for _doc in nlp.pipe(windows):
            pass
        bare.append(len(texts) / (time.perf_counter() - began))
        gc.collect()
        began = time.perf_counter()
        for reading in pipeline.read_many(texts, lexicon):
            del reading
        ours.append(len(texts) / (time.perf_counter() - began))
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    line = {"docs_per_s": statistics.median(ours), "bare_docs_per_s": statistics.median(bare), "ratio": ratio}
    print(json.dumps({k: round(v, 3) for k, v in line.items()}))


if __name__ == "__main__":
    main()
