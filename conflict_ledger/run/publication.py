"""The last step: manifest, report and pages, the verdict, and the move to where readers look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import conflict_ledger
from conflict_ledger.contract import TABLES
from conflict_ledger.problems import ReleaseRefused
from conflict_ledger.publish.event_links import count_events
from conflict_ledger.publish.floors import broken_floors
from conflict_ledger.publish.manifest import MANIFEST, describe_file, read_manifest, write_json
from conflict_ledger.publish.release import keep_failed, publish_folder
from conflict_ledger.publish.report import render_report
from conflict_ledger.publish.retention import prune_failed, prune_releases
from conflict_ledger.publish.stored_tables import open_tables
from conflict_ledger.run.plan import Plan, read_json
from conflict_ledger.run.settings import CORRECTIONS

if TYPE_CHECKING:
    from pathlib import Path


def publish_release(plan: Plan, started_at: str, finished_at: str) -> Path:
    """Publish what the earlier steps put together; gives the release folder.

    Raises ReleaseRefused, with all reasons, if a check or a floor stands against it: then the last release
    stays and ``failed/`` keeps report, checks and manifest.
    """
    settings = plan.settings
    previous = read_manifest(plan.former)
    facts = release_facts(plan)
    reasons = read_json(plan.reasons)
    if not settings.allow_drop:
        reasons += broken_floors(facts["counts"], previous.get("counts", {}))
    checks = read_json(plan.release / "checks.json")
    report = render_report(open_tables(plan.release, TABLES), facts, checks)
    (plan.release / "report.html").write_text(report, encoding="utf-8")
    times = {"started_at": started_at, "finished_at": finished_at}
    run = {"previous_release": previous.get("release_id"), **_effort(plan), **times}
    run["passed_over"] = read_json(plan.passed_over)
    write_json(plan.release / MANIFEST, facts | run | ({"refused": reasons} if reasons else {}))
    if reasons:
        kept = keep_failed(plan.release, settings.out, plan.release_id)
        prune_failed(settings.out, settings.keep)
        raise ReleaseRefused(f"release {plan.release_id} refused: {'; '.join(reasons)} (see {kept})")
    release = publish_folder(plan.release, settings.out, plan.release_id, TABLES)
    prune_releases(settings.out, settings.keep)
    return release


def release_facts(plan: Plan) -> dict[str, Any]:
    """What the manifest says of a release apart from its run: the same for the same input and code."""
    import pyarrow.parquet as pq

    tables = {}
    for name in TABLES:
        path = plan.release / f"{name}.parquet"
        tables[name] = describe_file(path, path.name) | {"rows": pq.read_metadata(path).num_rows}
    checks = read_json(plan.release / "checks.json")
    counts = read_json(plan.counts)
    rows = {name: tables[name]["rows"] for name in ("documents", "events")}
    as_of = plan.settings.as_of
    return {
        "release_id": plan.release_id,
        "content_id": plan.content_id,
        "package_version": conflict_ledger.__version__,
        "code_version": plan.code_version,
        "gazetteer": plan.gazetteer,
        "scope": plan.settings.scope,
        "as_of": None if as_of is None else as_of.isoformat(),
        "corrections": describe_file(plan.corrections, CORRECTIONS) if plan.corrections.exists() else None,
        "read": counts["read"],
        "counts": {"read": counts["read"], "errors": counts["errors"], **rows},
        "n_events": count_events(open_tables(plan.release, ("events", "event_mentions", "event_links"))),
        "tables": tables,
        "checks": {
            **{name: checks[name] for name in ("rules", "failed", "broken", "critical")},
            "set_apart": sum(checks["set_apart"].values()),
        },
        "inputs": read_json(plan.inputs),
    }


def _effort(plan: Plan) -> dict[str, int]:
    """How much of the extraction was new: it depends on what earlier runs left in the store."""
    counts = read_json(plan.counts)
    return {"extracted": counts["extracted"], "reused": counts["reused"]}
