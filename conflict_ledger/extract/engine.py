"""Run the finders over a document's sentences. The order of things is written here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conflict_ledger.extract.actors import find_actors
from conflict_ledger.extract.attributions import find_attributions, find_openers
from conflict_ledger.extract.bare_figures import find_bare_figures
from conflict_ledger.extract.casualties import find_casualties
from conflict_ledger.extract.crowds import find_crowds
from conflict_ledger.extract.cues import find_standing
from conflict_ledger.extract.dates import find_dates
from conflict_ledger.extract.event_types import find_backgrounds, find_triggers
from conflict_ledger.extract.harm_words import has_harm
from conflict_ledger.extract.places import find_places
from conflict_ledger.records import (
    ActorMention,
    Context,
    CueMention,
    DateMention,
    PlaceMention,
    Sentence,
    SentenceMentions,
    TriggerMention,
)

RECENT = 3  # sentences behind a harm in which a figure may stand for it


def find_mentions(sentences: Sequence[Sentence], context: Context) -> tuple[SentenceMentions, ...]:
    """Every sentence with what was found in it, in text order.

    Dates and places are sought everywhere, since they serve the whole document (in capitals, where every word may
    be a name, places only where it matters). The rest runs where a linear automaton saw a word of harm or of a deed,
    in the lead, which sets the scene, and for speakers also in the sentence before, which a "he said" may point to.
    """
    dated = [_not_after(find_dates(sentence, context), context) for sentence in sentences]
    context = _with_reference(context, dated)
    if context.reference_on is not None and context.published_on is None:
        dated = [find_dates(sentence, context) for sentence in sentences]
    harmed = [has_harm(sentence.text) for sentence in sentences]
    triggers = [find_triggers(sentence, context) for sentence in sentences]
    telling = [is_harmed or bool(found) for is_harmed, found in zip(harmed, triggers, strict=True)]
    return tuple(
        _read(
            sentences[at], context, dated[at], triggers[at], harmed[at], telling[at],
            telling[at + 1 : at + 2] == [True], any(harmed[max(0, at - RECENT) : at]),
        )
        for at in range(len(sentences))
    )  # fmt: skip


def _read(
    sentence: Sentence,
    context: Context,
    dates: tuple[DateMention, ...],
    triggers: tuple[TriggerMention, ...],
    is_harmed: bool,
    is_telling: bool,
    precedes_telling: bool,
    follows_harm: bool,
) -> SentenceMentions:
    """One sentence through the finders that matter for it."""
    seeks_places = is_telling or sentence.is_lead or not context.is_upper_case
    names_doers = is_telling or precedes_telling or "responsib" in sentence.text
    actors = find_actors(sentence, context) if names_doers else ()
    speaks = is_telling or precedes_telling or follows_harm or bool(dates)
    attributions = find_attributions(sentence, context) if speaks else ()
    casualties = find_casualties(sentence, context) if is_harmed else ()
    return SentenceMentions(
        sentence=sentence,
        dates=dates,
        places=_outside_names(find_places(sentence, context), actors) if seeks_places else (),
        actors=actors,
        triggers=triggers,
        cues=_cues(sentence, context, is_telling or sentence.is_lead, bool(dates)),
        attributions=attributions,
        casualties=casualties,
        openers=find_openers(sentence, context) if precedes_telling else (),
        crowds=find_crowds(sentence, triggers, casualties),
        figures=find_bare_figures(sentence, attributions, casualties) if is_harmed or follows_harm else (),
    )


def _not_after(dates: tuple[DateMention, ...], context: Context) -> tuple[DateMention, ...]:
    """Dates up to publication: what has not happened yet is no event. A range that runs on is cut there."""
    last = context.published_on
    if last is None:
        return dates
    past = (date for date in dates if date.value.earliest <= last)
    return tuple(
        date if date.value.latest <= last else replace(date, value=replace(date.value, latest=last)) for date in past
    )


def _cues(sentence: Sentence, context: Context, is_cued: bool, is_dated: bool) -> tuple[CueMention, ...]:
    """Standing also where only a date stands: it may be the day of a statement."""
    standing = find_standing(sentence, context) if is_cued or is_dated else ()
    return standing + find_backgrounds(sentence, context) if is_cued else standing


def _outside_names(places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> tuple[PlaceMention, ...]:
    """Places that are no part of an actor's name: "the Levant" in "Islamic State of Iraq and the Levant" is none.

    Countries stay, since an actor's country is evidence of the scene.
    """
    return tuple(
        place
        for place in places
        if place.relation == "demonym"
        or (place.candidates and place.candidates[0].kind == "country")
        or not any(_is_of_name(place, actor) for actor in actors)
    )


def _is_of_name(place: PlaceMention, actor: ActorMention) -> bool:
    """Whether a place is the name of an actor, or a part of it behind its first word."""
    return place.span == actor.span or (actor.span.start < place.span.start and place.span.end <= actor.span.end)


def _with_reference(context: Context, dated: Sequence[tuple[DateMention, ...]]) -> Context:
    """Without a publication date the document's first full date gives later "14 June" its year."""
    if context.published_on is not None or context.reference_on is not None:
        return context
    full = (
        date.value.latest
        for dates in dated
        for date in dates
        if date.basis == "absolute" and date.value.precision == "day" and not date.value.implied
    )
    return replace(context, reference_on=next(full, None))
