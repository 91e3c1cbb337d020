#pragma once

#include <string>

namespace tarn::cli {

// The file that makes a folder a lake.
inline constexpr const char* kLakeFile = "tarn.yaml";

// Which lake a command means: `option` (-C), else TARN_LAKE, else the nearest folder upwards from
// here with a tarn.yaml. Absolute. kNotFound, saying where it looked and how to make one.
std::string LocateLake(const std::string& option);

}  // namespace tarn::cli
