"""ask_everywhere: a trust’s version put to the people of all its schools in one act."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer
from hometime.policy.models import PolicyVersion

from ..access import may_ask_everywhere
from ..models import SigningRound
from ..rounds import places_to_ask, versions_to_sign
from .signing import ASKED, open_round


@transaction.atomic
def ask_everywhere(
    *, version: PolicyVersion, declared: Mapping[str, str], sign_by: dt.date, by: Viewer, at: dt.datetime
) -> list[SigningRound]:
    """Put a version to people at the trust and at each school it binds. Each has a round of its own, or none is opened.

    A school with a policy of its own is left alone, and so is one where people were asked before.
    """
    may_ask_everywhere(by).insist()
    if version not in versions_to_sign(by.organisation, by.today):
        raise Refused("That version is not in force here, and will not be.", "Ask people to sign the one that is.")
    if sign_by < by.today:
        raise Refused("The day to sign by has passed.", "Choose a day that is still to come.")
    places = places_to_ask(version, by.organisation, by.today)
    if not places:
        raise Refused(*ASKED)
    return [open_round(version, each, declared=declared, sign_by=sign_by, by=by, at=at) for each in places]
