"""How much a syllable says: the more lines of official papers it stands in, the less.

Counted once over some forty published papers (5,920 stretches of thirty syllables, marks folded). The weights are
fixed, not taken from the titles compared, so that one more title changes nothing between two others.
"""

from __future__ import annotations

#: weight -> the syllables that have it; a syllable not here weighs 1
COMMON = {
    0.2: ("ban bao bo cac chi chinh co cong cua dan de dinh doi dong dung hien nam quan so tai thuc trong tu va ve"),
    0.4: (
        "an cao cap cho chu chuc dao dau dia do du duoc gia hanh hoach hoi hop ke khai kiem li luat nang ngay "
        "nghi nghiep nhan nhiem nuoc phap phat pho phu phuong qua qui quyet tac te tham thang thanh theo thi "
        "thong thu thue tinh to tri trien trinh truong tuong van viec voi vu xa xay y"
    ),
    0.55: (
        "bi can cau che chuyen cu da dam dang dat day den dich dieu doanh don giai giam giao hiem hieu hinh ho "
        "hoa hoat huong ket khan khong khu ki kien kinh la lam lap lien luc luong moi muc nganh nghe nguoi nguon "
        "nha noi pham phan phoi phong quoc quyen ra sach san su tang tao tap the thien thoi thuoc thuong tien "
        "tiep tieu toan tong tra trach tren tro truc trung tuc ung uong uy vi vien vuc xuat yeu"
    ),
    0.75: (
        "anh benh bien boi ca chat chong chua chuong cuc cung cuong cuu dac dai danh diem dien doan doc dua duc "
        "duoi duong gian ha han hang he hoac hoan hoc huy khac khi kho khoa kip lan lao lich lieu linh loi mac "
        "mam manh mat mo mot nay neu ngan ngoai nguyen nhap nhat nhu nhung non nong nop phai phi phuc ro sang sat "
        "sau sinh soat sua sung tam thac thao thiet thon tich tin toi tru truoc truyen tuyen uu vao viet vung "
        "vuong xu"
    ),
}

WEIGHTS = {word: weight for weight, words in COMMON.items() for word in words.split()}
