// Filters of scans (REST catalog OpenAPI, Predicate and ValueExpression).
#include <array>
#include <variant>

#include "api/iceberg_rest/scan_request.h"
#include "iceberg/json/literal_json.h"
#include "iceberg/json/model_json.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;
using iceberg::Expression;
using iceberg::Predicate;
using iceberg::PredicateOp;
namespace json = iceberg::json;

constexpr int kMaxNesting = 200;

struct OpName {
  std::string_view name;
  PredicateOp op;
  // With its sides changed; none where that is no predicate of a column.
  std::optional<PredicateOp> flipped = {};
};
constexpr std::array<OpName, 14> kOps = {{
    {"is-null", PredicateOp::kIsNull},
    {"not-null", PredicateOp::kNotNull},
    {"is-nan", PredicateOp::kIsNan},
    {"not-nan", PredicateOp::kNotNan},
    {"lt", PredicateOp::kLess, PredicateOp::kGreater},
    {"lt-eq", PredicateOp::kLessOrEqual, PredicateOp::kGreaterOrEqual},
    {"gt", PredicateOp::kGreater, PredicateOp::kLess},
    {"gt-eq", PredicateOp::kGreaterOrEqual, PredicateOp::kLessOrEqual},
    {"eq", PredicateOp::kEqual, PredicateOp::kEqual},
    {"not-eq", PredicateOp::kNotEqual, PredicateOp::kNotEqual},
    {"in", PredicateOp::kIn},
    {"not-in", PredicateOp::kNotIn},
    {"starts-with", PredicateOp::kStartsWith},
    {"not-starts-with", PredicateOp::kNotStartsWith},
}};

bool IsUnary(PredicateOp op) {
  return op == PredicateOp::kIsNull || op == PredicateOp::kNotNull || op == PredicateOp::kIsNan ||
         op == PredicateOp::kNotNan;
}
bool IsSet(PredicateOp op) { return op == PredicateOp::kIn || op == PredicateOp::kNotIn; }

// What a predicate is about: a column, a literal as it is written, or anything else, of which
// planning knows nothing.
struct Column {
  std::string name;  // dotted
  const iceberg::NestedField* field;
};
struct Opaque {};
using Operand = std::variant<Column, json::Value, Opaque>;

class ExpressionReader {
 public:
  ExpressionReader(const iceberg::Schema& schema, iceberg::CaseSensitivity sensitivity)
      : schema_(schema), sensitivity_(sensitivity) {}

  // `certain` is told false when a part was only taken for "may be true": what is negated above it
  // must then be, too.
  Expression Read(const json::Value& value, int depth, bool& certain) const {
    if (depth > kMaxNesting) {
      base::Throw(ErrorKind::kInvalidArgument, "an expression nests deeper than {}", kMaxNesting);
    }
    if (value.is_bool()) return json::AsBool(value) ? iceberg::True() : iceberg::False();
    const json::Object object = json::AsObject(value);
    const std::string type = json::GetString(object, "type");
    if (type == "true") return iceberg::True();
    if (type == "false") return iceberg::False();
    if (type == "and" || type == "or") {
      Expression left = Child(object, "left", depth, certain);
      Expression right = Child(object, "right", depth, certain);
      return type == "and" ? iceberg::And(std::move(left), std::move(right))
                           : iceberg::Or(std::move(left), std::move(right));
    }
    if (type == "not") {
      bool child_certain = true;
      Expression child = Child(object, "child", depth, child_certain);
      if (child_certain) return iceberg::Not(std::move(child));
      certain = false;
      return iceberg::True();
    }
    return ReadPredicate(object, OpOf(type), certain);
  }

 private:
  static const OpName& OpOf(const std::string& type) {
    for (const OpName& op : kOps) {
      if (op.name == type) return op;
    }
    base::Throw(ErrorKind::kInvalidArgument, "not a type of expression: '{}'", type);
  }

  Expression Child(const json::Object& object, std::string_view key, int depth,
                   bool& certain) const {
    return json::Get(object, key,
                     [&](const json::Value& value) { return Read(value, depth + 1, certain); });
  }

