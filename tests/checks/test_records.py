"""Handle records: each rule, near misses, and what a real server answered."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from briefmeta.checks.records.record_files import holds_records, read_placed, read_records
from briefmeta.checks.rule_registry import rules
from briefmeta.handles.handle import Handle
from briefmeta.handles.handle_record import Cause, HandleRecord, Outcome
from briefmeta.validating import validate

if TYPE_CHECKING:
    from pathlib import Path

    from briefmeta.errors import ParseError

TODAY = date(2025, 6, 30)
ADMIN: dict[str, Any] = {
    "format": "admin",
    "value": {"handle": "0.NA/10986", "index": 200, "permissions": "011111110011"},
}


def value(index: int, kind: str, data: Any, **more: Any) -> dict[str, Any]:
    form = data if isinstance(data, dict) else {"format": "string", "value": data}
    return {
        "index": index,
        "type": kind,
        "data": form,
        "ttl": 86400,
        "timestamp": "2024-03-05T10:11:12Z",
    } | more


URL = value(1, "URL", "https://example.org/report")
HS_ADMIN = value(100, "HS_ADMIN", ADMIN)
LOC = '<locations chooseby="weighted"><location href="https://example.org/a" weight="1"/></locations>'


def record(*values: dict[str, Any], handle: str = "10986/1", code: int = 1, **more: Any) -> HandleRecord:
    answer = {"responseCode": code, "handle": handle, "values": list(values)} | more
    return HandleRecord.from_json(json.dumps(answer), Handle(handle))


GOOD = (URL, HS_ADMIN)
CASES: dict[str, tuple[list[HandleRecord], list[HandleRecord]]] = {
    "REC101": ([record(code=100)], [record(*GOOD)]),
    "REC102": ([record(code=200)], [record(code=100)]),
    "REC103": ([record(code=301), record(code=2)], [record(code=100)]),
    "REC104": (
        [HandleRecord.from_json('{"responseCode":1,"handle":"10986/2","values":[]}', Handle("10986/1"))],
        [HandleRecord.from_json('{"responseCode":1,"handle":"10986/A","values":[]}', Handle("10986/a"))],
    ),
    "REC110": (
        [record(HS_ADMIN), record(value(2, "EMAIL", "a@example.org"), HS_ADMIN)],
        [
            record(value(1, "10320/loc", LOC), HS_ADMIN),
            record(value(1, "URL.mirror", "https://example.org/"), HS_ADMIN),
            record(value(1, "HS_ALIAS", "10986/2"), HS_ADMIN),
            record(value(1, "HS_PUBKEY", "x"), HS_ADMIN),
        ],
    ),
    "REC111": (
        [record(value(1, "URL", text), HS_ADMIN) for text in ("www.example.org/x", "no url", "", "https://a.org/b c")],
        [record(value(1, "URL", text), HS_ADMIN) for text in ("ftp://example.org/x", "mailto:a@example.org")],
    ),
    "REC112": (
        [
            record(value(1, "URL", f"https://{host}/10986/1"), HS_ADMIN)
            for host in ("hdl.handle.net", "dx.doi.org", "coilink.org")
        ],
        [
            record(value(1, "URL", "https://hdl.handle.net/10986/2"), HS_ADMIN),
            record(value(1, "URL", "https://repo.example.org/handle/10986/1"), HS_ADMIN),
        ],
    ),
    "REC113": (
        [record(value(1, "URL", text), HS_ADMIN) for text in ("http://localhost/x", "http://u:p@example.org/")],
        [record(*GOOD)],
    ),
    "REC114": ([record(value(1, "URL", "http://example.org/"), HS_ADMIN)], [record(*GOOD)]),
    "REC120": ([record(URL, value(1, "EMAIL", "a@example.org"), HS_ADMIN)], [record(*GOOD)]),
    "REC121": ([record(value(0, "URL", "https://example.org/"), HS_ADMIN)], [record(*GOOD)]),
    "REC122": (
        [
            record(*GOOD, {"index": 3}),
            record(URL | {"timestamp": "yesterday"}, HS_ADMIN),
            record(*GOOD, value(3, "X", {"format": "hex", "value": "zz"})),
        ],
        [record(*GOOD), record(*GOOD, value(3, "X", {"format": "hex", "value": "00ff"}))],
    ),
    "REC123": ([record(value(1, "URL ", "https://example.org/"), HS_ADMIN)], [record(*GOOD)]),
    "REC130": (
        [
            record(value(1, "10320/loc", text), HS_ADMIN)
            for text in ('<locations><location href="https://a.org/?a=1&b=2"/></locations>', "<locations/>", "x", "")
        ],
        [record(value(1, "10320/loc", LOC), HS_ADMIN)],
    ),
    "REC140": (
        [record(value(1, "HS_ALIAS", text), HS_ADMIN) for text in ("10986/1", "nothing")],
        [record(value(1, "HS_ALIAS", "10986/2"), HS_ADMIN), record(value(1, "HS_ALIAS", "hdl:10986/2"), HS_ADMIN)],
    ),
    "REC141": (
        [record(URL, value(2, "HS_ALIAS", "10986/2"), HS_ADMIN)],
        [record(value(2, "HS_ALIAS", "10986/2"), HS_ADMIN)],
    ),
    "REC150": (
        [record(URL | {"ttl": ttl}, HS_ADMIN) for ttl in (0, -1, "2001-01-01T00:00:00Z")],
        [record(URL | {"ttl": ttl}, HS_ADMIN) for ttl in (86400, 3600, "2035-01-01T00:00:00Z")],
    ),
    "REC151": (
        [record(URL | {"timestamp": day}, HS_ADMIN) for day in ("2206-01-01T00:00:00Z", "2026-12-31T00:00:00Z")],
        [record(URL | {"timestamp": "2026-06-01T00:00:00Z"}, HS_ADMIN)],
    ),
    "REC160": ([record(URL)], [record(*GOOD)]),
    "REC161": (
        [
            record(URL, value(100, "HS_ADMIN", "x")),
            record(URL, value(100, "HS_ADMIN", {"format": "admin", "value": {**ADMIN["value"], "permissions": "02"}})),
        ],
        [record(*GOOD)],
    ),
    "REC162": (
        [record(*GOOD, value(300, "HS_SECKEY", "secret"))],
        [record(*GOOD, value(300, "HS_SECKEY", "secret", permissions="1100"))],
    ),
    "REC163": (
        [record(*GOOD, value(2, "EMAIL", text)) for text in ("editor at example.org", "Ann <a@b", "Ann a@example.org")],
        [
            record(*GOOD, value(2, "EMAIL", text))
            for text in ("mailto:a@example.org", "Ann Doe <a.doe@example.org>", "a@b.example.org")
        ],
    ),
    "REC170": ([record(*GOOD, handle="123456789/1")], [record(*GOOD, handle="1234567/1")]),
}  # fmt: skip


def codes(of: HandleRecord) -> list[str]:
    return [finding.code for finding in validate(of, today=TODAY)]


def test_every_rule_has_cases() -> None:
    assert {rule.code for rule in rules() if rule.family == "REC"} == CASES.keys()


def test_good_record() -> None:
    assert codes(record(*GOOD)) == []


@pytest.mark.parametrize(("code", "wrong"), [(c, each) for c, (found, _) in CASES.items() for each in found])
def test_found(code: str, wrong: HandleRecord) -> None:
    assert code in codes(wrong)


@pytest.mark.parametrize(
    ("code", "right"), [(c, each) for c, (_, missed) in CASES.items() for each in missed]
)
def test_near_miss(code: str, right: HandleRecord) -> None:
    assert code not in codes(right)


def test_nothing_is_an_error_where_nobody_could_say() -> None:
    (finding,) = validate(HandleRecord.from_json("<html>", Handle("10986/1")))
    assert (finding.code, finding.severity) == ("REC103", "unknown")


def test_real_server_has_no_false_errors(shared: Path) -> None:
    captures = json.loads((shared / "data/handle/captures.json").read_text(encoding="utf-8"))
    checked = 0
    for capture in captures:
        body = capture["body"] or ""
        whole = len(body.encode()) == capture["body_len"]  # long ones were cut when they were captured
        if not whole or not body.startswith('{"responseCode":1,"handle"'):
            continue
        found = {f.code for f in validate(HandleRecord.from_json(body), today=TODAY) if f.severity == "error"}
        name = json.loads(body)["handle"].partition("/")[2]
        allowed = {"bad-url": {"REC111"}, "admin-only": {"REC110"}, "ttl-neg": {"REC150"}}.get(name, set())
        assert found <= allowed, (name, found)
        checked += 1
    assert checked > 30


def test_saved_records_in_every_shape() -> None:
    answer = {"responseCode": 1, "handle": "10986/1", "values": [URL]}
    line = json.dumps(answer)
    for text in (
        line,
        f"[{line},{line}]",
        f"{line}\n{line}\n",
        json.dumps({"handle": "10986/1", "record": answer}),
    ):
        problems: list[ParseError] = []
        assert holds_records(text)
        found = list(read_records(text, problems))
        assert problems == []
        assert {each.url for each in found} == {"https://example.org/report"}
    assert not holds_records('[{"id": "doe", "type": "report"}]')


@pytest.mark.parametrize(
    "text", ['{"responseCode": 1', '[{"responseCode":1},3]', '{"values": []}', "[" * 100_000]
)
def test_broken_saved_records_are_told(text: str) -> None:
    problems: list[ParseError] = []
    assert list(read_records(text, problems)) == []
    assert problems


def aliased(name: str, *targets: str) -> HandleRecord:
    return record(
        *(value(n, "HS_ALIAS", target) for n, target in enumerate(targets, 1)), HS_ADMIN, handle=name
    )


@pytest.mark.parametrize(
    ("targets", "found"),
    [
        ({"10986/a": "10986/b", "10986/b": "10986/A"}, ["10986/a", "10986/b"]),
        (
            {"10986/a": "10986/b", "10986/b": "10986/c", "10986/c": "10986/b", "10986/d": "10986/a"},
            ["10986/b", "10986/c"],
        ),
        ({"10986/a": "10986/b"}, []),  # whose record is not at hand
        ({"10986/a": "10986/b", "10986/c": "10986/b"}, []),
        ({"10986/a": "10986/b", "10986/b": "10986/c"}, []),
        ({"10986/a": "10986/a"}, ["10986/a"]),  # told once
    ],
)
def test_aliases_in_a_circle_of_records(targets: dict[str, str], found: list[str]) -> None:
    findings = validate([aliased(name, target) for name, target in targets.items()], today=TODAY)
    assert sorted(each.subject for each in findings) == found
    assert {each.code for each in findings} <= {"REC140"}


def test_a_circle_is_shown() -> None:
    first, _ = validate([aliased("10986/a", "10986/b"), aliased("10986/b", "hdl:10986/a")], today=TODAY)
    assert first.message == "the aliases go in a circle: 10986/a → 10986/b → 10986/a"


def test_long_chains_of_aliases_take_linear_time() -> None:
    chain = [aliased(f"10986/{n}", f"10986/{n + 1}") for n in range(20_000)]
    assert validate(chain, select=["REC140"], today=TODAY) == ()
    found = validate([*chain, aliased("10986/20000", "10986/0")], select=["REC140"], today=TODAY)
    assert len(found) == 20_001
    assert all(len(each.message) < 200 for each in found)


@pytest.mark.parametrize("layout", ["[{}, {}]", "{}\n{}", "{}{}", " [\n{}\n,\n{}]\n"])
def test_records_know_their_places(layout: str) -> None:
    texts = [json.dumps({"handle": f"10986/{n}", "values": [URL]}, indent=n) for n in (1, 2)]
    whole = layout.replace("{}", texts[0], 1).replace("{}", texts[1], 1)
    problems: list[ParseError] = []
    found = list(read_placed(whole, problems))
    assert problems == []
    assert [(str(each.handle), whole[start:end]) for each, start, end in found] == [
        ("10986/1", texts[0]),
        ("10986/2", texts[1]),
    ]


def test_a_broken_record_costs_no_other() -> None:
    good = json.dumps({"handle": "10986/1", "values": [URL]})
    problems: list[ParseError] = []
    text = f'{good}\n{{"handle": "10986/2", "values": [\n{good}\n{{"x"}}\n{good}\n'
    assert len(list(read_records(text, problems))) == 3
    assert [problem.line for problem in problems] == [
        4,
        4,
    ]  # where reading stopped: the second list is not closed
    problems = []
    assert len(list(read_records(f'[{good}, {good}, {{"handle" ', problems))) == 2
    assert len(problems) == 1


def test_many_broken_lines_take_linear_time() -> None:
    problems: list[ParseError] = []
    assert list(read_records('{"handle" 1}\n' * 100_000, problems)) == []
    assert 0 < len(problems) <= 100_000


def test_causes_are_no_words() -> None:
    said = "the answer is about another handle, or the aliases go in a circle"
    unknown = HandleRecord(handle=Handle("10986/1"), outcome=Outcome.UNKNOWN, reason=said)
    assert codes(unknown) == ["REC103"]
    assert codes(attrs.evolve(unknown, cause=Cause.OTHER_HANDLE)) == ["REC104"]
    assert codes(attrs.evolve(unknown, cause=Cause.ALIAS_LOOP)) == ["REC140"]


def test_what_resolve_has_written() -> None:
    answer = {"responseCode": 1, "handle": "10986/2", "values": [URL, HS_ADMIN]}
    lines = [
        {"handle": "10986/2", "outcome": "exists", "record": answer},
        {"handle": "10986/1", "outcome": "exists", "record": answer},
        {"handle": "10986/1", "outcome": "exists", "record": {**answer, "aliases": ["10986/1"]}},
        {"handle": "10986/1", "outcome": "absent", "error": "there is no handle 10986/1"},
        {"handle": "10986/1", "outcome": "unknown", "error": "nobody answered"},
    ]
    text = "\n".join(map(json.dumps, lines))
    assert holds_records(text)
    assert holds_records(json.dumps(lines[3]))
    found = [codes(each) for each in read_records(text, [])]
    assert found == [[], ["REC104"], [], ["REC101"], ["REC103"]]
