"""What the room costs before it is used."""

import subprocess
import sys


def test_the_room_is_entered_without_xml():
    code = (
        "import sys; from annotator.briefing import Check, Paper, checks; "
        "print('lxml' in sys.modules, callable(checks))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_a_name_that_is_not_there():
    import annotator.briefing

    assert not hasattr(annotator.briefing, "exports")
