"""What several test files need."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("briefmeta", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("briefmeta")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real-world test data beside the checkout; tests that need it are skipped where it is not."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared")
    return folder
