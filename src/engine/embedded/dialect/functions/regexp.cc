#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/regexp.html
constexpr FunctionRule kRules[] = {
    {"regexp_like", 2, 2, "tarn_regexp_like"},
    {"regexp_count", 2, 2, "tarn_regexp_count"},
    {"regexp_extract", 2, 2, "tarn_regexp_extract($1, $2, 0)"},
    {"regexp_extract", 3, 3, "tarn_regexp_extract"},
    {"regexp_extract_all", 2, 2, "tarn_regexp_extract_all($1, $2, 0)"},
    {"regexp_extract_all", 3, 3, "tarn_regexp_extract_all"},
    {"regexp_position", 2, 2, "tarn_regexp_position($1, $2, 1, 1)"},
    {"regexp_position", 3, 3, "tarn_regexp_position($1, $2, $3, 1)"},
    {"regexp_position", 4, 4, "tarn_regexp_position"},
    {"regexp_replace", 2, 2, "tarn_regexp_replace($1, $2, '')"},
    {"regexp_replace", 3, 3, "tarn_regexp_replace"},
    {"regexp_split", 2, 2, "tarn_regexp_split"},
};

constexpr FunctionRule kReplacedByLambda[] = {
    {"regexp_replace", 3, 3,
     "list_transform([row($1, $2)], lambda tarn_s: tarn_regexp_splice(tarn_s[1], tarn_s[2], "
     "list_transform(tarn_regexp_groups(tarn_s[1], tarn_s[2]), $3)))[1]"},
};

}  // namespace

const std::span<const FunctionRule> kLambdaRegexpFunctions = kReplacedByLambda;
const std::span<const FunctionRule> kRegexpFunctions = kRules;

}  // namespace tarn::engine::embedded
