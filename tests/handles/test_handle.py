"""Handle: every written form, the laws between reading and writing, and what is refused."""

from __future__ import annotations

import copy
import json
import pickle
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefmeta.errors import BriefmetaError, HandleSyntaxError, InvalidValueError
from briefmeta.handles.handle import MAX_LENGTH, Handle

if TYPE_CHECKING:
    from pathlib import Path

REPORT = "20.500.12592/b2rbv89"

segments = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
numbered = st.builds(
    lambda first, rest: ".".join([first, *rest]),
    st.from_regex(r"[0-9]{4,8}", fullmatch=True),
    st.lists(segments, max_size=3),
) | st.builds(
    lambda first, rest: ".".join([first, *rest]),
    st.from_regex(r"[0-9]{1,3}", fullmatch=True),
    st.lists(segments, min_size=1, max_size=3),
)
worded = st.lists(segments, min_size=1, max_size=3).map(".".join)
awkward = st.sampled_from(
    [*"%#?/.:<>{}[]^`|\\+\"'&;=@~ ()", "..", "//", "/./", "/../", "%2F", "%25", "é", "文", "🙂"]
)
printable = st.characters(exclude_categories=("C", "Z")).filter(str.isprintable)
suffixes = (
    st.lists(awkward | printable, min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: text == text.strip())
)
proxies = st.sampled_from(
    ["https://hdl.handle.net", "http://hdl.example.org:8000/", "https://hdl.handle.net/api/handles"]
)


def made(prefix: str, suffix: str) -> Handle:
    """Build a handle from its parts by the one form that takes any prefix and decodes nothing."""
    return Handle(f"hdl:{prefix}/{suffix}")


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        f" {REPORT}\n",
        f"\ufeff{REPORT}",
        f"\xa0{REPORT}\xa0",
        f"hdl:{REPORT}",
        f"HDL:{REPORT}",
        f"hdl: {REPORT}",
        f"hdl://{REPORT}",
        f"info:hdl/{REPORT}",
        f"urn:hdl:{REPORT}",
        f"URN:HDL:{REPORT}",
        f"https://hdl.handle.net/{REPORT}",
        f"http://hdl.handle.net/{REPORT}",
        f"HTTPS://HDL.Handle.NET/{REPORT}",
        f"https://hdl.handle.net:443/{REPORT}",
        f"https://hdl.handle.net./{REPORT}",
        f"https://hdl.handle.net/{REPORT}?noredirect",
        f"https://hdl.handle.net/{REPORT}?locatt=country:gb&x=1",
        f"https://hdl.handle.net/{REPORT}?urlappend=%3Fa%3Db",
        f"https://hdl.handle.net/{REPORT}#page=2",
        f"https://hdl.handle.net/hdl:{REPORT}",
        f"https://hdl.handle.net/info:hdl/{REPORT}",
        f"https://hdl.handle.net/api/handles/{REPORT}?type=URL",
        f"http://127.0.0.1:8000/api/handles/{REPORT}",
        "https://hdl.handle.net/20.500.12592%2Fb2rbv89",
        "https://hdl.handle.net/20.500.12592/b2rbv%38%39",
        f"https://hdl.loc.gov/{REPORT}",
        f"https://coilink.org/{REPORT}",
        f"https://www.coilink.org/{REPORT}",
        f"coilink.org/{REPORT}",
        f"https://doi.org/{REPORT}",
        f"https://dx.doi.org/{REPORT}",
        f"doi:{REPORT}",
        f"DOI: {REPORT}",
        f"DOI: https://doi.org/{REPORT}",
        f"https://repository.example.org/handle/{REPORT}",
        f"https://repository.example.org/xmlui/handle/{REPORT}?show=full",
        f"https://repository.example.org/handle/{REPORT}/",
        f"https://proxy.example.org/{REPORT}",
        f"CID: {REPORT}",
        f"COI: {REPORT}.",
        f"coi:{REPORT}",
        f"COI:\xa0{REPORT}",
        f"Handle: {REPORT},",
        f"HANDLE : {REPORT}",
        f"Handle: https://hdl.handle.net/{REPORT}.",
        f"Handle: hdl:{REPORT}",
        f"<https://hdl.handle.net/{REPORT}>",
        f"“{REPORT}”",
        f"({REPORT})",
        "20.500.12592%2Fb2rbv89",
        "hdl%3A20.500.12592%2Fb2rbv89",
        "https%3A%2F%2Fhdl.handle.net%2F20.500.12592%2Fb2rbv89%3Fnoredirect",
        f"300:{REPORT}",
        "20.500.12592/B2RBV89",
    ],
)
def test_every_written_form_is_read(text: str) -> None:
    handle = Handle(text)
    assert handle == Handle(REPORT)
    assert (handle.prefix, handle.suffix.lower()) == ("20.500.12592", "b2rbv89")


