"""The editing screen: forms for the data files, on this machine only."""
