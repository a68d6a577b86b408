"""briefmeta.citations."""
