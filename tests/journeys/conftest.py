"""The real command on a virtual screen, driven from outside as a person would."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

_TITLE = "^Annotator"


def require(tool: str) -> str:
    """The path of a program; without it the test is skipped, or fails where it must be there."""
    found = shutil.which(tool)
    if found is None:
        if os.environ.get("REQUIRE_TOOLS"):
            pytest.fail(f"{tool} is not installed")
        pytest.skip(f"{tool} is not installed")
    return found


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A virtual screen of its own, which chooses its number itself."""
    read, write = os.pipe()
    command = [
        require("Xvfb"),
        "-displayfd",
        str(write),
        "-screen",
        "0",
        "1440x900x24",
        "-nolisten",
        "tcp",
    ]
    server = subprocess.Popen(
        command, pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as number:
        name = f":{number.readline().strip()}"
    yield name
    server.terminate()
    server.wait(timeout=10)


@dataclass
class Person:
    """Sits before the screen: starts the command, waits for what happens, presses keys."""

    display: str
    home: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "ANNOTATOR_HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
        }

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """The command as it is installed."""
        command = [str(Path(sys.executable).with_name("annotator")), *map(str, arguments)]
        process = subprocess.Popen(command, env=self.environment(), start_new_session=True)
        self.started.append(process)
        return process

    def xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            [require("xdotool"), *arguments],
            env=self.environment(),
            check=False,
            capture_output=True,
            text=True,
            timeout=30,
        )
        return done.stdout.strip()

    def wait_for(self, what: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until something holds; fails when it never does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if what():
                return
            time.sleep(0.1)
        pytest.fail(f"waited {seconds} seconds in vain")

    def window(self) -> str:
        """The window's number, once it is there."""
        self.wait_for(lambda: bool(self.xdotool("search", "--onlyvisible", "--name", _TITLE)))
        return self.xdotool("search", "--onlyvisible", "--name", _TITLE).splitlines()[-1]

    def press(self, *keys: str) -> None:
        self.xdotool("windowfocus", "--sync", self.window())
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)

    def write(self, text: str) -> None:
        self.xdotool("windowfocus", "--sync", self.window())
        self.xdotool("type", "--delay", "5", text)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """As hard as the system can, without a word to the window."""
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=10)


@pytest.fixture
def person(display: str, tmp_path: Path) -> Iterator[Person]:
    require("xdotool")
    someone = Person(display, tmp_path / "home")
    yield someone
    for process in someone.started:
        if process.poll() is None:
            process.kill()
            process.wait(timeout=10)
