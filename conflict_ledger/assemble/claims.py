"""Mentions to Claims: each stated number with its speaker, standing, time and place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from conflict_ledger.assemble.additions import is_marked_additional, settle_additions
from conflict_ledger.assemble.doubts import is_only_doubted, settle_doubts
from conflict_ledger.assemble.figures import ToldHarm
from conflict_ledger.assemble.house_words import outcome_of
from conflict_ledger.assemble.known_people import words_taking_up
from conflict_ledger.assemble.parties import doer_who_tells, side_of, speaks_of_own_deed
from conflict_ledger.assemble.running_totals import is_running_total, is_within_toll
from conflict_ledger.assemble.scope import governing_attribution, has_cue, standing_of
from conflict_ledger.assemble.speakers import Speaker, Speakers
from conflict_ledger.assemble.timing import Timeline
from conflict_ledger.assemble.topics import other_topic
from conflict_ledger.ids import stable_id
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import CasualtyMention, Claim, Document, SentenceMentions

SHOT = "casualties.shot"  # the entry of lexicons/harms.yml
# What asks for a number behind it, or leaves open whether anybody was harmed at all.
ASKED = re.compile(
    r"\b(?:how many(?: \w+)?|(?:the|exact|total) (?:number|count) of(?: \w+)?|whether(?: any)?)\s*$", re.IGNORECASE
)


def build_claims(document: Document, mentions: Sequence[SentenceMentions], timeline: Timeline) -> tuple[Claim, ...]:
    """Every casualty statement of the document as a claim, in text order.

    Statements of plans and threats ("vowed to kill 12") are no claims: nothing has happened yet; nor is anything in
    an article on a quake, a film or a match (topics.py).
    """
    if other_topic(mentions) is not None:
        return ()
    speakers = Speakers()
    claims: list[Claim] = []
    told = ToldHarm()
    for found in map(told.with_figures, mentions):
        for casualty in found.casualties:
            if has_cue(found, "irrealis", casualty) or _is_left_open(casualty, found):
                continue
            attribution = governing_attribution(casualty, found) or doer_who_tells(casualty, found)
            is_hearsay = is_only_doubted(casualty, found, attribution)
            speaker = (None, "unnamed") if is_hearsay else speakers.of(found, casualty, attribution)
            claims.append(_claim(document, timeline, found, casualty, speaker))
        speakers.remember(found)
    return settle_doubts(settle_additions(claims), mentions)


def _claim(
    document: Document,
    timeline: Timeline,
    found: SentenceMentions,
    casualty: CasualtyMention,
    speaker: Speaker,
) -> Claim:
    attribution, claimant_type = speaker
    assertion = attribution.assertion if attribution else "reported"
    if claimant_type == "armed_group" and attribution and speaks_of_own_deed(attribution, casualty, found):
        claimant_type = "perpetrator"
        assertion = "claimed" if assertion == "reported" else assertion
    event_on = timeline.event_time(found).value
    return Claim(
        claim_id=stable_id("c_", document.document_id, casualty.count_span.start, casualty.count_span.end,
                           casualty.outcome, casualty.rule),
        document_id=document.document_id,
        outcome=outcome_of(document, casualty),
        quantity=casualty.quantity,
        count_span=casualty.count_span,
        count_text=casualty.count_text,
        is_total=casualty.is_total and not is_within_toll(found, casualty),
        is_cumulative=casualty.is_cumulative or is_running_total(found, casualty),
        victim_text=casualty.victim_text,
        victim_type=casualty.victim_type,
        side=side_of(casualty, found),
        claimant_text=attribution.text if attribution else None,
        claimant_type=claimant_type,
        assertion=standing_of(casualty, found) or assertion,
        event_on=event_on,
        sentence_index=found.sentence.index,
        sentence=found.sentence.text,
        sentence_start=found.sentence.start,
        rule=casualty.rule,
        is_shot=casualty.outcome == "casualties" and _trigger_of(found, casualty) in _shot_words(),
        is_additional=is_marked_additional(casualty, found.sentence),
        taken_up=words_taking_up(casualty, found.sentence),
    )  # fmt: skip


def _trigger_of(found: SentenceMentions, casualty: CasualtyMention) -> str:
    """The words of harm, in lower case."""
    return found.sentence.quote(casualty.trigger_span).lower()


@cache
def _shot_words() -> frozenset[str]:
    """Words that say people were hit by bullets and nothing more."""
    return frozenset(form for entry in load_lexicon("harms").entries if entry.id == SHOT for form in entry.forms)


def _is_left_open(casualty: CasualtyMention, found: SentenceMentions) -> bool:
    """Whether a number is only asked for: "how many men died", "the number of soldiers killed", without a figure."""
    if casualty.quantity.high == 0 and "whether" in casualty.count_text.lower():
        return True  # "not known whether any soldiers died" is no zero
    if casualty.quantity.qualifier != "none_stated":
        return False
    return ASKED.search(found.sentence.before(casualty.count_span.start)) is not None
