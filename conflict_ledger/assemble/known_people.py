"""Words for people that take up others told before: "he", "the victim", "all three"; not "a miner" or "the other man".

Which people they take up is for ``resolve/fates.py``, which sees all claims of an event and no sentence.
"""

from __future__ import annotations

import re

from conflict_ledger.records import CasualtyMention, Sentence

PRONOUN_RULE = "casualties.pronoun"
KNOWN = re.compile(r"(?:the|that|these|those|both|all)\b", re.IGNORECASE)
JUST_BEFORE = re.compile(r"\b(?:the|these|those|all)\s+$", re.IGNORECASE)  # "all three"
BESIDE = re.compile(r"\b(?:other|others|second|third|fourth|remaining|surviv\w*|wounded|injured)\b", re.IGNORECASE)
# Nouns that say no more of people than their age and sex, so that any of those told may be meant.
PLAIN = re.compile(
    r"\b(?:adults?|baby|boys?|child|children|females?|girls?|infant|males?|m[ae]n|patients?|people|persons?|teens?|"
    r"teenagers?|toddler|victims?|wom[ae]n|youths?|both|three|four|five|six|olds?)$",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:he|she)\b(?!.*\b(?:he|she)\b)", re.IGNORECASE | re.DOTALL)


def words_taking_up(casualty: CasualtyMention, sentence: Sentence) -> str | None:
    """The words by which the statement takes up people told before; None where they are told as new ones."""
    before = sentence.before(casualty.count_span.start)
    if casualty.rule == PRONOUN_RULE:
        pronoun = PRONOUN.search(before)
        return pronoun.group() if pronoun else casualty.count_text
    words = casualty.victim_text or casualty.count_text
    is_known = KNOWN.match(words) is not None or JUST_BEFORE.search(before) is not None
    is_plain = BESIDE.search(words) is None and PLAIN.search(words) is not None
    return words if is_known and is_plain else None
