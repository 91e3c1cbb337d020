#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

#define TARN_RANDOM_BELOW                                                  \
  "CASE WHEN tarn_check($1 > 0, 'random', 'bound must be positive') THEN " \
  "CAST(floor(random() * $1) AS BIGINT) END"
#define TARN_RANDOM_BETWEEN                                                                       \
  "CASE WHEN tarn_check($1 < $2, 'random', 'start value must be less than stop value') THEN ($1 " \
  "+ CAST(floor(random() * ($2 - $1)) AS BIGINT)) END"

// https://trino.io/docs/476/functions/math.html
constexpr FunctionRule kRules[] = {
    {"abs", 1, 1, "abs"},
    {"acos", 1, 1, "tarn_acos"},
    {"asin", 1, 1, "tarn_asin"},
    {"atan", 1, 1, "atan"},
    {"atan2", 2, 2, "atan2"},
    {"cbrt", 1, 1, "cbrt"},
    {"ceil", 1, 1, "tarn_ceil"},
    {"ceiling", 1, 1, "tarn_ceil"},
    {"cos", 1, 1, "tarn_cos"},
    {"cosh", 1, 1, "cosh"},
    {"beta_cdf", 3, 3, "tarn_beta_cdf"},
    {"cosine_distance", 2, 2, "tarn_cosine_distance"},
    {"cosine_similarity", 2, 2, "tarn_cosine_similarity"},
    {"degrees", 1, 1, "degrees"},
    {"dot_product", 2, 2, "tarn_dot_product"},
    {"e", 0, 0, "exp(1)"},
    {"euclidean_distance", 2, 2, "tarn_euclidean_distance"},
    {"exp", 1, 1, "tarn_exp"},
    {"floor", 1, 1, "tarn_floor"},
    {"infinity", 0, 0, "CAST('infinity' AS DOUBLE)"},
    {"inverse_beta_cdf", 3, 3, "tarn_inverse_beta_cdf"},
    {"inverse_normal_cdf", 3, 3, "tarn_inverse_normal_cdf"},
    {"nan", 0, 0, "CAST('nan' AS DOUBLE)"},
    {"is_finite", 1, 1, "isfinite"},
    {"is_infinite", 1, 1, "isinf"},
    {"is_nan", 1, 1, "isnan"},
    {"ln", 1, 1, "tarn_ln"},
    {"log", 2, 2, "tarn_log"},
    {"log2", 1, 1, "tarn_log2"},
    {"log10", 1, 1, "tarn_log10"},
    {"mod", 2, 2, "tarn_modulus"},
    {"normal_cdf", 3, 3, "tarn_normal_cdf"},
    {"pi", 0, 0, "pi"},
    {"pow", 2, 2, "tarn_power"},
    {"power", 2, 2, "tarn_power"},
    {"radians", 1, 1, "radians"},
    {"rand", 0, 0, "random"},
    {"rand", 1, 1, TARN_RANDOM_BELOW},
    {"rand", 2, 2, TARN_RANDOM_BETWEEN},
    {"random", 0, 0, "random"},
    {"random", 1, 1, TARN_RANDOM_BELOW},
    {"random", 2, 2, TARN_RANDOM_BETWEEN},
    {"round", 1, 1, "tarn_round"},
    {"round", 2, 2, "tarn_round_to"},
    {"sign", 1, 1, "tarn_sign"},
    {"sin", 1, 1, "tarn_sin"},
    {"sinh", 1, 1, "sinh"},
    {"sqrt", 1, 1, "tarn_sqrt"},
    {"t_cdf", 2, 2, "tarn_t_cdf"},
    {"t_pdf", 2, 2, "tarn_t_pdf"},
    {"tan", 1, 1, "tarn_tan"},
    {"tanh", 1, 1, "tanh"},
    {"truncate", 1, 1, "tarn_truncate"},
    {"truncate", 2, 2, "tarn_truncate_to"},
    {"width_bucket", 2, 2, "tarn_width_bucket_of"},
    {"width_bucket", 4, 4, "tarn_width_bucket"},
    {"wilson_interval_lower", 3, 3, "tarn_wilson_interval_lower"},
    {"wilson_interval_upper", 3, 3, "tarn_wilson_interval_upper"},
    {"bitwise_and", 2, 2, "(CAST($1 AS BIGINT) & CAST($2 AS BIGINT))"},
    {"bitwise_or", 2, 2, "(CAST($1 AS BIGINT) | CAST($2 AS BIGINT))"},
    {"bitwise_xor", 2, 2, "xor(CAST($1 AS BIGINT), CAST($2 AS BIGINT))"},
    {"bitwise_not", 1, 1, "(~ CAST($1 AS BIGINT))"},
    {"bitwise_left_shift", 2, 2, "tarn_left_shift"},
    {"bitwise_right_shift", 2, 2, "tarn_right_shift"},
    {"bitwise_right_shift_arithmetic", 2, 2, "tarn_right_shift_arithmetic"},
    {"bit_count", 2, 2, "tarn_bit_count"},
    {"to_base", 2, 2, "tarn_to_base"},
    {"from_base", 2, 2, "tarn_from_base"},
};

#undef TARN_RANDOM_BELOW
#undef TARN_RANDOM_BETWEEN

}  // namespace

const std::span<const FunctionRule> kMathFunctions = kRules;

}  // namespace tarn::engine::embedded
