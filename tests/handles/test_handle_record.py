"""HandleRecord: what a proxy answers, understood; and what is not an answer, never taken for one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmeta.errors import HandleSyntaxError
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import HandleRecord, Outcome
from briefmeta.handles.value_data import AdminData, HandleReference, KeyData, OtherData, SiteData

if TYPE_CHECKING:
    from pathlib import Path

NAME = "20.500.12592/b2rbv89"
HANDLE = Handle(NAME)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def answer(code: object = 1, **members: object) -> str:
    return json.dumps({"responseCode": code, "handle": NAME, **members})


def record(*values: object) -> HandleRecord:
    return HandleRecord.from_json(answer(values=list(values)), HANDLE)


def value(data: object, kind: str = "URL", index: object = 1, **members: object) -> dict[str, object]:
    return {"index": index, "type": kind, "data": data, "ttl": 86400, **members}


def string(text: str, kind: str = "URL", index: int = 1) -> dict[str, object]:
    return value({"format": "string", "value": text}, kind, index)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (answer(values=[value("https://example.org/")]), "exists"),
        (answer(values=[]), "empty"),
        (answer(200, values=[]), "empty"),
        (answer(200), "empty"),
        (answer(100), "absent"),
        ('{"responseCode":100}', "unknown"),  # absent needs the name of the handle
        ('{"responseCode":100,"handle":"20.500.12592/other"}', "unknown"),
        ('{"responseCode":1,"handle":"20.500.12592/other","values":[]}', "unknown"),
        ('{"responseCode":100,"handle":null}', "unknown"),
        ('{"responseCode":100,"handle":["20.500.12592/b2rbv89"]}', "unknown"),
        (answer(100, values=[value("x")]), "unknown"),
        (answer("100"), "unknown"),
        (answer(True, values=[]), "unknown"),
        (answer(100.0), "unknown"),
        (answer(None), "unknown"),
        (answer(1), "unknown"),
        (answer(1, values={}), "unknown"),
        (answer(301, message="That prefix doesn't live here"), "unknown"),
        (answer(402), "unknown"),
        (answer(2, message="java.lang.Error\n\x1b[31m"), "unknown"),
        (answer(99999), "unknown"),
        ('{"responseCode":102,"message":"Empty handle invalid"}', "unknown"),
        ("{}", "unknown"),
        ("[]", "unknown"),
        ("null", "unknown"),
        ("100", "unknown"),
        ('"absent"', "unknown"),
        ("", "unknown"),
        (" ", "unknown"),
        ("<html><title>Not Found</title></html>", "unknown"),
        (answer(100)[:-1], "unknown"),
        ("[" * 100_000, "unknown"),
        ('{"a":' * 100_000, "unknown"),
        ('{"responseCode":' + "1" * 10_000 + "}", "unknown"),
        (answer(100).encode("utf-16"), "absent"),
        (b"\xff\xfe\xfd", "unknown"),
        ('{"responseCode":100,"handle":"é"}'.encode("latin-1"), "unknown"),
        (b"\xef\xbb\xbf" + answer(100).encode(), "absent"),
    ],
)
def test_the_outcome_is_what_the_server_said_and_else_unknown(body: str | bytes, outcome: str) -> None:
    found = HandleRecord.from_json(body, HANDLE)
    assert found.outcome == outcome
    assert (found.reason is not None) == (outcome == "unknown")
    assert found.reason is None or found.reason.isprintable()
    assert found.handle == HANDLE


def test_a_record_names_its_handle() -> None:
    assert HandleRecord.from_json(answer(100)).handle == HANDLE
    with pytest.raises(HandleSyntaxError):
        HandleRecord.from_json('{"responseCode":1}')


@pytest.mark.parametrize(
    ("data", "typed"),
    [
        (
            {"format": "string", "value": "Rapport sur l’énergie — 能源报告"},
            "Rapport sur l’énergie — 能源报告",
        ),
        ({"format": "STRING", "value": ""}, ""),
        ({"value": "no format"}, "no format"),
        ("a bare string", "a bare string"),
        ({"format": "base64", "value": "AAECA//+gIE="}, b"\x00\x01\x02\x03\xff\xfe\x80\x81"),
        ({"format": "hex", "value": "00FFfe"}, b"\x00\xff\xfe"),
        (
            {
                "format": "vlist",
                "value": [{"handle": "TEST/ADMIN", "index": 300}, {"handle": "0.NA/1", "index": "1"}],
            },
            (HandleReference(handle="TEST/ADMIN", index=300), HandleReference(handle="0.NA/1", index=1)),
        ),
        (
            {
                "format": "admin",
                "value": {"handle": "0.NA/20.500.12592", "index": 200, "permissions": "011111110011"},
            },
            AdminData(
                admin=HandleReference(handle="0.NA/20.500.12592", index=200), permissions="011111110011"
            ),
        ),
        (
            {"format": "key", "value": {"kty": "RSA", "n": "AQ"}},
            KeyData(kind="RSA", fields={"kty": "RSA", "n": "AQ"}),
        ),
        ({"format": "key", "value": "AAEC"}, b"\x00\x01\x02"),
        # what does not have the shape of its format is kept as it came
        ({"format": "string", "value": 5}, OtherData(format="string", value=5)),
        ({"format": "base64", "value": "not base64"}, OtherData(format="base64", value="not base64")),
        ({"format": "hex", "value": "0g"}, OtherData(format="hex", value="0g")),
        ({"format": "admin", "value": None}, OtherData(format="admin", value=None)),
        (
            {"format": "vlist", "value": [{"handle": "1/x", "index": True}]},
            OtherData(format="vlist", value=[{"handle": "1/x", "index": True}]),
        ),
        (
            {"format": "site", "value": {"servers": "none"}},
            OtherData(format="site", value={"servers": "none"}),
        ),
        ({"format": "key", "value": {}}, OtherData(format="key", value={})),
        ({"format": "new", "value": {"a": 1}}, OtherData(format="new", value={"a": 1})),
        ({"format": 5, "value": "x"}, OtherData(format=None, value={"format": 5, "value": "x"})),
        ({"parsedData": {}}, OtherData(format=None, value={"parsedData": {}})),
        (7, OtherData(format=None, value=7)),
        (None, OtherData(format=None, value=None)),
    ],
)
def test_data_is_typed(data: object, typed: object) -> None:
    assert record(value(data)).values[0].data == typed


def test_a_site() -> None:
    server = {
        "serverId": 1,
        "address": "132.151.1.179",
        "publicKey": {"format": "key", "value": {"kty": "DSA", "p": "AQ"}},
        "interfaces": [{"query": True, "admin": False, "protocol": "TCP", "port": 2641}],
    }
    site = {
        "version": 1,
        "protocolVersion": "2.11",
        "serialNumber": 4,
        "primarySite": True,
        "multiPrimary": False,
        "attributes": [{"name": "desc", "value": "primary"}],
        "servers": [server],
    }
    found = record(value({"format": "site", "value": site}, "HS_SITE")).values[0].data
    assert isinstance(found, SiteData)
    assert (found.serial_number, found.primary, found.attributes) == (4, True, (("desc", "primary"),))
    assert found.servers[0].interfaces[0].port == 2641
    assert found.servers[0].public_key == KeyData(kind="DSA", fields={"kty": "DSA", "p": "AQ"})


def test_admin_rights_in_words() -> None:
    admin = AdminData(admin=HandleReference(handle="0.NA/1", index=200), permissions="011111110011")
    assert admin.rights == (
        "create handle",
        "delete handle",
        "modify value",
        "remove value",
        "add value",
        "read value",
        "modify admin",
        "remove admin",
        "add admin",
    )


@pytest.mark.parametrize(
    ("ttl", "read", "lifetime"),
    [
        (86400, 86400, 86400),
        (0, 0, 0),
        (-1, -1, 0),
        ("3600", 3600, 3600),
        ("2026-01-01T01:00:00Z", datetime(2026, 1, 1, 1, tzinfo=UTC), 3600),
        ("2020-01-01T00:00:00Z", datetime(2020, 1, 1, tzinfo=UTC), 0),
        (None, None, 86400),
    ],
)
def test_ttl(ttl: object, read: object, lifetime: float) -> None:
    found = record(value("x", ttl=ttl))
    assert found.values[0].ttl == read
    assert found.lifetime(NOW) == lifetime
    assert not found.problems


def test_the_value_that_expires_first_decides() -> None:
    assert record(value("x", ttl=86400), value("y", index=2, ttl=60)).lifetime(NOW) == 60


def test_timestamps_permissions_and_references() -> None:
    found = record(
        value(
            "x",
            timestamp="2024-03-05T10:11:12Z",
            permissions="1110",
            references=[{"handle": "1/x", "index": 2}],
        ),
        value("y", index=2),
    )
    assert found.values[0].timestamp == datetime(2024, 3, 5, 10, 11, 12, tzinfo=UTC)
    assert found.values[0].permissions == "1110"
    assert found.values[0].references == (HandleReference(handle="1/x", index=2),)
    assert found.values[1].timestamp is None


@pytest.mark.parametrize(
    "broken",
    [
        None,
        5,
        [],
        {},
        {"index": 2},
        {"type": "URL"},
        {"index": "x", "type": "URL"},
        {"index": True, "type": "URL"},
        {"index": 1.5, "type": "URL"},
        {"index": 2, "type": 7},
        value("y", index=2, ttl=[]),
        value("y", index=2, ttl="soon"),
        value("y", index=2, timestamp="yesterday"),
        value("y", index=2, timestamp=5),
        value("y", index=2, references=5),
        value("y", index=2, permissions=1110),
        value("y", index=2, references=[{}]),
    ],
)
def test_one_bad_value_costs_no_other(broken: object) -> None:
    found = record(broken, value("https://example.org/", index=1))
    assert found.outcome == Outcome.EXISTS
    assert found.url == "https://example.org/"
    assert len(found.problems) == 1


def test_values_are_in_the_order_of_their_index() -> None:
    found = record(
        string("https://b.org/", index=5), string("https://a.org/", index=2), string("x@a.org", "EMAIL", 1)
    )
    assert [each.index for each in found.values] == [1, 2, 5]
    assert found.url == "https://a.org/"
    assert found.urls == ("https://a.org/", "https://b.org/")
    assert found.texts("EMAIL") == ("x@a.org",)


@pytest.mark.parametrize(
    ("values", "url"),
    [
        ([], None),
        ([string("not a url"), string("", index=2)], None),
        ([string("javascript:alert(1)")], None),
        ([string("https://a.org/\x1b[31m"), string("https://a.org/\ud800", index=2)], None),
        (
            [string("not a url"), string("ftp://a.org/x", index=2), string("http://b.org/ ", index=3)],
            "http://b.org/",
        ),
        ([string("ftp://a.org/x")], "ftp://a.org/x"),
        ([string("https://lower.org/", "url")], "https://lower.org/"),
        ([string("https://mirror.org/", "URL.mirror")], "https://mirror.org/"),
        ([string("https://other.org/", "URLX")], None),
        ([value({"format": "base64", "value": "AA=="})], None),
        (
            [
                string('<locations><location href="https://loc.org/"/></locations>', "10320/loc", 9),
                string("https://url.org/"),
            ],
            "https://loc.org/",
        ),
        ([string("<locations/>", "10320/loc", 9), string("https://url.org/")], "https://url.org/"),
        ([string("<broken", "10320/loc", 9), string("https://url.org/")], "https://url.org/"),
        (
            [
                string('<!DOCTYPE l [<!ENTITY a "b">]><locations/>', "10320/LOC", 9),
                string("https://url.org/"),
            ],
            "https://url.org/",
        ),
    ],
)
def test_where_a_handle_leads(values: list[object], url: str | None) -> None:
    assert record(*values).url == url


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("20.500.12592/other", "20.500.12592/other"),
        (" 20.500.12592/other ", "20.500.12592/other"),
        ("hdl:20.500.12592/other", "20.500.12592/other"),
        ("TEST/x", "hdl:TEST/x"),
        ("nonsense", None),
    ],
)
def test_aliases(text: str, alias: str | None) -> None:
    assert record(string(text, "HS_ALIAS")).alias == (None if alias is None else Handle(alias))


def test_subtypes() -> None:
    found = record(
        string("https://a.org/"), string("https://b.org/", "URL.mirror", 2), string("c", "URLX", 3)
    )
    assert [each.index for each in found.of_type("url")] == [1]
    assert [each.index for each in found.of_type("URL.")] == [1, 2]


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "responseCode",
                    "handle",
                    "values",
                    "index",
                    "type",
                    "data",
                    "format",
                    "value",
                    "ttl",
                    "timestamp",
                ]
            ),
            inner | st.sampled_from([1, 100, 200, NAME, "URL", "admin", "vlist", "site", "key", "hex"]),
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_any_json_is_understood_or_unknown(body: Any) -> None:
    found = HandleRecord.from_json(json.dumps(body), HANDLE)
    if found.outcome == Outcome.ABSENT:
        assert body["responseCode"] == 100
        assert body["handle"] == NAME
    assert found.url is None or "://" in found.url
    assert found.lifetime(NOW) >= 0


@given(json_values)
def test_any_value_is_kept_or_noted(body: Any) -> None:
    found = record(body)
    assert len(found.values) == 1 or found.problems


@given(json_values)
def test_a_record_is_read_back_from_what_it_writes(body: Any) -> None:
    for found in (record(body), HandleRecord.from_json(json.dumps(body), HANDLE)):
        again = HandleRecord.from_json(json.dumps(found.to_json()), HANDLE)
        if found.outcome != Outcome.UNKNOWN and not found.problems:
            assert (again.outcome, again.values, again.code) == (found.outcome, found.values, found.code)


def test_every_answer_of_the_captures_is_understood(shared: Path) -> None:
    captures = json.loads((shared / "data/handle/captures.json").read_text(encoding="utf-8"))
    expected = {1: {"exists"}, 100: {"absent"}, 200: {"empty"}}
    seen = set()
    for capture in captures:
        body = capture["body"]
        if (
            not capture["path"].startswith("/api/handles/")
            or not body.startswith("{")
            or len(body.encode()) != capture["body_len"]
        ):
            continue
        parsed = json.loads(body)
        name = parsed.get("handle", NAME)
        found = HandleRecord.from_json(body, Handle.exact(name) if name.find("/") > 0 else HANDLE)
        wanted = expected.get(parsed["responseCode"], {"unknown"})
        if "/" in name.strip("/"):
            assert found.outcome in wanted, capture["label"]
            assert not found.problems
            assert len(found.values) == len(parsed.get("values", []))
            assert not any(isinstance(each.data, OtherData) for each in found.values)
            assert HandleRecord.from_json(json.dumps(found.to_json()), found.handle).values == found.values
        seen.add(found.outcome)
    assert seen == set(Outcome)
