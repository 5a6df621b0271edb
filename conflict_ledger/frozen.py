"""Records that nobody changes: frozen to the type checker, and as quick to make as plain ones.

A dataclass frozen at run time sets each field by a guarded call, three times as slow as an assignment; an article makes
thousands of records. ``mypy --strict`` reads ``record`` as ``dataclass`` and turns away whoever assigns to a field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(**options: Any) -> Callable[[type], type]:
        """``dataclass`` with these options; ``frozen`` only makes equal records hash alike."""
        is_hashed = options.pop("frozen", False)
        return dataclass(**options, unsafe_hash=is_hashed)
