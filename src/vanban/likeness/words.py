"""Words of official Vietnamese that mean the same, mean nothing, or tell two tasks apart. Data only.

They are written as officers write them and folded when loaded. No list holds the subject of a task: what a
national programme is about changes every few years, how an office words an order does not.
"""

from __future__ import annotations

#: Short forms as they stand in letters and plans, without dots, dashes and "&". A short form that is not here
#: is still understood when the other title spells it out (see `alike.spelled_out`).
ABBREVIATIONS = {
    "ATGT": "an toàn giao thông",
    "AI": "trí tuệ nhân tạo",
    "ANM": "an ninh mạng",
    "ANQP": "an ninh quốc phòng",
    "ANTT": "an ninh trật tự",
    "ATTP": "an toàn thực phẩm",
    "ATTT": "an toàn thông tin",
    "BCĐ": "ban chỉ đạo",
    "BĐKH": "biến đổi khí hậu",
    "BHTN": "bảo hiểm thất nghiệp",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "BVMT": "bảo vệ môi trường",
    "CBCC": "cán bộ công chức",
    "CBCCVC": "cán bộ công chức viên chức",
    "CCHC": "cải cách hành chính",
    "CCN": "cụm công nghiệp",
    "CĐS": "chuyển đổi số",
    "CLC": "chất lượng cao",
    "CNCL": "công nghệ chiến lược",
    "CNHT": "công nghiệp hỗ trợ",
    "CNSH": "công nghệ sinh học",
    "CNTT": "công nghệ thông tin",
    "CNXH": "chủ nghĩa xã hội",
    "CPĐT": "chính phủ điện tử",
    "CSDL": "cơ sở dữ liệu",
    "CSDLCN": "cơ sở dữ liệu chuyên ngành",
    "CSDLQG": "cơ sở dữ liệu quốc gia",
    "CSGD": "cơ sở giáo dục",
    "CSHT": "cơ sở hạ tầng",
    "CSVC": "cơ sở vật chất",
    "CTMTQG": "chương trình mục tiêu quốc gia",
    "DN": "doanh nghiệp",
    "DNNN": "doanh nghiệp nhà nước",
    "DNNVV": "doanh nghiệp nhỏ và vừa",
    "DTTS": "dân tộc thiểu số",
    "DVC": "dịch vụ công",
    "DVCQG": "dịch vụ công quốc gia",
    "DVCTT": "dịch vụ công trực tuyến",
    "ĐBSCL": "đồng bằng sông cửu long",
    "ĐMST": "đổi mới sáng tạo",
    "ĐTC": "đầu tư công",
    "ĐVHC": "đơn vị hành chính",
    "ĐVSN": "đơn vị sự nghiệp",
    "FDI": "đầu tư nước ngoài",
    "FTA": "hiệp định thương mại tự do",
    "GD": "giáo dục",
    "GDĐH": "giáo dục đại học",
    "GDĐT": "giáo dục và đào tạo",
    "GDMN": "giáo dục mầm non",
    "GDNN": "giáo dục nghề nghiệp",
    "GDPT": "giáo dục phổ thông",
    "GPLX": "giấy phép lái xe",
    "GPMB": "giải phóng mặt bằng",
    "GTGT": "giá trị gia tăng",
    "GTVT": "giao thông vận tải",
    "GVMN": "giáo viên mầm non",
    "HCNN": "hành chính nhà nước",
    "HĐĐT": "hóa đơn điện tử",
    "HĐND": "hội đồng nhân dân",
    "HSSV": "học sinh sinh viên",
    "HTQT": "hợp tác quốc tế",
    "HTTT": "hệ thống thông tin",
    "HTX": "hợp tác xã",
    "IOT": "internet vạn vật",
    "KCB": "khám chữa bệnh",
    "KCHT": "kết cấu hạ tầng",
    "KCN": "khu công nghiệp",
    "KCNC": "khu công nghệ cao",
    "KCX": "khu chế xuất",
    "KH": "kế hoạch",
    "KHCN": "khoa học công nghệ",
    "KHCNĐMST": "khoa học công nghệ đổi mới sáng tạo",
    "KHĐT": "kế hoạch đầu tư",
    "KKT": "khu kinh tế",
    "KTS": "kinh tế số",
    "KTXH": "kinh tế xã hội",
    "LĐ": "lao động",
    "LLVT": "lực lượng vũ trang",
    "MTQG": "mục tiêu quốc gia",
    "MTTQ": "mặt trận tổ quốc",
    "NCKH": "nghiên cứu khoa học",
    "NCPT": "nghiên cứu phát triển",
    "NĐ": "nghị định",
    "NLTT": "năng lượng tái tạo",
    "NNL": "nguồn nhân lực",
    "NNMT": "nông nghiệp và môi trường",
    "NNPTNT": "nông nghiệp và phát triển nông thôn",
    "NQ": "nghị quyết",
    "NSĐP": "ngân sách địa phương",
    "NSLĐ": "năng suất lao động",
    "NSNN": "ngân sách nhà nước",
    "NSTW": "ngân sách trung ương",
    "NTM": "nông thôn mới",
    "PCCC": "phòng cháy chữa cháy",
    "PCTN": "phòng chống tham nhũng",
    "PCTT": "phòng chống thiên tai",
    "PPP": "đối tác công tư",
    "PTN": "phòng thí nghiệm",
    "QĐ": "quyết định",
    "QLNN": "quản lý nhà nước",
    "QLTT": "quản lý thị trường",
    "QPAN": "quốc phòng an ninh",
    "QPPL": "quy phạm pháp luật",
    "QSDĐ": "quyền sử dụng đất",
    "RD": "nghiên cứu phát triển",
    "SHTT": "sở hữu trí tuệ",
    "SXKD": "sản xuất kinh doanh",
    "TĐC": "tái định cư",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TMĐT": "thương mại điện tử",
    "TNCS": "thanh niên cộng sản",
    "TNMT": "tài nguyên và môi trường",
    "TT": "thông tư",
    "TTCP": "thanh tra chính phủ",
    "TTDL": "trung tâm dữ liệu",
    "TTDLQG": "trung tâm dữ liệu quốc gia",
    "TTG": "thủ tướng",
    "TTGCP": "thủ tướng chính phủ",
    "TTHC": "thủ tục hành chính",
    "TTNT": "trí tuệ nhân tạo",
    "TTTT": "thông tin truyền thông",
    "TW": "trung ương",
    "UBND": "ủy ban nhân dân",
    "VBPL": "văn bản pháp luật",
    "VBQPPL": "văn bản quy phạm pháp luật",
    "VLXD": "vật liệu xây dựng",
    "VN": "việt nam",
    "VPCP": "văn phòng chính phủ",
    "VSATTP": "vệ sinh an toàn thực phẩm",
    "XDCB": "xây dựng cơ bản",
    "XHH": "xã hội hóa",
    "XHS": "xã hội số",
    "XKLĐ": "xuất khẩu lao động",
    "XNK": "xuất nhập khẩu",
    "YT": "y tế",
}

