#include "engine/embedded/adapter/ip_text.h"

#include <gtest/gtest.h>

namespace tarn::engine::embedded {
namespace {

std::string Canonical(std::string_view text) {
  const auto bytes = ParseIpAddress(text);
  return bytes ? IpAddressText(*bytes) : "none";
}

TEST(IpAddress, IsWrittenAsRfc5952Says) {
  EXPECT_EQ(Canonical("10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(Canonical("::ffff:1.2.3.4"), "1.2.3.4");
  EXPECT_EQ(Canonical("2001:0DB8:0:0:1:0:0:1"), "2001:db8::1:0:0:1");
  EXPECT_EQ(Canonical("1:0:0:4:0:0:0:8"), "1:0:0:4::8");
  EXPECT_EQ(Canonical("1:2:3:4:5:6:7:0"), "1:2:3:4:5:6:7:0");
  EXPECT_EQ(Canonical("::"), "::");
  EXPECT_EQ(Canonical("1::"), "1::");
  EXPECT_EQ(Canonical("::1"), "::1");
}

TEST(IpAddress, OtherTextsAndBytesAreNone) {
  for (const char* text :
       {"", "x", "1.2.3", "1.2.3.256", "01.2.3.4", "1::2::3", "1.2.3.4.5", ":"}) {
    EXPECT_EQ(Canonical(text), "none") << text;
  }
  EXPECT_EQ(Canonical(std::string(10'000, '1')), "none");
  EXPECT_FALSE(IpAddressOf("abc"));
  EXPECT_EQ(IpAddressText(*IpAddressOf(std::string("\x0a\0\0\x01", 4))), "10.0.0.1");
}

}  // namespace
}  // namespace tarn::engine::embedded
