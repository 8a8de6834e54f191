"""XR headsets, which connect to the hub themselves."""
