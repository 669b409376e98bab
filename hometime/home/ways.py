"""Where the front page leads besides what is due: a person’s own pages, and the lists that the school keeps."""

from hometime.arrangements.access import may_see_everybody
from hometime.equipment.loans.access import may_see_overdue
from hometime.equipment.register.access import may_see_register
from hometime.incidents.queries import LEADS
from hometime.learning.access import may_keep_training, may_see_signatures
from hometime.people.models import Role
from hometime.people.viewer import Viewer
from hometime.retention.access import may_read_certificates

Way = tuple[str, str]  # URL name and words

YOURS: tuple[Way, ...] = (
    ("incidents:incidents", "Your reports"),
    ("papers:papers", "Your papers"),
    ("retention:held", "What you hold away from school"),
    ("notices:notices", "Notices sent to you"),
    ("learning:course", "Your training"),
    ("learning:signatures", "Your signatures"),
    ("learning:questions", "Questions about the policy"),
    ("people:people", "Who is who"),
)
SEES_PAPERS = (Role.Kind.HEAD, Role.Kind.DPO, Role.Kind.BUSINESS_MANAGER)


def registers_for(viewer: Viewer) -> list[Way]:
    """The lists of the school that this viewer looks after."""
    sees_late = bool(may_see_overdue(viewer))
    found: list[tuple[bool, Way]] = [
        (bool(may_see_everybody(viewer)), ("arrangements:everybody", "Who works from home")),
        (bool(may_see_register(viewer)), ("equipment:register", "Equipment")),
        (sees_late, ("equipment:overdue", "Equipment that is late")),
        (sees_late, ("equipment:recall", "To get back from people who are leaving")),
        (viewer.has_role(*SEES_PAPERS), ("papers:log", "Papers out and back")),
        (viewer.has_role(*LEADS), ("incidents:lessons", "Lessons from reports")),
        (viewer.has_role(*LEADS), ("incidents:complaints", "Complaints about data")),
        (bool(may_read_certificates(viewer)), ("retention:certificates", "Certificates of disposal")),
        (bool(may_see_signatures(viewer)), ("learning:who-signed", "Who has signed")),
        (bool(may_keep_training(viewer)), ("learning:training", "Who is trained")),
    ]
    return [way for may, way in found if may]
