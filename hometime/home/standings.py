"""How a whole school is set up: a list for those who lead people, and numbers alone for governors."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from hometime.arrangements.queries import managed_by
from hometime.decisions.facts import covers, roles_of
from hometime.decisions.standing import Standing, standing_of
from hometime.people.models import Person, Role
from hometime.people.queries import named_like, people_for, with_posts
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy

from .access import SEES_SCHOOL
from .righting import PRIVATE_WORDS, is_private

NOT_COVERED = "silent"
FILTERS = {
    "ok": "Set up",
    "caution": "Care needed",
    "beware": "A danger to deal with",
    "stop": "Something to put right first",
    "not-sure": "Not all on record",
    NOT_COVERED: "Not covered by the policy",
}
HEADS = ("Name", "Job", "Where they stand", "First thing to put right")
FEW = 5


@dataclass(frozen=True)
class Row:
    person: Person
    job: str
    level: str
    first: str

    @property
    def words(self) -> str:
        return FILTERS[self.level]

    @property
    def cells(self) -> tuple[str, str, str, str]:
        return (self.person.name, self.job, self.words, self.first)


def people_listed(viewer: Viewer, q: str) -> QuerySet[Person]:
    """Everybody here, for those who see the school; the people they manage, for a line manager."""
    people = people_for(viewer)
    if not viewer.has_role(*SEES_SCHOOL):
        people = people.filter(pk__in=managed_by(viewer).values("pk"))
    return with_posts(named_like(people, q).order_by("name", "pk"), viewer)


def rows_of(people: Iterable[Person], viewer: Viewer, policy: Policy) -> list[Row]:
    """One query for each source of facts, however many people."""
    people = list(people)
    held = roles_of(people, viewer.organisation, viewer.today)
    standings = standing_of(people, viewer.organisation, policy, viewer.today)
    return [_row(each, covers(policy, held[each.person.pk]), viewer, policy) for each in standings]


def numbers_of(viewer: Viewer, policy: Policy) -> dict[str, int]:
    """How many of those the school employs, or has help from, stand where; nobody by name."""
    here = Role.objects.filter(organisation=viewer.organisation).on(viewer.today).exclude(kind=Role.Kind.GOVERNOR)
    people = list(Person.objects.filter(pk__in=here.values("person")).order_by("pk"))
    found = dict.fromkeys(FILTERS, 0)
    for row in rows_of(people, viewer, policy):
        found[row.level] += 1
    return found


def with_small_hidden(numbers: dict[str, int]) -> dict[str, int | None]:
    """None where a number is too small to show. As long as what is hidden adds up to few, or is one number, the next is hidden too.

    Otherwise the total, less what is shown, would tell what is hidden.
    """
    hidden = {name for name, number in numbers.items() if number < FEW}
    for name in sorted(numbers.keys() - hidden, key=lambda name: numbers[name]):
        total = sum(numbers[each] for each in hidden)
        if total == 0 or (total >= FEW and len(hidden) > 1):
            break
        hidden.add(name)
    return {name: None if name in hidden else number for name, number in numbers.items()}


def _row(standing: Standing, is_covered: bool, viewer: Viewer, policy: Policy) -> Row:
    posts = getattr(standing.person, "posts_here", ())
    job = posts[0].job_title if posts else ""
    if not is_covered:
        return Row(standing.person, job, NOT_COVERED, "")
    return Row(standing.person, job, standing.headline, _first(standing, viewer, policy))


def _first(standing: Standing, viewer: Viewer, policy: Policy) -> str:
    """In a few words, for others to read: what somebody told in confidence is not named."""
    rules = standing.broken or (standing.not_on_record if standing.headline == "not-sure" else [])
    if not rules:
        return ""
    is_own = standing.person.pk == viewer.person.pk
    hidden = not is_own and is_private(rules[0], policy, viewer.today)
    return PRIVATE_WORDS if hidden else rules[0].control.title


def shown(rows: Sequence[Row], level: str) -> list[Row]:
    return [row for row in rows if not level or row.level == level]
