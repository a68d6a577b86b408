"""The quick way of reading usual names comes out as the general rules do: proved over 20,000 made names."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from briefmeta.errors import NameSyntaxError
from briefmeta.model.names import author_units, name_reading
from briefmeta.model.names.name_reading import parse_name, parse_names
from briefmeta.model.names.plain_names import plain_direct, plain_inverted, plain_list
from briefmeta.vocabulary import rows, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest

COUNT = 20_000
SYLLABLES = "ba con der el fi gan ho in ja kel lo mar ni or pa quen ro sen tho ul vin wer xi yo zak".split()


def _words(seed: random.Random) -> list[str]:
    """Return words of every class that names are read by, and as many that no vocabulary has."""
    known = [*words("given_names")]
    for name in ("organization_words", "person_words", "family_names", "name_particles"):
        known += [row[0] for row in rows(name)]
    made = ["".join(seed.choices(SYLLABLES, k=seed.randint(2, 3))) for _ in known]
    ends = [word + row[0] for word, row in zip(made, rows("organization_affixes"), strict=False)]
    return [word.capitalize() for word in (*known, *made, *ends) if word.isascii() and word.isalpha()]


def _texts() -> Iterator[str]:
    seed = random.Random(20_000)
    pool = _words(seed)
    for place in range(COUNT):
        a, b, c, d = seed.choices(pool, k=4)
        initial = seed.choice("ABDJKMST")
        yield (
            f"{a} {b}",
            f"{a}, {b}",
            f"{a} {initial}. {b}",
            f"{a}, {initial}.",
            f"{a}, {b} {initial}.",
            f"{a}, {initial}. {initial}.",
            f"{a} {b}, {c} {d}",
            f"{a}, {b}; {c}, {d}",
            f"{a} {b}; {c}, {initial}.",
            f"{a} {b}, {c} {d}, {b} {initial}. {d}",
        )[place % 10]


def _outcome(read: Callable[[str], object], text: str) -> object:
    try:
        return read(text)
    except NameSyntaxError as fault:
        return type(fault)


def test_the_quick_way_reads_as_the_general_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(_texts())
    lists = [text for text in texts if plain_list(text)]
    singles = [text for text in texts if plain_direct(text) or plain_inverted(text)]
    quick = [(_outcome(parse_names, text), text) for text in lists]
    quick_singles = [(_outcome(parse_name, text), text) for text in singles]
    for module in (author_units, name_reading):
        for name in ("plain_direct", "plain_inverted", "plain_list"):
            monkeypatch.setattr(module, name, lambda _: None, raising=False)
    assert [text for outcome, text in quick if outcome != _outcome(parse_names, text)] == []
    assert [text for outcome, text in quick_singles if outcome != _outcome(parse_name, text)] == []
    assert len(lists) > COUNT // 8
    assert len(singles) > COUNT // 8
