"""guardrails-ai with one regular expression over the files of a folder: `python run.py FOLDER`."""

import os
import re
import sys
from pathlib import Path
from typing import Any

os.environ["OTEL_SDK_DISABLED"] = "true"  # read when guardrails is imported

from guardrails import Guard  # type: ignore[import-not-found]
from guardrails.validators import (  # type: ignore[import-not-found]
    FailResult,
    PassResult,
    Validator,
    register_validator,
)

_FORBIDDEN = re.compile(r"(?i)\b(?:risk-free|guaranteed|game-changer|no-brainer)\b")


@register_validator(name="bench/forbidden", data_type="string")
class Forbidden(Validator):  # type: ignore[misc]
    """Fails a text that holds one of four words."""

    def _validate(self, value: Any, metadata: dict[str, Any]) -> Any:
        del metadata
        found = _FORBIDDEN.search(value)
        return FailResult(error_message=f"{found[0]} is forbidden") if found else PassResult()


def main(folder: Path) -> None:
    guard = Guard().use(Forbidden(on_fail="noop"))
    guard.configure(allow_metrics_collection=False)
    for path in sorted(folder.iterdir()):
        print(path.name, guard.validate(path.read_text("utf-8")).validation_passed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
