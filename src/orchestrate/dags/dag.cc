#include "orchestrate/dags/dag.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/suggest.h"

namespace tarn::orchestrate {
namespace {

using base::Error;
using base::ErrorKind;

[[noreturn]] void FailParam(const Param& param, const std::string& value,
                            const std::string& expected) {
  throw Error(ErrorKind::kInvalidArgument,
              fmt::format("parameter '{}' takes {}, got '{}'", param.name, expected, value),
              param.description);
}

std::string TypeInWords(const Param& param) {
  std::string words = param.type == ParamType::kInteger   ? "an integer"
                      : param.type == ParamType::kNumber  ? "a number"
                      : param.type == ParamType::kBoolean ? "true or false"
                                                          : "text";
  if (param.minimum && param.maximum) {
    words += fmt::format(" from {} to {}", *param.minimum, *param.maximum);
  } else if (param.minimum) {
    words += fmt::format(" of at least {}", *param.minimum);
  } else if (param.maximum) {
    words += fmt::format(" of at most {}", *param.maximum);
  }
  return words;
}

void CheckParam(const Param& param, const std::string& value) {
  if (!param.choices.empty() &&
      std::find(param.choices.begin(), param.choices.end(), value) == param.choices.end()) {
    FailParam(param, value, fmt::format("one of {}", fmt::join(param.choices, ", ")));
  }
  if (param.type == ParamType::kString) return;
  if (param.type == ParamType::kBoolean) {
    if (value != "true" && value != "false") FailParam(param, value, TypeInWords(param));
    return;
  }
  double number = 0;
  auto [rest, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  bool ok = error == std::errc() && rest == value.data() + value.size() && std::isfinite(number);
  if (ok && param.type == ParamType::kInteger) ok = number == std::floor(number);
  if (ok && param.minimum) ok = number >= *param.minimum;
  if (ok && param.maximum) ok = number <= *param.maximum;
  if (!ok) FailParam(param, value, TypeInWords(param));
}

}  // namespace

Duration RetryPolicy::DelayBefore(int next_attempt) const {
  Duration wait = delay;
  if (exponential) {
    for (int i = 2; i < next_attempt && wait < max_delay; ++i) wait *= 2;
  }
  return std::min(wait, max_delay);
}

const TaskDefinition* Dag::FindTask(const std::string& task_id) const {
  for (const auto& task : tasks) {
    if (task.id == task_id) return &task;
  }
  return nullptr;
}

std::map<std::string, std::string> ResolveParams(const Dag& dag,
                                                 const std::map<std::string, std::string>& given) {
  std::vector<std::string> names;
  for (const auto& param : dag.params) names.push_back(param.name);
  for (const auto& [name, value] : given) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    throw Error(
        ErrorKind::kInvalidArgument,
        fmt::format("DAG {} has no parameter '{}'{}", dag.id, name, base::DidYouMean(name, names)),
        names.empty() ? "it takes none" : fmt::format("it takes: {}", fmt::join(names, ", ")));
  }
  std::map<std::string, std::string> resolved;
  for (const auto& param : dag.params) {
    auto it = given.find(param.name);
    if (it == given.end() && !param.default_value) {
      throw Error(ErrorKind::kInvalidArgument,
                  fmt::format("DAG {} needs a value for parameter '{}'", dag.id, param.name),
                  fmt::format("give it with --param {}=…", param.name));
    }
    const std::string& value = it == given.end() ? *param.default_value : it->second;
    CheckParam(param, value);
    resolved[param.name] = value;
  }
  return resolved;
}

}  // namespace tarn::orchestrate
