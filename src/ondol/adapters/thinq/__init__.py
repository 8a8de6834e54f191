"""LG ThinQ appliances, by LG's cloud."""
