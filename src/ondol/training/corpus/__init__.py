"""Nano's corpus: phrases and grammars of how families speak, multiplied by random homes."""
