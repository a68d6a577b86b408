"""Which addresses may be asked: public ones only; no record or redirect reaches into a private network.

A name is resolved once. If any of its addresses is not public, none of them is used; the connection goes to
the address that was checked, never to the name again, so a second answer of the name server changes nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from typing import TYPE_CHECKING

from briefmeta.errors import ConnectionFailed, RequestRefused, TransportTimeout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefmeta.web.transport.deadline import Deadline

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Not public, whatever the table of the Python version says: this network and carriers' networks (RFC 6890),
# 6to4 relays, the metadata service of a cloud that uses a public address for it; site-local (RFC 3879),
# local-use NAT64 (RFC 8215), Teredo, and IPv4 in disguise (RFC 4291, section 2.5.5.1).
_REFUSED = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "::/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "fec0::/10",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Return whether an address belongs to the public internet, and so does the IPv4 address that it embeds.

    Args:
        address: an IPv4 or IPv6 address.

    Returns:
        False for loopback, private, link-local, shared, reserved, multicast and documentation addresses,
        and for IPv6 addresses that are a way to one (mapped, 6to4, NAT64).

    Example:
        >>> is_public(ipaddress.ip_address("::ffff:169.254.169.254"))
        False
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(ipaddress.IPv4Address(address.packed[-4:]))
        if address.sixtofour is not None and not is_public(address.sixtofour):
            return False
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _REFUSED if network.version == address.version)
    )


def look_up(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a name, in the order it prefers them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(
    host: str,
    port: int,
    url: str,
    *,
    lookup: Callable[[str, int], Sequence[str]],
    allow_private: bool,
    deadline: Deadline,
) -> list[Address]:
    """Resolve a name once and check every address of it.

    Args:
        host: a name or an address.
        port: the port, for the look-up.
        url: what is asked for, for the errors.
        lookup: the function that resolves a name.
        allow_private: do not check.
        deadline: when to give up; the system's look-up knows no limit of its own.

    Returns:
        The addresses, at least one.

    Raises:
        RequestRefused: one of the addresses is not public.
        ConnectionFailed: the name has no address.
        TransportTimeout: the look-up took too long.
    """
    literal = _address(host)
    names = [] if literal else _limited(lookup, host, port, url, deadline)
    addresses = [literal] if literal else [_parsed(each, url) for each in names]
    if not addresses:
        raise ConnectionFailed(url, f"the name {host} has no address")
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise RequestRefused(url, f"{host} leads to {address}, which is not a public address")
    return addresses


def check_literal(host: str, url: str) -> None:
    """Refuse an address, written in a URL, that is not public."""
    literal = _address(host)
    if literal is not None and not is_public(literal):
        raise RequestRefused(url, f"{literal} is not a public address")


def _address(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None


def _parsed(text: str, url: str) -> Address:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        raise RequestRefused(url, f"the look-up answered {text[:60]!r}, which is not an address") from None


def _limited(
    lookup: Callable[[str, int], Sequence[str]], host: str, port: int, url: str, deadline: Deadline
) -> Sequence[str]:
    """Run the look-up in a thread that is left to itself when the time is up: it cannot be interrupted."""
    answer: list[Sequence[str]] = []
    faults: list[Exception] = []

    def run() -> None:
        try:
            answer.append(lookup(host, port))
        except (OSError, UnicodeError) as error:
            faults.append(error)

    thread = threading.Thread(target=run, name="briefmeta-lookup", daemon=True)
    thread.start()
    thread.join(deadline.remaining())
    if answer:
        return answer[0]
    if faults:
        raise ConnectionFailed(url, f"the name {host[:100]} cannot be resolved: {faults[0]}") from faults[0]
    raise TransportTimeout(url, f"looking up {host} took longer than {deadline.seconds:g} s")
