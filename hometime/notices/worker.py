"""The worker: reminds, gathers what is due and sends it, turn after turn. Any number may run; each may be killed at any time.

It runs as `hometime worker`, or as a thread inside `hometime serve` (settings.WORKER).
"""

import logging
import signal
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from threading import Event, Thread
from types import FrameType

from django.db import close_old_connections, connection
from django.utils import timezone

from .delivery import claim, deliver
from .gathering import gather
from .reminders import remind, sound_alarms
from .sweeping import sweep_all

log = logging.getLogger(__name__)
ALARMS_EVERY = timedelta(minutes=1)
REMIND_FROM = time(6)  # early enough for the daily mail
MOST_IN_A_TURN = 200
PAUSE = 5.0  # seconds


class Worker:
    def __init__(self, now: Callable[[], datetime] = timezone.now, pause: float = PAUSE) -> None:
        self.now = now
        self.pause = pause
        self.stopping = Event()
        self.reminded_on: date | None = None
        self.swept_on: date | None = None
        self.alarms_at: datetime | None = None

    def stop(self) -> None:
        """After the message in hand."""
        self.stopping.set()

    def run(self) -> None:
        """Until told to stop. Whatever goes wrong in one turn, the next is taken: what was not done is still waiting."""
        while not self.stopping.is_set():
            try:
                self.turn()
            except Exception:  # the last one who can: a thread that ends here would end all mail without a word
                log.exception("A turn of the worker failed; the next is in %s seconds.", self.pause)
            let_go_of_connections()
            self.stopping.wait(self.pause)

    def turn(self) -> int:
        """Everything that is due now; returns how many messages were dealt with."""
        self.remind_once_a_day()
        self.sweep_once_a_day()
        self.sound_alarms_each_minute()
        gather(self.now())
        dealt = 0
        while dealt < MOST_IN_A_TURN and self.one_message():
            dealt += 1
        return dealt

    def one_message(self) -> bool:
        message = None if self.stopping.is_set() else claim(self.now())
        if message is None:
            return False
        deliver(message, self.now())
        return True

    def remind_once_a_day(self) -> None:
        """Remembered only here: a worker that starts again reminds again, which does no harm."""
        now = timezone.localtime(self.now())
        if now.time() >= REMIND_FROM and self.reminded_on != now.date():
            remind(now.date(), now)
            self.reminded_on = now.date()

    def sweep_once_a_day(self) -> None:
        """Remembered only here, too."""
        now = self.now()
        if self.swept_on != now.date():
            sweep_all(now)
            self.swept_on = now.date()

    def sound_alarms_each_minute(self) -> None:
        """Remembered only here, like the day of the reminders."""
        now = self.now()
        if self.alarms_at is None or now - self.alarms_at >= ALARMS_EVERY:
            sound_alarms(now)
            self.alarms_at = now


def let_go_of_connections() -> None:
    """Between turns a worker holds none of PostgreSQL's; SQLite's costs nothing to hold."""
    if connection.vendor == "postgresql":
        connection.close()
    else:
        close_old_connections()


def run(*, once: bool, pause: float = PAUSE) -> int:
    """The command: until SIGTERM or Ctrl+C, or once over what is waiting."""
    worker = Worker(pause=pause)
    if once:
        while worker.turn() == MOST_IN_A_TURN:
            pass
        return 0

    def stop(number: int, frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print("The worker is running (Ctrl+C stops it).", flush=True)
    worker.run()
    return 0


def start_inside() -> Worker:
    """Beside the pages, in a thread that ends with the process."""
    worker = Worker()

    def work() -> None:
        worker.run()
        connection.close()

    Thread(target=work, name="worker", daemon=True).start()
    return worker
