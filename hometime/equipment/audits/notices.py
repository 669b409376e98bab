"""What audits tell people: nothing beforehand, and afterwards what was found."""

from hometime.notices.kinds import Kind

FOLDER = "equipment/audits/notices"

KINDS = {
    "equipment.device_audited": Kind("We looked at {{ device }}", f"{FOLDER}/audited.txt"),
    "equipment.device_kept": Kind("Receipt for {{ device }}", f"{FOLDER}/kept.txt", soon=True),
    "equipment.device_given_back": Kind("You have {{ device }} again", f"{FOLDER}/given_back.txt"),
}
