"""What the measurement asks of the site's database. Every answer is JSON on stdout."""

import json
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from wagtail.models import Page, TaskState, Workflow

from benchmarks.wagtail_peer.project.models import Article

_WORKFLOW = "Moderators approval"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["prepare", "waiting", "count"])
        parser.add_argument("--clients", type=int, default=1)

    def handle(self, *_: str, action: str, clients: int, **__: object) -> str:
        if action == "prepare":
            return json.dumps(_prepare(clients))
        return json.dumps(_waiting() if action == "waiting" else _count())


def _prepare(clients: int) -> list[int]:
    """Add one editor, a moderator and a section of the site for each client; the sections' page ids."""
    if Workflow.objects.get(name=_WORKFLOW).tasks.count() != 1:
        raise RuntimeError(f"{_WORKFLOW} is not the workflow of one task that Wagtail comes with")
    password = make_password(settings.SECRET_KEY)
    _add_user("editor", "Editors", password)
    home = Page.objects.get(slug="home")
    sections = []
    for number in range(clients):
        _add_user(f"moderator-{number}", "Moderators", password)
        sections.append(home.add_child(instance=Page(title=f"Section {number}", slug=f"section-{number}")).pk)
    return sections


def _add_user(name: str, group: str, password: str) -> None:
    """No e-mail address: Wagtail then writes no notifications, which would slow it down."""
    User.objects.create(username=name, password=password).groups.add(Group.objects.get(name=group))


def _waiting() -> list[tuple[int, int]]:
    """The page id and the task state id of every article that waits for a moderator, the oldest first."""
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).order_by("pk")
    return [(int(page), state) for page, state in states.values_list("revision__object_id", "pk")]


def _count() -> dict[str, int]:
    """How many articles there are, and how many of them are live and approved."""
    approved = TaskState.objects.filter(status=TaskState.STATUS_APPROVED).values("revision__object_id").distinct()
    return {
        "pages": Article.objects.count(),
        "live": Article.objects.filter(live=True).count(),
        "approved": approved.count(),
    }
