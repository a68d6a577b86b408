"""Telling cites apart that would read the same ("Disambiguation" of CSL 1.0.2).

The steps come in the order of the specification: names are added, given names are opened up, the ``disambiguate``
condition is tried, and what is left gets a letter after its year. A step that does not help is taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from attrs import define, field

from briefmeta.citations.cites import Place
from briefmeta.citations.context import INITIALS_ANYWAY, Context, Expansion
from briefmeta.citations.nameforms import initials
from briefmeta.citations.tree import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefmeta.citations.itemnames import ItemName
    from briefmeta.citations.nameforms import NameForm
    from briefmeta.citations.style import Style
    from briefmeta.citations.tree import Piece

_AGAIN = Place(frozenset(("subsequent",)))
_MOST_NAMES = 100  # names of one list that are tried; a longer list is told apart by its year suffix


class NameRegister:
    """Every given name by family name, for each "givenname-disambiguation-rule" that opens names up everywhere."""

    def __init__(self, rule: str) -> None:
        self._primary = rule.startswith("primary-name")
        self._initials_only = rule.endswith("with-initials")
        self._givens: dict[str, dict[str, set[str]]] = {}

    def add(self, names: Sequence[ItemName]) -> None:
        """Enter the names of one list, or the first one where the rule is about first names."""
        for name in names[:1] if self._primary else names:
            if name.given:
                known = self._givens.setdefault(_family(name), {})
                known.setdefault(initials(name.given, "."), set()).add(name.given)

    def level(self, name: ItemName, index: int, form: NameForm) -> int:
        """Tell how far a name is opened up: 0 as the style writes it, 1 and 3 to initials, 2 in full."""
        if (self._primary and index) or not name.given:
            return 0
        known = self._givens.get(_family(name))
        if known is None:
            return 0
        own = initials(name.given, ".")
        if self._initials_only:
            return INITIALS_ANYWAY if form.short and known.keys() - {own} else 0
        if len(known.get(own, ())) > 1:
            return 2 if form.short or form.initialize_with is not None else 0
        if form.short and known.keys() - {own}:
            return 1 if form.initialize_with is not None else 2
        return 0


def alike_names(names: Sequence[ItemName]) -> frozenset[int]:
    """Find names of one list that share family name and initials and yet are not the same."""
    if len(names) < 2:
        return frozenset()
    givens: dict[tuple[str, str], set[str]] = {}
    keys = [(_family(name), initials(name.given, ".")) for name in names]
    for key, name in zip(keys, names, strict=True):
        givens.setdefault(key, set()).add(name.given)
    return frozenset(index for index, key in enumerate(keys) if len(givens[key]) > 1)


def _family(name: ItemName) -> str:
    return name.family.casefold()


@define(eq=False)
class _State:
    """One item while its cite is being told apart."""

    context: Context
    text: str = ""
    lists: list[tuple[str, NameForm, tuple[ItemName, ...], int]] = field(factory=list)
    useful: tuple[dict[str, Expansion], str] = field(factory=lambda: ({}, ""))


_Change = Callable[[Expansion], Expansion]


def _widened(count: int) -> _Change:
    """Make the change that shows more names."""
    return lambda old: Expansion(names=count, givens=old.givens)


def _opened(index: int, level: int) -> _Change:
    """Make the change that opens up one given name: 1 to initials, 2 in full."""

    def change(old: Expansion) -> Expansion:
        givens = (*old.givens, *(0 for _ in range(index + 1 - len(old.givens))))
        return Expansion(names=old.names, givens=(*givens[:index], level, *givens[index + 1 :]))

    return change


def disambiguate(style: Style, contexts: Sequence[Context]) -> list[list[Context]]:
    """Tell the cites of all items apart; the outcome is noted in their contexts.

    Returns:
        The groups whose cites still read the same and want letters.
    """
    layout = style.citation
    flags = [layout.flag(f"disambiguate-add-{name}") for name in ("names", "givenname", "year-suffix")]
    add_names, add_givens, add_letters = flags
    if not (any(flags) or layout.tests_disambiguate):
        return []
    worker = _Worker(style)
    states = [_State(context) for context in contexts]
    for state in states:
        worker.trace(state)
    rule = layout.options.get("givenname-disambiguation-rule") or "by-cite"
    if add_givens and rule == "by-cite":
        for context in contexts:
            context.opens_alike = True
    register = None
    if add_givens and rule != "by-cite":
        register = NameRegister(rule)
        for state in states:
            for _, _, names, _ in state.lists:
                register.add(names)
    alike: list[list[Context]] = []
    for group in _ambiguous(states):
        if register is not None and not worker.clash(group, register):
            continue
        for rest in worker.by_names(group, add_names=add_names, add_givens=add_givens and rule == "by-cite"):
            left = worker.by_condition(rest) if layout.tests_disambiguate else [rest]
            if add_letters:
                alike += ([state.context for state in remaining] for remaining in left)
    for context in contexts:
        context.register = register
    return alike


def _ambiguous(states: Iterable[_State]) -> list[list[_State]]:
    groups: dict[str, list[_State]] = {}
    for state in states:
        groups.setdefault(state.text, []).append(state)
    return [group for group in groups.values() if len(group) > 1]


def _variety(states: Iterable[_State]) -> int:
    return len({state.text for state in states})


class _Worker:
    def __init__(self, style: Style) -> None:
        self._render = style.citation.render

    def trace(self, state: _State) -> None:
        """Render a cite and note which lists of names it has."""
        state.context.trace = []
        self.render(state)
        state.lists = state.context.trace
        state.context.trace = None

    def render(self, state: _State) -> None:
        """Render a cite as it would read now."""
        known = state.context
        # as it reads when it comes again, and without its number, which would tell every cite apart
        context = Context(known.item, place=_AGAIN)
        context.comparing = True
        context.expansions, context.register = known.expansions, known.register
        context.disambiguate, context.trace = known.disambiguate, known.trace
        pieces: list[Piece] = []
        self._render(context, pieces)
        state.text = "".join(plain_text(piece) for piece in pieces)

    def clash(self, group: list[_State], register: NameRegister) -> bool:
        """Tell whether cites still read the same once the given names of all items have been looked at."""
        for state in group:
            state.context.register = register
            if any(
                register.level(name, index, form)
                for _, form, names, _ in state.lists
                for index, name in enumerate(names)
            ):
                self.render(state)
        return _variety(group) < len(group)

    def by_names(self, group: list[_State], *, add_names: bool, add_givens: bool) -> list[list[_State]]:
        """Open up given names, name after name, and add names, as far as that tells cites apart.

        Returns:
            The groups that are still alike; what did not help them is taken back.
        """
        if not (add_names or add_givens):
            return [group]
        lists = [each for state in group for each in state.lists]
        most = min(max((len(names) for _, _, names, _ in lists), default=0), _MOST_NAMES)
        shown = max((count for _, _, _, count in lists), default=0)
        levels = (1, 2) if any(form.initialize_with is not None for _, form, _, _ in lists) else (2,)
        pending = [group]
        for state in group:
            state.useful = (state.context.expansions, state.text)
        for index in range(most if add_names else min(most, shown)):
            if index >= shown:
                pending = [
                    rest for each in pending for rest in self._try(each, _widened(index + 1), keep=True)
                ]
            for level in levels if add_givens else ():
                pending = [rest for each in pending for rest in self._try(each, _opened(index, level))]
            if not pending:
                break
        for each in pending:
            for state in each:
                state.context.expansions, state.text = state.useful
        return pending

    def _try(self, group: list[_State], change: _Change, *, keep: bool = False) -> list[list[_State]]:
        """Change the expansion of a group; take it back where it tells nobody apart, if it need not be kept."""
        before, variety = [(state.context.expansions, state.text) for state in group], _variety(group)
        for state in group:
            old = state.context.expansions
            state.context.expansions = {
                variable: change(old.get(variable, Expansion())) for variable, _, _, _ in state.lists
            }
            self.render(state)
        if _variety(group) > variety:
            for state in group:
                state.useful = (state.context.expansions, state.text)
            return _ambiguous(group)
        if not keep:
            for state, (expansions, text) in zip(group, before, strict=True):
                state.context.expansions, state.text = expansions, text
        return [group]

    def by_condition(self, group: list[_State]) -> list[list[_State]]:
        """Let the ``disambiguate`` condition hold where that helps."""
        before, variety = [state.text for state in group], _variety(group)
        for state in group:
            state.context.disambiguate = True
            self.render(state)
        if _variety(group) > variety:
            return _ambiguous(group)
        for state, text in zip(group, before, strict=True):
            state.context.disambiguate, state.text = False, text
        return [group]


def give_letters(groups: Iterable[Iterable[Context]]) -> None:
    """Give letters to cites that read the same, in the order of the bibliography, which their numbers tell."""
    for group in groups:
        for index, context in enumerate(sorted(group, key=lambda context: context.number)):
            context.year_suffix = year_suffix(index)


def year_suffix(index: int) -> str:
    """Write a position as letters: a to z, then aa, ab, ..."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters
