"""The mishaps of the demonstration: one closed, one whose hours are running."""

from hometime.demo.mishaps import put_mishaps
from hometime.demo.starting import put_policies_in_force
from hometime.incidents.clock.running import clock_of
from hometime.incidents.models import Incident


def test_there_is_a_near_miss_that_is_closed_and_a_report_whose_hours_run(cast, now):
    put_policies_in_force(now)
    put_mishaps(now)
    closed, running = Incident.objects.order_by("created_at")
    assert (closed.state, closed.ending, closed.lessons.count()) == ("closed", "near_miss", 1)
    clock = clock_of(running, now)
    assert (running.state, clock.is_running, int(clock.hours)) == ("looking", True, 20)
