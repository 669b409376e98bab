"""All that is kept about somebody as one ZIP: the data, the same as a page to read, and their own files by names they know."""

import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from hometime.lib.text import day_in_words

IN_MEMORY = 4 * 1024 * 1024  # a larger one goes to disk while it is made
LONGEST = 100
# The data has these too; whoever reads knows the school, and has no use for the rest.
ONLY_FOR_US = frozenset(("code", "key", "once", "organisation", "href", "pace", "message", "attempts", "lease"))
TIMES_FOR_US = frozenset(("next at", "handed at", "settled at"))
LAST = "notices"  # the most there is, and the least that is looked for
PRINT = re.compile(r"[0-9a-f]{64}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
DATA, PAGE, FILES = "what-is-kept.json", "what-is-kept.html", "files"


class OwnFile(Protocol):
    """What the part that keeps files tells of one."""

    @property
    def name(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def kept_on(self) -> date: ...
    @property
    def belongs_to(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """One thing that is said of a record."""

    what: str
    says: str


def zipped(told: Mapping[str, Any], files: Sequence[OwnFile], *, at: datetime) -> IO[bytes]:
    """The whole, ready to be read from its beginning. A file that is not on disk any more is said to be missing."""
    made: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed by whoever sends it
    named = list(zip(names_in_zip(files), files, strict=True))
    told = {**told, "files": [{"file": name, "belongs to": file.belongs_to} for name, file in named]}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, DATA, json.dumps(told, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False), at)
        _put(archive, PAGE, page_of(told, [(name, file, file.path.exists()) for name, file in named]), at)
        for name, file in named:
            if file.path.exists():
                with file.path.open("rb") as source, archive.open(_entry(name, at), "w") as target:
                    shutil.copyfileobj(source, target)
    made.seek(0)
    return made


def names_in_zip(files: Sequence[OwnFile]) -> list[str]:
    """In one folder, each with its day and the name people gave it; a second of the same name gets a number."""
    taken: set[str] = set()
    names = []
    for file in files:
        tidy = PurePosixPath(_tidy(file.name))
        start = f"{FILES}/{file.kept_on.isoformat()} {tidy.stem[:LONGEST]}"
        name, number = f"{start}{tidy.suffix}", 1
        while name.casefold() in taken:
            number += 1
            name = f"{start} ({number}){tidy.suffix}"
        taken.add(name.casefold())
        names.append(name)
    return names


def _tidy(name: str) -> str:
    """Letters, numbers and a few marks: nothing that another machine reads as a folder, an option or a hidden file."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w .,()’'&+-]", " ", name)).strip(" .") or "file"


def _put(archive: zipfile.ZipFile, name: str, text: str, at: datetime) -> None:
    archive.writestr(_entry(name, at), text)


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, timezone.localtime(at).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def page_of(told: Mapping[str, Any], files: Sequence[tuple[str, OwnFile, bool]]) -> str:
    """The same as the data, for reading: no numbers of ours, no empty lines, days in words."""
    parts = [
        (
            part.replace("_", " ").capitalize(),
            [(title, [list(lines(row)) for row in rows]) for title, rows in tables.items()],
        )
        for part, tables in sorted(told["kept"].items(), key=lambda kept: kept[0] == LAST)
    ]
    done = [{"at": in_words(each["at"]), "what": act_in_words(each["act"]), "by": each["by"]} for each in told["done"]]
    context = {"told": told, "written": in_words(told["written"]), "parts": parts, "done": done, "files": files}
    return render_to_string("people/personal_copy.html", context)


def lines(row: Mapping[str, Any]) -> Iterator[Line]:
    for name, value in row.items():
        if name not in ONLY_FOR_US | TIMES_FOR_US and (says := in_words(value)):
            yield Line(name.capitalize(), says)


def in_words(value: Any) -> str:
    """For people: nothing of what is empty, a number that only we use, or the print of a text."""
    if value is None or value in ("", [], {}) or isinstance(value, UUID) or PRINT.fullmatch(str(value)):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{day_in_words(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {says}" for key, each in value.items() if (says := in_words(each)))
    if isinstance(value, list | tuple):
        return ", ".join(says for each in value if (says := in_words(each)))
    return str(value)


def act_in_words(act: str) -> str:
    return act.rpartition(".")[2].replace("_", " ").capitalize()
