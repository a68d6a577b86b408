"""briefmeta.formats."""
