#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/window.html
constexpr FunctionRule kRules[] = {
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
};

}  // namespace

const std::span<const FunctionRule> kWindowFunctions = kRules;

}  // namespace tarn::engine::embedded
