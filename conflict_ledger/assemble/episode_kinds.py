"""The kind of an episode: what its tellings say together, and what deaths and captives change in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from conflict_ledger.assemble.episodes import DEMONSTRATIONS, Episode
from conflict_ledger.assemble.event_coding import classify, tells_harm
from conflict_ledger.lexicon import words_of
from conflict_ledger.records import ActorMention, Claim, TriggerMention

TAKING = ("Arrests", "Abduction/forced disappearance", "Change to group/activity")
HARM = ("killed", "injured", "casualties", "captured")
VICTIMS = ("killed", "injured", "casualties")
# Words that say nothing of the victims.
WEAK_ATTACK = ("votes/kill.word", "votes/kill.any", "votes/kill.body", "votes/attack.word")
ARMED = frozenset(("soldier", "police", "militant"))
Coding = tuple[str, str, str]


def episode_coding(
    episode: Episode,
    triggers: Sequence[TriggerMention],
    actors: Sequence[ActorMention],
    claims: Sequence[Claim],
    trusts_harm: bool,
) -> Coding | None:
    """(event type, sub-event type, rule) of an episode; None when it tells of no event.

    ``trusts_harm`` lets the dead and wounded it counts make an event of weak words ("killed", "attack").
    """
    killed = [claim for claim in claims if claim.outcome == "killed" and claim.quantity.low]
    victims = {claim.victim_type for claim in claims if claim.outcome in VICTIMS and claim.quantity.low}
    coding = _with_deaths(_agreed(episode, classify(triggers, actors, trusts_harm and bool(victims))), killed)
    if coding is not None and coding[2].startswith(WEAK_ATTACK) and victims and victims <= ARMED:
        return "Battles", "Armed clash", f"{coding[2]}+armed_victims"
    return coding


def coding_of_harm(claims: Sequence[Claim], triggers: Sequence[TriggerMention]) -> Coding | None:
    """An attack, where nothing but people shot, stabbed or killed is told; asked for in scope ``violence`` only."""
    harmed = any(claim.outcome in HARM and claim.quantity.low for claim in claims) or tells_harm(triggers)
    return ("Violence against civilians", "Attack", "claims.harm") if harmed else None


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


def _with_deaths(coding: Coding | None, killed: Sequence[Claim]) -> Coding | None:
    """Deaths in captivity are an attack, whatever side the dead were on (ACLED codebook, table 2)."""
    if coding is None or not killed:
        return coding
    if coding[1] in TAKING or (coding[1] == "Armed clash" and any(_is_captive(claim) for claim in killed)):
        return "Violence against civilians", "Attack", f"{coding[2]}+deaths_in_captivity"
    return coding


def _is_captive(claim: Claim) -> bool:
    return not words_of("captives", "captive").isdisjoint((claim.victim_text or "").lower().split())
