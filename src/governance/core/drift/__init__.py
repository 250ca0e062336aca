"""How a message differs from the talk track: as a whole, element by element, across channels and over time."""
