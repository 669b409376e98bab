"""A process of its own that adds acts as fast as it can: `python -m hometime.ledger.tests.appending NAME HOW_MANY`."""

import sys
from datetime import UTC, datetime
from uuid import UUID

from hometime.lib import boot

boot.django()

from django.db import transaction  # noqa: E402  after the settings are read

from hometime.ledger.actions import Reference, record  # noqa: E402

SCHOOL = Reference(UUID(int=1), "Great Wickering Academy")

if __name__ == "__main__":
    for turn in range(int(sys.argv[2])):
        with transaction.atomic():
            record(
                "decisions.receipt_kept",
                organisation=SCHOOL,
                by=Reference(UUID(int=11), sys.argv[1]),
                details={"turn": turn},
                at=datetime.now(UTC),
            )
