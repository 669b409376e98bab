"""The cast as data: `cast.yaml` read, with the codes that everybody is given. Knows no Django."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

from hometime.lib.data import read_data

NAMESPACE = UUID("6f1d2f0e-6a2c-5d0f-9a57-0f2b8c1e4d3a")


@dataclass(frozen=True)
class Place:
    slug: str
    name: str
    kind: str
    pack: str
    parent: str | None = None


@dataclass(frozen=True)
class Member:
    slug: str
    name: str
    at: str
    job_title: str
    since: date
    line_manager: str | None = None
    roles: dict[str, tuple[str, ...]] = field(default_factory=dict)  # organisation slug → kinds of role

    @property
    def email(self) -> str:
        return f"{self.slug}@{self.at}.example"


def code_of(slug: str) -> UUID:
    """The code of a person or an organisation of the cast: always the same."""
    return uuid5(NAMESPACE, slug)


def read(name: str) -> Any:
    return read_data(files(__package__).joinpath(name))


@cache
def places() -> tuple[Place, ...]:
    """Trust first: a school is made after what it belongs to."""
    return tuple(Place(slug=slug, **told) for slug, told in read("cast.yaml")["organisations"].items())


@cache
def members() -> tuple[Member, ...]:
    return tuple(_member(slug, told) for slug, told in read("cast.yaml")["people"].items())


def slug_of(code: UUID) -> str | None:
    """The slug of one of the cast, or of one of their schools; None for anybody else."""
    slugs = [member.slug for member in members()] + [place.slug for place in places()]
    return next((slug for slug in slugs if code_of(slug) == code), None)


def _member(slug: str, told: dict[str, Any]) -> Member:
    post = told["post"]
    roles = {post["at"]: tuple(told["roles"])} | {at: tuple(kinds) for at, kinds in told.get("roles_at", {}).items()}
    return Member(
        slug=slug,
        name=told["name"],
        at=post["at"],
        job_title=post["job_title"],
        since=post["since"],
        line_manager=post.get("line_manager"),
        roles=roles,
    )
