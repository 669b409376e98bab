"""What the life of somebody’s own device tells people."""

from hometime.notices.kinds import Kind

FOLDER = "equipment/own/notices"

KINDS = {
    "equipment.own_registered": Kind("{{ who }} registered a device of their own", f"{FOLDER}/own_registered.txt"),
    "equipment.own_in_repair": Kind("{{ who }} is having a device mended", f"{FOLDER}/own_in_repair.txt"),
    "equipment.own_gone": Kind("{{ who }} no longer uses a device of their own", f"{FOLDER}/own_gone.txt"),
    "equipment.clear_asked": Kind("Clear school work off your own device", f"{FOLDER}/clear_asked.txt", soon=True),
    "equipment.clear_waits": Kind("School work still has to be cleared", f"{FOLDER}/clear_waits.txt"),
    "equipment.cleared": Kind("{{ who }} cleared school work off their device", f"{FOLDER}/cleared.txt"),
}
