"""Error classes. A broken contract, lexicon or setting raises; bad input never does (see records.Refusal)."""

from __future__ import annotations

from collections.abc import Iterable


class LedgerError(Exception):
    """Base of all our own errors."""


class ConfigurationError(LedgerError):
    """A setting, path or option that cannot be used (exit status 2)."""


class CorrectionError(ConfigurationError):
    """A human decision that is malformed or does not hold any more (exit status 2); the last good release stays."""

    @classmethod
    def of(cls, file_name: str, faults: Iterable[str]) -> CorrectionError:
        """The error that names the file and, a line each, the entries with what is wrong."""
        lines = [f"{file_name}: nothing is published while these entries stand as they do", *faults]
        return cls("\n  ".join(lines))


class LexiconError(LedgerError):
    """A lexicon file breaks its rules; the message names file and entry."""


class ContractError(LedgerError):
    """A table contract is malformed, or rows do not fit it; the message names table and column."""


class ReleaseRefused(LedgerError):
    """A critical check or a floor stopped the release; the last good one stays (exit status 1)."""


class RunLocked(LedgerError):
    """Another run holds the output folder (exit status 2)."""
