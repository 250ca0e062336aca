"""What is moderated."""

from django.db import models
from wagtail.models import Page


class Article(Page):
    """A page with plain text, the least that an editor can write."""

    body = models.TextField()

    content_panels = (*Page.content_panels, "body")
