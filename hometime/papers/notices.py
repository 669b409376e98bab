"""What this part tells people."""

from hometime.notices.kinds import Kind

KINDS: dict[str, Kind] = {}
