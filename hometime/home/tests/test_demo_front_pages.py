"""What the demonstration is filled with changes nobody’s front page: each of the cast has a story of their own."""

from hometime.demo.days_at_home import put_days_at_home
from hometime.demo.starting import put_signatures
from hometime.home.front import front_of
from hometime.policy.queries import policy_of, version_in_force


def verdicts(cast, viewer, today):
    found = {}
    for slug, person in cast.items():
        looking = viewer(person)
        policy = policy_of(version_in_force(looking.organisation, today).hash)
        found[slug] = front_of(looking, policy).level
    return found


def test_days_at_home_change_nobodys_verdict(in_force, viewer, now, today):
    put_signatures(now)
    was = verdicts(in_force, viewer, today)
    put_days_at_home(now)
    assert verdicts(in_force, viewer, today) == was
    assert (was["tess"], was["noor"]) == ("ok", "not-sure")
