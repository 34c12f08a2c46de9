#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "province/console/visit.h"
#include "province/feedback/small_counts.h"
#include "province/registry/statistics.h"

namespace province::console {

/// A line of a table of figures: what it counts, in words, and the code for the CSV file.
struct FigureLine {
    std::string code;
    std::string name;
    Tally tally;
    Told told = Told::Exactly;
};

/// Those of one table, each with a denominator: "52 / 58". Only "dưới 5" of what may not be told.
std::vector<Fields> figure_rows(const std::vector<FigureLine>& lines, protocol::Date today);
/// The figures above the tables: received, answered, on time, usual days, waiting, oldest.
void add_total(Fields& fields, const Tally& total, protocol::Date today);

/// "table,code,name,received,…" of these tables, for a spreadsheet: UTF-8 with its mark, as RFC 4180 says.
std::string figures_csv(const std::vector<std::pair<std::string, std::vector<FigureLine>>>& tables,
                        protocol::Date today);

}  // namespace province::console
