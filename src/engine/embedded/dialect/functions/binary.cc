#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/binary.html
constexpr FunctionRule kRules[] = {
    {"from_base64", 1, 1, "from_base64"},
    {"from_hex", 1, 1, "from_hex"},
    {"md5", 1, 1, "from_hex(md5($1))"},
    {"sha1", 1, 1, "from_hex(sha1($1))"},
    {"sha256", 1, 1, "from_hex(sha256($1))"},
    {"to_base64", 1, 1, "to_base64"},
    {"to_hex", 1, 1, "hex"},
};

}  // namespace

const std::span<const FunctionRule> kBinaryFunctions = kRules;

}  // namespace tarn::engine::embedded
