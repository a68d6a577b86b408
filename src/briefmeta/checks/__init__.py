"""briefmeta.checks."""
