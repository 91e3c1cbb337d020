#include "engine/embedded/adapter/json_table_function.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "duckdb/execution/expression_executor.hpp"
#include "engine/embedded/adapter/code_points.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/json_document.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sql_json_results.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::Value;
using nlohmann::json;
using nlohmann::ordered_json;

constexpr size_t kMostRows = 250'000;  // of one document: they are made at once
constexpr int kMicrosDigits = 6;

struct TableColumn {
  enum class Kind { kOrdinality, kValue, kQuery };
  Kind kind = Kind::kValue;
  size_t at = 0;
  LogicalType type;
  std::optional<JsonPath> path;  // not of an ordinality
  int on_empty = kJsonNull;
  int on_error = kJsonNull;
  size_t empty_default = 0;
  size_t error_default = 0;
  int64_t length = -1;  // of varchar(n) and char(n)
  bool is_char = false;
  int digits = kMicrosDigits;  // of times
  int wrapper = 0;
  bool omit_quotes = false;
};

struct PlanNode {
  enum class Kind { kPath, kUnion, kCross };
  Kind kind = Kind::kPath;
  std::optional<JsonPath> path;
  std::vector<TableColumn> columns;
  bool outer = true;
  std::vector<PlanNode> children;  // of a path: none or one
  std::vector<size_t> layout;      // the fields that it and what is below it fill
};

struct TablePlan {
  bool error_on_error = false;
  PlanNode root;
  std::vector<LogicalType> types;
  std::vector<std::string> names;
};

// --- the plan's text ---

TableColumn ReadColumn(const json& text, const std::vector<LogicalType>& types) {
  TableColumn column;
  const std::string kind = text.at("kind");
  column.kind = kind == "ordinality" ? TableColumn::Kind::kOrdinality
                : kind == "query"    ? TableColumn::Kind::kQuery
                                     : TableColumn::Kind::kValue;
  column.at = text.at("at");
  column.type = types.at(column.at);
  if (column.kind == TableColumn::Kind::kOrdinality) return column;
  column.path = CompiledPath(text.at("path").get_ref<const std::string&>());
  column.on_empty = text.at("empty");
  column.on_error = text.at("error");
  column.empty_default = text.value("empty_default", size_t{0});
  column.error_default = text.value("error_default", size_t{0});
  column.length = text.value("length", int64_t{-1});
  column.is_char = text.value("char", false);
  column.digits = text.value("digits", kMicrosDigits);
  column.wrapper = text.value("wrapper", 0);
  column.omit_quotes = text.value("omit_quotes", false);
  return column;
}

PlanNode ReadNode(const json& text, const std::vector<LogicalType>& types) {
  PlanNode node;
  const auto add = [&](const json& child) {
    node.children.push_back(ReadNode(child, types));
    const auto& layout = node.children.back().layout;
    node.layout.insert(node.layout.end(), layout.begin(), layout.end());
  };
  for (const char* siblings : {"union", "cross"}) {
    const auto found = text.find(siblings);
    if (found == text.end()) continue;
    node.kind = siblings[0] == 'u' ? PlanNode::Kind::kUnion : PlanNode::Kind::kCross;
    for (const json& child : *found) add(child);
    return node;
  }
  node.path = CompiledPath(text.at("path").get_ref<const std::string&>());
  node.outer = text.value("outer", true);
  for (const json& column : text.at("columns")) {
    node.columns.push_back(ReadColumn(column, types));
    node.layout.push_back(node.columns.back().at);
  }
  const auto child = text.find("child");
  if (child != text.end()) add(*child);
  return node;
}

TablePlan ReadPlan(const std::string& text, const LogicalType& row) {
  TablePlan plan;
  for (const auto& [name, type] : duckdb::StructType::GetChildTypes(row)) {
    plan.names.push_back(name);
    plan.types.push_back(type);
  }
  const json parsed = json::parse(text);
  plan.error_on_error = parsed.at("error");
  plan.root = ReadNode(parsed.at("root"), plan.types);
  return plan;
}

// --- values of columns ---

// A time of 6 digits with fewer of them, rounded half up.
int64_t RoundedMicros(int64_t micros, int digits) {
  int64_t unit = 1;
  for (int i = digits; i < kMicrosDigits; ++i) unit *= 10;
  const int64_t rest = ((micros % unit) + unit) % unit;
  return micros - rest + (rest * 2 >= unit ? unit : 0);
}

// The value with the length or the digits of the column's type.
Value Fitted(const TableColumn& column, Value value) {
  if (value.IsNull()) return value;
  if (column.type.id() == LogicalTypeId::VARCHAR && column.length >= 0) {
    std::string text = duckdb::StringValue::Get(value);
    text.resize(OffsetOf(text, column.length));
    while (column.is_char && text.ends_with(' ')) text.pop_back();
    return Value(text);
  }
  if (column.digits >= kMicrosDigits) return value;
  if (column.type.id() == LogicalTypeId::TIMESTAMP) {
    const auto micros = value.GetValueUnsafe<duckdb::timestamp_t>().value;
    return Value::TIMESTAMP(duckdb::timestamp_t(RoundedMicros(micros, column.digits)));
  }
  if (column.type.id() == LogicalTypeId::TIME) {
    constexpr int64_t kDay = 86'400'000'000;
    const auto micros = value.GetValueUnsafe<duckdb::dtime_t>().micros;
    return Value::TIME(duckdb::dtime_t(RoundedMicros(micros, column.digits) % kDay));
  }
  return value;
}

