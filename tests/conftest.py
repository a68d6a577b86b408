"""What several test files need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples in every run, so that a change is judged by what it changed; BRIEFMETA_SEARCH=1 looks for new ones.
settings.register_profile(
    "briefmeta",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=not os.environ.get("BRIEFMETA_SEARCH"),
)
settings.load_profile("briefmeta")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real-world test data beside the checkout; tests that need it are skipped where it is not."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared")
    return folder
