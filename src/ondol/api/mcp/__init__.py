"""Other assistants: the home as tools and resources of the Model Context Protocol (2026-07-28)."""
