"""briefmeta.web."""
