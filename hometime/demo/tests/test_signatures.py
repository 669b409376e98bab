"""Those whose records say that they signed have a signature to look at."""

from hometime.demo.starting import start_demo
from hometime.learning.models import Acknowledgement
from hometime.learning.signing import DUE, SIGNED, asked_of
from hometime.people.models import Organisation, Person


def test_records_and_signatures_agree(db, now, today):
    start_demo(at=now)
    school = Organisation.objects.get(slug="great-wickering")
    states = {
        name: asked_of(Person.objects.get(name=name), school, today).state for name in ("Tess Okafor", "Noor Rahman")
    }
    assert states == {"Tess Okafor": SIGNED, "Noor Rahman": DUE}
    assert Acknowledgement.objects.get(person__name="Tess Okafor").statement["typed_name"] == "Tess Okafor"
