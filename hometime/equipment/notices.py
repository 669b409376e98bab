"""What this part tells people."""

from hometime.notices.kinds import Kind

from .asking.notices import KINDS as ASKING
from .audits.notices import KINDS as AUDITS
from .loans.notices import KINDS as LOANS
from .own.notices import KINDS as OWN
from .posture.notices import KINDS as POSTURE

KINDS: dict[str, Kind] = {**LOANS, **POSTURE, **AUDITS, **ASKING, **OWN}
