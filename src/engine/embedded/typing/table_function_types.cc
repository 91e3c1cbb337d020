#include <algorithm>
#include <cctype>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "engine/embedded/typing/typer_impl.h"

namespace tarn::engine::embedded {
namespace {

Fields Unknown() {
  Fields fields;
  fields.complete = false;
  return fields;
}

enum class ArgumentShape { kExpression, kTable, kDescriptor };

struct Parameter {
  std::string_view name;
  ArgumentShape shape;
  bool required;
};
constexpr Parameter kOfSequence[] = {{"start", ArgumentShape::kExpression, false},
                                     {"stop", ArgumentShape::kExpression, true},
                                     {"step", ArgumentShape::kExpression, false}};
constexpr Parameter kOfExcludeColumns[] = {{"input", ArgumentShape::kTable, true},
                                           {"columns", ArgumentShape::kDescriptor, true}};

ArgumentShape ShapeOf(const sql::TableFunctionArgument& argument) {
  if (std::holds_alternative<sql::TableArgument>(argument.value)) return ArgumentShape::kTable;
  if (std::holds_alternative<sql::DescriptorArgument>(argument.value)) {
    return ArgumentShape::kDescriptor;
  }
  return ArgumentShape::kExpression;
}

const char* ShapeText(ArgumentShape shape) {
  switch (shape) {
    case ArgumentShape::kTable: return "table";
    case ArgumentShape::kDescriptor: return "descriptor";
    case ArgumentShape::kExpression: break;
  }
  return "expression";
}

std::string UpperText(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// The arguments in the order of the parameters, which they have by name or by place; null: not
// given, or wrong.
std::vector<const sql::TableFunctionArgument*> Bound(const sql::TableFunctionCall& call,
                                                     std::span<const Parameter> parameters,
                                                     Faults& faults) {
  std::vector<const sql::TableFunctionArgument*> bound(parameters.size());
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const sql::TableFunctionArgument& argument = call.arguments[i];
    size_t place = i;
    if (argument.name) {
      const std::string name = argument.name->Canonical();
      const auto found = std::ranges::find(parameters, name, &Parameter::name);
      place = static_cast<size_t>(found - parameters.begin());
      if (found == parameters.end()) {
        faults.Report(argument.location, StandardError::kInvalidFunctionArgument,
                      "Unexpected argument name: " + UpperText(name));
        continue;
      }
    }
    if (place >= parameters.size()) {
      faults.Report(
          call.name.location, StandardError::kInvalidFunctionArgument,
          fmt::format("Too many arguments. Expected at most {} arguments, got {} arguments",
                      parameters.size(), call.arguments.size()));
      break;
    }
    const Parameter& parameter = parameters[place];
    if (ShapeOf(argument) == parameter.shape) {
      bound[place] = &argument;
    } else {
      faults.Report(
          argument.location, StandardError::kInvalidFunctionArgument,
          fmt::format("Invalid argument {}. Expected {}, got {}", UpperText(parameter.name),
                      ShapeText(parameter.shape), ShapeText(ShapeOf(argument))));
    }
  }
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (bound[i] != nullptr || !parameters[i].required) continue;
    const auto& place =
        call.arguments.empty() ? call.name.location : call.arguments.front().location;
    faults.Report(place, StandardError::kMissingArgument,
                  "Missing argument: " + UpperText(parameters[i].name));
  }
  return bound;
}

}  // namespace

Fields Typer::TableFunctionFields(const sql::TableFunctionCall& call, const Scope* outer) {
  const std::string function = call.name.last().Canonical();
  if (function == "sequence") {
    const Fields nothing;
    const Scope scope{nothing, outer};
    for (const auto* argument : Bound(call, kOfSequence, faults_)) {
      if (argument == nullptr) continue;
      const sql::Expression& value = *std::get<sql::ExpressionBox>(argument->value);
      const Known type = TypeOf(value, scope);
      if (type && type->kind == TypeKind::kVarchar) {
        faults_.Report(argument->location, StandardError::kTypeMismatch,
                       "Cannot cast type " + type->ToString() + " to bigint");
      }
    }
    Fields fields;
    fields.list.push_back({{}, "sequential_number", Type{TypeKind::kBigint, 0, 0, {}, {}}, {}});
    return fields;
  }
  if (function == "exclude_columns") return RemainingFields(call, outer);
  return Unknown();
}

// exclude_columns(input, columns): the input's columns but those.
Fields Typer::RemainingFields(const sql::TableFunctionCall& call, const Scope* outer) {
  const auto arguments = Bound(call, kOfExcludeColumns, faults_);
  if (arguments[0] == nullptr || arguments[1] == nullptr) return Unknown();
  const auto* table = &std::get<sql::TableArgument>(arguments[0]->value);
  const auto* descriptor = &std::get<sql::DescriptorArgument>(arguments[1]->value);
  if (!descriptor->fields) return Unknown();
  Fields fields = RelationFields(*table->relation, outer);
  for (Field& field : fields.list) field.relation.clear();
  const auto invalid = [this](std::string message) {
    faults_.ReportWithoutPlace(StandardError::kInvalidFunctionArgument, std::move(message));
  };
  std::string missing;
  std::set<std::string> names;
  for (const sql::DescriptorField& excluded : *descriptor->fields) {
    if (excluded.type) invalid("COLUMNS descriptor contains types");
    const std::string name = sql::Identifier{excluded.name.Canonical(), false, {}}.Canonical();
    const auto removed = std::erase_if(fields.list, [&](const Field& field) {
      return sql::Identifier{field.name, false, {}}.Canonical() == name;
    });
    if (!names.insert(name).second) continue;
    if (removed == 0) missing += (missing.empty() ? "" : ", ") + name;
  }
  if (!fields.complete) return fields;
  if (!missing.empty()) {
    invalid("Excluded columns: [" + missing + "] not present in the table");
  } else if (fields.list.empty()) {
    invalid("All columns are excluded");
  }
  return fields;
}

}  // namespace tarn::engine::embedded