// Makes the rows of one document.
class RowMaker {
 public:
  RowMaker(const TablePlan& plan, const Value& defaults)
      : plan_(plan), defaults_(duckdb::StructValue::GetChildren(defaults)) {
    for (const LogicalType& type : plan.types) row_.emplace_back(type);
  }

  duckdb::vector<Value> Rows(const ordered_json& document, const ordered_json& variables) {
    Node(plan_.root, document, variables, [this] { AddRow(); });
    return std::move(rows_);
  }

 private:
  using Then = std::function<void()>;

  void AddRow() {
    if (rows_.size() >= kMostRows) {
      Guarded([] {
        throw base::Error(base::ErrorKind::kResourceExhausted,
                          "JSON_TABLE makes more than 250000 rows of one document",
                          "select a smaller part of the document by the path");
      });
    }
    duckdb::child_list_t<Value> fields;
    for (size_t i = 0; i < row_.size(); ++i) fields.emplace_back(plan_.names[i], row_[i]);
    rows_.push_back(Value::STRUCT(std::move(fields)));
  }
  void Clear(const PlanNode& node) {
    for (const size_t at : node.layout) row_[at] = Value(plan_.types[at]);
  }

  // Calls `then` for each combination that the node makes of the item, with the row filled.
  void Node(const PlanNode& node, const ordered_json& item, const ordered_json& variables,
            const Then& then) {
    static const ordered_json kNone = ordered_json::object();
    if (node.kind == PlanNode::Kind::kUnion) {
      for (const PlanNode& child : node.children) {
        Clear(node);
        Node(child, item, kNone, then);
      }
      return;
    }
    if (node.kind == PlanNode::Kind::kCross) return Cross(node, 0, item, then);
    const auto found = FindItems(*node.path, item, variables, plan_.error_on_error);
    if (!found) return;
    int64_t number = 0;
    for (const ordered_json* part : found->items) {
      ++number;
      for (const TableColumn& column : node.columns) {
        row_[column.at] = Evaluate(column, *part, number);
      }
      if (node.children.empty()) {
        then();
        continue;
      }
      bool any = false;
      Node(node.children.front(), *part, kNone, [&] {
        any = true;
        then();
      });
      if (any || !node.outer) continue;
      Clear(node.children.front());
      then();
    }
  }
  void Cross(const PlanNode& node, size_t at, const ordered_json& item, const Then& then) {
    static const ordered_json kNone = ordered_json::object();
    if (at == node.children.size()) return then();
    Node(node.children[at], item, kNone, [&] { Cross(node, at + 1, item, then); });
  }

  Value Evaluate(const TableColumn& column, const ordered_json& item, int64_t number) const {
    static const ordered_json kNone = ordered_json::object();
    if (column.kind == TableColumn::Kind::kOrdinality) return Value::BIGINT(number);
    const auto found = FindItems(*column.path, item, kNone, column.on_error == kJsonError);
    if (column.kind == TableColumn::Kind::kQuery) {
      return Fitted(column, JsonQueryOf(found, column.on_empty, column.on_error, column.wrapper,
                                        column.omit_quotes));
    }
    JsonScalar scalar = JsonScalarOf(found, column.type, column.on_empty, column.on_error);
    switch (scalar.kind) {
      case JsonScalar::Kind::kDefaultOnEmpty: return defaults_.at(column.empty_default);
      case JsonScalar::Kind::kDefaultOnError: return defaults_.at(column.error_default);
      default: return Fitted(column, std::move(scalar.value));
    }
  }

  const TablePlan& plan_;
  const duckdb::vector<Value>& defaults_;
  duckdb::vector<Value> row_;
  duckdb::vector<Value> rows_;
};

Value TableOf(const TablePlan& plan, const LogicalType& row, const std::vector<Value>& values) {
  const auto document = ParseJsonDocument(duckdb::StringValue::Get(values[0]));
  const auto variables = ParseJsonDocument(duckdb::StringValue::Get(values[1]));
  if (!document || !variables) {
    if (plan.error_on_error) ThrowNoJsonInput();
    return Value::LIST(row, duckdb::vector<Value>());
  }
  return Value::LIST(row, RowMaker(plan, values[2]).Rows(*document, *variables));
}

duckdb::unique_ptr<Expression> BindTable(FunctionBindExpressionInput& input) {
  const LogicalType row = input.children[4]->return_type;
  const Value text = duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[3]);
  const auto plan =
      std::make_shared<const TablePlan>(ReadPlan(duckdb::StringValue::Get(text), row));
  const LogicalType defaults = input.children[2]->return_type;
  return CallOwn(input.context, std::move(input.children), "json_table",
                 {LogicalType::VARCHAR, LogicalType::VARCHAR, defaults}, LogicalType::LIST(row),
                 RowKernel([plan, row](const std::vector<Value>& values) {
                   return TableOf(*plan, row, values);
                 }));
}

}  // namespace

void RegisterJsonTable(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(BoundLater("tarn_json_table", 5, BindTable, NullResult::Bound()));
}

}  // namespace tarn::engine::embedded
