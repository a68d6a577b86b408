"""Chinese and Korean names in Latin letters: does the family name come first? Pure.

``Xi Jinping`` and ``Jinping Xi`` are both written. Family names have one syllable and given names mostly two, so the
syllables tell: a family name before two syllables that are one word (``Xi Jinping``), joined by a hyphen
(``Kim Dae-jung``) or two short words (``Lee Kuan Yew``). Where both words are short (``Xi Wang``) nothing tells, and
the order of Latin script stands.

Source: the syllables are those of Hanyu Pinyin (ISO 7098), without tones.
"""

from __future__ import annotations

import re
from typing import Final

from briefmeta.model.names.person_words import FAMILY_BEGINNINGS, GIVEN_NAMES, PARTICLES
from briefmeta.text.characters import unaccented, word_set

# Family names of one syllable: Mandarin, then Korean, then those of Taiwan, Hong Kong and South East Asia.
FAMILY_NAMES: Final = word_set("""
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang
    feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen zhong cui
    tan fan liao shi jia xia fu fang zou xiong bai meng qin qiu hou yin xue yan duan lei tao mao hao gu gong shao
    wan qian dai mo kong xiang chang wen kang xi jin niu ge qi qu bao nie ai wo mu pu hua
    kim lee park pak choi choe jung chung jeong cho jo yoon yun jang lim im han oh seo suh shin kwon hwang ahn ryu
    yoo hong jeon jun ko moon son bae baek paik heo noh roh nam shim ha joo woo ban rhee yi ri
    tsai hsieh hsu chiang chiu kuo lai wong chan cheung leung lau ng chow tsang kwok lam yeung tam goh ong teo koh
    chua sim lien soong hau tsui
""")

# Initials, and the finals that follow each of them.
_FINALS: Final = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g k h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j q x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh ch sh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z c s": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en er o ou",
}
_SYLLABLES: Final = frozenset(
    initial + final
    for initials, finals in _FINALS.items()
    for initial in initials.split(" ")
    for final in finals.split(" ")
)
_HYPHENATED = re.compile(r"[A-Z][a-z]{1,6}[-‐][a-z]{1,6}|[A-Z][a-z]{1,4}[-‐][A-Z][a-z]{1,4}")
_SHORT_WORD = re.compile(r"[^aeiouyw]*[aeiouyw]+[^aeiouyw]{0,2}")
_NO_GIVEN_NAME: Final = GIVEN_NAMES | {word.lower() for word in FAMILY_BEGINNINGS | PARTICLES}
_LONGEST: Final = 14
_JOINTS: Final = dict.fromkeys(map(ord, "-‐'’"))


def is_family_first(parts: list[str]) -> bool:
    """Tell whether the words of a name are a Chinese or Korean family name and the given name after it.

    >>> is_family_first(["Xi", "Jinping"]), is_family_first(["Jinping", "Xi"])
    (True, False)
    """
    if not 1 < len(parts) < 4 or len(parts[1]) > _LONGEST or unaccented(parts[0]) not in FAMILY_NAMES:
        return False
    given = [unaccented(word) for word in parts[1:]]
    if given[-1] in FAMILY_NAMES or not _NO_GIVEN_NAME.isdisjoint(given):
        return False
    if len(given) == 1:
        return _HYPHENATED.fullmatch(parts[1]) is not None or _is_two_syllables(given[0])
    return all(len(word) < 7 and _SHORT_WORD.fullmatch(word) for word in given)


def _is_two_syllables(word: str) -> bool:
    letters = word.translate(_JOINTS)
    if letters.endswith("sen"):  # Lin Hansen is a Dane
        return False
    return any(letters[:cut] in _SYLLABLES and letters[cut:] in _SYLLABLES for cut in range(1, len(letters)))
