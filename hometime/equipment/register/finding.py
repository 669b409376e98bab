"""A thing found by what is written on it: its asset code, its serial number, or the whole address of its label."""

from urllib.parse import unquote, urlsplit

from django.db.models import F, QuerySet

from hometime.people.viewer import Viewer

from ..models import Device
from ..queries import devices_for
from .codes import normal_code
from .serials import normal_serial


def found_by(typed: str, viewer: Viewer) -> Device | None:
    """The one device meant, of those the viewer may see; a retired one only where nothing else has the number."""
    return found_in(devices_for(viewer), typed)


def found_in(rows: QuerySet[Device], typed: str) -> Device | None:
    """The same of any devices."""
    tail = unquote(urlsplit(typed.strip()).path.rstrip("/").rpartition("/")[2]) if "/" in typed else typed
    code, serial = normal_code(tail), normal_serial(tail)
    device = rows.filter(asset_code=code).first() if code else None
    if device is None and serial:
        device = rows.filter(serial=serial).order_by(F("retired_at").asc(nulls_first=True)).first()
    return device
