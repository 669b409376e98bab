"""Receipts, what another way would answer, and the same facts under other policies."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.lib.text import counted
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.policy.packs import Policy
from hometime.policy.routes import address_of
from hometime.policy.showing import policies_to_try, policy_shown

from .answers import YOU_SAID, answer
from .journeys import Draft
from .queries import policy_of_receipt, receipts_for
from .receipts import as_shown, facts_of, said_in, sections_of

ASKING_AGAIN = "decisions:ask"


@signed_in
def receipts(request):
    page = one_page(receipts_for(request.viewer).defer("answer"), request.GET.get("page"))
    return render(request, "decisions/receipts.html", {"found": page})


@signed_in
def receipt(request, code):
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    context = {"receipt": kept, "others": [policy for policy in policies_to_try() if policy.hash != kept.policy_hash]}
    return render(request, "decisions/receipt.html", context | page_of(request, kept.answer, kept.policy_hash))


@signed_in
@require_POST
def again(request, code):
    """Take up what was said for a receipt once more, to change it; or to say which reminders cannot be kept."""
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    take_up(request, kept, {})
    return redirect("decisions:cannot" if "cannot" in request.POST else "decisions:check", kept.activity)


@signed_in
def try_way(request, code, way):
    """What the answer would be if one way to make it OK were taken. Nothing is kept until the person says it is done."""
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    if way >= len(kept.answer["repairs"]):
        raise Http404
    edits = {edit["fact"]: edit["to"] for edit in kept.answer["repairs"][way]}
    policy = policy_kept(kept)
    if request.method == "POST" or policy is None:
        take_up(request, kept, edits)
        return redirect("decisions:check", kept.activity)
    shown = as_shown(under(policy, kept, edits))
    words = next((each for each in kept.answer["ways"] if each["number"] == way), None)
    context = {"receipt": kept, "way": words, "number": way}
    return render(request, "decisions/what_if.html", context | page_of(request, shown, policy.hash))


@signed_in
def compare(request, code):
    """The same facts on the same day under other policies: all at a glance, and one side by side with what was kept."""
    kept = get_object_or_404(receipts_for(request.viewer), code=code)
    policies = [policy for policy in policies_to_try() if kept.activity in policy.catalogue.activities]
    wanted = request.GET.get("with")
    other = next((each for each in policies if each.slug == wanted and each.hash != kept.policy_hash), None)
    if not policies or (wanted and other is None):
        raise Http404
    context = {
        "receipt": kept,
        "other": other,
        "sides": sides(request, kept, other) if other else [],
        "glance": [at_a_glance(policy, kept) for policy in policies],
    }
    return render(request, "decisions/compare.html", context)


def page_of(request, shown, policy_hash):
    """A shown answer ready for a page: its sections, what the person said and what was known, and whether its clauses can be opened."""
    policy = policy_shown(request)
    sections = sections_of(shown)
    for rule in (*sections["broken"], *sections["not_on_record"]):
        rule["act_href"] = address_of(rule["act"]) if rule["act"] != ASKING_AGAIN else ""  # which puts nothing right
    rows = [{"term": row["ask"], "detail": row["shown"], "source": row["source"]} for row in shown["said"]]
    known = [row for row in rows if row["source"] != YOU_SAID]
    return {
        "shown": shown,
        "sections": sections,
        "said": [row for row in rows if row["source"] == YOU_SAID],
        "known": known,
        "known_title": f"{counted(len(known), 'thing')} we knew already, and where from",
        "linked": bool(policy and policy.hash == policy_hash),
    }


def take_up(request, kept, edits):
    """Make what was said for a receipt, with some changes, the draft of its activity."""
    said = said_in(kept.answer) | edits
    Draft(kept.activity, said, asked=list(said), begun_on=request.viewer.today.isoformat()).keep(request.session)


def policy_kept(kept) -> Policy | None:
    """The policy a receipt rests on, where it can still be asked."""
    tried = (policy for policy in policies_to_try() if policy.hash == kept.policy_hash)
    return next(tried, None) or policy_of_receipt(kept)


def under(policy: Policy, kept, edits=None):
    """The answer a policy gives to what a receipt rests on, with some facts changed. What it has no word for is left out."""
    facts, sources, _ = facts_of(kept.answer, policy.vocabulary)
    changed = policy.vocabulary.hold(edits or {})
    sources = {name: source for name, source in sources.items() if name not in changed}
    said = [name for name in facts if sources.get(name) == YOU_SAID] + list(changed)
    return answer(policy, {**facts, **changed, "activity": kept.activity}, kept.on, sources=sources, said=said)


def at_a_glance(policy: Policy, kept):
    return {"policy": policy, "headline": under(policy, kept).headline, "is_kept": policy.hash == kept.policy_hash}


def sides(request, kept, other: Policy):
    theirs = as_shown(under(other, kept))
    _, _, strange = facts_of(kept.answer, other.vocabulary)
    asks = {row["fact"]: row["ask"] for row in kept.answer["said"]}
    not_understood = [asks[name] for name in strange if name in asks]
    mine = page_of(request, kept.answer, kept.policy_hash)
    return [mine, page_of(request, theirs, other.hash) | {"not_understood": not_understood}]
