"""Five short articles written for the tests: two on one attack, one on a clash, one on a match, one that is broken."""

from __future__ import annotations

import json
from pathlib import Path

BLAST = """\
Bomb kills shoppers in Maiduguri market

MAIDUGURI, Nigeria, 12 March 2018 - At least 14 people were killed and 30 wounded when a bomb went off in a
crowded market in Maiduguri on Sunday, police said.

No group has claimed the attack. A doctor at the state hospital said 16 bodies had been brought in.
"""

BLAST_ELSEWHERE = """\
Death toll rises after Maiduguri market bombing

Published: March 13, 2018

Seventeen people died in the bombing of a market in Maiduguri on Sunday, a hospital official said on Tuesday.
Police had earlier put the number of dead at 14.
"""

CLASH = """\
Soldiers and rebels clash near Goma

GOMA, 3 May 2021 - Six soldiers and nine M23 rebels were killed in a battle near Goma on Saturday, the army said.
Residents spoke of heavy gunfire through the night.
"""

MATCH = """\
City win the derby by four goals

LEEDS, 3 May 2021 - The visitors were buried under four goals before the break. The captain praised the team.
Some 30,000 fans watched.
"""


def write_articles(raw: Path) -> None:
    """The articles as a raw folder: text files and a file of JSON lines, one line of which is broken."""
    raw.mkdir(parents=True, exist_ok=True)
    (raw / "blast.txt").write_text(BLAST)
    (raw / "clash.txt").write_text(CLASH)
    lines = [
        json.dumps({"id": "n-1", "text": BLAST_ELSEWHERE, "source": "Morning Post"}),
        '{"id": "n-2", "text": "cut off in the mid',
        json.dumps({"id": "n-3", "text": MATCH, "published_at": "2021-05-03"}),
    ]
    (raw / "news.jsonl").write_text("\n".join(lines) + "\n")
