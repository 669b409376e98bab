"""put_things: the equipment of the pretend schools, who has what, and what they signed for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from hometime.equipment.loans.words import hash_of, words_for
from hometime.equipment.models import (
    Device,
    DeviceLoss,
    HandOver,
    HolderWord,
    Kit,
    KitItem,
    Loan,
    LoanSignature,
)
from hometime.ledger.actions import record
from hometime.people.models import Organisation, Person

from .cast import code_of, members, read

LONG_AGO = 600  # days


@dataclass
class _Rows:
    """All that is to be written, kind by kind: one statement each."""

    kits: list[Kit] = field(default_factory=list)
    items: list[KitItem] = field(default_factory=list)
    losses: list[DeviceLoss] = field(default_factory=list)
    hand_overs: list[HandOver] = field(default_factory=list)
    signatures: list[LoanSignature] = field(default_factory=list)
    loans: list[Loan] = field(default_factory=list)
    words: list[HolderWord] = field(default_factory=list)


def put_things(at: datetime) -> None:
    """Everything in one go, and one act for each organisation that it was loaded."""
    people = Person.objects.in_bulk([code_of(member.slug) for member in members()], field_name="code")
    for slug, told in read("things.yaml").items():
        school = _School(Organisation.objects.get(code=code_of(slug)), told, people, at)
        school.put()
        record("demo.things_loaded", organisation=school.organisation, by=None, at=at)


class _School:
    def __init__(self, organisation: Organisation, told: Mapping[str, Any], people: Mapping[Any, Person], at: datetime):
        self.organisation, self.told, self.people, self.at = organisation, told, people, at
        self.rows = _Rows()

    def put(self) -> None:
        told = {each["label"]: each for each in self.told["things"]}
        made = Device.objects.bulk_create([self._device(each) for each in told.values()])
        devices = {device.asset_code: device for device in made}
        self._kits(devices)
        self._losses(devices, told.values())
        self._loans(devices, told.values())
        for rows in vars(self.rows).values():
            if rows:
                type(rows[0]).objects.bulk_create(rows)

    def _device(self, told: Mapping[str, Any]) -> Device:
        since = self._ago(told.get("age", LONG_AGO))
        said = {name: told[name] for name in ("kind", "platform", "make", "model", "serial", "name") if name in told}
        return Device(
            code=code_of(f"thing:{told['label']}"),
            organisation=self.organisation,
            asset_code=told["label"],
            registered_on=timezone.localdate(since),
            created_at=since,
            created_by=self._lender(),
            **said,
            **(self._retired(told) if "retired" in told else {}),
        )

    def _retired(self, told: Mapping[str, Any]) -> dict[str, Any]:
        by = self._lender()
        at = self._ago(told["retired"])
        return {"retired_at": at, "retired_how": told["how"], "retired_by": by, "retired_with": told["took"]}

    def _kits(self, devices: Mapping[str, Device]) -> None:
        begun_at = self._ago(LONG_AGO)
        for name, labels in self.told.get("kits", {}).items():
            by = {"organisation": self.organisation, "created_at": begun_at, "created_by": self._lender()}
            kit = Kit(code=code_of(f"kit:{self.organisation.slug}:{name}"), name=name, **by)
            self.rows.kits.append(kit)
            for label in labels:
                item = KitItem(kit=kit, device=devices[label], begun_at=begun_at, created_by=self._lender())
                self.rows.items.append(item)

    def _losses(self, devices: Mapping[str, Device], told: Iterable[Mapping[str, Any]]) -> None:
        for each in told:
            if "lost" in each:
                begun_at = self._ago(each["lost"])
                by = {"organisation": self.organisation, "created_at": begun_at, "created_by": self._lender()}
                self.rows.losses.append(
                    DeviceLoss(device=devices[each["label"]], begun_at=begun_at, why=each["why"], **by)
                )

    def _loans(self, devices: Mapping[str, Device], told: Iterable[Mapping[str, Any]]) -> None:
        """What a person was given on one day went over the doorstep together."""
        together: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
        for each in told:
            if "with" in each:
                together.setdefault((each["with"], each["since"]), []).append(each)
        for (slug, since), things in together.items():
            self._hand_over(self.people[code_of(slug)], since, things, devices)

    def _hand_over(
        self, person: Person, since: int, things: list[Mapping[str, Any]], devices: Mapping[str, Device]
    ) -> None:
        lent_at, due_on = self._ago(since), self._in(things[0].get("due"))
        words = words_for(person, [devices[each["label"]] for each in things], due_on, self.organisation, self._today())
        made = HandOver(
            code=code_of(f"hand-over:{things[0]['label']}"),
            organisation=self.organisation,
            person=person,
            words=words,
            words_hash=hash_of(words),
            handed_at=lent_at,
            created_at=lent_at,
            created_by=self._lender(to=person),
        )
        self.rows.hand_overs.append(made)
        self.rows.signatures.append(
            LoanSignature(
                hand_over=made, person=person, how="typed", typed_name=person.name, at_the_door=True, signed_at=lent_at
            )
        )
        for each in things:
            self._loan(devices[each["label"]], made, due_on, each.get("seen"))

    def _loan(self, device: Device, made: HandOver, due_on: date | None, seen: int | None) -> None:
        loan = Loan(
            code=code_of(f"loan:{device.asset_code}"),
            organisation=self.organisation,
            device=device,
            person=made.person,
            hand_over=made,
            lent_at=made.handed_at,
            due_on=due_on,
            created_at=made.created_at,
            created_by=made.created_by,
        )
        self.rows.loans.append(loan)
        if seen is not None:
            said = HolderWord.Says.STILL_HAVE
            self.rows.words.append(HolderWord(loan=loan, says=said, created_at=self._ago(seen), created_by=made.person))

    def _lender(self, to: Person | None = None) -> Person:
        lender = self.people[code_of(self.told["lender"])]
        return self.people[code_of(self.told["other_lender"])] if to == lender else lender

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(days=days)

    def _in(self, days: int | None) -> date | None:
        return None if days is None else self._today() + timedelta(days=days)

    def _today(self) -> date:
        return timezone.localdate(self.at)
