"""Whether words that deny harm tell that nobody was harmed: "no deaths", "did not suffer any casualties"."""

from __future__ import annotations

from conflict_ledger.extract.chunked_sentence import ChunkedSentence

NO = ("no", "without", "no reports of", "no immediate reports of")
SUFFERED = frozenset(("any", "suffer", "suffered", "sustained"))  # "did not suffer heavy casualties" tells of some
NOT_DONE = frozenset(("did not", "didn't", "without"))  # "do not kill anyone" is no report


def denies_harm(read: ChunkedSentence, rule: str, at: int) -> bool:
    """Whether nobody was harmed in so many words: "did not mention casualties" says nothing."""
    if rule == "no_one_object":
        before = [read.words(place) for place in range(max(0, at - 4), at)]
        return read.words(at) in ("anyone", "anybody") and not NOT_DONE.isdisjoint(before)
    if rule == "none_suffered":
        before_noun = read.words(read.letters.index("N", at) - 1)
        return before_noun in SUFFERED
    return rule != "no_noun" or read.words(at) in NO
