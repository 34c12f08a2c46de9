#include "kiosk/documents/prose.h"

#include "tests/support/catch.h"

using kiosk::prose;

TEST_CASE("lines that the width of a page broke are one sentence again", "[kiosk][documents][prose]")
{
    CHECK(prose("Ủy ban nhân dân xã thông báo\nviệc thu hồi đất để làm đường\nthôn Đông Lưu.\nBà con xem bản "
                "đồ.") ==
          "Ủy ban nhân dân xã thông báo việc thu hồi đất để làm đường thôn Đông Lưu.\nBà con xem bản đồ.");
}

TEST_CASE("headings, articles and items of a list keep a line of their own", "[kiosk][documents][prose]")
{
    CHECK(prose("QUYẾT ĐỊNH\nVề mức thu phí\nĐiều 1. Mức thu\nnhư sau:\n- hộ thường 20.000 đồng\n- hộ nghèo "
                "miễn\n"
                "1. Thu mỗi quý\n2) Có biên lai\n\nNơi nhận") ==
          "QUYẾT ĐỊNH\nVề mức thu phí\nĐiều 1. Mức thu như sau:\n- hộ thường 20.000 đồng\n- hộ nghèo miễn\n"
          "1. Thu mỗi quý\n2) Có biên lai\nNơi nhận");
}

TEST_CASE("a word parted at a line's end is whole, a dash between words stays", "[kiosk][documents][prose]")
{
    CHECK(prose("inter-\nnational") == "international");
    CHECK(prose("vụ Đông -\nXuân") == "vụ Đông - Xuân");
}

TEST_CASE("what a hostile page gives is bounded and valid, or nothing", "[kiosk][documents][prose]")
{
    CHECK(prose("").empty());
    CHECK(prose(" \n\t\n \f").empty());
    CHECK(prose("\xFF\xFE broken").empty());
    CHECK(prose(std::string(1'000'000, 'a')).size() <= 16 * 1024);
    CHECK(prose("một   hai\tba") == "một hai ba");
}
