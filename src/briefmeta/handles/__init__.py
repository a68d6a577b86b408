"""Handles of the Handle System as values: their written forms, their records, where they lead. Nothing here asks a server."""
