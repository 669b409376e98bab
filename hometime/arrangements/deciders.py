"""Who decides: what the policy says of roles, and whom that means for one person. Nobody ever decides about themselves."""

import datetime as dt

from hometime.people import queries
from hometime.people.models import Delegation, Organisation, Person, Post, Role
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_here

# What policies call those who decide, and the role held here. A policy that names nobody leaves it to the head.
KINDS = {
    "headteacher": Role.Kind.HEAD,
    "management": Role.Kind.HEAD,
    "school": Role.Kind.HEAD,
    "trust": Role.Kind.HEAD,
    "it": Role.Kind.IT,
    "dpo": Role.Kind.DPO,
    "line-manager": Role.Kind.LINE_MANAGER,
}
HEAD = Role.Kind.HEAD
REVIEWS_KIT = ("it-feasibility-advice", "it-solution-decision")
REVIEWS_DATA = ("sensitive-data-access-review",)


def named_deciders(policy: Policy | None, matter: str = "home-working") -> list[str]:
    """The roles the policy gives a matter to, in its own names; empty where it names nobody."""
    if policy is None:
        return []
    told = (policy.about.get("roles") or {}).get(matter) or {}
    decides = told.get("decides")
    return [str(name) for name in decides] if isinstance(decides, list) else []


def decider_kind(
    policy: Policy | None, organisation: Organisation, subject: Person, on: dt.date, matter: str = "home-working"
) -> str:
    """The role that decides about this person: the policy’s, or the one above it when nobody else holds that."""
    kinds = [KINDS[name] for name in named_deciders(policy, matter) if name in KINDS]
    return queries.deciding_kind(kinds[0] if kinds else HEAD, organisation, on=on, subject=subject)


def usual_decider_kind(organisation: Organisation, on: dt.date) -> str:
    """The role that decides about most people here: the one the policy in force names."""
    kinds = [KINDS[name] for name in named_deciders(policy_here(organisation, on)) if name in KINDS]
    return kinds[0] if kinds else HEAD


def others_who_hold(kind: str, organisation: Organisation, subject: Person, on: dt.date) -> list[Person]:
    """Holders of a role and those who stand in for them, without the person it is about."""
    return queries.others_who_hold(kind, organisation, on=on, subject=subject)


def with_stand_ins(manager: Person, subject: Person, organisation: Organisation, on: dt.date) -> list[Person]:
    """A line manager, and whoever stands in for them as one now."""
    lent = Delegation.objects.filter(
        role__person=manager, role__kind=Role.Kind.LINE_MANAGER, role__organisation=organisation, ended_at=None
    ).on(on)
    deputies = Person.objects.filter(pk__in=lent.values("deputy")).exclude(pk=subject.pk)
    return [manager, *deputies.order_by("name")]


def stood_in_for(viewer: Viewer) -> list[int]:
    """The keys of the line managers this viewer stands in for."""
    return [role.person_id for role in viewer.acts_for if role.kind == Role.Kind.LINE_MANAGER]


def line_manager_of(person: Person, organisation: Organisation, on: dt.date) -> Person | None:
    """Whoever is down as the line manager and still has a post; nothing is sent to somebody who left."""
    here = Post.objects.all().on(on).values("person")
    post = (
        Post.objects.filter(person=person, organisation=organisation, line_manager__in=here)
        .on(on)
        .select_related("line_manager")
        .order_by("starts_on", "pk")
        .first()
    )
    return post.line_manager if post else None


def asks_for(policy: Policy, controls: tuple[str, ...]) -> bool:
    """Whether the policy has a rule that asks for one of these."""
    return any(rule.control.id in controls for rule in policy.pack.rules)


def tier_of(policy: Policy, ground: str, on: dt.date) -> str:
    """The kind of home working this is, in the policy’s words; empty where the policy tells none apart."""
    rule = next((rule for rule in policy.pack.rules if rule.control.id == "homeworking-tier"), None)
    tiers = rule.parameters["tiers"].on(on) if rule and "tiers" in rule.parameters else None
    if not isinstance(tiers, list | tuple) or len(tiers) < 2:
        return ""
    return str(tiers[0] if ground in ("ad_hoc", "one_day") else tiers[1])
