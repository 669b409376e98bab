"""What this part tells people. Why somebody declined, and the words of a question, never stand in a mail."""

from hometime.notices.kinds import Kind

KINDS = {
    "learning.sign_asked": Kind("Please sign: {{ title }}", "learning/notices/sign_asked.txt"),
    "learning.sign_first": Kind("Please read and sign: {{ title }}", "learning/notices/sign_first.txt", soon=True),
    "learning.signed": Kind("You signed: {{ title }}", "learning/notices/signed.txt"),
    "learning.pin_given": Kind("You have a new PIN for the shared device", "learning/notices/pin_given.txt", soon=True),
    "learning.declined": Kind("{{ who }} does not want to sign the policy", "learning/notices/declined.txt", soon=True),
    "learning.question_asked": Kind(
        "A question about the policy is waiting for you", "learning/notices/question_asked.txt"
    ),
    "learning.question_answered": Kind(
        "Your question about the policy has an answer", "learning/notices/question_answered.txt", soon=True
    ),
    "learning.course_entered": Kind("Your training record: {{ title }}", "learning/notices/course_entered.txt"),
    "learning.handout_given": Kind("The guidance on working from home", "learning/notices/handout_given.txt"),
    "learning.update_sent": Kind("Training update: {{ what }}", "learning/notices/update_sent.txt"),
    "learning.sign_soon": Kind("Please sign by {{ by }}: {{ title }}", "learning/notices/sign_asked.txt"),
    "learning.sign_late": Kind("You have not signed yet: {{ title }}", "learning/notices/sign_late.txt"),
    "learning.sign_overdue": Kind("Not signed yet: {{ who }}", "learning/notices/sign_overdue.txt"),
    "learning.course_runs_out": Kind("{{ title }} runs out on {{ ends }}", "learning/notices/course_runs_out.txt"),
}
