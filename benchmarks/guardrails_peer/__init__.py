"""guardrails-ai as a peer, with a virtual environment of its own from the `requirements.txt` beside this file."""
