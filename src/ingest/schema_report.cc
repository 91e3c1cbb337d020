#include "ingest/schema_report.h"

#include <algorithm>

#include <fmt/format.h>

namespace tarn::ingest {
namespace {

const engine::LoadColumn* FindColumn(const std::vector<engine::LoadColumn>& columns,
                                     const std::string& name) {
  auto found = std::find_if(columns.begin(), columns.end(),
                            [&](const engine::LoadColumn& column) { return column.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

}  // namespace

const char* ColumnVerdictName(ColumnVerdict verdict) {
  switch (verdict) {
    case ColumnVerdict::kSame: return "same";
    case ColumnVerdict::kNew: return "new";
    case ColumnVerdict::kMissing: return "missing";
    case ColumnVerdict::kTypeDiffers: break;
  }
  return "type differs";
}

bool SchemaReport::fits() const {
  return !table_exists || std::all_of(columns.begin(), columns.end(), [](const auto& finding) {
    return finding.verdict == ColumnVerdict::kSame;
  });
}

std::string SchemaReport::Differences() const {
  std::string text;
  for (const ColumnFinding& finding : columns) {
    if (finding.verdict == ColumnVerdict::kSame) continue;
    auto side = [](const std::string& type) { return type.empty() ? std::string("absent") : type; };
    text += fmt::format("{}{}: {} in the load, {} in the table", text.empty() ? "" : "\n",
                        finding.column, side(finding.loaded_type), side(finding.table_type));
  }
  return text;
}

SchemaReport CompareSchemas(const std::vector<engine::LoadColumn>& loaded,
                            const std::vector<engine::LoadColumn>* table) {
  SchemaReport report;
  report.table_exists = table != nullptr;
  for (const engine::LoadColumn& column : loaded) {
    ColumnFinding finding{column.name, column.type.ToString(), "", ColumnVerdict::kNew};
    const engine::LoadColumn* other = table != nullptr ? FindColumn(*table, column.name) : nullptr;
    if (other != nullptr) {
      finding.table_type = other->type.ToString();
      finding.verdict =
          column.type == other->type ? ColumnVerdict::kSame : ColumnVerdict::kTypeDiffers;
    }
    report.columns.push_back(std::move(finding));
  }
  if (table == nullptr) return report;
  for (const engine::LoadColumn& column : *table) {
    if (FindColumn(loaded, column.name) != nullptr) continue;
    report.columns.push_back({column.name, "", column.type.ToString(), ColumnVerdict::kMissing});
  }
  return report;
}

}  // namespace tarn::ingest