  Expression ReadPredicate(const json::Object& object, const OpName& op, bool& certain) const {
    const bool older = json::Find(object, "term").has_value();
    const bool compares = !IsUnary(op.op) && !IsSet(op.op);
    const std::string_view subject = older ? "term" : compares ? "left" : "child";
    const Operand left = json::Get(object, subject, [&](const json::Value& value) {
      return older ? ReadTerm(value) : ReadOperand(value);
    });
    if (IsUnary(op.op)) {
      return OfColumn(left, op.op, certain,
                      [](const auto&) { return std::vector<iceberg::Literal>(); });
    }
    if (IsSet(op.op)) {
      return OfColumn(left, op.op, certain, [&](const iceberg::PrimitiveType& type) {
        return json::GetVector(object, "values",
                               [&](const json::Value& v) { return ReadLiteral(type, v); });
      });
    }
    const std::string_view other = older ? "value" : "right";
    const json::Value written = json::Require(object, other);
    const Operand right =
        json::AtKey(other, [&] { return older ? Operand(written) : ReadOperand(written); });
    const bool turned = std::holds_alternative<json::Value>(left);
    const Operand& column = turned ? right : left;
    const auto* literal = std::get_if<json::Value>(turned ? &left : &right);
    if (literal == nullptr || (turned && !op.flipped)) return Unknown(certain);
    return OfColumn(
        column, turned ? *op.flipped : op.op, certain, [&](const iceberg::PrimitiveType& type) {
          return std::vector{
              json::AtKey(turned ? subject : other, [&] { return ReadLiteral(type, *literal); })};
        });
  }

  static Expression Unknown(bool& certain) {
    certain = false;
    return iceberg::True();
  }

  // `literals_of(type)` gives what the column is compared with; not asked where that is nothing.
  template <typename LiteralsOf>
  Expression OfColumn(const Operand& operand, PredicateOp op, bool& certain,
                      LiteralsOf literals_of) const {
    const auto* column = std::get_if<Column>(&operand);
    if (column == nullptr) return Unknown(certain);
    Predicate predicate;
    predicate.op = op;
    predicate.column = column->name;
    if (!IsUnary(op)) predicate.literals = literals_of(TypeOf(*column));
    Expression expression;
    expression.node = std::move(predicate);
    return expression;
  }

  // The older form: the name of a column, or a transform of one.
  Operand ReadTerm(const json::Value& value) const {
    if (value.is_string()) return ColumnOf(json::AsString(value));
    const json::Object object = json::AsObject(value);
    if (json::GetString(object, "type") == "transform") {
      json::GetString(object, "transform");
      json::Require(object, "term");
      return Opaque{};
    }
    return ReadOperand(value);
  }

  Operand ReadOperand(const json::Value& value) const {
    if (value.is_array()) json::FailExpected("a value expression", value);
    if (!value.is_object()) return value;
    const json::Object object = json::AsObject(value);
    const std::string type = json::GetString(object, "type");
    if (type == "literal") {
      json::Require(object, "value");
      return value;
    }
    if (type == "reference") {
      const auto id = json::GetOptionalInt32(object, "id");
      if (!id) return ColumnOf(json::GetString(object, "name"));
      const iceberg::NestedField* field = schema_.FindField(*id);
      if (field == nullptr) base::Throw(ErrorKind::kInvalidArgument, "there is no field {}", *id);
      return Column{schema_.FullName(*id), field};
    }
    if (type == "apply" || type == "transform") return Opaque{};
    base::Throw(ErrorKind::kInvalidArgument, "not a type of value expression: '{}'", type);
  }

  Column ColumnOf(const std::string& name) const {
    const iceberg::NestedField* field = schema_.FindField(name, sensitivity_);
    if (field == nullptr) {
      base::Throw(ErrorKind::kInvalidArgument, "there is no column '{}'", name);
    }
    return {name, field};
  }

  // Bare, or {"type": "literal", "value": …, "data-type": …}: whatever type it says, the column's
  // reads its value, and what is none of that type is refused.
  static iceberg::Literal ReadLiteral(const iceberg::PrimitiveType& type,
                                      const json::Value& value) {
    if (!value.is_object()) return json::AsLiteral(type, value);
    const json::Object object = json::AsObject(value);
    json::Get(object, "type", [](const json::Value& v) {
      if (json::AsStringView(v) != "literal") json::FailExpected("'literal'", v);
      return true;
    });
    json::GetOptional(object, "data-type", [](const json::Value& v) { return json::AsType(v); });
    return json::Get(object, "value",
                     [&](const json::Value& v) { return json::AsLiteral(type, v); });
  }

  static iceberg::PrimitiveType TypeOf(const Column& column) {
    if (!iceberg::IsPrimitive(column.field->type)) {
      base::Throw(ErrorKind::kInvalidArgument, "a column of type {} cannot be compared: '{}'",
                  iceberg::ToString(column.field->type), column.name);
    }
    return iceberg::AsPrimitive(column.field->type);
  }

  const iceberg::Schema& schema_;
  const iceberg::CaseSensitivity sensitivity_;
};

}  // namespace

Expression ParseExpression(std::string_view text, const iceberg::Schema& schema,
                           iceberg::CaseSensitivity sensitivity) {
  const ExpressionReader reader(schema, sensitivity);
  return json::ParseDocument(
      text, ErrorKind::kInvalidArgument, "request", [&](const json::Value& root) {
        bool certain = true;
        return json::AtKey("filter", [&] { return reader.Read(root, 0, certain); });
      });
}

}  // namespace tarn::api::iceberg_rest
