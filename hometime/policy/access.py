"""Who may do what with a policy, each with a reason."""

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Role
from hometime.people.viewer import Viewer

AUTHORS = (Role.Kind.HEAD, Role.Kind.POLICY_OWNER)


def may_put_in_force(viewer: Viewer) -> Answer:
    """Put a policy in force where one is: its headteacher and whoever looks after its policy."""
    if viewer.has_role(*AUTHORS):
        return Allowed()
    return Refused(
        "Only the headteacher or the policy owner puts a policy in force.", "Tell one of them what is needed."
    )
