"""Papers of the pretend school: enough to look round in, and fit for the rules of the register."""

from hometime.demo.papers import put_papers
from hometime.papers.queries import out_with, requests_waiting_for, sign_outs_at


def test_something_is_out_something_late_and_something_waits(in_force, great_wickering, leo, hana, viewer, now):
    put_papers(now)
    assert [(each.what, each.away) for each in out_with(leo, now)] == [("Year 9 essays", 4)]
    assert [each.what for each in sign_outs_at(great_wickering, now)] == ["Invoices", "Year 9 essays"]
    assert [each.what for each in requests_waiting_for(viewer(hana))] == ["Reading notes"]
