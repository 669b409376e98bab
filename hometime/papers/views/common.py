"""What the pages share: the policy in force, and where something lost is reported."""

from hometime.policy.routes import address_of

from .. import asking_the_policy as policy_says

NO_POLICY = "Your school has no policy in force here yet. Ask your headteacher."


def policy_of_viewer(request):
    return policy_says.policy_here(request.viewer.organisation, request.viewer.today)


def report_address(sign_out):
    """Where something lost is reported; empty on a site without that page."""
    there = address_of("incidents:report")
    return f"{there}?papers={sign_out.code}" if there else ""
