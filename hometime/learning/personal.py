"""What this part keeps about people. A signed statement goes and its hash stays: a copy can still be known again."""

from hometime.people.personal.tables import about_people

export, redact = about_people(
    "learning", secret=("Pin.secret",), also={"Acknowledgement.typed_name": "", "Acknowledgement.statement": {}}
)
