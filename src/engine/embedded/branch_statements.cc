// Branches of one table: CREATE, DROP and ALTER BRANCH … IN TABLE, SHOW BRANCHES.
#include <charconv>

#include <fmt/format.h>

#include "base/suggest.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_definition.h"
#include "iceberg/action/ref_actions.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

int64_t NumberOf(const sql::Property& property, int64_t max, std::string_view source) {
  const std::string text = property.value ? LiteralText(**property.value, source) : "";
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number <= 0 || number > max) {
    throw ErrorAt(ErrorKind::kInvalidArgument, property.location,
                  fmt::format("Branch property '{}' is a whole number from 1 to {}: {}",
                              property.name.Canonical(), max, text.empty() ? "DEFAULT" : text),
                  source);
  }
  return number;
}

// WITH (…): the retention of the branch, named as "t$refs" names it.
void SetRetention(const std::vector<sql::Property>& properties, std::string_view source,
                  iceberg::NewRef& ref) {
  for (const sql::Property& property : properties) {
    const std::string name = property.name.Canonical();
    if (name == "min_snapshots_to_keep") {
      ref.min_snapshots_to_keep = static_cast<int32_t>(NumberOf(property, INT32_MAX, source));
    } else if (name == "max_snapshot_age_in_ms") {
      ref.max_snapshot_age_ms = NumberOf(property, INT64_MAX, source);
    } else if (name == "max_reference_age_in_ms") {
      ref.max_ref_age_ms = NumberOf(property, INT64_MAX, source);
    } else {
      throw ErrorAt(
          ErrorKind::kInvalidArgument, property.location,
          fmt::format("Branch property '{}' does not exist{}", name,
                      base::DidYouMean(name, {"min_snapshots_to_keep", "max_snapshot_age_in_ms",
                                              "max_reference_age_in_ms"})),
          source);
    }
  }
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::CreateBranch& create) {
  if (create.or_replace && create.if_not_exists) {
    throw ErrorAt(ErrorKind::kInvalidArgument, create.name.location,
                  "OR REPLACE and IF NOT EXISTS exclude each other", source_);
  }
  iceberg::NewRef ref;
  ref.name = create.name.Canonical();
  if (create.source) ref.source = create.source->Canonical();
  SetRetention(create.properties, source_, ref);
  const auto if_exists = create.or_replace      ? iceberg::IfRefExists::kReplace
                         : create.if_not_exists ? iceberg::IfRefExists::kKeep
                                                : iceberg::IfRefExists::kFail;
  return AlterRefs(create.table, create.name.location, "CREATE BRANCH",
                   [=](const iceberg::TableMetadata& metadata) {
                     return iceberg::CreateRef(metadata, ref, if_exists);
                   });
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::DropBranch& drop) {
  return AlterRefs(drop.table, drop.name.location, "DROP BRANCH",
                   [name = drop.name.Canonical(),
                    if_exists = drop.if_exists](const iceberg::TableMetadata& metadata) {
                     return iceberg::DropRef(metadata, name, iceberg::RefType::kBranch, if_exists);
                   });
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::FastForwardBranch& forward) {
  return AlterRefs(forward.table, forward.source.location, "FAST FORWARD BRANCH",
                   [branch = forward.source.Canonical(),
                    to = forward.target.Canonical()](const iceberg::TableMetadata& metadata) {
                     return iceberg::FastForward(metadata, branch, to);
                   });
}

EmbeddedSession::Result EmbeddedSession::AlterRefs(const sql::QualifiedName& table,
                                                   const sql::Location& ref,
                                                   const char* update_type,
                                                   const Alteration& alteration) {
  const catalog::TableIdentifier id = ResolveTable(table, scope());
  SetCommitMessage(fmt::format("{} IN TABLE {}", update_type, id.ToString()));
  OnLake(table.location, [&](LakeTransaction& lake) { lake.Table(id); });
  OnLake(ref, [&](LakeTransaction& lake) { lake.AlterTable(id, alteration); });
  return Updated(update_type);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ShowBranches& show) {
  const catalog::TableIdentifier id = ResolveTable(show.table, scope());
  std::vector<std::vector<std::optional<std::string>>> rows;
  OnLake(show.table.location, [&](LakeTransaction& lake) {
    for (const auto& [name, ref] : lake.Table(id).metadata->refs) {
      if (ref.type == iceberg::RefType::kBranch) rows.push_back({name});
    }
  });
  return TextRows({"Branch"}, std::move(rows));
}

}  // namespace tarn::engine::embedded
