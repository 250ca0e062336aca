"""proselint as a library over the files of a folder: `python proselint_api.py FOLDER`."""

import sys
from pathlib import Path

from proselint.checks import __register__  # type: ignore[import-untyped]
from proselint.registry import CheckRegistry  # type: ignore[import-untyped]
from proselint.tools import LintFile  # type: ignore[import-untyped]


def main(folder: Path) -> None:
    CheckRegistry().register_many(__register__)
    for path in sorted(folder.iterdir()):
        print(path.name, len(LintFile(path.name, path.read_text("utf-8")).lint()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
