"""Pages: add a person, give and end roles, change a post, and its last day."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words
from hometime.pages.moves import at_once, done_or_told, form_page, let_in, shown_on, typed
from hometime.pages.paging import one_page

from ..access import may_keep_people, signed_in
from ..actions import add_person
from ..models import Person, Post, Role
from ..queries import coming_to, people_for
from ..role_names import role_name, role_names
from . import access, actions
from .forms import ChosenRoleForm, LastDayForm, NameForm, NewPersonForm, PostForm, RoleForm


@signed_in
def person_add(request):
    viewer = request.viewer
    let_in(may_keep_people(viewer, viewer.organisation))
    managers = access.possible_managers(viewer.organisation, viewer.today)
    form = NewPersonForm(managers, request.POST or None, initial={"starts_on": viewer.today})
    if form.is_valid():
        said = dict(form.cleaned_data)
        kind = said.pop("kind")
        with shown_on(form):
            person = add_person(viewer.organisation, **said, roles=[kind], by=viewer, at=request.now)
            messages.success(request, f"{person} has been added.")
            return redirect("people:coming" if said["starts_on"] > viewer.today else person_page(person))
    return _show(request, "people/person_add.html", form)


@signed_in
def coming(request):
    """Who has been added and has not started: they are on no other list, and sign in from their first day on."""
    viewer = request.viewer
    let_in(may_keep_people(viewer, viewer.organisation))
    return render(request, "people/coming.html", {"found": one_page(coming_to(viewer), request.GET.get("page"))})


@require_POST
@signed_in
def coming_remove(request, code):
    viewer = request.viewer
    let_in(may_keep_people(viewer, viewer.organisation))
    post = get_object_or_404(coming_to(viewer).filter(person__code=code)[:1])
    remove = partial(actions.remove_coming, post.person, by=viewer, at=request.now)
    return at_once(request, remove, f"{post.person} has been removed from the list.", "people:coming")


@signed_in
def roles(request, code):
    """What somebody may decide or see here; more to give, and each to end."""
    viewer, person = request.viewer, _person(request, code)
    let_in(may_keep_people(viewer, viewer.organisation))
    names = role_names(viewer.organisation, viewer.today)
    form = RoleForm(names, request.POST or None)
    if form.is_valid():
        with shown_on(form):
            role = actions.give_role(person, **form.cleaned_data, by=viewer, at=request.now)
            messages.success(request, f"{person} now has this role: {names[role.kind]}.")
            return redirect("people:roles", code)
    held = Role.objects.filter(person=person, organisation=viewer.organisation).on(viewer.today).order_by("kind")
    return _show(request, "people/roles.html", form, person=person, held=held, is_self=person == viewer.person)


@require_POST
@signed_in
def role_end(request, code):
    person, chosen = _person(request, code), ChosenRoleForm(request.POST)
    if not chosen.is_valid():
        raise Http404
    mine = Role.objects.filter(person=person, organisation=request.viewer.organisation)
    role = get_object_or_404(mine, pk=chosen.cleaned_data["role"])
    end = partial(actions.end_role, role, by=request.viewer, at=request.now)
    name = role_name(role.kind, role.organisation, request.viewer.today)
    done_or_told(request, end, f"{person} no longer has this role: {name}.")
    if may_keep_people(request.viewer, request.viewer.organisation):
        return redirect("people:roles", code)
    return redirect("people:person", code)


@signed_in
def post_change(request, code, number):
    post = _post(request, code, number)
    shown = {"job_title": post.job_title, "line_manager": post.line_manager and post.line_manager.code}
    managers = access.possible_managers(post.organisation, request.viewer.today).exclude(pk=post.person_id)
    form = PostForm(managers, request.POST or None, initial=shown)
    if form.is_valid():
        with shown_on(form):
            actions.change_post(post, **form.cleaned_data, by=request.viewer, at=request.now)
            messages.success(request, "Saved.")
            return redirect("people:person", code)
    return _show(request, "people/post_change.html", form, post=post, number=number)


@signed_in
def post_end(request, code, number):
    post = _post(request, code, number)
    if request.method == "POST" and "stay" in request.POST:
        stay = partial(actions.keep_post, post, by=request.viewer, at=request.now)
        return at_once(request, stay, f"{post.person} stays. No last day is set.", "people:person", code)
    form = LastDayForm(request.POST or None, initial={"ends_on": post.ends_on})
    if form.is_valid():
        with shown_on(form):
            actions.end_post(post, **form.cleaned_data, by=request.viewer, at=request.now)
            messages.success(request, f"The last day of {post.person} is {day_in_words(form.cleaned_data['ends_on'])}.")
            return redirect("people:people")
    manages = Post.objects.filter(line_manager=post.person, organisation=post.organisation).on(request.viewer.today)
    return _show(request, "people/post_end.html", form, post=post, number=number, manages=manages.count())


@signed_in
def rename(request, code):
    person = _person(request, code)
    let_in(access.may_rename(request.viewer, person))
    form = NameForm(typed(request), initial={"name": person.name})
    if form.is_valid():
        with shown_on(form, "name"):
            actions.rename_person(person, form.cleaned_data["name"], by=request.viewer, at=request.now)
            messages.success(request, "Saved.")
            return redirect("people:person", code)
    return _show(request, "people/rename.html", form, person=person)


def person_page(person):
    return f"/people/{person.code}/"


def _person(request, code) -> Person:
    return get_object_or_404(people_for(request.viewer), code=code)


def _post(request, code, number) -> Post:
    """The first, second … post of a person at the organisation in view."""
    mine = Post.objects.filter(person=_person(request, code), organisation=request.viewer.organisation)
    posts = mine.on(request.viewer.today).select_related("person", "organisation", "line_manager")
    found = posts.order_by("job_title", "pk")[number - 1 : number]
    if not found:
        raise Http404
    let_in(access.may_change_post(request.viewer, found[0]))
    return found[0]


def _show(request, template, form, **more):
    return form_page(request, template, {"form": form, **more})
