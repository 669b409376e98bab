"""Pages: my training, what I have read; who has done a course, entering many, handing out and sending updates."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify

from hometime.lib import csv
from hometime.lib.text import counted
from hometime.pages.moves import form_page, let_in, shown_on
from hometime.pages.paging import PAGE, one_page
from hometime.people.access import signed_in
from hometime.people.queries import named_like
from hometime.policy.queries import policy_here, policy_in_force

from .. import training_lists as lists
from ..access import may_keep_training, may_set_courses
from ..actions import training as actions
from ..courses import courses_asked, topics_of
from ..forms import (
    CertificateForm,
    CompletionsForm,
    CourseForm,
    PeopleForm,
    PoliciesForm,
    TrainingFilterForm,
    UpdateForm,
)
from ..models import Reading
from ..queries import courses_for, people_kept_by
from ..uploads import Upload

READ = "learning.policies_read"


@signed_in
def course(request):
    """My training: each course the policy asks for, and the other things to read."""
    viewer = request.viewer
    rows = lists.my_training(viewer, courses_asked(viewer.organisation, viewer.today))
    readings = Reading.objects.filter(organisation=viewer.organisation, person=viewer.person).order_by("-done_on")
    context = {"rows": rows, "readings": readings[:PAGE], "keeps": may_keep_training(viewer)}
    return render(request, "learning/course.html", context)


@signed_in
def course_done(request, fact):
    viewer = request.viewer
    asked = course_or_404(viewer, fact)
    form = CertificateForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with shown_on(form):
            typed = form.cleaned_data
            told = {"done_on": typed["done_on"], "good_until": typed["good_until"]}
            file = uploaded(typed["certificate"])
            actions.record_completions(
                course=asked, people=[viewer.person], **told, certificate=file, by=viewer, at=request.now
            )
            messages.success(request, "Your course is on record.")
            return redirect("learning:course")
    context = {"form": form, "course": asked}
    return form_page(request, "learning/course_done.html", context)


@signed_in
def read_risks(request):
    viewer = request.viewer
    policy = policy_here(viewer.organisation, viewer.today)
    risks = policy.about.get("risks") or [] if policy else []
    if request.method == "POST" and risks:
        actions.read_risks(by=viewer, at=request.now)
        messages.success(request, "It is on record that you read the risks today.")
        return redirect("learning:course")
    return render(request, "learning/read_risks.html", {"policy": policy, "risks": risks})


@signed_in
def read(request):
    """The other policies that go with this one."""
    viewer = request.viewer
    policy = policy_here(viewer.organisation, viewer.today)
    named = list(policy.vocabulary[READ].values.items()) if policy and READ in policy.vocabulary else []
    form = PoliciesForm(named, request.POST or None)
    if form.is_valid():
        with shown_on(form):
            actions.read_policies(**form.cleaned_data, by=viewer, at=request.now)
            messages.success(request, "It is on record that you read them.")
            return redirect("learning:course")
    return form_page(request, "learning/read.html", {"form": form, "named": named})


@signed_in
def training(request):
    """Who has done one course."""
    viewer = request.viewer
    let_in(may_keep_training(viewer))
    courses, asked, people = wanted_of(request)
    found = one_page(people, request.GET.get("page"))
    context = {
        "courses": courses,
        "asked": asked,
        "found": found,
        "rows": lists.standings_of(list(found), asked, viewer) if asked else [],
        "q": request.GET.get("q", "")[:100],
        "filter": TrainingFilterForm(
            courses, initial={"course": asked and asked.fact, "q": request.GET.get("q", "")[:100]}
        ),
        "may_set": may_set_courses(viewer),
    }
    return render(request, "learning/training.html", context)


@signed_in
def training_file(request):
    let_in(may_keep_training(request.viewer))
    _, asked, people = wanted_of(request)
    rows = lists.standings_of(list(people), asked, request.viewer) if asked else []
    text = csv.table(lists.HEADS, [row.cells for row in rows])
    name = f"training-{slugify(asked.title) if asked else 'none'}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@signed_in
def training_enter(request):
    viewer = request.viewer
    let_in(may_keep_training(viewer))
    courses = courses_asked(viewer.organisation, viewer.today)
    people = people_kept_by(viewer).exclude(pk=viewer.person.pk).order_by("name", "pk")
    form = CompletionsForm(courses, people, request.POST or None, request.FILES or None)
    if form.is_valid():
        with shown_on(form):
            typed = form.cleaned_data
            done = actions.record_completions(
                course=courses[typed["course"]],
                people=list(typed["people"]),
                done_on=typed["done_on"],
                good_until=None,
                certificate=uploaded(typed["certificate"]),
                by=viewer,
                at=request.now,
            )
            messages.success(request, f"Entered for {counted(len(done), 'person', 'people')}.")
            return redirect(f"{reverse('learning:training')}?{urlencode({'course': typed['course']})}")
    context = {"form": form, "courses": courses}
    return form_page(request, "learning/training_enter.html", context)


@signed_in
def course_describe(request, fact):
    viewer = request.viewer
    let_in(may_set_courses(viewer))
    asked = course_or_404(viewer, fact)
    kept = courses_for(viewer).filter(fact=fact).first()
    now_said = {"provider": kept.provider if kept else asked.provider}
    now_said |= {"address": kept.address, "topics": kept.topics} if kept else {}
    policy = policy_in_force(viewer.organisation, viewer.today)  # there is one, as it asks for the course
    form = CourseForm(topics_of(policy), request.POST or None, initial=now_said)
    if form.is_valid():
        with shown_on(form):
            actions.describe_course(course=asked, **form.cleaned_data, by=viewer, at=request.now)
            messages.success(request, "Saved. What the course covers is on record.")
            return redirect("learning:training")
    context = {"form": form, "course": asked}
    return form_page(request, "learning/course_describe.html", context)


@signed_in
def hand_out(request):
    viewer = request.viewer
    let_in(may_keep_training(viewer))
    people = people_kept_by(viewer).exclude(pk=viewer.person.pk).order_by("name", "pk")
    form = PeopleForm(people, request.POST or None, says="Who do you give it to?", may_take_all=True)
    if form.is_valid():
        with shown_on(form):
            number = actions.hand_out(people=list(form.cleaned_data["people"]), by=viewer, at=request.now)
            messages.success(request, f"The guidance has gone to {number}.")
            return redirect("learning:training")
    return form_page(request, "learning/hand_out.html", {"form": form})


@signed_in
def send_update(request):
    viewer = request.viewer
    let_in(may_keep_training(viewer))
    people = people_kept_by(viewer).order_by("name", "pk")
    form = UpdateForm(people, request.POST or None, says="Who is it for?", may_take_all=True)
    if form.is_valid():
        with shown_on(form):
            typed = form.cleaned_data
            who = list(typed["people"])
            number = actions.send_update(
                title=typed["title"], text=typed["text"], people=who, by=viewer, at=request.now
            )
            messages.success(request, f"The update has gone to {number}.")
            return redirect("learning:training")
    return form_page(request, "learning/send_update.html", {"form": form})


def wanted_of(request):
    viewer = request.viewer
    courses = courses_asked(viewer.organisation, viewer.today)
    asked = courses.get(request.GET.get("course", "")) or next(iter(courses.values()), None)
    people = named_like(people_kept_by(viewer), request.GET.get("q", "")[:100]).order_by("name", "pk")
    return courses, asked, people


def course_or_404(viewer, fact):
    courses = courses_asked(viewer.organisation, viewer.today)
    if fact not in courses:
        raise Http404
    return courses[fact]


def uploaded(file):
    return Upload(file.name, file.read()) if file else None
