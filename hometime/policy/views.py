"""The policy browser: its clauses in printed order, one clause, one control, and a search through them."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words
from hometime.pages.moves import form_page, let_in, tried, typed
from hometime.people.access import signed_in

from . import actions, browsing
from .about import PAGES, pages_with
from .access import may_put_in_force
from .files import pack_folders
from .forms import InForceForm
from .packs import shipped
from .queries import version_in_force
from .routes import address_of
from .searching import LONGEST, search, some_of, wanted_words
from .showing import CHOSEN, policies_to_try, policy_shown
from .wording import CHECKS, MODALITIES, area, figures, in_plain_words, scope_in_words

HITS = 40  # shown of each kind
NEAR = 8  # clauses offered when nothing holds every word


def of_policy(view):
    """For somebody signed in, with the policy they are reading; where there is none, a page that says so."""

    @signed_in
    @wraps(view)
    def read(request, *args, **kwargs):
        policy = policy_shown(request)
        if policy is None:
            context = {"may_put_in_force": bool(may_put_in_force(request.viewer))}
            return render(request, "policy/none.html", context, status=404)
        return view(request, policy, *args, **kwargs)

    return read


def trail(*further):
    return [("The policy", reverse("policy:contents")), *further]


@of_policy
def contents(request, policy):
    context = {
        "policy": policy,
        "policies": policies_to_try(),
        "parts": browsing.parts(policy),
        "pages": PAGES.values(),
        "may_put_in_force": bool(may_put_in_force(request.viewer)),
    }
    return render(request, "policy/contents.html", context)


@signed_in
@require_POST
def choose(request):
    """In the demo: read and ask another policy."""
    if request.POST.get("policy") in pack_folders():
        request.session[CHOSEN] = request.POST["policy"]
    return redirect("decisions:ask" if request.POST.get("back") == "decisions:ask" else "policy:contents")


@signed_in
def put_in_force(request):
    """For the headteacher and the policy owner: of the policies that come with Hometime, the one that binds here from a day."""
    viewer = request.viewer
    let_in(may_put_in_force(viewer))
    form = InForceForm([shipped(slug) for slug in pack_folders()], typed(request), initial={"starts_on": viewer.today})
    if form.is_valid():
        chosen = shipped(form.cleaned_data["pack"]), form.cleaned_data["starts_on"]
        made = tried(form, lambda: actions.put_in_force(chosen[0], starts_on=chosen[1], by=viewer, at=request.now))
        if made:
            start = day_in_words(made.in_force_from)
            messages.success(request, f"{made.title} is in force from {start}. Next, ask people to sign it.")
            return redirect("policy:contents")
    context = {"form": form, "bound": version_in_force(viewer.organisation, viewer.today)}
    return form_page(request, "policy/put_in_force.html", context)


@of_policy
def clause(request, policy, clause):
    if clause not in policy.clauses:
        raise Http404
    found, rules = policy.clauses[clause], policy.rules_by_clause.get(clause, [])
    before, after = browsing.beside(policy, clause)
    context = {
        "policy": policy,
        "clause": found,
        "modality": MODALITIES.get(found.modality, found.modality),
        "rules": [rule_shown(policy, rule, request.viewer.today) for rule in rules],
        "law": browsing.law_beside(policy, rules),
        "tensions": browsing.tensions_with(policy, clause),
        "pages": pages_with(policy, clause),
        "before": before,
        "after": after,
        "trail": trail((f"Clause {found.label}", "")),
    }
    return render(request, "policy/clause.html", context)


def rule_shown(policy, rule, today):
    """A rule with the words for it, and the page where its control is served, while that exists."""
    test = rule.test(policy.vocabulary, today)
    return {
        "rule": rule,
        "control": rule.control,
        "figures": figures(rule, policy.vocabulary, today),
        "actor": policy.catalogue.actors[rule.actor]["label"],
        "check": CHECKS[rule.control.check],
        "scope": scope_in_words(test.when, policy.vocabulary),
        "needs": in_plain_words(test.need, policy.vocabulary),
        "tells": [{"role": policy.role_name(tell.role), "by": tell.by} for tell in rule.tell],
        "activities": [policy.catalogue.activities[slug] for slug in rule.control.activities],
        "page": address_of(rule.control.page or rule.control.act),
    }


@of_policy
def control(request, policy, control):
    found = policy.catalogue.controls.get(control)
    if found is None:
        raise Http404
    rules = browsing.rules_of_control(policy, control)
    context = {
        "policy": policy,
        "control": found,
        "area": area(found.area),
        "check": CHECKS[found.check],
        "rules": [rule_shown(policy, rule, request.viewer.today) for rule in rules],
        "facts": facts_read(policy, found),
        "law": policy.catalogue.law_for(control),
        "page": address_of(found.page or found.act),
        "others": [
            (other, browsing.rules_of_control(other, control))
            for other in policies_to_try()
            if other.slug != policy.slug
        ],
        "trail": trail((found.title, "")),
    }
    return render(request, "policy/control.html", context)


def facts_read(policy, control):
    """The facts a control reads, in the order it names them."""
    text = f"{control.when} {control.need}"
    named = [fact for fact in policy.vocabulary.values() if fact.name in text and fact.name != "activity"]
    return sorted(named, key=lambda fact: text.index(fact.name))


@of_policy
def search_page(request, policy):
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST]
    hits = search(policy, asked)
    kinds = {kind: [hit for hit in hits if hit.kind == kind] for kind in ("clause", "meaning", "control", "silence")}
    context = {
        "policy": policy,
        "asked": asked,
        "words": wanted_words(asked),
        "found": {kind: rows[:HITS] for kind, rows in kinds.items()},
        "more": {kind: len(rows) - HITS for kind, rows in kinds.items() if len(rows) > HITS},
        "count": sum(len(rows) for kind, rows in kinds.items() if kind != "silence"),
        "near": some_of(policy, asked)[:NEAR]
        if asked and not any(kinds[kind] for kind in ("clause", "meaning", "control"))
        else [],
        "trail": trail(("Search", "")),
    }
    return render(request, "policy/search.html", context)
