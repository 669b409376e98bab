"""What may be chosen: the words of reports, as the policies’ catalogue has them, and of what is done about them."""

from django.db import models


class State(models.TextChoices):
    REPORTED = "reported", "Reported"
    LOOKING = "looking", "Being looked into"
    CLOSED = "closed", "Closed"


class Kind(models.TextChoices):
    LOST = "lost", "Something is lost"
    STOLEN = "stolen", "Something was stolen"
    SENT = "sent_to_wrong_person", "Something went to the wrong person"
    SEEN = "seen_or_heard", "Someone saw or heard what they should not"
    LINK = "bad_link", "A bad link, or a password given away"
    OTHER = "other", "Something else"


class Thing(models.TextChoices):
    SCHOOL_DEVICE = "school_device", "A school device"
    OWN_DEVICE = "own_device", "My own device"
    PAPERS = "papers", "Papers"
    MESSAGE = "message", "A message or a call"
    ACCOUNT = "account", "A sign-in or password"
    OTHER = "other", "Something else"


class Data(models.TextChoices):
    NONE = "none", "No school information"
    ORDINARY = "ordinary", "Work with nothing about a person"
    PERSONAL = "personal", "Facts about people, such as names or marks"
    SENSITIVE = "sensitive", "Very private facts, such as health"
    NOT_KNOWN = "not_known", "I do not know yet"


class Now(models.TextChoices):
    DANGER = "danger", "Yes, someone is in danger"
    CAN_STOP = "can_stop", "It can still be stopped"
    OVER = "over", "No, it has happened"
    NEARLY = "nearly", "It nearly happened"
    NOT_SURE = "not_sure", "I am not sure"


class Ending(models.TextChoices):
    LOOKED_INTO = "looked_into", "Looked into, and written down"
    NEAR_MISS = "near_miss", "A near miss"
    NO_PERSONAL_DATA = "no_personal_data", "No personal data was touched"


class StepKind(models.TextChoices):
    REPORTED = "reported", "Reported"
    TOLD = "told", "Told"
    SEEN = "seen", "Seen"
    NOTE = "note", "A note"
    CONTAINED = "contained", "Done to limit it"
    CLOCK = "clock", "The clock was moved"
    DECIDED = "decided", "The risk was judged"
    REGULATOR = "regulator", "The regulator was told"
    LETTER = "letter", "A letter"
    BODY = "body", "Another body was told"
    COUNTED = "counted", "How many people were counted"
    LESSON = "lesson", "A lesson"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Opened again"


class StepAudience(models.TextChoices):
    ALL = "all", "Everybody who works on it, and whoever reported it"
    LEADS = "leads", "The headteacher and the data protection officer"
    SAFEGUARDING = "safeguarding", "The safeguarding lead and the data protection officer"


class YesNo(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_SURE = "not_sure", "I am not sure"


class Outcome(models.TextChoices):
    UNLIKELY = "unlikely", "A risk to people is unlikely"
    RISK = "risk", "A risk to people is likely"
    HIGH = "high", "A high risk to people is likely"


class NoticeKind(models.TextChoices):
    FIRST = "first", "First report"
    FOLLOW_UP = "follow_up", "Follow-up"


class ComplaintHow(models.TextChoices):
    LETTER = "letter", "A letter or a note"
    MAIL = "mail", "An email"
    CALL = "call", "A call"
    PERSON = "person", "In person"
    FORM = "form", "A form"


class ComplaintStepKind(models.TextChoices):
    RECEIVED = "received", "Received"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ENQUIRY = "enquiry", "Enquiries made"
    PROGRESS = "progress", "Told how it is going"
    OUTCOME = "outcome", "Told the outcome"
