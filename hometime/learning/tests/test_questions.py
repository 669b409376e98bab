"""Questions about the policy: asked by one, answered by whom the policy names, published without names."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hometime.learning.actions.questions import answer_question, ask_question, publish_answer
from hometime.learning.models import Question
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.policy.packs import shipped

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def question(great_wickering, publish, tess, viewer, now):
    """Under Ravensbury, which says: ask the headteacher."""
    publish(shipped("ravensbury"), great_wickering)
    return ask_question(text="May I print at home?", clause="RV4", by=viewer(tess), at=now)


def test_asking_tells_whom_the_policy_names(question, hana):
    assert [notice.person for notice in Notice.objects.filter(kind="learning.question_asked")] == [hana]
    assert Entry.objects.filter(act="learning.question_asked").count() == 1
    assert not Notice.objects.filter(text__contains="print").exists()


def test_a_policy_that_names_nobody_leaves_it_to_those_who_look_after_it(version, tess, viewer, now):
    ask_question(text="May I?", clause="", by=viewer(tess), at=now)
    told = {notice.person.name for notice in Notice.objects.filter(kind="learning.question_asked")}
    assert told == {"Hana Whitlock", "Bilal Hussain"}


def test_a_clause_that_is_not_there_is_refused(version, tess, viewer, now):
    with pytest.raises(Refused, match="That clause is not in the policy"):
        ask_question(text="May I?", clause="RV4", by=viewer(tess), at=now)


def test_the_answer_reaches_the_asker(question, hana, tess, viewer, now):
    answered = answer_question(question, answer="Yes, if you shred it.", by=viewer(hana), at=now)
    assert (answered.state, answered.answered_by) == (Question.State.ANSWERED, hana)
    assert [notice.person for notice in Notice.objects.filter(kind="learning.question_answered")] == [tess]
    assert Entry.objects.filter(act="learning.question_answered").exists()


def test_the_second_answer_is_refused(question, hana, viewer, now):
    stale = Question.objects.get(pk=question.pk)
    answer_question(question, answer="Yes.", by=viewer(hana), at=now)
    with pytest.raises(Refused, match="Somebody has just answered"):
        answer_question(stale, answer="No.", by=viewer(hana), at=now)
    assert Question.objects.get().answer == "Yes."


@pytest.mark.parametrize(
    ("slug", "says"), [("tess", "This is your own question"), ("leo", "to somebody else to answer")]
)
def test_nobody_else_answers(question, cast, viewer, now, slug, says):
    with pytest.raises(Refused, match=says):
        answer_question(question, answer="Yes.", by=viewer(cast[slug]), at=now)


def test_nobody_answers_themselves_even_in_the_database(question, tess, hana, viewer, now):
    answer_question(question, answer="Yes.", by=viewer(hana), at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.update(answered_by=tess)


def test_what_is_published_names_nobody(question, hana, viewer, now):
    told = {"by": viewer(hana), "at": now}
    with pytest.raises(Refused, match="This question has no answer yet"):
        publish_answer(question, shown_question="Printing?", shown_answer="Yes.", **told)
    question = answer_question(question, answer="Yes.", **told)
    with pytest.raises(Refused, match="These words name Tess"):
        publish_answer(question, shown_question="Tess asks about printing", shown_answer="Yes.", **told)
    publish_answer(question, shown_question="May people print at home?", shown_answer="Yes.", **told)
    assert Entry.objects.filter(act="learning.answer_published").exists()


def test_from_question_to_everybodys_page(page, question, hana, tess, noor, stella):
    where = reverse("learning:question", args=[question.code])
    page.sign_in(hana)
    assert "May I print at home?" in page.get("/questions/").page.text
    assert page.post(where, {"answer": ""}).status_code == 422
    page.post(where, {"answer": "Yes, if you shred it."})
    assert "Yes, if you shred it." in page.get(where).page.text
    assert page.get(f"{where}publish/").page.h1 == "Let everybody read the answer"
    page.post(f"{where}publish/", {"shown_question": "Printing at home?", "shown_answer": "Yes."})
    seen = page.sign_in(noor).get("/questions/").page
    assert "Printing at home?" in seen.text and "Tess" not in seen.text and "shred" not in seen.text
    assert page.get(where).status_code == 404
    assert "Printing" not in page.sign_in(stella).get("/questions/").page.text
    assert page.get(where).status_code == 404
    assert page.sign_in(tess).get(f"{where}publish/").status_code == 403


def test_asking_on_a_page(page, tess, version):
    page.sign_in(tess)
    assert page.get("/questions/ask/?clause=WH56").page.h1 == "Ask about the policy"
    assert page.post("/questions/ask/", {"text": ""}).status_code == 422
    assert (
        page.post("/questions/ask/", {"text": "May I?", "clause": "WH56"}, follow=True).page.h1
        == "A question about the policy"
    )


def test_the_headteachers_own_question_goes_above_them(great_wickering, publish, hana, grace, viewer, now):
    publish(shipped("ravensbury"), great_wickering)
    asked = ask_question(text="May I?", clause="", by=viewer(hana), at=now)
    assert asked.answerers == {"governor"}
    assert [notice.person for notice in Notice.objects.filter(kind="learning.question_asked")] == [grace]
    assert answer_question(asked, answer="Yes.", by=viewer(grace), at=now).answered_by == grace
