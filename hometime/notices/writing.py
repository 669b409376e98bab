"""Words of a notice, written when it is queued, so that it says what was so then; and the mail made of one or more."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils import timezone

from hometime.lib.text import counted
from hometime.people.locking import box
from hometime.people.middleware import SCHOOL
from hometime.people.models import Organisation, Person
from hometime.people.viewer import viewer_for

from .kinds import Kind
from .models import Message, Notice

LONGEST_SUBJECT = 150
LETTERS = "letters"  # the box that what they say is locked in
PLAIN = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # no “I am away” in answer to a machine


def words_of(kind: Kind, person: Person, organisation: Organisation, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text. They are plain text, so nothing in them is escaped."""
    told = Context({**context, "person": person, "organisation": organisation}, autoescape=False)
    subject = Engine.get_default().from_string(kind.subject).render(told)
    text = Engine.get_default().get_template(kind.template).render(told)
    return one_line(subject)[:LONGEST_SUBJECT], text.strip()


def one_line(text: str) -> str:
    return " ".join(text.split())


def mail_of(message: Message) -> EmailMultiAlternatives:
    """Plain text, and the same words as HTML."""
    notices = list(message.notices.select_related("organisation").order_by("created_at", "pk"))
    to, headers = [message.address or message.person.email], {"Message-ID": message.message_id, **PLAIN}
    if notices and notices[0].locked:  # a letter: its words alone, and plain
        words = box(LETTERS).decrypt(notices[0].locked.encode()).decode()
        return EmailMultiAlternatives(subject=notices[0].subject, body=words, to=to, headers=headers)
    viewer = viewer_for(message.person, on=timezone.localdate())
    is_several = viewer is not None and len(viewer.organisations) > 1
    told = {"person": message.person, "site": settings.ADDRESS}
    told["notices"] = [shown(notice, is_several) for notice in notices]
    told["schools"] = sorted({notice.organisation.name for notice in notices})
    mail = EmailMultiAlternatives(
        subject=subject_of(notices),
        body=render_to_string("notices/mail.txt", told),
        to=to,
        headers=headers,
    )
    mail.attach_alternative(render_to_string("notices/mail.html", told), "text/html")
    return mail


def subject_of(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return notices[0].subject
    schools = {notice.organisation.name for notice in notices}
    return f"{counted(len(notices), 'thing')} to know from {schools.pop() if len(schools) == 1 else 'your schools'}"


def shown(notice: Notice, is_several: bool = False) -> dict[str, str]:
    href = of_its_school(notice) if is_several else notice.href
    link = f"{settings.ADDRESS}{href}" if href else ""
    return {"subject": notice.subject, "text": notice.text, "link": link, "school": notice.organisation.name}


def of_its_school(notice: Notice) -> str:
    """The page at the school it is of: whoever works with several may be looking at another, where it is not to be found."""
    if not notice.href:
        return ""
    return f"{notice.href}{'&' if '?' in notice.href else '?'}{SCHOOL}={notice.organisation.code}"
