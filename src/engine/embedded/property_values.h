#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tarn::engine::embedded {

// What Trino 476 says of a value, of the right type, that a session property does not take:
// "Invalid value [x]. Valid values: [NONE, LZ4]", "task_concurrency must be a power of 2: 3".
// Nothing for one that it takes (SystemSessionProperties, IcebergSessionProperties,
// PropertyMetadata).
std::optional<std::string> WrongValue(std::string_view property, std::string_view value);

}  // namespace tarn::engine::embedded
