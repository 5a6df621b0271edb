"""Tables of the world that several stages read: countries, provinces, the names of places and actors."""
