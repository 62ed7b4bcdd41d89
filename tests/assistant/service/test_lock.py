from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.client import running_service
from assistant.service.lock import NAME, ServiceLock, new_lock, read_lock, remove_lock, write_lock
from tests.support import free_port


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_lock_is_read_back_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    lock = new_lock("http://127.0.0.1:8800")
    write_lock(tmp_path, lock)
    assert read_lock(tmp_path) == lock
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / NAME]


def test_the_lock_of_a_dead_process_counts_for_nothing(tmp_path: Path) -> None:
    write_lock(tmp_path, ServiceLock(dead_pid(), "http://127.0.0.1:8800", "t"))
    assert read_lock(tmp_path) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}', '{"pid": OWN}'])
def test_a_damaged_lock_counts_for_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content.replace("OWN", str(os.getpid())))
    assert read_lock(tmp_path) is None


def test_only_its_own_lock_is_removed(tmp_path: Path) -> None:
    write_lock(tmp_path, new_lock("http://127.0.0.1:1"))
    remove_lock(tmp_path, new_lock("http://127.0.0.1:1"))
    lock = read_lock(tmp_path)
    assert lock is not None
    remove_lock(tmp_path, lock)
    assert not (tmp_path / NAME).exists()


def test_a_lock_whose_service_does_not_answer_gives_no_client(tmp_path: Path) -> None:
    write_lock(tmp_path, new_lock(f"http://127.0.0.1:{free_port()}"))
    assert running_service(tmp_path) is None


def test_the_instance_does_not_give_the_token_away() -> None:
    lock = new_lock("http://127.0.0.1:1")
    assert lock.token not in lock.instance
    assert lock.instance != new_lock("http://127.0.0.1:1").instance
