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
    "arrangements.withdrawn": Kind("{{ who }} has taken back a request", f"{FOLDER}/withdrawn.txt"),
    "arrangements.team_decided": Kind("{{ who }} at home: {{ answer }}", f"{FOLDER}/team_decided.txt"),
    "arrangements.condition_confirmed": Kind(
        "Something your days at home were waiting for is confirmed", f"{FOLDER}/condition_confirmed.txt", soon=True
    ),
    "arrangements.changed": Kind("{{ who }}’s days at home: {{ what }}", f"{FOLDER}/changed.txt", soon=True),
    "arrangements.cannot_be_done": Kind(
        "A job cannot be done with equipment at home", f"{FOLDER}/cannot_be_done.txt", soon=True
    ),
    "arrangements.job_unsuitable": Kind("A job cannot be done at home", f"{FOLDER}/job_unsuitable.txt"),
    "arrangements.care_lapsed": Kind(
        "Talk to {{ who }} about their days at home", f"{FOLDER}/care_lapsed.txt", soon=True
    ),
    "arrangements.hours_told": Kind("Your hours at home", f"{FOLDER}/hours_told.txt", soon=True),
    "arrangements.duties_proposed": Kind("{{ who }} asks to do other work at home", f"{FOLDER}/duties_proposed.txt"),
    "arrangements.duties_agreed": Kind("{{ who }}’s work at home is agreed", f"{FOLDER}/duties_agreed.txt"),
    "arrangements.duties_declined": Kind("Talk over your work at home", f"{FOLDER}/duties_declined.txt", soon=True),
    "arrangements.absence_reported": Kind("{{ who }} cannot work", f"{FOLDER}/absence_reported.txt", urgent=True),
    "arrangements.stationery_taken": Kind("{{ who }} took stationery home", f"{FOLDER}/stationery_taken.txt"),
    "arrangements.measure_recorded": Kind("A check on your work at home", f"{FOLDER}/measure_recorded.txt", soon=True),
    "arrangements.measure_ended": Kind("A check on your work at home has ended", f"{FOLDER}/measure_ended.txt"),
    "arrangements.doubt_asked": Kind("{{ who }} asks: may I work from home?", f"{FOLDER}/doubt_asked.txt", soon=True),
    "arrangements.doubt_settled": Kind(
        "Your question about working from home is answered", f"{FOLDER}/doubt_settled.txt"
    ),
    "arrangements.abroad_asked": Kind("{{ who }} asks to go abroad", f"{FOLDER}/abroad_asked.txt", soon=True),
    "arrangements.abroad_decided": Kind(
        "Your request to go abroad is {{ answer }}", f"{FOLDER}/abroad_decided.txt", soon=True
    ),
    "arrangements.abroad_noted": Kind("{{ who }} asked to go abroad", f"{FOLDER}/abroad_noted.txt"),
    "arrangements.abroad_withdrawn": Kind("{{ who }} no longer wants to go abroad", f"{FOLDER}/abroad_withdrawn.txt"),
    "arrangements.abroad_back_due": Kind(
        "Back from abroad by {{ by }}: equipment with {{ who }}", f"{FOLDER}/abroad_back_due.txt"
    ),
    "arrangements.flexible_asked": Kind(
        "{{ who }} makes a flexible working request", f"{FOLDER}/flexible_asked.txt", soon=True
    ),
    "arrangements.flexible_appealed": Kind(
        "{{ who }} appeals about flexible working", f"{FOLDER}/flexible_appealed.txt", soon=True
    ),
    "arrangements.flexible_received": Kind(
        "Your flexible working request is received", f"{FOLDER}/flexible_received.txt"
    ),
    "arrangements.flexible_logged": Kind(
        "Your flexible working request is on record", f"{FOLDER}/flexible_logged.txt", soon=True
    ),
    "arrangements.flexible_decided": Kind(
        "Your flexible working request is answered", f"{FOLDER}/flexible_decided.txt", soon=True
    ),
    "arrangements.flexible_more_time": Kind("More time is asked for", f"{FOLDER}/flexible_more_time.txt", soon=True),
    "arrangements.flexible_extended": Kind("More time is agreed", f"{FOLDER}/flexible_extended.txt", soon=True),
    "arrangements.flexible_withdrawn": Kind(
        "{{ who }} has taken back a flexible working request", f"{FOLDER}/flexible_withdrawn.txt"
    ),
    "arrangements.flexible_closed": Kind(
        "Your flexible working request is treated as taken back", f"{FOLDER}/flexible_closed.txt", soon=True
    ),
    "arrangements.closure_declared": Kind(
        "The school is closed: work from home", f"{FOLDER}/closure_declared.txt", urgent=True
    ),
    "arrangements.closure_noted": Kind("The school is closed", f"{FOLDER}/closure_noted.txt", urgent=True),
    "arrangements.closure_ending": Kind("The closure is coming to an end", f"{FOLDER}/closure_ending.txt", soon=True),
    "arrangements.reviewed": Kind("Your days at home go on", f"{FOLDER}/reviewed.txt"),
    "arrangements.review_due": Kind("Look again by {{ by }}: {{ who }} at home", f"{FOLDER}/review_due.txt"),
    "arrangements.own_review_due": Kind(
        "To be looked at again by {{ by }}: your days at home", f"{FOLDER}/own_review_due.txt"
    ),
    "arrangements.ends_soon": Kind("Your days at home end on {{ ends }}", f"{FOLDER}/ends_soon.txt"),
    "arrangements.answer_due": Kind(
        "Answer by {{ by }}: {{ who }}, flexible working", f"{FOLDER}/answer_due.txt", soon=True
    ),
    "arrangements.waits_long": Kind("Still waiting for you: {{ who }} at home", f"{FOLDER}/waits_long.txt"),
    "arrangements.held_up": Kind("{{ who }} at home: you can go on", f"{FOLDER}/held_up.txt", soon=True),
    "arrangements.nobody_decides": Kind(
        "A request needs somebody to decide it", f"{FOLDER}/nobody_decides.txt", soon=True
    ),
    "arrangements.appeal_due": Kind(
        "Decide by {{ by }}: {{ who }}’s appeal about flexible working", f"{FOLDER}/appeal_due.txt", soon=True
    ),
    "arrangements.own_answer_due": Kind(
        "You will have an answer about flexible working by {{ by }}", f"{FOLDER}/own_answer_due.txt"
    ),
}
