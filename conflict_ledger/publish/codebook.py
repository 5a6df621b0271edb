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
| "12 people", "twelve", "a dozen" | 12 | 12 | 12 |
| "a policeman", "a couple", "all but two of the 14" | 1, 2, 12 | 1, 2, 12 | 1, 2, 12 |
| "no casualties" | 0 | 0 | 0 |
| "at least 12" | 12 | 12 | null |
| "more than 100" | 101 | 101 | null |
| "up to 40", "fewer than 40" | 0 | null | 40, 39 |
| "about 60" | 54 | 60 | 66 |
| "12 to 15" | 12 | 12 | 15 |
| "dozens" | 12 | 24 | 99, by the [table of vague words](#vague-words) |
| "soldiers were killed" | 2 | 3 | null |

- `low` is the least the words allow, `high` the most; a null `high` is open upwards.
- `best` is the number the words defend. It is null where no single one can be defended.
- `count_text` quotes the counting words. `documents.text[count_start:count_end]` is the same text, always:
  offsets count characters (Unicode code points), the end is the first character after the words.
- `is_total` is false for people who are inside a number stated with them: the children in "12 dead, including three
  children", each group in "three soldiers and a driver", "four of the dead". Adding parts to their total counts twice.
  Where a list has no total of its own, a claim with a rule that ends in `+sum` adds its parts up.
- `is_cumulative` is true for a sum over several events or a period; it belongs to no single event.
- A denied number or a running total sets no bound of a range. A part does only where no total is stated, as the
  least it can be: "four of the dead were soldiers". Plans, threats and drills are no claims at all.
- Where only a name tells who was harmed ("N. was shot dead"), `count_text` quotes the words of harm instead.
- `victim_type` and `side` say who is counted. `side` is null where the words leave it open: women, children and
  officials may be on any.
- `claimant_type` is `media` and `claimant_text` null where the article states a number in its own voice.

## How to read a range

- `casualty_ranges` puts the claims of an event together, once per claimant type and once over all of them
  (`claimant_type` is `all`, the last row of each outcome). Each bound names the claim it comes from. Do not add
  the rows of one outcome.
- Groups of people that one document tells one after the other ("left nine dead. The driver died as well") add up
  where it gives no total: the bound names the largest, and `low_added_claim_ids` (`best_`, `high_`) the others.
  The same deaths told again never add up.
- `basis` is `stated`, or `shot_not_dead` where nobody counts as many injured as follow from those said to be shot,
  less the dead. Their claims stay `casualties`. It is `died_later` where all those told as injured are told as dead
  further on in the same article ("a man was wounded. He died"): `low` and `best` are 0, their claims stay.
- In each document the largest count of each claimant type stands. A document that opens with a number of its own
  stands by it: lower counts that it quotes are earlier ones, unless a party to the fight gives them or it sets
  them against its own ("other sources report 9").
- A toll that rises leaves older counts behind: of each kind of claimant, the numbers of the last day of reports are
  held against those of earlier days. A number below all of them is `superseded`, one above all of them `revised_down`
  (`casualty_claims.range_role`, with the later claim in `revised_by_claim_id`). A superseded count sets no `low` and
  no `best`; one revised down may still be `high`. Kinds of claimants never revise each other.
- `range_role` says for each claim how the range of its event uses it. The words stand in the vocabulary `range_roles`.
- `casualty_range_history` is the toll as it was known: for the toll as of a day take, per event, outcome and claimant
  type, the last row whose `known_since` is null or not after that day. A row whose `basis` is null says that nothing is
  left to state the range. The links between reports are those of now; `run --as-of` links again.
- `event_details.grade` looks at the dead alone, by rules in this order. No count, no grade. Every count denied:
  `discounted`. One-sided violence that one article lays to forces of a state and another to an armed group, a count
  denied, or a party to the conflict (government, military, armed group, perpetrator) whose best number lies outside
  the range of another source, unless the lower number was last told before the higher one was first told and neither
  is that of an armed group or of those who did it: `contested`. Those who did it state the deaths, as their own word
  and not of their armed enemies: `confirmed`. Two or more independent documents or kinds of named claimants that are
  no party and no hearsay (unnamed, social media): `fair`. Else `weak`. The words are Airwars'; the criteria are
  written for this ledger, which grades deaths of anybody, and can differ from Airwars' own.
- `low` is the smallest lower bound of the counts that stand ("up to 20" states none); `high` is the highest number
  anybody states. Words that are open upwards ("at least 12") leave `high` null only where nobody states as much:
  beside "15" the range ends at 15. A vague word sets no bound where a number within what it means is stated;
  smaller vague words of the same article ("dozens" beside "hundreds") go with it, but for those of a party.
- `best` is the number of the most trusted claimants who give one, the newest report first: those who count and
  stand outside (medical, UN, NGO, officials, police, government), then the military, the article itself, witnesses and
  unnamed sources, and armed groups last. Numbers come before vague words; officials who call a number unverified rank
  as hearsay.
- `events.fatalities` is ACLED's one number for the dead: the largest count of each article, then the lowest of these;
  an article whose counts are all superseded is left out.
  It reads "more than 100" as 100, takes the low end of vague words, and believes armed groups only where nobody else
  counts. It is 0 both where sources say nobody died and where they say nothing; `casualty_ranges` holds a row for
  `killed` only where something was said. Where nobody counts ("several", "a number of", "soldiers were killed") it is
  3, or 10 in the wars that `lexicons/high_intensity.yml` lists: `event_details.several_as` keeps which.
- `event_details.ucdp_low`, `ucdp_best` and `ucdp_high` are UCDP's three numbers from the same claims: N for "at
  least N" and "more than N", and 0, 0 and N where N are only said to be "killed or wounded". `ucdp_high` is the
  highest number of somebody who is no armed group, if there is one.

## How to read a basis

A value that was worked out has a column beside it that says how: `published_basis`, `date_basis`, `place_basis`,
`fatalities_basis`. Filter on it instead of trusting every value alike: a date whose basis is `inherited` was taken
from another sentence, a place whose basis is `dateline` may be where the reporter sat. `event_on_low` and
`event_on_high` give all days on which something may have happened; `event_date` is one day that stands for them,
with `time_precision` saying how wide they are. A telling whose article does not say when has the days of its event
as other reports tell them: its `date_basis` in `event_mentions` is `from_linked_report`, never one of its own.

## Who may rely on what

`events` has exactly the 31 columns of ACLED's export layout and their order, so that tools for that layout read it.
It is our own coding of the texts given, in a compatible layout. It is not ACLED data.
"""

VAGUE = """\
A word that counts without a number is read by this table (`qualifier` is `vague`). An empty high is open upwards.
These are conventions of this ledger, not estimates; `count_text` keeps the word, so that others can be applied.
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
