#pragma once

#include <functional>
#include <memory>
#include <string>

#include "catalog/catalog.h"
#include "engine/embedded/adapter/delete_cache.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/instance.h"
#include "engine/embedded/adapter/lake_transaction.h"
#include "engine/embedded/adapter/reading_as.h"
#include "engine/embedded/adapter/table_options.h"

namespace tarn::engine::embedded {

class DuckSchema;
struct TableSource;

// What the storage extension needs to attach a lake.
struct LakeExtensionInfo : duckdb::StorageExtensionInfo {
  catalog::Catalog* catalog = nullptr;
  iceberg::ManifestCache* manifests = nullptr;
  ViewTranslator translate_view;
  DeleteCache deletes;
};

// The schema name that SQL uses for a namespace ("a.b") and back.
std::string SchemaName(const catalog::Namespace& ns);
catalog::Namespace NamespaceOf(const std::string& schema);

// One connection's transaction on the lake, and the entries that its statements have looked up:
// they live as long as the transaction, because plans refer to them.
class DuckTransaction : public duckdb::Transaction {
 public:
  DuckTransaction(duckdb::TransactionManager& manager, duckdb::ClientContext& context,
                  std::shared_ptr<LakeTransaction> of_lake)
      : Transaction(manager, context), lake(*of_lake), owned_(std::move(of_lake)) {}
  ~DuckTransaction() override;

  static DuckTransaction& Get(duckdb::ClientContext& context, duckdb::Catalog& catalog) {
    return Transaction::Get(context, catalog).Cast<DuckTransaction>();
  }

  LakeTransaction& lake;

  // What was done in the lake, which goes on in another transaction: ending this one leaves it.
  std::shared_ptr<LakeTransaction> Detach() {
    is_detached_ = true;
    return owned_;
  }
  bool is_detached() const { return is_detached_; }
  OwnedSchemas owned;

  // Keeps an entry alive until the transaction ends.
  template <typename T>
  T& Keep(duckdb::unique_ptr<T> entry) {
    std::lock_guard lock(entries_mutex_);
    T& kept = *entry;
    entries_.push_back(std::move(entry));
    return kept;
  }
  // A schema by its own name, or by one of `owned`.
  DuckSchema& Schema(duckdb::Catalog& catalog, const std::string& name);

 private:
  const std::shared_ptr<LakeTransaction> owned_;
  bool is_detached_ = false;
  std::mutex entries_mutex_;
  duckdb::vector<duckdb::unique_ptr<duckdb::CatalogEntry>> entries_;
  std::map<std::string, DuckSchema*> schemas_;
};

class DuckTransactionManager : public duckdb::TransactionManager {
 public:
  DuckTransactionManager(duckdb::AttachedDatabase& db, LakeExtensionInfo& info)
      : TransactionManager(db), info_(info) {}

  duckdb::Transaction& StartTransaction(duckdb::ClientContext& context) override;
  duckdb::ErrorData CommitTransaction(duckdb::ClientContext& context,
                                      duckdb::Transaction& transaction) override;
  void RollbackTransaction(duckdb::Transaction& transaction) override;
  void Checkpoint(duckdb::ClientContext&, bool) override {}

 private:
  duckdb::unique_ptr<DuckTransaction> Take(duckdb::Transaction& transaction);

  LakeExtensionInfo& info_;
  std::mutex mutex_;
  std::map<duckdb::Transaction*, duckdb::unique_ptr<DuckTransaction>> transactions_;
};

// The lake as a catalog of DuckDB. Stateless but for what the extension gave it: everything that a
// statement sees comes from its transaction.
class DuckLake : public duckdb::Catalog {
 public:
  DuckLake(duckdb::AttachedDatabase& db, LakeExtensionInfo& info) : Catalog(db), info_(info) {}

  LakeExtensionInfo& info() { return info_; }

  void Initialize(bool) override {}
  std::string GetCatalogType() override { return "tarn"; }
  std::string GetDefaultSchema() const override { return "default"; }
  bool SupportsTimeTravel() const override { return true; }
  bool InMemory() override { return false; }
  std::string GetDBPath() override { return "tarn"; }
  // The lake has tables and views only: functions and types are never looked for in it.
  duckdb::CatalogLookupBehavior CatalogTypeLookupRule(duckdb::CatalogType type) const override {
    const bool ours = type == duckdb::CatalogType::TABLE_ENTRY ||
                      type == duckdb::CatalogType::VIEW_ENTRY ||
                      type == duckdb::CatalogType::SCHEMA_ENTRY;
    return ours ? duckdb::CatalogLookupBehavior::STANDARD
                : duckdb::CatalogLookupBehavior::NEVER_LOOKUP;
  }
  duckdb::DatabaseSize GetDatabaseSize(duckdb::ClientContext&) override { return {}; }

  duckdb::optional_ptr<duckdb::CatalogEntry> CreateSchema(duckdb::CatalogTransaction transaction,
                                                          duckdb::CreateSchemaInfo& info) override;
  duckdb::optional_ptr<duckdb::SchemaCatalogEntry> LookupSchema(
      duckdb::CatalogTransaction transaction, const duckdb::EntryLookupInfo& lookup,
      duckdb::OnEntryNotFound if_not_found) override;
  void ScanSchemas(duckdb::ClientContext& context,
                   std::function<void(duckdb::SchemaCatalogEntry&)> callback) override;

