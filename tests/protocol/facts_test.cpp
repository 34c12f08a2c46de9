#include "protocol/records/facts.h"

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace protocol;

namespace {

Strings words(std::string_view language)
{
    std::ifstream file{places::assets() + "/text/kiosk." + std::string{language} + ".txt", std::ios::binary};
    return Strings::parse(std::string{std::istreambuf_iterator<char>{file}, {}}).value();
}

std::string all(const std::vector<FactGroup>& groups)
{
    std::string out;
    for (const FactGroup& group : groups) {
        out += group.title + "\n";
        for (const Fact& fact : group.facts) out += fact.what + "=" + fact.value + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("a card says its facts in words, in both languages and without marks of bold", "[protocol][facts]")
{
    Card card;
    Meeting meeting;
    meeting.start = Time{std::chrono::seconds{1'795'507'440}};
    meeting.place = "Nhà văn hóa";
    meeting.status = "cancelled";
    meeting.agenda = {{1, "Bàn mức đóng góp", "Trưởng thôn", 20}};
    meeting.votes = {{"Góp 500.000 đồng?", 112, 6, 3}};
    card.details = meeting;
    const std::string vi = all(record_facts(card, words("vi")));
    CHECK(vi.find("Nhà văn hóa") != std::string::npos);
    CHECK(vi.find("1. Bàn mức đóng góp · Trưởng thôn") != std::string::npos);
    CHECK(vi.find("112") != std::string::npos);
    CHECK(vi.find("**") == std::string::npos);
    CHECK(vi.find('{') == std::string::npos);
    CHECK(all(record_facts(card, words("en"))) != vi);
}

TEST_CASE("every type of card has words for all it can say", "[protocol][facts]")
{
    for (const char* t : {"disclosure", "meeting", "consultation", "project", "procedure", "contact", "stats",
                          "withdrawal", "bulletin", "place", "board"})
        for (const char* language : {"vi", "en"}) {
            Card card;
            card.details = empty_details(t);
            const Strings catalogue = words(language);
            const std::string said = all(record_facts(card, catalogue)) + record_kind(t, "", catalogue);
            INFO(t << " " << said);
            CHECK(said.find("facts.") == std::string::npos);
            CHECK(said.find('{') == std::string::npos);
        }
    CHECK(office_words("20107.ubnd", words("vi")) == "Ủy ban nhân dân xã");
    CHECK(office_words("20107.khac", words("vi")) == "Cơ quan công bố");
    CHECK(record_kind("disclosure", "D02", words("vi")) == "Ngân sách, thu chi của xã");
    CHECK(money_words(412'000'000, words("vi")) == "412 triệu đồng");
    CHECK(money_words(1'234'567, words("vi")) == "1.234.567 đồng");
    CHECK(date_words(Date{std::chrono::year{2026}, std::chrono::month{2}, std::chrono::day{3}}) ==
          "03/02/2026");
}
