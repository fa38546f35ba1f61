"""Builds the example site in a directory of its own and serves it from a process of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANAGE = Path(__file__).resolve().parents[2] / "example_site" / "manage.py"
SECONDS_TO_START = 120
#: What the tests themselves run in is no business of the site.
NOT_INHERITED = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE")


def site_environment(directory: Path, port: int = 8000) -> dict[str, str]:
    """Return the environment in which the example site keeps all it writes in ``directory``."""
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
        "EXAMPLE_SITE_DIRECTORY": str(directory),
        "PORT": str(port),
    }


def manage(directory: Path, *arguments: str) -> None:
    """Run a management command of the example site.

    Raises RuntimeError with the end of what the command printed if it fails.
    """
    done = subprocess.run(
        [sys.executable, str(MANAGE), *arguments],
        env=site_environment(directory),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout[-4000:]}")


def built_once(parent: Path) -> Path:
    """Return the directory below ``parent`` that holds the loaded example site.

    Several processes may ask at the same time: one builds the site, the others wait for it.
    """
    finished = parent / "example_site"
    with (parent / "example_site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not finished.exists():
            unfinished = parent / "example_site_unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            manage(unfinished, "migrate", "--noinput")
            manage(unfinished, "load_demo")
            unfinished.rename(finished)
    return finished


@contextmanager
def served(parent: Path, directory: Path) -> Iterator[str]:
    """Serve a copy of the example site while the block runs; yield its address.

    ``parent`` is shared by all processes, ``directory`` (not there yet) is for this one alone.
    """
    shutil.copytree(built_once(parent), directory)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = directory / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, str(MANAGE), "runserver", "--noreload", f"127.0.0.1:{port}"],
            env=site_environment(directory, port),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_it_answers(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_until_it_answers(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when ``server`` answers; raise RuntimeError with the end of its log if it does not."""
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/en/", timeout=SECONDS_TO_START):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"The site answers {error}:\n{log.read_text()[-4000:]}") from error
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The example site did not start:\n{log.read_text()[-4000:]}")


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
