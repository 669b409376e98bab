"""What people are told about things that are lent."""

from hometime.notices.kinds import Kind

KINDS = {
    "equipment.handed_over": Kind(
        "You have things that belong to the school", "equipment/notices/handed_over.txt", soon=True
    ),
    "equipment.put_aside": Kind("Please sign for what you will borrow", "equipment/notices/put_aside.txt", soon=True),
    "equipment.you_handed_over": Kind("You handed things to {{ who }}", "equipment/notices/you_handed_over.txt"),
    "equipment.loan_signed": Kind("{{ who }} signed for what they borrow", "equipment/notices/loan_signed.txt"),
    "equipment.called_off": Kind("Nothing will be handed to you", "equipment/notices/called_off.txt"),
    "equipment.returned": Kind("{{ what }} is back", "equipment/notices/returned.txt"),
    "equipment.due_set": Kind("{{ what }}: a new day to bring it back", "equipment/notices/due_set.txt"),
    "equipment.not_here": Kind("{{ who }} does not have {{ what }}", "equipment/notices/not_here.txt", soon=True),
    "equipment.due_back": Kind("Bring back {{ what }} by {{ due }}", "equipment/notices/due_back.txt"),
    "equipment.overdue": Kind("{{ what }} was due back", "equipment/notices/overdue.txt", soon=True),
    "equipment.overdue_other": Kind("{{ who }} still has {{ what }}", "equipment/notices/overdue_other.txt"),
    "equipment.leaver": Kind("Before you leave: bring back what you have", "equipment/notices/leaver.txt"),
    "equipment.leaver_other": Kind(
        "{{ who }} is leaving: {{ count }} to get back", "equipment/notices/leaver_other.txt"
    ),
    "equipment.still_have": Kind("Do you still have these?", "equipment/notices/still_have.txt"),
}
