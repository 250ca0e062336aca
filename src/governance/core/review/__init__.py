"""Review: from decisions, policies and time to a state, never the other way round."""
