#include "api/iceberg_rest/scan_request.h"

#include <array>

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
};
constexpr std::array<OpName, 14> kOps = {{
    {"is-null", PredicateOp::kIsNull},
    {"not-null", PredicateOp::kNotNull},
    {"is-nan", PredicateOp::kIsNan},
    {"not-nan", PredicateOp::kNotNan},
    {"lt", PredicateOp::kLess},
    {"lt-eq", PredicateOp::kLessOrEqual},
    {"gt", PredicateOp::kGreater},
    {"gt-eq", PredicateOp::kGreaterOrEqual},
    {"eq", PredicateOp::kEqual},
    {"not-eq", PredicateOp::kNotEqual},
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

class ExpressionReader {
 public:
  ExpressionReader(const iceberg::Schema& schema, iceberg::CaseSensitivity sensitivity)
      : schema_(schema), sensitivity_(sensitivity) {}

  // `certain` is told false when a term was only taken for "may be true": what is negated above it
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
    return ReadPredicate(object, type, certain);
  }

 private:
  Expression Child(const json::Object& object, std::string_view key, int depth,
                   bool& certain) const {
    return json::Get(object, key,
                     [&](const json::Value& value) { return Read(value, depth + 1, certain); });
  }

  Expression ReadPredicate(const json::Object& object, const std::string& type,
                           bool& certain) const {
    const OpName* known = nullptr;
    for (const OpName& op : kOps) {
      if (op.name == type) known = &op;
    }
    if (known == nullptr) {
      base::Throw(ErrorKind::kInvalidArgument, "not a type of expression: '{}'", type);
    }
    const json::Value term = json::Require(object, "term");
    if (!term.is_string()) {
      certain = false;
      return iceberg::True();
    }
    Predicate predicate;
    predicate.op = known->op;
    predicate.column = json::AsString(term);
    if (!IsUnary(known->op)) {
      const iceberg::PrimitiveType column = TypeOf(predicate.column);
      const auto literal = [&](const json::Value& v) { return json::AsLiteral(column, v); };
      if (IsSet(known->op)) {
        predicate.literals = json::GetVector(object, "values", literal);
      } else {
        predicate.literals = {json::Get(object, "value", literal)};
      }
    }
    Expression expression;
    expression.node = std::move(predicate);
    return expression;
  }

  iceberg::PrimitiveType TypeOf(const std::string& column) const {
    const iceberg::NestedField* field = schema_.FindField(column, sensitivity_);
    if (field == nullptr) base::Throw(ErrorKind::kNotFound, "there is no column '{}'", column);
    if (!iceberg::IsPrimitive(field->type)) {
      base::Throw(ErrorKind::kInvalidArgument, "a column of type {} cannot be compared: '{}'",
                  iceberg::ToString(field->type), column);
    }
    return iceberg::AsPrimitive(field->type);
  }

  const iceberg::Schema& schema_;
  const iceberg::CaseSensitivity sensitivity_;
};

}  // namespace

ScanRequest ParseScanRequest(std::string_view text) {
  const auto parse = [](const json::Value& root) {
    const json::Object object = json::AsObject(root);
    ScanRequest request;
    const auto id = json::AsId<iceberg::SnapshotId>;
    request.snapshot_id = json::GetOptional(object, "snapshot-id", id);
    request.start_snapshot_id = json::GetOptional(object, "start-snapshot-id", id);
    request.end_snapshot_id = json::GetOptional(object, "end-snapshot-id", id);
    if (!json::GetOptional(object, "case-sensitive", json::AsBool).value_or(true)) {
      request.sensitivity = iceberg::CaseSensitivity::kInsensitive;
    }
    request.use_snapshot_schema =
        json::GetOptional(object, "use-snapshot-schema", json::AsBool).value_or(false);
    request.stats_fields = json::GetOptionalVector(object, "stats-fields", json::AsString);
    json::GetOptionalVector(object, "select", json::AsString);
    if (const auto filter = json::Find(object, "filter")) {
      request.filter_json = simdjson::minify(*filter);
    }
    const bool range = request.start_snapshot_id || request.end_snapshot_id;
    if (range && request.snapshot_id) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "snapshot-id and a range of snapshots exclude each other");
    }
    if (request.start_snapshot_id && !request.end_snapshot_id) {
      base::Throw(ErrorKind::kInvalidArgument, "start-snapshot-id needs end-snapshot-id");
    }
    return request;
  };
  return json::ParseDocument(text.empty() ? "{}" : text, ErrorKind::kInvalidArgument, "request",
                             parse);
}

std::string ParsePlanTask(std::string_view text) {
  return json::ParseDocument(
      text, ErrorKind::kInvalidArgument, "request",
      [](const json::Value& root) { return json::GetString(json::AsObject(root), "plan-task"); });
}

Expression ParseExpression(std::string_view text, const iceberg::Schema& schema,
                           iceberg::CaseSensitivity sensitivity) {
  const ExpressionReader reader(schema, sensitivity);
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, "filter",
                             [&](const json::Value& root) {
                               bool certain = true;
                               return reader.Read(root, 0, certain);
                             });
}

}  // namespace tarn::api::iceberg_rest
