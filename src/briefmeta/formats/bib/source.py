"""A text, and where in it something is wrong: places are found without counting from the beginning each time."""

from __future__ import annotations

import re

from briefmeta.errors import ParseError

MAX_PROBLEMS = 10_000
"""Problems of one text that are told one by one."""

_ENTITY = re.compile("&[#A-Za-z]")
_AROUND = 200  # characters of a long line kept on each side of the place


class Source:
    """A text, or the part of a stream that is at hand.

    Args:
        text: the text.
        first_line: the number of its first line.
    """

    __slots__ = ("_line", "_offset", "_start", "first_line", "has_entities", "mentions_xdata", "text")

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text, self.first_line = text, first_line
        # looked for once a text, not once a field: a fifteenth of the time of reading
        self.has_entities = "&" in text and _ENTITY.search(text) is not None
        self.mentions_xdata = "xdata=" in text or "xdata =" in text
        self._offset, self._line, self._start = 0, first_line, 0

    def line_of(self, offset: int) -> int:
        """Count the lines up to ``offset``, from the last place that was asked for."""
        if offset < self._start:
            self._line -= self.text.count("\n", offset, self._start)
            self._start = self.text.rfind("\n", 0, offset) + 1
            self._offset = offset
        elif passed := self.text.count("\n", self._offset, max(offset, self._offset)):
            self._line += passed
            self._start = self.text.rfind("\n", self._offset, offset) + 1
        self._offset = max(offset, self._offset)
        return self._line

    def problem(
        self, message: str, offset: int, *, field: str | None = None, warning: bool = False
    ) -> ParseError:
        """Make an error for the character at ``offset``."""
        line = self.line_of(offset)
        start = max(self._start, offset - _AROUND)
        end = self.text.find("\n", offset, offset + _AROUND)
        error = ParseError(message, line=line, column=offset - self._start + 1, field=field)
        error.source = self.text[start : end if end >= 0 else offset + _AROUND].rstrip("\r")
        error.source_start = start - self._start
        error.warning = warning
        return error

    def report(
        self,
        problems: list[ParseError],
        message: str,
        offset: int,
        *,
        field: str | None = None,
        warning: bool = False,
    ) -> None:
        """Append an error, unless there are so many that they would fill the memory."""
        if len(problems) < MAX_PROBLEMS:
            problems.append(self.problem(message, offset, field=field, warning=warning))
        elif len(problems) == MAX_PROBLEMS:
            problems.append(self.problem("more problems follow, which are not told", offset))
