"""Wagtail as a peer: the rate of its moderators' approvals over HTTP.

Needs a virtual environment of its own, made from the `requirements.txt` beside this file. With its Python, from the
folder that holds `benchmarks`: `python -m benchmarks.wagtail_peer.run --database sqlite`.
"""
