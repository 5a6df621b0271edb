"""The command ``conflict-ledger``. Nothing heavy is loaded before it is known what is asked for."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import FrameType
from typing import NoReturn

from conflict_ledger import __version__
from conflict_ledger.problems import (
    ConfigurationError,
    ContractError,
    LedgerError,
    LexiconError,
    ReleaseRefused,
    RunLocked,
)
from conflict_ledger.settings import KEPT_RELEASES, SCHEMAS, SCOPES, Settings, check_settings

DONE, REFUSED, UNUSABLE = 0, 1, 2
STOPPED = 128  # plus the signal's number, as shells count
RAW, OUT = Path("data/raw"), Path("data/processed")
CODEBOOK = Path("docs/codebook.md")

ENDINGS = """\
exit status:
  0  a release was published, or nothing was new
  1  a check refused the release (the last good release stays), or verify found a fault
  2  bad usage or configuration, or another run holds the output folder
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status."""
    options = parser().parse_args(arguments)
    if options.command is not _serve and getattr(options, "engine", "") != "prefect":  # it has a log of its own
        _log_to_stderr()
    signal.signal(signal.SIGTERM, _stop)
    try:
        status: int = options.command(options)
        sys.stdout.flush()
        return status
    except ReleaseRefused as refusal:
        return _complain(str(refusal), REFUSED)
    except (ConfigurationError, RunLocked, LexiconError, ContractError) as error:
        return _complain(str(error), UNUSABLE)
    except LedgerError as error:
        return _complain(str(error), REFUSED)
    except KeyboardInterrupt:
        return _complain("stopped", STOPPED + signal.SIGINT)
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(
        prog="conflict-ledger",
        description="Turn raw news text into conflict-event data that can be defended number by number.",
        epilog=ENDINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"conflict-ledger {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_add_run, _add_extract, _add_explain, _add_verify, _add_codebook, _add_serve):
        add(commands)
    return top


Commands = argparse._SubParsersAction  # the only name argparse gives it


def _add_run(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("run", help="publish a release of a folder of articles")
    _add_folders(command)
    _add_scope(command)
    command.add_argument(
        "--as-of", type=_day, metavar="DATE", help="leave out what was published after this day (YYYY-MM-DD)"
    )
    command.add_argument(
        "--engine", choices=("prefect", "local"), default="prefect", help="local: the same bytes without Prefect"
    )
    command.add_argument("--allow-drop", action="store_true", help="publish even if a floor is broken")
    command.set_defaults(command=_run)


def _add_extract(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("extract", help="print the claims and events of texts at once")
    command.add_argument("files", nargs="+", metavar="FILE", help="article file of any format; - for stdin")
    command.add_argument("--json", action="store_true", help="one JSON object per article")
    _add_scope(command)
    command.set_defaults(command=_extract)


def _add_explain(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("explain", help="show a text with everything found in it and the rules")
    command.add_argument("file", metavar="FILE", help="article file of any format; - for stdin")
    command.set_defaults(command=_explain)


def _add_verify(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("verify", help="re-read every number of the current release from its text")
    command.add_argument("--out", type=Path, default=OUT, help="output folder (default: %(default)s)")
    command.set_defaults(command=_verify)


def _add_codebook(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("codebook", help="write the codebook from the table contracts")
    command.add_argument("--path", type=Path, default=CODEBOOK, help="where to (default: %(default)s)")
    command.add_argument("--check", action="store_true", help="write nothing; exit 1 if it is out of date")
    command.set_defaults(command=_codebook)


def _add_serve(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("serve", help="stay and run on a schedule")
    command.add_argument("--cron", required=True, metavar="CRON", help='such as "0 2 * * *", in UTC')
    _add_folders(command)
    _add_scope(command)
    command.set_defaults(command=_serve)


def _add_folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--raw", type=Path, default=RAW, help="folder of articles (default: %(default)s)")
    command.add_argument("--out", type=Path, default=OUT, help="output folder (default: %(default)s)")
    command.add_argument(
        "--keep",
        type=int,
        default=KEPT_RELEASES,
        metavar="N",
        help="releases to keep (default: %(default)s; the last good one always stays)",
    )


def _add_scope(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scope",
        choices=SCOPES,
        default=SCOPES[0],
        help="acled: events that ACLED would code (default); violence: other lethal violence too",
    )


def _run(options: argparse.Namespace) -> int:
    settings = _settings(options)
    check_settings(settings)
    from conflict_ledger.clock import utc_now
    from conflict_ledger.publish.run_lock import hold_run_lock

    # Taken before anything slow is loaded, so that a second run is told at once.
    with hold_run_lock(settings.out, f"process {os.getpid()}, since {utc_now()}"):
        if options.engine == "local":
            from conflict_ledger.pipeline import run_here as run
        else:
            from flows.build_ledger import run_flow as run
        outcome = run(settings)
    print(outcome.summary(settings.out))
    return DONE


def _extract(options: argparse.Namespace) -> int:
    from conflict_ledger.explain import extract_texts

    for name in options.files:
        for text in extract_texts(name, options.scope, options.json):
            print(text)
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from conflict_ledger.explain import explain_file

    for line in explain_file(options.file):
        print(line)
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from conflict_ledger.verification import verify_release

    result = verify_release(options.out)
    for fault in result.faults:
        print(fault)
    print(result.summary)
    return REFUSED if result.faults else DONE


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


def _serve(options: argparse.Namespace) -> int:
    settings = _settings(options)
    check_settings(settings)
    from flows.build_ledger import serve_flow

    serve_flow(settings, options.cron)
    return DONE


def _settings(options: argparse.Namespace) -> Settings:
    return Settings(
        raw=options.raw,
        out=options.out,
        schemas=SCHEMAS,
        as_of=getattr(options, "as_of", None),
        scope=options.scope,
        keep=options.keep,
        allow_drop=getattr(options, "allow_drop", False),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2024-05-31") from None


def _complain(message: str, status: int) -> int:
    print(f"conflict-ledger: {message}", file=sys.stderr)
    return status


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    # Raised where the program stands, so that scratch folders and the lock are let go on the way out.
    raise SystemExit(STOPPED + number)


def _log_to_stderr() -> None:
    log = logging.getLogger("conflict_ledger")
    log.setLevel(logging.INFO)
    if not log.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        log.addHandler(handler)
