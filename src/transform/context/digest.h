#pragma once

#include <string>
#include <string_view>

namespace tarn::transform {

// Lower-case hexadecimal digests; dbt names tests by MD5 and files by SHA-256.
std::string Md5Hex(std::string_view text);
std::string Sha256Hex(std::string_view text);

}  // namespace tarn::transform