@pytest.mark.parametrize(
    ("text", "prefix", "suffix"),
    [
        ("0.NA/20.500.12592", "0.NA", "20.500.12592"),
        ("11111/a/b/", "11111", "a/b/"),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-X>3.0.CO;2-2",
            "10.1002",
            "(SICI)1097-0258(19980815)17:15<1661::AID-X>3.0.CO;2-2",
        ),
        ("1813/40", "1813", "40"),
        ("1721.1/7", "1721.1", "7"),
        ("hdl:loc.pnp/ppmsca.1", "loc.pnp", "ppmsca.1"),
        ("hdl:TEST/ADMIN", "TEST", "ADMIN"),
        ("20.500.12592/x.", "20.500.12592", "x."),
        ("20.500.12592/with space", "20.500.12592", "with space"),
        ("20.500.12592/with%25percent", "20.500.12592", "with%25percent"),
        ("hdl:20.500.12592/a%20b", "20.500.12592", "a%20b"),
        ("info:hdl/20.500.12592/a%20b", "20.500.12592", "a b"),
        ("https://hdl.handle.net/20.500.12592/with%2525percent", "20.500.12592", "with%25percent"),
        ("https://hdl.handle.net/20.500.12592/100%", "20.500.12592", "100%"),
        ("https://hdl.handle.net/20.500.12592/%E6%96%87%E6%9B%B8", "20.500.12592", "文書"),
        ("https://hdl.handle.net/20.500.12592/trail/", "20.500.12592", "trail/"),
        ("https://hdl.handle.net/loc.pnp/x", "loc.pnp", "x"),
        (
            "20.500.12592/\u0645\u06cc\u200c\u0631\u0648\u062f",
            "20.500.12592",
            "\u0645\u06cc\u200c\u0631\u0648\u062f",
        ),
    ],
)
def test_prefix_and_suffix(text: str, prefix: str, suffix: str) -> None:
    handle = Handle(text)
    assert (handle.prefix, handle.suffix) == (prefix, suffix)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "found none"),
        (" \n ", "found none"),
        ("20.500.12592", "no slash"),
        ("20.500.12592/", "nothing after the slash"),
        ("https://hdl.handle.net/20.500.12592/", "nothing after the slash"),
        ("https://hdl.handle.net/20.500.12592/?noredirect", "nothing after the slash"),
        ("/b2rbv89", "nothing before the slash"),
        ("https://hdl.handle.net//b2rbv89", "nothing before the slash"),
        ("20..1/x", "between dots"),
        ("20.500 12592/x", "between dots"),
        ("and/or", "starts with digits"),
        ("w/o", "starts with digits"),
        ("24/7", "starts with digits"),
        ("TEST/ADMIN", "starts with digits"),
        ("COI: and/or", "starts with digits"),
        ("https://doi.org/the-identifier/resources", "starts with digits"),
        ("2024/05/01", "date"),
        ("2024/5/1", "date"),
        ("2024/05", "date"),
        ("https://policycommons.net/artifacts/1234567/example-brief/", "policycommons.net"),
        ("https://example.org/a/b", "example.org"),
        ("https://example.org/2024/05/01", "example.org"),
        ("https://repository.example.org/bitstream/handle/10986/123/file.pdf", "repository.example.org"),
        ("https:///20.500.12592/x", "URL"),
        ("ftp://hdl.handle.net/20.500.12592/x", "URL"),
        ("20.500.12592/a\x00b", "U\\+0000"),
        ("20.500.12592/a\tb", "U\\+0009"),
        ("20.500.12592/a\nb", "U\\+000A"),
        ("20.500.12592/a\xa0b", "U\\+00A0"),
        ("20.500.12592/a\u202eb", "U\\+202E"),
        ("20.500.12592/a\u2066b", "U\\+2066"),
        ("20.500.12592/a\ud800b", "U\\+D800"),
        ("20.500.12592/a\U000e0041b", "U\\+E0041"),
        ("https://hdl.handle.net/20.500.12592/a%00b", "U\\+0000"),
        ("https://hdl.handle.net/20.500.12592/a%0D%0Ab", "U\\+000D"),
        ("https://hdl.handle.net/20.500.12592/a%20", "no space"),
        ("https://hdl.handle.net/20.500.12592/%E9", "UTF-8"),
        ("https://hdl.handle.net/20.500.12592/%ED%A0%80", "UTF-8"),
        ("20.500.12592/" + "x" * MAX_LENGTH, "at most 2048"),
        ("x" * 10_000_000, "at most 2048"),
    ],
)
def test_what_is_not_a_handle_says_why(text: str, why: str) -> None:
    with pytest.raises(HandleSyntaxError, match=why) as caught:
        Handle(text)
    assert caught.value.field == "handle"
    assert caught.value.value == text
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("value", [None, 5, b"20.500.12592/x", ["20.500.12592/x"]])
def test_what_is_not_text_is_refused(value: object) -> None:
    with pytest.raises(HandleSyntaxError):
        Handle(value)  # type: ignore[arg-type]  # the point of the test


