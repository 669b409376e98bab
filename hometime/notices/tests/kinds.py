"""Kinds for tests alone: one for each pace."""

from hometime.notices.kinds import Kind

KINDS = {
    "tests.news": Kind(subject="{{ about }}", template="notices/plain.txt"),
    "tests.decided": Kind(subject="{{ about }} was decided", template="notices/plain.txt", soon=True),
    "tests.alarm": Kind(subject="{{ about }}", template="notices/plain.txt", urgent=True),
}
