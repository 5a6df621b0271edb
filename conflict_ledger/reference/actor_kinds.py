"""ACLED's types of actors as numbers (codebook, ``inter1``), and the parts that an actor plays in a deed."""

from __future__ import annotations

STATE, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 5, 6, 7, 8
ARMED_GROUPS = (2, 3, 4)  # rebels, political and identity militias
ARMED = (STATE, *ARMED_GROUPS, EXTERNAL)
UNARMED = (RIOTERS, PROTESTERS, CIVILIANS)
HARMED_AS = {"military": "soldier", "police": "police"}  # actor id -> the victim type of its members
# policing: answers to what others do, by arrests for example; denying: says that it was not its deed.
DOER, TARGET, POLICING, DENYING = "doer", "target", "policing", "denying"
