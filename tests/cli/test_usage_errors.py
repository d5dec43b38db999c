"""A wrong command line: one line of what, one of how, exit 2, nothing on stdout."""

import pytest

from tests.conftest import Plan


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "dmeo",
            'error: no command "dmeo"\n  fix: plan demo\n',
        ),
        (
            "xyzzy --json",
            'error: no command "xyzzy"\n  fix: see plan --help\n',
        ),
        (
            "tomorrow",
            'error: no command "tomorrow"\n  fix: plan today --date tomorrow\n',
        ),
        (
            "fri",
            'error: no command "fri"\n  fix: plan today --date fri\n',
        ),
        (
            "yesterday",
            'error: no command "yesterday"\n  fix: plan log yesterday\n',
        ),
        (
            "24",
            'error: no command "24"\n  fix: see plan --help\n',
        ),
        (
            "demo --jsn",
            "error: plan demo: no such option: --jsn\n  fix: did you mean --json? see plan demo --help\n",
        ),
        (
            "demo a b",
            "error: plan demo: got unexpected extra argument(s) (b)\n  fix: see plan demo --help\n",
        ),
        (
            "completion",
            "error: plan completion: missing argument 'SHELL'. Choose from: bash, zsh, fish\n"
            "  fix: see plan completion --help\n",
        ),
        (
            "completion csh",
            "error: plan completion: invalid value for 'SHELL': 'csh' is not one of 'bash', 'zsh', 'fish'\n"
            "  fix: see plan completion --help\n",
        ),
        (
            "demo --now",
            "error: plan demo: option '--now' requires an argument\n  fix: see plan demo --help\n",
        ),
        (
            "demo --now soon",
            'error: --now: can\'t read "soon" as a date or a time\n  fix: --now 2026-11-23T07:00 or --now 2026-11-23\n',
        ),
        (
            "init --json x",
            'error: a book needs your name\n  fix: add --name "Your Name", or --yes to take the machine\'s\n',
        ),
    ],
)
def test_what_is_wrong_and_how_it_is_called(plan: Plan, line: str, said: str) -> None:
    assert plan(*line.split()) == (2, "", said)


def test_a_word_that_acts_on_a_terminal_is_shown_without_acting(plan: Plan) -> None:
    assert plan("\x1b]0;gotcha\x07").err == ('error: no command "\\u001b]0;gotcha\\u0007"\n  fix: see plan --help\n')
