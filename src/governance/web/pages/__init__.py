"""The pages: HTML for people, rendered from the answers of the same actions that the API asks."""
