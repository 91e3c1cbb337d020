#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/deletion_vectors.h"

#include "base/standard_error.h"
#include "engine/embedded/adapter/duck_table.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/information_schema.h"
#include "engine/embedded/adapter/materialized_view.h"
#include "engine/embedded/adapter/metadata_scan.h"
#include "engine/embedded/adapter/metadata_tables.h"
#include "engine/embedded/adapter/position_delete_writer.h"
#include "engine/embedded/adapter/session_state.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using duckdb::CatalogEntry;
using duckdb::CatalogTransaction;
using duckdb::CatalogType;
using duckdb::optional_ptr;

std::string SchemaName(const catalog::Namespace& ns) {
  std::string name;
  for (const std::string& level : ns) {
    if (!name.empty()) name += '.';
    name += level;
  }
  return name;
}

catalog::Namespace NamespaceOf(const std::string& schema) {
  catalog::Namespace ns;
  size_t start = 0;
  while (true) {
    const size_t dot = schema.find('.', start);
    ns.push_back(schema.substr(start, dot - start));
    if (dot == std::string::npos) return ns;
    start = dot + 1;
  }
}

// --- transactions ---

DuckTransaction::~DuckTransaction() = default;

DuckSchema& DuckTransaction::Schema(duckdb::Catalog& catalog, const std::string& name) {
  std::lock_guard lock(entries_mutex_);
  DuckSchema*& schema = schemas_[name];
  if (schema == nullptr) {
    duckdb::CreateSchemaInfo info;
    info.catalog = catalog.GetName();
    const auto of_view = owned.Find(name);
    info.schema = of_view ? of_view->name : name;
    auto entry = duckdb::make_uniq<DuckSchema>(
        catalog, info, *this, of_view ? std::optional(of_view->owner) : std::nullopt);
    schema = entry.get();
    entries_.push_back(std::move(entry));
  }
  return *schema;
}

duckdb::Transaction& DuckTransactionManager::StartTransaction(duckdb::ClientContext& context) {
  SessionState& session = SessionState::Get(context);
  auto lake = std::exchange(session.continued, nullptr);
  if (!lake) {
    lake = std::make_shared<LakeTransaction>(*info_.catalog, *info_.manifests, session.ref);
  }
  auto transaction = duckdb::make_uniq<DuckTransaction>(*this, context, std::move(lake));
  DuckTransaction& result = *transaction;
  std::lock_guard lock(mutex_);
  transactions_[&result] = std::move(transaction);
  return result;
}

duckdb::unique_ptr<DuckTransaction> DuckTransactionManager::Take(duckdb::Transaction& transaction) {
  std::lock_guard lock(mutex_);
  auto node = transactions_.extract(&transaction);
  return node.empty() ? nullptr : std::move(node.mapped());
}

duckdb::ErrorData DuckTransactionManager::CommitTransaction(duckdb::ClientContext& context,
                                                            duckdb::Transaction& transaction) {
  auto owned = Take(transaction);
  SessionState& session = SessionState::Get(context);
  try {
    owned->lake.WriteDeletes(
        [&](const iceberg::TableMetadata& metadata, const std::vector<FileDeletes>& deletes) {
          if (metadata.format_version > 2) {
            return WriteDeletionVectors(*context.db, owned->lake, info_.deletes, metadata, deletes);
          }
          return WrittenDeletes{WritePositionDeletes(*context.db, owned->lake, metadata, deletes,
                                                     DeleteGranularityOf(metadata)),
                                {}};
        });
    session.last_commit = owned->lake.Commit(session.commit_info);
    if (session.last_commit) {
      session.Count([&](StatementStatistics& statistics) {
        statistics.made_commit = session.last_commit->commit_hash;
      });
    }
    return {};
  } catch (const base::Error& error) {
    owned->lake.Rollback();
    return duckdb::ErrorData(ToDuckError(error));
  } catch (const std::exception& error) {
    owned->lake.Rollback();
    return duckdb::ErrorData(error);
  }
}

void DuckTransactionManager::RollbackTransaction(duckdb::Transaction& transaction) {
  const auto owned = Take(transaction);
  if (owned && !owned->is_detached()) owned->lake.Rollback();
}

// --- the catalog ---

