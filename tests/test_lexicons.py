"""Every lexicon file can be read; vocabularies are sorted and described, and other files use no other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from conflict_ledger.lexicon import FOLDER, load_lexicon, read_yaml
from conflict_ledger.publish.derived_events import expected_interaction

NAMES = sorted(path.stem for path in FOLDER.glob("*.yml") if not path.stem.endswith(".source"))
LISTS = sorted(path.name for path in FOLDER.glob("*.tsv*"))  # each has a paper beside it, <name>.source.yml
WITHOUT_PAPER = ("states.tsv",)
DESCRIBED = (
    "actor_types assertions claimant_types date_bases grades outcomes place_bases published_bases qualifiers "
    "range_bases refusal_stages scopes victim_types"
).split()
VOCABULARIES = [*DESCRIBED, "event_hierarchy", "interactions", "regions"]
# (lexicon, whose values must be words of, this vocabulary)
BORROWED = [("harms", "outcomes"), ("victims", "victim_types")]


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_well_formed_and_says_where_it_comes_from(name: str) -> None:
    lexicon = load_lexicon(name)
    assert lexicon.entries
    assert all(text.strip() for text in (lexicon.purpose, lexicon.source, lexicon.licence))


@pytest.mark.parametrize("name", LISTS)
def test_a_paper_says_where_a_list_comes_from(name: str, request: pytest.FixtureRequest) -> None:
    if name in WITHOUT_PAPER:
        request.applymarker(pytest.mark.xfail(strict=True, reason="its paper is still to be written"))
    papers = [path for path in FOLDER.glob("*.source.yml") if name in path.read_text(encoding="utf-8")]
    assert papers
    assert all(read_yaml(papers[0])[key].strip() for key in ("purpose", "source", "licence"))


@pytest.mark.parametrize("name", VOCABULARIES)
def test_vocabularies_are_sorted_by_id(name: str) -> None:
    ids = [entry.id for entry in load_lexicon(name).entries]
    assert ids == sorted(ids)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_word_stands_in_its_vocabulary_once(name: str) -> None:
    values = [entry.value for entry in load_lexicon(name).entries]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize("name", DESCRIBED)
def test_every_word_of_a_vocabulary_is_described(name: str) -> None:
    assert [entry.id for entry in load_lexicon(name).entries if not entry.fields.get("means")] == []


@pytest.mark.parametrize(("name", "vocabulary"), BORROWED)
def test_values_come_from_the_vocabulary(name: str, vocabulary: str) -> None:
    assert set(load_lexicon(name).values()) <= set(load_lexicon(vocabulary).values())


def test_who_is_named_again_is_a_kind_of_claimant() -> None:
    kinds = {kind for entry in load_lexicon("named_again").entries for kind in entry.fields["kinds"].split()}
    assert kinds - {"any"} <= set(load_lexicon("claimant_types").values())


def test_the_hierarchy_has_acleds_six_types_and_twenty_five_sub_types_in_one_order() -> None:
    entries = load_lexicon("event_hierarchy").entries
    assert len({entry.fields["event_type"] for entry in entries}) == 6
    assert sorted(entry.fields["rank"] for entry in entries) == [f"{rank:02d}" for rank in range(1, 26)]


def test_all_pairs_of_actor_types_have_a_label() -> None:
    labels = {entry.fields["code"]: entry.value for entry in load_lexicon("actor_types").entries}
    found = {entry.id: entry.value for entry in load_lexicon("interactions").entries}
    assert len(found) == 8 + 36
    for code, label in found.items():
        second = None if code[1] == "0" else labels[code[1]]
        assert expected_interaction(labels[code[0]], second) == label


def test_yaml_is_read_as_text_alone(tmp_path: Path) -> None:
    (tmp_path / "words.yml").write_text("[no, 2024-01-02, 1.0, null]")
    assert read_yaml(tmp_path / "words.yml") == ["no", "2024-01-02", "1.0", "null"]
