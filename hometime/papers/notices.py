"""What papers tell people. None says whose papers they are."""

from hometime.notices.kinds import Kind

FOLDER = "papers/notices"

KINDS = {
    "papers.asked": Kind("{{ who }} asks to take papers", f"{FOLDER}/asked.txt", soon=True),
    "papers.withdrawn": Kind("{{ who }} no longer wants to take papers", f"{FOLDER}/withdrawn.txt"),
    "papers.decided": Kind("Your papers: the answer is {{ answer }}", f"{FOLDER}/decided.txt", soon=True),
    "papers.left_without_leave": Kind(
        "{{ who }} wrote down papers that have left", f"{FOLDER}/left_without_leave.txt", soon=True
    ),
    "papers.missing": Kind("Papers are missing", f"{FOLDER}/missing.txt", soon=True),
    "papers.missing_in_care": Kind(
        "Papers are missing that may be about a child in care", f"{FOLDER}/missing_in_care.txt", urgent=True
    ),
    "papers.due": Kind("Bring back: {{ what }}", f"{FOLDER}/due.txt", soon=True),
    "papers.late": Kind("Late: {{ what }}", f"{FOLDER}/late.txt", soon=True),
    "papers.late_office": Kind("{{ who }} has papers that are late", f"{FOLDER}/late_office.txt", soon=True),
    "papers.not_arrived": Kind("Are your papers indoors?", f"{FOLDER}/not_arrived.txt", soon=True),
}
