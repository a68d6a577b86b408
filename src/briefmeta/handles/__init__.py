"""briefmeta.handles."""
