"""``python -m briefmeta`` is the command ``briefmeta``."""

from briefmeta.cli import main

raise SystemExit(main())
