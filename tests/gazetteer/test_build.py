"""A gazetteer made from a small dump in GeoNames' format, which the tests write, and runs that read it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conflict_ledger.cli import main
from conflict_ledger.extract.gazetteer import find_candidates, is_english_word
from conflict_ledger.gazetteer.build import build_gazetteer
from conflict_ledger.gazetteer.choice import EMBEDDED, gazetteer_identity, use_gazetteer
from conflict_ledger.problems import ConfigurationError
from conflict_ledger.records import Place
from conflict_ledger.reference.provinces import province_facts
from tests.ledger_runs import manifest_of, run

# id, name, alternate names, latitude, longitude, class, code, country, admin1 to admin3, people.
FEATURES = [
    (1, "Muḩāfaz̧at Nīnawá", "Ninewa,Nineveh Governorate", 36.0, 42.5, "A", "ADM1", "IQ", "15", "", "", 0),
    (2, "Qaḑā’ Sinjār", "Sinjar District", 36.4, 41.9, "A", "ADM2", "IQ", "15", "150", "", 0),
    (3, "Qaḑā’ al Barzan", "Al Barzan District", 36.1, 42.0, "A", "ADM2", "IQ", "15", "151", "", 0),
    (4, "Al Mawşil al Jadīdah", "Mosul,Mossoul,الموصل", 36.335, 43.1189, "P", "PPL", "IQ", "15", "", "", 1_739_800),
    (5, "Sinjār", "Sinjar,Shingal", 36.3209, 41.8756, "P", "PPLA2", "IQ", "15", "150", "", 38_000),
    (6, "Tall Orvane", "Tel Orvane", 36.21, 42.02, "P", "PPLA2", "IQ", "15", "151", "", 0),
    (7, "Qaryat Zumelin", "Zumelin", 36.22, 42.05, "P", "PPL", "IQ", "15", "151", "", 0),
    (8, "Soldier", "", 36.3, 42.1, "P", "PPL", "IQ", "15", "151", "", 40),
    (9, "Old Orvane", "", 36.2, 42.0, "P", "PPLQ", "IQ", "15", "151", "", 0),
    (10, "Wadi Orvane", "", 36.2, 42.0, "H", "WAD", "IQ", "15", "151", "", 0),
    (11, "Mokhayyam Hestan", "Hestan Camp", 36.9, 42.4, "S", "CMPRF", "IQ", "15", "", "", 9_000),
    (12, "Hamlet Lane", "", 40.0, -88.0, "P", "PPL", "US", "IL", "019", "", 12),
    (13, "Nowhere", "", 0.0, 0.0, "P", "PPL", "", "", "", "", 12),
]


def dump_line(feature: tuple[object, ...]) -> str:
    """A feature as GeoNames writes it: 19 fields, most of them empty here."""
    number, name, alternates, latitude, longitude, kind, code, iso2, one, two, three, people = feature
    fields = [number, name, name, alternates, latitude, longitude, kind, code, iso2, "", one, two, three, "", people]
    return "\t".join(str(field) for field in [*fields, "", "0", "Asia/Baghdad", "2024-01-01"])


def write_dump(folder: Path, name: str = "IQ.txt") -> Path:
    """A dump with the list of first level codes beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "admin1CodesASCII.txt").write_text("IQ.15\tNineveh\tNineveh\t1\nIQ.99\tNobody\tNobody\t2\n")
    (folder / "admin2Codes.txt").write_text("IQ.15.151\tAl Barzan\tAl Barzan\t3\n")
    dump = folder / name
    dump.write_text("".join(dump_line(feature) + "\n" for feature in FEATURES), encoding="utf-8")
    return dump


