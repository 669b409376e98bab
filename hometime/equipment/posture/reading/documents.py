"""What device managers give as JSON: Microsoft Graph, Google’s directory, Fleet (hosts and its webhook) and Jamf."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from . import cells
from .found import DeviceSeen, Seen
from .saying import ANTIVIRUS, ENCRYPTION, device_from
from .sheets import FLEET, GOOGLE, INTUNE, JAMF

LOCK_ASKS, PASSWORD = "device.lock_asks_sign_in", "device.password"
GRAPH = {
    "serial": "serialNumber", "name": "deviceName", "external": "id", "seen_at": "lastSyncDateTime", "encrypted": "isEncrypted",
    "user": "userPrincipalName", "make": "manufacturer", "model": "model", "platform": "operatingSystem",
    "owner": "managedDeviceOwnerType", "status": "managementState",
}  # fmt: skip
DIRECTORY = {
    "serial": "serialNumber", "external": "deviceId", "asset_code": "annotatedAssetId", "user": "annotatedUser",
    "status": "status", "model": "model", "boot_mode": "bootMode", "seen_at": "lastSync", "version_fits": "osVersionCompliance",
    "updates_until": "autoUpdateThrough",
}  # fmt: skip
HOST = {
    "serial": "hardware_serial", "external": "id", "name": "display_name", "seen_at": "seen_time", "make": "hardware_vendor",
    "model": "hardware_model", "platform": "platform", "address": "public_ip",
}  # fmt: skip
# What a query of a Fleet policy reads, and what its answer then means.
POLICIES: tuple[tuple[tuple[str, ...], str, Any, Any], ...] = (
    (("bitlocker_info", "disk_encryption"), ENCRYPTION, "whole", "none"),
    (("windows_security_products", "windows_security_center"), ANTIVIRUS, "up_to_date", "none"),
    (("screenlock",), LOCK_ASKS, True, False),
)
FILEVAULT = {
    "ALL_ENCRYPTED": "whole", "ENCRYPTED": "whole", "BOOT_ENCRYPTED": "none", "SOME_ENCRYPTED": "none", "NOT_ENCRYPTED": "none",
    "UNENCRYPTED": "none", "DECRYPTED": "none", "DECRYPTING": "none", "ENCRYPTING": "none", "NOT_APPLICABLE": "cannot_be",
    "INELIGIBLE": "cannot_be",
}  # fmt: skip

Item = Mapping[str, Any]


def found_in_document(told: object) -> tuple[str, tuple[DeviceSeen, ...]] | None:
    """The source and its devices; None for a document that is none of these."""
    if isinstance(told, list):  # a program that joins the pages of an answer may leave out what is round them
        told = {_key_of(told): told}
    if not isinstance(told, dict):
        return None
    if isinstance(told.get("policy"), dict) and isinstance(told.get("hosts"), list):
        return FLEET, _each(told["hosts"], lambda item, number: _failing(item, number, told))
    for key, source, read in READERS:
        if isinstance(told.get(key), list):
            return source, _each(told[key], read)
    return None


def _key_of(items: list[Any]) -> str:
    first = items[0] if items and isinstance(items[0], dict) else {}
    signs = {
        "isEncrypted": "value",
        "annotatedUser": "chromeosdevices",
        "hardware_serial": "hosts",
        "diskEncryption": "results",
    }
    return next((key for sign, key in signs.items() if sign in first), "")


def _each(items: list[Any], read: Callable[[Item, int], DeviceSeen]) -> tuple[DeviceSeen, ...]:
    found = []
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            found.append(read(item, number))
        else:
            found.append(DeviceSeen(number, problem="This is not a device."))
    return tuple(found)


def _fields(item: Item, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        ours: item[theirs]
        for ours, theirs in names.items()
        if isinstance(item.get(theirs), str | bool | int | None) and theirs in item
    }


def _graph(item: Item, number: int) -> DeviceSeen:
    return device_from(_fields(item, GRAPH), number, zone=dt.UTC)


def _directory(item: Item, number: int) -> DeviceSeen:
    said = _fields(item, DIRECTORY) | {"platform": "chromeos"}
    networks = item.get("lastKnownNetwork")
    first = networks[0] if isinstance(networks, list) and networks and isinstance(networks[0], dict) else {}
    return device_from(said | {"address": first.get("wanIpAddress")}, number, zone=dt.UTC)


def _host(item: Item, number: int) -> DeviceSeen:
    device = device_from(_fields(item, HOST), number, zone=dt.UTC)
    if device.problem:
        return device
    facts: list[Seen] = []
    try:
        if "disk_encryption_enabled" in item and (at := _moment(item, "detail_updated_at")):
            encrypted = item["disk_encryption_enabled"]
            facts.append(Seen(ENCRYPTION, {True: "whole", False: "none"}.get(cells.truth(encrypted)), at))  # type: ignore[arg-type]
        facts += _policies(item)
    except ValueError as problem:
        return replace(device, facts=(), problem=str(problem))
    return replace(device, facts=device.facts + worst(facts))


def _policies(item: Item) -> list[Seen]:
    told, at = item.get("policies"), _moment(item, "policy_updated_at")
    if not isinstance(told, list) or at is None:
        return []
    found = []
    for policy in told:
        meant = _meant(policy) if isinstance(policy, dict) else None
        if meant:
            fact, passed, failed = meant
            found.append(Seen(fact, {"pass": passed, "fail": failed}.get(cells.words(policy.get("response"))), at))
    return found


def _meant(policy: Item) -> tuple[str, Any, Any] | None:
    query = str(policy.get("query"))[:5000].casefold()
    return next(
        ((fact, passed, failed) for signs, fact, passed, failed in POLICIES if any(sign in query for sign in signs)),
        None,
    )


def _failing(item: Item, number: int, told: Item) -> DeviceSeen:
    """The webhook names hosts that fail one policy, and knows them by its own number and name alone."""
    said = _fields(item, {"external": "id", "name": "display_name"}) | {"seen_at": told.get("timestamp")}
    device, meant = device_from(said, number, zone=dt.UTC), _meant(told["policy"])
    if device.problem:
        return device
    if meant is None:
        name = cells.words(told["policy"].get("name"))
        return replace(device, facts=(), problem=f"We do not know what the check “{name}” means for the policy.")
    fact, _, failed = meant
    return replace(device, facts=(Seen(fact, failed, device.facts[0].seen_at),))


def worst(facts: list[Seen]) -> tuple[Seen, ...]:
    """Where two checks of one tool differ, the one that does not pass."""
    bad = ("none", "cannot_be", False)
    kept: dict[str, Seen] = {}
    for seen in facts:
        before = kept.get(seen.fact)
        if before is None or (seen.value in bad and before.value not in bad) or before.value is None:
            kept[seen.fact] = seen
    return tuple(kept.values())


def _jamf(item: Item, number: int) -> DeviceSeen:
    general, hardware, system = (_part(item, name) for name in ("general", "hardware", "operatingSystem"))
    said = {
        "serial": hardware.get("serialNumber"), "make": hardware.get("make"), "model": hardware.get("model"),
        "external": item.get("udid"), "name": general.get("name"), "asset_code": general.get("assetTag"),
        "platform": general.get("platform"), "seen_at": general.get("lastContactTime") or general.get("reportDate"),
        "address": general.get("lastIpAddress"), "user": _part(item, "userAndLocation").get("email"),
    }  # fmt: skip
    device = device_from({name: value for name, value in said.items() if value}, number, zone=dt.UTC)
    if device.problem:
        return device
    try:
        at = _moment(general, "reportDate") or device.facts[0].seen_at
    except ValueError as problem:
        return replace(device, facts=(), problem=str(problem))
    boot = _part(_part(item, "diskEncryption"), "bootPartitionEncryptionDetails")
    told = cells.words(system.get("fileVault2Status")), cells.words(boot.get("partitionFileVault2State"))
    facts = [Seen(ENCRYPTION, FILEVAULT.get(word), at) for word in told if word]
    if _part(item, "security").get("autoLoginDisabled") is False:
        facts.append(Seen(PASSWORD, "none", at))  # it opens by itself
    return replace(device, facts=device.facts + worst(facts))


def _part(item: Item, name: str) -> Item:
    part = item.get(name)
    return part if isinstance(part, dict) else {}


def _moment(item: Item, name: str) -> dt.datetime | None:
    return cells.moment_of(item.get(name), zone=dt.UTC)


READERS: tuple[tuple[str, str, Callable[[Item, int], DeviceSeen]], ...] = (
    ("chromeosdevices", GOOGLE, _directory),
    ("hosts", FLEET, _host),
    ("results", JAMF, _jamf),
    ("value", INTUNE, _graph),
)
