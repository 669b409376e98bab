"""What requests to work from home tell people. None says why anybody asked, or why the answer was what it was."""

from hometime.notices.kinds import Kind

FOLDER = "arrangements/notices"

KINDS = {
    "arrangements.waiting": Kind("{{ who }} asks to work from home", f"{FOLDER}/waiting.txt", soon=True),
    "arrangements.agreed": Kind("Your request to work from home is agreed", f"{FOLDER}/agreed.txt", soon=True),
    "arrangements.agreed_with_conditions": Kind(
        "Your request to work from home is agreed, with conditions", f"{FOLDER}/agreed_with_conditions.txt", soon=True
    ),
    "arrangements.refused": Kind("Your request to work from home is not agreed", f"{FOLDER}/refused.txt", soon=True),
    "arrangements.within_limits": Kind("{{ who }} will work from home", f"{FOLDER}/within_limits.txt"),
    "arrangements.withdrawn": Kind("{{ who }} took a request back", f"{FOLDER}/withdrawn.txt"),
    "arrangements.changed": Kind("Working from home is {{ what }}", f"{FOLDER}/changed.txt", soon=True),
    "arrangements.cannot_be_done": Kind(
        "A job cannot be done with equipment at home", f"{FOLDER}/cannot_be_done.txt", soon=True
    ),
    "arrangements.job_unsuitable": Kind("A job cannot be done at home", f"{FOLDER}/job_unsuitable.txt"),
}
