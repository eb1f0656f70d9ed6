"""From the Catalogue to pages: which pages there are, and the HTML of each."""