@pytest.fixture(autouse=True)
def embedded_again() -> Iterator[None]:
    """Whatever a test chooses, the next one reads the embedded gazetteer."""
    yield
    use_gazetteer(None)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A gazetteer built from the dump."""
    build_gazetteer([write_dump(tmp_path / "geonames")], tmp_path / "gazetteer")
    return tmp_path / "gazetteer"


def only(name: str) -> Place:
    (place,) = find_candidates(name)
    return place


def test_towns_are_found_under_every_latin_name(built: Path) -> None:
    assert find_candidates("qaryat zumelin") == ()
    use_gazetteer(built)
    assert only("qaryat zumelin") == only("zumelin")
    assert (only("zumelin").admin1, only("zumelin").latitude, only("zumelin").kind) == ("Ninewa", 36.22, "city")
    assert [place.place_id for place in find_candidates("mossoul")] == ["4"]
    assert only("hestan camp").kind == "city"


@pytest.mark.parametrize("name", ["old orvane", "wadi orvane", "hamlet lane", "nowhere"])
def test_places_of_no_use_are_left_out(built: Path, name: str) -> None:
    use_gazetteer(built)
    assert find_candidates(name) == ()


def test_areas_stand_at_their_seats(built: Path) -> None:
    use_gazetteer(built)
    province = province_facts("Iraq", "Nineveh")
    assert province is not None
    assert (province.code, province.capital, province.population) == ("15", "Al Mawsil al Jadidah", 1_777_840)
    district = only("al barzan")
    assert (district.kind, district.latitude, district.place_id) == ("admin2", 36.21, "IQ/ninewa/al_barzan")
    # Sinjar is a town, so the district of that name has no line of its own.
    assert [place.kind for place in find_candidates("sinjar") if not place.is_approximate] == ["city"]


def test_names_that_are_words_are_marked(built: Path, tmp_path: Path) -> None:
    use_gazetteer(built)
    assert is_english_word("soldier") and not is_english_word("zumelin")
    (tmp_path / "words").write_text("sinjar\n")
    build_gazetteer([tmp_path / "geonames" / "IQ.txt"], tmp_path / "other", tmp_path / "words")
    use_gazetteer(tmp_path / "other")
    assert is_english_word("sinjar") and not is_english_word("soldier")


def test_the_same_files_give_the_same_identity_and_the_attribution_is_written(built: Path, tmp_path: Path) -> None:
    use_gazetteer(built)
    first = gazetteer_identity()
    build_gazetteer([tmp_path / "geonames" / "IQ.txt"], tmp_path / "again")
    use_gazetteer(tmp_path / "again")
    assert gazetteer_identity() == first != EMBEDDED
    source = (built / "gazetteer.source.yml").read_text()
    assert "GeoNames (https://www.geonames.org), from the files IQ.txt" in source and "CC BY 4.0" in source
    assert sorted(path.name for path in built.iterdir()) == [
        "admin1.tsv", "gazetteer.offsets", "gazetteer.source.yml", "gazetteer.tsv", "gazetteer_names.offsets",
        "gazetteer_names.tsv",
    ]  # fmt: skip


def test_an_archive_reads_like_its_text(built: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "geonames" / "IQ.zip", "w") as archive:
        archive.write(tmp_path / "geonames" / "IQ.txt", "IQ.txt")
        archive.writestr("readme.txt", "not a dump")
    build_gazetteer([tmp_path / "geonames" / "IQ.zip"], tmp_path / "zipped")
    assert (tmp_path / "zipped" / "gazetteer.tsv").read_bytes() == (built / "gazetteer.tsv").read_bytes()


def test_many_pieces_sort_like_one(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conflict_ledger.gazetteer.build.PIECE", 2)
    build_gazetteer([tmp_path / "geonames" / "IQ.txt"], tmp_path / "pieces")
    names = (tmp_path / "pieces" / "gazetteer_names.tsv").read_text()
    assert names == (built / "gazetteer_names.tsv").read_text()
    assert names.splitlines() == sorted(names.splitlines())


@pytest.mark.parametrize("text", ["one\ttwo\n", dump_line(FEATURES[0]).replace("36.0", "north") + "\n"])
def test_a_file_that_is_no_dump_is_refused_by_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "IQ.txt").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"IQ\.txt, line 1"):
        build_gazetteer([tmp_path / "IQ.txt"], tmp_path / "gazetteer")
    assert not (tmp_path / "gazetteer").exists()


def test_nothing_but_a_gazetteer_is_replaced(built: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is no gazetteer"):
        build_gazetteer([tmp_path / "geonames" / "IQ.txt"], tmp_path / "geonames")
    build_gazetteer([tmp_path / "geonames" / "IQ.txt"], built)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_without_a_gazetteer_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="lacks gazetteer"):
        use_gazetteer(tmp_path)


def test_the_commands_build_and_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump, out = write_dump(tmp_path / "geonames"), tmp_path / "gazetteer"
    article = tmp_path / "article.txt"
    article.write_text("Gunmen killed six farmers in the village of Qaryat Zumelin on 3 May 2024, police said.")
    assert main(["gazetteer", "build", str(dump), "--out", str(out)]) == 0
    assert "GeoNames (CC BY 4.0)" in capsys.readouterr().out
    for options, is_found in (([], False), (["--gazetteer", str(out)], True)):
        assert main(["extract", str(article), "--json", *options]) == 0
        assert ('"admin1": "Ninewa"' in capsys.readouterr().out) is is_found
    assert main(["extract", str(article), "--gazetteer", str(tmp_path)]) == 2


def test_a_run_names_its_gazetteer_and_reads_everything_again(built: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "one.txt").write_text("Gunmen killed six farmers in Qaryat Zumelin on 3 May 2024, police said.")
    first = run(tmp_path, allow_drop=True)
    assert manifest_of(tmp_path / "out")["gazetteer"] == EMBEDDED
    second = run(tmp_path, allow_drop=True, gazetteer=built)
    manifest = manifest_of(tmp_path / "out")
    assert (manifest["gazetteer"], manifest["extracted"], manifest["reused"]) == (gazetteer_identity(), 1, 0)
    assert first.release_id != second.release_id
