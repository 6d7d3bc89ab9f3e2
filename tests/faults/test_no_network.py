"""A brief is made without the network: nothing tries to reach it, and none is needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.no_network import USED_THE_NETWORK
from tests.faults.place import Place


def run(*words: str, alone: bool, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the watched program, in a namespace of its own where `alone`."""
    before = ["unshare", "--map-root-user", "--net"] if alone else []
    command = [*before, sys.executable, "-m", "tests.faults.no_network", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def has_namespaces() -> bool:
    """Whether a process may have a network of its own here, with nothing on it."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "--map-root-user", "--net", "true"], check=False, capture_output=True)  # fmt: skip
    return tried.returncode == 0


@pytest.mark.model
@pytest.mark.parametrize("alone", [False, True])
def test_the_real_models_make_a_brief_without_the_network(tmp_path: Path, *, alone: bool) -> None:
    if alone and not has_namespaces():
        pytest.skip("no namespaces of networks here")
    place = Place(tmp_path / "place", model=True)
    environment = {**os.environ, "XDG_STATE_HOME": str(place.state), "OMP_NUM_THREADS": "1"}
    done = run(*place.words, alone=alone, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert place.is_whole
    assert '"generator": "smollm2' in (place.out / "2025-06-17" / "run.json").read_text("utf-8")


def test_what_reaches_out_is_told() -> None:
    code = (
        "import socket, sys; from unittest import mock; import tests.faults.no_network as watched\n"
        "def out():\n"
        "    with socket.socket() as one: one.connect_ex(('127.0.0.1', 9))\n"
        "with mock.patch.object(watched, 'main', out): sys.exit(watched.run())"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.returncode == USED_THE_NETWORK
    assert "socket.connect" in done.stderr