def test_the_longest_handle() -> None:
    text = "20.500.12592/" + "文" * (MAX_LENGTH - 13)
    assert Handle(Handle(text).uri) == Handle(text)


def test_an_index_is_kept_beside_the_handle() -> None:
    handle = Handle(f"300:{REPORT}")
    assert handle.index == 300
    assert str(handle) == REPORT
    assert Handle(REPORT).index is None


@given(worded | numbered, suffixes)
@example("and", "or")
@example("2024", "05/01")
@example("api", "handles/20.500.12592/x")
@example("20.500.12592", "..")
@example("a", "://b")
@example("20.500.12592", "\u845b\U000e0100")  # an ideographic variation
@example("1.1", "://b")
@example("doi.org", "10.1234/x")
@example("hdl.handle.net", "20.500.12592/x")
@example("20.500.12592", "a/../b")
@example("20.500.12592", "with%25percent")
def test_reading_what_was_written_gives_the_same_handle(prefix: str, suffix: str) -> None:
    handle = made(prefix, suffix)
    assert (handle.prefix, handle.suffix) == (prefix, suffix)
    for written in (
        str(handle),
        handle.uri,
        handle.info_uri,
        handle.url_for("https://hdl.example.org:8000/"),
    ):
        again = Handle(written)
        assert (again.prefix, again.suffix) == (prefix, suffix)


@given(
    worded | numbered,
    suffixes,
    st.sampled_from(["https://example.org", "http://127.0.0.1:8000/base/", "https://r.org/handle"]),
)
def test_a_url_at_a_proxy_of_ones_own_is_read_back(prefix: str, suffix: str, proxy: str) -> None:
    handle = made(prefix, suffix)
    again = Handle(handle.url_for(proxy), proxies=[proxy])
    assert (again.prefix, again.suffix) == (prefix, suffix)


@given(numbered, suffixes)
def test_a_url_holds_the_handle_in_its_path_alone(prefix: str, suffix: str) -> None:
    handle = made(prefix, suffix)
    parts = urlsplit(handle.url_for("https://example.org"))
    assert (parts.query, parts.fragment) == ("", "")
    assert unquote(parts.path) == f"/{prefix}/{suffix}"
    assert not {".", ".."} & set(parts.path.split("/"))
    assert parts.path.isascii()
    assert not set('%#? <>{}[]^`|\\+"') & set(parts.path.replace("%", "", parts.path.count("%")))


@given(numbered, suffixes)
def test_equality_folds_ascii_letters_only(prefix: str, suffix: str) -> None:
    handle = made(prefix, suffix)
    swapped = "".join(c.swapcase() if c.isascii() else c for c in suffix)
    assert handle == made(prefix, swapped)
    assert hash(handle) == hash(made(prefix, swapped))


def test_no_other_folding() -> None:
    assert Handle("20.500.12592/É") != Handle("20.500.12592/é")
    assert Handle("20.500.12592/e\u0301") != Handle("20.500.12592/é")
    assert Handle("20.500.12592/K") != Handle("20.500.12592/\u212a")  # KELVIN SIGN lowers to k
    assert Handle("20.500.12592/a") != Handle("20.500.12592/a/")
    assert Handle(REPORT) != REPORT


@given(st.text(max_size=200) | st.text("0123456789./:%hdlHDL?#<> \xa0\u202e", max_size=80))
def test_any_text_is_a_handle_or_an_error_of_ours(text: str) -> None:
    try:
        handle = Handle(text)
    except BriefmetaError:
        return
    assert Handle(str(handle)) == handle


