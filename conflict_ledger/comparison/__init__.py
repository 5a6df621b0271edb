"""Two releases side by side, in terms of events."""
