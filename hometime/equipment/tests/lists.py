"""Lists of the cast’s devices as device managers write them, each with the usual traps; those of CSV stand in `seen/`."""

import json
from pathlib import Path

INTUNE, DEFENDER, GAM, CONSOLE, GERMAN, FRENCH, WELSH, UNKNOWN = (
    Path(__file__).with_name("seen").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    for name in ("intune", "defender", "gam", "console", "german", "french", "welsh", "unknown")
)


def graph(*devices):
    return json.dumps({"@odata.context": "x", "value": list(devices)})


GRAPH_DEVICE = {
    "id": "9948e6bf-6f1d-50bf-808a-d5cf76872fb3", "deviceName": "GWA-LT-0042", "managedDeviceOwnerType": "company",
    "lastSyncDateTime": "2026-10-30T08:14:02Z", "operatingSystem": "Windows", "isEncrypted": True, "model": "Latitude 3440",
    "userPrincipalName": "tess@great-wickering.example", "manufacturer": "Dell Inc.", "serialNumber": "ZZ7XK2Q54",
}  # fmt: skip
GRAPH = graph(GRAPH_DEVICE)
CHROMEBOOK = {
    "deviceId": "zz000001", "annotatedAssetId": "GWA-CB-0311", "annotatedUser": "tess@great-wickering.example",
    "serialNumber": "ZZ5CD1120K", "status": "ACTIVE", "model": "HP Chromebook 11A", "bootMode": "Verified",
    "lastSync": "2026-10-30T15:42:10.311Z", "autoUpdateThrough": "2030-06-01", "osVersionCompliance": "compliant",
    "lastKnownNetwork": [{"ipAddress": "192.0.2.55", "wanIpAddress": "203.0.113.7"}],
}  # fmt: skip
GOOGLE = json.dumps({"kind": "admin#directory#chromeosdevices", "chromeosdevices": [CHROMEBOOK]})


def policy(name, query, response):
    return {"id": 1, "name": name, "query": query, "response": response}


BITLOCKER = "SELECT 1 FROM bitlocker_info WHERE drive_letter='C:' AND protection_status=1;"
DEFENDING = "SELECT 1 FROM windows_security_center wsc CROSS JOIN windows_security_products wsp WHERE antivirus='Good';"
HOST = {
    "id": 12, "hostname": "gwa-lt-0043", "display_name": "GWA-LT-0043", "platform": "windows", "hardware_serial": "ZZCG3190XK",
    "hardware_vendor": "HP", "hardware_model": "ProBook", "seen_time": "2026-10-29T17:42:10Z",
    "detail_updated_at": "2026-10-29T17:00:00Z", "policy_updated_at": "2026-10-29T16:00:00Z", "public_ip": "203.0.113.7",
    "primary_ip": "192.0.2.32", "disk_encryption_enabled": False,
    "policies": [policy("Windows disk encrypted", BITLOCKER, "fail"), policy("Antivirus healthy", DEFENDING, "pass")],
}  # fmt: skip
NEW_HOST = HOST | {"id": 14, "hardware_serial": "ZZNEWHOST1", "disk_encryption_enabled": None} | {
    "policies": [policy("Windows disk encrypted", BITLOCKER, "")], "display_name": "GWA-LT-0099"
}  # fmt: skip
FLEET = json.dumps({"hosts": [HOST, NEW_HOST]})
WEBHOOK = json.dumps(
    {
        "timestamp": "2026-10-30T09:05:00.000000000Z",
        "policy": {"id": 1, "name": "Windows disk encrypted", "query": BITLOCKER},
        "hosts": [
            {
                "id": 12,
                "hostname": "gwa-lt-0043",
                "display_name": "GWA-LT-0043",
                "url": "https://fleet.example/hosts/12",
            }
        ],
    }
)
JAMF = json.dumps(
    {
        "totalCount": 1,
        "results": [
            {
                "id": "7", "udid": "10662B12-94FA-51FB-858E-A16AF05364AC",
                "general": {"name": "GWA-MB-0007", "lastIpAddress": "203.0.113.7", "platform": "Mac", "assetTag": "GWA-MB-0007",
                            "reportDate": "2026-10-30T06:58:30Z", "lastContactTime": "2026-10-30T06:58:31Z"},
                "diskEncryption": {"bootPartitionEncryptionDetails": {"partitionFileVault2State": "ENCRYPTED"}},
                "userAndLocation": {"email": "safia@great-wickering.example"},
                "hardware": {"make": "Apple", "model": "MacBook Air", "serialNumber": "ZZC02JX7Q6"},
                "operatingSystem": {"name": "macOS", "version": "26.1", "fileVault2Status": "ALL_ENCRYPTED"},
                "security": {"autoLoginDisabled": False},
            }
        ],
    }
)  # fmt: skip


def log_line(query, rows, serial="ZZ7XK2Q54", host="GWA-LT-0042", at=1793348042, **more):
    told = {"snapshot": rows, "action": "snapshot", "name": f"pack_{query}", "hostIdentifier": host, "unixTime": at}
    return json.dumps(told | {"decorations": {"host_uuid": f"UUID-{host}", "hardware_serial": serial}} | more)


TIMEOUT = {"key": "HKLM", "path": "HKLM\\System", "name": "InactivityTimeoutSecs", "data": "900", "mtime": "1"}
OSQUERY = "\n".join(
    [
        log_line("bitlocker", [{"drive_letter": "C:", "protection_status": "1"}]),
        log_line("products", [{"type": "Antivirus", "state": "On", "signatures_up_to_date": "1"}]),
        log_line("timeout", [TIMEOUT]),
        log_line("bitlocker", [{"drive_letter": "C:", "protection_status": 1}, {"drive_letter": "E:", "protection_status": 0}],
                 "ZZCG3190XK", "GWA-LT-0043"),
        log_line("products", [{"type": "Antivirus", "state": "Expired", "signatures_up_to_date": 0}], "ZZCG3190XK", "GWA-LT-0043"),
        log_line("inactivity_timeout", [], "ZZCG3190XK", "GWA-LT-0043"),
        log_line("screenlock", [{"enabled": "1", "grace_period": "5"}], "ZZC02JX7Q6", "GWA-MB-0007"),
        json.dumps({"columns": {"model": "Flash Drive"}, "action": "added", "name": "usb", "hostIdentifier": "GWA-LT-0043",
                    "unixTime": 1793348042, "decorations": {"host_uuid": "UUID-GWA-LT-0043"}}),
        json.dumps({"columns": {"model": "Flash Drive"}, "action": "removed", "name": "usb", "hostIdentifier": "GWA-LT-0043",
                    "unixTime": 1793348052, "decorations": {"host_uuid": "UUID-GWA-LT-0043"}}),
    ]
)  # fmt: skip
ALL = {
    "intune": INTUNE, "defender": DEFENDER, "gam": GAM, "console": CONSOLE, "graph": GRAPH, "google": GOOGLE, "fleet": FLEET,
    "webhook": WEBHOOK, "jamf": JAMF, "osquery": OSQUERY, "german": GERMAN, "french": FRENCH, "welsh": WELSH,
}  # fmt: skip
