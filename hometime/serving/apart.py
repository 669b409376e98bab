"""Runs the work of starting up in a process of its own, so that its memory is given back before anybody is served."""

import os
import sys
import traceback
from collections.abc import Callable


def do_apart(act: Callable[[], object], *, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Run `act` in a child process. If that fails, having said why, this process ends with the same code.

    Call it before there are threads or database connections: they do not survive a fork.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin":  # where a forked process cannot be relied on
        act()
        return
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        _do_and_leave(act)
    meanwhile()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        sys.exit(code if code > 0 else 1)


def _do_and_leave(act: Callable[[], object]) -> None:
    code = 1
    try:
        act()
        code = 0
    except SystemExit as asked:
        code = asked.code if isinstance(asked.code, int) else 1
    except Exception:  # noqa: BLE001 - whatever went wrong in here must not go on as if it were the one that serves
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
