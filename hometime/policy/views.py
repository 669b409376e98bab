"""The policy browser: its clauses, what serves each, and its other pages."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from hometime.people.access import signed_in

from .files import pack_folders
from .showing import CHOSEN, policies_to_try, policy_shown


@signed_in
def contents(request):
    return render(request, "policy/contents.html", {"policy": policy_shown(request), "policies": policies_to_try()})


@signed_in
@require_POST
def choose(request):
    """In the demo: read and ask another policy."""
    if request.POST.get("policy") in pack_folders():
        request.session[CHOSEN] = request.POST["policy"]
    return redirect("decisions:ask" if request.POST.get("back") == "decisions:ask" else "policy:contents")


@signed_in
def clause(request, clause):
    policy = policy_shown(request)
    if policy is None or clause not in policy.clauses:
        raise Http404
    return render(request, "policy/clause.html", {"policy": policy, "clause": policy.clauses[clause], "rules": policy.rules_by_clause.get(clause, [])})
