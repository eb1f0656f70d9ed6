"""The site in other languages: what is translated, the files that hold it, and the step that uses them."""
