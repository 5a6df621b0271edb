"""The command ``conflict-ledger``. Nothing heavy is loaded before it is known what is asked for."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import NoReturn

from conflict_ledger.gazetteer.choice import use_gazetteer
from conflict_ledger.options import GIVEN, parser
from conflict_ledger.problems import (
    ConfigurationError,
    ContractError,
    LedgerError,
    LexiconError,
    ReleaseRefused,
    RunLocked,
)
from conflict_ledger.run.settings import SCHEMAS, Settings, check_settings

DONE, REFUSED, UNUSABLE = 0, 1, 2
STOPPED = 128  # plus the signal's number, as shells count


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    options = parser().parse_args(arguments)
    has_own_log = options.command == "serve" or getattr(options, "engine", "local") != "local"
    try:
        with _clean_stop(), nullcontext() if has_own_log else _log_to_stderr():
            status = COMMANDS[options.command](options)
            sys.stdout.flush()
            return status
    except ReleaseRefused as refusal:
        return _complain(str(refusal), REFUSED)
    except (ConfigurationError, RunLocked, LexiconError, ContractError) as error:
        return _complain(str(error), UNUSABLE)
    except LedgerError as error:
        return _complain(str(error), REFUSED)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        lasting = (PermissionError, NotADirectoryError, FileExistsError, IsADirectoryError)
        return _complain(str(error), UNUSABLE if isinstance(error, lasting) else REFUSED)
    except sqlite3.Error as error:  # such as a full disk; a store found damaged at the start is replaced
        return _complain(f"the extraction store: {error}", REFUSED)
    except KeyboardInterrupt:
        return _complain("stopped", STOPPED + signal.SIGINT)


def _run(options: argparse.Namespace) -> int:
    settings = _settings(options)
    from conflict_ledger.clock import utc_now
    from conflict_ledger.publish.run_lock import hold_run_lock

    # Taken before anything slow is loaded, so that a second run is told at once.
    with hold_run_lock(settings.out, f"process {os.getpid()}, since {utc_now()}"):
        if options.engine == "local":
            from conflict_ledger.pipeline import run_here

            outcome = run_here(settings)
        else:
            from flows.build_ledger import run_flow

            outcome = run_flow(settings, options.dask_address)
    print(outcome.summary(settings.out))
    return DONE


def _ingest(options: argparse.Namespace) -> int:
    from conflict_ledger.run.intake import Delivery, check_delivery

    given = {name: value for name in GIVEN if (value := getattr(options, name))}
    delivery = Delivery(incoming=tuple(options.incoming), raw=options.raw, quarantine=options.quarantine, given=given)
    check_delivery(delivery)
    if options.engine == "local":
        from conflict_ledger.clock import utc_now
        from conflict_ledger.run.intake import take_delivery

        intake = take_delivery(delivery, utc_now)
    else:
        from flows.ingest_articles import run_ingest_flow

        intake = run_ingest_flow(delivery)
    print(intake.summary())
    return DONE if intake.is_complete else REFUSED


def _extract(options: argparse.Namespace) -> int:
    from conflict_ledger.explain import extract_texts

    use_gazetteer(options.gazetteer)
    for name in options.files:
        for text in extract_texts(name, options.scope, options.json):
            print(text)
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from conflict_ledger.explain import explain_file
    from conflict_ledger.explanation.fields import explain_event
    from conflict_ledger.explanation.published import EVENT_ID, find_event, no_such_event

    event = find_event(options.what, options.out)
    if event is None and EVENT_ID.fullmatch(options.what) and not Path(options.what).exists():
        raise no_such_event(options.what, options.out)
    use_gazetteer(options.gazetteer)
    for line in explain_file(options.what) if event is None else explain_event(event):
        print(line)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from conflict_ledger.verification import verify_release

    use_gazetteer(options.gazetteer)
    result = verify_release(options.out)
    for fault in result.faults:
        print(fault)
    print(result.summary)
    return REFUSED if result.faults else DONE


def _diff(options: argparse.Namespace) -> int:
    from conflict_ledger.comparison.changes import compare
    from conflict_ledger.comparison.releases import find_release, view_release
    from conflict_ledger.comparison.wording import json_lines, text_lines

    before, after = (view_release(find_release(name, options.out)) for name in (options.before, options.after))
    changes = compare(before, after)
    for line in json_lines(changes) if options.json else text_lines(changes, before, after):
        print(line)
    return DONE


def _score(options: argparse.Namespace) -> int:
    from conflict_ledger.evaluation.scores import accept_levels, score_lines

    if options.accept:
        print(f"wrote {accept_levels(options.gold.parent, options.raw)}")
        return DONE
    for line in score_lines(
        options.gold, options.raw, errors=options.errors, against=options.against, save=options.save
    ):
        print(line)
    return DONE


def _codebook(options: argparse.Namespace) -> int:
    from conflict_ledger.contract import load_contracts
    from conflict_ledger.publish.codebook import render_codebook

    page = render_codebook(load_contracts(SCHEMAS))
    if options.check:
        is_current = options.path.is_file() and options.path.read_text(encoding="utf-8") == page
        print(f"{options.path} is {'up to date' if is_current else 'out of date: run conflict-ledger codebook'}")
        return DONE if is_current else REFUSED
    options.path.parent.mkdir(parents=True, exist_ok=True)
    options.path.write_text(page, encoding="utf-8")
    print(f"wrote {options.path}")
    return DONE


def _build_gazetteer(options: argparse.Namespace) -> int:
    from conflict_ledger.gazetteer.build import build_gazetteer

    print(build_gazetteer(options.dumps, options.out, options.words))
    return DONE


def _serve(options: argparse.Namespace) -> int:
    settings = _settings(options)
    from flows.nightly import serve_flow

    serve_flow(settings, options.cron, options.dask_address)
    return DONE


def _settings(options: argparse.Namespace) -> Settings:
    settings = Settings(
        raw=options.raw,
        out=options.out,
        schemas=SCHEMAS,
        as_of=getattr(options, "as_of", None),
        scope=options.scope,
        keep=options.keep,
        allow_drop=getattr(options, "allow_drop", False),
        gazetteer=options.gazetteer,
        corrections=options.corrections,
        workers=options.workers,
    )
    check_settings(settings)
    if (options.engine == "dask") != (options.dask_address is not None):
        raise ConfigurationError("--engine dask and --dask-address, such as tcp://127.0.0.1:8786, go together")
    return settings


def _complain(message: str, status: int) -> int:
    print(f"conflict-ledger: {message}", file=sys.stderr)
    return status


@contextmanager
def _clean_stop() -> Iterator[None]:
    """Make SIGTERM raise where the program stands, so that scratch folders go and the lock is let go."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(STOPPED + number)


@contextmanager
def _log_to_stderr() -> Iterator[None]:
    log = logging.getLogger("conflict_ledger")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.setLevel(logging.INFO)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "ingest": _ingest,
    "extract": _extract,
    "explain": _explain,
    "verify": _verify,
    "diff": _diff,
    "score": _score,
    "codebook": _codebook,
    "gazetteer": _build_gazetteer,
    "serve": _serve,
}
