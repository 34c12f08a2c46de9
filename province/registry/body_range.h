#pragma once

// Only for province/registry: the bodies that a span means, as a condition of a query.

#include <string>

#include <soci/soci.h>

#include "province/registry/statistics.h"

namespace province {

/// The bodies meant, in the order of the index; "20107." ≤ body < "20107/" as in the audit log. Lives as long
/// as the query it is bound to.
struct BodyRange {
    std::string from, to, left_out_from, left_out_to;

    explicit BodyRange(const Span& span)
    {
        if (!span.office.empty()) {
            from = span.office;
            to = span.office + "\x01";
        } else if (!span.area.empty()) {
            from = span.area + ".";
            to = span.area + "/";
        } else {
            from = "0";
            to = ":";  // behind every digit
        }
        left_out_from = span.without.empty() ? std::string(":") : span.without + ".";
        left_out_to = span.without.empty() ? std::string(":") : span.without + "/";
    }
    static std::string where()
    {
        return "body >= :from AND body < :to AND (body < :out_from OR body >= :out_to)";
    }
    void bind(soci::details::prepare_temp_type& query) const
    {
        query, soci::use(from, "from"), soci::use(to, "to"), soci::use(left_out_from, "out_from"),
            soci::use(left_out_to, "out_to");
    }
};

}  // namespace province
