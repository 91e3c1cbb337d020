#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/hyperloglog.html, setdigest.html, qdigest.html, tdigest.html;
// cardinality is among the functions of arrays.
constexpr FunctionRule kRules[] = {
    {"approx_set", 1, 1, "tarn_approx_set"},
    {"empty_approx_set", 0, 0, "tarn_empty_approx_set"},
    {"hash_counts", 1, 1, "tarn_hash_counts"},
    {"intersection_cardinality", 2, 2, "tarn_intersection_cardinality"},
    {"jaccard_index", 2, 2, "tarn_jaccard_index"},
    {"make_set_digest", 1, 1, "tarn_make_set_digest"},
    {"merge", 1, 1, "tarn_merge"},
    {"merge_set_digest", 1, 1, "tarn_merge_set_digest"},
    {"qdigest_agg", 1, 3, "tarn_qdigest_agg"},
    {"quantile_at_value", 2, 2, "tarn_quantile_at_value"},
    {"tdigest_agg", 1, 2, "tarn_tdigest_agg"},
    {"value_at_quantile", 2, 2, "tarn_value_at_quantile"},
    {"values_at_quantiles", 2, 2, "tarn_values_at_quantiles"},
};

}  // namespace

const std::span<const FunctionRule> kSketchFunctions = kRules;

}  // namespace tarn::engine::embedded
