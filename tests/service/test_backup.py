"""Backup and restore: whole, proved before it is live, and never silently older than what was signed."""

import hashlib
import json
import shutil
import stat
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from tests.databases import disposing
from tests.service.company import Company, company
from tests.tampering import as_administrator

from governance.actions.audit import checkpoint_all, verify_record
from governance.actions.backup import back_up, restore
from governance.core.actor import Actor
from governance.core.audit.acts import Act
from governance.core.audit.chain import commitment
from governance.core.audit.fields import read_fields
from governance.core.audit.verify import Flaw
from governance.core.errors import Refused, Unusable, WrongState
from governance.outside.checkpoint_file import CheckpointFile, Writing
from governance.outside.signing import Keys
from governance.store.audit import entries_page, record_heads
from governance.store.dump import our_tables
from governance.store.engine import make_engine
from governance.store.tables.people import SessionRow
from governance.store.tables.permits import AuthorisationRow, PermitRow
from governance.store.tables.review import SubmissionRow
from governance.store.tables.variants import VariantRow
from governance.store.tables.workspaces import CampaignRow
from governance.store.transaction import Store, Tx

SYSTEM = Actor("system")
REASON = "The disk of the old server is gone"


@dataclass(frozen=True)
class House:
    """A company with something in every table that a restore touches, its keys, and where it may be restored to."""

    company: Company
    keys: Keys
    file: CheckpointFile
    backup: Path
    empty: str

    @property
    def store(self) -> Store:
        return self.company.store

    def back_up(self) -> None:
        back_up(self.store, self.keys, self.file, self.backup)

    def act(self, times: int = 1) -> None:
        self.company.write(lambda tx: [tx.append(Act.CAMPAIGN_CREATED, SYSTEM) for _ in range(times)])

    def head(self) -> int:
        return heads(self.store)[self.company.key]


def heads(store: Store) -> dict[str, int]:
    return {one.key: one.head.sequence for one in store.read(None, record_heads)}


