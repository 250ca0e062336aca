"""Measurements: labelled data (`make eval`), peers side by side (`make bench`)."""
