"""The project's only app of its own."""

from django.apps import AppConfig


class PeerConfig(AppConfig):
    name = "benchmarks.wagtail_peer.project"
    label = "peer"
    default_auto_field = "django.db.models.BigAutoField"
