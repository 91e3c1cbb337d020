#include <algorithm>
#include <cctype>
#include <charconv>
#include <functional>

#include <fmt/format.h>

#include "transform/context/relation.h"
#include "transform/manifest/node.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool OneOf(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) { return text == word; });
}

// The n-th number in parentheses: 12 and 2 of "decimal(12,2)".
Value TypeArgument(const std::string& type, int position) {
  const size_t open = type.find('(');
  if (open == std::string::npos) return Value::None();
  size_t at = open + 1;
  for (int i = 0; i < position; ++i) {
    at = type.find(',', at);
    if (at == std::string::npos) return Value::None();
    ++at;
  }
  while (at < type.size() && type[at] == ' ') ++at;
  int64_t number = 0;
  auto [end, error] = std::from_chars(type.data() + at, type.data() + type.size(), number);
  return error == std::errc() ? Value(number) : Value::None();
}

// The names that dbt's generic types have in Trino.
std::string TranslateType(const std::string& type) {
  const std::string upper = [&] {
    std::string text = type;
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
  }();
  if (upper == "STRING") return "VARCHAR";
  if (upper == "FLOAT") return "DOUBLE";
  return type;
}

Value ColumnFromCall(CallArgs& args, const char* function) {
  const auto bound = args.Bind(function, {"name",
                                          {"label_or_dtype", Value("varchar")},
                                          {"char_size", Value::None()},
                                          {"numeric_precision", Value::None()},
                                          {"numeric_scale", Value::None()}});
  std::string type = TranslateType(jinja::Str(bound[1]));
  if (bound[2].is_int()) {
    type = fmt::format("{}({})", type, bound[2].AsInt());
  } else if (bound[3].is_int()) {
    type = bound[4].is_int() ? fmt::format("{}({},{})", type, bound[3].AsInt(), bound[4].AsInt())
                             : fmt::format("{}({})", type, bound[3].AsInt());
  }
  return MakeColumn({jinja::Str(bound[0]), type});
}

class ColumnClass : public jinja::Object {
 public:
  std::string_view TypeName() const override { return "type"; }
  bool callable() const override { return true; }
  Value Call(CallArgs& args) override { return ColumnFromCall(args, "Column"); }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "create") return ColumnFromCall(args, "Column.create");
    if (name == "from_description") {
      const auto bound = args.Bind("Column.from_description", {"name", "raw_data_type"});
      return MakeColumn({jinja::Str(bound[0]), jinja::Str(bound[1])});
    }
    if (name == "translate_type") {
      return Value(TranslateType(jinja::Str(args.Bind("translate_type", {"dtype"})[0])));
    }
    if (name == "string_type") {
      const auto bound = args.Bind("string_type", {"size"});
      return Value(fmt::format("varchar({})", jinja::Str(bound[0])));
    }
    if (name == "numeric_type") {
      const auto bound = args.Bind("numeric_type", {"dtype", "precision", "scale"});
      if (bound[1].is_none() || bound[2].is_none()) return bound[0];
      return Value(fmt::format("{}({},{})", jinja::Str(bound[0]), jinja::Str(bound[1]),
                               jinja::Str(bound[2])));
    }
    return Object::CallMethod(name, args);
  }
};

}  // namespace

std::string ColumnObject::base_type() const {
  const std::string type = column_.data_type.substr(0, column_.data_type.find('('));
  return Lower(type.substr(0, type.find_last_not_of(' ') + 1));
}

std::optional<Value> ColumnObject::GetAttr(std::string_view name) const {
  if (name == "name" || name == "column") return Value(column_.name);
  if (name == "quoted") return Value(QuoteIdentifier(column_.name));
  if (name == "data_type") return Value(column_.data_type);
  if (name == "dtype") return Value(column_.data_type.substr(0, column_.data_type.find('(')));
  if (name == "char_size") {
    return OneOf(base_type(), {"varchar", "char"}) ? TypeArgument(column_.data_type, 0)
                                                   : Value::None();
  }
  if (name == "numeric_precision") {
    return base_type() == "decimal" ? TypeArgument(column_.data_type, 0) : Value::None();
  }
  if (name == "numeric_scale") {
    return base_type() == "decimal" ? TypeArgument(column_.data_type, 1) : Value::None();
  }
  return std::nullopt;
}

std::optional<Value> ColumnObject::GetItem(const Value& key) const {
  return key.is_string() ? GetAttr(key.AsString()) : std::nullopt;
}

std::vector<std::string> ColumnObject::AttributeNames() const {
  return {"name",      "column",    "quoted",     "data_type",         "dtype",
          "char_size", "is_string", "is_numeric", "numeric_precision", "numeric_scale",
          "is_number", "is_float",  "is_integer", "string_size",       "can_expand_to"};
}

Value ColumnObject::CallMethod(std::string_view name, CallArgs& args) {
  const std::string base = base_type();
  const bool integer = OneOf(base, {"tinyint", "smallint", "integer", "int", "bigint", "hugeint"});
  const bool floating = OneOf(base, {"real", "double", "float"});
  const bool numeric = OneOf(base, {"decimal", "numeric"});
  if (name == "is_string") return Value(OneOf(base, {"varchar", "char", "text", "string"}));
  if (name == "is_integer") return Value(integer);
  if (name == "is_float") return Value(floating);
  if (name == "is_numeric") return Value(numeric);
  if (name == "is_number") return Value(integer || floating || numeric);
  if (name == "string_size") {
    const Value size = TypeArgument(column_.data_type, 0);
    return size.is_none() ? Value(256) : size;
  }
  if (name == "string_type") {
    return Value(fmt::format("varchar({})", jinja::Str(args.Bind("string_type", {"size"})[0])));
  }
  // Trino's varchar grows by itself; there is nothing to expand.
  if (name == "can_expand_to") return Value(false);
  if (name == "literal") {
    return Value(
        fmt::format("{}::{}", jinja::Str(args.Bind("literal", {"value"})[0]), column_.data_type));
  }
  return Object::CallMethod(name, args);
}

std::string ColumnObject::Str() const {
  return fmt::format("<Column {} ({})>", column_.name, column_.data_type);
}

bool ColumnObject::Equals(const Object& other) const {
  const auto* column = dynamic_cast<const ColumnObject*>(&other);
  return column != nullptr && column->column_.name == column_.name &&
         column->column_.data_type == column_.data_type;
}

size_t ColumnObject::Hash() const { return std::hash<std::string>()(column_.name); }

Value MakeColumn(RelationColumn column) { return Value::Make<ColumnObject>(std::move(column)); }

Value MakeColumnClass() { return Value::Make<ColumnClass>(); }

}  // namespace tarn::transform
