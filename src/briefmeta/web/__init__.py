"""What opens a connection or keeps a cache: handles resolved, landing pages read."""
