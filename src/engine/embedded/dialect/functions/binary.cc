#include "engine/embedded/dialect/functions/families.h"

namespace tarn::engine::embedded {
namespace {

// https://trino.io/docs/476/functions/binary.html
constexpr FunctionRule kRules[] = {
    {"crc32", 1, 1, "tarn_crc32"},
    {"from_base32", 1, 1, "tarn_from_base32"},
    {"from_base64", 1, 1, "tarn_from_base64"},
    {"from_base64url", 1, 1, "tarn_from_base64url"},
    {"from_big_endian_32", 1, 1, "tarn_from_big_endian_32"},
    {"from_big_endian_64", 1, 1, "tarn_from_big_endian_64"},
    {"from_hex", 1, 1, "tarn_from_hex"},
    {"from_ieee754_32", 1, 1, "tarn_from_ieee754_32"},
    {"from_ieee754_64", 1, 1, "tarn_from_ieee754_64"},
    {"hmac_md5", 2, 2, "tarn_hmac_md5"},
    {"hmac_sha1", 2, 2, "tarn_hmac_sha1"},
    {"hmac_sha256", 2, 2, "tarn_hmac_sha256"},
    {"hmac_sha512", 2, 2, "tarn_hmac_sha512"},
    {"md5", 1, 1, "tarn_md5"},
    {"murmur3", 1, 1, "tarn_murmur3"},
    {"sha1", 1, 1, "tarn_sha1"},
    {"sha256", 1, 1, "tarn_sha256"},
    {"sha512", 1, 1, "tarn_sha512"},
    {"spooky_hash_v2_32", 1, 1, "tarn_spooky_hash_v2_32"},
    {"spooky_hash_v2_64", 1, 1, "tarn_spooky_hash_v2_64"},
    {"to_base32", 1, 1, "tarn_to_base32"},
    {"to_base64", 1, 1, "to_base64"},
    {"to_base64url", 1, 1, "tarn_to_base64url"},
    {"to_big_endian_32", 1, 1, "tarn_to_big_endian_32"},
    {"to_big_endian_64", 1, 1, "tarn_to_big_endian_64"},
    {"to_hex", 1, 1, "hex"},
    {"to_ieee754_32", 1, 1, "tarn_to_ieee754_32"},
    {"to_ieee754_64", 1, 1, "tarn_to_ieee754_64"},
    {"xxhash64", 1, 1, "tarn_xxhash64"},
};

}  // namespace

const std::span<const FunctionRule> kBinaryFunctions = kRules;

}  // namespace tarn::engine::embedded
