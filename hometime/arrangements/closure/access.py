"""Who may declare a closure, and look after it."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Role
from hometime.people.viewer import Viewer

from ..models import Closure, HurriedChoice


def may_declare(viewer: Viewer) -> Answer:
    """Declare a closure, and bring it to an end."""
    if viewer.has_role(Role.Kind.HEAD):
        return Allowed()
    return Refused("Only the headteacher declares a closure.", "Ask the headteacher.")


def may_note_choice(viewer: Viewer) -> Answer:
    """Write down what was chosen in a hurry, or look at it later."""
    if viewer.has_role(Role.Kind.HEAD, Role.Kind.IT, Role.Kind.DPO):
        return Allowed()
    return Refused("Only the headteacher, the IT lead or the data protection officer does this.", "Tell one of them.")


def may_review_choice(viewer: Viewer, choice: HurriedChoice) -> Answer:
    """Look later at what was chosen in a hurry: somebody who did not choose it."""
    if choice.reviewed_by_id:
        return Refused("This was looked at already.", "There is nothing to do.")
    if choice.chosen_by_id == viewer.person.pk:
        return Refused("You chose this, so somebody else looks at it.", "Ask a colleague.")
    return may_note_choice(viewer)


def may_change(viewer: Viewer, closure: Closure) -> Answer:
    """Change a closure that is not over."""
    if closure.state == Closure.State.CLOSED:
        return Refused("This closure is over.", "Declare a new one if you need to.")
    return may_declare(viewer)
