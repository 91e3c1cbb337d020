#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "jinja/object.h"
#include "jinja/render_state.h"
#include "transform/context/functions.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

using Names = std::shared_ptr<const std::vector<std::string>>;

std::optional<size_t> Position(const std::vector<std::string>& names, const Value& key,
                               size_t size) {
  if (key.is_int()) {
    int64_t index = key.AsInt();
    if (index < 0) index += static_cast<int64_t>(size);
    if (index < 0 || index >= static_cast<int64_t>(size)) return std::nullopt;
    return static_cast<size_t>(index);
  }
  if (!key.is_string()) return std::nullopt;
  auto it = std::find(names.begin(), names.end(), key.AsString());
  if (it == names.end()) return std::nullopt;
  return static_cast<size_t>(it - names.begin());
}

// Items that are reached by position or by name: agate's MappedSequence, which rows, columns and
// the lists of both are.
class MappedSequence : public jinja::Object {
 public:
  MappedSequence(std::string type, Names names, std::vector<Value> items)
      : type_(std::move(type)), names_(std::move(names)), items_(std::move(items)) {}
  std::string_view TypeName() const override { return type_; }
  std::optional<Value> GetItem(const Value& key) const override {
    auto at = Position(*names_, key, items_.size());
    if (!at) return std::nullopt;
    return items_[*at];
  }
  std::optional<Value> GetAttr(std::string_view name) const override {
    return GetItem(Value(name));
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "values") return Value::Tuple(items_);
    if (name == "keys") return StringList(*names_);
    if (name == "items") {
      std::vector<Value> pairs;
      for (size_t i = 0; i < items_.size() && i < names_->size(); ++i) {
        pairs.push_back(Value::Tuple({Value((*names_)[i]), items_[i]}));
      }
      return Value::List(std::move(pairs));
    }
    if (name == "dict") {
      Value dict = EmptyDict();
      for (size_t i = 0; i < items_.size() && i < names_->size(); ++i) {
        Set(dict, (*names_)[i], items_[i]);
      }
      return dict;
    }
    if (name == "get") {
      const auto bound = args.Bind("get", {"key", {"default", Value::None()}});
      return GetItem(bound[0]).value_or(bound[1]);
    }
    return Object::CallMethod(name, args);
  }
  std::optional<int64_t> Length() const override { return static_cast<int64_t>(items_.size()); }
  std::unique_ptr<jinja::Iterator> Iterate() const override {
    return jinja::Iterate(Value::Tuple(items_));
  }
  bool is_sequence() const override { return true; }
  std::string Str() const override {
    std::string text = "<agate." + type_ + ": (";
    for (size_t i = 0; i < items_.size(); ++i) {
      text += (i == 0 ? "" : ", ") + jinja::Repr(items_[i]);
    }
    return text + ")>";
  }

 private:
  std::string type_;
  Names names_;
  std::vector<Value> items_;
};

class ColumnOfTable : public MappedSequence {
 public:
  ColumnOfTable(std::string name, std::string type, std::vector<Value> items)
      : MappedSequence("Column", std::make_shared<const std::vector<std::string>>(),
                       std::move(items)),
        name_(std::move(name)),
        data_type_(std::move(type)) {}
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "name") return Value(name_);
    if (name == "data_type") return Value(data_type_);
    return MappedSequence::GetAttr(name);
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "values_distinct") {
      return args.state().Call(*PureFunction("set"), {MappedSequence::CallMethod("values", args)});
    }
    if (name == "values_without_nulls") {
      std::vector<Value> values;
      for (const Value& value : MappedSequence::CallMethod("values", args).AsTuple()) {
        if (!value.is_none()) values.push_back(value);
      }
      return Value::Tuple(std::move(values));
    }
    return MappedSequence::CallMethod(name, args);
  }

 private:
  std::string name_;
  std::string data_type_;
};

class TableObject : public jinja::Object {
 public:
  explicit TableObject(const QueryResult& result)
      : names_(std::make_shared<const std::vector<std::string>>(result.columns)),
        types_(result.types),
        rows_(result.rows) {}