#: Phrases one office writes for another's; the first of each line stands for all. Only everyday wording:
#: every line would hold in a programme about any subject.
SAME = (
    ("toàn quốc", "cả nước", "phạm vi cả nước", "phạm vi toàn quốc", "toàn bộ lãnh thổ", "trên toàn lãnh thổ"),
    ("bảo đảm", "đảm bảo"),
    ("vận hành", "khai thác sử dụng", "đưa vào hoạt động", "đi vào hoạt động", "đưa vào khai thác", "đưa vào sử dụng",
     "đưa vào vận hành", "vận hành chính thức", "khai thác vận hành"),
    ("không phụ thuộc địa giới", "phi địa giới", "không phụ thuộc vào địa giới"),
    ("người bệnh", "bệnh nhân"),
    ("người cao tuổi", "người già"),
    ("trẻ em", "trẻ nhỏ", "thiếu nhi"),
    ("học sinh", "người học"),
    ("góp ý", "cho ý kiến", "tham gia ý kiến", "đóng góp ý kiến", "văn bản góp ý"),
    ("sửa đổi", "sửa", "điều chỉnh", "sửa đổi bổ sung", "bổ sung", "rà soát điều chỉnh", "rà soát bổ sung"),
    ("dừng", "đóng", "ngừng", "chấm dứt", "tạm dừng"),
    ("cắt giảm", "giảm", "giảm bớt", "tinh giản", "giảm thiểu"),
    ("khó khăn", "vướng mắc", "khó khăn vướng mắc", "điểm nghẽn", "bất cập", "rào cản"),
    ("nguồn lực", "kinh phí nhân lực", "nhân lực kinh phí"),
    ("tối thiểu", "ít nhất", "không dưới"),
    ("đối tác công tư", "hợp tác công tư"),
    ("đầu tư nước ngoài", "vốn nước ngoài", "vốn đầu tư nước ngoài", "đầu tư trực tiếp nước ngoài"),
    ("trí tuệ nhân tạo", "trí tuệ nhân tạo ai"),
    ("môi trường mạng", "không gian mạng"),
    ("nâng cao", "tăng cường", "đẩy mạnh", "thúc đẩy", "cải thiện"),
    ("khoa học công nghệ", "khoa học kỹ thuật"),
    ("kết nối", "liên thông", "kết nối liên thông", "tích hợp"),
    ("quản lý", "quản trị"),
    ("doanh nghiệp nhỏ vừa", "doanh nghiệp vừa nhỏ"),
    ("văn bản hướng dẫn", "văn bản quy định chi tiết", "quy định chi tiết", "hướng dẫn thi hành",
     "quy định chi tiết hướng dẫn thi hành", "văn bản quy phạm pháp luật quy định chi tiết"),
    ("danh mục", "danh sách"),
    ("nhân lực", "nguồn nhân lực", "lao động chất lượng"),
    ("công trình", "dự án đầu tư xây dựng công trình", "dự án đầu tư xây dựng"),
    ("trình độ cao", "chất lượng cao"),
    ("bộ tiêu chí", "hệ thống tiêu chí"),
    ("quốc khánh", "ngày quốc khánh"),
    ("thí điểm", "thử nghiệm"),
    ("sắp xếp", "tổ chức lại", "sắp xếp tổ chức lại"),
    ("chuyển", "di chuyển", "chuyển giao"),
    ("thu hút", "huy động"),
    ("ưu đãi", "khuyến khích"),
    ("trực tuyến", "qua mạng"),
    ("cơ sở dữ liệu dùng chung", "cơ sở dữ liệu chuyên ngành"),
    ("nông dân", "người nông dân"),
    ("đào tạo", "bồi dưỡng", "đào tạo bồi dưỡng", "tập huấn"),
    ("xóa", "xóa bỏ", "bãi bỏ"),
    ("hằng năm", "hàng năm"),
    ("phê duyệt", "thông qua"),
    ("cơ chế", "chính sách", "cơ chế chính sách"),
    ("mạng lưới", "hệ thống mạng lưới"),
    ("theo dõi", "giám sát", "theo dõi giám sát"),
)  # fmt: skip

