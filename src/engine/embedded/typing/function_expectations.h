#pragma once

#include <string_view>

namespace tarn::engine::embedded {

// What Trino says that a function takes: "length(char(x)), length(varbinary), length(varchar(x))";
// empty for a function that is not known. `name` is in lower case. Thread safe.
std::string_view ExpectedArguments(std::string_view name);

}  // namespace tarn::engine::embedded
