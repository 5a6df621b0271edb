"""Human decisions that a run applies last: the file ``corrections.yml`` and what may stand in it."""
