"""Contracts -> docs/codebook.md: what every table, column, word and check means, in one page.

The page is generated and committed; a test fails when it no longer says what the contracts say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conflict_ledger.contract import Column, TableContract
from conflict_ledger.lexicon import Lexicon, load_lexicon

INTRODUCTION = """\
# Codebook

This page is made from `schemas/*.yml` by `conflict-ledger codebook`; change the contracts, not the page.

All tables of a release belong together and are read by the stable links in the output folder, for example
`pandas.read_parquet("data/processed/events")`. Text is plain text, several values in one column are joined by
`"; "`, and an empty cell (null) always means *not known*, never zero.

## How to read a number

Every stated number is a range of three numbers, kept with the words it was read from:

| | `low` | `best` | `high` |
|---|---|---|---|
| "12 people" | 12 | 12 | 12 |
| "at least 12" | 12 | 12 | null |
| "more than 100" | 101 | 101 | null |
| "up to 40" | 0 | null | 40 |
| "12 to 15" | 12 | as the words allow | 15 |
| "dozens" | 12 | by the table of vague words | 99 |

- `low` is the least the words allow, `high` the most; a null `high` is open upwards.
- `best` is the number the words defend. It is null where no single one can be defended.
- `count_text` quotes the counting words. `documents.text[count_start:count_end]` is the same text, always:
  offsets count characters (Unicode code points), the end is the first character after the words.
- `is_total` is false for a part of a number in the same sentence; adding parts to their total counts twice.
- `is_cumulative` is true for a sum over several events or a period; it belongs to no single event.
- `casualty_ranges` puts the claims of an event together, once per claimant type and once over all of them
  (`claimant_type` is `all`, the last row of each outcome). Each bound names the claim it comes from. Do not add
  the rows of one outcome.
- `events.fatalities` is ACLED's one number for the dead. It is 0 both where sources say nobody died and where
  they say nothing; `casualty_ranges` holds a row for `killed` only where something was said.

## How to read a basis

A value that was worked out has a column beside it that says how: `published_basis`, `date_basis`, `place_basis`,
`fatalities_basis`. Filter on it instead of trusting every value alike: a date whose basis is `inherited` was taken
from another sentence, a place whose basis is `dateline` may be where the reporter sat. `event_on_low` and
`event_on_high` give all days on which something may have happened; `event_date` is one day that stands for them,
with `time_precision` saying how wide they are.

## Who may rely on what

`events` has exactly the 31 columns of ACLED's export layout and their order, so that tools for that layout read it.
It is our own coding of the texts given, in a compatible layout. It is not ACLED data.
"""

VAGUE = """\
A word that counts without a number is read by this table (`qualifier` is `vague`). An empty high is open upwards.
"""


def render_codebook(contracts: Mapping[str, TableContract]) -> str:
    """The whole page as Markdown, ending in one newline."""
    parts = [INTRODUCTION, "## Tables\n", _overview(contracts.values())]
    parts += [_table_section(contract) for contract in contracts.values()]
    parts += ["## Vague words\n", VAGUE, _vague_words(), "## Vocabularies\n"]
    parts += [_vocabulary_section(load_lexicon(name)) for name in _vocabularies(contracts)]
    return "\n".join(parts).rstrip() + "\n"


def _overview(contracts: Iterable[TableContract]) -> str:
    rows = ((f"[`{c.table}`](#{c.table})", c.one_row_is, _codes(c.key)) for c in contracts)
    return _markdown_table(("table", "one row is", "key"), rows)


def _table_section(contract: TableContract) -> str:
    parts = [
        f"## {contract.table}\n",
        f"One row is {contract.one_row_is}. Sorted by {_codes(contract.sort_by)}.\n",
        _markdown_table(("column", "type", "null", "meaning"), map(_column_cells, contract.columns)),
    ]
    if contract.rules:
        parts += ["Checks beside those that the columns imply:\n", "\n".join(_rule_lines(contract)) + "\n"]
    return "\n".join(parts)


def _column_cells(column: Column) -> tuple[str, ...]:
    notes = [
        column.describes,
        f"unit: {column.unit}" if column.unit else "",
        _allowed(column),
        f"refers to {_codes(f'{table}.{name}' for table, name in column.references)}" if column.references else "",
        f"for example `{column.example}`" if column.example else "",
    ]
    kind = column.type if column.arrow == column.type else f"{column.type} ({column.arrow})"
    return f"`{column.name}`", kind, "no" if column.required else "yes", "; ".join(note for note in notes if note)


def _allowed(column: Column) -> str:
    if column.vocabulary:
        return f"one of [{column.vocabulary}](#vocabulary-{column.vocabulary})"
    return f"one of {_codes(map(str, column.one_of))}" if column.one_of else ""


def _rule_lines(contract: TableContract) -> Iterator[str]:
    """One line a rule, then what the columns mean that exist only during the checks."""
    for rule in contract.rules:
        name = rule.id.removeprefix(f"{contract.table}.")
        yield f"- `{name}` ({rule.severity}): {rule.why}."
    yield from (f"- worked out for the checks: `{item.name}`, {item.describes}." for item in contract.derived)


def _vocabularies(contracts: Mapping[str, TableContract]) -> list[str]:
    """The vocabularies in use, by name."""
    return sorted({c.vocabulary for contract in contracts.values() for c in contract.columns if c.vocabulary})


def _vocabulary_section(lexicon: Lexicon) -> str:
    fields = [name for name in ("code", "event_type", "disorder_type", "means") if _is_used(lexicon, name)]
    heads = ("value", *(name.replace("_", " ") for name in fields))
    rows = ((f"`{entry.value}`", *(entry.fields.get(name, "") for name in fields)) for entry in lexicon.entries)
    title = f"### Vocabulary {lexicon.name}\n"
    return "\n".join([title, f"{lexicon.purpose[0].upper()}{lexicon.purpose[1:]}.\n", _markdown_table(heads, rows)])


def _vague_words() -> str:
    """The words and their intervals, the smallest first."""
    entries = [entry for entry in load_lexicon("quantities").entries if entry.value == "vague"]
    ordered = sorted(entries, key=lambda entry: (int(entry.fields["low"]), entry.id))
    rows = ((", ".join(e.forms), *(e.fields.get(name, "") for name in ("low", "best", "high"))) for e in ordered)
    return _markdown_table(("words", "low", "best", "high"), rows)


def _is_used(lexicon: Lexicon, name: str) -> bool:
    return any(name in entry.fields for entry in lexicon.entries)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _markdown_table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = tuple(heads)
    lines = [names, ("---",) * len(names), *(tuple(row) for row in rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines) + "\n"
