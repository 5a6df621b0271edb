"""Tags follow the words: the crowd of a demonstration, people taken away, sexual violence beside something else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from conflict_ledger.records import CrowdMention, KindReason, PlaceChoice, Quantity, Reason, Span
from conflict_ledger.resolve.profiles import Profile, profile
from conflict_ledger.resolve.tags import tag_reasons
from tests.publish.sound_records import casualty_range, mention

NOWHERE = PlaceChoice(place=None, geo_precision=None, basis="none", reason="")
PROTEST = {"event_type": "Protests", "sub_event_type": "Peaceful protest"}


def telling(**changed: Any) -> Profile:
    return profile(mention(**changed), NOWHERE, [])


def crowd(size: str) -> CrowdMention:
    quantity = Quantity(low=300, best=300, high=300)
    return CrowdMention(span=Span(0, 3), text="300", quantity=quantity, size=size, rule="crowd.people")


def tags(*members: Profile, **changed: Any) -> list[str | None]:
    ranges = [casualty_range(**changed)] if changed else []
    return [reason.detail for reason in tag_reasons(members[0], members, ranges)]


def test_every_demonstration_has_a_crowd_size() -> None:
    assert tags(telling(**PROTEST)) == ["crowd size=no report"]
    riot = {"event_type": "Riots", "sub_event_type": "Mob violence"}
    assert tags(telling(**riot), telling(**riot, crowd=crowd("dozens"))) == ["crowd size=dozens"]
    assert tags(telling(event_type="Battles", sub_event_type="Armed clash", crowd=crowd("dozens"))) == []


def test_the_words_of_the_crowd_are_kept() -> None:
    member = telling(**PROTEST, crowd=crowd("300"))
    (reason,) = tag_reasons(member, [member], [])
    assert (reason.span, reason.text, reason.document_id) == (Span(0, 3), "300", "d_000000000001")


def test_detentions_rest_on_a_claim() -> None:
    taken = {"outcome": "captured", "low": 20}
    assert tags(telling(**PROTEST), **taken) == ["crowd size=no report", "detentions"]
    assert tags(telling(**PROTEST), outcome="captured", low=0) == ["crowd size=no report"]
    assert tags(telling(), **taken) == []


def test_sexual_violence_is_a_tag_beside_another_kind_only() -> None:
    why = KindReason(rule="", span=Span(0, 1), text="", votes=(("Attack", 0.9), ("Sexual violence", 0.9)))
    abduction = {"event_type": "Violence against civilians", "sub_event_type": "Abduction/forced disappearance"}
    assert tags(telling(**abduction, kind_reason=why)) == ["sexual violence"]
    assert tags(telling(**abduction | {"sub_event_type": "Sexual violence"}, kind_reason=why)) == []
    weak = replace(why, votes=(("Sexual violence", 0.5),))
    assert tags(telling(**abduction, kind_reason=weak)) == []


def test_a_tag_is_its_reason() -> None:
    assert all(isinstance(reason, Reason) and reason.decision == "tags" for reason in tag_reasons(telling(), [], []))
