"""Views: a frozen dataclass per kind of page, with everything that the page shows and nothing else."""
