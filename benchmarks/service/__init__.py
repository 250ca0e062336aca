"""How fast the service is, measured over real HTTP against a real server process."""
