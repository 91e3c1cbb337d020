#include "datadiff/column_deltas.h"

#include <fmt/format.h>

#include "datadiff/row_diff.h"

namespace tarn::datadiff {
namespace {

using engine::Rows;
using iceberg::TypeKind;

// What a column is summed as; empty for what has no sum.
std::string SumType(const iceberg::Type& type) {
  switch (iceberg::KindOf(type)) {
    case TypeKind::kInt:
    case TypeKind::kLong: return "decimal(38,0)";
    case TypeKind::kDecimal:
      return fmt::format("decimal(38,{})", iceberg::TypeAs<iceberg::DecimalType>(type)->scale);
    case TypeKind::kFloat:
    case TypeKind::kDouble: return "double";
    default: return {};
  }
}

bool HasBounds(const iceberg::Type& type) {
  switch (iceberg::KindOf(type)) {
    case TypeKind::kInt:
    case TypeKind::kLong:
    case TypeKind::kDecimal:
    case TypeKind::kFloat:
    case TypeKind::kDouble:
    case TypeKind::kDate:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestamptz: return true;
    default: return false;
  }
}

class Side {
 public:
  Side(engine::Session& session, const ColumnDeltaRequest& request, bool after) : after_(after) {
    std::string sums = "SELECT count(*)";
    std::string bounds = "SELECT count(*)";
    for (const ColumnPair& column : request.columns) {
      const iceberg::NestedField& field = after ? *column.after : *column.before;
      const std::string name = Quoted(field.name);
      sums += fmt::format(", count({})", name);
      if (const std::string type = SumType(field.type); !type.empty()) {
        sums += fmt::format(", sum(CAST({} AS {}))", name, type);
      }
      if (HasBounds(field.type)) bounds += fmt::format(", min({0}), max({0})", name);
    }
    sums_ = Collect(*session.Execute(sums + " FROM " + (after ? request.after : request.before)));
    bounds_ = Collect(
        *session.Execute(bounds + " FROM " + (after ? request.all_after : request.all_before)));
  }

  struct Figures {
    int64_t nulls = 0;
    std::optional<TypedValue> sum = {};
    std::optional<TypedValue> min = {};
    std::optional<TypedValue> max = {};
  };
  // Columns must be asked for in their order.
  Figures Next(const ColumnPair& column) {
    const iceberg::NestedField& field = after_ ? *column.after : *column.before;
    Figures figures;
    figures.nulls = Count(0) - Count(sum_at_++);
    if (!SumType(field.type).empty()) figures.sum = At(sums_, sum_at_++);
    if (HasBounds(field.type)) {
      figures.min = At(bounds_, bound_at_++);
      figures.max = At(bounds_, bound_at_++);
    }
    return figures;
  }

 private:
  static TypedValue At(const Rows& rows, size_t column) {
    return {rows.rows.at(0).at(column), rows.columns.at(column).type};
  }
  int64_t Count(size_t column) const { return std::get<int64_t>(sums_.rows.at(0).at(column).data); }

  const bool after_;
  Rows sums_;
  Rows bounds_;
  size_t sum_at_ = 1;
  size_t bound_at_ = 1;
};

// None when they are of different types, which a difference has no name for.
std::optional<TypedValue> Difference(const std::optional<TypedValue>& before,
                                     const std::optional<TypedValue>& after) {
  if (!before || !after || before->type != after->type) return std::nullopt;
  const engine::Value& a = after->value;
  const engine::Value& b = before->value;
  if (after->type.kind == engine::TypeKind::kDecimal) {
    const auto number = [](const engine::Value& value) {
      return value.is_null() ? 0 : std::get<engine::DecimalValue>(value.data).unscaled;
    };
    return TypedValue{{engine::DecimalValue{number(a) - number(b)}}, after->type};
  }
  const auto number = [](const engine::Value& value) {
    return value.is_null() ? 0.0 : std::get<double>(value.data);
  };
  return TypedValue{{number(a) - number(b)}, after->type};
}

}  // namespace

std::vector<ColumnDelta> CompareColumns(engine::Session& session, const ColumnDeltaRequest& request,
                                        const base::CancelToken& cancel) {
  Side before(session, request, false);
  cancel.Check();
  Side after(session, request, true);
  std::vector<ColumnDelta> deltas;
  for (const ColumnPair& column : request.columns) {
    const Side::Figures a = before.Next(column);
    const Side::Figures b = after.Next(column);
    deltas.push_back({column.after->name, b.nulls - a.nulls, Difference(a.sum, b.sum), a.min, b.min,
                      a.max, b.max});
  }
  return deltas;
}

}  // namespace tarn::datadiff
