"""briefmeta.model."""
