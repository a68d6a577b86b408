"""Do two names mean the same person or body, and two lists of names the same authors?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefmeta.model.names import Name, Organization, Person
from briefmeta.web.folding import FUNCTION_WORDS, script, significant, spelled, squeezed, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_MOST_NAMES = (
    20_000  # comparisons that two lists are worth: the first 100 names with each other, all by family
)
_MOST_ALIKE, _MOST_PAIRS = 5, 200
_NICKNAME = 3  # letters that a short form of a given name shares with it: Rob, Alex
_ACRONYM = range(2, 13)


def names_agree(one: Name, other: Name) -> bool:
    """Tell whether two names may be the same person's or body's.

    Initials agree with the given names that they stand for; accents, umlauts, hyphens, particles, the order of
    family and given name, and further given or family names on one side do not count. An acronym agrees with the
    body that it stands for.

    >>> names_agree(Person(family="Doe", given="J. M."), Person(family="Doe", given="Jane"))
    True
    >>> names_agree(Person(family="Doe", given="Jane"), Person(family="Doe", given="John"))
    False
    """
    if isinstance(one, Organization) and isinstance(other, Organization):
        return bodies_agree(one.name, other.name)
    if spelled(str(one)) == spelled(str(other)) or _scripts_differ(str(one), str(other)):
        return True
    if isinstance(one, Person) and isinstance(other, Person):
        return _orcids_agree(one, other) or _persons_agree(one, other)
    return _same_words(str(one), str(other)) or bodies_agree(str(one), str(other))


def bodies_agree(one: str, other: str) -> bool:
    """Tell whether two names may be the same body's: in full, by acronym, or with a part of it.

    >>> bodies_agree("FAO", "Food and Agriculture Organization of the United Nations")
    True
    >>> bodies_agree("World Bank", "The World Bank Group"), bodies_agree("World Bank", "Asian Development Bank")
    (True, False)
    """
    if squeezed(one) == squeezed(other) or _scripts_differ(one, other):
        return True
    for first in _forms(one):
        for second in _forms(other):
            if any(test(first, second) for test in _TESTS):
                return True
    return False


def unmatched(ours: Sequence[Name], theirs: Sequence[Name]) -> tuple[list[Name], list[Name]]:
    """Pair two lists of names, in any order, and return what is left of each.

    >>> left, right = unmatched([Organization(name="WHO")], [Organization(name="World Health Organization")])
    >>> left, right
    ([], [])
    """
    left, right = _met(ours, theirs, lambda name: spelled(str(name)), 1)
    left, right = _met(left, right, _filed, _MOST_ALIKE)
    return _met(left, right, lambda name: "", _MOST_PAIRS)


def _met(
    ours: Sequence[Name], theirs: Sequence[Name], file: Callable[[Name], str], most: int
) -> tuple[list[Name], list[Name]]:
    """Pair what is filed alike and agrees, comparing each name with at most so many."""
    drawers: dict[str, list[int]] = {}
    for place, name in enumerate(theirs):
        drawers.setdefault(file(name), []).append(place)
    left: list[Name] = []
    taken: set[int] = set()
    for count, name in enumerate(ours):
        drawer = drawers.get(file(name), []) if count < _MOST_NAMES // most else []
        same = next((place for place in drawer[:most] if names_agree(name, theirs[place])), None)
        if same is None:
            left.append(name)
        else:
            drawer.remove(same)
            taken.add(same)
    return left, [name for place, name in enumerate(theirs) if place not in taken]


def _filed(name: Name) -> str:
    return spelled((name.family or str(name)) if isinstance(name, Person) else name.name)


def _scripts_differ(one: str, other: str) -> bool:
    """Tell whether names cannot be compared, because one is a transliteration or a translation."""
    first, second = script(one), script(other)
    return bool(first and second and first != second)


def _orcids_agree(one: Person, other: Person) -> bool:
    return one.orcid is not None and one.orcid == other.orcid


def _persons_agree(one: Person, other: Person) -> bool:
    others = tuple(_readings(other))
    for first in _readings(one):
        for second in others:
            if first[0] == second[0] and _given_agree(first[1], second[1]):
                return True
    return _same_words(str(one), str(other))


def _readings(person: Person) -> Iterable[tuple[str, list[str]]]:
    """Yield family and given names as they may be meant: with particles, without, and the other way round."""
    family, given = person.family or "", person.given or ""
    particles = " ".join(filter(None, (person.dropping_particle, person.non_dropping_particle)))
    yield spelled(family or given), _given(given if family else "")
    if particles:
        yield spelled(f"{particles} {family}"), _given(given)
    if family and given:
        yield spelled(given), _given(family)


def _given(text: str) -> list[str]:
    """Split given names; initials without dots or spaces (``JRR``) are as many names."""
    split: list[str] = []
    for part in text.replace(".", " ").replace("-", " ").replace("‐", " ").split():
        initials = part.isupper() and len(part) <= 3 and part.isalpha()
        split += [spelled(letter) for letter in part] if initials else [spelled(part)]
    return split


def _given_agree(one: list[str], other: list[str]) -> bool:
    """Tell whether the shorter list runs through the longer in order; nothing agrees with everything."""
    short, long = sorted((one, other), key=len)
    if "".join(one) == "".join(other):
        return True
    place = 0
    for name in short:
        while place < len(long) and not _given_name_agrees(name, long[place]):
            place += 1
        if place == len(long):
            return False
        place += 1
    return True


def _given_name_agrees(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) == 1 or len(short) >= _NICKNAME or short == long)


def _same_words(one: str, other: str) -> bool:
    """Tell whether two names are the same words in any order, or one has all of the two or more of the other."""
    short, long = sorted((Counter(map(spelled, words(name))) for name in (one, other)), key=Counter.total)
    if short.total() == long.total():
        return short == long
    return short.total() >= 2 and short <= long and all(len(word) > 1 for word in short)


def _forms(name: str) -> list[str]:
    """Return a name, what stands outside and inside its brackets, and what follows a place: ``Geneva: WHO``."""
    outside, bracket, rest = name.partition("(")
    inside, closing, after = rest.partition(")")
    forms = [name, f"{outside} {after}", inside] if bracket and closing else [name]
    place, colon, body = name.partition(":")
    return [*forms, body] if colon and place.strip() and body.strip() else forms


def _is_same(one: str, other: str) -> bool:
    return squeezed(one) == squeezed(other) != ""


def _is_acronym(short: str, full: str) -> bool:
    """Tell whether a name is the acronym of another, of its first part, or has acronyms of parts in it."""
    compact = short.strip().replace(".", "")
    if " " not in compact:
        if len(compact) not in _ACRONYM or not any(map(str.isupper, compact)):
            return False
        wanted = squeezed(compact)
        # a word with a hyphen counts for one letter (OECD) or for two
        return any(wanted in _initials(text.split()) for text in {full, full.replace("-", " ")})
    return _expands(words(short), compact.split(), significant(full))


def _initials(parts: list[str]) -> Iterable[str]:
    """Yield the initials of a name, with and without its function words, up to each function word or the end."""
    bare: list[str] = []
    every: list[str] = []
    for part in parts:
        word = squeezed(part)
        if word in FUNCTION_WORDS or not word:
            if len(bare) > 1:
                yield "".join(bare)
            every.append(word[:1])
        else:
            bare.append(word[0])
            every.append(word[0])
    yield "".join(bare)
    yield "".join(every)


def _expands(short: list[str], written: list[str], full: list[str]) -> bool:
    """Tell whether a name is another with a part of it as acronym: UN Environment Programme."""
    capitals = {squeezed(word) for word in written if word.isupper() and len(word) in _ACRONYM}
    place = 0
    for word in short:
        if word in FUNCTION_WORDS:
            continue
        run = full[place : place + len(word)]
        if full[place : place + 1] == [word]:
            place += 1
        elif word in capitals and "".join(each[0] for each in run) == word:
            place += len(word)
        else:
            return False
    return place == len(full)


def _is_part(one: str, other: str) -> bool:
    """Tell whether every significant word of the shorter name is in the longer, in order."""
    short, long = sorted((significant(one), significant(other)), key=len)
    rest = iter(long)
    return bool(short) and all(word in rest for word in short) and (len(short) > 1 or len(short[0]) > 3)


def _is_acronym_of(one: str, other: str) -> bool:
    return _is_acronym(other, one)


_TESTS = (_is_same, _is_acronym, _is_acronym_of, _is_part)
