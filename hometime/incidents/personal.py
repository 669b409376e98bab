"""What this part keeps about people (hometime.people.personal.tables)."""

from hometime.people.personal.tables import about_people

export, redact = about_people("incidents")
