#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tarn::base {

// RFC 4648 section 4, with padding.
std::string Base64(std::string_view bytes);
// The reverse; none for anything that Base64 does not write.
std::optional<std::string> DecodeBase64(std::string_view text);

}  // namespace tarn::base
