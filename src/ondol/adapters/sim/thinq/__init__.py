"""LG's cloud and appliances, virtual: what LG's SDK can talk to without LG."""
