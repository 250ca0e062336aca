"""Django's settings: the parts that Wagtail's own project template installs, in production mode."""

import os
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

_FOLDER = Path(os.environ["WAGTAIL_PEER_FOLDER"])
_CONNECTION_SECONDS = 600


def _sqlite() -> dict[str, Any]:
    """Readers beside one writer; a writer takes its lock at the start and waits for it in line."""
    options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode = WAL"}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": _FOLDER / "site.sqlite3", "OPTIONS": options}


def _postgresql(url: str) -> dict[str, Any]:
    options = conninfo_to_dict(url)
    return {"ENGINE": "django.db.backends.postgresql", "NAME": options.pop("dbname"), "OPTIONS": options}


def _database() -> dict[str, Any]:
    """A connection stays open between requests: to open one for each would slow Wagtail down."""
    url = os.environ["WAGTAIL_PEER_DATABASE"]
    return {**(_postgresql(url) if url else _sqlite()), "CONN_MAX_AGE": _CONNECTION_SECONDS}


DEBUG = False
SECRET_KEY = os.environ["WAGTAIL_PEER_SECRET"]
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "benchmarks.wagtail_peer.project.urls"
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = _FOLDER / "media"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
WAGTAIL_SITE_NAME = "Peer"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

INSTALLED_APPS = [
    "benchmarks.wagtail_peer.project",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "root": {"handlers": ["stderr"]},
}
