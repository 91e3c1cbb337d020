#include "engine/embedded/adapter/sql_json_results.h"

#include <utility>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/json_casts.h"

namespace tarn::engine::embedded {

using duckdb::LogicalType;
using duckdb::Value;
using nlohmann::ordered_json;

const JsonPath& CompiledPath(std::string_view text) {
  thread_local std::string last;
  thread_local std::optional<JsonPath> path;
  if (!path || last != text) {
    std::string problem;
    path = JsonPath::Parse(text, problem);
    last = text;
    if (!path)
      throw DuckErrorOf(base::StandardError::kSyntaxError, "invalid JSON path: " + problem);
  }
  return *path;
}

void ThrowNoJsonInput() {
  throw DuckErrorOf(base::StandardError::kJsonInputConversionError, "conversion to JSON failed: ");
}

std::optional<JsonPath::Found> FindItems(const JsonPath& path, const ordered_json& document,
                                         const ordered_json& variables, bool tell_errors) {
  std::string problem;
  auto found = path.Evaluate(document, variables, problem);
  if (!found && tell_errors) {
    throw DuckErrorOf(base::StandardError::kPathEvaluationError,
                      "path evaluation failed: " + problem);
  }
  return found;
}

JsonScalar JsonScalarOf(const std::optional<JsonPath::Found>& found, const LogicalType& type,
                        int on_empty, int on_error) {
  using Kind = JsonScalar::Kind;
  const auto failed = [&](const char* problem) -> JsonScalar {
    if (on_error == kJsonError) {
      throw DuckErrorOf(base::StandardError::kJsonValueResultError,
                        fmt::format("cannot extract SQL scalar from JSON: {}", problem));
    }
    return {on_error == kJsonDefault ? Kind::kDefaultOnError : Kind::kValue, Value(type)};
  };
  if (!found) return failed("the path failed");
  if (found->items.empty()) {
    if (on_empty == kJsonError) {
      throw DuckErrorOf(base::StandardError::kJsonValueResultError,
                        "cannot extract SQL scalar from JSON: JSON path found no items");
    }
    return {on_empty == kJsonDefault ? Kind::kDefaultOnEmpty : Kind::kValue, Value(type)};
  }
  if (found->items.size() > 1) return failed("JSON path found multiple items");
  const ordered_json& item = *found->items.front();
  if (item.is_structured())
    return failed("JSON path found an item that cannot be converted to an SQL value");
  auto converted = FromJsonValue(item, type);
  if (!converted) return failed("the item is not of the type");
  return {Kind::kValue, std::move(*converted)};
}

Value JsonQueryOf(const std::optional<JsonPath::Found>& found, int on_empty, int on_error,
                  int wrapper, bool omit_quotes) {
  const auto other = [](int behavior, const char* problem) {
    if (behavior == kJsonError) {
      throw DuckErrorOf(base::StandardError::kJsonOutputConversionError,
                        fmt::format("conversion from JSON failed: {}", problem));
    }
    if (behavior == kJsonDefault) return Value("[]");
    return behavior == kJsonOther ? Value("{}") : Value(LogicalType::VARCHAR);
  };
  if (!found) return other(on_error, "the path failed");
  const auto& items = found->items;
  if (items.empty()) return other(on_empty, "JSON path found no items");
  const bool one_structured = items.size() == 1 && items.front()->is_structured();
  if (wrapper == 2 || (wrapper == 1 && !one_structured)) {
    std::string array = "[";
    for (const ordered_json* item : items) {
      if (array.size() > 1) array += ',';
      array += CanonicalJson(*item);
    }
    return Value(array + "]");
  }
  if (items.size() > 1) return other(on_error, "JSON path found multiple items");
  const ordered_json& item = *items.front();
  if (omit_quotes && item.is_string()) return Value(item.get<std::string>());
  return Value(CanonicalJson(item));
}

}  // namespace tarn::engine::embedded
