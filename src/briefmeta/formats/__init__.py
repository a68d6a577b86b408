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

from briefmeta.formats.detection import Detection, detect
from briefmeta.formats.losses import Loss, losses
from briefmeta.formats.registry import Format, find_format, formats, register

__all__ = ["Detection", "Format", "Loss", "detect", "find_format", "formats", "losses", "register"]
