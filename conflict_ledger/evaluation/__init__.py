"""How well the ledger reads: our gold texts, and the judgements on them."""
