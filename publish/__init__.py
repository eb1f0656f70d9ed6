"""Around a build: one at a time in a folder, and what a deploy keeps of the one before it."""
