#include "engine/embedded/dialect/function_table.h"

#include <algorithm>
#include <iterator>

namespace tarn::engine::embedded {
namespace {

constexpr int kAny = -1;

// Trino's functions (https://trino.io/docs/476/functions/list.html), grouped as its documentation
// groups them, sorted by nothing else. What is missing here is an error that says so: a function
// that means something else in DuckDB never slips through.
constexpr FunctionRule kRules[] = {
    // Aggregate
    {"any_value", 1, 1, "any_value"},
    {"arbitrary", 1, 1, "any_value"},
    {"array_agg", 1, 1, "list"},
    {"avg", 1, 1, "tarn_avg"},
    {"bool_and", 1, 1, "bool_and"},
    {"bool_or", 1, 1, "bool_or"},
    {"every", 1, 1, "bool_and"},
    {"count", 0, 1, "count"},
    {"count_if", 1, 1, "CAST(count_if($D$1)$F AS BIGINT)"},
    {"geometric_mean", 1, 1, "geomean"},
    {"max", 1, 1, "max"},
    {"max", 2, 2, "max"},
    {"max_by", 2, 3, "max_by"},
    {"min", 1, 1, "min"},
    {"min", 2, 2, "min"},
    {"min_by", 2, 3, "min_by"},
    {"sum", 1, 1, "tarn_sum(sum($D$1$O)$F)"},
    {"bitwise_and_agg", 1, 1, "bit_and"},
    {"bitwise_or_agg", 1, 1, "bit_or"},
    {"bitwise_xor_agg", 1, 1, "bit_xor"},
    {"histogram", 1, 1, "histogram"},
    {"map_agg", 2, 2, "map(list($1$O)$F, list($2$O)$F)"},
    {"approx_distinct", 1, 2, "approx_count_distinct($D$1)$F"},
    {"approx_percentile", 2, 2, "approx_quantile"},
    {"corr", 2, 2, "corr"},
    {"covar_pop", 2, 2, "covar_pop"},
    {"covar_samp", 2, 2, "covar_samp"},
    {"kurtosis", 1, 1, "kurtosis"},
    {"skewness", 1, 1, "skewness"},
    {"regr_intercept", 2, 2, "regr_intercept"},
    {"regr_slope", 2, 2, "regr_slope"},
    {"stddev", 1, 1, "stddev_samp"},
    {"stddev_pop", 1, 1, "stddev_pop"},
    {"stddev_samp", 1, 1, "stddev_samp"},
    {"variance", 1, 1, "var_samp"},
    {"var_pop", 1, 1, "var_pop"},
    {"var_samp", 1, 1, "var_samp"},
    {"checksum", 1, 1, "bit_xor(hash($D$1))$F"},
    // Not Trino's: false when no value stands twice, which checks of uniqueness ask first.
    {"may_repeat", 1, 1, "tarn_may_repeat"},
    // Window
    {"row_number", 0, 0, "row_number"},
    {"rank", 0, 0, "rank"},
    {"dense_rank", 0, 0, "dense_rank"},
    {"percent_rank", 0, 0, "percent_rank"},
    {"cume_dist", 0, 0, "cume_dist"},
    {"ntile", 1, 1, "ntile"},
    {"first_value", 1, 1, "first_value"},
    {"last_value", 1, 1, "last_value"},
    {"nth_value", 2, 2, "nth_value"},
    {"lead", 1, 3, "lead"},
    {"lag", 1, 3, "lag"},
    // Conditional and comparison
    {"greatest", 1, kAny, "greatest"},
    {"least", 1, kAny, "least"},
    {"typeof", 1, 1, "lower(typeof($1))"},
    {"version", 0, 0, "('476')"},
    {"fail", 1, 1, "error"},
    // Mathematical
    {"abs", 1, 1, "abs"},
    {"acos", 1, 1, "acos"},
    {"asin", 1, 1, "asin"},
    {"atan", 1, 1, "atan"},
    {"atan2", 2, 2, "atan2"},
    {"cbrt", 1, 1, "cbrt"},
    {"ceil", 1, 1, "ceil"},
    {"ceiling", 1, 1, "ceil"},
    {"cos", 1, 1, "cos"},
    {"cosh", 1, 1, "cosh"},
    {"cosine_similarity", 2, 2, "list_cosine_similarity"},
    {"degrees", 1, 1, "degrees"},
    {"e", 0, 0, "exp(1)"},
    {"exp", 1, 1, "exp"},
    {"floor", 1, 1, "floor"},
    {"infinity", 0, 0, "CAST('infinity' AS DOUBLE)"},
    {"nan", 0, 0, "CAST('nan' AS DOUBLE)"},
    {"is_finite", 1, 1, "isfinite"},
    {"is_infinite", 1, 1, "isinf"},
    {"is_nan", 1, 1, "isnan"},
    {"ln", 1, 1, "ln"},
    {"log", 2, 2, "log"},
    {"log2", 1, 1, "log2"},
    {"log10", 1, 1, "log10"},
    {"mod", 2, 2, "($1 % $2)"},
    {"pi", 0, 0, "pi"},
    {"pow", 2, 2, "pow"},
    {"power", 2, 2, "pow"},
    {"radians", 1, 1, "radians"},
    {"rand", 0, 0, "random"},
    {"random", 0, 0, "random"},
    {"random", 1, 1, "CAST(floor(random() * $1) AS BIGINT)"},
    {"random", 2, 2, "($1 + CAST(floor(random() * ($2 - $1)) AS BIGINT))"},
    {"round", 1, 2, "round"},
    {"sign", 1, 1, "sign"},
    {"sin", 1, 1, "sin"},
    {"sinh", 1, 1, "sinh"},
    {"sqrt", 1, 1, "sqrt"},
    {"tan", 1, 1, "tan"},
    {"tanh", 1, 1, "tanh"},
    {"truncate", 1, 1, "trunc"},
    {"width_bucket", 4, 4,
     "CAST(greatest(0, least(floor(($1 - $2) / (($3 - $2) / $4)) + 1, $4 + 1)) AS BIGINT)"},
    {"bitwise_and", 2, 2, "($1 & $2)"},
    {"bitwise_or", 2, 2, "($1 | $2)"},
    {"bitwise_xor", 2, 2, "xor($1, $2)"},
    {"bitwise_not", 1, 1, "(~ $1)"},
    {"bitwise_left_shift", 2, 2, "($1 << $2)"},
    {"bitwise_right_shift", 2, 2, "($1 >> $2)"},
    {"bit_count", 2, 2, "bit_count($1)"},
    {"to_base", 2, 2, "lower(to_base($1, $2))"},
    // String
    {"chr", 1, 1, "chr"},
    {"codepoint", 1, 1, "unicode"},
    {"concat", 2, kAny, "($|)"},
    {"concat_ws", 2, kAny, "concat_ws"},
    {"ends_with", 2, 2, "ends_with"},
    {"starts_with", 2, 2, "starts_with"},
    {"format", 2, kAny, "printf"},
    {"hamming_distance", 2, 2, "hamming"},
    {"length", 1, 1, "length"},
    {"levenshtein_distance", 2, 2, "levenshtein"},
    {"lower", 1, 1, "lower"},
    {"upper", 1, 1, "upper"},
    {"lpad", 3, 3, "lpad"},
    {"rpad", 3, 3, "rpad"},
    {"ltrim", 1, 2, "ltrim"},
    {"rtrim", 1, 2, "rtrim"},
    {"trim", 1, 2, "trim"},
    {"normalize", 1, 1, "nfc_normalize"},
    {"position", 2, 2, "strpos($2, $1)"},
    {"replace", 2, 2, "replace($1, $2, '')"},
    {"replace", 3, 3, "replace"},
    {"reverse", 1, 1, "reverse"},
    {"soundex", 1, 1, "soundex"},
    {"split", 2, 2, "string_split"},
    {"split_part", 3, 3, "nullif(split_part($1, $2, CAST($3 AS BIGINT)), '')"},
    {"strpos", 2, 2, "strpos"},
    {"strrpos", 2, 2,
     "coalesce(nullif(length($1) - strpos(reverse($1), reverse($2)) - length($2) + 2, length($1) - "
     "length($2) + 2), 0)"},
    {"substr", 2, 3, "substr"},
    {"substring", 2, 3, "substr"},
    {"translate", 3, 3, "translate"},
    {"word_stem", 1, 1, "stem($1, 'english')"},
    {"to_utf8", 1, 1, "encode"},
    {"from_utf8", 1, 1, "decode"},
    // Regular expressions (RE2 on both sides)
    {"regexp_like", 2, 2, "regexp_matches"},
    {"regexp_count", 2, 2, "length(regexp_extract_all($1, $2))"},
    {"regexp_extract", 2, 2, "CASE WHEN regexp_matches($1, $2) THEN regexp_extract($1, $2) END"},
    {"regexp_extract", 3, 3,
     "CASE WHEN regexp_matches($1, $2) THEN regexp_extract($1, $2, $3) END"},
    {"regexp_extract_all", 2, 3, "regexp_extract_all"},
    {"regexp_replace", 2, 2, "regexp_replace($1, $2, '', 'g')"},
    {"regexp_split", 2, 2, "regexp_split_to_array"},
    // Binary
    {"from_base64", 1, 1, "from_base64"},
    {"from_hex", 1, 1, "from_hex"},
    {"md5", 1, 1, "from_hex(md5($1))"},
    {"sha1", 1, 1, "from_hex(sha1($1))"},
    {"sha256", 1, 1, "from_hex(sha256($1))"},
    {"to_base64", 1, 1, "to_base64"},
    {"to_hex", 1, 1, "hex"},
    // Date and time
    {"current_timezone", 0, 0, "current_setting('TimeZone')"},
    {"date", 1, 1, "CAST($1 AS DATE)"},
    {"date_add", 3, 3, "tarn_date_add($1, $2, $3)"},
    {"date_format", 2, 2, "strftime($1, $2)"},
    {"date_parse", 2, 2, "strptime($1, $2)"},
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
    {"from_unixtime", 1, 1, "to_timestamp"},
    {"from_iso8601_date", 1, 1, "CAST($1 AS DATE)"},
    {"from_iso8601_timestamp", 1, 1, "CAST($1 AS TIMESTAMPTZ)"},
    {"hour", 1, 1, "hour"},
    {"last_day_of_month", 1, 1, "last_day"},
    {"millisecond", 1, 1, "(millisecond($1) % 1000)"},
    {"minute", 1, 1, "minute"},
    {"month", 1, 1, "month"},
    {"now", 0, 0, "now"},
    {"quarter", 1, 1, "quarter"},
    {"second", 1, 1, "second"},
    {"to_milliseconds", 1, 1, "tarn_to_milliseconds"},
    {"to_iso8601", 1, 1, "strftime($1, '%Y-%m-%dT%H:%M:%S.%g')"},
    {"to_unixtime", 1, 1, "epoch"},
    {"week", 1, 1, "weekofyear"},
    {"week_of_year", 1, 1, "weekofyear"},
    {"year", 1, 1, "year"},
    {"year_of_week", 1, 1, "isoyear"},
    {"yow", 1, 1, "isoyear"},
    {"with_timezone", 2, 2, "timezone($2, $1)"},
    // Arrays
    {"all_match", 2, 2, "coalesce(list_bool_and(list_transform($1, $2)), true)"},
    {"any_match", 2, 2, "coalesce(list_bool_or(list_transform($1, $2)), false)"},
    {"none_match", 2, 2, "NOT coalesce(list_bool_or(list_transform($1, $2)), false)"},
    {"array_distinct", 1, 1, "list_distinct"},
    {"array_except", 2, 2, "list_filter(list_distinct($1), lambda e: NOT list_contains($2, e))"},
    {"array_intersect", 2, 2, "list_distinct(list_intersect($1, $2))"},
    {"array_join", 2, 2, "array_to_string($1, $2)"},
    {"array_max", 1, 1, "list_max"},
    {"array_min", 1, 1, "list_min"},
    {"array_position", 2, 2, "coalesce(list_position($1, $2), 0)"},
    {"array_remove", 2, 2, "list_filter($1, lambda e: e <> $2)"},
    {"array_sort", 1, 1, "list_sort"},
    {"array_union", 2, 2, "list_distinct(list_concat($1, $2))"},
    {"arrays_overlap", 2, 2, "list_has_any"},
    {"cardinality", 1, 1, "CAST(cardinality($1) AS BIGINT)"},
    {"contains", 2, 2, "list_contains"},
    {"element_at", 2, 2, "$1[$2]"},
    {"filter", 2, 2, "list_filter"},
    {"flatten", 1, 1, "flatten"},
    {"ngrams", 2, 2, "list_transform(range(1, len($1) - $2 + 2), lambda i: $1[i:i + $2 - 1])"},
    {"reduce", 4, 4, "list_transform([list_reduce($1, $3, $2)], $4)[1]"},
    {"sequence", 2, 3, "generate_series"},
    {"repeat", 2, 2, "list_transform(range($2), lambda i: $1)"},
    {"slice", 3, 3, "list_slice($1, $2, $2 + $3 - 1)"},
    {"transform", 2, 2, "list_transform"},
    {"zip", 2, 5, "list_zip"},
    // Maps
    {"map", 0, 0, "map"},
    {"map", 2, 2, "map"},
    {"map_concat", 1, kAny, "map_concat"},
    {"map_entries", 1, 1, "map_entries"},
    {"map_from_entries", 1, 1, "map_from_entries"},
    {"map_keys", 1, 1, "map_keys"},
    {"map_values", 1, 1, "map_values"},
    // JSON
    {"json_array_contains", 2, 2, "json_contains($1, to_json($2))"},
    {"json_array_length", 1, 1, "CAST(json_array_length($1) AS BIGINT)"},
    {"json_extract", 2, 2, "json_extract"},
    {"json_extract_scalar", 2, 2, "json_extract_string"},
    {"json_format", 1, 1, "CAST(json($1) AS VARCHAR)"},
    {"json_parse", 1, 1, "json"},
    {"json_size", 2, 2, "coalesce(json_array_length($1, $2), len(json_keys($1, $2)), 0)"},
    {"is_json_scalar", 1, 1, "(json_type($1) NOT IN ('ARRAY', 'OBJECT'))"},
    // UUID, URL
    {"uuid", 0, 0, "uuid"},
    {"url_decode", 1, 1, "url_decode"},
    {"url_encode", 1, 1, "url_encode"},
};

}  // namespace

const FunctionRule* FindFunction(std::string_view name, size_t arguments) {
  auto count = static_cast<int>(arguments);
  for (const auto& rule : kRules) {
    if (rule.name == name && count >= rule.min_arguments &&
        (rule.max_arguments == kAny || count <= rule.max_arguments)) {
      return &rule;
    }
  }
  return nullptr;
}

bool FunctionExists(std::string_view name) {
  return std::any_of(std::begin(kRules), std::end(kRules),
                     [&](const FunctionRule& rule) { return rule.name == name; });
}

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  for (const auto& rule : kRules) names.emplace_back(rule.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace tarn::engine::embedded