@pytest.mark.parametrize(
    "proxy",
    [
        "",
        "hdl.handle.net",
        "ftp://hdl.handle.net",
        "https://",
        "https://a b",
        "https://a/?q",
        "https://a/#f",
        "https://a\x00",
    ],
)
def test_a_proxy_must_be_a_base_url(proxy: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Handle(REPORT).url_for(proxy)
    assert caught.value.field == "proxy"


def test_copies_and_pickles_are_equal_and_values_are_frozen() -> None:
    handle = Handle(f"300:{REPORT}")
    for other in (copy.copy(handle), copy.deepcopy(handle), pickle.loads(pickle.dumps(handle))):
        assert other == handle
        assert other.index == 300
    with pytest.raises(AttributeError):
        handle.prefix = "1"  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("and/or 2024/05/01 w/o https://example.org/a/b", []),
        ("24/7, 50/50, 9/11, 1/2, 3.5/4, 05/04/2024, 2023/24, 12.50/m2, 10.0.0.0/8, 12.500/Monat", []),
        ("Application no. 30240/96, case 12345/2006, Regulation (EU) 2016/679", []),
        ("48.8566/2.3522 (Paris), km/h, n/a, TCP/IP, 100000/year, 06221/54321", []),
        ("https://policycommons.net/artifacts/1234567/example-brief/", []),
        ("https://example.org/?u=20.500.12592/x", []),
        (f"See {REPORT}.", [REPORT]),
        (f"See {REPORT}, and ({REPORT}); <{REPORT}> “{REPORT}”!", [REPORT] * 4),
        (f"[{REPORT}](https://hdl.handle.net/10986/5)", [REPORT, "10986/5"]),
        (rf"\url{{https://hdl.handle.net/{REPORT}}}", [REPORT]),
        (f'<a href="https://hdl.handle.net/{REPORT}">{REPORT}</a>', [REPORT, REPORT]),
        (
            "20.500.12592/a,20.500.12592/b;https://hdl.handle.net/10986/5",
            ["20.500.12592/a", "20.500.12592/b", "10986/5"],
        ),
        (
            "hdl:loc.pnp/x, info:hdl/10986/1, urn:hdl:10986/2, doi.org/10.1234/abc",
            ["hdl:loc.pnp/x", "10986/1", "10986/2", "10.1234/abc"],
        ),
        ("Handle: 1813/40. CID:20.500.12592/n9640f.", ["1813/40", "20.500.12592/n9640f"]),
        ("https://repository.example.org/handle/10986/1234.", ["10986/1234"]),
        ("https://hdl.handle.net/20.500.12592/x?noredirect, then", ["20.500.12592/x"]),
        ("见20.500.12592/h。又见", ["20.500.12592/h"]),
        (
            "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-X>3.0.CO;2-2.",
            ["10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-X>3.0.CO;2-2"],
        ),
        (
            "Retrieved from https://coilink.org/20.500.12592/m on 22 Apr 2025. COI: 20.500.12592/m.",
            ["20.500.12592/m"] * 2,
        ),
        (
            "0.NA/20.500.12592 and 21.T11148/076759916209e5d62bd5",
            ["0.NA/20.500.12592", "21.T11148/076759916209e5d62bd5"],
        ),
        ("href=https://hdl.handle.net/10986/5", ["10986/5"]),
        (f"{REPORT}’s record—{REPORT}'s page—is here", [REPORT, REPORT]),
        (f"|{REPORT}|Pivot|**{REPORT}**|", [REPORT, REPORT]),
        ("at $10.2345/kg or €12.5000/t", []),
    ],
)
def test_handles_in_running_text(text: str, found: list[str]) -> None:
    assert Handle.find_all(text) == [Handle(each) for each in found]


@given(
    st.lists(st.from_regex(r"20\.500\.12592/[a-z0-9]{1,9}", fullmatch=True), max_size=5),
    st.sampled_from([". ", ", ", ")\n", "” "]),
)
def test_every_handle_of_a_text_is_found(handles: list[str], between: str) -> None:
    assert Handle.find_all("see " + between.join([*handles, "and/or"])) == [Handle(each) for each in handles]


@pytest.mark.parametrize(
    "piece",
    [
        "20.500.12592/a](",
        "1.",
        "1:",
        "https://",
        "<",
        "<1",
        "(",
        "((a",
        "doi: ",
        "x",
        "1",
        "10.1234/",
        "hdl.",
        ",1.1",
        "%2f",
        "\ud800",
    ],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    started = time.perf_counter()
    Handle.find_all(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - started < 10  # quadratic time would be hours


def test_the_record_page(shared: Path) -> None:
    text = (shared / "data/records/niger.txt").read_text(encoding="utf-8")
    assert Handle.find_all(text) == [Handle(REPORT)]


def test_every_handle_of_the_captures_survives_the_way_through_a_url(shared: Path) -> None:
    captures = json.loads((shared / "data/handle/captures.json").read_text(encoding="utf-8"))
    paths = [each["path"] for each in captures if each["label"].startswith("rec:")]
    assert len(paths) > 20
    for path in paths:
        handle = Handle(f"http://127.0.0.1:8000{path}")
        assert f"/api/handles/{handle.prefix}/{handle.suffix}" == unquote(path)
        url = handle.url_for("http://127.0.0.1:8000/api/handles")
        assert unquote(urlsplit(url).path) == unquote(path)
        assert Handle(url) == Handle(str(handle)) == Handle(handle.uri) == handle


@settings(max_examples=20)
@given(st.integers(0, 10**6))
def test_a_bare_number_is_no_handle(number: int) -> None:
    with pytest.raises(HandleSyntaxError):
        Handle(str(number))
