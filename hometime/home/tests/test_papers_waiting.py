"""Leave for papers waits in the inbox of whoever decides, and of nobody else."""

from hometime.demo.papers import put_papers
from hometime.home.inbox import besides_requests, how_many_wait


def test_leave_for_papers_waits_for_who_decides(in_force, hana, leo, noor, viewer, now):
    assert how_many_wait(viewer(hana)) == ""
    put_papers(now)
    assert "Noor Rahman asks to take papers" in [each.words for each in besides_requests(viewer(hana))]
    assert how_many_wait(viewer(hana)) == "1 thing is waiting"
    for other in (leo, noor):
        assert not any("papers" in each.words for each in besides_requests(viewer(other)))
