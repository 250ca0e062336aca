"""`python -m benchmarks.platform_copy`: templates read, proven and checked a second; rows of recipients a second.

The templates are the texts of the sample campaigns, each with choices, a fallback and a condition as a platform writes
them, made different from each other by their greeting.
"""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from governance.core.copy.extent import all_renderings, extents
from governance.core.copy.parsed import parse_copy
from governance.core.copy.variant import Manifest, Revision, Variant
from governance.core.launch.lead_templates import Templates
from governance.core.launch.recipient_report import RecipientReport, judge_recipients
from governance.core.launch.recipients import Recipients
from governance.core.policy.policy_set import PolicySet
from governance.core.report import check_variant
from governance.outside.lead_file import read_leads
from governance.outside.policy_files import load_policy_set

TEMPLATES = 1_000
ROWS = 100_000
CAMPAIGNS = Path("policies/loopfern/campaigns")
GREETING = "{{RANDOM|Hi|Hello|Good morning}} {{firstName|there}},\n{{RANDOM|I saw|I noticed|We read}} post %d.\n"
ENDING = "\n{%% if jobTitle %%}As %s you may know this.{%% else %%}You may know this.{%% endif %%}"


def main() -> None:
    policies = load_policy_set(Path("policies/loopfern"), datetime.now(UTC))
    templates = list(_templates())
    _tell("parsed and proven", len(templates), lambda: [_proven(one) for one in templates])
    _tell("checked", len(templates), lambda: [check_variant(one, policies) for one in templates])
    content = _leads()
    _tell("rows of recipients", ROWS, lambda: _judged(content, templates[:10], policies))


def _templates() -> Iterator[Variant]:
    files = sorted(CAMPAIGNS.glob("*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    bodies = [row["body"] for row in rows if row.get("body")]
    plain = [body for body in bodies if "{" not in body.replace("{{", "")]
    for number in range(TEMPLATES):
        words = GREETING % number + plain[number % len(plain)] + ENDING % "a manager"
        manifest = Manifest("email", "cold", regions=("DE",), platform="instantly")
        yield Variant(str(number), Revision(body=words, subject="{{RANDOM|A question|Returns}}"), manifest)


def _proven(variant: Variant) -> int:
    return all_renderings(extents(parse_copy(variant.revision, variant.manifest.dialect)))


def _leads() -> bytes:
    names, flawed = ("Anna", "Ben", "Zoë"), {0: "N/A", 1: ""}
    rows = (
        f"a{n}@x.example,{flawed.get(n % 100, names[n % 3])},Oven {chr(65 + n % 26)} GmbH,Head of Care {n % 40}\n"
        for n in range(ROWS)
    )
    return ("email,First Name,Company Name,Job Title\n" + "".join(rows)).encode()


def _judged(content: bytes, templates: list[Variant], policies: PolicySet) -> RecipientReport:
    report = RecipientReport()
    for _ in judge_recipients(
        read_leads(BytesIO(content), "leads.csv").rows, Recipients(Templates(templates), policies), report
    ):
        pass
    return report


def _tell(what: str, number: int, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    took = time.perf_counter() - began
    print(json.dumps({"what": what, "number": number, "seconds": round(took, 2), "a_second": round(number / took)}))


if __name__ == "__main__":
    main()
