#pragma once

#include <string>

namespace tarn::api::postgres {

// The PostgreSQL whose clients find what they look for here.
inline constexpr const char* kServerVersion = "16.9";
inline constexpr int kServerVersionNumber = 160009;

inline std::string VersionText() {
  return std::string("PostgreSQL ") + kServerVersion + " (Tarn), compatible";
}

}  // namespace tarn::api::postgres
