"""ask_question, answer_question, publish_answer: what the policy means."""

import datetime as dt

from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer
from hometime.policy.queries import policy_of, version_in_force

from .. import telling
from ..access import may_answer, may_publish_answer
from ..answering import answerers_for, names_in
from ..models import Question


@transaction.atomic
def ask_question(*, text: str, clause: str, by: Viewer, at: dt.datetime) -> Question:
    """Ask what the policy means. Who answers is for the policy to say."""
    version = version_in_force(by.organisation, by.today)
    if version is None:
        raise Refused("No policy is in force here.", "Ask your headteacher.")
    if clause and clause not in policy_of(version.hash).clauses:
        raise Refused("That clause is not in the policy.", "Choose it again, or leave it out.")
    question = Question.objects.create(
        organisation=by.organisation,
        person=by.person,
        version=version,
        clause=clause,
        text=text.strip(),
        goes_to=f"|{'|'.join(sorted(answerers_for(by)))}|",
        created_at=at,
    )
    # The words stay out of the ledger: people write about themselves in them.
    record(
        "learning.question_asked",
        organisation=by.organisation,
        by=by,
        subject=question,
        details={"clause": clause},
        at=at,
    )
    telling.question_asked(question, by=by, at=at)
    return question


@transaction.atomic
def answer_question(question: Question, *, answer: str, by: Viewer, at: dt.datetime) -> Question:
    """Answer somebody else’s question, once."""
    may_answer(by, question).insist()
    told = {"answer": answer.strip(), "answered_by": by.person, "answered_at": at, "state": Question.State.ANSWERED}
    # Two people may answer at once: only the first finds it still waiting.
    if not Question.objects.filter(pk=question.pk, state=Question.State.ASKED).update(**told):
        raise Refused("Somebody has just answered this question.", "Read their answer first.")
    question.refresh_from_db()
    record("learning.question_answered", organisation=by.organisation, by=by, subject=question, at=at)
    telling.question_answered(question, by=by, at=at)
    return question


@transaction.atomic
def publish_answer(
    question: Question, *, shown_question: str, shown_answer: str, by: Viewer, at: dt.datetime
) -> Question:
    """Let everybody read a question and its answer, in words that name nobody."""
    may_publish_answer(by, question).insist()
    if question.state != Question.State.ANSWERED:
        raise Refused("This question has no answer yet.", "Answer it first.")
    named = names_in(f"{shown_question} {shown_answer}", [question.person.name])
    if named:
        raise Refused(f"These words name {named}.", "Take the name out: everybody will read this.")
    told = {"shown_question": shown_question.strip(), "shown_answer": shown_answer.strip(), "shown_at": at}
    Question.objects.filter(pk=question.pk).update(**told)
    question.refresh_from_db()
    record("learning.answer_published", organisation=by.organisation, by=by, subject=question, at=at)
    return question
