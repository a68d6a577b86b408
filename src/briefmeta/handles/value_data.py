"""The data of a handle value, typed: what each format of the REST interface carries.

The formats are those of the Handle.Net manual, version 9 (chapter 14): string, base64, hex, admin, vlist,
site and key. What does not have the shape of its format is kept as it came, as ``OtherData``, so that
nothing of a record is lost.
"""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# The bits of HS_ADMIN permissions, the last character of the written form first (RFC 3651, section 3.2.1).
ADMIN_RIGHTS = (
    "create handle",
    "delete handle",
    "create derived prefix",
    "delete derived prefix",
    "modify value",
    "remove value",
    "add value",
    "read value",
    "modify admin",
    "remove admin",
    "add admin",
    "list handles",
)


@attrs.frozen(kw_only=True)
class HandleReference:
    """A handle and the index of one of its values.

    Attributes:
        handle: the handle as the record writes it.
        index: the index; 0 means any value.
    """

    handle: str
    index: int


@attrs.frozen(kw_only=True)
class AdminData:
    """Who may change the record: an HS_ADMIN value (RFC 3651, section 3.2.1).

    Attributes:
        admin: the administrator.
        permissions: twelve binary digits, as written.
    """

    admin: HandleReference
    permissions: str

    @property
    def rights(self) -> tuple[str, ...]:
        """What the administrator may do, in words.

        >>> AdminData(admin=HandleReference(handle="0.NA/1", index=200), permissions="000000000011").rights
        ('create handle', 'delete handle')
        """
        digits = reversed(self.permissions)
        return tuple(right for right, digit in zip(ADMIN_RIGHTS, digits, strict=False) if digit == "1")


@attrs.frozen(kw_only=True)
class SiteInterface:
    """A port that a handle server listens on."""

    protocol: str
    port: int
    query: bool
    admin: bool


@attrs.frozen(kw_only=True)
class SiteServer:
    """A server of a handle service; ``public_key`` as ``KeyData``, bytes or None."""

    id: int
    address: str
    interfaces: tuple[SiteInterface, ...]
    public_key: KeyData | bytes | OtherData | None = None


@attrs.frozen(kw_only=True)
class SiteData:
    """Where a handle service lives: an HS_SITE value (RFC 3651, section 3.2.2).

    Attributes:
        version: the version of the value's form.
        serial_number: which edition of the site's description this is.
        primary: whether changes are made here.
        servers: its servers.
        attributes: name and value of what else is said about it, such as ``desc``.
        fields: the value as it came.
    """

    version: int
    serial_number: int
    primary: bool
    servers: tuple[SiteServer, ...]
    attributes: tuple[tuple[str, str], ...]
    fields: Mapping[str, Any]


@attrs.frozen(kw_only=True)
class KeyData:
    """A public key, as a JSON Web Key (RFC 7517).

    Attributes:
        kind: its ``kty``, such as ``RSA``.
        fields: every member.
    """

    kind: str
    fields: Mapping[str, Any]


@attrs.frozen(kw_only=True)
class OtherData:
    """Data of an unknown format, or not in the shape of its format, as it came.

    Attributes:
        format: what the record calls it, or None.
        value: the JSON value.
    """

    format: str | None
    value: Any


Data = str | bytes | AdminData | tuple[HandleReference, ...] | SiteData | KeyData | OtherData


def read_data(data: object) -> tuple[str | None, Data]:
    r"""Read the ``data`` member of a value.

    Args:
        data: ``{"format": …, "value": …}``, or a bare string as some written records have it.

    Returns:
        The format (None for a bare string) and the typed data.

    Example:
        >>> read_data({"format": "base64", "value": "AAEC"})
        ('base64', b'\x00\x01\x02')
    """
    if isinstance(data, str):
        return None, data
    if not isinstance(data, dict) or "value" not in data:
        return None, OtherData(format=None, value=data)
    kind, value = data.get("format"), data["value"]
    if not isinstance(kind, str):
        return None, value if isinstance(value, str) and kind is None else OtherData(format=None, value=data)
    reader = _READERS.get(kind.lower())
    # a record is what its administrator wrote: a value of the wrong shape is kept as it came and costs no other
    try:
        return kind, OtherData(format=kind, value=value) if reader is None else reader(value)
    except (TypeError, ValueError, KeyError, AttributeError):
        return kind, OtherData(format=kind, value=value)