@pytest.fixture
def empty(store: Store, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the same kind, with nothing in it."""
    if store.engine.dialect.name == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored.db'}"
    else:
        with request.getfixturevalue("postgres").database() as url:
            yield url


@pytest.fixture
def house(loopfern: Company, tmp_path: Path, empty: str) -> House:
    keys = Keys(tmp_path / "data" / "keys")
    file = CheckpointFile(tmp_path / "data" / "checkpoints.jsonl", keys)
    loopfern.sign_in("ines")
    loopfern.write(lambda tx: permit(tx, loopfern["ines"]))
    return House(loopfern, keys, file, tmp_path / "backup.tar", empty)


def permit(tx: Tx, person: UUID) -> None:
    """A variant with a submission, a running permit, and one authorisation that was used and one that was not."""
    here: dict[str, Any] = {"workspace_id": tx.workspace_id}
    digests: dict[str, Any] = {"content_digest": "c", "manifest_digest": "m"}
    campaign, variant, submission, id = uuid4(), uuid4(), uuid4(), uuid4()
    words: dict[str, Any] = {
        "key": "spring",
        "name": "Spring\twith\\N odd\nnames",
        "created_by": person,
        "created_at": tx.now,
        "recipient_key": b"k" * 32,
    }
    tx.session.add(CampaignRow(**here, id=campaign, sequence=tx.number(), **words))
    tx.session.flush()
    more: dict[str, Any] = {
        "name": "v",
        "campaign_id": campaign,
        "revision": 1,
        "created_at": tx.now,
        "state": "approved",
    }
    tx.session.add(VariantRow(**here, id=variant, sequence=tx.number(), **more, **digests))
    tx.session.flush()
    of: dict[str, Any] = {"variant_id": variant, "revision": 1, **digests}
    tx.session.add(
        SubmissionRow(**here, id=submission, sequence=tx.number(), person_id=person, submitted_at=tx.now, **of)
    )
    tx.session.flush()
    lasts: dict[str, Any] = {
        "issued_at": tx.now,
        "expires_at": tx.now + timedelta(days=9),
        "key_id": "k",
        "signature": "s",
    }
    tx.session.add(
        PermitRow(**here, id=id, sequence=tx.number(), submission_id=submission, policy_set="p", **lasts, **of)
    )
    tx.session.flush()
    for used in (tx.now, None):
        given: dict[str, Any] = {"issued_at": tx.now, "ends_at": tx.now + timedelta(minutes=15), "used_at": used}
        message: dict[str, Any] = {
            "permit_id": id,
            "variant_id": variant,
            "recipient_hash": "r",
            "rendered_digest": "d",
            "policy_set": "p",
        }
        tx.session.add(AuthorisationRow(**here, id=uuid4(), **message, **given))


def rows(store: Store) -> dict[str, int]:
    def count(tx: Tx) -> dict[str, int]:
        return {
            table.name: tx.session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in our_tables()
        }

    return store.read(None, count)


@pytest.fixture
def restored(house: House) -> Iterator[Store]:
    """The database to restore into, opened when a test first looks at it."""
    with disposing(make_engine(house.empty)) as engine:
        yield Store(engine)


def untouched(house: House) -> bool:
    """Whether nothing became of the database to restore into."""
    if house.empty.startswith("sqlite"):
        return not Path(house.empty.removeprefix("sqlite:///")).exists()
    with disposing(make_engine(house.empty)) as engine:
        return sum(rows(Store(engine)).values()) == 0


def test_a_backup_is_one_file_for_its_owner_without_the_key(house: House) -> None:
    house.back_up()
    assert stat.S_IMODE(house.backup.stat().st_mode) == 0o600
    with tarfile.open(house.backup) as tar:
        contents = b"".join(part.read() for entry in tar if (part := tar.extractfile(entry)))
        names = tar.getnames()
    assert {"contents.json", "checkpoints.jsonl"} < set(names)
    assert b"PRIVATE KEY" not in contents
    assert (house.file.path.parent / "keys/signing.pem").read_bytes().splitlines()[1] not in contents
    assert [path.name for path in house.backup.parent.glob("*.part")] == []


def test_all_that_was_there_comes_back(house: House, restored: Store) -> None:
    other = company(house.store, "nordkeel")
    before = rows(house.store)
    house.back_up()
    told = restore(house.backup, house.empty, house.keys, house.file)
    assert {record.key: record.lost for record in told.records} == {"loopfern": None, "nordkeel": None}
    gone = {"gov_session": 1, "gov_authorisation": 1, "gov_audit_entry": -2}
    assert rows(restored) == {name: count - gone.get(name, 0) for name, count in before.items()}
    kept = house.file.read()
    for id in (house.company.id, other.id):
        assert verify_record(restored, id, kept[str(id)]).broken is None
    campaign = restored.read(None, lambda tx: tx.session.execute(select(CampaignRow)).scalar_one())
    assert campaign.name == "Spring\twith\\N odd\nnames"


def test_everybody_is_signed_out_and_what_was_sent_stays_known(house: House, restored: Store) -> None:
    house.back_up()
    restore(house.backup, house.empty, house.keys, house.file)

    def left(tx: Tx) -> tuple[list[SessionRow], list[AuthorisationRow], list[PermitRow]]:
        tables = (SessionRow, AuthorisationRow, PermitRow)
        return tuple(list(tx.session.execute(select(one)).scalars()) for one in tables)  # type: ignore[return-value]

    sessions, authorisations, permits = restored.read(None, left)
    assert sessions == []
    assert [one.used_at is not None for one in authorisations] == [True]
    assert [one.recalled_at for one in permits] == [None]


def test_a_restore_is_recorded_and_the_record_goes_on(house: House, restored: Store) -> None:
    house.back_up()
    restore(house.backup, house.empty, house.keys, house.file)
    last = restored.read(house.company.id, lambda tx: entries_page(tx, limit=1))[0]
    fields = read_fields(last.canonical)
    assert fields is not None
    assert (fields["act"], fields["actor"]["kind"]) == ("record.restored", "operator")
    assert fields["data"] == {"lost_from": None, "lost_to": None, "reason": None}
    assert len(checkpoint_all(restored, house.keys, house.file)) == 1


def test_a_backup_is_consistent_while_others_write(house: House, restored: Store) -> None:
    with ThreadPoolExecutor(1) as pool:
        writing = [pool.submit(house.act) for _ in range(30)]
        house.back_up()
        for one in writing:
            one.result()
    restore(house.backup, house.empty, house.keys, house.file)
    assert verify_record(restored, house.company.id, house.file.read()[str(house.company.id)]).broken is None


def test_a_record_older_than_its_last_checkpoint_is_refused(house: House) -> None:
    house.back_up()
    ends = house.head()
    house.act(3)
    checkpoint_all(house.store, house.keys, house.file)
    before = house.file.path.read_bytes()
    with pytest.raises(WrongState) as refused:
        restore(house.backup, house.empty, house.keys, house.file)
    assert refused.value.code == "record_cut_off"
    for said in ("loopfern", f"ends at entry {ends}", f"signed entry {ends + 3}", "--accept-loss"):
        assert said in refused.value.message
    assert untouched(house)
    assert house.file.path.read_bytes() == before


def test_entries_that_nobody_signed_are_lost_without_a_word(house: House) -> None:
    house.back_up()
    house.act(3)
    restore(house.backup, house.empty, house.keys, house.file)


def test_an_accepted_loss_is_recorded_recalls_every_permit_and_is_signed(house: House, restored: Store) -> None:
    house.back_up()
    ends = house.head()
    house.act(3)
    checkpoint_all(house.store, house.keys, house.file)
    [record] = restore(house.backup, house.empty, house.keys, house.file, REASON).records
    assert (record.lost, record.permits_recalled) == ((ends + 1, ends + 3), 1)

    recall, restoring = restored.read(house.company.id, lambda tx: entries_page(tx, limit=2))
    said = read_fields(restoring.canonical) or {}
    kept = json.loads((house.file.path.parent / "restores.jsonl").read_text())
    assert said["act"] == "record.restored"
    assert (said["data"]["lost_from"], said["data"]["lost_to"]) == (ends + 1, ends + 3)
    assert said["data"]["reason"] == commitment(bytes.fromhex(kept["salt"]), kept["reason"])
    assert kept["reason"] == REASON
    assert REASON.encode() not in restoring.canonical
    assert (read_fields(recall.canonical) or {})["act"] == "permit.recalled"

    def recalled(tx: Tx) -> list[bool]:
        permits = tx.session.execute(select(PermitRow)).scalars()
        submissions = tx.session.execute(select(SubmissionRow)).scalars()
        return [one.recalled_at is not None for one in (*permits, *submissions)]

    assert restored.read(None, recalled) == [True, True]


def test_after_an_accepted_loss_the_record_is_intact_and_the_lost_one_is_not(house: House, restored: Store) -> None:
    house.back_up()
    house.act(3)
    checkpoint_all(house.store, house.keys, house.file)
    restore(house.backup, house.empty, house.keys, house.file, REASON)
    id = house.company.id
    restored.transaction(id, lambda tx: tx.append(Act.CAMPAIGN_CREATED, SYSTEM))
    assert len(checkpoint_all(restored, house.keys, house.file)) == 1
    kept = house.file.read()[str(id)]
    assert verify_record(restored, id, kept).broken is None
    broken = verify_record(house.store, id, kept).broken
    assert broken is not None
    assert broken.flaw is Flaw.REWRITTEN


class Failing(CheckpointFile):
    """Checkpoints are written, and then the database goes away before it commits."""

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        with super().writing() as file:
            yield file
        raise LookupError


def test_a_restore_that_failed_after_it_was_signed_can_be_done_again(house: House, restored: Store) -> None:
    house.back_up()
    house.act(3)
    checkpoint_all(house.store, house.keys, house.file)
    with pytest.raises(LookupError):
        restore(house.backup, house.empty, house.keys, Failing(house.file.path, house.keys), REASON)
    assert untouched(house)
    with pytest.raises(WrongState):
        restore(house.backup, house.empty, house.keys, house.file)
    restore(house.backup, house.empty, house.keys, house.file, REASON)
    id = house.company.id
    assert verify_record(restored, id, house.file.read()[str(id)]).broken is None


def test_a_workspace_founded_after_the_backup_is_a_loss_too(house: House, restored: Store) -> None:
    house.back_up()
    other = company(house.store, "nordkeel")
    checkpoint_all(house.store, house.keys, house.file)
    with pytest.raises(WrongState, match="ends at entry 0"):
        restore(house.backup, house.empty, house.keys, house.file)
    restore(house.backup, house.empty, house.keys, house.file, REASON)
    assert verify_record(restored, other.id, house.file.read()[str(other.id)]).broken is None


@pytest.mark.parametrize("reason", ["", "short", "         x"])
def test_a_loss_takes_a_reason(house: House, reason: str) -> None:
    house.back_up()
    with pytest.raises(Unusable, match="at least 10 characters"):
        restore(house.backup, house.empty, house.keys, house.file, reason)


@pytest.mark.parametrize("reason", [None, REASON])
def test_a_broken_record_is_refused_whatever_the_reason(house: House, reason: str | None) -> None:
    as_administrator(house.store, "UPDATE gov_audit_entry SET act = 'decision.withdrawn' WHERE sequence = 2")
    house.back_up()
    with pytest.raises(WrongState, match="Entry 2 was altered") as refused:
        restore(house.backup, house.empty, house.keys, house.file, reason)
    assert refused.value.code == "record_altered"
    assert untouched(house)


def test_a_database_that_went_back_is_not_backed_up(house: House) -> None:
    house.act(2)
    checkpoint_all(house.store, house.keys, house.file)
    as_administrator(house.store, f"DELETE FROM gov_audit_entry WHERE sequence = {house.head()}")
    with pytest.raises(WrongState):
        house.back_up()
    assert not house.backup.exists()


def test_a_database_with_a_workspace_is_not_restored_over(house: House) -> None:
    house.back_up()
    url = house.store.engine.url.render_as_string(hide_password=False)
    before = rows(house.store)
    with pytest.raises(WrongState, match="not empty"):
        restore(house.backup, url, house.keys, house.file)
    assert rows(house.store) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_place_of_a_database_that_was_moved_away_is_free(house: House) -> None:
    house.back_up()
    place = Path(str(house.store.engine.url.database))
    house.store.engine.dispose()
    place.rename(place.with_suffix(".old"))
    url = f"sqlite:///{place}"
    log = place.with_name(f"{place.name}-wal")
    log.write_bytes(b"left behind")
    with pytest.raises(WrongState, match="move it away"):
        restore(house.backup, url, house.keys, house.file)
    log.unlink()
    restore(house.backup, url, house.keys, house.file)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert sorted(path.name for path in place.parent.glob("governance.db*")) == ["governance.db"]


def test_on_a_new_machine_without_keys_a_backup_is_restored_as_it_is(
    house: House, tmp_path: Path, restored: Store
) -> None:
    house.back_up()
    keys = Keys(tmp_path / "new" / "keys")
    restore(house.backup, house.empty, keys, CheckpointFile(tmp_path / "new" / "checkpoints.jsonl", keys))
    assert verify_record(restored, house.company.id, []).broken is None


def test_checkpoints_in_the_backup_bind_it_where_the_file_is_lost(house: House) -> None:
    house.back_up()
    house.file.path.unlink()
    repacked(house.backup, "checkpoints.jsonl", lambda content: content.replace(b'"sequence":', b'"sequence":1'))
    with pytest.raises(Unusable, match="line 1: the signature"):
        restore(house.backup, house.empty, house.keys, house.file)
    assert untouched(house)


def repacked(backup: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change a part of a backup, and its digest with it."""
    with tarfile.open(backup) as tar:
        parts = {entry.name: part.read() for entry in tar if (part := tar.extractfile(entry))}
    parts[name] = change(parts[name])
    contents = json.loads(parts["contents.json"])
    if name in contents["files"]:
        contents["files"][name] = hashlib.sha256(parts[name]).hexdigest()
        parts["contents.json"] = json.dumps(contents).encode()
    write_tar(backup, parts)


def write_tar(file: Path, parts: dict[str, bytes]) -> None:
    with tarfile.open(file, "w") as tar:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, BytesIO(content))


