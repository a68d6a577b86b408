"""What the commands share: exit codes, the printing of problems, and reading many inputs with progress."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from briefmeta.errors import BriefmetaError, HandleUnresolved, InvalidValueError, ParseError, TransportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from io import BytesIO

    from briefmeta.model.report import Report
    from briefmeta.web.handles.resolver import Resolver

T = TypeVar("T")

FINE, FINDINGS, USAGE, NETWORK, BAD_INPUT = 0, 1, 2, 3, 4


def say(text: str, end: str = "\n") -> None:
    """Print a result; characters that the terminal's encoding lacks are replaced."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write((text + end).encode(encoding, "replace").decode(encoding))


def complain(text: str) -> None:
    """Print a problem to standard error."""
    stream = sys.stderr
    encoding = stream.encoding or "utf-8"
    stream.write((text + "\n").encode(encoding, "backslashreplace").decode(encoding))


def show_problems(name: str, problems: Iterable[ParseError]) -> bool:
    """Print the problems of one input; tell whether one of them is more than a warning."""
    bad = False
    for problem in problems:
        kind = "warning" if problem.warning else "error"
        place = f":{problem.line}" if problem.line is not None else ""
        place += f":{problem.column}" if problem.line is not None and problem.column is not None else ""
        complain(f"{name}{place}: {kind}: {problem.message}")
        caret = problem.caret()
        if caret:
            complain(caret)
        bad = bad or not problem.warning
    return bad


def progress(items: Iterable[T], what: str, unit: str) -> Iterable[T]:
    """Walk ``items`` with a progress bar, when there can be several and standard error is a terminal."""
    if not sys.stderr.isatty() or (isinstance(items, Sequence) and len(items) < 2):
        return items
    try:
        from tqdm import tqdm
    except ImportError:  # the extra "cli" brings it; the work is the same without
        return items
    bar: Iterable[T] = tqdm(items, desc=what, unit=unit, file=sys.stderr, leave=False)
    return bar


class Inputs:
    """The reports of many inputs, in order; a bad input costs itself only.

    Attributes:
        failed: the names of the inputs that had errors, in order.
    """

    def __init__(
        self,
        names: Sequence[str],
        format: str | None,
        options: dict[str, Any],
        make_resolver: Callable[[], Resolver],
        *,
        keep_standard_input: bool = False,
    ) -> None:
        self.names, self.format, self.options = names, format, options
        self.failed: list[str] = []
        self._make_resolver = make_resolver
        self._unreachable = False
        self._keep = keep_standard_input
        self._kept = b""

    def source(self, name: str) -> str | BytesIO:
        """Return what an input can be read from; standard input again and again, where it is kept."""
        if name != "-" or not self._keep:
            return name
        from io import BytesIO

        from briefmeta.files import MAX_FILE

        self._kept = self._kept or sys.stdin.buffer.read(MAX_FILE + 1)
        return BytesIO(self._kept)

    def __iter__(self) -> Iterator[Report]:
        for name in progress(self.names, "reading", "file"):
            yield from self._read(name)

    def _read(self, name: str) -> list[Report]:
        from briefmeta.files import load

        if _is_handle(name):
            return self._describe(name)
        problems: list[ParseError] = []
        reports: list[Report] = []
        shown = "standard input" if name == "-" else name
        try:
            reports = load(self.source(name), self.format, problems, **self.options)
        except BriefmetaError as fault:
            if isinstance(fault, ParseError):
                problems.append(fault)
            else:
                complain(f"{'' if shown in str(fault) else shown + ': '}{fault}")
                self.failed.append(shown)
        if show_problems(shown, problems):
            self.failed.append(shown)
        return reports

    def _describe(self, name: str) -> list[Report]:
        """Ask for what a handle is of."""
        from briefmeta.web.pages.description import describe

        try:
            with self._make_resolver() as resolver:
                description = describe(name, resolver=resolver)
        except BriefmetaError as fault:
            complain(f"{name}: {fault}")
            self.failed.append(name)
            self._unreachable = self._unreachable or isinstance(fault, (HandleUnresolved, TransportError))
            return []
        for finding in description.findings:
            complain(f"{name}: warning: {finding.message}")
        if description.report is None:
            complain(f"{name}: nothing says what this handle is of")
            self.failed.append(name)
            return []
        return [description.report]

    def close(self) -> int:
        """List what failed, when there were several inputs; return the exit code."""
        if self.failed and len(self.names) > 1:
            complain(f"{len(self.failed)} of {len(self.names)} inputs had errors: {', '.join(self.failed)}")
        if self._unreachable:
            return NETWORK
        return BAD_INPUT if self.failed else FINE


def _is_handle(name: str) -> bool:
    """Return whether an input is a handle; a file of that name goes first."""
    from pathlib import Path

    from briefmeta.handles.handle import Handle

    if name == "-" or Path(name).exists():
        return False
    try:
        Handle(name)
    except InvalidValueError:
        return False
    return True
