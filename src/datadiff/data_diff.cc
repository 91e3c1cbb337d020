#include "datadiff/data_diff.h"

#include <algorithm>

#include "base/error.h"
#include "catalog/content.h"
#include "engine/commit_table.h"

namespace tarn::datadiff {
namespace {

using base::ErrorKind;
using catalog::ContentKind;
using catalog::TableIdentifier;

std::optional<ContentKind> KindOf(const std::optional<versions::Content>& content,
                                  const versions::ContentKey& key) {
  if (!content) return std::nullopt;
  const catalog::CatalogContent parsed = catalog::ParseContent(*content, key);
  if (std::holds_alternative<catalog::TableContent>(parsed)) return ContentKind::kTable;
  if (std::holds_alternative<catalog::ViewContent>(parsed)) return ContentKind::kView;
  return std::nullopt;
}

std::string RelationOf(const TableIdentifier& table, const std::string& commit,
                       const std::string& without = {}) {
  std::string schema;
  for (const std::string& level : table.ns) schema += (schema.empty() ? "" : ".") + level;
  return Quoted(schema) + "." + Quoted(engine::NameOf({table.name, commit, without}));
}

// Whether the engine can group rows by it.
bool Comparable(const iceberg::Type& type) {
  const iceberg::TypeKind kind = iceberg::KindOf(type);
  if (kind == iceberg::TypeKind::kVariant || kind == iceberg::TypeKind::kGeometry ||
      kind == iceberg::TypeKind::kGeography) {
    return false;
  }
  const auto children = iceberg::ChildrenOf(type);
  return std::all_of(children.begin(), children.end(),
                     [](const iceberg::NestedField* child) { return Comparable(child->type); });
}

// The columns that rows are told apart by, as they stand first in `columns`.
std::vector<std::string> MoveKeyFirst(const std::vector<std::string>& wanted,
                                      const iceberg::TableMetadata& after,
                                      const TableIdentifier& table,
                                      std::vector<ColumnPair>& columns) {
  std::vector<std::string> key = wanted;
  if (key.empty()) {
    for (const iceberg::FieldId id : after.current_schema().identifier_field_ids) {
      key.push_back(after.current_schema().FullName(id));
    }
  }
  for (size_t i = 0; i < key.size(); ++i) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const ColumnPair& column) {
      return column.after->name == key[i];
    });
    if (found == columns.end()) {
      if (wanted.empty()) return {};  // an identifier that is new, or nested
      throw base::Error(
          ErrorKind::kInvalidArgument,
          fmt::format("the key column '{}' is not in {} on both sides", key[i], table.ToString()),
          "name top-level columns that both tables have");
    }
    if (static_cast<size_t>(found - columns.begin()) < i) {
      base::Throw(ErrorKind::kInvalidArgument, "the key names a column twice: '{}'", key[i]);
    }
    std::rotate(columns.begin() + static_cast<std::ptrdiff_t>(i), found, found + 1);
  }
  return key;
}

bool SameData(const iceberg::TableMetadata& a, const iceberg::TableMetadata& b) {
  const iceberg::Snapshot* left = a.current_snapshot();
  const iceberg::Snapshot* right = b.current_snapshot();
  if (left == nullptr || right == nullptr) return left == right;
  return left->snapshot_id == right->snapshot_id && left->manifest_list == right->manifest_list;
}

}  // namespace

const char* ToString(Change change) {
  switch (change) {
    case Change::kAdded: return "added";
    case Change::kDropped: return "dropped";
    case Change::kChanged: return "changed";
    case Change::kRenamed: return "renamed";
  }
  return "";
}

struct DataDiffer::Sides {
  std::shared_ptr<const catalog::CatalogSnapshot> from;
  std::shared_ptr<const catalog::CatalogSnapshot> to;
};

// A name, or two, under which one table or view stands.
struct DataDiffer::Pair {
  std::optional<TableIdentifier> before;
  std::optional<TableIdentifier> after;
  ContentKind kind = ContentKind::kTable;
};

namespace {

// What differs by name, with a content that only moved from one name to another as one.
template <typename Pair>
std::vector<Pair> PairsOf(const std::vector<versions::DiffEntry>& entries) {
  std::map<std::string, TableIdentifier> gone;  // by content id
  for (const auto& entry : entries) {
    if (entry.from && !entry.to && KindOf(entry.from, entry.key)) {
      gone.emplace(entry.from->content_id, catalog::IdentifierOf(entry.key));
    }
  }
  std::vector<Pair> pairs;
  std::set<TableIdentifier> moved;
  for (const auto& entry : entries) {
    const auto before = KindOf(entry.from, entry.key);
    const auto after = KindOf(entry.to, entry.key);
    const TableIdentifier name = catalog::IdentifierOf(entry.key);
    if (before && after && *before == *after) {
      pairs.push_back({name, name, *after});
      continue;
    }
    if (before) pairs.push_back({name, std::nullopt, *before});
    if (!after) continue;
    Pair pair{std::nullopt, name, *after};
    const auto former = gone.find(entry.to->content_id);
    if (!before && former != gone.end()) {
      pair.before = former->second;
      moved.insert(former->second);
    }
    pairs.push_back(std::move(pair));
  }
  std::erase_if(pairs, [&](const Pair& pair) {
    return pair.before && !pair.after && moved.contains(*pair.before);
  });
  return pairs;
}

}  // namespace

