#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::iceberg {

inline std::string GoldenFile(const std::string& path) {
  std::ifstream file(std::string(TARN_SOURCE_DIR) + "/tests/golden/" + path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// What PyIceberg says (tests/golden/iceberg/generate.py).
inline std::string GoldenText(const std::string& name) { return GoldenFile("iceberg/" + name); }

// What Iceberg Java says (tests/golden/iceberg-java/Generate.java).
inline std::string JavaText(const std::string& name) { return GoldenFile("iceberg-java/" + name); }
inline nlohmann::ordered_json JavaJson(const std::string& name) {
  return nlohmann::ordered_json::parse(JavaText(name));
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
