"""The clause shapes that state people harmed: regular expressions over chunk letters (``chunks.SYMBOLS``).

In each, group ``v`` is the people or the number and ``h`` the harm word. Order matters: a shape with more of the
clause in it stands before one that would read a part of it.
"""

from __future__ import annotations

import re

from conflict_ledger.extract.clause_shapes import Rule, shape

# "3 soldiers, 2 policemen and their driver", "the mayor of the port, as well as two guards"
SPEAKS = r"(?:o?d?[xX.]{0,3}){0,2}(?:a[PxXd]{1,4})?[Rg]"  # "killed two guards, Colonel N.N. said"
MEMBER = rf"[dO]?(?:P(?!{SPEAKS})(?:X{{1,6}}(?=,?[aj]?[dO]?[PQ]))?|Q[xX]{{1,2}}(?![xX]?[KJDI]))"
LIST = (
    rf"[PQU](?:[xX]{{0,2}}(?:o[dxXz.o]{{1,9}})?(?=,?[aj][dO]?[PQ])|(?<=P)\.X{{1,4}}\.(?=[aj][dO]?P)|(?<=P)X{{1,6}}(?=(?:,P(?:X{{1,6}})?){{1,12}},?a[dO]?[PQ]))?"
    rf"(?:(?<=P),x?0(?=,[aj][dO]?P))?(?:(?:,[aj]?|[aj]){MEMBER}){{0,15}}"
)
OF = r"(?:[oFi][dxXz.]{1,6})?"  # a body or town that no lexicon knows: "a member of the Kamo brigade"
# Those it befell: not the doer ("was shot by two men and died") nor the whole of a share ("one in three died").
SUBJECT = rf"(?:(?<!f)(?!(?<=Qi)Q){LIST}|{LIST}(?=,?w))"
OBJECT = rf"(?:{LIST}(?:,?ae?H)?|H(?:(?:,a?|a)P){{0,6}})"  # "him and two guards", "his wife and himself"
SOMEONE = r"(?:d[xX.]{0,6}?[xX]|x?X{1,5})"  # a person by name, or by a noun that no lexicon knows
# "N.N., 72, who worked at the mill, was killed", "dozens, most of them awaiting trial, died"
CLAUSE = r"(?:,0)?,(?:[wc]|U(?!,))[^;:PQKJDBIGU]{1,20}?,"
# "including nine women and two boys", "two of them boys", "two of whom were boys", "two boys, one of whom was armed"
SOME = r"(?:c[dO]?J?[PQ](?:(?:,a?|a)x{0,2}P){0,6}|U(?:b[xXedP]{1,4}(?=,))?)(?:,?(?:U|ow[PQ])b[xXedP]{1,4}(?=,))?"
WHO = r"(?:[xXdS]{1,6}P?|P)"
NAMES = rf"[,.](?P<who>{WHO}(?:(?:,a?|a){WHO}){{0,4}})[,.]"  # "two men - one name and another - were killed"
HOMES = r"(?:[oF]|xt)d?[xX]{1,4}a[PA]|,?FP,?(?!,?w)"  # "from the N. and M. families", "from at least two families"
# What may stand between people and their verb: parts, names, a saying between commas, other words; no owner's name
# ("the president N.N.'s hometown was captured").
GAP = (
    rf"(?![xX]{{0,3}}z)(?:X{{1,4}},0,|,?x0,?|oP(?!,?w)|o[dQ]?[xX]{{0,3}}A|{HOMES})?"
    rf"(?:[xXoFtdPA]{{0,8}}?[,.]?(?P<part>{SOME})[,.]?|{NAMES})?(?:,[xXdzPS]{{1,5}}R,)?"
    r"[xXzieodpF.,yuStfGAg]{0,10}?(?:,0,)?"
)
HAS = r"w?(?:mh|[edh]|(?<=h)i(?=[ebKI]))*"  # "who have all", "may have", "have since": "may be killed" is not done
MIXED = r"[KJDG](?:,[KJDG]){0,3}0?,?ae{0,2}[KJDG]"  # "killed, wounded or captured"; bounded against endless lists
THEN = r"(?:[^;:PQUHZIDnmW]|[fo]P|iP(?!,?w)){1,16}?"  # what befell them first: "was taken from his home by armed men"
AGE = r"(?:,?0,?)?"
NAME = rf"X(?:\.?X){{0,5}}{AGE}"
SOME_ONE = rf"(?:[dO][xXJe]{{1,4}}|P?{NAME}|P)"  # "a locksmith", "N.N.", "councillor N.N.", "a guard"
ASIDE = r"[,.][^;:wlbKJGDIMLYTQU]{1,30}[,.]"  # between commas or dashes
APPOSITION = rf"(?=[,.].{{0,4}}X){ASIDE}"  # a name in it
FULL_NAME = r"X[X.]{1,8}(?:,0)?"
FULL_NAMES = rf"{FULL_NAME}(?:[,;]P?{FULL_NAME}){{0,8}}[,;]?aP?{FULL_NAME}"  # "N.N., 34, N.N. and his brother N.N."
PAIR = rf"{SOME_ONE}(?:,d?[xX.]{{0,5}}[PxX])?,?[aj]{SOME_ONE}(?:,d?[xX.]{{0,5}}[PxX](?=,))?"


