"""The kind of an episode: what its tellings say together, and what deaths and captives change in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from conflict_ledger.assemble.episodes import DEMONSTRATIONS, Episode
from conflict_ledger.assemble.event_coding import classify
from conflict_ledger.lexicon import load_lexicon
from conflict_ledger.records import ActorMention, Claim, TriggerMention

TAKING = ("Arrests", "Abduction/forced disappearance", "Change to group/activity")
HARM = ("killed", "injured", "casualties", "captured")
Coding = tuple[str, str, str]


def episode_coding(
    episode: Episode, triggers: Sequence[TriggerMention], actors: Sequence[ActorMention], claims: Sequence[Claim]
) -> Coding | None:
    """(event type, sub-event type, rule) of an episode; None when it tells of no event."""
    return _with_deaths(_agreed(episode, classify(triggers, actors)), claims)


def coding_of_harm(claims: Sequence[Claim], scope: str) -> Coding | None:
    """An attack, where nothing but people shot, stabbed or killed is told; asked for in scope ``violence`` only."""
    harmed = any(claim.outcome in HARM and claim.quantity.low for claim in claims)
    return ("Violence against civilians", "Attack", "claims.harm") if harmed and scope == "violence" else None


def _agreed(episode: Episode, together: Coding | None) -> Coding | None:
    """What all words say together, if the tellings agree, else what most tellings say.

    Demonstrations are told across sentences (the march here, the tear gas there), so there the whole decides.
    A telling with deaths weighs double: it is the one that the event is reported for.
    """
    votes: Counter[Coding] = Counter()
    for telling in episode.tellings:
        if telling.coding is not None:
            votes[telling.coding] += 2 if any(claim.outcome == "killed" for claim in telling.claims) else 1
    if together is None or not votes or together[0] in DEMONSTRATIONS:
        return together
    kinds: Counter[str] = Counter()
    for coding, weight in votes.items():
        kinds[coding[1]] += weight
    most = max(kinds.values())
    if kinds[together[1]] == most:
        return together
    return next(coding for coding in votes if kinds[coding[1]] == most)


def _with_deaths(coding: Coding | None, claims: Sequence[Claim]) -> Coding | None:
    """Deaths in captivity are an attack, whatever side the dead were on (ACLED codebook, table 2)."""
    killed = [claim for claim in claims if claim.outcome == "killed" and claim.quantity.low]
    if coding is None or not killed:
        return coding
    if coding[1] in TAKING or (coding[1] == "Armed clash" and any(_is_captive(claim) for claim in killed)):
        return "Violence against civilians", "Attack", f"{coding[2]}+deaths_in_captivity"
    return coding


def _is_captive(claim: Claim) -> bool:
    words = (claim.victim_text or "").lower().split()
    return any(word in _captive_words() for word in words)


@cache
def _captive_words() -> frozenset[str]:
    return frozenset(form for entry in load_lexicon("captives").entries for form in entry.forms)
