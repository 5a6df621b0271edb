"""The clause shapes that state people harmed: regular expressions over chunk letters (``chunks.SYMBOLS``).

In each, group ``v`` is the people or the number and ``h`` the harm word. Order matters: a shape with more of the
clause in it stands before one that would read a part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LIST = r"[PQU](?:(?:,a?|a)P(?![Rg]))*"  # "3 soldiers, 2 policemen and a driver"
# What may stand between people and their verb: parts, a saying between commas, other words; no owner's name ("the
# president N.N.'s hometown was captured").
GAP = r"(?![xX]{0,3}z)(?:oP)?(?:,?(?:c[PQ]|U),?)?(?:,[xXdzPS]{1,5}R,)?[xXzieodpF.,yuStfG]{0,10}?(?:,0,)?"
HAS = r"w?(?:mh|[edh])*"  # "who have all", "may have": a bare "may be killed" tells of nothing done
MIXED = (
    r"[KJDG](?:,[KJDG]){0,3}0?,?a[KJDG]"  # "killed, wounded or captured"; bounded, so that endless lists cost no more
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named clause shape; ``why`` shows one sentence it reads."""

    name: str
    pattern: re.Pattern[str]
    why: str


def _rule(name: str, pattern: str, why: str) -> Rule:
    return Rule(name, re.compile(pattern), why)


RULES = (
    _rule("nobody", rf"(?P<v>Z){GAP}[wh]*b?e*(?P<h>[KJDI])", "No one was hurt."),
    _rule("no_noun", r"(?P<v>n)[xXSdP]{0,3}(?P<h>N)", "There were no casualties."),
    _rule("no_people", rf"(?P<v>nP){GAP}{HAS}b[eb]*(?P<h>[KJD])", "No civilians were killed."),
    _rule("passive_mixed", rf"(?P<v>{LIST}){GAP}{HAS}b?[begd]*(?P<h>{MIXED})", "5 were killed or wounded"),
    _rule("passive", rf"(?P<v>{LIST}){GAP}{HAS}b[begdix]{{0,3}}?(?P<h>[KJD])", "12 people were shot dead."),
    _rule("died", rf"(?P<v>{LIST}){GAP}{HAS}(?P<h>I)", "12 people died in the blast."),
    _rule("active_mixed", rf"(?<!b)(?<!be)(?P<h>{MIXED})[eio]{{0,2}}(?P<v>{LIST})", "killed or wounded 12"),
    _rule("killed_him", rf"(?P<v>{LIST})a[eb]*(?P<h>K)p", "They detained a man and killed him."),
    _rule("to_death", rf"[xK]e{{0,2}}(?P<v>{LIST})(?P<h>E)", "A mob beat two men to death."),
    _rule("active", rf"(?<!b)(?<!be)(?<!bee)(?P<h>[KJ])e{{0,2}}(?P<v>{LIST})", "Gunmen killed 12 villagers."),
    _rule("gerund", rf"(?P<h>G)[eod]{{0,2}}(?P<v>{LIST})", "killing 12 and wounding 30"),
    _rule("headline", rf"(?<![tmn])(?P<h>B)[eai]{{0,2}}(?P<v>{LIST})", "Militants kill 12 in raid"),
    _rule("state", rf"(?P<v>{LIST})[e.]*(?P<h>D)(?![xXvS])", "12 dead, 30 missing"),
    _rule("reduced", rf"(?P<v>{LIST})[e.]*(?P<h>[KJ])(?!e*[PQdz])", "Three soldiers killed in ambush"),
    _rule("unknown_noun", r"(?P<v>Q)[xX]{1,3}b?[ebg]*(?P<h>[KJD])", "Two cadres reported killed"),
    _rule("named_passive", r"(?P<v>X)(?:,[0x]+,)?w?[eh]*b[beg]*(?P<h>[KE])", "Aren Tollivar, 34, was shot dead."),
    _rule("named_object", r"(?<!b)(?P<h>K)(?P<v>d[xX.]{0,6}?[xX]|X{2,5})(?=[;.,iwafFt]|$)", "They killed a singer."),
    _rule("relative", rf"(?P<v>{LIST})w?p[eh]*(?P<h>[KJ])(?!e*[PQ])", "pictures of 12 soldiers they killed"),
    _rule("lives", r"k(?:o)?(?P<v>Q)(?P<h>L)", "The fire claimed 12 lives."),
    _rule("lives_of", rf"(?P<h>L)o(?P<v>{LIST})", "cost the lives of 12 people"),
    _rule("lost", r"s(?P<v>P)(?P<h>)", "The army lost 12 men."),
    _rule("toll_range", r"(?P<h>[TN])[^PQ;KGI]{0,8}F[PQ]t(?P<v>[PQ])", "the toll rose from 9 to 12"),
    _rule("toll", r"(?P<h>T)(?:,[xXdzPS]{1,5}R,)?(?:[^PQ;KGIF]|F(?![PQ])){0,8}?(?P<v>[PQ])", "The death toll is 12."),
    _rule("bodies_of", rf"(?P<h>Y)o(?P<v>{LIST})", "the burned bodies of 12 policemen"),
    _rule("bodies", r"(?P<v>Q)[xXJKe]{0,3}(?P<h>Y)(?!x*[yu])", "14 bodies were recovered"),
    _rule("count_noun", r"(?P<v>[PQ])[xXe]{0,3}(?P<h>N)", "12 civilian deaths"),
    _rule("act_of", rf"(?P<h>[MN])[xX]{{0,2}}o(?P<v>{LIST})", "the massacre of 1,700 recruits"),
    _rule("noun_reaches", r"(?P<h>[NMT])[^PQ;]{0,12}?r[eit]*(?P<v>Q)", "deaths may run into the hundreds"),
    _rule("inverted", rf"(?P<h>[KD])[^.;PQ]{{0,8}}b(?P<v>{LIST})", "Killed in the raid were 12 men."),
)  # fmt: skip
PARTS = re.compile(rf",?(?:c(?P<v>{LIST})|(?P<u>U))")  # "including 3 children", "3 of them children"
CUE = re.compile(r"[KJGBDITNYLMsE]")