optional_ptr<duckdb::SchemaCatalogEntry> DuckLake::LookupSchema(
    CatalogTransaction transaction, const duckdb::EntryLookupInfo& lookup,
    duckdb::OnEntryNotFound if_not_found) {
  return Guarded([&]() -> optional_ptr<duckdb::SchemaCatalogEntry> {
    auto& lake = transaction.transaction->Cast<DuckTransaction>();
    const std::string& name = lookup.GetEntryName();
    if (name == kInformationSchemaName || lake.owned.Find(name) ||
        (!name.empty() && lake.lake.NamespaceExists(NamespaceOf(name)))) {
      return &lake.Schema(*this, name);
    }
    if (if_not_found == duckdb::OnEntryNotFound::RETURN_NULL) return nullptr;
    base::Throw(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound,
                "schema '{}' does not exist", name);
  });
}

void DuckLake::ScanSchemas(duckdb::ClientContext& context,
                           std::function<void(duckdb::SchemaCatalogEntry&)> callback) {
  Guarded([&] {
    DuckTransaction& transaction = DuckTransaction::Get(context, *this);
    for (const catalog::Namespace& ns : transaction.lake.Namespaces()) {
      callback(transaction.Schema(*this, SchemaName(ns)));
    }
  });
}

optional_ptr<CatalogEntry> DuckLake::CreateSchema(CatalogTransaction transaction,
                                                  duckdb::CreateSchemaInfo& info) {
  return Guarded([&]() -> optional_ptr<CatalogEntry> {
    auto& lake = transaction.transaction->Cast<DuckTransaction>();
    if (info.on_conflict == duckdb::OnCreateConflict::IGNORE_ON_CONFLICT &&
        lake.lake.NamespaceExists(NamespaceOf(info.schema))) {
      return nullptr;
    }
    lake.lake.CreateNamespace(NamespaceOf(info.schema));
    return &lake.Schema(*this, info.schema);
  });
}

void DuckLake::DropSchema(duckdb::ClientContext& context, duckdb::DropInfo& info) {
  Guarded([&] {
    DuckTransaction::Get(context, *this).lake.DropNamespace(NamespaceOf(info.name), info.cascade);
  });
}

// --- schemas ---

CatalogEntry& DuckSchema::MakeTable(const std::string& table) {
  TableSource source;
  source.id = IdOf(table);
  TableView view = transaction_.lake.Table(source.id);
  source.metadata = std::move(view.metadata);
  source.schema = &source.metadata->current_schema();
  source.snapshot = view.snapshot;
  source.added = std::move(view.added);
  source.removed = std::move(view.removed);
  source.taken_out = std::move(view.taken_out);
  source.only = std::move(view.only);
  source.planned = std::move(view.planned);
  return transaction_.Keep(MakeDuckTable(catalog, *this, std::move(source)));
}

CatalogEntry& DuckSchema::MakeView(const std::string& view) {
  const auto metadata = transaction_.lake.View(IdOf(view));
  const ReadingAs reading(transaction_.lake, IdOf(view), *metadata);
  const auto materialized = MaterializedView::Of(*metadata);
  if (materialized &&
      ReadsStorage(transaction_.lake, IdOf(view), *materialized, base::Clock::System().NowMs())) {
    return MakeViewOf(
        view, "SELECT * FROM " + duckdb::KeywordHelper::WriteQuoted(catalog.GetName(), '"') + "." +
                  duckdb::KeywordHelper::WriteQuoted(ReadingAs::SchemaName(name), '"') + "." +
                  duckdb::KeywordHelper::WriteQuoted(materialized->storage_table, '"'));
  }
  return MakeViewOf(view,
                    catalog.Cast<DuckLake>().info().translate_view(*metadata, transaction_.lake));
}

duckdb::unique_ptr<duckdb::ViewCatalogEntry> MakeQueryView(duckdb::Catalog& catalog,
                                                           duckdb::SchemaCatalogEntry& schema,
                                                           const std::string& view,
                                                           const std::string& query) {
  duckdb::CreateViewInfo info(schema, view);
  info.sql = query;
  duckdb::Parser parser;
  parser.ParseQuery(info.sql);
  if (parser.statements.size() != 1 ||
      parser.statements[0]->type != duckdb::StatementType::SELECT_STATEMENT) {
    base::Throw(ErrorKind::kDataCorruption, "the text of view '{}.{}' is not a query", schema.name,
                view);
  }
  info.query = duckdb::unique_ptr_cast<duckdb::SQLStatement, duckdb::SelectStatement>(
      std::move(parser.statements[0]));
  return duckdb::make_uniq<duckdb::ViewCatalogEntry>(catalog, schema, info);
}

