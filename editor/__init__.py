"""The editing screen: forms over the data files, for this machine alone."""
