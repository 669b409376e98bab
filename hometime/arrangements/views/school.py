"""What a school sets: limits, and whether a job can be done at home."""

from typing import Any

from django.contrib import messages
from django.shortcuts import redirect

from hometime.arrangements import access, actions, forms
from hometime.arrangements.held_up import days_it_may_wait
from hometime.arrangements.models import JobFit
from hometime.arrangements.queries import job_fits_for, limits_after, limits_on
from hometime.pages.moves import form_page, typed
from hometime.people.access import signed_in
from hometime.people.models import Post

from .moves import done


@signed_in
def judge_role(request):
    """Say of each job whether it can be done at home; everybody may read what was said."""
    form = forms.JobForm(_titles(request.viewer), typed(request))
    if done(form, lambda: actions.judge_role(**form.cleaned_data, by=request.viewer, at=request.now)):
        messages.success(request, "Noted.")
        return redirect("arrangements:judge-role")
    may = request.viewer.has_role("head", "line-manager")
    context = {"form": form, "may": may, "judged": _judged(request.viewer)}
    return form_page(request, "arrangements/judge_role.html", context)


@signed_in
def limits(request):
    may = access.may_set_school(request.viewer)
    now = limits_on(request.viewer.organisation, request.viewer.today)
    shown = {"fewest_on_site": now.fewest_on_site, "auto_days": now.auto_days} if now else {}
    shown |= {"waits_days": days_it_may_wait(request.viewer.organisation, request.viewer.today)}
    form = forms.LimitsForm(typed(request), initial={**shown, "starts_on": request.viewer.today})
    if done(form, lambda: actions.set_limits(**form.cleaned_data, by=request.viewer, at=request.now)):
        messages.success(request, "Saved.")
        return redirect("arrangements:limits")
    to_come = limits_after(request.viewer.organisation, request.viewer.today)
    context: dict[str, Any] = {"form": form, "limits": now, "may": may, "to_come": to_come}
    context["waits_days"] = shown["waits_days"]
    return form_page(request, "arrangements/limits.html", context)


def _titles(viewer):
    posts = Post.objects.filter(organisation=viewer.organisation).on(viewer.today)
    return sorted(set(posts.values_list("job_title", flat=True)))


def _judged(viewer):
    """The last judgement of each job."""
    found: dict[str, JobFit] = {}
    for row in job_fits_for(viewer).select_related("created_by"):
        found.setdefault(row.job_title, row)
    return sorted(found.values(), key=lambda row: row.job_title)