  std::string_view TypeName() const override { return "Table"; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    if (name == "rows") return Rows();
    if (name == "columns") return Columns();
    if (name == "column_names") return StringList(*names_);
    if (name == "column_types") return StringList(types_);
    return std::nullopt;
  }
  std::optional<Value> GetItem(const Value& key) const override {
    if (key.is_int()) {
      auto at = Position({}, key, rows_.size());
      if (!at) return std::nullopt;
      return Row(*at);
    }
    return std::nullopt;
  }
  std::vector<std::string> AttributeNames() const override {
    return {"rows", "columns", "column_names", "column_types", "print_table"};
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "print_table") return Value("");
    if (name == "print_json") return Value(Text());
    if (name == "limit") {
      const auto bound = args.Bind("limit", {{"rows", Value(20)}});
      QueryResult result = Result();
      if (bound[0].is_int() && bound[0].AsInt() >= 0) {
        const auto limit = std::min(result.rows.size(), static_cast<size_t>(bound[0].AsInt()));
        result.rows.resize(limit);
      }
      return MakeTable(result);
    }
    if (name == "where") {
      QueryResult result = Result();
      std::vector<std::vector<Value>> kept;
      for (size_t i = 0; i < rows_.size(); ++i) {
        if (jinja::Truth(args.state().Call(args.positional.at(0), {Row(i)}))) {
          kept.push_back(rows_[i]);
        }
      }
      result.rows = std::move(kept);
      return MakeTable(result);
    }
    if (name == "select" || name == "exclude") {
      const auto wanted = ToStrings(args.positional.at(0));
      return MakeTable(Project(wanted, name == "select"));
    }
    if (name == "rename") {
      QueryResult result = Result();
      const Value* names = args.FindNamed("column_names");
      if (names == nullptr && !args.positional.empty()) names = &args.positional[0];
      if (names != nullptr && names->is_list()) result.columns = ToStrings(*names);
      if (names != nullptr && names->is_dict()) {
        for (auto& column : result.columns) column = GetString(*names, column, column);
      }
      return MakeTable(result);
    }
    return Object::CallMethod(name, args);
  }
  std::optional<int64_t> Length() const override { return static_cast<int64_t>(rows_.size()); }
  bool Truth() const override { return true; }
  std::unique_ptr<jinja::Iterator> Iterate() const override { return jinja::Iterate(Rows()); }
  bool is_sequence() const override { return true; }
  std::string Str() const override { return Text(); }

 private:
  QueryResult Result() const {
    QueryResult result;
    result.columns = *names_;
    result.types = types_;
    result.rows = rows_;
    return result;
  }
  QueryResult Project(const std::vector<std::string>& wanted, bool keep) const {
    QueryResult result;
    std::vector<size_t> positions;
    for (size_t i = 0; i < names_->size(); ++i) {
      const bool named = std::find(wanted.begin(), wanted.end(), (*names_)[i]) != wanted.end();
      if (named != keep) continue;
      positions.push_back(i);
      result.columns.push_back((*names_)[i]);
      result.types.push_back(types_[i]);
    }
    for (const auto& row : rows_) {
      std::vector<Value> values;
      for (size_t at : positions) values.push_back(row[at]);
      result.rows.push_back(std::move(values));
    }
    return result;
  }
  Value Row(size_t at) const { return Value::Make<MappedSequence>("Row", names_, rows_[at]); }
  Value Rows() const {
    std::vector<Value> rows;
    for (size_t i = 0; i < rows_.size(); ++i) rows.push_back(Row(i));
    return Value::Make<MappedSequence>(
        "MappedSequence", std::make_shared<const std::vector<std::string>>(), std::move(rows));
  }
  Value Columns() const {
    std::vector<Value> columns;
    for (size_t i = 0; i < names_->size(); ++i) {
      std::vector<Value> values;
      for (const auto& row : rows_) values.push_back(row[i]);
      columns.push_back(Value::Make<ColumnOfTable>((*names_)[i], types_[i], std::move(values)));
    }
    return Value::Make<MappedSequence>("MappedSequence", names_, std::move(columns));
  }
  std::string Text() const {
    std::vector<Value> rows;
    for (size_t i = 0; i < rows_.size(); ++i) {
      Value dict = EmptyDict();
      for (size_t c = 0; c < names_->size(); ++c) Set(dict, (*names_)[c], rows_[i][c]);
      rows.push_back(std::move(dict));
    }
    return ToJson(Value::List(std::move(rows)));
  }

  Names names_;
  std::vector<std::string> types_;
  std::vector<std::vector<Value>> rows_;
};

}  // namespace

Value MakeTable(const QueryResult& result) { return Value::Make<TableObject>(result); }

}  // namespace tarn::transform
