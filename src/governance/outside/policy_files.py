"""Policy files of one company: read strictly, and put in force for a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from governance.core.checks.catalogue import CHECKS
from governance.core.claims.own_words import dangling_words
from governance.core.errors import Place, PolicyError, Problem
from governance.core.policy import references
from governance.core.policy.approval import ApprovalPolicy
from governance.core.policy.document import Document, Strict
from governance.core.policy.history import KINDS, numbered_claims
from governance.core.policy.policy_set import PolicySet
from governance.core.policy.qualification import QualificationPolicy
from governance.core.policy.standard import MessageStandard
from governance.core.policy.talk_track import TalkTrack
from governance.core.policy.workspace import Workspace
from governance.outside.policy_folder import policy_files
from governance.outside.policy_problems import place, validated
from governance.outside.strict_yaml import YamlFile, read_yaml

WORKSPACE = "workspace.yaml"
Kind = TypeVar("Kind", bound=Document)


@dataclass(frozen=True)
class PolicyFolder:
    """Every document of a folder, in force or not, with the file it was read from."""

    directory: Path
    workspace: Workspace
    documents: tuple[Document, ...]
    files: tuple[tuple[Strict, YamlFile], ...]

    def place(self, value: Strict, path: tuple[str | int, ...] = ()) -> Place:
        """Where the value at a path of a document, or of the workspace, stands."""
        return place(next(file for read, file in self.files if read is value), path)

    def versions(self, key: str) -> list[Document]:
        """The versions of a document, oldest first; the first is number 1."""
        return sorted((d for d in self.documents if d.key == key), key=lambda d: d.in_force_from)


def load_policy_set(directory: Path, instant: datetime) -> PolicySet:
    """What a folder puts in force at an aware instant. Raises PolicyError with every problem found."""
    return policies_in_force(load_documents(directory), instant)


def policies_in_force(folder: PolicyFolder, instant: datetime) -> PolicySet:
    """What is in force on an instant's civil day in the workspace's time zone. Raises PolicyError."""
    day = folder.workspace.day(instant)
    standard = _in_force(folder, MessageStandard, day)
    talk_track = _in_force(folder, TalkTrack, day)
    if standard is None or talk_track is None:
        needed = {"message_standard": standard, "talk_track": talk_track}
        raise PolicyError([_absent(folder, kind, day) for kind, found in needed.items() if found is None])
    qualification = _in_force(folder, QualificationPolicy, day)
    approval = _in_force(folder, ApprovalPolicy, day)
    scopes = references.dangling_scopes(talk_track, standard)
    owners = references.dangling_owners(talk_track, approval)
    people = references.dangling_people(folder.workspace, approval)
    _raise_any(_placed(folder, (*scopes, *owners, *people)))
    in_force = [d for d in (standard, talk_track, qualification, approval) if d]
    return PolicySet(
        workspace=folder.workspace,
        day=day,
        standard=standard,
        talk_track=talk_track,
        claims=numbered_claims(_until(folder, talk_track), talk_track),
        qualification=qualification,
        approval=approval,
        versions={d.key: folder.versions(d.key).index(d) + 1 for d in in_force},
    )


def load_documents(directory: Path) -> PolicyFolder:
    """Read and validate every document below a folder. Raises PolicyError with the problems of all files."""
    problems: list[Problem] = []
    files: list[tuple[Strict, YamlFile]] = []
    contents = policy_files(directory)
    workspace_file = str(directory / WORKSPACE)
    if workspace_file not in contents:
        problems.append(Problem(Place(str(directory)), f"{WORKSPACE} is missing; it names the company"))
    for name, content in contents.items():
        try:
            file = read_yaml(content, name)
            model = Workspace if name == workspace_file else _model(file)
            files.append((validated(model, file), file))
        except PolicyError as error:
            problems.extend(error.problems)
    workspaces = [value for value, _ in files if isinstance(value, Workspace)]
    if not workspaces:
        raise PolicyError(problems)
    documents = tuple(value for value, _ in files if isinstance(value, Document))
    folder = PolicyFolder(directory, workspaces[0], documents, tuple(files))
    _raise_any([*problems, *_conflicts(folder), *_placed(folder, _own_references(documents))])
    return folder


def _model(file: YamlFile) -> type[Document]:
    """The model of a document's kind. Raises PolicyError."""
    allowed = ", ".join(KINDS)
    if not isinstance(file.value, dict):
        message = "a policy document is a group of keys, beginning with kind"
        raise PolicyError([Problem(place(file, ()), message)])
    kind = file.value.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        found = f"kind {kind!r} is unknown" if "kind" in file.value else "key 'kind' is missing"
        raise PolicyError([Problem(place(file, ("kind",)), f"{found}; allowed are {allowed}")])
    return KINDS[kind]


def _own_references(documents: Iterable[Document]) -> Iterator[references.Dangling]:
    codes = [check.CODE for check in CHECKS]
    for document in documents:
        if isinstance(document, MessageStandard):
            yield from references.dangling_codes(document, codes)
            yield from references.dangling_regions_of_standard(document)
            yield from references.dangling_rule_sets(document)
        if isinstance(document, TalkTrack):
            yield from dangling_words(document)
        if isinstance(document, QualificationPolicy):
            yield from references.dangling_countries(document)


def _conflicts(folder: PolicyFolder) -> Iterator[Problem]:
    """Documents that contradict each other: of one key and two kinds, or of one kind on the same day."""
    ordered = sorted(folder.documents, key=lambda d: d.in_force_from)
    for older, newer in combinations(ordered, 2):
        if older.kind == newer.kind and older.in_force(newer.in_force_from):
            yield Problem(
                folder.place(newer, ("in_force_from",)),
                f"{newer.key} is in force from {newer.in_force_from}, when {_dates(older)} of "
                f"{folder.place(older).file} is in force too; one {newer.kind} is in force on a day",
            )
        if older.kind != newer.kind and older.key == newer.key:
            message = f"key {newer.key} is used by a {older.kind} too; a key belongs to one kind"
            yield Problem(folder.place(newer, ("key",)), message)


def _in_force(folder: PolicyFolder, kind: type[Kind], day: date) -> Kind | None:
    return next((d for d in folder.documents if isinstance(d, kind) and d.in_force(day)), None)


def _absent(folder: PolicyFolder, kind: str, day: date) -> Problem:
    there = [_dates(d) for d in folder.documents if d.kind == kind]
    exist = f"there are {', '.join(there)}" if there else "the folder has none"
    return Problem(Place(str(folder.directory)), f"no {kind} is in force on {day}; {exist}")


def _dates(document: Document) -> str:
    return f"{document.key} ({document.in_force_from} to {document.in_force_until or 'open'})"


def _until(folder: PolicyFolder, current: TalkTrack) -> list[Document]:
    return [version for version in folder.versions(current.key) if version.in_force_from <= current.in_force_from]


def _placed(folder: PolicyFolder, dangling: Iterable[references.Dangling]) -> list[Problem]:
    return [Problem(folder.place(one.source, one.path), one.message) for one in dangling]


def _raise_any(problems: list[Problem]) -> None:
    if problems:
        raise PolicyError(problems)


def read_document(content: bytes, name: str) -> Document:
    """One document on its own, as strictly as in a folder. Raises PolicyError with every problem found."""
    file = read_yaml(content, name)
    document = validated(_model(file), file)
    _raise_any([Problem(place(file, one.path), one.message) for one in _own_references([document])])
    return document
