"""Which chunk letters (``chunks.SYMBOLS``) make a group of people or a number that stands alone, as one pattern."""

from __future__ import annotations

import re

# Groups over the word symbols, first that fits from the left; ``q`` is a number that may count people, ``9`` one that
# is not understood, ``5`` an age ("17-year-old"), which stands for a person where no noun follows.
GROUPS = re.compile(
    r"""
      (?P<zero>   2q(?=,) | 2id0x?(?=,) | q(?:od)?[xX.]{0,2}[yu] | q(?=[xX]?3) | q[xXvSJ]{1,3}y    # 3 houses, 3 wounds
                | (?<=,)q(?=,) | (?<=X,)q(?=[;.]) | (?<=,)q(?:,q){0,4},?aq(?=[,;.])  # "N.N., 34,", "his sons, 3 and 5,"
                | 9[xXzJ]{0,3}?[vS]+                                 # "1,7,0 people": how many is not known
                | 0\.S+ | 0(?:,0)*,?a0 )                             # a 16-member family, aged 20, 24 and 31
    | (?P<kin>    q[xX]?A(?!o) )                                     # (ten members of) one family
    | (?P<family> d?[xX]{0,2}Aoq )                                   # a family of five
    | (?P<two>    2(?:o[pw])?(?:d?[xXzJ5]{0,3}v+(?![ya]) | (?=[ebhKJDI])) )  # both guards, both of them (died)
    | (?P<share>  qod?q[xXzJ]{0,4}?[vS]+(?=[xXe]?[bhmI]|J[ixXdeF,]{0,8}h?I) )  # two of the five hostages (were)
    | (?P<some>   qo[pw](?:[xXJ]{0,2}[vS])? | qodq?J(?=[ebhI]) | qod(?![xXvSJq]) )  # 12 of them, 3 of whom children
    | (?P<counted> q(?:\.?o)?d?g?
                   (?!,[vS]|[xXzeJD.5]{0,4},[xXzeJD,.5]{0,4}[vS][^q,;:]{0,8}R)  # not "killing 14, police said"
                   [xXzeJD,.5]{0,5}?(?:[vS]+|5(?![xvS])) (?!y) )
    | (?P<pair>   d?[xXS]{0,2}C )
    | (?P<one>    [dO][xXzJDyM.5]{0,8}?S+(?:oq(?![xXvSyo]))?(?![vyN])  # a man, a father of two
                | (?<![Sv])(?:5[xX]{0,2})?S{1,3}(?:oq(?![xXvSyo]))?(?![vySN]) )
    | (?P<aged>   (?:[dO][xXJ]{0,2}|(?<!b))5(?![xvSyC]) )            # a 17-year-old; not "they were 17 years old"
    | (?P<other>  O(?=[ebhwKJDIaif,.;:]|$) )                         # one died and another was hurt
    | (?P<plural> d?(?:(?<=[GKoifd])J)?[xXz5]{0,3}?v+(?!y) )
    | (?P<bare>   q )
    """,
    re.VERBOSE,
)
