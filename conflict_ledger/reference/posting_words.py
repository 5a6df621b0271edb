"""The words right before the day of a message or clip that is embedded in an article."""

from __future__ import annotations

import re

# "Orta Police (@OrtaPolice) 3 May 2021", "(Published Monday, May 3, 2021)".
SIGNED = r"\(@\w{1,30}\)[\s—–-]{0,3}"
LABELLED = r"\((?:first |last )?(?:published|posted|updated)\b(?: on| at)?[\s:]{0,2}(?:\w{3,6}day,? )?"
POSTED = re.compile(rf"(?:{SIGNED}|{LABELLED})$", re.IGNORECASE)
REACH = 70  # characters that are looked at


def is_posting(before: str) -> bool:
    """Whether these words lead up to the day of a message or clip.

    >>> is_posting("Roads are shut. Orta Police (@OrtaPolice) "), is_posting("The mill was hit on ")
    (True, False)
    """
    return POSTED.search(before[-REACH:]) is not None
