#include "engine/embedded/procedure_arguments.h"

#include <algorithm>
#include <cctype>

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/names.h"
#include "engine/embedded/quantities.h"
#include "engine/embedded/table_definition.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {}  // namespace

ProcedureArguments::ProcedureArguments(std::string procedure, const sql::Location& location,
                                       const std::vector<sql::CallArgument>& arguments,
                                       const std::vector<ProcedureParameter>& parameters,
                                       std::string_view source)
    : procedure_(std::move(procedure)), location_(location), source_(source) {
  std::vector<std::string> names;
  for (const ProcedureParameter& parameter : parameters) names.push_back(parameter.name);
  const bool named = !arguments.empty() && arguments.front().name.has_value();
  for (size_t i = 0; i < arguments.size(); ++i) {
    const sql::CallArgument& argument = arguments[i];
    const sql::Expression& value = *argument.value;
    if (argument.name.has_value() != named) {
      throw ErrorAt(ErrorKind::kInvalidArgument, value.location,
                    "Named and positional arguments cannot be mixed", source_);
    }
    if (!named && i >= names.size()) {
      throw ErrorAt(
          ErrorKind::kInvalidArgument, value.location,
          fmt::format("Too many arguments for procedure {}: {} at most", procedure_, names.size()),
          source_);
    }
    const std::string name = named ? argument.name->Canonical() : names[i];
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      throw ErrorAt(ErrorKind::kInvalidArgument, argument.name->location,
                    fmt::format("Procedure {} does not have an argument '{}'{}", procedure_, name,
                                base::DidYouMean(name, names)),
                    source_);
    }
    if (named) places_.emplace(name, argument.name->location);
    if (!values_.emplace(name, &value).second) {
      throw ErrorAt(ErrorKind::kInvalidArgument, value.location,
                    fmt::format("Duplicate procedure argument: {}", name), source_);
    }
  }
  for (const ProcedureParameter& parameter : parameters) {
    if (parameter.required && !values_.contains(parameter.name)) {
      throw ErrorAt(ErrorKind::kInvalidArgument, location_,
                    fmt::format("Required procedure argument '{}' is missing", parameter.name),
                    source_);
    }
  }
}

const sql::Expression* ProcedureArguments::Find(const std::string& name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second->As<sql::NullLiteral>()) return nullptr;
  return found->second;
}

void ProcedureArguments::Fail(const std::string& name, const std::string& problem,
                              const std::string& hint) const {
  const auto found = values_.find(name);
  throw ErrorAt(ErrorKind::kInvalidArgument,
                found == values_.end() ? location_ : found->second->location, problem, source_,
                hint);
}

void ProcedureArguments::FailToSet(const std::string& name, const std::string& why,
                                   const std::string& hint) const {
  const auto place = places_.find(name);
  std::string procedure = procedure_;
  for (char& c : procedure) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  throw ErrorAt(
      base::StandardError::kInvalidProcedureArgument,
      place == places_.end() ? values_.at(name)->location : place->second,
      fmt::format("Unable to set catalog '{}' table procedure '{}' property '{}' to [{}]: "
                  "{}",
                  kCatalogName, procedure, name, sql::Print(*values_.at(name)), why),
      source_, hint);
}

std::optional<std::string> ProcedureArguments::Text(const std::string& name) const {
  const sql::Expression* value = Find(name);
  if (!value) return std::nullopt;
  const auto* text = value->As<sql::StringLiteral>();
  if (!text) Fail(name, fmt::format("'{}' must be a text, such as 'x'", name));
  return text->value;
}

std::string ProcedureArguments::RequiredText(const std::string& name) const {
  std::string text = Text(name).value_or("");
  if (text.empty()) Fail(name, fmt::format("{} cannot be null or empty", name));
  return text;
}

std::optional<int64_t> ProcedureArguments::Number(const std::string& name) const {
  const sql::Expression* value = Find(name);
  if (!value) return std::nullopt;
  const auto* number = value->As<sql::LongLiteral>();
  if (!number) Fail(name, fmt::format("'{}' must be a whole number", name));
  return number->value;
}

std::optional<bool> ProcedureArguments::Flag(const std::string& name) const {
  const sql::Expression* value = Find(name);
  if (!value) return std::nullopt;
  const auto* flag = value->As<sql::BooleanLiteral>();
  if (!flag) Fail(name, fmt::format("'{}' must be true or false", name));
  return flag->value;
}

std::optional<std::chrono::microseconds> ProcedureArguments::Duration(
    const std::string& name) const {
  const auto text = Text(name);
  if (!text) return std::nullopt;
  const auto duration = ParseDuration(*text);
  if (!duration) {
    FailToSet(name, DurationFault(*text), "write a number and a unit: 7d, 12h, 30m, 10s");
  }
  return duration;
}

std::optional<int64_t> ProcedureArguments::DataSize(const std::string& name) const {
  const auto text = Text(name);
  if (!text) return std::nullopt;
  const auto bytes = ParseDataSize(*text);
  if (!bytes) {
    FailToSet(name, DataSizeFault(*text), "write a number and a unit: 100MB, 1GB");
  }
  return bytes;
}

std::string ProcedureArguments::Choice(const std::string& name,
                                       const std::vector<std::string>& choices) const {
  std::string value = Text(name).value_or(choices.front());
  for (char& c : value) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (std::find(choices.begin(), choices.end(), value) == choices.end()) {
    Fail(name, fmt::format("Invalid value [{}]", value),
         fmt::format("valid values: {}", fmt::join(choices, ", ")));
  }
  return value;
}

}  // namespace tarn::engine::embedded
