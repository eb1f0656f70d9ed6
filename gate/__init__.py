"""The gate: everything that is checked before a change can be published, and how it is reported."""
