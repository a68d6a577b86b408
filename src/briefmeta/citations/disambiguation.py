"""Telling cites apart that would read the same ("Disambiguation" of CSL 1.0.2).

The steps come in the order of the specification: names are added, given names are opened up, the ``disambiguate``
condition is tried, and what is left gets a letter after its year. A step that does not help is taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from briefmeta.citations.cites import Place
from briefmeta.citations.context import Context, Expansion
from briefmeta.citations.nameforms import initials
from briefmeta.citations.tree import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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

    def opens_any(self, lists: Iterable[tuple[str, NameForm, tuple[ItemName, ...], int]]) -> bool:
        """Tell whether any name of some lists is opened up."""
        return any(
            self.level(name, index, form)
            for _, form, names, _ in lists
            for index, name in enumerate(names[:1] if self._primary else names)
        )

    def level(self, name: ItemName, index: int, form: NameForm) -> int:
        """Tell how far a name is opened up: 0 as the style writes it, 1 to initials, 2 in full."""
        if (self._primary and index) or not name.given:
            return 0
        known = self._givens.get(_family(name))
        if known is None:
            return 0
        own = initials(name.given, ".")
        alike = bool(known.get(own, set()) - {name.given})
        if form.short:
            if not alike and not known.keys() - {own}:
                return 0
            return 2 if alike and not self._initials_only else 1
        return 2 if alike and form.initialize_with is not None and not self._initials_only else 0


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
    if add_givens and rule != "by-cite":
        register = NameRegister(rule)
        for state in states:
            for _, _, names, _ in state.lists:
                register.add(names)
        for state in states:
            state.context.register = register
            if register.opens_any(state.lists):
                worker.render(state)
    alike: list[list[Context]] = []
    for group in _ambiguous(states):
        for rest in worker.by_names(group, add_names=add_names, add_givens=add_givens and rule == "by-cite"):
            left = worker.by_condition(rest) if layout.tests_disambiguate else [rest]
            if add_letters:
                alike += ([state.context for state in remaining] for remaining in left)
    return alike


def _ambiguous(states: Iterable[_State]) -> list[list[_State]]:
    groups: dict[str, list[_State]] = {}
    for state in states:
        groups.setdefault(state.text, []).append(state)
    return [group for group in groups.values() if len(group) > 1]


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

    def by_names(self, group: list[_State], *, add_names: bool, add_givens: bool) -> list[list[_State]]:
        """Add names, then given names, keeping what tells cites apart; give back the groups that are still alike."""
        pending = [group]
        if add_names:
            pending = self._each(pending, self._add_names)
        if add_givens:
            pending = self._each(pending, lambda rest: self._add_givens(rest, add_names=add_names))
        return pending

    def _each(
        self, groups: list[list[_State]], step: Callable[[list[_State]], list[list[_State]]]
    ) -> list[list[_State]]:
        return [rest for group in groups for rest in step(group)]

    def _add_names(self, group: list[_State]) -> list[list[_State]]:
        pending = [group]
        most = min(
            max((len(names) for state in group for _, _, names, _ in state.lists), default=0), _MOST_NAMES
        )
        first = max((shown for state in group for _, _, _, shown in state.lists), default=0)
        for count in range(first + 1, most + 1):
            later: list[list[_State]] = []
            for rest in pending:
                later += self._try(rest, lambda old: Expansion(names=count, givens=old.givens))  # noqa: B023 - called at once
            pending = later
            if not pending:
                break
        return pending

    def _add_givens(self, group: list[_State], *, add_names: bool) -> list[list[_State]]:
        pending = [group]
        lists = [names for state in group for _, _, names, _ in state.lists]
        most = min(max((len(names) for names in lists), default=0), _MOST_NAMES)
        for index in range(most):
            later: list[list[_State]] = []
            for rest in pending:
                shown = max((shown for state in rest for _, _, _, shown in state.lists), default=0)
                if index >= shown and not add_names:
                    later.append(rest)
                    continue
                later += self._open(rest, index, index + 1 if index >= shown else 0)
            pending = later
            if not pending:
                break
        return pending

    def _open(self, group: list[_State], index: int, count: int) -> list[list[_State]]:
        """Open up one given name, to initials where the style has them, then in full."""
        has_initials = any(
            form.initialize_with is not None for state in group for _, form, _, _ in state.lists
        )
        pending = [group]
        for level in (1, 2) if has_initials else (2,):

            def opened(old: Expansion, level: int = level) -> Expansion:
                givens = (*old.givens, *(0 for _ in range(index + 1 - len(old.givens))))
                return Expansion(
                    names=max(old.names, count), givens=(*givens[:index], level, *givens[index + 1 :])
                )

            later: list[list[_State]] = []
            for rest in pending:
                later += self._try(rest, opened)
            pending = later
        return pending

    def _try(self, group: list[_State], change: Callable[[Expansion], Expansion]) -> list[list[_State]]:
        """Change the expansion of a group; take it back where it tells nobody apart."""
        before = [(state.context.expansions, state.text) for state in group]
        for state in group:
            old = state.context.expansions
            state.context.expansions = {
                variable: change(old.get(variable, Expansion())) for variable, _, _, _ in state.lists
            }
            self.render(state)
        if len({state.text for state in group}) == 1:
            for state, (expansions, text) in zip(group, before, strict=True):
                state.context.expansions, state.text = expansions, text
            return [group]
        return _ambiguous(group)

    def by_condition(self, group: list[_State]) -> list[list[_State]]:
        """Let the ``disambiguate`` condition hold where that helps."""
        before = group[0].text
        for state in group:
            state.context.disambiguate = True
            self.render(state)
        if len({state.text for state in group}) == 1:
            for state in group:
                state.context.disambiguate, state.text = False, before
            return [group]
        return _ambiguous(group)


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
