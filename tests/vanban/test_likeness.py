"""Alike tasks: written otherwise and still the same, one word apart and not."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import AgencyTable
from vanban.likeness import Index, Pair, Title, pairs

SAME = [
    ("short forms", "Xây dựng CSDL về HTX nông nghiệp", "Xây dựng cơ sở dữ liệu về hợp tác xã nông nghiệp"),
    ("a short form nobody lists", "Nâng cấp TBTMT ven biển", "Nâng cấp trạm biến thế mặt trời ven biển"),
    ("no marks", "Ban hanh quy che quan ly ben thuy noi dia", "Ban hành quy chế quản lý bến thủy nội địa"),
    ("tone marks placed otherwise", "Lập hồ sơ văn hoá làng cổ", "Lập hồ sơ văn hóa làng cổ"),
    ("i for y", "Biên soạn sách kĩ thuật trồng lúa", "Biên soạn sách kỹ thuật trồng lúa"),
    ("a slip of the pen", "Xây dựng bản đồ sạt lở bờ biển miền Trung", "Xây dựng bản đồ sạt lở bờ biểnn miền Trung"),
    (
        "parts in another order",
        "Xây dựng quy tắc đón khách ở bến tàu, nội quy an ninh sân ga",
        "Ban hành nội quy an ninh sân ga, quy tắc đón khách ở bến tàu",
    ),
    ("another verb of the same making", "Trình ban hành Thông tư về vé tàu điện", "Xây dựng Thông tư về vé tàu điện"),
    ("everyday words", "Tháo gỡ vướng mắc cho hộ nuôi tôm cả nước", "Tháo gỡ khó khăn cho hộ nuôi tôm trên toàn quốc"),
]

APART = [
    ("province", "Bàn giao hồ chứa nước cho tỉnh Sơn La", "Bàn giao hồ chứa nước cho tỉnh Cà Mau"),
    ("quarter", "Sơ kết mùa lễ hội quý I/2026", "Tổ chức mùa lễ hội năm 2026"),
    ("ordinal", "Khởi công nhà máy nước số 2", "Hoàn thành nhà máy nước số 5"),
    ("law", "Xây dựng dự án Luật Thủy sản trình Quốc hội", "Xây dựng Nghị định hướng dẫn Luật Thủy sản"),
    ("direction", "Mở tuyến phà ra đảo Lý Sơn ban đêm", "Dừng tuyến phà ra đảo Lý Sơn ban đêm"),
    ("stage", "Tổng kết đề án sữa học đường", "Xây dựng đề án sữa học đường"),
    ("comment", "Góp ý dự thảo Nghị định về chợ nổi", "Xây dựng Nghị định về chợ nổi"),
    ("form", "Xây dựng danh mục giống ngô bản địa", "Xây dựng bản đồ vùng trồng ngô"),
    ("subject", "Xây dựng đề án phát triển nghề gốm", "Xây dựng đề án phát triển nghề đúc đồng"),
    (
        "database",
        "Báo cáo tình hình xây dựng cơ sở dữ liệu về cầu đường, khó khăn, đề xuất lộ trình",
        "Báo cáo tình hình xây dựng cơ sở dữ liệu quốc gia về thư viện, khó khăn, đề xuất lộ trình",
    ),
    (
        "another law of the same words",
        "Xây dựng văn bản hướng dẫn thi hành Luật Bảo tồn biển",
        "Xây dựng văn bản hướng dẫn thi hành Luật Biển",
    ),
    (
        "a form of paper alone in common",
        "Triển khai các chiến lược, chương trình phát triển nghề muối; mở rộng bãi đậu xe",
        "Ban hành chiến lược về trồng sâm; xây dựng bến thuyền",
    ),
]


def _found(a: str, b: str, *, leads: tuple[str, str] = ("", "")) -> list[Pair]:
    return pairs([Title("1", a, lead=leads[0]), Title("2", b, lead=leads[1])])


@pytest.mark.parametrize(("why", "a", "b"), SAME, ids=[row[0] for row in SAME])
def test_the_same_task_written_otherwise_is_a_duplicate(why: str, a: str, b: str) -> None:
    assert [pair.relation for pair in _found(a, b)] == ["duplicate"]


@pytest.mark.parametrize(("why", "a", "b"), APART, ids=[row[0] for row in APART])
def test_one_word_apart_is_another_task(why: str, a: str, b: str) -> None:
    assert _found(a, b) == []


def test_merged_tasks_overlap_each_of_their_parts() -> None:
    merged = "Xây dựng đề án bảo tồn voi rừng và quy chế du lịch hang động"

    alike = _found(merged, "Xây dựng quy chế du lịch hang động", leads=("BVHTTDL", "BVHTTDL"))

    assert [(pair.relation, "contains: 2" in pair.reasons) for pair in alike] == [("overlap", True)]


def test_the_same_thing_brought_to_the_whole_country_overlaps() -> None:
    [pair] = pairs(
        [
            Title("A", "Lắp đặt mạng cảm biến 7H trên toàn quốc"),
            Title("B", "Tăng tốc đầu tư, phủ trạm 7H cả nước"),
            Title("C", "Tăng tốc đầu tư, phủ trạm 7H tại các cảng biển"),
        ]
    )[:1]
    assert {pair.a, pair.b} == {"A", "B"}
    assert pair.relation == "overlap"


def test_a_province_s_share_overlaps_a_task_given_to_every_province() -> None:
    whole, share = "Xây dựng đề án chợ nông sản an toàn", "Xây dựng đề án chợ nông sản an toàn tỉnh Sơn La"

    alike = _found(whole, share, leads=("ALL_PROVINCES", "SON_LA"))

    assert [(pair.relation, [r for r in pair.reasons if r.startswith("slice")]) for pair in alike] == [
        ("overlap", ["slice: Sơn La"])
    ]


def test_old_names_of_ministries_are_the_same_lead() -> None:
    alike = _found("Quy hoạch ga đường sắt", "Quy hoạch ga đường sắt", leads=("Bộ Giao thông vận tải", "BXD"))

    assert "agency: BXD" in alike[0].reasons


def test_the_table_of_agencies_gives_codes() -> None:
    table = AgencyTable.from_rows([{"code": "KTNN", "name_vi": "Kiểm toán nhà nước", "aliases": "Kiểm toán"}])
    titles = [Title("1", "Lập sổ tay kiểm kê", lead="Kiểm toán"), Title("2", "Lập sổ tay kiểm kê", lead="KTNN")]

    assert "agency: KTNN" in pairs(titles, agencies=table)[0].reasons


def test_reasons_and_differences_say_the_words_concerned() -> None:
    alike = pairs([
        Title("1", "Xây dựng đề án nuôi cá lồng trên hồ thủy điện", "Đề án", "BNNMT", "2026-10-01"),
        Title("2", "Đề án nuôi cá lồng hồ thủy điện lớn", "Đề án", "BCT", "2026-12-01"),
    ])  # fmt: skip

    assert [(pair.reasons, pair.differences) for pair in alike] == [
        (
            ("object: đề án nuôi cá lồng hồ thủy điện", "contains: 1", "product: Đề án"),
            ("words: - / lớn", "agency: BNNMT / BCT", "deadline: 2026-10-01 / 2026-12-01"),
        )
    ]


WORDS = st.sampled_from(
    [
        "trâu",
        "ngựa",
        "thuyền",
        "lưới",
        "gạch",
        "ngói",
        "chum",
        "vại",
        "mía",
        "dâu",
        "tằm",
        "tơ",
        "lụa",
        "đay",
        "cói",
        "bông",
        "chiếu",
        "nón",
    ]
)
SUBJECT = st.lists(WORDS, min_size=4, max_size=8, unique=True).map(lambda words: "Xây dựng đề án " + " ".join(words))


@settings(max_examples=40, deadline=None)
@given(SUBJECT, SUBJECT)
def test_order_of_input_does_not_matter(a: str, b: str) -> None:
    one, other = Title("a", a), Title("b", b)

    assert pairs([one, other]) == pairs([other, one])


@settings(max_examples=40, deadline=None)
@given(SUBJECT)
def test_an_identical_title_is_a_duplicate(title: str) -> None:
    assert [(pair.relation, pair.score) for pair in _found(title, title)] == [("duplicate", 1.0)]


@settings(max_examples=40, deadline=None)
@given(SUBJECT, SUBJECT)
def test_an_unrelated_title_changes_nothing(a: str, b: str) -> None:
    titles = [Title("a", a), Title("b", b)]
    stranger = Title("c", "Khởi công cầu vượt sông Hậu tại Cần Thơ")

    assert pairs([*titles, stranger]) == pairs(titles)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_is_taken(title: str, lead: str) -> None:
    assert all(0 <= pair.score <= 1 for pair in _found(title, title, leads=(lead, lead)))


def test_index_finds_what_pairs_finds() -> None:
    titles = [Title(f"{i}-{j}", text) for i, row in enumerate(SAME) for j, text in enumerate(row[1:])]
    index = Index(titles)

    found = {frozenset((pair.a, pair.b)) for title in titles for pair in index.near(title)}

    assert found == {frozenset((pair.a, pair.b)) for pair in pairs(titles)}


def test_index_knows_what_was_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.likeness.index._PENDING", 3)
    index = Index()

    for place, (_, a, _) in enumerate(SAME):
        index.add(Title(str(place), a))

    assert ([pair.a for pair in index.near(Title("x", SAME[4][2]))], len(index)) == (["4"], len(SAME))


def test_index_gives_the_most_alike_first_and_no_more_than_asked() -> None:
    words = ["cá", "lồng", "hồ", "thủy", "điện", "sông", "Đà", "ban", "đêm"]
    index = Index(Title(str(n), f"Xây dựng đề án nuôi {' '.join(words[:n])}") for n in range(4, 9))

    found = index.near(Title("new", f"Xây dựng đề án nuôi {' '.join(words[:7])}"), limit=3)

    assert [pair.a for pair in found][:1] == ["7"]
    assert len(found) == 3
    assert all(a.score >= b.score for a, b in itertools.pairwise(found))


def test_two_provinces_with_the_same_title_are_two_tasks() -> None:
    assert _found("Xây dựng đề án chợ đêm", "Xây dựng đề án chợ đêm", leads=("SON_LA", "CA_MAU")) == []


def test_nothing_compared_gives_nothing() -> None:
    assert (pairs([]), pairs([Title("1", "")]), Index().near(Title("1", "Lập quỹ"))) == ([], [], [])
