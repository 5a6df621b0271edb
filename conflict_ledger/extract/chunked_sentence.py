"""A sentence beside its chunks: what the casualty grammar asks of the text while it reads the letters."""

from __future__ import annotations

from conflict_ledger.extract.asides import without_asides
from conflict_ledger.extract.chunks import Chunk, read_chunks
from conflict_ledger.extract.complements import fold_complements
from conflict_ledger.extract.tokens import Tokens, tokenize
from conflict_ledger.frozen import record
from conflict_ledger.records import Sentence, Span


@record(frozen=True, slots=True)
class ChunkedSentence:
    """``letters`` holds one letter a chunk: the string that the rules match."""

    sentence: Sentence
    tokens: Tokens
    chunks: list[Chunk]
    letters: str

    @classmethod
    def read(cls, sentence: Sentence) -> ChunkedSentence:
        """Split the sentence and chunk it."""
        tokens = tokenize(sentence.text)
        chunks = fold_complements(without_asides(read_chunks(tokens), tokens), tokens)
        return cls(sentence, tokens, chunks, "".join([chunk.symbol for chunk in chunks]))

    def words(self, at: int) -> str:
        """The words of one chunk, in lower case."""
        chunk = self.chunks[at]
        return " ".join(self.tokens.words[chunk.start : chunk.end])

    def span(self, first: int, last: int) -> Span:
        """Document span of chunks [first, last)."""
        return self.token_span(self.chunks[first].start, self.chunks[last - 1].end)

    def token_span(self, start: int, end: int) -> Span:
        """Document span of tokens [start, end)."""
        return Span(self.sentence.start + self.tokens.starts[start], self.sentence.start + self.tokens.ends[end - 1])

    def count_span(self, first: int, last: int) -> Span:
        """The counting words of one group of people; the whole of a list."""
        people, chunk = self.span(first, last), self.chunks[first]
        if last > first + 1 or chunk.count_end == 0:
            return people
        return Span(people.start, self.sentence.start + self.tokens.ends[chunk.count_end - 1])

    def quote(self, span: Span) -> str:
        """The sentence's words at a document span."""
        return self.sentence.quote(span)
