#include "protocol/feedback/receipt_code.h"

#include <random>

#include "protocol/base/encoding.h"
#include "tests/protocol/vectors.h"
#include "tests/support/catch.h"

using namespace protocol;

namespace {
const nlohmann::json& table() { return vectors("app-vectors")["receipt"]; }
bool holds(const std::string& digits) { return ReceiptCode::parse(digits).has_value(); }
}  // namespace

TEST_CASE("the published code derives the published keys", "[protocol][receipt]")
{
    const auto code = ReceiptCode::parse(text(table()["printed"]));
    REQUIRE(code);
    CHECK(code->password() == text(table()["password"]));
    CHECK(code->printed().view() == text(table()["printed"]));
    CHECK(code->digits() == text(table()["password"]) + check_digits(text(table()["password"])));
    const std::string host{log_host("tlog.hue.example/2026")};
    CHECK(host == text(table()["log_host"]));
    const std::string salt = receipt_salt(host, text(table()["commune"]));
    CHECK(to_hex(salt) == text(table()["salt_hex"]));
    const auto master = receipt_master(*code, salt);
    REQUIRE(master);
    CHECK(to_hex(master->view()) == text(table()["master_hex"]));
    const auto keys = derive_receipt_keys(*code, host, text(table()["commune"]));
    REQUIRE(keys);
    CHECK(keys->lookup == text(table()["lookup_hex"]));
    const auto& pk = keys->reply.public_key();
    CHECK(to_hex({reinterpret_cast<const char*>(pk.data()), pk.size()}) == text(table()["reply_pk_hex"]));
}

TEST_CASE("a code is read however its groups are separated", "[protocol][receipt]")
{
    for (const char* good : {"48291357026481937597", "4829 1357 0264 8193 7597", "4829-1357-0264-8193-7597",
                             " 48291357026481937597 "})
        CHECK(ReceiptCode::parse(good)->digits() == "48291357026481937597");
    for (const char* wrong :
         {"", "4829", "4829135702648193759", "482913570264819375970", "4829135702648193759x",
          "48291357026481937598", "4829.1357.0264.8193.7597", "00000000000000000000"})
        CHECK_FALSE(ReceiptCode::parse(wrong));
}

TEST_CASE("every wrong digit and every swap of neighbours is found", "[protocol][receipt]")
{
    std::mt19937 random{20107};
    for (int round = 0; round < 200; ++round) {
        const std::string code{ReceiptCode::generate().digits()};
        REQUIRE(code.size() == 20);
        REQUIRE(holds(code));
        for (std::size_t i = 0; i < code.size(); ++i) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                std::string wrong = code;
                wrong[i] = digit;
                REQUIRE(holds(wrong) == (wrong == code));
            }
            for (const std::size_t step : {1U, 2U}) {
                if (i + step >= code.size()) continue;
                std::string wrong = code;
                std::swap(wrong[i], wrong[i + step]);
                REQUIRE(holds(wrong) == (wrong == code));
            }
        }
    }
    int missed = 0;
    constexpr int kTrials = 20'000;
    for (int round = 0; round < kTrials; ++round) {
        std::string code = "48291357026481937597";
        const std::size_t i = random() % 20;
        const std::size_t j = (i + 1 + random() % 19) % 20;
        code[i] = static_cast<char>('0' + (code[i] - '0' + 1 + static_cast<int>(random() % 9)) % 10);
        code[j] = static_cast<char>('0' + (code[j] - '0' + 1 + static_cast<int>(random() % 9)) % 10);
        missed += holds(code) ? 1 : 0;
    }
    CHECK(missed < kTrials * 2 / 100);
}
