"""The state of the content, from the records and the built pages: `make report`."""
