#include "engine/embedded/typing/json_checks.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/data_type.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

constexpr std::string_view FormatText(sql::JsonFormat format) {
  switch (format) {
    case sql::JsonFormat::kJson: return "JSON";
    case sql::JsonFormat::kUtf8: return "JSON ENCODING UTF8";
    case sql::JsonFormat::kUtf16: return "JSON ENCODING UTF16";
    case sql::JsonFormat::kUtf32: return "JSON ENCODING UTF32";
  }
  return {};
}

bool IsText(TypeKind kind) { return kind == TypeKind::kVarchar || kind == TypeKind::kChar; }

// Whether JSON is read from, or written as, a type: text without an encoding, or bytes.
bool Holds(TypeKind kind, sql::JsonFormat format) {
  if (kind == TypeKind::kVarbinary) return true;
  return format == sql::JsonFormat::kJson && IsText(kind);
}

bool IsNested(TypeKind kind) {
  return kind == TypeKind::kArray || kind == TypeKind::kMap || kind == TypeKind::kRow;
}

// Functions whose result is JSON, not text, as an argument of another one.
bool MakesJson(const sql::Expression& expression) {
  return expression.Is<sql::JsonQuery>() || expression.Is<sql::JsonObject>() ||
         expression.Is<sql::JsonArray>();
}

class JsonChecks {
 public:
  JsonChecks(const sql::Location& at, const StatementTypes& types, Faults& faults)
      : at_(at), types_(types), faults_(faults) {}

  template <typename Node>
  void operator()(const Node&) {}

  void operator()(const sql::JsonExists& node) { Path(*node.path); }
  void operator()(const sql::JsonValue& node) {
    Path(*node.path);
    const std::optional<Type> returned =
        node.returning ? Returned(*node.returning) : Type{TypeKind::kVarchar, 0, 0, {}, {}};
    if (!returned) return;
    Default(node.on_empty, "ON EMPTY", *returned);
    Default(node.on_error, "ON ERROR", *returned);
  }
  void operator()(const sql::JsonQuery& node) {
    Path(*node.path);
    Output(node.returning);
    if (node.wrapper == sql::JsonWrapper::kWithout || !node.quotes) return;
    faults_.Report(at_, StandardError::kInvalidFunctionArgument,
                   fmt::format("{} QUOTES behavior specified with WITH {} ARRAY WRAPPER "
                               "behavior",
                               *node.quotes == sql::JsonQuotes::kKeep ? "KEEP" : "OMIT",
                               node.wrapper == sql::JsonWrapper::kConditional ? "CONDITIONAL"
                                                                              : "UNCONDITIONAL"));
  }
  void operator()(const sql::JsonObject& node) {
    for (const sql::JsonObjectMember& member : node.members) {
      const Type* key = types_.Of(*member.key);
      if (key != nullptr && !IsText(key->kind)) {
        faults_.Report(member.key->location, StandardError::kInvalidFunctionArgument,
                       "Invalid type of JSON object key: " + key->ToString());
      }
      Value(member.value, "JSON_OBJECT");
    }
    Output(node.returning);
  }
  void operator()(const sql::JsonArray& node) {
    for (const sql::JsonInput& element : node.elements) Value(element, "JSON_ARRAY");
    Output(node.returning);
  }

 private:
  void Path(const sql::JsonPathInvocation& path) {
    Input(path.input, path.input.format.value_or(sql::JsonFormat::kJson));
    for (const sql::JsonPathParameter& parameter : path.parameters) {
      const sql::JsonInput& value = parameter.value;
      if (value.format) {
        Input(value, *value.format);
        continue;
      }
      const Type* type = types_.Of(*value.expression);
      if (type == nullptr || !IsNested(type->kind)) continue;
      faults_.Report(at_, StandardError::kNotSupported,
                     "Unsupported type of JSON path parameter: " + type->ToString());
    }
  }
  void Input(const sql::JsonInput& input, sql::JsonFormat format) {
    const Type* type = types_.Of(*input.expression);
    if (type == nullptr || type->kind == TypeKind::kUnknown || Holds(type->kind, format)) return;
    faults_.Report(input.expression->location, StandardError::kTypeMismatch,
                   fmt::format("Cannot read input of type {} as JSON using formatting {}",
                               type->ToString(), FormatText(format)));
  }
  void Value(const sql::JsonInput& input, std::string_view function) {
    if (input.format) return Input(input, *input.format);
    const Type* type = types_.Of(*input.expression);
    if (type == nullptr || MakesJson(*input.expression)) return;
    const bool bytes = type->kind == TypeKind::kVarbinary;
    if (!bytes && !IsNested(type->kind)) return;
    faults_.Report(bytes ? input.expression->location : at_, StandardError::kNotSupported,
                   fmt::format("Unsupported type of value passed to {} function: {}", function,
                               type->ToString()));
  }
  std::optional<Type> Returned(const sql::DataType& type) {
    auto known = TypeOfDataType(type);
    if (!known)
      faults_.Report(at_, StandardError::kTypeMismatch, "Unknown type: " + sql::Print(type));
    return known;
  }
  void Output(const std::optional<sql::JsonOutput>& output) {
    if (!output) return;
    const auto type = Returned(output->type);
    const sql::JsonFormat format = output->format.value_or(sql::JsonFormat::kJson);
    if (!type || Holds(type->kind, format)) return;
    faults_.Report(at_, StandardError::kTypeMismatch,
                   fmt::format("Cannot output JSON value as {} using formatting {}",
                               type->ToString(), FormatText(format)));
  }
  void Default(const std::optional<sql::JsonValueBehavior>& behavior, std::string_view where,
               const Type& returned) {
    if (!behavior || !behavior->default_value) return;
    const sql::Expression& value = **behavior->default_value;
    const Type* type = types_.Of(value);
    if (type == nullptr || CanCoerce(*type, returned)) return;
    faults_.Report(value.location, StandardError::kTypeMismatch,
                   fmt::format("Function JSON_VALUE default {} result must evaluate to a {} "
                               "(actual: {})",
                               where, returned.ToString(), type->ToString()));
  }

  const sql::Location& at_;
  const StatementTypes& types_;
  Faults& faults_;
};

}  // namespace

void CheckJsonFunction(const sql::Expression& expression, const StatementTypes& types,
                       Faults& faults) {
  std::visit(JsonChecks(expression.location, types, faults), expression.node);
}

}  // namespace tarn::engine::embedded
