#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/datetime.html
constexpr FunctionRule kRules[] = {
    {"current_timezone", 0, 0, "tarn_current_timezone()"},
    {"date", 1, 1, "tarn_cast($1, CAST(NULL AS DATE))"},
    {"date_add", 3, 3, "tarn_date_add($1, $2, $3)"},
    {"date_format", 2, 2, "tarn_date_format"},
    {"date_parse", 2, 2, "tarn_date_parse"},
    {"at_timezone", 2, 2, "tarn_at_timezone"},
    {"date_diff", 3, 3, "tarn_date_diff"},
    {"date_trunc", 2, 2, "tarn_date_trunc($1, $2)"},
    {"day", 1, 1, "day(tarn_local($1))"},
    {"day_of_month", 1, 1, "day(tarn_local($1))"},
    {"day_of_week", 1, 1, "isodow(tarn_local($1))"},
    {"dow", 1, 1, "isodow(tarn_local($1))"},
    {"day_of_year", 1, 1, "dayofyear(tarn_local($1))"},
    {"doy", 1, 1, "dayofyear(tarn_local($1))"},
    {"format_datetime", 2, 2, "tarn_format_datetime"},
    {"from_unixtime", 1, 1, "tarn_from_unixtime"},
    {"from_unixtime", 2, 2, "tarn_at_timezone(tarn_from_unixtime($1), $2)"},
    {"from_unixtime", 3, 3, "tarn_from_unixtime_at"},
    {"from_unixtime_nanos", 1, 1, "CAST(make_timestamp_ns(CAST($1 AS BIGINT)) AS timestamptz_ns)"},
    {"from_iso8601_date", 1, 1, "tarn_from_iso8601_date"},
    {"from_iso8601_timestamp", 1, 1, "tarn_from_iso8601_timestamp"},
    {"from_iso8601_timestamp_nanos", 1, 1, "tarn_from_iso8601_timestamp_nanos"},
    {"parse_datetime", 2, 2, "tarn_parse_datetime"},
    {"parse_duration", 1, 1, "tarn_parse_duration"},
    {"hour", 1, 1, "tarn_hour"},
    {"human_readable_seconds", 1, 1, "tarn_human_readable_seconds"},
    {"last_day_of_month", 1, 1, "last_day(tarn_local($1))"},
    {"millisecond", 1, 1, "tarn_millisecond"},
    {"minute", 1, 1, "tarn_minute"},
    {"month", 1, 1, "month(tarn_local($1))"},
    {"now", 0, 0, "tarn_now(3)"},
    {"quarter", 1, 1, "quarter(tarn_local($1))"},
    {"second", 1, 1, "tarn_second"},
    {"to_milliseconds", 1, 1, "tarn_to_milliseconds"},
    {"to_iso8601", 1, 1, "tarn_to_iso8601"},
    {"timezone", 1, 1, "tarn_timezone"},
    {"timezone_hour", 1, 1, "tarn_timezone_hour"},
    {"timezone_minute", 1, 1, "tarn_timezone_minute"},
    {"to_unixtime", 1, 1, "epoch(tarn_instant($1))"},
    {"week", 1, 1, "weekofyear(tarn_local($1))"},
    {"week_of_year", 1, 1, "weekofyear(tarn_local($1))"},
    {"year", 1, 1, "year(tarn_local($1))"},
    {"year_of_week", 1, 1, "isoyear(tarn_local($1))"},
    {"yow", 1, 1, "isoyear(tarn_local($1))"},
    {"with_timezone", 2, 2, "tarn_with_timezone"},
};

}  // namespace

const std::span<const FunctionRule> kDateTimeFunctions = kRules;

}  // namespace tarn::engine::embedded