#: Little words that carry no subject. Compared with their marks: "có" is little, "cơ" is not.
CONNECTIVES = (
    "và các của cho để về trong tại theo với bằng từ đến là có được bị do ở ra vào trên dưới như khi này đó những "
    "mỗi mọi "
    "cùng hoặc hay cũng đã đang sẽ nếu thì mà gồm nhằm phải cần qua lên giữa bởi sau trước đối ngay sớm còn việc "
    "thuộc năm "
    "tháng ngày quý tới nhất xong cả tiếp bộ ngành vùng mức nhiều sự"
)

#: The same written without marks, where they cannot be mistaken for a word of a subject.
BARE_CONNECTIVES = "va cua cac cho trong voi theo duoc nhung tren hoac"

#: Words of two syllables of which one alone would be taken for a little word or an order.
WHOLE = (
    "phụ thuộc", "từ điển", "từ thiện", "lộ trình", "công trình", "quá trình", "tiến trình", "giáo trình",
    "độc lập", "công lập", "dân lập", "cung cấp", "trợ cấp", "bằng cấp", "sơ cấp", "trung cấp", "cao cấp", "cấp cứu",
    "đồng bằng", "văn bằng", "mặt bằng", "công bằng", "bằng sáng chế", "đào tạo từ xa", "môi trường", "tự do",
    "đại lý", "ngân hàng trung ương", "sự nghiệp", "sự cố", "tài sản", "năm học", "tuổi trẻ", "về hưu", "nghỉ phép",
    "trong nước", "trên không", "dưới nước", "cho thuê", "cho vay", "được mùa", "quy trình", "phần mềm",
)  # fmt: skip

