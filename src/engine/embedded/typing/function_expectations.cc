// Written by tests/golden/trino/expectations.py from the errors of a Trino 476.
#include "engine/embedded/typing/function_expectations.h"

#include <algorithm>
#include <iterator>

namespace tarn::engine::embedded {
namespace {

struct Expectation {
  std::string_view name;
  std::string_view arguments;
};
// By name.
constexpr Expectation kRows[] = {
    {"abs",
     "abs(bigint), abs(decimal(p,s)), abs(double), abs(integer), abs(real), abs(smallint), "
     "abs(tinyint)"},
    {"acos", "acos(double)"},
    {"all_match", "all_match(array(t), function(t,boolean)) T"},
    {"any_match", "any_match(array(t), function(t,boolean)) T"},
    {"any_value", "any_value(t) T"},
    {"approx_distinct",
     "approx_distinct(boolean), approx_distinct(boolean, double), approx_distinct(t) T:comparable, "
     "approx_distinct(t, double) T:comparable, approx_distinct(unknown), approx_distinct(unknown, "
     "double)"},
    {"approx_most_frequent",
     "approx_most_frequent(bigint, bigint, bigint), approx_most_frequent(bigint, varchar, bigint)"},
    {"approx_percentile",
     "approx_percentile(bigint, array(double)), approx_percentile(bigint, double), "
     "approx_percentile(bigint, double, array(double)), approx_percentile(bigint, double, double), "
     "approx_percentile(bigint, double, double, double), approx_percentile(double, array(double)), "
     "approx_percentile(double, double), approx_percentile(double, double, array(double)), "
     "approx_percentile(double, double, double), approx_percentile(double, double, double, "
     "double), approx_percentile(real, array(double)), approx_percentile(real, double), "
     "approx_percentile(real, double, array(double)), approx_percentile(real, double, double), "
     "approx_percentile(real, double, double, double)"},
    {"approx_set", "approx_set(bigint), approx_set(double), approx_set(varchar(x))"},
    {"arbitrary", "arbitrary(t) T"},
    {"array_agg", "array_agg(t) T"},
    {"array_distinct", "array_distinct(array(e)) E:comparable"},
    {"array_except", "array_except(array(e), array(e)) E:comparable"},
    {"array_histogram", "array_histogram(array(t)) T:comparable"},
    {"array_intersect", "array_intersect(array(e), array(e)) E:comparable"},
    {"array_join", "array_join(array(e), varchar) E, array_join(array(e), varchar, varchar) E"},
    {"array_max", "array_max(array(t)) T:orderable"},
    {"array_min", "array_min(array(t)) T:orderable"},
    {"array_position", "array_position(array(t), t) T:comparable"},
    {"array_remove", "array_remove(array(e), e) E:comparable"},
    {"array_sort",
     "array_sort(array(e)) E:orderable, array_sort(array(t), function(t,t,integer)) T"},
    {"array_union", "array_union(array(e), array(e)) E:comparable"},
    {"arrays_overlap", "arrays_overlap(array(e), array(e)) E:comparable"},
    {"asin", "asin(double)"},
    {"at_timezone",
     "at_timezone(timestamp(p) with time zone, interval day to second), at_timezone(timestamp(p) "
     "with time zone, varchar(x))"},
    {"atan", "atan(double)"},
    {"atan2", "atan2(double, double)"},
    {"avg",
     "avg(bigint), avg(decimal(p,s)), avg(double), avg(interval day to second), avg(interval year "
     "to month), avg(real)"},
    {"bar", "bar(double, bigint), bar(double, bigint, color, color)"},
    {"beta_cdf", "beta_cdf(double, double, double)"},
    {"bit_count", "bit_count(bigint, bigint)"},
    {"bitwise_and", "bitwise_and(bigint, bigint)"},
    {"bitwise_and_agg", "bitwise_and_agg(bigint)"},
    {"bitwise_left_shift",
     "bitwise_left_shift(bigint, integer), bitwise_left_shift(integer, integer), "
     "bitwise_left_shift(smallint, integer), bitwise_left_shift(tinyint, integer)"},
    {"bitwise_not", "bitwise_not(bigint)"},
    {"bitwise_or", "bitwise_or(bigint, bigint)"},
    {"bitwise_or_agg", "bitwise_or_agg(bigint)"},
    {"bitwise_right_shift",
     "bitwise_right_shift(bigint, integer), bitwise_right_shift(integer, integer), "
     "bitwise_right_shift(smallint, integer), bitwise_right_shift(tinyint, integer)"},
    {"bitwise_right_shift_arithmetic",
     "bitwise_right_shift_arithmetic(bigint, integer), bitwise_right_shift_arithmetic(integer, "
     "integer), bitwise_right_shift_arithmetic(smallint, integer), "
     "bitwise_right_shift_arithmetic(tinyint, integer)"},
    {"bitwise_xor", "bitwise_xor(bigint, bigint)"},
    {"bitwise_xor_agg", "bitwise_xor_agg(bigint)"},
    {"bool_and", "bool_and(boolean)"},
    {"bool_or", "bool_or(boolean)"},
    {"cardinality",
     "cardinality(array(e)) E, cardinality(hyperloglog), cardinality(map(k,v)) K, V, "
     "cardinality(setdigest)"},
    {"cbrt", "cbrt(double)"},
    {"ceil",
     "ceil(bigint), ceil(decimal(p,s)), ceil(double), ceil(integer), ceil(real), ceil(smallint), "
     "ceil(tinyint)"},
    {"ceiling",
     "ceiling(bigint), ceiling(decimal(p,s)), ceiling(double), ceiling(integer), ceiling(real), "
     "ceiling(smallint), ceiling(tinyint)"},
    {"checksum", "checksum(t) T:comparable"},
    {"chr", "chr(bigint)"},
    {"codepoint", "codepoint(varchar(1))"},
    {"color",
     "color(double, color, color), color(double, double, double, color, color), color(varchar(x))"},
    {"combinations", "combinations(array(t), integer) T"},
    {"concat",
     "concat(E, array(E)) E, concat(array(E)) E, concat(array(E), E) E, concat(char(x), char(y)), "
     "concat(varbinary), concat(varchar)"},
    {"concat_ws", "concat_ws(varchar, array(varchar)), concat_ws(varchar, varchar)"},
    {"contains", "contains(array(t), t) T:comparable, contains(varchar, ipaddress)"},
    {"contains_sequence", "contains_sequence(array(t), array(t)) T:comparable"},
    {"corr", "corr(double, double), corr(real, real)"},
    {"cos", "cos(double)"},
    {"cosh", "cosh(double)"},
    {"cosine_distance", "cosine_distance(array(double), array(double))"},
    {"cosine_similarity",
     "cosine_similarity(array(double), array(double)), cosine_similarity(map(varchar,double), "
     "map(varchar,double))"},
    {"count", "count(), count(t) T"},
    {"count_if", "count_if(boolean)"},
    {"covar_pop", "covar_pop(double, double), covar_pop(real, real)"},
    {"covar_samp", "covar_samp(double, double), covar_samp(real, real)"},
    {"crc32", "crc32(varbinary)"},
    {"cume_dist", "cume_dist()"},
    {"current_groups", "current_groups()"},
    {"current_timezone", "current_timezone()"},
    {"date", "date(timestamp(p) with time zone), date(timestamp(p)), date(varchar(x))"},
    {"date_add",
     "date_add(varchar(x), bigint, date), date_add(varchar(x), bigint, time(p) with time zone), "
     "date_add(varchar(x), bigint, time(p)), date_add(varchar(x), bigint, timestamp(p) with time "
     "zone), date_add(varchar(x), bigint, timestamp(p))"},
    {"date_diff",
     "date_diff(varchar(x), date, date), date_diff(varchar(x), time(p) with time zone, time(p) "
     "with time zone), date_diff(varchar(x), time(p), time(p)), date_diff(varchar(x), timestamp(p) "
     "with time zone, timestamp(p) with time zone), date_diff(varchar(x), timestamp(p), "
     "timestamp(p))"},
    {"date_format",
     "date_format(timestamp(p) with time zone, varchar(x)), date_format(timestamp(p), varchar(x))"},
    {"date_parse", "date_parse(varchar(x), varchar(y))"},
    {"date_trunc",
     "date_trunc(varchar(x), date), date_trunc(varchar(x), time(p) with time zone), "
     "date_trunc(varchar(x), time(p)), date_trunc(varchar(x), timestamp(p) with time zone), "
     "date_trunc(varchar(x), timestamp(p))"},
    {"day",
     "day(date), day(interval day to second), day(timestamp(p) with time zone), day(timestamp(p))"},
    {"day_of_month",
     "day_of_month(date), day_of_month(interval day to second), day_of_month(timestamp(p) with "
     "time zone), day_of_month(timestamp(p))"},
    {"day_of_week",
     "day_of_week(date), day_of_week(timestamp(p) with time zone), day_of_week(timestamp(p))"},
    {"day_of_year",
     "day_of_year(date), day_of_year(timestamp(p) with time zone), day_of_year(timestamp(p))"},
    {"degrees", "degrees(double)"},
    {"dense_rank", "dense_rank()"},
    {"dot_product", "dot_product(array(double), array(double))"},
    {"dow", "dow(date), dow(timestamp(p) with time zone), dow(timestamp(p))"},
    {"doy", "doy(date), doy(timestamp(p) with time zone), doy(timestamp(p))"},
    {"e", "e()"},
    {"element_at", "element_at(array(e), bigint) E, element_at(map(K,V), K) K, V"},
    {"empty_approx_set", "empty_approx_set()"},
    {"euclidean_distance", "euclidean_distance(array(double), array(double))"},
    {"every", "every(boolean)"},
    {"exp", "exp(double)"},
    {"fail", "fail(integer, varchar), fail(json), fail(varchar)"},
    {"filter", "filter(array(t), function(t,boolean)) T"},
    {"first_value", "first_value(t) T"},
    {"flatten", "flatten(array(array(E))) E"},
    {"floor",
     "floor(bigint), floor(decimal(p,s)), floor(double), floor(integer), floor(real), "
     "floor(smallint), floor(tinyint)"},
    {"format_datetime",
     "format_datetime(timestamp(p) with time zone, varchar(x)), format_datetime(timestamp(p), "
     "varchar(x))"},
    {"format_number", "format_number(bigint), format_number(double)"},
    {"from_base", "from_base(varchar(x), bigint)"},
    {"from_base32", "from_base32(varbinary), from_base32(varchar(x))"},
    {"from_base64", "from_base64(varbinary), from_base64(varchar(x))"},
    {"from_base64url", "from_base64url(varbinary), from_base64url(varchar(x))"},
    {"from_big_endian_32", "from_big_endian_32(varbinary)"},
    {"from_big_endian_64", "from_big_endian_64(varbinary)"},
    {"from_hex", "from_hex(varbinary), from_hex(varchar(x))"},
    {"from_ieee754_32", "from_ieee754_32(varbinary)"},
    {"from_ieee754_64", "from_ieee754_64(varbinary)"},
    {"from_iso8601_date", "from_iso8601_date(varchar(x))"},
    {"from_iso8601_timestamp", "from_iso8601_timestamp(varchar(x))"},
    {"from_iso8601_timestamp_nanos", "from_iso8601_timestamp_nanos(varchar(x))"},
    {"from_unixtime",
     "from_unixtime(double), from_unixtime(double, bigint, bigint), from_unixtime(double, "
     "varchar(x))"},
    {"from_unixtime_nanos", "from_unixtime_nanos(bigint), from_unixtime_nanos(decimal(p,s))"},
    {"from_utf8",
     "from_utf8(varbinary), from_utf8(varbinary, bigint), from_utf8(varbinary, varchar(x))"},
    {"geometric_mean", "geometric_mean(bigint), geometric_mean(double), geometric_mean(real)"},
    {"greatest", "greatest(E) E:orderable"},
    {"hamming_distance", "hamming_distance(varchar(x), varchar(y))"},
    {"hash_counts", "hash_counts(setdigest)"},
    {"histogram", "histogram(t) T:comparable"},
    {"hmac_md5", "hmac_md5(varbinary, varbinary)"},
    {"hmac_sha1", "hmac_sha1(varbinary, varbinary)"},
    {"hmac_sha256", "hmac_sha256(varbinary, varbinary)"},
    {"hmac_sha512", "hmac_sha512(varbinary, varbinary)"},
    {"hour",
     "hour(interval day to second), hour(time(p) with time zone), hour(time(p)), hour(timestamp(p) "
     "with time zone), hour(timestamp(p))"},
    {"human_readable_seconds", "human_readable_seconds(double)"},
    {"infinity", "infinity()"},
    {"intersection_cardinality", "intersection_cardinality(setdigest, setdigest)"},
    {"inverse_beta_cdf", "inverse_beta_cdf(double, double, double)"},
    {"inverse_normal_cdf", "inverse_normal_cdf(double, double, double)"},
    {"is_finite", "is_finite(double)"},
    {"is_infinite", "is_infinite(double)"},
    {"is_json_scalar", "is_json_scalar(json), is_json_scalar(varchar(x))"},
    {"is_nan", "is_nan(double), is_nan(real)"},
    {"jaccard_index", "jaccard_index(setdigest, setdigest)"},
    {"json_array_contains",
     "json_array_contains(json, bigint), json_array_contains(json, boolean), "
     "json_array_contains(json, double), json_array_contains(json, varchar(x)), "
     "json_array_contains(varchar(x), bigint), json_array_contains(varchar(x), boolean), "
     "json_array_contains(varchar(x), double), json_array_contains(varchar(x), varchar(y))"},
    {"json_array_get", "json_array_get(json, bigint), json_array_get(varchar(x), bigint)"},
    {"json_array_length", "json_array_length(json), json_array_length(varchar(x))"},
    {"json_extract", "json_extract(json, jsonpath), json_extract(varchar(x), jsonpath)"},
    {"json_extract_scalar",
     "json_extract_scalar(json, jsonpath), json_extract_scalar(varchar(x), jsonpath)"},
    {"json_format", "json_format(json)"},
    {"json_parse", "json_parse(varchar(x))"},
    {"json_size", "json_size(json, jsonpath), json_size(varchar(x), jsonpath)"},
    {"kurtosis", "kurtosis(bigint), kurtosis(double)"},
    {"lag", "lag(t) T, lag(t, bigint) T, lag(t, bigint, t) T"},
    {"last_day_of_month",
     "last_day_of_month(date), last_day_of_month(timestamp(p) with time zone), "
     "last_day_of_month(timestamp(p))"},
    {"last_value", "last_value(t) T"},
    {"lead", "lead(t) T, lead(t, bigint) T, lead(t, bigint, t) T"},
    {"least", "least(E) E:orderable"},
    {"length", "length(char(x)), length(varbinary), length(varchar(x))"},
    {"levenshtein_distance", "levenshtein_distance(varchar(x), varchar(y))"},
    {"ln", "ln(double)"},
    {"log", "log(double, double)"},
    {"log10", "log10(double)"},
    {"log2", "log2(double)"},
    {"lower", "lower(char(x)), lower(varchar(x))"},
    {"lpad",
     "lpad(char(x), bigint, varchar(y)), lpad(varbinary, bigint, varbinary), lpad(varchar(x), "
     "bigint, varchar(y))"},
    {"ltrim",
     "ltrim(char(x)), ltrim(char(x), codepoints), ltrim(varchar(x)), ltrim(varchar(x), "
     "codepoints)"},
    {"luhn_check", "luhn_check(varchar)"},
    {"make_set_digest", "make_set_digest(t) T"},
    {"map", "map(), map(array(K), array(V)) K:comparable, V"},
    {"map_agg", "map_agg(k, v) K:comparable, V"},
    {"map_concat", "map_concat(map(K,V)) K, V"},
    {"map_entries", "map_entries(map(k,v)) K, V"},
    {"map_filter", "map_filter(map(K,V), function(K,V,boolean)) K, V"},
    {"map_from_entries", "map_from_entries(array(row(k,v))) K:comparable, V"},
    {"map_keys", "map_keys(map(k,v)) K, V"},
    {"map_union", "map_union(map(k,v)) K:comparable, V"},
    {"map_values", "map_values(map(k,v)) K, V"},
    {"map_zip_with", "map_zip_with(map(K,V1), map(K,V2), function(K,V1,V2,V3)) K, V1, V2, V3"},
    {"max", "max(e, bigint) E:orderable, max(t) T:orderable"},
    {"max_by", "max_by(v, k) K:orderable, V, max_by(v, k, bigint) K:orderable, V"},
    {"md5", "md5(varbinary)"},
    {"merge", "merge(hyperloglog), merge(qdigest(v)) V, merge(tdigest)"},
    {"merge_set_digest", "merge_set_digest(setdigest)"},
    {"millisecond",
     "millisecond(interval day to second), millisecond(time(p) with time zone), "
     "millisecond(time(p)), millisecond(timestamp(p) with time zone), millisecond(timestamp(p))"},
    {"min", "min(e, bigint) E:orderable, min(t) T:orderable"},
    {"min_by", "min_by(v, k) K:orderable, V, min_by(v, k, bigint) K:orderable, V"},
    {"minute",
     "minute(interval day to second), minute(time(p) with time zone), minute(time(p)), "
     "minute(timestamp(p) with time zone), minute(timestamp(p))"},
    {"mod",
     "mod(bigint, bigint), mod(decimal(a_precision,a_scale), decimal(b_precision,b_scale)), "
     "mod(double, double), mod(integer, integer), mod(real, real), mod(smallint, smallint), "
     "mod(tinyint, tinyint)"},
    {"month",
     "month(date), month(interval year to month), month(timestamp(p) with time zone), "
     "month(timestamp(p))"},
    {"multimap_agg", "multimap_agg(k, v) K:comparable, V"},
    {"multimap_from_entries", "multimap_from_entries(array(row(k,v))) K:comparable, V"},
    {"murmur3", "murmur3(varbinary)"},
    {"nan", "nan()"},
    {"ngrams", "ngrams(array(t), integer) T"},
    {"none_match", "none_match(array(t), function(t,boolean)) T"},
    {"normal_cdf", "normal_cdf(double, double, double)"},
    {"normalize", "normalize(varchar(x), varchar(y))"},
    {"now", "now()"},
    {"nth_value", "nth_value(t, bigint) T"},
    {"ntile", "ntile(bigint)"},
    {"numeric_histogram",
     "numeric_histogram(bigint, double), numeric_histogram(bigint, double, double), "
     "numeric_histogram(bigint, real), numeric_histogram(bigint, real, double)"},
    {"parse_data_size", "parse_data_size(varchar(x))"},
    {"parse_datetime", "parse_datetime(varchar(x), varchar(y))"},
    {"parse_duration", "parse_duration(varchar(x))"},
    {"parse_presto_data_size", "parse_presto_data_size(varchar(x))"},
    {"percent_rank", "percent_rank()"},
    {"pi", "pi()"},
    {"pow", "pow(double, double)"},
    {"power", "power(double, double)"},
    {"qdigest_agg",
     "qdigest_agg(bigint), qdigest_agg(bigint, bigint), qdigest_agg(bigint, bigint, double), "
     "qdigest_agg(double), qdigest_agg(double, bigint), qdigest_agg(double, bigint, double), "
     "qdigest_agg(real), qdigest_agg(real, bigint), qdigest_agg(real, bigint, double)"},
    {"quantile_at_value",
     "quantile_at_value(qdigest(bigint), bigint), quantile_at_value(qdigest(double), double), "
     "quantile_at_value(qdigest(real), real)"},
    {"quarter", "quarter(date), quarter(timestamp(p) with time zone), quarter(timestamp(p))"},
    {"radians", "radians(double)"},
    {"rand",
     "rand(), rand(bigint), rand(bigint, bigint), rand(integer), rand(integer, integer), "
     "rand(smallint), rand(smallint, smallint), rand(tinyint), rand(tinyint, tinyint)"},
    {"random",
     "random(), random(bigint), random(bigint, bigint), random(integer), random(integer, integer), "
     "random(smallint), random(smallint, smallint), random(tinyint), random(tinyint, tinyint)"},
    {"rank", "rank()"},
    {"reduce", "reduce(array(T), S, function(S,T,S), function(S,R)) T, S, R"},
    {"reduce_agg", "reduce_agg(T, S, function(S,T,S), function(S,S,S)) T, S"},
    {"regexp_count", "regexp_count(varchar(x), joniregexp)"},
    {"regexp_extract",
     "regexp_extract(varchar(x), joniregexp), regexp_extract(varchar(x), joniregexp, bigint)"},
    {"regexp_extract_all",
     "regexp_extract_all(varchar(x), joniregexp), regexp_extract_all(varchar(x), joniregexp, "
     "bigint)"},
    {"regexp_like", "regexp_like(varchar(x), joniregexp)"},
    {"regexp_position",
     "regexp_position(varchar(x), joniregexp), regexp_position(varchar(x), joniregexp, integer), "
     "regexp_position(varchar(x), joniregexp, integer, integer)"},
    {"regexp_replace",
     "regexp_replace(varchar(x), joniregexp), regexp_replace(varchar(x), joniregexp, varchar(y)), "
     "regexp_replace(varchar, joniregexp, function(array(varchar),varchar(x)))"},
    {"regexp_split", "regexp_split(varchar(x), joniregexp)"},
    {"regr_intercept", "regr_intercept(double, double), regr_intercept(real, real)"},
    {"regr_slope", "regr_slope(double, double), regr_slope(real, real)"},
    {"render",
     "render(bigint, color), render(boolean), render(double, color), render(varchar(x), color)"},
    {"repeat", "repeat(t, bigint) T"},
    {"replace", "replace(varchar(x), varchar(y)), replace(varchar(x), varchar(y), varchar(z))"},
    {"reverse", "reverse(array(e)) E, reverse(char(x)), reverse(varbinary), reverse(varchar(x))"},
    {"rgb", "rgb(bigint, bigint, bigint)"},
    {"round",
     "round(bigint), round(bigint, integer), round(decimal(p,s)), round(decimal(p,s), integer), "
     "round(double), round(double, integer), round(integer), round(integer, integer), round(real), "
     "round(real, integer), round(smallint), round(smallint, integer), round(tinyint), "
     "round(tinyint, integer)"},
    {"row_number", "row_number()"},
    {"rpad", "rpad(varbinary, bigint, varbinary), rpad(varchar(x), bigint, varchar(y))"},
    {"rtrim",
     "rtrim(char(x)), rtrim(char(x), codepoints), rtrim(varchar(x)), rtrim(varchar(x), "
     "codepoints)"},
    {"second",
     "second(interval day to second), second(time(p) with time zone), second(time(p)), "
     "second(timestamp(p) with time zone), second(timestamp(p))"},
    {"sequence",
     "sequence(bigint, bigint), sequence(bigint, bigint, bigint), sequence(date, date), "
     "sequence(date, date, interval day to second), sequence(date, date, interval year to month), "
     "sequence(timestamp(p), timestamp(p), interval day to second), sequence(timestamp(p), "
     "timestamp(p), interval year to month)"},
    {"sha1", "sha1(varbinary)"},
    {"sha256", "sha256(varbinary)"},
    {"sha512", "sha512(varbinary)"},
    {"shuffle", "shuffle(array(e)) E"},
    {"sign",
     "sign(bigint), sign(decimal(p,s)), sign(double), sign(integer), sign(real), sign(smallint), "
     "sign(tinyint)"},
    {"sin", "sin(double)"},
    {"sinh", "sinh(double)"},
    {"skewness", "skewness(bigint), skewness(double)"},
    {"slice", "slice(array(e), bigint, bigint) E"},
    {"soundex", "soundex(varchar)"},
    {"split", "split(varchar(x), varchar(y)), split(varchar(x), varchar(y), bigint)"},
    {"split_part", "split_part(varchar(x), varchar(y), bigint)"},
    {"split_to_map", "split_to_map(varchar, varchar, varchar)"},
    {"split_to_multimap", "split_to_multimap(varchar, varchar, varchar)"},
    {"spooky_hash_v2_32", "spooky_hash_v2_32(varbinary)"},
    {"spooky_hash_v2_64", "spooky_hash_v2_64(varbinary)"},
    {"sqrt", "sqrt(double)"},
    {"starts_with", "starts_with(varchar(x), varchar(y))"},
    {"stddev", "stddev(bigint), stddev(double)"},
    {"stddev_pop", "stddev_pop(bigint), stddev_pop(double)"},
    {"stddev_samp", "stddev_samp(bigint), stddev_samp(double)"},
    {"strpos", "strpos(varchar(x), varchar(y)), strpos(varchar(x), varchar(y), bigint)"},
    {"substr",
     "substr(char(x), bigint), substr(char(x), bigint, bigint), substr(varbinary, bigint), "
     "substr(varbinary, bigint, bigint), substr(varchar(x), bigint), substr(varchar(x), bigint, "
     "bigint)"},
    {"substring",
     "substring(char(x), bigint), substring(char(x), bigint, bigint), substring(varchar(x), "
     "bigint), substring(varchar(x), bigint, bigint)"},
    {"sum",
     "sum(bigint), sum(decimal(p,s)), sum(double), sum(interval day to second), sum(interval year "
     "to month), sum(real)"},
    {"t_cdf", "t_cdf(double, double)"},
    {"t_pdf", "t_pdf(double, double)"},
    {"tan", "tan(double)"},
    {"tanh", "tanh(double)"},
    {"tdigest_agg", "tdigest_agg(double), tdigest_agg(double, double)"},
    {"timezone", "timezone(time(p) with time zone), timezone(timestamp(p) with time zone)"},
    {"timezone_hour",
     "timezone_hour(time(p) with time zone), timezone_hour(timestamp(p) with time zone)"},
    {"timezone_minute",
     "timezone_minute(time(p) with time zone), timezone_minute(timestamp(p) with time zone)"},
    {"to_base", "to_base(bigint, bigint)"},
    {"to_base32", "to_base32(varbinary)"},
    {"to_base64", "to_base64(varbinary)"},
    {"to_base64url", "to_base64url(varbinary)"},
    {"to_big_endian_32", "to_big_endian_32(integer)"},
    {"to_big_endian_64", "to_big_endian_64(bigint)"},
    {"to_hex", "to_hex(varbinary)"},
    {"to_ieee754_32", "to_ieee754_32(real)"},
    {"to_ieee754_64", "to_ieee754_64(double)"},
    {"to_iso8601",
     "to_iso8601(date), to_iso8601(timestamp(p) with time zone), to_iso8601(timestamp(p))"},
    {"to_milliseconds", "to_milliseconds(interval day to second)"},
    {"to_unixtime", "to_unixtime(timestamp(p) with time zone)"},
    {"to_utf8", "to_utf8(char(x)), to_utf8(varchar(x))"},
    {"transform", "transform(array(T), function(T,U)) T, U"},
    {"transform_keys", "transform_keys(map(K1,V), function(K1,V,K2)) K1, K2, V"},
    {"transform_values", "transform_values(map(K,V1), function(K,V1,V2)) K, V1, V2"},
    {"translate", "translate(varchar(x), varchar(y), varchar(z))"},
    {"trim",
     "trim(char(x)), trim(char(x), codepoints), trim(varchar(x)), trim(varchar(x), codepoints)"},
    {"trim_array", "trim_array(array(e), bigint) E"},
    {"truncate",
     "truncate(decimal(p,s)), truncate(decimal(p,s), integer), truncate(double), truncate(real)"},
    {"typeof", "typeof(t) T"},
    {"upper", "upper(char(x)), upper(varchar(x))"},
    {"url_decode", "url_decode(varchar(x))"},
    {"url_encode", "url_encode(varchar(x))"},
    {"url_extract_fragment", "url_extract_fragment(varchar(x))"},
    {"url_extract_host", "url_extract_host(varchar(x))"},
    {"url_extract_parameter", "url_extract_parameter(varchar(x), varchar(y))"},
    {"url_extract_path", "url_extract_path(varchar(x))"},
    {"url_extract_port", "url_extract_port(varchar(x))"},
    {"url_extract_protocol", "url_extract_protocol(varchar(x))"},
    {"url_extract_query", "url_extract_query(varchar(x))"},
    {"uuid", "uuid()"},
    {"value_at_quantile",
     "value_at_quantile(qdigest(bigint), double), value_at_quantile(qdigest(double), double), "
     "value_at_quantile(qdigest(real), double), value_at_quantile(tdigest, double)"},
    {"values_at_quantiles",
     "values_at_quantiles(qdigest(bigint), array(double)), values_at_quantiles(qdigest(double), "
     "array(double)), values_at_quantiles(qdigest(real), array(double)), "
     "values_at_quantiles(tdigest, array(double))"},
    {"var_pop", "var_pop(bigint), var_pop(double)"},
    {"var_samp", "var_samp(bigint), var_samp(double)"},
    {"variance", "variance(bigint), variance(double)"},
    {"week", "week(date), week(timestamp(p) with time zone), week(timestamp(p))"},
    {"week_of_year",
     "week_of_year(date), week_of_year(timestamp(p) with time zone), week_of_year(timestamp(p))"},
    {"width_bucket",
     "width_bucket(double, array(double)), width_bucket(double, double, double, bigint)"},
    {"wilson_interval_lower", "wilson_interval_lower(bigint, bigint, double)"},
    {"wilson_interval_upper", "wilson_interval_upper(bigint, bigint, double)"},
    {"with_timezone", "with_timezone(timestamp(p), varchar(x))"},
    {"word_stem", "word_stem(varchar(x)), word_stem(varchar(x), varchar(2))"},
    {"xxhash64", "xxhash64(varbinary)"},
    {"year",
     "year(date), year(interval year to month), year(timestamp(p) with time zone), "
     "year(timestamp(p))"},
    {"year_of_week",
     "year_of_week(date), year_of_week(timestamp(p) with time zone), year_of_week(timestamp(p))"},
    {"yow", "yow(date), yow(timestamp(p) with time zone), yow(timestamp(p))"},
    {"zip",
     "zip(array(T1), array(T2)) T1, T2, zip(array(T1), array(T2), array(T3)) T1, T2, T3, "
     "zip(array(T1), array(T2), array(T3), array(T4)) T1, T2, T3, T4, zip(array(T1), array(T2), "
     "array(T3), array(T4), array(T5)) T1, T2, T3, T4, T5"},
    {"zip_with", "zip_with(array(T), array(U), function(T,U,R)) T, U, R"},
};

}  // namespace

std::string_view ExpectedArguments(std::string_view name) {
  const auto* found = std::lower_bound(
      std::begin(kRows), std::end(kRows), name,
      [](const Expectation& row, std::string_view wanted) { return row.name < wanted; });
  return found == std::end(kRows) || found->name != name ? std::string_view() : found->arguments;
}

}  // namespace tarn::engine::embedded
