"""Metadata and citations of reports: the front door. Every public name is imported when it is first used."""
