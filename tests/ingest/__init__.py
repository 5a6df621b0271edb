"""Tests of conflict_ledger.ingest."""
