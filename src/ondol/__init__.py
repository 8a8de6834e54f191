"""Ondol: a home that understands what is said to it, and says only what is true."""