CatalogEntry& DuckSchema::MakeViewOf(const std::string& view, const std::string& query) {
  return transaction_.Keep(MakeQueryView(catalog, *this, view, query));
}

optional_ptr<CatalogEntry> DuckSchema::LookupEntry(CatalogTransaction,
                                                   const duckdb::EntryLookupInfo& lookup) {
  return Guarded([&]() -> optional_ptr<CatalogEntry> {
    const CatalogType type = lookup.GetCatalogType();
    if (type != CatalogType::TABLE_ENTRY && type != CatalogType::VIEW_ENTRY) return nullptr;
    const ReadingAs reading(owner_, &transaction_.owned);
    if (name == kInformationSchemaName) {
      const std::string query = InformationSchemaQuery(transaction_.lake, lookup.GetEntryName());
      if (query.empty()) return nullptr;
      return &MakeViewOf(lookup.GetEntryName(), query);
    }
    const auto kind = transaction_.lake.Find(IdOf(lookup.GetEntryName()));
    if (!kind) return FindMetadataEntry(lookup);
    if (*kind == catalog::ContentKind::kView) return &MakeView(lookup.GetEntryName());
    const auto at = lookup.GetAtClause();
    auto& current = MakeTable(lookup.GetEntryName()).Cast<DuckTable>();
    if (!at) return &current;
    return &transaction_.Keep(MakeDuckTable(catalog, *this, AsOf(current.source(), *at)));
  });
}

TableSource DuckSchema::AsOf(const TableSource& current, const duckdb::BoundAtClause& at) {
  const auto branch = BranchOf(*current.metadata, at);
  if (branch == iceberg::kMainBranch) return current;  // with the transaction's own changes
  if (!branch) return SourceAsOf(current, at);
  return MakeTable(BranchTable(current.id, *branch).name).Cast<DuckTable>().source();
}

optional_ptr<CatalogEntry> DuckSchema::FindMetadataEntry(const duckdb::EntryLookupInfo& lookup) {
  const auto found = FindMetadataTable(transaction_.lake, IdOf(lookup.GetEntryName()));
  if (!found) return nullptr;
  iceberg::MetadataTableSource source = MetadataSourceOf(transaction_.lake, found->table);
  if (const auto at = lookup.GetAtClause()) {
    const auto& current = MakeTable(found->table.name).Cast<DuckTable>();
    const TableSource as_of = AsOf(current.source(), *at);
    source.snapshot = as_of.snapshot;
    source.added = as_of.added;
    source.removed = as_of.removed;
  }
  return &transaction_.Keep(
      MakeMetadataTable(catalog, *this, lookup.GetEntryName(), found->kind, std::move(source)));
}

duckdb::SimilarCatalogEntry DuckSchema::GetSimilarEntry(CatalogTransaction,
                                                        const duckdb::EntryLookupInfo& lookup) {
  return Guarded([&] {
    duckdb::SimilarCatalogEntry best;
    if (owner_) return best;  // what else its owner sees is not for who asks
    for (const LakeEntry& entry : transaction_.lake.List(ns_)) {
      const double score = duckdb::StringUtil::SimilarityRating(entry.name, lookup.GetEntryName());
      if (score > best.score) {
        best.score = score;
        best.name = entry.name;
      }
    }
    return best;
  });
}

void DuckSchema::Scan(duckdb::ClientContext&, CatalogType type,
                      const std::function<void(CatalogEntry&)>& callback) {
  Scan(type, callback);
}

void DuckSchema::Scan(CatalogType type, const std::function<void(CatalogEntry&)>& callback) {
  Guarded([&] {
    if (type != CatalogType::TABLE_ENTRY && type != CatalogType::VIEW_ENTRY) return;
    for (const LakeEntry& entry : transaction_.lake.List(ns_)) {
      const bool view = entry.kind == catalog::ContentKind::kView;
      if (view != (type == CatalogType::VIEW_ENTRY)) continue;
      callback(view ? MakeView(entry.name) : MakeTable(entry.name));
    }
  });
}

void DuckSchema::DropEntry(duckdb::ClientContext&, duckdb::DropInfo& info) {
  Guarded([&] {
    const catalog::TableIdentifier id = IdOf(info.name);
    const auto kind = transaction_.lake.Find(id);
    if (!kind && info.if_not_found == duckdb::OnEntryNotFound::RETURN_NULL) return;
    if (info.type == CatalogType::VIEW_ENTRY) {
      transaction_.lake.DropView(id);
    } else {
      transaction_.lake.DropTable(id);
    }
  });
}

