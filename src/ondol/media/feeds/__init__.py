"""Catalogues of others, and ours for other players: one module a form."""
