"""What ``ucdp_events`` needs of claims and documents, read once: who counted the dead, and the articles."""

from __future__ import annotations

from conflict_ledger.publish.row_reading import Row, Tables, dicts_of

CLAIM_COLUMNS = (
    "claim_id", "document_id", "event_id_cnty", "outcome", "low", "best", "side", "claimant_text", "assertion",
    "is_cumulative", "dropped_by",
)  # fmt: skip
DOCUMENT_COLUMNS = ("document_id", "title", "source", "published_at")
PARTS = str.maketrans(';,"\n', "  ' ")  # signs that part values in UCDP's lists of sources


class Material:
    """``killed``: event id -> the claims on its dead that count; ``document_of_claim`` of these claims."""

    def __init__(self, tables: Tables) -> None:
        self.killed: dict[str, list[Row]] = {}
        self.document_of_claim: dict[str | None, str] = {}
        for claim in dicts_of(tables["casualty_claims"], *CLAIM_COLUMNS):
            if claim["event_id_cnty"] is not None and counts_as_dead(claim):
                self.killed.setdefault(claim["event_id_cnty"], []).append(claim)
                self.document_of_claim[claim["claim_id"]] = claim["document_id"]
        self._documents = {row["document_id"]: row for row in dicts_of(tables["documents"], *DOCUMENT_COLUMNS)}
        self._told: dict[str, list[str]] = {}
        for row in dicts_of(tables["event_documents"], "event_id_cnty", "document_id"):
            self._told.setdefault(row["event_id_cnty"], []).append(row["document_id"])

    def sources(self, event_id: str) -> Row:
        """UCDP's columns on sources: how many, one item per article in order of publication, and who counted."""
        found = sorted((self._documents[name] for name in self._told.get(event_id, ())), key=_when)
        items = [(_item(row["source"]), _day(row), _item(row["title"])) for row in found]
        said = (_item(claim["claimant_text"]) for claim in self.killed.get(event_id, ()) if claim["claimant_text"])
        return {
            "number_of_sources": len(items),
            "source_article": ";".join(f'"{",".join(item)}"' for item in items) or None,
            "source_office": ";".join(item[0] for item in items) or None,
            "source_date": ";".join(item[1] for item in items) or None,
            "source_headline": ";".join(item[2] for item in items) or None,
            "source_original": "; ".join(dict.fromkeys(said)) or None,
        }


def counts_as_dead(claim: Row) -> bool:
    """Whether a claim states dead of one event and nobody denied it or took it out."""
    is_out = claim["assertion"] == "denied" or claim["is_cumulative"] or claim["dropped_by"] is not None
    return claim["outcome"] == "killed" and not is_out


def _when(row: Row) -> tuple[str, str]:
    return _day(row) or "9999", row["document_id"]


def _day(row: Row) -> str:
    return "" if row["published_at"] is None else row["published_at"].date().isoformat()


def _item(text: str | None) -> str:
    """A text without the signs that part values."""
    return " ".join((text or "").translate(PARTS).split())
