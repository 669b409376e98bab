"""Pages: questions about the policy, asked, answered and published."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator

from hometime.lib.text import day_in_words
from hometime.pages.links import link_to
from hometime.pages.moves import form_page, let_in, shown_on
from hometime.pages.paging import PAGE, one_page
from hometime.people.access import signed_in
from hometime.policy.queries import policy_here, policy_of

from ..access import may_answer, may_publish_answer
from ..actions import questions as actions
from ..forms import AnswerForm, PublishForm, QuestionForm
from ..models import Question
from ..queries import published_answers, questions_for

ON_A_LINE = ("code", "text", "state", "created_at", "answered_at", "shown_at", "person__name")


@signed_in
def questions(request):
    """My own, what everybody may read, and what waits for an answer where I am the one to give it."""
    viewer = request.viewer
    lines = {name: [_line(each) for each in rows] for name, rows in shortlists(viewer).items()}
    context = {**lines, "found": one_page(published_answers(viewer), request.GET.get("page"))}
    return render(request, "learning/questions.html", context)


def shortlists(viewer):
    """{heading: a few questions} in one query: one’s own, the oldest that wait for one’s answer, the newest that have one."""
    asked = questions_for(viewer)
    mine, for_me = asked.filter(person=viewer.person), asked.exclude(person=viewer.person)
    waiting, answered = for_me.filter(state=Question.State.ASKED), for_me.filter(state=Question.State.ANSWERED)
    some = [each.values("pk")[:PAGE] for each in (mine, waiting.order_by("created_at"), answered)]
    rows = Question.objects.filter(Q(pk__in=some[0]) | Q(pk__in=some[1]) | Q(pk__in=some[2])).select_related("person")
    lists: dict[str, list[Question]] = {"mine": [], "waiting": [], "answered": []}
    for row in rows.only(*ON_A_LINE):
        lists["mine" if row.person_id == viewer.person.pk else "answered" if row.answered_at else "waiting"].append(row)
    lists["waiting"].reverse()
    return lists


def _line(it):
    asked = day_in_words(timezone.localdate(it.created_at))
    words = Truncator(it.text).chars(90)
    return {"it": it, "href": link_to("learning:question", it.code), "words": words, "asked": asked}


@signed_in
def ask_a_question(request):
    viewer = request.viewer
    policy = policy_here(viewer.organisation, viewer.today)
    clauses = policy.clauses.values() if policy else ()
    form = QuestionForm(clauses, request.POST or None, initial={"clause": request.GET.get("clause", "")})
    if form.is_valid():
        with shown_on(form):
            question = actions.ask_question(**form.cleaned_data, by=viewer, at=request.now)
            messages.success(request, "Your question has been sent.")
            return redirect("learning:question", question.code)
    return form_page(request, "learning/ask_a_question.html", {"form": form})


@signed_in
def question(request, code):
    viewer = request.viewer
    asked = get_object_or_404(questions_for(viewer), code=code)
    may = may_answer(viewer, asked)
    form = AnswerForm(request.POST or None) if may else None
    if form and form.is_valid():
        with shown_on(form):
            actions.answer_question(asked, **form.cleaned_data, by=viewer, at=request.now)
            messages.success(request, "Your answer has been sent.")
            return redirect("learning:question", code)
    context = {
        "form": form,
        "question": asked,
        "clause": clause_of(asked),
        "mine": asked.person == viewer.person,
        "may_publish": bool(may_publish_answer(viewer, asked)) and asked.state == Question.State.ANSWERED,
    }
    return render(request, "learning/question.html", context, status=422 if form and form.errors else 200)


@signed_in
def publish(request, code):
    viewer = request.viewer
    asked = get_object_or_404(questions_for(viewer), code=code)
    let_in(may_publish_answer(viewer, asked))
    now_shown = {
        "shown_question": asked.shown_question or asked.text,
        "shown_answer": asked.shown_answer or asked.answer,
    }
    form = PublishForm(request.POST or None, initial=now_shown)
    if form.is_valid():
        with shown_on(form):
            actions.publish_answer(asked, **form.cleaned_data, by=viewer, at=request.now)
            messages.success(request, "Everybody can read the answer now.")
            return redirect("learning:questions")
    return form_page(request, "learning/publish.html", {"form": form, "question": asked})


def clause_of(asked):
    if not asked.clause or asked.version is None:
        return None
    return policy_of(asked.version.hash).clauses.get(asked.clause)
