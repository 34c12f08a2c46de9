#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "province/files/files.h"
#include "province/fsck/fsck.h"
#include "province/init/create_province.h"
#include "province/publish/composer.h"
#include "province/publish/log_writer.h"
#include "province/publish/sources.h"
#include "province/text/texts.h"
#include "tests/support/places.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_registry.h"

/// A province of one commune in a folder of its own, and the steps of `publish` without the command line.
class ProvinceFixture {
public:
    ProvinceFixture()
    {
        if (!province::load_texts("en", places::assets())) throw std::runtime_error("no texts");
        law_.province_code = "46";
        law_.province_name = "Huế";
        law_.units = {{"20107", "xã", "Phú Lộc"}};
        law_.items = {"D01", "D03", "D04", "DQ"};
        province::ProvinceOptions options;
        options.place = place();
        options.demo = true;
        options.registry = database_.address();
        const auto made = province::create_province(options, law_, now_);
        if (!made) throw std::runtime_error(made.error().detail);
    }

    std::filesystem::path place() const { return dir_ / "x"; }
    province::DataFolder data() const { return {place() / "province"}; }
    /// Where its registry is.
    std::string registry_address() const
    {
        return database_.address().empty() ? (data().root / "registry.db").string() : database_.address();
    }
    const province::RuleBook& law() const { return law_; }
    protocol::Date today() const { return protocol::local_date(now_); }
    protocol::Time now() const { return now_; }

    std::filesystem::path write(const std::string& name, std::string_view text) const
    {
        const auto path = dir_ / "sources" / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path, std::ios::binary} << text;
        return path;
    }

    province::Problems check(const std::vector<std::filesystem::path>& paths) const
    {
        province::Problems problems;
        auto drafts =
            province::read_sources(province::find_sources(paths, problems), today(), law_, problems);
        problems.sort();
        return problems;
    }

    /// Publishes as 20107.ubnd; the problems' keys where there are any. A failure of the disk or the log
    /// throws.
    std::vector<std::string> publish(const std::vector<std::filesystem::path>& paths,
                                     const std::string& body = "20107.ubnd") const
    {
        province::Problems problems;
        const auto drafts =
            province::read_sources(province::find_sources(paths, problems), today(), law_, problems);
        const auto as = problems.none() ? province::publishing_body(body, "46", drafts, problems) : "";
        if (problems.none()) {
            auto writer = need(province::LogWriter::open(data()));
            const province::OfficeFolder office{data().offices(), as};
            const auto key =
                need(protocol::SigningKey::parse(need(province::read_file(office.publisher(), 4096))));
            const auto batch = need(province::Composer{writer, as, key, today()}.compose(drafts, problems));
            if (problems.none()) need(writer.append(batch));
        }
        std::vector<std::string> keys;
        for (const auto& problem : problems.problems()) keys.push_back(problem.key);
        return keys;
    }

    std::vector<province::Defect> fsck() const { return need(province::check_province(data())).defects; }

    template <class T>
    static T need(protocol::Result<T> result)
    {
        if (!result) throw std::runtime_error(result.error().detail);
        if constexpr (!std::is_void_v<T>) return std::move(*result);
    }

protected:
    const TestDatabase& database() const { return database_; }

private:
    TempDir dir_;
    TestDatabase database_;
    province::RuleBook law_;
    protocol::Time now_ = protocol::at_local(
        protocol::Date{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{24}}, 9);
};

inline std::string notice(std::string_view title, std::string_view more = {},
                          std::string_view body = "Nội dung.")
{
    return "+++\nkind = \"disclosure\"\nitem = \"D04\"\nscope = \"commune\"\ntitle = \"" +
           std::string{title} + "\"\n" + std::string{more} + "+++\n\n" + std::string{body} + "\n";
}
