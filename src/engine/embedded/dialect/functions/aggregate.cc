#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/aggregate.html
// How many of the greatest or least there should be.
#define TARN_COUNT(n, function)                                                               \
  "CASE WHEN tarn_check($" #n " > 0, '" function "', 'second argument of " function           \
  " must be "                                                                                 \
  "positive') AND tarn_check($" #n " <= 10000, '" function "', 'second argument of " function \
  " must be less than or equal to 10000; found ' || $" #n ") THEN $" #n " END"
// DuckDB leaves out values that are null; inside of rows they are none.
#define TARN_BY(function, key, check) \
  "list_transform(" function "(row($1), " key ", " TARN_COUNT(3, check) ")$F, " \
  "lambda tarn_e: tarn_e[1])"
constexpr FunctionRule kRules[] = {
    {"any_value", 1, 1, "any_value"},
    {"arbitrary", 1, 1, "any_value"},
    {"array_agg", 1, 1, "list"},
    {"avg", 1, 1, "tarn_real_of(tarn_avg($D$1)$F, any_value($1)$F)"},
    {"bool_and", 1, 1, "bool_and"},
    {"bool_or", 1, 1, "bool_or"},
    {"every", 1, 1, "bool_and"},
    {"count", 0, 1, "count"},
    {"count_if", 1, 1, "coalesce(CAST(count_if($D$1)$F AS BIGINT), 0)"},
    {"geometric_mean", 1, 1, "tarn_real_of(tarn_geometric_mean($D$1)$F, any_value($1)$F)"},
    {"max", 1, 1, "max"},
    {"max", 2, 2, "max($1, " TARN_COUNT(2, "max_n") ")$F"},
    {"max_by", 2, 2, "max_by"},
    {"max_by", 3, 3, TARN_BY("max_by", "$2", "max_n")},
    {"min", 1, 1, "min"},
    {"min", 2, 2, "min($1, " TARN_COUNT(2, "min_n") ")$F"},
    {"min_by", 2, 2, "min_by"},
    {"min_by", 3, 3, TARN_BY("min_by", "$2", "min_n")},
    {"sum", 1, 1, "tarn_sum(sum($D$1$O)$F, any_value($1)$F)"},
    {"bitwise_and_agg", 1, 1, "bit_and($DCAST($1 AS BIGINT))$F"},
    {"bitwise_or_agg", 1, 1, "bit_or($DCAST($1 AS BIGINT))$F"},
    {"bitwise_xor_agg", 1, 1, "bit_xor($DCAST($1 AS BIGINT))$F"},
    {"histogram", 1, 1, "tarn_bigint_values(histogram($D$1)$F)"},
    {"map_agg", 2, 2, "tarn_map_agg(list(row($1, $2)$O)$F)"},
    {"map_union", 1, 1, "tarn_map_agg(flatten(list(map_entries($1))$F))"},
    {"multimap_agg", 2, 2, "tarn_multimap_agg(list(row($1, $2)$O)$F)"},
    {"approx_distinct", 1, 2, "tarn_approx_distinct"},
    {"approx_most_frequent", 3, 3, "tarn_approx_most_frequent"},
    {"approx_percentile", 2, 4, "tarn_approx_percentile"},
    {"corr", 2, 2, "tarn_real(corr($D$1, $2)$F, any_value($1)$F, any_value($2)$F)"},
    {"covar_pop", 2, 2, "tarn_real(covar_pop($D$1, $2)$F, any_value($1)$F, any_value($2)$F)"},
    {"covar_samp", 2, 2, "tarn_real(covar_samp($D$1, $2)$F, any_value($1)$F, any_value($2)$F)"},
    {"kurtosis", 1, 1, "tarn_kurtosis"},
    {"numeric_histogram", 2, 3, "tarn_numeric_histogram"},
    {"reduce_agg", 4, 4,
     "tarn_reduce(list_filter(list($1)$F, lambda tarn_e: tarn_e IS NOT NULL), $3, $S)"},
    {"skewness", 1, 1, "tarn_skewness"},
    {"regr_intercept", 2, 2,
     "tarn_real(regr_intercept($D$1, $2)$F, any_value($1)$F, any_value($2)$F)"},
    {"regr_slope", 2, 2, "tarn_real(regr_slope($D$1, $2)$F, any_value($1)$F, any_value($2)$F)"},
    {"stddev", 1, 1, "tarn_stddev_samp"},
    {"stddev_pop", 1, 1, "tarn_stddev_pop"},
    {"stddev_samp", 1, 1, "tarn_stddev_samp"},
    {"variance", 1, 1, "tarn_var_samp"},
    {"var_pop", 1, 1, "tarn_var_pop"},
    {"var_samp", 1, 1, "tarn_var_samp"},
    {"checksum", 1, 1, "tarn_checksum_bytes(sum($DCAST(tarn_checksum_of($1) AS HUGEINT))$F)",
     "other bytes for moments of at most three digits"},
    // Not Trino's: false when no value stands twice, which checks of uniqueness ask first.
    {"may_repeat", 1, 1, "tarn_may_repeat", "not Trino's: false when no value stands twice"},
};

// NaN is the greatest to DuckDB; to these it is less than any other number.
#define TARN_NUMBER(n) "(CASE WHEN isnan($" #n ") THEN NULL ELSE $" #n " END)"
constexpr FunctionRule kFloatRules[] = {
    {"max", 1, 1, "coalesce(max($D" TARN_NUMBER(1) ")$F, max($D$1)$F)"},
    {"max", 2, 2,
     "list_slice(list_concat(max(" TARN_NUMBER(1) ", " TARN_COUNT(
         2, "max_n") ")$F, max(CASE WHEN "
                     "isnan($1) THEN $1 END, $2)$F), 1, $2)"},
    {"max_by", 2, 2,
     "(CASE WHEN max(" TARN_NUMBER(
         2) ")$F IS NULL THEN max_by($1, $2)$F ELSE max_by($1, " TARN_NUMBER(2) ")$F END)"},
    {"max_by", 3, 3,
     "coalesce(" TARN_BY("max_by", TARN_NUMBER(2), "max_n") ", " TARN_BY("max_by", "$2",
                                                                         "max_n") ")"},
};
#undef TARN_NUMBER
#undef TARN_COUNT
#undef TARN_BY

constexpr FunctionRule kIntervalRules[] = {
    {"sum", 1, 1, "tarn_interval_sum"},
    {"avg", 1, 1, "tarn_interval_avg"},
};

}  // namespace

const std::span<const FunctionRule> kAggregateFunctions = kRules;
const std::span<const FunctionRule> kFloatAggregateFunctions = kFloatRules;
const std::span<const FunctionRule> kIntervalAggregateFunctions = kIntervalRules;

}  // namespace tarn::engine::embedded
