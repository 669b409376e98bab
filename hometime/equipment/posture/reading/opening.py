"""The door: bytes in, what was found out; or one plain reason why not. Never more work than a bound allows."""

import io
import json
import zipfile
import zlib
from typing import Any

from hometime.lib.sheets import SAVE_AS, Unreadable, read_sheet, text_of

from .documents import found_in_document
from .found import Found
from .osquery import found_in_log, is_log
from .sheets import OSQUERY, found_in

LARGEST = 10_000_000  # bytes, as handed in and as unpacked
MOST_PARTS = 1_000_000  # lists and objects in JSON: small text may hold very many
MOST_DEVICES = 20_000
NEXT = "Export fewer devices at a time."


def open_file(content: bytes, name: str = "") -> Found:
    """A sheet whose heads do not say enough comes back without devices: a person may say what is what."""
    if len(content) > LARGEST:
        raise Unreadable("The file is larger than 10 MB.", NEXT)
    content = unpacked(content)
    start = content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1]
    if start in (b"{", b"["):
        return _from_json(text_of(content))
    return found_in(read_sheet(content, largest=LARGEST))


def unpacked(content: bytes) -> bytes:
    """Intune hands out its lists inside a zip: the one list in it, and never more of it than may be handed in."""
    if not content.startswith(b"PK\x03\x04"):
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            names = [info for info in box.infolist() if not info.is_dir()]
            if any(info.filename == "[Content_Types].xml" for info in names):
                raise Unreadable("This is a spreadsheet, not a CSV file.", SAVE_AS)
            lists = [info for info in names if info.filename.lower().endswith((".csv", ".json", ".jsonl"))]
            if len(lists) != 1:
                raise Unreadable(
                    "The zip does not hold exactly one list.", "Take the list out of the zip and bring that in."
                )
            with box.open(lists[0]) as inside:  # what the zip says of its size may be a lie: only reading tells
                found = inside.read(LARGEST + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
    ) as problem:
        raise Unreadable(
            "The zip is broken, or locked.", "Take the list out of the zip and bring that in."
        ) from problem
    if len(found) > LARGEST:
        raise Unreadable("The list in the zip is larger than 10 MB.", NEXT)
    return found


def _from_json(text: str) -> Found:
    if text.count("{") + text.count("[") > MOST_PARTS:
        raise Unreadable("The file holds far more than a list of devices.", NEXT)
    text = text.lstrip("\ufeff")
    if is_log(text):
        return _bounded(Found(OSQUERY, found_in_log(text)))
    found = found_in_document(_told(text))
    if found is None:
        raise Unreadable(
            "This is JSON, but not a list of devices that we know.", "We read Intune, Google, Fleet, Jamf and osquery."
        )
    return _bounded(Found(*found))


def _told(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise Unreadable("The file is folded into itself too deeply.", "Export it again.") from None
    except json.JSONDecodeError as problem:
        raise Unreadable(f"Line {problem.lineno}: the JSON breaks off or is not right.", "Export it again.") from None
    except ValueError:  # a number longer than Python reads
        raise Unreadable("There is a number in the file that is far too long.", "Export it again.") from None


def _bounded(found: Found) -> Found:
    if not found.devices:
        raise Unreadable("There is no device in the file.", "Export it again.")
    if len(found.devices) > MOST_DEVICES:
        raise Unreadable(f"The file has more than {MOST_DEVICES:,} devices.", NEXT)
    return found
