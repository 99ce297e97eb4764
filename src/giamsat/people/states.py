"""Kinds of unit and roles. PURE."""

from giamsat.wording import Worded


class Role(Worded):
    """What a post may do (PRODUCT, "Who uses it")."""

    COORDINATOR = "coordinator", "Cán bộ tổng hợp"
    REPORTER = "reporter", "Đầu mối báo cáo"
    APPROVER = "approver", "Người đứng đầu"
    LEADER = "leader", "Lãnh đạo Ban Chỉ đạo"
    SUPERVISOR = "supervisor", "Cơ quan theo dõi, kiểm tra"
    UNIT_ADMIN = "unit_admin", "Quản trị đơn vị"
    SYSTEM_ADMIN = "system_admin", "Quản trị hệ thống"


#: Role → the roles whose posts it may give: a unit's administrator none that sees beyond the unit.
GRANTS: dict[Role, tuple[Role, ...]] = {
    Role.UNIT_ADMIN: (Role.REPORTER, Role.APPROVER, Role.COORDINATOR, Role.UNIT_ADMIN),
    Role.SYSTEM_ADMIN: tuple(Role),
}
#: roles somebody else may act from during leave
DELEGABLE = (Role.COORDINATOR, Role.REPORTER, Role.APPROVER, Role.LEADER, Role.SUPERVISOR)


class UnitKind(Worded):
    """Kinds of agency; values are those of the agency table."""

    MINISTRY = "bo", "Bộ"
    MINISTERIAL = "co_quan_ngang_bo", "Cơ quan ngang bộ"
    GOVERNMENT = "co_quan_thuoc_chinh_phu", "Cơ quan thuộc Chính phủ"
    PROVINCE = "tinh", "Tỉnh"
    CITY = "thanh_pho_truc_thuoc_tw", "Thành phố trực thuộc Trung ương"
    BODY = "ban_chi_dao", "Ban Chỉ đạo"
    PARTY = "dang_trung_uong", "Cơ quan Đảng Trung ương"
    ASSEMBLY = "quoc_hoi_tu_phap_mttq", "Quốc hội, tư pháp, Mặt trận và đoàn thể"
    LEADERSHIP = "lanh_dao", "Chính phủ, Thủ tướng"
    INTERAGENCY = "to_chuc_lien_nganh", "Tổ chức liên ngành"
    MERGED = "cu_da_sap_xep", "Đã sắp xếp"
    DEPARTMENT = "don_vi_truc_thuoc", "Đơn vị trực thuộc"
    COMMUNE = "xa", "Xã, phường, đặc khu"


class ChangeKind(Worded):
    """What may happen to units in a reorganisation."""

    CREATE = "create", "Thành lập"
    RENAME = "rename", "Đổi tên"
    MOVE = "move", "Chuyển cơ quan cấp trên"
    MERGE = "merge", "Hợp nhất, sáp nhập"
    SPLIT = "split", "Chia, tách"
    DISSOLVE = "dissolve", "Giải thể"


class ReorganisationState(Worded):
    """Where a reorganisation stands."""

    PROPOSED = "proposed", "Chờ người thứ hai"
    CARRIED_OUT = "carried_out", "Đã thực hiện"
    WITHDRAWN = "withdrawn", "Đã rút"


REORGANISATION_MOVES: dict[ReorganisationState, tuple[ReorganisationState, ...]] = {
    ReorganisationState.PROPOSED: (ReorganisationState.CARRIED_OUT, ReorganisationState.WITHDRAWN),
    ReorganisationState.CARRIED_OUT: (),
    ReorganisationState.WITHDRAWN: (),
}

MINISTRIES = (UnitKind.MINISTRY, UnitKind.MINISTERIAL, UnitKind.GOVERNMENT)
PROVINCES = (UnitKind.PROVINCE, UnitKind.CITY)

# Group words of a document → kinds of unit they bind. RELATED_AGENCIES names nobody and is decided by a person.
GROUPS: dict[str, tuple[UnitKind, ...]] = {
    "ALL_MINISTRIES": MINISTRIES,
    "ALL_PROVINCES": PROVINCES,
    "ALL_AGENCIES": MINISTRIES + PROVINCES,
}
GROUP_NAMES = {
    "ALL_MINISTRIES": "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
    "ALL_PROVINCES": "UBND các tỉnh, thành phố trực thuộc Trung ương",
    "ALL_AGENCIES": "Các cơ quan, đơn vị, địa phương",
    "ALL_DEPARTMENTS": "Các sở, ban, ngành",
    "ALL_COMMUNES": "UBND các xã, phường, đặc khu",
    "ALL_DISTRICTS": "UBND các huyện, thị xã, thành phố",
    "ALL_SUBUNITS": "Các đơn vị thuộc, trực thuộc",
    "RELATED_AGENCIES": "Các cơ quan liên quan",
}
