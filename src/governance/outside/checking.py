"""Checking a stream of variants, in order, in one process or several, in memory that does not grow."""

import signal
import sys
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice

from governance.core.audience import AudienceVerdict
from governance.core.checks.finding import Finding
from governance.core.copy.text import Span
from governance.core.copy.variant import Manifest, PartName, Revision, Variant
from governance.core.drift.judgement import Drift, DriftVerdict
from governance.core.policy.policy_set import PolicySet
from governance.core.report import ENGINE, Report, check_variant
from governance.outside.copy_files.located import Located, UnreadableVariant

CHUNK = 64


@dataclass(frozen=True, slots=True)
class Checked:
    """A variant, or one that cannot be read, with its report."""

    located: Located
    report: Report

    @property
    def variant(self) -> Variant | None:
        return self.located.variant if isinstance(self.located.variant, Variant) else None


def check_all(variants: Iterable[Located], policies: PolicySet, processes: int) -> Iterator[Checked]:
    """Reports in the order of the variants."""
    if processes == 1:
        return (check(located, policies) for located in variants)
    return _check_in_processes(iter(variants), policies, processes)


def check(located: Located, policies: PolicySet) -> Checked:
    """Never raises: a variant that the engine cannot finish is blocked, and the defect shown on stderr."""
    variant = located.variant
    if isinstance(variant, UnreadableVariant):
        return Checked(located, _unreadable(variant.id, f"{located.place}: {variant.message}", policies))
    try:
        return Checked(located, check_variant(variant, policies))
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        message = f"{located.place}: The check stopped with {type(error).__name__}, a defect of {ENGINE}; report it"
        report = _unreadable(variant.id, message, policies)
        return Checked(located, replace(report, revision=variant.revision.digest, manifest=variant.manifest.digest))


def _unreadable(id: str, message: str, policies: PolicySet) -> Report:
    nothing = Span(0, 0)
    return Report(
        variant_id=id,
        revision=Revision().digest,
        manifest=Manifest().digest,
        policy_set=policies.digest,
        engine=ENGINE,
        findings=(Finding("unreadable_copy", "blocker", PartName.BODY, nothing, "", message),),
        statements=(),
        drift=Drift(DriftVerdict.OFF_MESSAGE, 1.0),
        audience=AudienceVerdict(None, ()),
    )


def _check_in_processes(variants: Iterator[Located], policies: PolicySet, processes: int) -> Iterator[Checked]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    spawn = get_context("spawn")
    pool = ProcessPoolExecutor(processes, spawn, initializer=_start_worker, initargs=(policies,))
    waiting: deque[Future[list[Checked]]] = deque()
    try:
        while chunk := list(islice(variants, CHUNK)):
            waiting.append(pool.submit(_check_chunk, chunk))
            if len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_worker_policies: PolicySet


def _start_worker(policies: PolicySet) -> None:
    """Each process holds the policies once, so that what they compile is compiled once."""
    global _worker_policies
    _worker_policies = policies
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check_chunk(chunk: list[Located]) -> list[Checked]:
    return [check(located, _worker_policies) for located in chunk]