  duckdb::PhysicalOperator& PlanCreateTableAs(duckdb::ClientContext& context,
                                              duckdb::PhysicalPlanGenerator& planner,
                                              duckdb::LogicalCreateTable& op,
                                              duckdb::PhysicalOperator& plan) override;
  duckdb::PhysicalOperator& PlanInsert(
      duckdb::ClientContext& context, duckdb::PhysicalPlanGenerator& planner,
      duckdb::LogicalInsert& op, duckdb::optional_ptr<duckdb::PhysicalOperator> plan) override;
  duckdb::PhysicalOperator& PlanDelete(duckdb::ClientContext& context,
                                       duckdb::PhysicalPlanGenerator& planner,
                                       duckdb::LogicalDelete& op,
                                       duckdb::PhysicalOperator& plan) override;
  duckdb::PhysicalOperator& PlanUpdate(duckdb::ClientContext& context,
                                       duckdb::PhysicalPlanGenerator& planner,
                                       duckdb::LogicalUpdate& op,
                                       duckdb::PhysicalOperator& plan) override;

 private:
  duckdb::PhysicalOperator& PlanChanges(duckdb::ClientContext& context,
                                        duckdb::PhysicalPlanGenerator& planner,
                                        const catalog::TableIdentifier& table, size_t first,
                                        duckdb::PhysicalOperator& plan);
  void DropSchema(duckdb::ClientContext& context, duckdb::DropInfo& info) override;

  LakeExtensionInfo& info_;
};

// A namespace of the lake, as one transaction sees it: with the rights of who asks, or those of the
// owner of a view that names it (ReadingAs).
class DuckSchema : public duckdb::SchemaCatalogEntry {
 public:
  DuckSchema(duckdb::Catalog& catalog, duckdb::CreateSchemaInfo& info, DuckTransaction& transaction,
             std::optional<std::string> owner)
      : SchemaCatalogEntry(catalog, info),
        transaction_(transaction),
        ns_(NamespaceOf(name)),
        owner_(std::move(owner)) {}

  catalog::TableIdentifier IdOf(const std::string& table) const { return {ns_, table}; }

  duckdb::optional_ptr<duckdb::CatalogEntry> LookupEntry(
      duckdb::CatalogTransaction transaction, const duckdb::EntryLookupInfo& lookup) override;
  duckdb::SimilarCatalogEntry GetSimilarEntry(duckdb::CatalogTransaction transaction,
                                              const duckdb::EntryLookupInfo& lookup) override;
  void Scan(duckdb::ClientContext& context, duckdb::CatalogType type,
            const std::function<void(duckdb::CatalogEntry&)>& callback) override;
  void Scan(duckdb::CatalogType type,
            const std::function<void(duckdb::CatalogEntry&)>& callback) override;
  void DropEntry(duckdb::ClientContext& context, duckdb::DropInfo& info) override;

  // Everything below is done by Tarn's session on the transaction itself, never by DuckDB's DDL.
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateTable(
      duckdb::CatalogTransaction transaction, duckdb::BoundCreateTableInfo& info) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateView(duckdb::CatalogTransaction transaction,
                                                        duckdb::CreateViewInfo& info) override;
  void Alter(duckdb::CatalogTransaction transaction, duckdb::AlterInfo& info) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateIndex(duckdb::CatalogTransaction,
                                                         duckdb::CreateIndexInfo&,
                                                         duckdb::TableCatalogEntry&) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateFunction(duckdb::CatalogTransaction,
                                                            duckdb::CreateFunctionInfo&) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateSequence(duckdb::CatalogTransaction,
                                                            duckdb::CreateSequenceInfo&) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateTableFunction(
      duckdb::CatalogTransaction, duckdb::CreateTableFunctionInfo&) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateCopyFunction(
      duckdb::CatalogTransaction, duckdb::CreateCopyFunctionInfo&) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreatePragmaFunction(
      duckdb::CatalogTransaction, duckdb::CreatePragmaFunctionInfo&) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateCollation(duckdb::CatalogTransaction,
                                                             duckdb::CreateCollationInfo&) override;
  duckdb::optional_ptr<duckdb::CatalogEntry> CreateType(duckdb::CatalogTransaction,
                                                        duckdb::CreateTypeInfo&) override;

 private:
  duckdb::CatalogEntry& MakeTable(const std::string& table);
  // The table as of a version or time, with what the transaction has appended to a branch.
  TableSource AsOf(const TableSource& current, const duckdb::BoundAtClause& at);
  // "t$files" and its like; null when it is none.
  duckdb::optional_ptr<duckdb::CatalogEntry> FindMetadataEntry(
      const duckdb::EntryLookupInfo& lookup);
  duckdb::CatalogEntry& MakeView(const std::string& view);
  duckdb::CatalogEntry& MakeViewOf(const std::string& view, const std::string& query);

  DuckTransaction& transaction_;
  const catalog::Namespace ns_;
  const std::optional<std::string> owner_;
};

// A view of a query in DuckDB's SQL. kDataCorruption when the text is no query.
duckdb::unique_ptr<duckdb::ViewCatalogEntry> MakeQueryView(duckdb::Catalog& catalog,
                                                           duckdb::SchemaCatalogEntry& schema,
                                                           const std::string& view,
                                                           const std::string& query);

// The storage extension `TYPE tarn`.
duckdb::shared_ptr<duckdb::StorageExtension> MakeLakeExtension(
    duckdb::shared_ptr<LakeExtensionInfo> info);

}  // namespace tarn::engine::embedded
