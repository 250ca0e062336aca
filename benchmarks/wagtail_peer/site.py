"""The Wagtail site in processes of its own: Django's commands, and the HTTP server."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.wagtail_peer.deadline import Deadline

_ROOT = Path(__file__).parents[2]
_SETTINGS = "benchmarks.wagtail_peer.project.settings"
_STOP_SECONDS = 10
_COMPLAINT = 4_000


class Site:
    """One site: its folder, its database, and a secret, which is Django's key and everybody's password."""

    def __init__(self, folder: Path, database: str, secret: str, deadline: Deadline) -> None:
        self._log = folder / "server.log"
        self._deadline = deadline
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": _SETTINGS,
            "WAGTAIL_PEER_FOLDER": str(folder),
            "WAGTAIL_PEER_DATABASE": database,
            "WAGTAIL_PEER_SECRET": secret,
        }

    def prepare(self, clients: int) -> list[int]:
        """Make the tables, the users, and a section of the site for each client; the sections' page ids."""
        self._django("migrate", "--verbosity", "0")
        sections: list[int] = json.loads(self._django("peer", "prepare", "--clients", str(clients)))
        return sections

    def waiting(self) -> list[tuple[int, int]]:
        """The page id and the task state id of every page that waits for a moderator."""
        return [(page, state) for page, state in json.loads(self._django("peer", "waiting"))]

    def check_all_live(self, expected: int) -> None:
        """Raises RuntimeError unless the database has this many pages, all of them approved and live."""
        counts: dict[str, Any] = json.loads(self._django("peer", "count"))
        if counts != dict.fromkeys(("pages", "live", "approved"), expected):
            raise RuntimeError(f"{expected} pages should be live and approved: {counts}")

    @contextmanager
    def served(self, workers: int, threads: int) -> Iterator[int]:
        """Serve the site on a free loopback port until the end of the block.

        Raises RuntimeError, with the server's own words, for whatever goes wrong within.
        """
        with self._log.open("wb") as log:
            process, port = self._serve(workers, threads, log.fileno())
            try:
                yield port
            except Exception as error:
                said = self._log.read_text("utf-8", "replace")[-_COMPLAINT:].strip()
                raise RuntimeError(f"{error}\nThe server said: {said}") from error
            finally:
                _stop(process)

    def _serve(self, workers: int, threads: int, log: int) -> tuple[subprocess.Popen[bytes], int]:
        """The server gets a socket that listens already: nobody has to wait, or can take its port."""
        command = [sys.executable, "-m", "gunicorn", "--workers", str(workers), "--threads", str(threads)]
        command += ["--no-control-socket", "--graceful-timeout", "5", "--timeout", "60"]
        with socket.create_server(("127.0.0.1", 0), backlog=2048) as listening:
            command += ["--bind", f"fd://{listening.fileno()}", "django.core.wsgi:get_wsgi_application()"]
            process = subprocess.Popen(
                command,
                cwd=_ROOT,
                env=self._environment,
                pass_fds=[listening.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            return process, listening.getsockname()[1]

    def _django(self, *arguments: str) -> str:
        """Run one of Django's commands; what it printed. Raises RuntimeError, with its own words, if it fails."""
        ran = subprocess.run(
            [sys.executable, "-m", "django", *arguments],
            cwd=_ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=self._deadline.left(),
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"{arguments} ended with {ran.returncode}: {ran.stderr[-_COMPLAINT:].strip()}")
        return ran.stdout


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server; its workers leave by themselves when it is gone."""
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
