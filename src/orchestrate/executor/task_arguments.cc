#include "orchestrate/executor/task_arguments.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::orchestrate {
namespace {

constexpr int kMaxDepth = 32;

template <typename T>
std::optional<T> ParseNumber(const std::string& text) {
  T value{};
  auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string Quote(const std::string& text) {
  std::string quoted = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (byte < 0x20) {
      quoted += fmt::format("\\u{:04x}", byte);
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

// What JSON takes without quotes.
bool IsBare(const std::string& text) {
  if (text == "true" || text == "false" || text == "null") return true;
  if (text.empty() || text.front() == '+' || text.front() == '.' || text.back() == '.') {
    return false;
  }
  if (text.size() > 1 && text[0] == '0' && text[1] != '.') return false;
  auto value = ParseNumber<double>(text);
  return value && std::isfinite(*value) && text.find_first_of("xX") == std::string::npos;
}

}  // namespace

std::optional<base::YamlReader> TaskArguments::Find(const std::string& key) const {
  return task_.with ? task_.with->Find(key) : std::nullopt;
}

void TaskArguments::CheckKeys(const std::vector<std::string>& keys) const {
  if (task_.with) task_.with->CheckKeys(keys);
}

bool TaskArguments::Has(const std::string& key) const { return Find(key).has_value(); }

std::string TaskArguments::Render(const base::YamlReader& yaml) const {
  try {
    return RenderTemplate(yaml.String(), values_);
  } catch (const base::Error& e) {
    if (e.message().rfind(yaml.Where(), 0) == 0) throw;
    yaml.Fail(e.message(), e.hint());
  }
}

std::optional<std::string> TaskArguments::String(const std::string& key) const {
  auto yaml = Find(key);
  if (!yaml) return std::nullopt;
  return Render(*yaml);
}

std::string TaskArguments::RequiredString(const std::string& key) const {
  auto value = String(key);
  if (!value) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      fmt::format("{}: task '{}' of type {} needs '{}' in its with", task_.where,
                                  task_.id, task_.type, key));
  }
  return *value;
}

std::optional<bool> TaskArguments::Bool(const std::string& key) const {
  auto text = String(key);
  if (!text) return std::nullopt;
  if (*text == "true") return true;
  if (*text == "false") return false;
  Fail(key, fmt::format("{}: expected true or false, got '{}'", key, *text));
}

std::optional<int64_t> TaskArguments::Int(const std::string& key, int64_t min, int64_t max) const {
  auto text = String(key);
  if (!text) return std::nullopt;
  std::string digits;
  for (char c : *text) {
    if (c != '_') digits += c;
  }
  auto value = ParseNumber<int64_t>(digits);
  if (!value || *value < min || *value > max) {
    Fail(key, fmt::format("{}: expected an integer from {} to {}, got '{}'", key, min, max, *text));
  }
  return value;
}

std::optional<double> TaskArguments::Number(const std::string& key, double min, double max) const {
  auto text = String(key);
  if (!text) return std::nullopt;
  auto value = ParseNumber<double>(*text);
  if (!value || !(*value >= min && *value <= max)) {
    Fail(key, fmt::format("{}: expected a number from {} to {}, got '{}'", key, min, max, *text));
  }
  return value;
}

std::vector<std::string> TaskArguments::Strings(const std::string& key) const {
  auto yaml = Find(key);
  if (!yaml) return {};
  if (yaml->is_scalar()) return {Render(*yaml)};
  std::vector<std::string> values;
  for (const auto& item : yaml->List()) values.push_back(Render(item));
  return values;
}

std::map<std::string, std::string> TaskArguments::Map(const std::string& key) const {
  std::map<std::string, std::string> values;
  if (auto yaml = Find(key)) {
    for (const auto& [name, value] : yaml->Map()) values[name] = Render(value);
  }
  return values;
}

std::string TaskArguments::ToJson(const base::YamlReader& yaml, int depth) const {
  if (depth > kMaxDepth) yaml.Fail(fmt::format("nests deeper than {}", kMaxDepth));
  if (yaml.is_null()) return "null";
  std::string json;
  if (yaml.is_map()) {
    for (const auto& [name, value] : yaml.Map()) {
      json +=
          fmt::format("{}{}:{}", json.empty() ? "" : ",", Quote(name), ToJson(value, depth + 1));
    }
    return "{" + json + "}";
  }
  if (yaml.is_list()) {
    for (const auto& item : yaml.List()) {
      json += (json.empty() ? "" : ",") + ToJson(item, depth + 1);
    }
    return "[" + json + "]";
  }
  std::string text = Render(yaml);
  return IsBare(text) ? text : Quote(text);
}

std::string TaskArguments::Json(const std::string& key) const {
  auto yaml = Find(key);
  return yaml ? ToJson(*yaml, 0) : "{}";
}

void TaskArguments::Fail(const std::string& key, const std::string& message,
                         const std::string& hint) const {
  if (auto yaml = Find(key)) yaml->Fail(message, hint);
  throw base::Error(base::ErrorKind::kInvalidArgument, fmt::format("{}: {}", task_.where, message),
                    hint);
}

}  // namespace tarn::orchestrate
