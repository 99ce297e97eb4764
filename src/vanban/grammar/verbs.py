"""The words with which Vietnamese official prose gives an order: verbs, adverbs before them, directives."""

from __future__ import annotations

#: Verbs and adverbs as recognition of letters often leaves them.
DAMAGED = "đây mạnh|day mạnh|đây nhanh|day nhanh|đẩy manh|tap trung|tang cường|khan trương|kip thời|phối hop"

#: Verbs that open what is to be done.
VERBS = (
    "rà soát|xây dựng|tổ chức|chỉ đạo|triển khai|thực hiện|báo cáo|tham mưu|nghiên cứu"
    "|hướng dẫn|kiểm tra|đôn đốc|theo dõi|tổng hợp|hoàn thiện|hoàn thành"
    "|ban hành|trình|đề xuất|phối hợp|chủ trì|chủ động|tăng cường|đẩy mạnh|đẩy nhanh"
    "|tập trung|nâng cao|tiếp tục|tiếp thu|bố trí|xem xét|xử lý|giải quyết|bảo đảm|đảm bảo"
    "|rút ngắn|cắt giảm|sửa đổi|bổ sung|cập nhật|công bố|công khai|gửi|cung cấp|thông tin"
    "|tuyên truyền|phổ biến|quán triệt|đánh giá|thẩm định|phê duyệt|quyết định|lập"
    "|thành lập|kiện toàn"
    "|làm việc|làm rõ|trao đổi|thống nhất|huy động|khắc phục|sửa chữa|đổi mới|phát triển"
    "|phát huy|hỗ trợ|tạo|chú trọng|chăm lo|giữ vững|kết hợp|điều hành|đàm phán|vận động"
    "|nắm|nhận diện"
    "|quan tâm|ổn định|khai thác|thúc đẩy|thu hút|kết thúc|định hướng|lãnh đạo|sẵn sàng"
    "|cân đối|phân bổ|giải ngân|giao(?! thông| dịch| lưu| ban)|phân công|phân cấp|ủy quyền|đưa|tích hợp|kết nối"
    "|chia sẻ|vận hành"
    "|quản lý|sử dụng|duy trì|mở rộng|bảo vệ|phòng ngừa|phòng chống|phòng, chống|ngăn chặn"
    "|phát hiện|thanh tra|giám sát|kiểm soát|kiểm tra|điều tra|xác minh|xác định|làm tốt"
    "|đề nghị|yêu cầu|kiến nghị"
    "|chấn chỉnh|chuẩn bị|lựa chọn|ưu tiên|đầu tư|đào tạo|bồi dưỡng|tập huấn|tiến hành"
    "|thu thập|thống kê|phân tích|dự báo|cảnh báo|bám sát|chấp hành|tuân thủ|khẩn trương"
    "|kịp thời|nghiêm túc|quyết liệt"
    "|đăng ký|đăng tải|niêm yết|số hóa|số hoá|ứng dụng|thử nghiệm|lắp đặt|mua sắm|bàn giao"
    "|tiếp nhận|bảo quản|lưu trữ|thể chế hóa|thể chế hoá|cụ thể hóa|cụ thể hoá|đơn giản hóa"
    "|hình thành|khuyến khích"
    "|căn cứ|nêu cao|đề cao|đấu tranh|củng cố|vận dụng|đa dạng hóa|đa dạng hoá|quy hoạch"
    "|khảo sát|lấy ý kiến|tổng kết|sơ kết|biểu dương|khen thưởng|nhân rộng|lồng ghép"
    "|tháo gỡ|đối thoại|điều chỉnh|điều phối"
    "|có văn bản|có giải pháp|có biện pháp|có phương án|có kế hoạch|có trách nhiệm"
    "|có hình thức|chịu trách nhiệm|thường xuyên|định kỳ|gắn|siết chặt|kiên quyết|dành|giảm"
    "|tăng|cấp|chi trả|thu hồi|thu|nộp"
    "|bình ổn|liên kết|hợp tác|truyền thông|cử|mời|quảng bá|xúc tiến|khơi thông|kêu gọi"
    "|tham gia|tạm dừng|dừng|chấm dứt|xóa|xoá|hạn chế|giám định|rút kinh nghiệm|kiểm điểm"
    "|tự kiểm tra|thông báo|trả lời|cho ý kiến|có ý kiến"
    "|thẩm tra|soạn thảo|biên soạn|rà|kê khai|đối chiếu|hoàn chỉnh|hoàn tất|khởi công"
    "|thi công|giải phóng|di dời|sơ tán|cứu trợ|cứu hộ|trực(?! thuộc| tuyến)|tuần tra"
    "|canh gác|chốt|ứng phó|khôi phục|vệ sinh|tiêm|khoanh vùng|xét nghiệm"
    "|đóng vai trò|làm đầu mối|là đầu mối|là cơ quan|làm cơ quan|nhập|tạo lập|chuẩn hóa"
    "|chuẩn hoá|làm sạch|làm tốt|làm rõ|làm đầu|đồng bộ|công nhận|cho phép|không để"
    "|không được|tránh|chống|tận dụng|tổ chức|phát động|ký kết|ký|đăng|xuất bản"
    "|nhanh chóng|tích cực|thường trực|nghiệm thu|kiểm định|kiểm kê|kiểm đếm|hướng tới|mở"
    "|nghiêm cấm|thí điểm|rà soát|chuyển|chuyển đổi|hiện đại hóa|tái cơ cấu|cơ cấu|sắp xếp"
    "|tinh gọn|bãi bỏ|thay thế|hủy bỏ"
    "|đánh bắt|gia hạn|miễn|hoàn trả|bồi thường|trồng|chăm sóc|tưới|vớt|nạo vét|cải cách"
    "|cải thiện|cải tạo|nâng cấp|khẳng định|tổng rà soát|đấu thầu|đấu giá|truy xuất"
    "|xác nhận|chứng nhận|nắm bắt|chủ trương"
    "|tăng tốc|bứt phá|đột phá|khơi dậy|nuôi dưỡng|trang bị|bảo trì|bảo dưỡng|vận chuyển"
    "|cấp phát|lên kế hoạch|lập kế hoạch|rà soát lại|lấy|nghiêm chỉnh|chỉ định|quy định|chi(?! nhánh| cục| tiết| "
    "phí| bộ)"
    "|bảo hành|giới thiệu|dự thảo|dự kiến"
    "|giúp|mua(?! bán)|phát hiện|tịch thu|cắm|treo|dọn|gom|triệu tập|thay mặt|từng bước|làm việc|đồng hành"
    "|phát hành|hoàn thiện|nhắc nhở|quy trách nhiệm|tuyển dụng"
    "|có các|có ngay|có kế|kiểm chứng|thanh toán|quyết toán|hạch toán|giảm thiểu|giám sát|luân chuyển|điều động"
    "|tổng rà|tổng kiểm tra|tổng kiểm kê|tổng vệ sinh|tiết kiệm|tiết giảm|loại bỏ|thu gom|chủ động|kết luận|thẩm "
    "tra|giải trình|tiếp nhận|trình bày|vận tải"
    "|áp dụng|kích hoạt|nâng(?= mức| tỷ| chất)|xác lập|thiết lập|tái lập|điều tiết|cải tiến|sáp nhập|bảo tồn|tôn "
    "tạo|gìn giữ|giữ gìn"
    "|sàng lọc|cách ly|diễn tập|trực ban|ứng trực|túc trực|gia cố|neo đậu|kêu gọi|di chuyển|nghiêm trị"
    "|truy quét|trấn áp|triệt phá|xử phạt|khởi tố|thực thi|phản ánh|phản hồi|kéo giảm|kéo dài|xây mới|khánh thành"
    "|lắng nghe|tiếp công dân|cam kết|tuân theo|khuyến cáo|đôn đốc|phối kết hợp|xem lại|chấm điểm|xếp loại|công nhận"
    "|không(?= (?:thu|tổ chức|yêu cầu|ban hành|phát sinh|thực hiện|bố trí|giao|phê duyệt|cấp|xem xét|chấp thuận"
    "|tiếp nhận) )"
    "|tuyệt đối|phân loại|phân luồng|phân tách|phân định|bổ nhiệm|đề cử|tổ chức lại"
    f"|{DAMAGED}"
)

