"""The options of every command: what ``conflict-ledger --help`` tells."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from conflict_ledger import __version__
from conflict_ledger.run.settings import KEPT_RELEASES, SCOPES

RAW, OUT = Path("data/raw"), Path("data/processed")
CODEBOOK = Path("docs/codebook.md")
GAZETTEER = Path("data/gazetteer")
GOLD = Path("tests/gold/dev")

# What ingest may be told of files, by the names of a sidecar.
GIVEN = {
    "source": '"Harbour Post"',
    "licence": '"CC BY 4.0"',
    "language": "en",
    "published_at": "2024-05-31",
    "url": "https://example.org/news",
}

ON_CLUSTER = "dask: batches of articles on a cluster"

ENDINGS = """\
exit status:
  0  a release was published, or nothing was new
  1  a check refused the release (the last good release stays), verify found a fault, or ingest refused a file
  2  bad usage or configuration, or another run holds the output folder
"""


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
    for add in COMMANDS:
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
    _add_engine(command, f"local: the same bytes without Prefect; {ON_CLUSTER}", "local", "dask")
    _add_dask_address(command)
    command.add_argument("--allow-drop", action="store_true", help="publish even if a floor is broken")
    _add_gazetteer(command)
    command.set_defaults(command="run")


def _add_ingest(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("ingest", help="put incoming files into the folder of articles, with sidecars")
    command.add_argument("incoming", nargs="+", type=Path, metavar="INCOMING", help="file of any format, or folder")
    command.add_argument("--raw", type=Path, default=RAW, help="folder of articles (default: %(default)s)")
    command.add_argument(
        "--quarantine", type=Path, metavar="FOLDER", help="keeps unreadable files (default: quarantine beside --raw)"
    )
    for name, example in GIVEN.items():
        option = f"--{name.replace('_', '-')}"
        command.add_argument(option, metavar="TEXT", help=f"of files whose sidecars give none, such as {example}")
    _add_engine(command, "local: the same without Prefect", "local")
    command.set_defaults(command="ingest")


def _add_extract(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("extract", help="print the claims and events of texts at once")
    command.add_argument("files", nargs="+", metavar="FILE", help="article file of any format; - for stdin")
    command.add_argument("--json", action="store_true", help="one JSON object per article")
    _add_scope(command)
    _add_gazetteer(command)
    command.set_defaults(command="extract")


def _add_explain(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("explain", help="show why an event is coded as it is, or all that is found in a text")
    command.add_argument(
        "what", metavar="EVENT_ID|FILE", help="event of the current release, or article file of any format; - for stdin"
    )
    command.add_argument("--out", type=Path, default=OUT, help="folder of the release (default: %(default)s)")
    _add_gazetteer(command)
    command.set_defaults(command="explain")


def _add_verify(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("verify", help="re-read every number of the current release from its text")
    command.add_argument("--out", type=Path, default=OUT, help="output folder (default: %(default)s)")
    _add_gazetteer(command)
    command.set_defaults(command="verify")


def _add_diff(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("diff", help="tell what became of each event from one release to another, and why")
    command.add_argument(
        "before", nargs="?", default="previous", metavar="BEFORE", help="release id or folder (default: %(default)s)"
    )
    command.add_argument(
        "after", nargs="?", default="current", metavar="AFTER", help="release id or folder (default: %(default)s)"
    )
    command.add_argument("--out", type=Path, default=OUT, help="output folder (default: %(default)s)")
    command.add_argument("--json", action="store_true", help="one JSON object per change")
    command.set_defaults(command="diff")


def _add_score(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("score", help="score the extraction on articles that a person has read")
    command.add_argument("--gold", type=Path, default=GOLD, help="folder of gold files (default: %(default)s)")
    command.add_argument("--raw", type=Path, default=RAW, help="folder of articles (default: %(default)s)")
    command.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each figure")
    command.add_argument("--save", type=Path, metavar="FILE", help="keep every judgement for --against")
    command.add_argument("--against", type=Path, metavar="FILE", help="list gains and losses since --save FILE")
    command.add_argument("--accept", action="store_true", help="make this the level below which the tests fail")
    command.set_defaults(command="score")


def _add_codebook(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("codebook", help="write the codebook from the table contracts")
    command.add_argument("--path", type=Path, default=CODEBOOK, help="where to (default: %(default)s)")
    command.add_argument("--check", action="store_true", help="write nothing; exit 1 if it is out of date")
    command.set_defaults(command="codebook")


def _add_serve(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("serve", help="stay and run on a schedule")
    command.add_argument("--cron", required=True, metavar="CRON", help='such as "0 2 * * *", in UTC')
    _add_folders(command)
    _add_scope(command)
    _add_engine(command, ON_CLUSTER, "dask")
    _add_dask_address(command)
    _add_gazetteer(command)
    command.set_defaults(command="serve")


def _add_gazetteer_build(commands: Commands[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("gazetteer", help="make a gazetteer of the whole world from GeoNames files")
    actions = group.add_subparsers(title="actions", required=True, metavar="ACTION")
    command = actions.add_parser("build", help="write a folder for --gazetteer")
    command.add_argument(
        "dumps", nargs="+", type=Path, metavar="DUMP",
        help="allCountries.txt or <ISO2>.txt of GeoNames, or the .zip of one; admin1CodesASCII.txt and "
        "admin2Codes.txt beside it are read too",
    )  # fmt: skip
    command.add_argument("--out", type=Path, default=GAZETTEER, help="folder to write (default: %(default)s)")
    command.add_argument(
        "--words", type=Path, metavar="FILE", help="English words, one a line: small places named so need more proof"
    )
    command.set_defaults(command="gazetteer")


def _add_folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--raw", type=Path, default=RAW, help="folder of articles (default: %(default)s)")
    command.add_argument("--out", type=Path, default=OUT, help="output folder (default: %(default)s)")
    command.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE",
        help="human decisions to apply (default: corrections.yml beside the folder of articles, if there is one)",
    )
    command.add_argument(
        "--keep",
        type=int,
        default=KEPT_RELEASES,
        metavar="N",
        help="releases to keep (default: %(default)s; the last good one always stays)",
    )
    command.add_argument(
        "--workers", type=int, metavar="N", help="processes that read articles (default: one for each processor)"
    )


def _add_engine(command: argparse.ArgumentParser, help_text: str, *more: str) -> None:
    command.add_argument("--engine", choices=("prefect", *more), default="prefect", help=help_text)


def _add_dask_address(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dask-address", metavar="ADDR", help="scheduler of the cluster, such as tcp://10.0.0.5:8786")


def _add_scope(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scope",
        choices=SCOPES,
        default=SCOPES[0],
        help="acled: events that ACLED would code (default); violence: other lethal violence too",
    )


def _add_gazetteer(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--gazetteer", type=Path, metavar="FOLDER", help="place names that gazetteer build made (default: embedded)"
    )


COMMANDS = (
    _add_run, _add_ingest, _add_extract, _add_explain, _add_verify, _add_diff, _add_score, _add_codebook,
    _add_gazetteer_build, _add_serve,
)  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day such as 2024-05-31") from None
