"""The words around a name: is it a place, what sort of place, and how does what is told lie to it?"""

from __future__ import annotations

from conflict_ledger.extract.date_words import calendar_names
from conflict_ledger.extract.gazetteer import find_candidates
from conflict_ledger.extract.place_words import Words, cue_lengths, cue_values, values_of

MOST_QUALIFIERS = 3  # "in the far northern state": how many words may stand between relation and name
RELATIONS = ("near", "border", "from", "in", "to")  # the first that a phrase has wins
JOINTS = (" ", "-", "\n", " the ")
LEADING = frozenset(("qualifier", "in", "near", "from", "to", "border"))
TYPE_NOUNS = (
    "town_noun", "unit_noun", "district_noun", "province_noun", "part_noun", "quarter_noun",
    "site_noun", "body_noun", "type_noun",
    "land_noun",
)  # fmt: skip
FOLLOWING = frozenset((*TYPE_NOUNS, "qualifier", "in", "near", "from", "to", "title", "speech"))
BODIES = frozenset(("site_noun", "body_noun"))
# What carries a relation over to the name that explains another; a comma may also begin something else.
BESIDE = {" (": frozenset(("near", "in")), ", ": frozenset(("near",))}
SETTLED = frozenset(("town_noun", "unit_noun", "district_noun", "province_noun"))
PARTS = frozenset(("part_noun", "quarter_noun"))
DISTRICTS = frozenset(("district_noun", "unit_noun"))
ARTICLES = frozenset(("a", "an"))
LONGEST_UNKNOWN = 4  # words of a name in no list
LONGEST_STREET = 4  # words that may follow the name in "Lincoln Park Hill Road"
LONGEST_BODY = 4  # words of "Divisional Workers Council"


def relation_before(words: Words, i: int, *, is_inner: bool = False) -> str:
    """The relation whose word leads to word ``i``: in, near, from, to, border, or "" for none.

    >>> from conflict_ledger.extract.place_words import split_words
    >>> relation_before(split_words("at a post on the outskirts of Goma"), 7)
    'near'
    """
    end, is_of_town = i, False  # "near a Goma market" is in Goma
    for _ in range(MOST_QUALIFIERS + 1):
        if end == 0 or words.gaps[end] not in JOINTS:
            return ""
        found, length = _relation_ending(words, end)
        if found == "in" and length > 1 and not is_inner and _type_noun(words.folded[end - length]) in SETTLED:
            return relation_before(words, end - length, is_inner=True) or found  # "near the village of Goma"
        if found:
            return "in" if found == "near" and is_of_town else found
        is_of_town = is_of_town or words.folded[end - 1] in ARTICLES
        if words.folded[end - 1] not in ARTICLES and "qualifier" not in values_of(words.folded[end - 1]):
            return ""
        end -= 1
    return ""


def relation_beside(words: Words, i: int) -> str:
    """The relation to a name in no list that the one in brackets or after a comma explains.

    >>> from conflict_ledger.extract.place_words import split_words
    >>> relation_beside(split_words("a mine near Orvane village (Goma, North Kivu)"), 5)
    'near'
    >>> relation_beside(split_words("in Orvane district, Ghazni"), 3)
    'near'
    """
    carried = BESIDE.get(words.gaps[i])
    if carried is None or i < 2:
        return ""
    noun = "" if words.capital[i - 1] else _type_noun(words.folded[i - 1])
    first = unknown_name(words, i - 1 if noun else i)
    if first is None:
        return ""
    relation = relation_before(words, first)
    if not relation and words.folded[first - 1] == "and" and (other := unknown_name(words, first - 1)) is not None:
        relation = relation_before(words, other)  # "between Orvane and Zumel (Goma"
    if relation == "in" and noun in DISTRICTS:
        relation = "near"  # somewhere in a district whose seat is not known
    return relation if relation in carried else ""


def unknown_name(words: Words, end: int) -> int | None:
    """Where the capitalised words before word ``end`` begin, if they are in no list of places or days."""
    first = end
    while first > max(0, end - LONGEST_UNKNOWN) and words.capital[first - 1]:
        if first < end and words.gaps[first] not in (" ", "-"):
            break
        first -= 1
    name = words.folded[first:end]
    is_known = not calendar_names().isdisjoint(name) or bool(find_candidates(" ".join(name)))
    return first if name and first > 0 and not is_known else None


def is_all_over(words: Words, i: int) -> bool:
    """Whether "across" or a part of the compass leads to the name: "northern Kano" is more than the town."""
    if i == 0 or words.gaps[i] not in JOINTS:
        return False
    values = cue_values()
    return any("all_over" in values.get(" ".join(words.folded[max(0, i - length) : i]), ()) for length in (1, 2))


def _relation_ending(words: Words, end: int) -> tuple[str, int]:
    """The relation of the longest cue that ends before word ``end``, "" for none, and its length in words."""
    values = cue_values()
    for length in cue_lengths().get(words.folded[end - 1], ()):
        found = values.get(" ".join(words.folded[max(0, end - length) : end]))
        if found and not found.isdisjoint(RELATIONS):
            if is_part_of(words, end - length):
                return "in", length
            return next(relation for relation in RELATIONS if relation in found), length
    return "", 0