#: Phrases that carry no subject.
EMPTY = (
    "liên quan", "một số", "bao gồm", "giai đoạn", "thời kỳ", "tầm nhìn", "định hướng", "tất cả", "cần thiết",
    "lĩnh vực",
    "các cấp", "toàn bộ", "toàn diện", "trên địa bàn", "địa bàn", "theo thẩm quyền", "thẩm quyền", "có hiệu quả",
    "hiệu quả",
    "kịp thời", "đối với", "trong năm", "tình hình", "công tác", "nhiệm vụ", "đầy đủ", "chính thức", "trường hợp",
    "giải pháp", "biện pháp", "nội dung", "theo đúng", "như sau", "phù hợp", "tổng thể", "sớm", "chính phủ ban hành",
    "thủ tướng chính phủ", "thủ tướng", "các bộ", "địa phương", "bộ trưởng", "trung ương", "cơ quan", "đơn vị",
    "dự thảo",
)  # fmt: skip

#: What an office does at each stage of one piece of work. The same paper being drafted, carried out and looked
#: back on makes three tasks.
STAGES = {
    "make": ("xây dựng", "ban hành", "trình", "hoàn thiện", "lập", "soạn thảo", "phê duyệt", "tham mưu", "nghiên cứu",
             "thành lập", "hình thành", "sửa đổi", "công bố", "hoàn thành", "đề xuất", "phát triển", "cập nhật",
             "kiện toàn", "công khai", "cắt giảm", "quy định"),
    "do": ("triển khai", "thực hiện", "tổ chức", "vận hành", "áp dụng", "đưa vào", "ứng dụng", "thí điểm", "mở rộng",
           "nâng cấp", "nhân rộng", "khởi công", "duy trì", "đầu tư", "cấp", "hỗ trợ"),
    "review": ("sơ kết", "tổng kết", "đánh giá", "khảo sát"),
    "inspect": ("thanh tra", "kiểm tra", "kiểm toán", "hậu kiểm"),
    "comment": ("góp ý", "thẩm định", "thẩm tra"),
    "report": ("báo cáo",),
    "urge": ("đôn đốc", "hướng dẫn", "chỉ đạo", "theo dõi", "tuyên truyền", "phổ biến", "nhắc nhở"),
}  # fmt: skip

#: Verbs that open an order and say nothing of its subject.
ORDER_VERBS = (
    "tiếp tục", "khẩn trương", "tập trung", "chủ động", "phối hợp", "chủ trì", "rà soát", "đẩy nhanh", "phấn đấu",
    "đề nghị",
    "yêu cầu", "bố trí", "tăng tốc", "quyết liệt", "kịp thời", "nghiêm túc", "chịu trách nhiệm", "làm rõ", "tổng hợp",
    "gửi", "xem xét", "quyết định", "nâng cao", "xử lý", "tháo gỡ", "giải quyết", "bảo đảm", "chuẩn bị", "sử dụng",
    "khai thác", "tạo lập", "chấn chỉnh", "lấy", "đưa", "thúc đẩy", "trao đổi",
)  # fmt: skip

#: Where the purpose or the basis of a task begins: what follows names other things than its own result.
PURPOSES = (
    "phục vụ", "nhằm", "để", "góp phần", "đáp ứng", "bảo đảm", "theo danh mục", "theo quy hoạch", "theo quy định",
    "theo kế hoạch", "theo nghị quyết", "theo nghị định", "theo chỉ đạo", "làm căn cứ", "làm cơ sở", "hướng tới",
    "trên cơ sở",
    "căn cứ", "thuộc", "trực thuộc", "cho phép", "qua", "phấn đấu", "nhất là", "đặc biệt", "trọng tâm",
)  # fmt: skip

#: Where a place, a destination or a party begins: what follows is not the thing itself. "Về" after a form of paper
#: still names its subject ("Nghị quyết về …").
PREPOSITIONS = "về tại trên lên vào từ đến giữa cho với trong của"

