"""What the ledger says of an act that was done once."""

import json

from hometime.ledger.models import Entry


def details_of(act):
    return json.loads(Entry.objects.get(act=f"equipment.{act}").payload.text)["details"]
