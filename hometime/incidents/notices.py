"""What this part tells people. Subjects and words say that something waits, never what happened or to whom."""

from hometime.notices.kinds import Kind

FOLDER = "incidents/notices/"
KINDS: dict[str, Kind] = {
    "incidents.reported": Kind("Please look now: {{ name }}", FOLDER + "reported.txt", urgent=True),
    "incidents.alert": Kind("Please look now: {{ name }}", FOLDER + "alert.txt", urgent=True),
    "incidents.chase": Kind("Still to be seen: {{ name }}", FOLDER + "chase.txt", urgent=True),
    "incidents.clock": Kind("{{ hours }} hours have passed: {{ name }}", FOLDER + "clock.txt", urgent=True),
    "incidents.seen": Kind("{{ by }} has seen your report", FOLDER + "seen.txt", soon=True),
    "incidents.note": Kind("Something was added: {{ name }}", FOLDER + "note.txt", soon=True),
    "incidents.closed": Kind("Your report is closed", FOLDER + "closed.txt"),
    "incidents.lesson_given": Kind("Something to do by {{ due|date:'j F Y' }}", FOLDER + "lesson_given.txt"),
    "incidents.lesson_due": Kind("To be done by {{ due }}", FOLDER + "lesson_due.txt"),
    "incidents.complaint_received": Kind("A complaint has come in", FOLDER + "complaint_received.txt", soon=True),
    "incidents.complaint_due": Kind("A complaint is waiting for an answer", FOLDER + "complaint_due.txt", soon=True),
}
