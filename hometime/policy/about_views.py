"""The pages beside the clauses, and the handout as a page and as a paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hometime.lib.refusal import Refused
from hometime.lib.text import in_words
from hometime.people.queries import holders_of

from . import browsing
from .about import PAGES, clauses_on
from .coverage import coverage
from .handout import handout_as_pdf, lights
from .role_names import KINDS
from .routes import page_names
from .views import of_policy, trail
from .wording import said


@of_policy
def about_page(request, policy, name):
    page = PAGES[name]
    context = {"policy": policy, "page": page, "behind": clauses_on(policy, page), "trail": trail((page.title, ""))}
    return render(request, page.template, context | MORE.get(name, nothing_more)(request, policy))


def nothing_more(request, policy):
    return {}


def about_contacts(request, policy):
    """Contacts as printed, with who holds the role at the viewer’s own school today."""
    rows = policy.about.get("contacts") or []
    held = {role: held_by(request.viewer, KINDS[role]) for role in {str(row["role"]) for row in rows} & KINDS.keys()}
    return {
        "contacts": [
            {**row, "role_name": policy.role_name(row["role"]), "here": held.get(str(row["role"]), "")} for row in rows
        ]
    }


def held_by(viewer, kind):
    return in_words(person.name for person in holders_of(kind, viewer.organisation, on=viewer.today))


def about_asking(request, policy):
    """Who says yes to what, and whom to tell of faults and breaches."""
    roles = policy.about.get("roles") or {}
    decides = [
        {**row, "who": deciders(policy, row.get("decides"))} for row in roles.values() if not isinstance(row, list)
    ]
    tell = {
        key: [{**row, "who": policy.role_name(row["role"])} for row in roles.get(key) or []]
        for key in ("faults", "breaches")
    }
    return {"decides": decides, **tell, "work": roles.get("duties")}


def deciders(policy, roles):
    return in_words((policy.role_name(role) for role in roles), "or") if isinstance(roles, list) else said(roles)


def about_itself(request, policy):
    about = policy.about
    status = about.get("status") or {}
    kind = (
        "Guidelines: advice, with some firm rules in them"
        if about.get("kind") == "guidelines"
        else "A policy: rules to keep to"
    )
    return {
        "status": status,
        "kind": kind,
        "people": about.get("people") or {},
        "scope": [{"term": key.capitalize(), **row} for key, row in (about.get("scope") or {}).items()],
        "contractual": about.get("contractual") or {},
        "switches": [*(about.get("switches") or {}).values()],
    }


def about_tensions(request, policy):
    return {
        "tensions": [
            {**row, "both": [policy.clauses[str(c)] for c in row["clauses"]], "stricter": row.get("stricter") or []}
            for row in policy.tensions
        ]
    }


def about_silences(request, policy):
    found = browsing.silences(policy)
    return {
        "silences": found,
        "silent": sum(len(each.controls) for each in found),
        "adopted": sum(each.adopted for each in found),
    }


def about_coverage(request, policy):
    report = coverage(policy, page_names())
    rows = {row["id"]: row for row in report["rows"]}
    parts = [
        (part, [(clause, rows[clause.id]) for group in part.groups for clause in group.clauses])
        for part in browsing.parts(policy)
    ]
    return {"report": report, "parts": parts}


MORE = {
    "about": about_itself,
    "asking": about_asking,
    "contacts": about_contacts,
    "coverage": about_coverage,
    "silences": about_silences,
    "tensions": about_tensions,
}


@of_policy
def handout(request, policy):
    return render(request, "policy/handout.html", handout_context(policy) | {"trail": trail(("The handout", ""))})


@of_policy
def handout_pdf(request, policy):
    """The handout as a PDF; where this machine cannot make one, the page to print, with the reason."""
    try:
        paper = handout_as_pdf(policy)
    except Refused as reason:
        context = handout_context(policy) | {
            "trail": trail(("The handout", reverse("policy:handout"))),
            "reason": reason,
        }
        return render(request, "policy/handout.html", context, status=503)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="handout-{policy.slug}.pdf"'
    return answer


def handout_context(policy):
    return {"policy": policy, "handout": policy.about.get("handout") or {}, "lights": lights(policy)}
