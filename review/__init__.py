"""Review packets: printed or filled in by a clinician, and turned into signatures of the records."""
