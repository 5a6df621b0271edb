"""The kind of an episode: what its tellings say together, and what deaths and captives change in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from conflict_ledger.assemble.episodes import Episode
from conflict_ledger.assemble.event_coding import TRANSFER, classify, says_no_fight, tells_harm
from conflict_ledger.lexicon import words_of
from conflict_ledger.records import ActorMention, Claim, TriggerMention
from conflict_ledger.reference.event_kinds import DEMONSTRATIONS, VIOLENT

TAKING = ("Arrests", "Abduction/forced disappearance", "Change to group/activity")
BURST = "/bomb."  # "bombing" and "explosion" name no weapon
REMOTE = "Explosions/Remote violence"
SPARED = ("Peaceful protest", "Protest with intervention")  # kinds of demonstration at which nobody dies
SIDE_EFFECTS = ("Looting/property destruction", "Disrupted weapons use")
HARM = ("killed", "injured", "casualties", "captured")
VICTIMS = ("killed", "injured", "casualties")
SHARE = 0.5  # of the votes, from which a weapon that the lead does not name is what it was done with
FIGHT = "battle/"  # a coding by a word of which both sides fight
BY_VOTES = "votes/"  # a coding that no rule decided, only the weight of words
# What was suffered, not by what means.
OUTCOMES = tuple(f"{BY_VOTES}{family}." for family in ("kill", "loot", "attack"))
# Words that say nothing of the victims.
WEAK_ATTACK = ("votes/kill.word", "votes/kill.any", "votes/kill.body", "votes/attack.word")
ARMED = frozenset(("soldier", "police", "militant"))
COMMUNITIES = "mob.communities"  # the trigger of a clash between villages, clans or peoples
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
    if coding is not None and coding[1] in SIDE_EFFECTS and coding[2].startswith(BY_VOTES) and victims:
        coding = _violence(triggers, actors) or coding
    if coding is not None and coding[2].startswith(WEAK_ATTACK) and victims and victims <= ARMED:
        return "Battles", "Armed clash", f"{coding[2]}+armed_victims"
    return coding


def _violence(triggers: Sequence[TriggerMention], actors: Sequence[ActorMention]) -> Coding | None:
    """What the words of violence alone say, where people were killed or hurt: ACLED ranks it above what was burned,
    seized or arrested beside it."""
    violent = [trigger for trigger in triggers if trigger.event_type in VIOLENT]
    return classify(violent, actors, has_victims=True) if tells_harm(violent) else None


def coding_of_harm(claims: Sequence[Claim], triggers: Sequence[TriggerMention]) -> Coding | None:
    """An attack, where nothing but people shot, stabbed or killed is told; asked for in scope ``violence`` only."""
    harmed = any(claim.outcome in HARM and claim.quantity.low for claim in claims) or tells_harm(triggers)
    return ("Violence against civilians", "Attack", "claims.harm") if harmed else None


def _agreed(episode: Episode, together: Coding | None) -> Coding | None:
    """What all words say together, if the tellings agree, else what most tellings say.

    Demonstrations are told across sentences (the march here, the tear gas there), so there the whole decides.
    A telling with deaths weighs double: it is the one that the event is reported for.
    """
    votes = _votes(episode)
    if together is None or not votes or together[0] in DEMONSTRATIONS or _is_unopposed(together, episode):
        return together
    kinds: Counter[str] = Counter()
    for coding, weight in votes.items():
        kinds[coding[1]] += weight
    most = max(kinds.values())
    if kinds[together[1]] == most:
        return together
    return next(coding for coding in votes if kinds[coding[1]] == most)


def _is_unopposed(together: Coding, episode: Episode) -> bool:
    """Whether a place was taken of which a sentence of its own says that nobody fought for it."""
    return together[1] == TRANSFER and any(says_no_fight(telling.triggers) for telling in episode.tellings)


def _votes(episode: Episode) -> Counter[Coding]:
    """What the tellings say, with their weight.

    Who was hit ("two soldiers were killed") or that it burst ("the explosion") says nothing of the means: such
    tellings vote for the weapon or the fight that the article is about.
    """
    votes: Counter[Coding] = Counter()
    for telling in episode.tellings:
        if telling.coding is not None:
            votes[telling.coding] += 2 if any(claim.outcome == "killed" for claim in telling.claims) else 1
    means = _means(episode, votes)
    if means is not None:
        vague = _is_vague if means[0] == REMOTE else _is_outcome_of_fight
        for coding in [coding for coding in votes if coding != means and vague(coding)]:
            votes[means] += votes.pop(coding)
    return votes


def _means(episode: Episode, votes: Counter[Coding]) -> Coding | None:
    """The weapon that reaches far, under its most exact name, where the article's lead or half of it names one; or the
    fight that its lead tells."""
    told = [coding for coding, _ in votes.most_common() if not coding[2].startswith(OUTCOMES)]
    if not told or not (told[0][0] == REMOTE or told[0][2].startswith(FIGHT)):
        return None
    kind = told[0][0]
    lead = next(telling.coding[0] for telling in episode.tellings if telling.coding is not None)
    share = sum(weight for coding, weight in votes.items() if coding[0] == kind) / votes.total()
    if lead != kind and (kind != REMOTE or share < SHARE):
        return None
    return next((coding for coding in told if coding[0] == kind and BURST not in coding[2]), told[0])


def _is_outcome_of_fight(coding: Coding) -> bool:
    """Whether a coding only says that people were hurt, and not that they were civilians."""
    return coding[2].startswith(WEAK_ATTACK)


def _is_vague(coding: Coding) -> bool:
    """Whether a coding rests on what was suffered or heard, and not on a weapon."""
    return coding[2].startswith(OUTCOMES) or BURST in coding[2]


def _with_deaths(coding: Coding | None, killed: Sequence[Claim]) -> Coding | None:
    """Deaths in captivity are an attack, whatever side the dead were on, and a demonstration whose people are killed is
    met with excessive force (ACLED codebook, table 2)."""
    if coding is None or not killed:
        return coding
    if coding[1] in SPARED and any(claim.victim_type not in ARMED for claim in killed):
        return "Protests", "Excessive force against protesters", f"{coding[2]}+deaths_of_protesters"
    if coding[2].endswith(COMMUNITIES):  # who kills in the name of a community does it as its militia
        return "Battles", "Armed clash", f"{coding[2]}+deaths"
    if coding[1] in TAKING or (coding[1] == "Armed clash" and any(_is_captive(claim) for claim in killed)):
        return "Violence against civilians", "Attack", f"{coding[2]}+deaths_in_captivity"
    return coding


def _is_captive(claim: Claim) -> bool:
    return not words_of("captives", "captive").isdisjoint((claim.victim_text or "").lower().split())
