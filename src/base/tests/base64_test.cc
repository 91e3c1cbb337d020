#include "base/base64.h"

#include <gtest/gtest.h>

namespace tarn::base {
namespace {

TEST(Base64Test, ThereAndBack) {
  for (const std::string& bytes : {std::string(), std::string("f"), std::string("fo"),
                                   std::string("foo"), std::string("\0\xff\x80 x", 5)}) {
    EXPECT_EQ(DecodeBase64(Base64(bytes)), bytes);
  }
  EXPECT_EQ(Base64("fo"), "Zm8=");
  EXPECT_EQ(DecodeBase64("Zm9v"), "foo");
}

TEST(Base64Test, RefusesWhatItDoesNotWrite) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zm8", "Zm9=", "Zg==Zg==", "Zm9v\n", "====", "Zm-v"}) {
    EXPECT_FALSE(DecodeBase64(text)) << text;
  }
}

}  // namespace
}  // namespace tarn::base
