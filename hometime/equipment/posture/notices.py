"""What how devices stand tells people."""

from hometime.notices.kinds import Kind

FOLDER = "equipment/posture/notices"

KINDS = {
    "equipment.sources_differ": Kind(
        "Two sources differ about {{ device }}", f"{FOLDER}/sources_differ.txt", soon=True
    ),
    "equipment.reading_set_by_hand": Kind("A reading of {{ device }} was set by hand", f"{FOLDER}/set_by_hand.txt"),
    "equipment.network_soon": Kind("Take {{ device }} to school by {{ by }}", f"{FOLDER}/network_soon.txt", soon=True),
    "equipment.network_late": Kind("{{ device }} has been away too long", f"{FOLDER}/network_late.txt", soon=True),
}
