"""Handles of the Handle System as values: written forms, records, where they lead. Nothing here asks a server."""