# "in Orta": the place of a count; the last of several has a name ("four in Kelmo on Sunday"), not "two in a coma".
NAMED_HERE = r"[xX]{0,2}id?[exzo]{0,3}X{1,3}e?"
HERE = rf"(?:{NAMED_HERE}|[xX]{{0,2}}id[exzo]{{1,3}}e?)"
ENDS_THERE = rf"(?={NAMED_HERE}(?:[,;.ia]|$))"


def _gapped(told_before: int) -> Rule:
    """The verb is told once, with the first place: "six were killed in Orta and four in Kelmo"."""
    return shape(
        f"gapped_{told_before}",
        rf"(?P<h>K[PQ]?|I){HERE}(?:(?:,a?|a)[PQ]{HERE}){{{told_before}}}(?:,a?|a)(?P<v>[PQ]){ENDS_THERE}",
        f"Six people were killed in Orta{', three in Zumel' * told_before} and four in Kelmo.",
    )


RULES = (
    shape("toll_inverted_of",
          r"t(?P<v>Q),?d[xr]oP[xX]?(?P<h>[KJD])",
          "The blast brought to 34 the number of guards killed."),
    shape("nobody", rf"(?P<v>Z)(?:od?P)?{GAP}[wh]*b?e*(?P<h>[KJDI])", "No one was hurt."),
    shape("no_noun_either", r"(?P<v>n)[xXSdP]{0,3}N(?:,N){0,3},?ax?(?P<h>N)", "There were no deaths or injuries."),
    shape("none_suffered",
          r"(?P<v>n)[xXS]{0,3}(?:o(?:P|d?[xX]{1,3}))?h?s[dx]?(?P<h>N)",
          "Neither side suffered casualties."),
    shape("no_noun", r"(?P<v>n)[xXSdP]{0,3}(?P<h>N)", "There were no casualties."),
    shape("no_people", rf"(?P<v>nP){GAP}{HAS}b[eb]*(?P<h>[KJD])", "No civilians were killed."),
    shape("names",
          rf"(?:(?<![ioFtfxX.,])|(?<![X.,])(?=X[X.]{{1,4}},0))(?P<v>{FULL_NAMES}),?w?[eh]*(?:b[beg]*)?(?P<h>(?<=[beg])[KED]|I)",
          "Aren Tollivar, 34, Ido Menk, 20, and Bero Sandic, 31, died."),
    shape("named_aged",
          r"(?<![PX])X{0,3}(?P<v>X),0,w?[eh]*b[beg]*(?P<h>[KE])",
          "mourners of Aren Tollivar, 34, who was shot dead"),
    shape("nobody_object", r"(?P<h>[KJG])(?P<v>Z)", "The blast injured no one."),
    shape("died_in_hospital",
          rf"(?P<v>{SUBJECT}){GAP}{HAS}b[^;:.PQUHZIDnmW]{{0,16}}?D[iFxX]{{0,4}},?[xa]{{1,2}}p?[eh]*(?P<h>I|b[ebg]*D)",
          "A man was taken to hospital, where he died."),
    shape("no_one_object", r"n(?P<h>[BG](?:,?a[BG])?)(?P<v>x)", "The blast did not kill anyone."),
    shape("passive_mixed", rf"(?P<v>{LIST}){GAP}{HAS}b[begd]*(?P<h>{MIXED})", "5 were killed or wounded"),
    shape("reduced_mixed", rf"(?P<v>{LIST}){GAP}{HAS}(?P<h>{MIXED})(?!e*[PQdzxX])", "5 killed or wounded in raid"),
    shape("among_dead", rf"(?P<v>{LIST})bid?(?P<h>[DK])", "Two guards were among the dead."),
    shape("dead_were", rf"id?(?P<h>[DK])b(?P<v>{LIST})", "Among the dead were two guards."),
    shape("dead_number", r"d(?P<h>[DK])r[eit]*(?P<v>[PQ])", "The dead numbered 14."),
    shape("dead_included", rf"d(?P<h>[DK])c(?P<v>{LIST})", "The dead included two guards."),
    shape("died_of_it", rf"(?P<v>{SUBJECT}){THEN}[aw]p?[eh]*(?P<h>I)", "A man was shot and died later."),
    shape("killed_then",
          rf"(?P<v>{SUBJECT}){GAP}{HAS}b{THEN}ae*(?P<h>[KJ])(?!e*[PQHdzxXpO])",
          "A man was seized and killed."),
    shape("dead_in_the_end",
          rf"(?P<v>{SUBJECT}){GAP}{HAS}b{THEN}a[eh]*b[eb]*g(?P<h>D)",
          "A man was shot and was pronounced dead."),
    shape("hurt_has_died",
          rf"(?P<v>{LIST}){AGE}(?:X{{0,4}},?w[hbed]{{1,4}})?[e.]*[KJD](?:[^;:PQKJDIwbam]|fP){{0,10}},?(?:h?e*(?=I)|g(?=D))(?P<h>[ID])",
          "A man wounded in the raid has died."),
    shape("apposed",
          rf"(?P<v>[PQ])[xX]{{0,2}}{APPOSITION}{HAS}b[ebg]*(?P<h>[KJED])",
          "Two guards, A.B. and C.D., were killed."),
    shape("pair",
          rf"(?<![ioFtfxX])(?<!P,P)(?!(?<=P,)P)(?P<v>{PAIR}),?w?[eh]*(?:b[beg]*)?(?P<h>(?<=[beg])[KED]|I)",
          "A guard and a busker were killed."),
    shape("passive",
          rf"(?P<v>{SUBJECT})(?:{GAP}|{CLAUSE}){HAS}b[begdix]{{0,3}}?(?P<h>xE|[KJD])",
          "12 people were shot dead."),
    shape("died", rf"(?P<v>{SUBJECT})(?:{GAP}|{CLAUSE}){HAS}(?<!p)(?<!p[eh])(?P<h>I)", "12 people died in the blast."),
    shape("suffered_then_died",
          rf"(?P<v>{LIST}){AGE},?wh?[Vs][xXJSed.]{{0,3}}[3N](?:[^;:.,PQUKJDBGIbpwmn]|fP){{0,26}}h?e*(?P<h>I)",
          "A cook who suffered burns in the blast died at a clinic."),
    shape("suffered",
          rf"(?P<v>{SUBJECT}){GAP}{HAS}(?:b[beg]*)?(?:sF?|V|li)[xXJSed.]{{0,3}}(?P<h>[3N])",
          "12 people suffered injuries."),
    shape("wounded_with",
          rf"(?<!f)(?P<v>{LIST})(?:b[eb]*(?:g|ix))?i[xXJed.]{{0,3}}(?P<h>3)",
          "Medics found two men with gunshot wounds."),
    shape("active_mixed", rf"(?<!b)(?<!be)(?P<h>{MIXED})[eio]{{0,2}}(?P<v>{LIST})", "killed or wounded 12"),
    shape("killed_him", rf"(?P<v>{LIST})a[eb]*(?P<h>K)H", "They detained a man and killed him."),
    shape("left_him",
          r"(?<=[lKJ])(?P<v>H)(?:alH)?e*(?P<h>[DJ])(?![xXvS])",
          "They shot him and left him wounded."),
    shape("to_death", rf"[xK]e{{0,2}}(?P<v>{OBJECT})(?P<h>E)", "A mob beat two men to death."),
    shape("noun_to_death", r"[xK]e{0,2}(?P<v>[dO][xXe]{1,3})(?P<h>E)", "A mob beat a busker to death."),
    shape("active", rf"(?<!b)(?<!be)(?<!bee)(?P<h>xE|[KJ])[edz]{{0,2}}(?P<v>{OBJECT})", "Gunmen killed 12."),
    shape("active_title",
          rf"(?<![btmn])(?P<h>[BK])[xX]{{1,3}}(?P<v>(?=P){LIST})(?=[Xif,.;]|$)",
          "Gunmen killed former minister Aren Tollivar."),
    shape("acts_of", rf"(?P<h>[GMN]a[GMN])o(?P<v>{LIST})", "the death and injury of 12 people"),
    shape("harm_to", rf"(?P<h>N)t(?P<v>{LIST})", "injuries to 12 people"),
    shape("act_of", rf"(?P<h>[GMN])[xX]{{0,2}}od?(?P<v>{LIST})", "the massacre of 1,700 recruits"),
    shape("gerund", rf"(?P<h>G)[edOz]{{0,2}}(?P<v>{OBJECT})", "killing 12 and wounding 30"),
    shape("headline_mixed",
          rf"(?<![tmn])(?P<h>B,?a?[B3])[eaid]{{0,2}}(?P<v>{OBJECT})",
          "Shells kill and injure 12 in market"),
    shape("headline", rf"(?<![tmn])(?P<h>B)[eaid]{{0,2}}(?P<v>{OBJECT})", "Militants kill 12 in raid"),
    shape("left", rf"l(?P<v>{LIST}){OF}e*(?P<h>D)(?![vS])", "The raid left two men dead overnight."),
    shape("pronounced", rf"(?<!b)(?<!be)g(?P<v>P)[xX.]{{0,4}}{OF}(?P<h>D)", "A coroner pronounced the boy dead."),
    shape("state", rf"(?P<v>{LIST}){OF}[eg.]*(?P<h>D)(?![xXvS])", "12 dead, 30 missing"),
    shape("abbreviated", r"(?P<v>[PQ])(?P<h>7)(?=[,.;:aife]|$)", "2 KIA, 5 WIA"),
    shape("reduced",
          rf"(?P<v>{LIST}){OF}{AGE},?[egR.]*(?P<h>[KJ])(?!e*[PQHdzy])(?!ae*[KJ]e*[PQHdzxX])",
          "Three soldiers killed in ambush"),
    shape("reduced_behind",
          rf"(?P<v>{LIST}){CLAUSE}(?P<h>K)(?=[ifte.;,]|$)",
          "Dozens, most of them asleep, burned to death."),
    shape("reduced_far",
          rf"(?P<v>{SUBJECT})(?:[iotF][xXdeo]{{1,4}}){{1,3}}(?P<h>K)(?=e*[fi;,.]|$)",
          "Cleric with ties to the north killed by gunmen"),
    shape("unknown_noun", r"(?P<v>Q)g?[xX]{1,3}b?[ebg]*(?P<h>[KJD])", "Two cadres reported killed"),
    shape("named_passive",
          rf"(?P<v>X)(?:{AGE},?w?|\.|{CLAUSE})[eh]*b[beg]*(?P<h>xE|[KEDJ])",
          "Aren Tollivar was shot dead."),
    shape("named_apposed",
          rf"(?P<v>X){ASIDE}[eh]*b[be]*(?P<h>[KED])",
          "Aren Tollivar, a busker of the coast, was killed."),
    shape("named_died", rf"(?P<v>X){AGE},?w?(?:b{THEN}[aw]p?)?[eh]*(?P<h>I)", "Aren Tollivar died in hospital."),
    shape("noun_passive",
          rf"(?P<v>(?<![xXioFtf])[dO][xXJe]{{1,4}}){GAP}w?[eh]*b[beg]*(?P<h>xE|[KJ])",
          "A busker was killed."),
    shape("noun_died",
          rf"(?P<v>(?<![xXioFtf])[dO][xXJe]{{1,4}}){GAP}w?(?:b{THEN}[aw]p?)?[eh]*(?P<h>I)",
          "A busker was shot and died."),
    shape("noun_reduced",
          r"b[beg]*[KJ][^;:PQK]{0,8}?,?a(?P<v>[dO][xX]{1,3})e*(?P<h>[KJ])(?!e*[PQdzxX])",
          "A man was killed and a busker wounded."),
    shape("names_object",
          rf"(?<!b)(?P<h>[KG]|[GMN](?=o))o?(?P<v>{FULL_NAMES})",
          "killing Aren Tollivar, 34, and Ido Menk, 20"),
    shape("pair_object",
          rf"(?<!b)(?P<h>K)(?P<v>{SOME_ONE}[aj]{SOME_ONE})(?=[:;.,iwfFt]|$)",
          "They killed Aren Tollivar and a busker."),
    shape("named_object", rf"(?<!b)(?P<h>[KG])(?P<v>{SOMEONE})(?=[:;.,iwafFtj]|$)", "They killed a busker."),
    shape("named_act",
          rf"(?P<h>[GMN])o(?P<v>{NAME}(?:(?:,[aj]?|[aj]){NAME}){{0,5}})(?=[^xXPQz]|$)",
          "They condemned the murder of Aren Tollivar."),
    shape("named_owner", r"(?P<v>z)e?(?P<h>[MN])(?=[:;.,iwafFtjbkl]|$)", "Aren Tollivar's death was mourned."),
    shape("fatally", r"(?P<v>[PQU])(?P<h>4)", "Four were shot, one fatally."),
    shape("own_hand", r"(?P<v>6)(?P<h>)", "He shot two guards before taking his own life."),
    shape("pronoun", r"(?P<v>p)[eh]*(?P<h>I|b[ebg]*[KD])", "Days later he died."),
    shape("one_noun", r"(?P<v>[dO])(?P<h>N)(?![xXy])", "Shells hit Orta and left a casualty."),
    shape("bare_casualty", r"(?:^|[,;:.a])(?P<v>)(?P<h>N)(?=[if,;.]|aQ|$)", "Shells hit Orta, casualty in market"),
    shape("deaths_alone", r"(?<!n)[xXslV]i?[xX]{0,2}(?P<v>)(?P<h>N)(?=[.;,aixfe]|(?:b[eb]*)?g|$)",
          "Rebels attacked, causing deaths."),
    shape("only_one", r"d(?P<v>e)x?(?P<h>N)", "She was the only fatality."),
    shape("body_found", r"(?P<v>[dz])[xXJKe]{0,4}(?P<h>Y)e?b[eb]*[xg]", "A girl's body was found in a field."),
    shape("found_body",
          r"(?:x|g)(?P<v>d)(?:[xXJKe]{0,4}z)?[xXJKe]{0,4}(?P<h>Y)(?!o)",
          "Rescuers found the girl's body."),
    shape("relative", rf"(?<![Rt])(?P<v>{LIST})w?p[eh]*(?P<h>[KJ])(?!e*[PQ])", "pictures of 12 soldiers they killed"),
    shape("lives", rf"k(?P<v>{LIST})d?(?P<h>L)", "The fire cost 12 people their lives."),
    shape("lives_of", rf"(?P<h>L)o(?P<v>{LIST})", "cost the lives of 12 people"),
    shape("lost", r"s(?P<v>P(?:(?:,a?|a)P){0,6})(?P<h>)", "The army lost 12 men and two officers."),
    shape("toll_range", r"(?P<h>[TN])[^PQ;KGI]{0,8}F[PQ]t(?P<v>[PQ])", "the toll rose from 9 to 12"),
    shape("toll", r"(?P<h>T)(?:,[xXdzPS]{1,5}R,)?(?:[^PQ;KGIF]|F(?![PQ])){0,8}?(?P<v>[PQ])", "The death toll is 12."),
    shape("toll_second",
          r"T[^PQ;KGI]{0,8}i[PQ],?ao?d?o?(?P<h>[JKD])i(?P<v>[PQ])",
          "They put the number of dead at 17 and the injured at 90."),
    shape("labelled", r"(?:^|[,.;:QP])(?P<h>[KJDNT]):(?P<v>Q)", "Killed: 6"),
    shape("toll_inverted", r"t(?P<v>Q),?d(?P<h>T)", "The blast raised to 34 the number of dead."),
    shape("bodies_of", rf"(?P<h>Y)o(?P<v>{LIST})", "the burnt bodies of 15 porters"),
    shape("bodies", r"(?P<v>Q)[xXJKe]{0,3}(?P<h>Y)(?!x*[yu])", "14 bodies were recovered"),
    shape("count_noun_mixed",
          r"(?P<v>[PQ])[xXe]{0,3}(?P<h>Na[NJ])(?!e*[PQdzt])",
          "12 deaths and injuries in the raid"),
    shape("count_noun_list",
          r"(?P<v>[PQ][xX]?(?:,[PQ][xX]?){0,4},?a[PQ])[xX]{0,2}(?P<h>N)",
          "3 rebel and 2 army deaths"),
    shape("count_noun", r"(?P<v>[PQ])[xXe]{0,3}(?P<h>N)", "12 civilian deaths"),
    shape("act_on", rf"(?P<h>M)x(?P<v>{LIST})", "An assassination targets the mayor of the port."),
    shape("count_act", r"(?P<v>Q)(?:o?[xX]{0,2})(?P<h>M)", "The report lists hundreds of executions."),
    shape("noun_reaches", r"(?P<h>[NMT])[^PQ;]{0,12}?r[eit]*(?P<v>Q)", "deaths may run into the hundreds"),
    shape("inverted", rf"(?P<h>[KD])[^.;:PQ]{{0,8}}b(?P<v>{LIST})", "Killed in the raid were 12 men."),
    shape("inverted_named",
          rf"(?:^|[;:.])e*(?P<h>[KJ])(?:i[^.;:PQabw]{{0,8}})?b(?P<v>P(?:[X.]{{1,6}}(?=,?a))?(?:(?:,a?|a){MEMBER}){{0,6}})",
          "Wounded in the raid were Captain A.B. and two guards."),
    _gapped(0),
    _gapped(1),
    _gapped(2),
    shape("companions",
          rf"(?P<h>[KI]|[KG](?=P))(?:P(?:,?X{{1,5}})?)?e?(?:[if]d?[xX]{{1,4}}){{0,2}},?j(?P<v>{LIST})",
          "He was killed along with his wife."),
)  # fmt: skip
# "including 3 children", "3 of them children", "of them 3 children", ": 14 guards and 24 patients"
PARTS = re.compile(
    rf",?(?P<u>U)|[xXziodeyutFGf,.]{{0,14}}?(?:c[dO]?(?P<c>{LIST})|c(?P<q>Q)(?=x?[e,;:.]|x?$)|,o[pw](?P<o>{LIST})|:(?P<l>{LIST}))"
)
