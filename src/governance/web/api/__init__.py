"""The JSON API, one module a noun. Handlers say what is asked; actions do it."""
