#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/array.html and lambda.html
constexpr FunctionRule kRules[] = {
    {"all_match", 2, 2, "tarn_all_match(list_transform($1, $2))"},
    {"any_match", 2, 2, "tarn_any_match(list_transform($1, $2))"},
    {"none_match", 2, 2, "tarn_none_match(list_transform($1, $2))"},
    {"array_distinct", 1, 1, "tarn_array_distinct"},
    {"array_except", 2, 2, "tarn_array_except"},
    {"array_first", 1, 1, "tarn_element_at($1, 1)"},
    {"array_histogram", 1, 1, "tarn_bigint_values(list_aggregate($1, 'histogram'))"},
    {"array_intersect", 2, 2, "tarn_array_intersect"},
    {"array_join", 2, 2,
     "tarn_array_join(list_transform($1, lambda e: tarn_cast(e, CAST(NULL AS VARCHAR))), $2)"},
    {"array_join", 3, 3,
     "tarn_array_join_nulls(list_transform($1, lambda e: tarn_cast(e, CAST(NULL AS VARCHAR))), $2, "
     "$3)"},
    {"array_last", 1, 1, "tarn_element_at($1, -1)"},
    {"array_max", 1, 1, "tarn_array_max"},
    {"array_min", 1, 1, "tarn_array_min"},
    {"array_position", 2, 2, "tarn_array_position"},
    {"array_remove", 2, 2, "tarn_array_remove"},
    {"array_sort", 1, 1, "list_sort($1, 'ASC', 'NULLS LAST')"},
    {"array_sort", 2, 2, "tarn_array_sort_by"},
    {"array_union", 2, 2, "tarn_array_union"},
    {"arrays_overlap", 2, 2, "tarn_arrays_overlap"},
    {"cardinality", 1, 1, "tarn_cardinality"},
    {"combinations", 2, 2, "tarn_combinations"},
    {"contains", 2, 2, "tarn_contains"},
    {"contains_sequence", 2, 2, "tarn_contains_sequence"},
    {"element_at", 2, 2, "tarn_element_at"},
    {"filter", 2, 2, "list_filter"},
    {"flatten", 1, 1, "flatten"},
    {"ngrams", 2, 2, "tarn_ngrams"},
    {"reduce", 4, 4, "list_transform([tarn_reduce($1, $3, $S)], $4)[1]"},
    {"repeat", 2, 2,
     "CASE WHEN tarn_check($2 <= 10000, 'repeat', 'count argument of repeat function must be less "
     "than or equal to 10000') AND tarn_check($2 >= 0, 'repeat', 'count argument of repeat "
     "function "
     "must be greater than or equal to 0') THEN list_transform(range($2), lambda i: $1) END"},
    {"sequence", 2, 2, "tarn_sequence"},
    {"sequence", 3, 3, "tarn_sequence_by"},
    {"shuffle", 1, 1,
     "list_transform(list_sort(list_transform($1, lambda tarn_e: row(random(), "
     "tarn_e))), lambda tarn_e: tarn_e[2])"},
    {"slice", 3, 3, "tarn_slice"},
    {"transform", 2, 2, "list_transform"},
    {"trim_array", 2, 2, "tarn_trim_array"},
    {"zip", 2, 5, "CASE WHEN $& THEN list_zip($*) END"},
    {"zip_with", 3, 3,
     "CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN list_transform(list_zip($1, $2), lambda "
     "tarn_z: list_transform([tarn_z[1]], lambda $p: list_transform([tarn_z[2]], lambda $q: "
     "$b)[1])[1]) END"},
};

}  // namespace

const std::span<const FunctionRule> kArrayFunctions = kRules;

}  // namespace tarn::engine::embedded
