"""Error classes. A broken contract, lexicon or setting raises; bad input never does (see records.Refusal)."""

from __future__ import annotations


class LedgerError(Exception):
    """Base of all our own errors."""


class ConfigurationError(LedgerError):
    """A setting, path or option that cannot be used (exit status 2)."""


class LexiconError(LedgerError):
    """A lexicon file breaks its rules; the message names file and entry."""


class ContractError(LedgerError):
    """A table contract is malformed, or rows do not fit it; the message names table and column."""


class ReleaseRefused(LedgerError):
    """A critical check or a floor stopped the release; the last good one stays (exit status 1)."""


class RunLocked(LedgerError):
    """Another run holds the output folder (exit status 2)."""
