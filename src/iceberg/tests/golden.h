#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::iceberg {

// What PyIceberg says (tests/golden/iceberg/generate.py).
inline std::string GoldenText(const std::string& name) {
  std::ifstream file(std::string(TARN_SOURCE_DIR) + "/tests/golden/iceberg/" + name,
                     std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline nlohmann::ordered_json GoldenJson(const std::string& name) {
  return nlohmann::ordered_json::parse(GoldenText(name));
}

inline std::string Hex(const std::string& bytes) {
  std::string text;
  for (char c : bytes) text += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}

// "Kind: message" of what `run` throws.
template <typename Run>
std::string ErrorOf(Run&& run) {
  try {
    run();
  } catch (const base::Error& error) {
    return std::string(base::ErrorKindName(error.kind())) + ": " + error.message();
  }
  return "no error";
}

}  // namespace tarn::iceberg