def is_part_of(words: Words, i: int) -> bool:
    """Whether word ``i`` ends the name of a part: the "area" of "Orvane area of Goma", not of "the area of Goma"."""
    return i > 1 and words.capital[i - 1] and words.spaced(i) and not PARTS.isdisjoint(values_of(words.folded[i]))


def type_of(words: Words, i: int, end: int) -> str:
    """Which type noun stands with words i to end: "Unity State" is a province_noun, "town of X" a town_noun."""
    if words.spaced(end):
        found = _type_noun(words.folded[end]) or _body_after(words, end)
        if found and not (found in PARTS and _is_inside_title(words, end)):
            return found
    if i > 1 and words.folded[i - 1] == "of" and words.spaced(i) and words.spaced(i - 1):
        return _type_noun(words.folded[i - 2])
    return ""


def _is_inside_title(words: Words, i: int) -> bool:
    """Whether a capitalised word has another behind it: the "Area" of "Orvane Area Bus Lines"."""
    is_capitalised = words.capital[i] and not words.text[words.starts[i] : words.ends[i]].isupper()
    return is_capitalised and words.spaced(i + 1) and words.capital[i + 1]


def _type_noun(word: str) -> str:
    values = values_of(word)
    return next((noun for noun in TYPE_NOUNS if noun in values), "") if values else ""


def _body_after(words: Words, end: int) -> str:
    """ "site_noun" or "body_noun" where the capitals that follow end in one: "Corinth Baptist Church"."""
    for i in range(end, min(end + LONGEST_BODY, len(words))):
        if not (words.spaced(i) and words.capital[i]):
            return ""
        found = _type_noun(words.folded[i])
        if found in BODIES:
            return found
    return ""


def is_on_block(words: Words, i: int) -> bool:
    """Whether "block of" leads to the name, perhaps over a side: the street in "the 1200 block of West Lexington"."""
    for _ in range(MOST_QUALIFIERS):
        if i > 0 and words.gaps[i] in (" ", ". ") and _is_side(words.folded[i - 1]):
            i -= 1
    return i > 1 and "street_before" in cue_values().get(" ".join(words.folded[i - 2 : i]), ())


def _is_side(word: str) -> bool:
    """ "West" or "W"."""
    return len(word) == 1 or "qualifier" in values_of(word)


def is_street(words: Words, end: int) -> bool:
    """Whether the capitalised words that follow end in "Street": the name is that of a road or a house.

    A small "road" or "bridge" after a name is no part of it ("the Goma road").
    """
    for i in range(end, min(end + LONGEST_STREET, len(words))):
        values = values_of(words.folded[i])
        if not words.spaced(i):
            return False
        if "street" in values and (words.capital[i] or values.isdisjoint(TYPE_NOUNS)):
            return True
        if "house" in values and words.capital[i]:
            return True
        if not words.capital[i]:
            return False
    return False


def is_landmark(words: Words, end: int) -> bool:
    """Whether a capitalised "Valley", "Creek" or "Island" follows: another name than the town's."""
    return words.spaced(end) and words.capital[end] and "land_noun" in values_of(words.folded[end])


def is_inside_larger_name(words: Words, i: int, end: int) -> bool:
    """Whether a capitalised word beside it makes it part of another name ("Paris Hilton")."""
    if words.spaced(i) and words.capital[i - 1] and not _may_lead(words, i):
        return True
    return words.spaced(end) and words.capital[end] and not _may_follow(words, end)


def _may_lead(words: Words, i: int) -> bool:
    word = words.folded[i - 1]
    if i == 1 and len(word) <= 3:  # "The", "At", "Six" open a sentence
        return True
    values = values_of(word)
    return not values.isdisjoint(LEADING) and "title" not in values and word != "new"  # "New Orta" is another town


def _may_follow(words: Words, end: int) -> bool:
    """Whether the capitals after a name leave it a place: "Borno State", "Vellore Divisional Council"."""
    if words.folded[end] in calendar_names() or not values_of(words.folded[end]).isdisjoint(FOLLOWING):
        return True
    return _body_after(words, end) != ""


def is_part_of_compound(words: Words, i: int, end: int) -> bool:
    """Whether a hyphen ties it to a word that is no cue: the "Gwa" of "Gwa-gwa", not of "Gwa-based"."""
    before = words.gaps[i] == "-" and not words.capital[i - 1] and values_of(words.folded[i - 1]).isdisjoint(LEADING)
    after = words.gaps[end] == "-" and not words.capital[end] and "joined" not in values_of(words.folded[end])
    repeated = (words.gaps[end] == "-" and words.folded[end] == words.folded[end - 1]) or (
        words.gaps[i] == "-" and words.folded[i - 1] == words.folded[i]
    )
    return before or after or repeated


def is_abroad(words: Words, end: int) -> bool:
    """Whether what follows is by its nature in another country: "the Chadian embassy", "Chadian tourists"."""
    return words.spaced(end) and "abroad" in values_of(words.folded[end])


def has_force(words: Words, end: int) -> bool:
    """Whether the police or the fire brigade of a town follows: "Mobile police"."""
    return words.spaced(end) and "town_force" in values_of(words.folded[end])
