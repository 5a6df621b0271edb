"""Put what people are members, guards or children of into their chunk, so that it is no other people harmed.

In "12 members of the army and of the militias were killed" only the members are counted and killed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from conflict_ledger.extract.chunks import UNKNOWN_PLURAL, Chunk
from conflict_ledger.extract.tokens import Tokens
from conflict_ledger.lexicon import words_of

# Head, "of", people; and behind members of a body of people further bodies, which nobody counts (``V``, of fighters).
# Words that no lexicon knows ("the regime") may stand between, bounded, and never an unknown verb (``E``: in "-ed").
COMPLEMENT = re.compile(
    r"""[PV](?:aV)?
        (?: o d?[xXz."]{0,3} [PV] | o d?[xXz.]{1,4} (?=a) | [Fi] d?[xXz."]{0,3} V )
        (?: (?:,a?|a) o? d?[xXz."]{0,3} (?: V | (?<=[xX]) (?=a) ) )*""",
    re.VERBOSE,
)
OPENS = re.compile(r"P(?:aP)?[oFi]")  # how every complement begins, letters as they stand: most sentences have none
# "The fathers of two girls were killed", but "the fathers of two girls killed in" the raid.
ENDS = re.compile(r"[xX]?e?[bh]")
FIGHTERS = frozenset(("soldier", "police", "militant", "attacker"))
WITHIN = frozenset(("in", "from", "within"))


def fold_complements(chunks: Sequence[Chunk], tokens: Tokens) -> list[Chunk]:
    """The chunks, people with what they belong to as one."""
    symbols = "".join([chunk.symbol for chunk in chunks])
    if symbols.count("P") < 2 or OPENS.search(symbols) is None:
        return list(chunks)
    letters = "".join(_letter(chunk, tokens) for chunk in chunks)
    folded: list[Chunk] = []
    at = 0
    for match in COMPLEMENT.finditer(letters):
        people = [n for n in range(match.start() + 1, match.end()) if letters[n] in "PV"]
        is_body = _is_body(chunks[match.start()], tokens)
        if not people or letters[match.end() - 1] not in "PV" or not (is_body or ENDS.match(letters, match.end())):
            continue
        folded += chunks[at : match.start()]
        folded.append(_together(chunks[match.start()], chunks[people[-1]], tokens))
        at = people[-1] + 1
    return folded + list(chunks[at:])


def _is_body(head: Chunk, tokens: Tokens) -> bool:
    """Whether the head is of members of a body of people; members of a family are people of their own."""
    *before, noun = tokens.words[head.start : head.end]
    return noun in words_of("casualty_words", "member") and "family" not in before


def _letter(chunk: Chunk, tokens: Tokens) -> str:
    """The chunk's letter, with people nobody counts as ``V`` and "in" told from "after"."""
    word = tokens.words[chunk.start]
    if chunk.symbol == "P":
        return "V" if chunk.quantity in (None, UNKNOWN_PLURAL) and chunk.value in FIGHTERS else "P"
    if chunk.symbol == "i":
        return "i" if word in WITHIN else "I"
    return "E" if chunk.symbol == "x" and word.endswith("ed") and word != "armed" else chunk.symbol


def _together(head: Chunk, last: Chunk, tokens: Tokens) -> Chunk:
    """Head and complement as one chunk; plain "members" are of the kind they are members of."""
    is_plain = tokens.words[head.end - 1] in words_of("casualty_words", "member")
    value = last.value if is_plain and last.value else head.value
    return Chunk(head.symbol, head.start, last.end, value, head.quantity, head.count_end)
