"""How time and memory of a run grow with the corpus: made-up articles by the thousand, ten and hundred thousand.

    python benchmarks/growth.py --sizes 1000 10000 100000 --folder somewhere-with-space

Each size is one fresh run without Prefect. Seconds are those of a clock, and beside them those that the processors
spent, which other work on the machine changes less. Memory is what all processes of the run held together at the
worst moment of each step (pages that several share are counted once). Links are scored against the truth.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from corpus import write_corpus
from link_scores import score_links

SECONDS_BETWEEN = 0.25


def main() -> None:
    """Measure each size, print a table, and every size as a line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, required=True, help="where corpora and releases go")
    parser.add_argument("--workers", type=int, help="processes that read (default: as the command)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)  # how this script starts itself for one run
    options = parser.parse_args()
    if options.run is not None:
        run_steps(options.run, options.workers)
        return
    measured = [measure(options.folder, size, options.seed, options.workers) for size in options.sizes]
    show(measured)


def measure(folder: Path, size: int, seed: int, workers: int | None) -> dict[str, Any]:
    """One run over a corpus of one size, made if it is not there."""
    corpus = folder / f"{size}-{seed}"
    if not (corpus / "truth.jsonl").exists():
        write_corpus(corpus, size, seed)
    for path in sorted((corpus / "out").glob("*.sqlite*")):
        path.unlink()
    command = [sys.executable, __file__, "--folder", str(folder), "--run", str(corpus)]
    command += ["--workers", str(workers)] if workers else []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    steps, peaks = follow(child)
    if child.wait():
        raise SystemExit(f"the run over {corpus} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    figures, _, _ = score_links(corpus, corpus / "out")
    found = {
        "articles": size,
        "seconds": sum(steps.values()),
        "cpu_seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "peak_mb": max(peaks.values()),
        "step_seconds": steps,
        "step_peak_mb": peaks,
        **{name: figures[name] for name in ("events", "link_precision", "link_recall")},
    }
    print(json.dumps(found), flush=True)
    return found


def follow(child: subprocess.Popen[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Seconds and peak megabytes of each step, as the child names them."""
    seconds: dict[str, float] = {}
    peaks: dict[str, float] = defaultdict(float)
    now = ["start"]

    def listen() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            name, took = line.split()
            if took == "begins":
                now[0] = name
            else:
                seconds[name] = float(took)

    listener = threading.Thread(target=listen)
    listener.start()
    while child.poll() is None:
        step = now[0]
        peaks[step] = max(peaks[step], megabytes(child.pid))
        time.sleep(SECONDS_BETWEEN)
    listener.join()
    return seconds, dict(peaks)


def megabytes(pid: int) -> float:
    """Memory of a process and all that it started; what they share is parted among them."""
    total = 0.0
    for one in descendants(pid):
        try:
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) / 1024
        except OSError:  # it has ended meanwhile
            continue
    return total


def descendants(pid: int) -> list[int]:
    """A process and those below it."""
    found = [pid]
    for one in found:
        try:
            children = [Path(path).read_text() for path in Path(f"/proc/{one}/task").glob("*/children")]
        except OSError:
            continue
        found += [int(child) for line in children for child in line.split()]
    return found


def run_steps(corpus: Path, workers: int | None) -> None:
    """The run itself, in this process, telling when each step begins and how many seconds it took."""
    from conflict_ledger.clock import utc_now
    from conflict_ledger.pipeline import Steps, run_ledger
    from conflict_ledger.run.settings import SCHEMAS, Settings

    told: dict[str, Any] = {"workers": workers} if workers else {}
    settings = Settings(raw=corpus / "raw", out=corpus / "out", schemas=SCHEMAS, keep=1, **told)
    plain = Steps()
    steps = Steps(**{field.name: timed(field.name, getattr(plain, field.name)) for field in fields(Steps)})
    run_ledger(settings, utc_now, lambda counts: None, steps)


def timed(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    """A step that tells of itself."""

    def tell(*arguments: Any) -> Any:
        print(name, "begins", flush=True)
        started = time.monotonic()
        result = step(*arguments)
        print(name, time.monotonic() - started, flush=True)
        return result

    return tell


def show(measured: list[dict[str, Any]]) -> None:
    """The table for docs/scale.md; each size's speed and memory also as a multiple of the size before."""
    names = list(measured[0]["step_seconds"])
    print(f"\n{os.cpu_count()} processors")
    print("| articles | articles/s | of the size before | peak MB | times | precision | recall | " + " | ".join(names))
    print("|" + "---|" * (len(names) + 7))
    before = None
    for one in measured:
        speed = one["articles"] / one["cpu_seconds"]
        ratio = f"{speed * before['cpu_seconds'] / before['articles']:.2f}" if before else ""
        times = f"{one['peak_mb'] / before['peak_mb']:.2f}" if before else ""
        cells = [f"{one['articles']:,}", f"{speed:.0f}", ratio, f"{one['peak_mb']:.0f}", times]
        cells += [f"{one['link_precision']:.3f}", f"{one['link_recall']:.3f}"]
        cells += [f"{one['step_seconds'][name]:.0f} s, {one['step_peak_mb'].get(name, 0):.0f} MB" for name in names]
        print("| " + " | ".join(cells) + " |")
        before = one


if __name__ == "__main__":
    main()