#: Words that may stand before the verb.
ADVERBS = (
    "khẩn trương|kịp thời|chủ động|tích cực|tiếp tục|thường xuyên|nghiêm túc|tập trung"
    "|quyết liệt|trực tiếp|cần|phải|sẽ phải|sớm|nhanh chóng|chú trọng|đồng thời|tổ chức"
    "|hằng năm|hàng năm|hằng tháng|hàng tháng"
    "|hằng quý|hàng quý|hằng tuần|hàng tuần|hằng ngày|hàng ngày|định kỳ|đặc biệt|nhất là"
    "|trước mắt|phải|tăng cường|căn cứ|trên cơ sở|theo|cùng|có trách nhiệm|chịu trách nhiệm"
    "|chỉ đạo|ngay|cụ thể"
)

#: Words by which a superior orders.
DIRECTIVES = r"(?:[Gg]iao|[ĐđDd][eềéểẻê] ngh[ịiỊ]|[Yy]êu cầu|[Pp]hân công|[Ll]ưu ý|GIAO|ĐỀ NGHỊ|YÊU CẦU|PHÂN CÔNG)"

#: Sections that weigh, aim or explain: nothing in them is an order.
QUIET_TITLES = (
    r"đánh giá(?! (?:tác động|kết quả thực hiện))|kết quả(?: đạt được| thực hiện)?\b|tồn tại"
    r"|hạn chế|tình hình|thực trạng|hiện trạng|mục đích|yêu cầu\b|quan điểm|nguyên tắc"
    r"|mục tiêu|phạm vi|đối tượng|căn cứ|bối cảnh|cơ sở (?:pháp lý|chính trị|thực tiễn)"
    r"|sự cần thiết|nguyên nhân|bài học|ưu điểm|kết quả đạt|chỉ tiêu|tầm nhìn|định hướng đến"
    r"|quyền hạn|tiêu chí|tiêu chuẩn|hình thức(?: và tiêu chuẩn)? khen thưởng|điều kiện|giải thích từ ngữ"
    r"|tài liệu tham khảo|những kết quả|khó khăn|về tình hình"
)