def test_a_damaged_backup_is_refused(house: House) -> None:
    house.back_up()
    whole = house.backup.read_bytes()
    for size in (0, 10, 600, len(whole) // 2):
        house.backup.write_bytes(whole[:size])
        with pytest.raises(Unusable):
            restore(house.backup, house.empty, house.keys, house.file)
    middle = len(whole) // 2
    house.backup.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    with pytest.raises(Unusable):
        restore(house.backup, house.empty, house.keys, house.file)
    house.backup.unlink()
    with pytest.raises(Unusable, match="cannot be unpacked"):
        restore(house.backup, house.empty, house.keys, house.file)
    assert untouched(house)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "more.copy"])
def test_a_part_that_does_not_belong_is_refused(house: House, tmp_path: Path, name: str) -> None:
    house.back_up()
    with tarfile.open(house.backup) as tar:
        parts = {entry.name: part.read() for entry in tar if (part := tar.extractfile(entry))}
    write_tar(house.backup, {**parts, name: b"x"})
    with pytest.raises(Unusable, match="no part of a backup"):
        restore(house.backup, house.empty, house.keys, house.file)
    assert not (tmp_path.parent / "outside").exists()


def test_a_backup_of_another_kind_of_database_is_refused(house: House) -> None:
    house.back_up()
    repacked(
        house.backup,
        "contents.json",
        lambda content: content.replace(b"sqlite", b"oracle").replace(b"postgresql", b"oracle"),
    )
    with pytest.raises(Unusable, match="backup of oracle"):
        restore(house.backup, house.empty, house.keys, house.file)


def test_a_backup_that_cannot_be_written_leaves_nothing(house: House, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere" / "backup.tar"
    with pytest.raises(Refused):
        back_up(house.store, house.keys, house.file, folder)
    house.backup.mkdir()
    with pytest.raises(Refused):
        house.back_up()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".") or path.suffix == ".part"] == []
    shutil.rmtree(house.backup)