Compared DataDiffer::Compare(const std::string& from, const std::string& to, const Options& options,
                             const Sink& sink) {
  if (options.samples > kMaxSamples) {
    base::Throw(ErrorKind::kInvalidArgument, "at most {} rows of a kind are shown, not {}",
                kMaxSamples, options.samples);
  }
  const Sides sides{catalog_.Snapshot(from), catalog_.Snapshot(to)};
  for (const TableIdentifier& table : options.tables) {
    if (!sides.from->Find(table) && !sides.to->Find(table)) {
      base::Throw(ErrorKind::kNotFound, "neither {} nor {} has {}", from, to, table.ToString());
    }
  }
  const auto entries =
      catalog_.Diff("@" + sides.from->commit_hash(), "@" + sides.to->commit_hash());
  for (const Pair& pair : PairsOf<Pair>(entries)) {
    cancel_.Check();
    const bool wanted = options.tables.empty() ||
                        (pair.before && options.tables.contains(*pair.before)) ||
                        (pair.after && options.tables.contains(*pair.after));
    if (!wanted) continue;
    TableDiff diff;
    diff.kind = pair.kind;
    diff.name = pair.after ? *pair.after : *pair.before;
    diff.change = !pair.before                  ? Change::kAdded
                  : !pair.after                 ? Change::kDropped
                  : *pair.before == *pair.after ? Change::kChanged
                                                : Change::kRenamed;
    if (diff.change == Change::kRenamed) diff.former_name = pair.before;
    if (pair.kind == ContentKind::kTable) CompareTables(sides, pair, options, diff);
    sink(std::move(diff));
  }
  return {sides.from->commit_hash(), sides.to->commit_hash()};
}

void DataDiffer::CompareTables(const Sides& sides, const Pair& pair, const Options& options,
                               TableDiff& diff) {
  const auto count = [&](const catalog::CatalogSnapshot& side, const TableIdentifier& table) {
    const auto rows =
        Collect(*SessionOf(side.commit_hash())
                     .Execute("SELECT count(*) FROM " + RelationOf(table, side.commit_hash())));
    return static_cast<uint64_t>(std::get<int64_t>(rows.rows.at(0).at(0).data));
  };
  if (pair.before) diff.rows_before = count(*sides.from, *pair.before);
  if (pair.after) diff.rows_after = count(*sides.to, *pair.after);
  if (pair.before && pair.after) CompareRows(sides, pair, options, diff);
}

void DataDiffer::CompareRows(const Sides& sides, const Pair& pair, const Options& options,
                             TableDiff& diff) {
  const auto before = sides.from->LoadTable(*pair.before);
  const auto after = sides.to->LoadTable(*pair.after);
  const bool same_table = before->table_uuid == after->table_uuid;
  diff.schema = CompareSchemas(before->current_schema(), after->current_schema(), same_table);
  if (same_table && SameData(*before, *after)) return;

  std::vector<ColumnPair> columns =
      PairColumns(before->current_schema(), after->current_schema(), same_table);
  std::erase_if(columns, [&](const ColumnPair& column) {
    if (Comparable(column.before->type) && Comparable(column.after->type)) return false;
    diff.notes.push_back(fmt::format("{} is not compared: rows cannot be grouped by {}",
                                     column.after->name, iceberg::ToString(column.after->type)));
    return true;
  });
  if (columns.empty()) {
    diff.notes.emplace_back("the two tables have no column in common");
    return;
  }
  diff.key = MoveKeyFirst(options.key, *after, diff.name, columns);

  const std::string& from = sides.from->commit_hash();
  const std::string& to = sides.to->commit_hash();
  // Files are told apart under one name: of a renamed table all rows are read.
  const bool renamed = *pair.before != *pair.after;
  ColumnDeltaRequest deltas{RelationOf(*pair.before, from, renamed ? "" : to),
                            RelationOf(*pair.after, to, renamed ? "" : from),
                            RelationOf(*pair.before, from), RelationOf(*pair.after, to), columns};
  RowDiffRequest rows{deltas.before, deltas.after, {}, diff.key.size(), options.samples};
  for (const ColumnPair& column : columns) {
    rows.columns.push_back(
        {column.before->name, column.after->name, iceberg::IsPrimitive(column.after->type)});
  }
  engine::Session& session = SessionOf(to);
  diff.rows = CompareRelations(session, rows, cancel_);
  if (diff.rows->repeated_keys > 0) {
    diff.notes.push_back(
        fmt::format("{} keys stand in more than one row: these rows are paired in "
                    "no certain order",
                    diff.rows->repeated_keys));
  }
  if (options.aggregates) diff.columns = CompareColumns(session, deltas, cancel_);
}

engine::Session& DataDiffer::SessionOf(const std::string& commit) {
  const std::lock_guard lock(mutex_);
  auto& session = sessions_[commit];
  if (!session) {
    engine::SessionOptions options;
    options.ref = "@" + commit;
    session = engine_.NewSession(options);
  }
  cancel_.Check();
  return *session;
}

void DataDiffer::Cancel() {
  cancel_.Cancel();
  const std::lock_guard lock(mutex_);
  for (const auto& [commit, session] : sessions_) session->Cancel();
}

}  // namespace tarn::datadiff
