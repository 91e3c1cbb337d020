#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tarn::engine::embedded {

// IP addresses as texts and as 16 bytes. Pure.

// The first 12 bytes of an IPv4 address among those of IPv6.
inline constexpr std::string_view kMappedIpV4("\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);

// "10.0.0.1", "2001:db8::1" as 16 bytes; nothing for text that is no address.
std::optional<std::string> ParseIpAddress(std::string_view text);
// 4 or 16 bytes as 16; nothing for another number.
std::optional<std::string> IpAddressOf(std::string_view bytes);
// As RFC 5952 writes 16 bytes, mapped ones as IPv4.
std::string IpAddressText(std::string_view bytes);

}  // namespace tarn::engine::embedded