namespace {
[[noreturn]] void ThrowNotHere(const char* what) {
  throw ToDuckError(base::Error(ErrorKind::kUnsupported, std::string("the lake has no ") + what));
}
}  // namespace

optional_ptr<CatalogEntry> DuckSchema::CreateTable(CatalogTransaction,
                                                   duckdb::BoundCreateTableInfo& info) {
  // DuckDB comes here for CREATE TABLE IF NOT EXISTS … AS when the table is there: nothing to do.
  auto& create = info.Base();
  const auto kind = Guarded([&] { return transaction_.lake.Find(IdOf(create.table)); });
  if (kind && create.on_conflict == duckdb::OnCreateConflict::IGNORE_ON_CONFLICT) return nullptr;
  return Guarded([&]() -> optional_ptr<CatalogEntry> {
    if (kind) {
      base::Throw(ErrorKind::kAlreadyExists, base::StandardError::kTableAlreadyExists,
                  "table '{}' already exists", IdOf(create.table).ToString());
    }
    ThrowNotHere("CREATE TABLE through DuckDB's statement");
  });
}
optional_ptr<CatalogEntry> DuckSchema::CreateView(CatalogTransaction, duckdb::CreateViewInfo&) {
  ThrowNotHere("CREATE VIEW through DuckDB's statement");
}
void DuckSchema::Alter(CatalogTransaction, duckdb::AlterInfo&) {
  ThrowNotHere("ALTER through DuckDB's statement");
}
optional_ptr<CatalogEntry> DuckSchema::CreateIndex(CatalogTransaction, duckdb::CreateIndexInfo&,
                                                   duckdb::TableCatalogEntry&) {
  ThrowNotHere("indexes");
}
optional_ptr<CatalogEntry> DuckSchema::CreateFunction(CatalogTransaction,
                                                      duckdb::CreateFunctionInfo&) {
  ThrowNotHere("functions");
}
optional_ptr<CatalogEntry> DuckSchema::CreateSequence(CatalogTransaction,
                                                      duckdb::CreateSequenceInfo&) {
  ThrowNotHere("sequences");
}
optional_ptr<CatalogEntry> DuckSchema::CreateTableFunction(CatalogTransaction,
                                                           duckdb::CreateTableFunctionInfo&) {
  ThrowNotHere("table functions");
}
optional_ptr<CatalogEntry> DuckSchema::CreateCopyFunction(CatalogTransaction,
                                                          duckdb::CreateCopyFunctionInfo&) {
  ThrowNotHere("copy functions");
}
optional_ptr<CatalogEntry> DuckSchema::CreatePragmaFunction(CatalogTransaction,
                                                            duckdb::CreatePragmaFunctionInfo&) {
  ThrowNotHere("pragma functions");
}
optional_ptr<CatalogEntry> DuckSchema::CreateCollation(CatalogTransaction,
                                                       duckdb::CreateCollationInfo&) {
  ThrowNotHere("collations");
}
optional_ptr<CatalogEntry> DuckSchema::CreateType(CatalogTransaction, duckdb::CreateTypeInfo&) {
  ThrowNotHere("types of its own");
}

// --- the extension ---

namespace {

duckdb::unique_ptr<duckdb::Catalog> AttachLake(optional_ptr<duckdb::StorageExtensionInfo> info,
                                               duckdb::ClientContext&, duckdb::AttachedDatabase& db,
                                               const std::string&, duckdb::AttachInfo&,
                                               duckdb::AttachOptions&) {
  return duckdb::make_uniq<DuckLake>(db, static_cast<LakeExtensionInfo&>(*info));
}

duckdb::unique_ptr<duckdb::TransactionManager> MakeManager(
    optional_ptr<duckdb::StorageExtensionInfo> info, duckdb::AttachedDatabase& db,
    duckdb::Catalog&) {
  return duckdb::make_uniq<DuckTransactionManager>(db, static_cast<LakeExtensionInfo&>(*info));
}

}  // namespace

duckdb::shared_ptr<duckdb::StorageExtension> MakeLakeExtension(
    duckdb::shared_ptr<LakeExtensionInfo> info) {
  auto extension = duckdb::make_shared_ptr<duckdb::StorageExtension>();
  extension->attach = AttachLake;
  extension->create_transaction_manager = MakeManager;
  extension->storage_info = std::move(info);
  return extension;
}

}  // namespace tarn::engine::embedded
