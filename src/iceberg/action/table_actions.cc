#include "iceberg/action/table_actions.h"

#include "base/error.h"
#include "iceberg/field_ids.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// Takes "format-version" out of the properties.
int32_t TakeFormatVersion(Properties& properties) {
  auto it = properties.find("format-version");
  if (it == properties.end()) return kDefaultFormatVersion;
  const std::string text = it->second;
  properties.erase(it);
  if (text == "1" || text == "2" || text == "3") return text[0] - '0';
  throw base::Error(ErrorKind::kUnsupported,
                    fmt::format("Tarn creates tables of format versions 1 to {}, not '{}'",
                                kMaxFormatVersion, text),
                    fmt::format("set format-version to 1, 2 or 3, or leave it out for {}",
                                kDefaultFormatVersion));
}

// Points a spec or an order at the new ids of its columns.
template <typename Fields>
void Follow(Fields& fields, const std::map<FieldId, FieldId>& new_ids) {
  for (auto& field : fields) {
    auto it = new_ids.find(field.source_id);
    if (it == new_ids.end()) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "partitioning or sort order names a column that the schema does not have: {}",
                  field.source_id);
    }
    field.source_id = it->second;
  }
}

void AddShape(const Renumbered& renumbered, const NewTable& table, ActionResult& result) {
  PartitionSpec spec = table.spec;
  Follow(spec.fields, renumbered.new_ids);
  for (PartitionField& field : spec.fields) field.field_id = 0;  // given when added
  SortOrder order = table.sort_order;
  Follow(order.fields, renumbered.new_ids);
  CheckSchema(renumbered.schema);
  CheckPartitionSpec(spec, renumbered.schema);
  CheckSortOrder(order, renumbered.schema);

  auto& updates = result.updates;
  updates.emplace_back(update::AddSchema{renumbered.schema, {}});
  updates.emplace_back(update::SetCurrentSchema{});
  updates.emplace_back(update::AddPartitionSpec{std::move(spec)});
  updates.emplace_back(update::SetDefaultSpec{});
  updates.emplace_back(update::AddSortOrder{std::move(order)});
  updates.emplace_back(update::SetDefaultSortOrder{});
}

}  // namespace

ActionResult CreateTable(const NewTable& table, base::RandomSource& random) {
  ActionResult result;
  Properties properties = table.properties;
  const int32_t version = TakeFormatVersion(properties);
  result.requirements.emplace_back(requirement::AssertCreate{});
  result.updates.emplace_back(update::AssignUuid{base::NewUuid(random)});
  result.updates.emplace_back(update::UpgradeFormatVersion{version});
  AddShape(RenumberFresh(table.schema, 1), table, result);
  result.updates.emplace_back(update::SetLocation{table.location});
  if (!properties.empty()) {
    result.updates.emplace_back(update::SetProperties{std::move(properties)});
  }
  return result;
}

ActionResult ReplaceTable(const TableMetadata& base, const NewTable& table) {
  ActionResult result;
  Properties properties = table.properties;
  const int32_t version = TakeFormatVersion(properties);
  result.requirements.emplace_back(requirement::AssertTableUuid{base.table_uuid});
  if (version > base.format_version) {
    result.updates.emplace_back(update::UpgradeFormatVersion{version});
  }
  AddShape(RenumberByName(table.schema, base.current_schema(), base.last_column_id), table, result);
  if (base.refs.contains(std::string(kMainBranch))) {
    result.updates.emplace_back(update::RemoveSnapshotRef{std::string(kMainBranch)});
  }
  if (!table.location.empty() && table.location != base.location) {
    result.updates.emplace_back(update::SetLocation{table.location});
  }
  std::vector<std::string> gone;
  for (const auto& [name, value] : base.properties) {
    if (!properties.contains(name)) gone.push_back(name);
  }
  if (!gone.empty()) result.updates.emplace_back(update::RemoveProperties{std::move(gone)});
  if (!properties.empty()) {
    result.updates.emplace_back(update::SetProperties{std::move(properties)});
  }
  return result;
}

void AppendTo(ActionResult& result, ActionResult more) {
  // Requirements are on the table before the commit: those of what follows on it hold by
  // construction.
  for (TableUpdate& update : more.updates) result.updates.push_back(std::move(update));
  for (std::string& file : more.files) result.files.push_back(std::move(file));
}

}  // namespace tarn::iceberg
