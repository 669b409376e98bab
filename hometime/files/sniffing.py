"""What a file is, told by its bytes and never by its name. A file that claims to be two things is refused."""

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from hometime.lib.refusal import Refused
from hometime.lib.text import in_words

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_END = b"IEND\xaeB`\x82"
JPEG_START, JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
PDF_START, PDF_END = b"%PDF-", b"%%EOF"
PDF_TAIL = 1024  # a PDF ends within its last kilobyte

ENDINGS = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg"}
SAME = {"pdf": {".pdf"}, "png": {".png"}, "jpeg": {".jpg", ".jpeg"}}
WORDS = {"pdf": "PDF", "png": "PNG", "jpeg": "JPEG"}
LONGEST_NAME = 100


def kind_of(content: bytes) -> str | None:
    """pdf, png or jpeg; None for anything else, and for one of these with something else before or behind it."""
    if content.startswith(PDF_START):
        return "pdf" if PDF_END in content[-PDF_TAIL:] else None
    if content.startswith(PNG_START):
        return "png" if content.endswith(PNG_END) else None
    if content.startswith(JPEG_START):
        return "jpeg" if content.rstrip(b"\0").endswith(JPEG_END) else None
    return None


def allowed_kind(content: bytes, allowed: tuple[str, ...]) -> str:
    kind = kind_of(content)
    if kind is None or kind not in allowed:
        wanted = in_words([WORDS[each] for each in allowed], last="or")
        raise Refused("Hometime cannot keep this kind of file.", f"Save it as {wanted} and choose it again.")
    return kind


def safe_name(name: str, kind: str) -> str:
    """The name for people: no folders, nothing invisible, and the ending that its bytes deserve."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    seen = "".join(letter for letter in unicodedata.normalize("NFC", last) if is_visible(letter))
    tidy = re.sub(r"\s+", " ", seen).strip(" .")
    stem, ending = (tidy, "") if "." not in tidy else (tidy.rsplit(".", 1)[0], "." + tidy.rsplit(".", 1)[1].lower())
    kept = stem if ending in SAME[kind] else tidy
    return (kept[:LONGEST_NAME].strip(" .") or "file") + ENDINGS[kind]


def is_visible(letter: str) -> bool:
    """Controls, and marks that turn the writing round to hide an ending, are not; nor is what folders are made of."""
    return unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and letter not in '/\\:*?"<>|'
