"""Lists of devices as sheets: which column holds what, by heads in several languages and never by where they stand."""

import datetime as dt
from collections.abc import Mapping

from hometime.lib.sheets import Line, Sheet

from . import cells
from .found import DeviceSeen, Found
from .saying import device_from

INTUNE, GOOGLE, FLEET, JAMF, OSQUERY, OTHER = "intune", "google", "fleet", "jamf", "osquery", "other"
# Field → its words for people, and the heads it is known by (letters and digits alone, small, without accents).
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "serial": (
        "Serial number",
        ("serialnumber", "serial", "serialno", "hardwareserial", "seriennummer", "numerodeserie", "rhifcyfresol"),
    ),
    "seen_at": (
        "When the device manager last saw it",
        (
            "lastcheckin", "lastsyncdatetime", "lastsync", "lastpolicysync", "lastpolicysynctime", "mostrecentsync", "lastreporteddatetime",
            "lastcontact", "lastcontacttime", "lastseen", "seentime", "lastreportdate", "letztercheckin", "letztescheckin",
            "letzteseinchecken", "letzteanmeldung", "letztesynchronisierung", "derniercheckin", "dernierarchivage",
            "derniereconnexion", "dernierenregistrement", "dernieresynchronisation", "gwiriadmewndiwethaf", "cofrestrudiwethaf",
            "mewngofnodidiwethaf", "cysoniaddiwethaf", "cysylltiaddiwethaf", "gwelwydddiwethaf", "gweldddiwethaf",
        ),
    ),
    "encrypted": (
        "Encrypted (yes or no)",
        ("encrypted", "isencrypted", "encryption", "diskencryptionenabled", "verschlusselt", "verschlusselung", "chiffre",
         "chiffrement", "crypte", "wediiamgryptio", "amgryptio", "wediamgryptio"),
    ),
    "malware_on": (
        "Virus protection is on",
        ("malwareprotectionenabled", "schutzvorschadsoftwareaktiviert", "protectioncontrelesprogrammesmalveillantsactivee"),
    ),
    "real_time_on": (
        "Virus protection looks at everything at once",
        ("realtimeprotectionenabled", "echtzeitschutzaktiviert", "protectionentempsreelactivee"),
    ),
    "signatures_old": (
        "Virus signatures are too old",
        ("signatureupdateoverdue", "signatureaktualisierunguberfallig", "miseajourdesignatureenretard"),
    ),
    "updates_until": (
        "Gets updates until",
        ("autoupdatethrough", "autoupdateexpirationdate", "autoupdateexpiration", "ablaufderautomatischenupdates"),
    ),
    "version_fits": ("Its system is as it should be (compliant)", ("osversioncompliance",)),
    "name": (
        "Name of the device",
        ("devicename", "computername", "hostname", "displayname", "name", "geratename", "nomdelappareil", "enwrddyfais", "enwddyfais"),
    ),
    "external": (
        "Number in the device manager",
        ("deviceid", "gerateid", "iddelappareil", "idappareil", "idyddyfais", "udid", "hostuuid"),
    ),
    "asset_code": ("Number on the label", ("annotatedassetid", "assetid", "assettag", "assetcode", "inventarnummer")),
    "user": (
        "Who uses it",
        ("primaryuserupn", "primaryuseremailaddress", "userprincipalname", "annotateduser", "mostrecentuser", "user", "upn",
         "useremail", "primarerbenutzerupn", "utilisateurprincipal", "upndelutilisateurprincipal"),
    ),
    "make": ("Make", ("manufacturer", "make", "hardwarevendor", "hersteller", "fabricant", "gwneuthurwr")),
    "model": ("Model", ("model", "hardwaremodel", "modell", "modele")),
    "platform": (
        "System (Windows, macOS …)",
        ("os", "operatingsystem", "platform", "betriebssystem", "systemedexploitation", "systemgweithredu"),
    ),
    "owner": ("Whose it is", ("ownership", "manageddeviceownertype", "besitz", "besitzer", "propriete", "perchnogaeth")),
    "status": ("State in the device manager", ("devicestate", "status", "geratestatus", "etatdelappareil")),
    "boot_mode": ("Boot mode", ("bootmode", "startmodus")),
    "address": ("Internet address it came from", ("publicip", "wanipaddress", "lastipaddress")),
}  # fmt: skip
FACTS = ("encrypted", "malware_on", "real_time_on", "signatures_old", "updates_until", "version_fits")
GOOGLE_HEADS = {
    "annotateduser",
    "annotatedassetid",
    "orgunitpath",
    "organizationalunitpath",
    "bootmode",
    "platformversion",
    "autoupdateexpiration",
}
INTUNE_HEADS = {
    "managementname", "microsoftentradeviceid", "azureaddeviceid", "entradeviceid", "skufamily", "jointype", "easactivated",
    "signatureupdateoverdue", "realtimeprotectionenabled", "encrypted", "verschlusselt", "chiffre", "wediiamgryptio",
}  # fmt: skip
ZONES: Mapping[str, dt.tzinfo] = {INTUNE: dt.UTC}  # what a source writes without a zone; others mean the school’s clock


def found_in(sheet: Sheet, columns: Mapping[str, int] | None = None, source: str = "") -> Found:
    """By its heads, or by what a person says of them."""
    known = dict(columns) if columns is not None else guess_columns(sheet)
    source = source or guess_source(sheet)
    if not is_enough(known):
        return Found(source, (), sheet, known)
    month_first = cells.is_month_first(line.cells[known["seen_at"]] for line in sheet.lines)
    devices = tuple(_device(line, known, source, month_first) for line in sheet.lines)
    return Found(source, devices, sheet, known)


def guess_columns(sheet: Sheet) -> dict[str, int]:
    heads = [cells.plain(head) for head in sheet.heads]
    found = {field: _column(heads, names) for field, (_, names) in FIELDS.items()}
    return {field: column for field, column in found.items() if column is not None}


def guess_source(sheet: Sheet) -> str:
    heads = {cells.plain(head) for head in sheet.heads}
    if heads & GOOGLE_HEADS:
        return GOOGLE
    return INTUNE if heads & INTUNE_HEADS else OTHER


def is_enough(columns: Mapping[str, int]) -> bool:
    """Which device, and when it was seen: without the time of the source nothing is an observation."""
    return "seen_at" in columns and bool({"serial", "external"} & columns.keys())


def missing(columns: Mapping[str, int]) -> str:
    """What the heads do not say, for the refusal."""
    lacking = []
    if not {"serial", "external"} & columns.keys():
        lacking.append("the serial number, or the number in the device manager")
    if "seen_at" not in columns:
        lacking.append("when each device was last seen")
    return " and ".join(lacking)


def _column(heads: list[str], names: tuple[str, ...]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _device(line: Line, columns: Mapping[str, int], source: str, month_first: bool) -> DeviceSeen:
    said = {field: line.cells[column] for field, column in columns.items()}
    if source == GOOGLE:
        said.setdefault("platform", "chromeos")
    device = device_from(said, line.number, zone=ZONES.get(source, cells.SCHOOL_TIME), month_first=month_first)
    if line.problem:
        return DeviceSeen(line.number, name=device.name, serial=device.serial, problem=line.problem)
    return device
