"""A home that Home Assistant runs already, by its WebSocket API."""
