"""Views: one frozen value per kind of page, holding all that the page shows and nothing else."""
