"""What a list would change, line by line, compared with who is here now. Reads only; six queries, however long the list."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date

from hometime.lib.plans import counts_of
from hometime.lib.text import day_in_words
from hometime.people.models import Organisation, Person, Post
from hometime.people.viewer import Viewer

from .staff_lists import StaffLine

ADD, CHANGE, END, SAME, LEFT_OUT, REFUSED = "add", "change", "end", "same", "left-out", "refused"
WORDS = {
    ADD: "Added",
    CHANGE: "Changed",
    END: "Ended",
    SAME: "Nothing to do",
    LEFT_OUT: "Left out",
    REFUSED: "Refused",
}


@dataclass(frozen=True)
class Step:
    kind: str
    line: StaffLine
    says: str
    post: Post | None = None
    manager: Person | int | None = None  # somebody here, or the number of the line that adds them
    job_title: str = ""  # what the job becomes, where that changes

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def title(self) -> str:
        return self.line.name or "No name"

    @property
    def words(self) -> str:
        return WORDS[self.kind]


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]

    @property
    def changes(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.kind in (ADD, CHANGE, END))

    @property
    def counts(self) -> dict[str, int]:
        return counts_of(self.steps, WORDS)

    @property
    def digest(self) -> str:
        """Two plans with the same digest do the same."""
        told = [(step.kind, step.line.number, step.says, step.post and step.post.pk) for step in self.steps]
        return hashlib.sha256(repr(told).encode()).hexdigest()


@dataclass
class Known:
    """Who is here, and who stands in the list, by what they can be known by."""

    viewer: Viewer
    lines: list[StaffLine]
    posts: dict[int, list[Post]] = field(default_factory=dict)  # person → posts here, the last first
    by_email: dict[str, Person] = field(default_factory=dict)  # anywhere: an address is one person’s alone
    by_name: dict[str, list[Person]] = field(default_factory=dict)  # here
    at_ours: set[int] = field(default_factory=set)  # persons with a post at our trust or its schools
    line_of: dict[str, StaffLine] = field(default_factory=dict)  # code or address → line


def plan_for(lines: list[StaffLine], viewer: Viewer) -> Plan:
    known = _known(lines, viewer)
    return Plan(tuple(_step(line, known) for line in lines))


def _known(lines: list[StaffLine], viewer: Viewer) -> Known:
    known = Known(viewer, lines)
    here = Post.objects.filter(organisation=viewer.organisation).select_related(
        "person", "line_manager", "organisation"
    )
    for post in here.order_by("-starts_on", "-pk"):
        known.posts.setdefault(post.person_id, []).append(post)
    for posts in known.posts.values():
        known.by_name.setdefault(posts[0].person.name.casefold(), []).append(posts[0].person)
    wanted = {line.email for line in lines} | {line.manager for line in lines if "@" in line.manager}
    known.by_email = {person.email.lower(): person for person in Person.objects.filter(email__in=wanted - {""})}
    known.at_ours = _at_ours(viewer.organisation, known.by_email)
    for line in sorted(lines, key=_says_less_of_now):
        for key in (*line.codes, line.email):
            if key and not (line.refused or line.left_out):
                known.line_of.setdefault(key, line)
    return known


def _says_less_of_now(line: StaffLine) -> tuple[bool, bool, bool, int, int]:
    """Of several contracts the one that goes on stands first: an ended one beside it must not end the person here."""
    ends = line.ends_on
    return line.has_left, not line.email, ends is not None, -ends.toordinal() if ends else 0, line.number


def _at_ours(organisation: Organisation, by_email: dict[str, Person]) -> set[int]:
    trust = organisation.parent_id or organisation.pk  # which may bring in its own people, too
    posts = Post.objects.filter(person__in=by_email.values())
    ours = posts.filter(organisation__parent=trust) | posts.filter(organisation=trust)
    return set(ours.values_list("person", flat=True))


def _step(line: StaffLine, known: Known) -> Step:
    if line.left_out or line.refused:
        return Step(LEFT_OUT if line.left_out else REFUSED, line, line.left_out or line.refused)
    if clash := _clash(line, known):
        return clash
    person = _person(line, known)
    if person is None or person.pk not in known.posts:
        return _newcomer(line, person, known)
    if person.pk == known.viewer.person.pk:
        return Step(LEFT_OUT, line, "This is you. Somebody else must change what is here about you.")
    step = _about(line, known.posts[person.pk], known)
    if line.email or step.kind not in (CHANGE, END):
        return step
    return replace(step, says=f"{step.says} Found by name alone: make sure that it is them.")


def _clash(line: StaffLine, known: Known) -> Step | None:
    """Two lines about one person, or two people nobody could tell apart."""
    if used := _used_instead(line, known):
        if not _is_named_alike(used, line) and not set(used.codes) & set(line.codes):
            says = f"Line {used.number} has this address too, for {used.name}. Give each their own, or leave one empty."
            return Step(REFUSED, line, says)
        return Step(LEFT_OUT, line, f"The same person as on line {used.number}, which is the one used.")
    if line.email:
        return None
    twins = [each for each in known.lines if _is_named_alike(each, line) and not each.left_out]
    others = [each for each in twins if not set(each.codes) & set(line.codes) and each.number != line.number]
    if others or len(known.by_name.get(line.name.casefold(), [])) > 1:
        return Step(
            REFUSED, line, "There are two people with this name, and this one has no address to tell them apart."
        )
    return None


def _used_instead(line: StaffLine, known: Known) -> StaffLine | None:
    """Another line about the same person: of the same address, or of the same code and name."""
    by_email = known.line_of.get(line.email) if line.email else None
    by_code = [known.line_of[code] for code in line.codes if code in known.line_of]
    same = [by_email] if by_email else []
    same += [each for each in by_code if _is_named_alike(each, line)]
    return next((each for each in same if each.number != line.number), None)


def _is_named_alike(one: StaffLine, other: StaffLine) -> bool:
    return one.name.casefold() == other.name.casefold()


def _person(line: StaffLine, known: Known) -> Person | None:
    if line.email:
        return known.by_email.get(line.email)
    return next(iter(known.by_name.get(line.name.casefold(), [])), None)


def _newcomer(line: StaffLine, person: Person | None, known: Known) -> Step:
    if line.has_left:
        return Step(LEFT_OUT, line, "Has left, and was never here.")
    if person and (person.pk not in known.at_ours or person.name.casefold() != line.name.casefold()):
        return Step(REFUSED, line, f"{line.email} belongs to somebody else.")
    manager, note = _manager(line, known, None)
    until = f" until {day_in_words(line.ends_on)}" if line.ends_on else ""
    says = [f"{line.job_title}, from {day_in_words(line.starts_on or known.viewer.today)}{until}."]
    says += [f"Address: {line.email}."] if line.email else []
    says += [f"Line manager: {_name_of(manager, line, known)}."] if manager else []
    says += ["Known at another school of your trust."] if person else []
    says += ["No email address: they sign on paper, or on a shared device."] if not line.email else []
    says += ["Somebody with the same name is here: make sure it is not them."] if _namesake(line, known) else []
    return Step(ADD, line, " ".join([*says, *note]), manager=manager)


def _namesake(line: StaffLine, known: Known) -> bool:
    return line.name.casefold() in known.by_name


def _about(line: StaffLine, posts: list[Post], known: Known) -> Step:
    today = known.viewer.today
    now = [post for post in posts if post.ends_on is None or post.ends_on >= today]
    if not now:
        return _back_or_gone(line, posts[0])
    post = next((each for each in now if each.job_title == line.job_title), now[0])
    if line.has_left or line.ends_on:
        return _ending(line, post, line.ends_on or today)
    return _change(line, post, now, known)


def _back_or_gone(line: StaffLine, post: Post) -> Step:
    assert post.ends_on is not None  # or it would be a post of now
    left = f"Left on {day_in_words(post.ends_on)}"
    if line.has_left:
        return Step(SAME, line, f"{left}.")
    return Step(
        REFUSED, line, f"{left}, but this list says they are here. If they are back, add them again under “Who is who”."
    )


def _ending(line: StaffLine, post: Post, last_day: date) -> Step:
    if post.ends_on == last_day:
        return Step(SAME, line, f"The last day is {day_in_words(last_day)} already.")
    if last_day < post.starts_on:
        return Step(REFUSED, line, f"The last day is before {day_in_words(post.starts_on)}, when the post began here.")
    return Step(END, line, f"Last day: {day_in_words(last_day)}.", post=post)


def _change(line: StaffLine, post: Post, now: list[Post], known: Known) -> Step:
    manager, note = _manager(line, known, post)
    says, title = [], ""
    if len(now) == 1 and post.job_title != line.job_title:
        title = line.job_title
        says.append(f"Job: {post.job_title} becomes {line.job_title}.")
    if post.person.name != line.name:
        says.append(f"Name: {post.person.name} becomes {line.name}.")
    if isinstance(manager, int) or (manager and manager.pk != post.line_manager_id):
        says.append(f"Line manager: {_name_of(manager, line, known)}.")
    if not says:
        return Step(SAME, line, " ".join(["Nothing is different.", *_last_day_kept(post)]))
    says += note + _last_day_kept(post)
    return Step(CHANGE, line, " ".join(says), post=post, manager=manager, job_title=title)


def _last_day_kept(post: Post) -> list[str]:
    """A list without a last day may mean that they stay, or that it does not know: a person decides."""
    if post.ends_on is None:
        return []
    return [f"Their last day stays {day_in_words(post.ends_on)}: if they stay longer, change it on their page."]


def _name_of(manager: Person | int, line: StaffLine, known: Known) -> str:
    return known.line_of[line.manager].name if isinstance(manager, int) else manager.name


def _manager(line: StaffLine, known: Known, post: Post | None) -> tuple[Person | int | None, list[str]]:
    """Who the list says manages them: somebody here, or somebody the list adds; what stands here where it is not clear."""
    kept = post.line_manager if post else None
    if not line.manager:
        return kept, []
    other = known.line_of.get(line.manager)
    person = _person(other, known) if other else known.by_email.get(line.manager)
    if other and _cannot_manage(other, line, person, post, known.viewer.today):
        return kept, [f"The line manager on this line cannot be theirs: {_kept(post)}."]
    if person and person.pk in known.posts and any(p.ends_on is None for p in known.posts[person.pk]):
        return person, []
    if other and not _clash(other, known) and (person is None or person.pk in known.at_ours):
        return other.number, []
    return kept, [f"Nobody here is the line manager “{line.manager_said}”: {_kept(post)}."]


def _kept(post: Post | None) -> str:
    return "left as it is" if post else "no line manager is set"


def _cannot_manage(other: StaffLine, line: StaffLine, person: Person | None, post: Post | None, today: date) -> bool:
    """They themselves, somebody who has left, or somebody who has not begun."""
    is_self = other.number == line.number or (person is not None and post is not None and person.pk == post.person_id)
    return is_self or other.has_left or (other.starts_on is not None and other.starts_on > today)
