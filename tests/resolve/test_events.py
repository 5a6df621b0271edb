"""Reports of one event meet, reports of others do not, and order does not matter."""

from __future__ import annotations

import pytest

from tests.assemble.reading import link, read

POLICE = read(
    "Gunmen from M23 attacked a church in Goma on Monday, killing 12 worshippers, police said.", name="police.txt"
)
HOSPITAL = read(
    "Hospital officials said 19 worshippers were killed when M23 gunmen attacked a church in Goma on Monday.",
    name="hospital.txt",
)
ELSEWHERE = read(
    "M23 gunmen attacked a church in Bukavu on Monday, killing 12 worshippers, police said.", name="elsewhere.txt"
)
EARLIER = read("M23 gunmen attacked a church in Goma on 3 January, killing 12 worshippers.", name="earlier.txt")


def test_two_reports_of_one_attack_are_one_event() -> None:
    (event,) = link(POLICE, HOSPITAL)
    assert len(event.document_ids) == 2
    killed = next(r for r in event.ranges if r.outcome == "killed" and r.claimant_type == "all")
    assert (killed.low, killed.high, killed.n_documents) == (12, 19, 2)


def test_copies_of_a_note_are_one_event_however_many_print_it() -> None:
    note = "Raiders burned a mill outside Goma on Tuesday, killing 2 people."
    copies = [read(note, name=f"paper{number}.txt", source=f"Paper {number}") for number in range(70)]
    (event,) = link(*copies)
    assert len(event.document_ids) == 70


def test_two_deeds_of_a_copied_note_stay_two() -> None:
    note = "Raiders killed 5 millers near Uvira on Tuesday. Raiders killed 5 millers near Bukavu on Wednesday."
    copies = [read(note, name=f"paper{number}.txt", source=f"Paper {number}") for number in range(3)]
    assert [len(event.document_ids) for event in link(*copies)] == [3, 3]


def test_another_town_is_another_event() -> None:
    assert len(link(POLICE, ELSEWHERE)) == 2


def test_another_day_is_another_event() -> None:
    assert len(link(POLICE, EARLIER)) == 2


def test_order_of_documents_does_not_matter() -> None:
    assert link(POLICE, HOSPITAL, ELSEWHERE) == link(ELSEWHERE, HOSPITAL, POLICE)


def test_each_bound_names_a_claim_of_the_event() -> None:
    (event,) = link(POLICE, HOSPITAL)
    claims = {claim.claim_id: claim for extraction in (POLICE, HOSPITAL) for claim in extraction.claims}
    for row in event.ranges:
        assert row.low_claim_id is not None and claims[row.low_claim_id].quantity.low == row.low
        assert row.high_claim_id is not None and claims[row.high_claim_id].quantity.high == row.high


def test_ids_follow_acleds_pattern_and_are_stable() -> None:
    (first,), (again,) = link(POLICE), link(POLICE)
    assert first.event_id == again.event_id
    assert first.event_id.startswith("DRC") and first.event_id[3:].isdigit()


@pytest.mark.parametrize(
    ("where", "basis", "precision"),
    [
        ("in the village of Orvantu near Goma", "area", 2),
        ("in Orvantu village, Goma", "area", 1),
        ("in Orvantu, a village in eastern North Kivu", "area", 3),
        ("in the village of Orvantu, North Kivu province", "area", 3),
        ("in the town of Goma", "stated", 1),
        ("in Goma, and residents of Orvantu village heard shots", "stated", 1),
    ],
)
def test_the_place_of_an_unknown_village_is_its_area_and_says_so(where: str, basis: str, precision: int) -> None:
    (event,) = link(read(f"Gunmen killed four herders {where} on Monday."))
    assert (event.place_basis, event.geo_precision) == (basis, precision)
