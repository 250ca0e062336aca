"""One rule a file. A check's docstring is what `governance explain CODE` prints."""
