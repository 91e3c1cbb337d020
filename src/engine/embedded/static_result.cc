#include "engine/embedded/static_result.h"

#include <utility>

namespace tarn::engine::embedded {
namespace {

using TextTable = std::vector<std::vector<std::optional<std::string>>>;

using ValueTable = std::vector<std::vector<Value>>;

class StaticBatch : public Batch {
 public:
  explicit StaticBatch(ValueTable rows) : rows_(std::move(rows)) {}
  size_t rows() const override { return rows_.size(); }
  Value Get(size_t column, size_t row) const override { return rows_[row][column]; }

 private:
  const ValueTable rows_;
};

class MetricsBatch : public Batch {
 public:
  explicit MetricsBatch(std::vector<std::pair<std::string, uint64_t>> metrics)
      : metrics_(std::move(metrics)) {}
  size_t rows() const override { return metrics_.size(); }
  Value Get(size_t column, size_t row) const override {
    if (column == 0) return Value{metrics_[row].first};
    return Value{static_cast<int64_t>(metrics_[row].second)};
  }

 private:
  const std::vector<std::pair<std::string, uint64_t>> metrics_;
};

class MetricsStream : public ResultStream {
 public:
  MetricsStream(std::vector<std::pair<std::string, uint64_t>> metrics, std::string update_type)
      : columns_{{"metric_name", Type{TypeKind::kVarchar, 0, 0, {}, {}}},
                 {"metric_value", Type{TypeKind::kBigint, 0, 0, {}, {}}}},
        update_type_(std::move(update_type)),
        batch_(std::make_unique<MetricsBatch>(std::move(metrics))) {}

  const std::vector<Column>& columns() const override { return columns_; }
  std::unique_ptr<Batch> Next() override { return std::move(batch_); }
  const std::string& update_type() const override { return update_type_; }
  std::optional<uint64_t> update_count() const override { return std::nullopt; }

 private:
  const std::vector<Column> columns_;
  const std::string update_type_;
  std::unique_ptr<Batch> batch_;
};

class StaticStream : public ResultStream {
 public:
  StaticStream(std::vector<Column> columns, ValueTable rows, std::string update_type,
               std::optional<uint64_t> update_count)
      : columns_(std::move(columns)),
        rows_(std::move(rows)),
        update_type_(std::move(update_type)),
        update_count_(update_count) {}

  const std::vector<Column>& columns() const override { return columns_; }
  std::unique_ptr<Batch> Next() override {
    if (rows_.empty()) return nullptr;
    return std::make_unique<StaticBatch>(std::exchange(rows_, {}));
  }
  const std::string& update_type() const override { return update_type_; }
  std::optional<uint64_t> update_count() const override { return update_count_; }

 private:
  const std::vector<Column> columns_;
  ValueTable rows_;
  const std::string update_type_;
  const std::optional<uint64_t> update_count_;
};

}  // namespace

std::unique_ptr<ResultStream> TextRows(const std::vector<std::string>& columns, TextTable rows) {
  std::vector<Column> typed;
  for (const std::string& name : columns) {
    typed.push_back({name, Type{TypeKind::kVarchar, 0, 0, {}, {}}});
  }
  ValueTable values;
  for (auto& row : rows) {
    auto& target = values.emplace_back();
    for (std::optional<std::string>& text : row) {
      target.push_back(text ? Value{std::move(*text)} : Value{});
    }
  }
  return ValueRows(std::move(typed), std::move(values));
}

std::unique_ptr<ResultStream> ValueRows(std::vector<Column> columns, ValueTable rows) {
  return std::make_unique<StaticStream>(std::move(columns), std::move(rows), "", std::nullopt);
}

std::unique_ptr<ResultStream> Metrics(std::vector<std::pair<std::string, uint64_t>> metrics,
                                      std::string update_type) {
  return std::make_unique<MetricsStream>(std::move(metrics), std::move(update_type));
}

std::unique_ptr<ResultStream> Updated(std::string update_type,
                                      std::optional<uint64_t> update_count) {
  return std::make_unique<StaticStream>(std::vector<Column>(), ValueTable(), std::move(update_type),
                                        update_count);
}

}  // namespace tarn::engine::embedded