def write_data(form: str | None, data: Data) -> Any:
    """Write typed data as the ``data`` member of a value, as ``read_data`` reads it.

    Args:
        form: the format, or None for a bare string.
        data: the typed data.

    Example:
        >>> write_data("base64", b"ab")
        {'format': 'base64', 'value': 'YWI='}
    """
    value = _plain(form, data)
    return value if form is None else {"format": form, "value": value}


def write_reference(reference: HandleReference) -> dict[str, Any]:
    """Write a reference as JSON has it."""
    return {"handle": reference.handle, "index": reference.index}


def _plain(form: str | None, data: Data) -> Any:
    if isinstance(data, bytes):
        return (
            data.hex()
            if form is not None and form.lower() == "hex"
            else binascii.b2a_base64(data, newline=False).decode()
        )
    if isinstance(data, AdminData):
        return {**write_reference(data.admin), "permissions": data.permissions}
    if isinstance(data, tuple):
        return [write_reference(each) for each in data]
    if isinstance(data, SiteData | KeyData):
        return dict(data.fields)
    return data.value if isinstance(data, OtherData) else data


def _typed(value: Any, kind: type) -> Any:
    """Return ``value`` if it is of that JSON type; true and false are no numbers."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(kind.__name__)
    return value


def _string(value: Any) -> str:
    text: str = _typed(value, str)
    return text


def _base64(value: Any) -> bytes:
    # strict, because the lenient decoder drops what is no base64 in silence
    return binascii.a2b_base64(_typed(value, str).encode("ascii"), strict_mode=True)


def _hex(value: Any) -> bytes:
    return bytes.fromhex(_typed(value, str))


def read_reference(value: Any) -> HandleReference:
    """Read ``{"handle": …, "index": …}``; else ``TypeError``, ``ValueError`` or ``KeyError``."""
    index = value["index"]
    return HandleReference(
        handle=_typed(value["handle"], str),
        # pyhandle and others write the index as text
        index=int(index) if isinstance(index, str) else _typed(index, int),
    )


def _admin(value: Any) -> AdminData:
    return AdminData(admin=read_reference(value), permissions=_typed(value["permissions"], str))


def _vlist(value: Any) -> tuple[HandleReference, ...]:
    return tuple(read_reference(each) for each in _typed(value, list))


def _key(value: Any) -> KeyData | bytes:
    if isinstance(value, str):  # servers before version 9 answer with the key as bytes
        return _base64(value)
    return KeyData(kind=_typed(value["kty"], str), fields=value)


def _site(value: Any) -> SiteData:
    return SiteData(
        version=_typed(value.get("version", 1), int),
        serial_number=_typed(value.get("serialNumber", 0), int),
        primary=bool(value.get("primarySite", False)),
        servers=tuple(_server(each) for each in value["servers"]),
        attributes=tuple(
            (_typed(a["name"], str), _typed(a["value"], str)) for a in value.get("attributes", ())
        ),
        fields=_typed(value, dict),
    )


def _server(value: Any) -> SiteServer:
    key = value.get("publicKey")
    return SiteServer(
        id=_typed(value["serverId"], int),
        address=_typed(value["address"], str),
        interfaces=tuple(
            SiteInterface(
                protocol=_typed(each["protocol"], str),
                port=_typed(each["port"], int),
                query=bool(each.get("query", False)),
                admin=bool(each.get("admin", False)),
            )
            for each in value.get("interfaces", ())
        ),
        public_key=None if key is None else _server_key(key),
    )


def _server_key(value: Any) -> KeyData | bytes | OtherData:
    kind, data = read_data(value)
    return data if isinstance(data, KeyData | bytes) else OtherData(format=kind, value=value)


_READERS: Mapping[str, Callable[[Any], Data]] = {
    "string": _string,
    "base64": _base64,
    "hex": _hex,
    "admin": _admin,
    "vlist": _vlist,
    "site": _site,
    "key": _key,
}
