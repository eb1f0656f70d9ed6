"""The gate: everything that is checked before a change may be published, and how it is told."""
