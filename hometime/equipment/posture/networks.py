"""Addresses: which are the school’s own, and what a browser says it runs on. Knows no database."""

import ipaddress
import re
from collections.abc import Iterable

from hometime.lib.refusal import Refused

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
WIDEST = {4: 16, 6: 32}  # no school has more of the internet to itself than this
CARRIERS = ipaddress.ip_network("100.64.0.0/10")  # shared by all customers of a phone company
# What browsers call the systems they run on; the order matters, as some name two.
BROWSERS = (
    ("chromeos", r"CrOS"),
    ("windows", r"Windows"),
    ("android", r"Android"),
    ("ios", r"iPhone|iPad|iPod"),
    ("macos", r"Macintosh|Mac OS X"),
    ("linux", r"Linux|X11"),
)


def network_of(typed: str) -> str:
    """In its one form; what is no network, or far more than a school, is refused."""
    try:
        network = ipaddress.ip_network("".join(typed.split()), strict=False)
    except ValueError:
        raise Refused(
            f"“{typed[:50]}” is not an address of a network.", "Write it like 203.0.113.8 or 203.0.113.0/29."
        ) from None
    if network.prefixlen < WIDEST[network.version]:
        raise Refused(
            f"{network} covers far more than one school.", "Ask your internet provider which addresses are yours."
        )
    if network.is_loopback or network.is_link_local or network.is_multicast or network.is_unspecified:
        raise Refused(f"{network} is nobody’s network.", "Write the addresses the school uses on the internet.")
    if isinstance(network, ipaddress.IPv4Network) and network.network_address in CARRIERS:
        raise Refused(
            f"{network} is shared by all customers of a provider.", "Ask your provider for an address of your own."
        )
    return str(network)


def is_inside(address: str, networks: Iterable[str]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    known = (ipaddress.ip_network(each) for each in networks)
    return any((mapped or found) in network for network in known)


def platform_of_browser(user_agent: str) -> str:
    """windows, chromeos, …; empty where it does not say."""
    return next((platform for platform, sign in BROWSERS if re.search(sign, user_agent[:1000])), "")


def is_another(platform: str, browser: str) -> bool:
    """Whether a browser cannot be on this device. An iPad calls itself a Mac, and a Chromebook may show as Linux."""
    if not platform or not browser or platform == "other":
        return False
    alike = {("ios", "macos"), ("chromeos", "linux"), ("android", "linux")}
    return platform != browser and (platform, browser) not in alike
