#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/datetime.html
constexpr FunctionRule kRules[] = {
    {"current_timezone", 0, 0, "current_setting('TimeZone')"},
    {"date", 1, 1, "tarn_cast($1, CAST(NULL AS DATE))"},
    {"date_add", 3, 3, "tarn_date_add($1, $2, $3)"},
    {"date_format", 2, 2, "tarn_date_format"},
    {"date_parse", 2, 2, "tarn_date_parse"},
    // date_sub counts complete units, as Trino's date_diff does; DuckDB's date_diff counts borders
    // crossed.
    {"date_diff", 3, 3, "date_sub($1, $2, $3)"},
    {"date_trunc", 2, 2, "tarn_date_trunc($1, $2)"},
    {"day", 1, 1, "day"},
    {"day_of_month", 1, 1, "day"},
    {"day_of_week", 1, 1, "isodow"},
    {"dow", 1, 1, "isodow"},
    {"day_of_year", 1, 1, "dayofyear"},
    {"doy", 1, 1, "dayofyear"},
    {"format_datetime", 2, 2, "tarn_format_datetime"},
    {"from_unixtime", 1, 1, "tarn_from_unixtime"},
    {"from_unixtime", 2, 2, "tarn_from_unixtime($1)", "the zone does not show"},
    {"from_unixtime_nanos", 1, 1, "CAST(make_timestamp_ns(CAST($1 AS BIGINT)) AS timestamptz_ns)"},
    {"from_iso8601_date", 1, 1, "tarn_from_iso8601_date"},
    {"from_iso8601_timestamp", 1, 1, "tarn_from_iso8601_timestamp"},
    {"from_iso8601_timestamp_nanos", 1, 1, "tarn_from_iso8601_timestamp_nanos"},
    {"parse_datetime", 2, 2, "tarn_parse_datetime"},
    {"parse_duration", 1, 1, "tarn_parse_duration"},
    {"hour", 1, 1, "tarn_hour"},
    {"last_day_of_month", 1, 1, "last_day"},
    {"millisecond", 1, 1, "tarn_millisecond"},
    {"minute", 1, 1, "tarn_minute"},
    {"month", 1, 1, "month"},
    {"now", 0, 0, "now"},
    {"quarter", 1, 1, "quarter"},
    {"second", 1, 1, "tarn_second"},
    {"to_milliseconds", 1, 1, "tarn_to_milliseconds"},
    {"to_iso8601", 1, 1, "tarn_to_iso8601"},
    {"to_unixtime", 1, 1, "epoch"},
    {"week", 1, 1, "weekofyear"},
    {"week_of_year", 1, 1, "weekofyear"},
    {"year", 1, 1, "year"},
    {"year_of_week", 1, 1, "isoyear"},
    {"yow", 1, 1, "isoyear"},
    {"with_timezone", 2, 2, "timezone($2, $1)"},
};

}  // namespace

const std::span<const FunctionRule> kDateTimeFunctions = kRules;

}  // namespace tarn::engine::embedded