#: Forms of paper that name what is to be delivered. Two tasks on one subject with two of these differ.
PAPERS = (
    "đề án", "kế hoạch", "chương trình", "chiến lược", "quy hoạch", "danh mục", "báo cáo", "phương án", "quy chế",
    "quy trình",
    "nghị quyết", "nghị định", "thông tư", "chỉ thị", "luật", "pháp lệnh", "bộ tiêu chí", "bộ chỉ số", "tiêu chuẩn",
    "định mức", "hướng dẫn", "khung", "chính sách", "bảng giá", "quy tắc", "quy chuẩn", "bản đồ", "cơ chế", "hồ sơ",
    "đề tài", "lộ trình",
)  # fmt: skip

#: Things other than papers. "Kế hoạch triển khai nền tảng X, nền tảng Y" is still one plan.
THINGS = (
    "cơ sở dữ liệu", "trung tâm", "nền tảng", "hệ thống", "cổng", "dự án", "mô hình", "ứng dụng", "ủy ban",
    "hạ tầng", "cuộc thi", "hội nghị", "mạng lưới", "công trình", "phần mềm", "hội đồng", "bệnh viện",
)  # fmt: skip

#: Legal documents: "Luật X" and "Nghị định về X" are two tasks.
LAWS = ("luật", "pháp lệnh", "nghị quyết", "nghị định", "thông tư", "chỉ thị")

#: Opposite directions: each pair, met one on each side, makes two tasks.
OPPOSITES = (
    ("vào", "ra"), ("tăng", "giảm"), ("tăng", "cắt giảm"), ("mở", "đóng"), ("mở", "dừng"), ("mở lại", "dừng"),
    ("nhập khẩu", "xuất khẩu"), ("đến", "đi"), ("thành lập", "giải thể"), ("cấp", "thu hồi"), ("cấp lại", "cắt giảm"),
    ("phủ sóng", "tắt sóng"), ("trong nước", "nước ngoài"), ("nâng", "hạ"), ("thu", "chi"), ("mua", "bán"),
    ("tuyển dụng", "tinh giản"), ("sáp nhập", "chia tách"), ("bổ nhiệm", "miễn nhiệm"), ("đầu vào", "đầu ra"),
    ("trung ương", "địa phương"), ("thành thị", "nông thôn"), ("đô thị", "nông thôn"), ("công lập", "ngoài công lập"),
    ("cho vay", "thu nợ"), ("khen thưởng", "kỷ luật"), ("tiếp nhận", "trả"), ("cho phép", "cấm"), ("nam", "nữ"),
    ("tập trung", "phân tán"), ("bắt buộc", "tự nguyện"), ("trực tiếp", "trực tuyến"), ("cấp tỉnh", "cấp xã"),
    ("cấp tỉnh", "cấp bộ"), ("mầm non", "phổ thông"), ("mầm non", "đại học"), ("phổ thông", "đại học"),
    ("miễn", "thu"), ("nhiệt điện", "thủy điện"), ("ngắn hạn", "dài hạn"), ("trung hạn", "hằng năm"),
)  # fmt: skip

#: Provinces and cities before and after 1 July 2025, and the regions.
PLACES = (
    "An Giang, Bà Rịa Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước, "
    "Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, "
    "Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Huế, Hưng Yên, "
    "Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, "
    "Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, "
    "Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, "
    "Vĩnh Phúc, Yên Bái, Đồng bằng sông Cửu Long, Đồng bằng sông Hồng, Tây Nguyên, Đông Nam Bộ, Duyên hải miền Trung, "
    "Trung du miền núi phía Bắc, Bắc Trung Bộ, Tây Bắc, Tây Nam Bộ"
)

#: Ministries merged into others in 2025: papers of before still name them.
MERGED_AGENCIES = {
    "BTTTT": "BKHCN",
    "BKHĐT": "BTC",
    "BGTVT": "BXD",
    "BTNMT": "BNNMT",
    "BNNPTNT": "BNNMT",
    "BLĐTBXH": "BNV",
    "UBDT": "BDTTG",
    "BHXHVN": "BTC",
}

#: Leads that stand for everybody: a general task, of which one unit's task is a slice.
EVERYBODY = ("ALL_MINISTRIES", "ALL_PROVINCES", "ALL_AGENCIES", "ALL_DEPARTMENTS", "ALL_COMMUNES")
