"""Text to reports and back: the registry of formats.

A format is one module with the same functions as its neighbours:

``loads(text, problems)``
    A list of the reports in ``text``. What cannot be read is appended to ``problems`` as a ``ParseError``, and costs
    its own record only.
``dumps(reports, **options)``
    The reports as one text.
``iter_loads(lines, problems)`` and ``iter_dumps(reports, **options)``
    The same for streams, where the format can be read in pieces: lines in, reports out; reports in, pieces of text out.
"""

from __future__ import annotations

import sys
from types import ModuleType

from briefmeta.formats.detection import Detection, detect
from briefmeta.formats.losses import Loss, losses
from briefmeta.formats.registry import Format, find_format, formats, register

__all__ = ["Detection", "Format", "Loss", "detect", "find_format", "formats", "losses", "register"]


class _Room(ModuleType):
    """The room is called as its function: ``briefmeta.formats()``, which Python lets the room itself answer to."""

    def __call__(self) -> tuple[Format, ...]:
        return formats()


sys.modules[__name__].__class__ = _Room
