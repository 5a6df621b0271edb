"""Turn raw news text into conflict-event data that can be defended number by number."""

__version__ = "0.5.0"
