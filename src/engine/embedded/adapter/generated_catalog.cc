#include "engine/embedded/adapter/generated_catalog.h"

#include "duckdb/common/serializer/deserializer.hpp"
#include "duckdb/common/serializer/serializer.hpp"

#include <map>
#include <mutex>

#include "base/standard_error.h"
#include "engine/embedded/adapter/attached_catalogs.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/information_schema.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using duckdb::CatalogEntry;
using duckdb::CatalogTransaction;
using duckdb::CatalogType;
using duckdb::optional_ptr;

constexpr const char* kCatalogType = "tarn_generated";

[[noreturn]] void ThrowReadOnly() {
  throw ToDuckError(base::Error(ErrorKind::kUnsupported, "the catalog is read-only"));
}

struct GeneratedExtensionInfo : duckdb::StorageExtensionInfo {
  std::shared_ptr<const GeneratedTables> tables;
};

class GeneratedSchema;

// Keeps what statements have looked up: plans refer to it.
class GeneratedTransaction : public duckdb::Transaction {
 public:
  using Transaction::Transaction;

  template <typename T>
  T& Keep(duckdb::unique_ptr<T> entry) {
    std::lock_guard lock(mutex_);
    T& kept = *entry;
    entries_.push_back(std::move(entry));
    return kept;
  }
  // The schema of that name, made by `make` when it is not there yet.
  template <typename F>
  duckdb::SchemaCatalogEntry& Schema(const std::string& name, F&& make) {
    std::lock_guard lock(mutex_);
    auto& schema = schemas_[name];
    if (!schema) schema = make();
    return *schema;
  }

 private:
  std::mutex mutex_;
  duckdb::vector<duckdb::unique_ptr<CatalogEntry>> entries_;
  std::map<std::string, duckdb::unique_ptr<duckdb::SchemaCatalogEntry>> schemas_;
};

class GeneratedTransactionManager : public duckdb::TransactionManager {
 public:
  using TransactionManager::TransactionManager;

  duckdb::Transaction& StartTransaction(duckdb::ClientContext& context) override {
    auto transaction = duckdb::make_uniq<GeneratedTransaction>(*this, context);
    GeneratedTransaction& result = *transaction;
    std::lock_guard lock(mutex_);
    transactions_[&result] = std::move(transaction);
    return result;
  }
  duckdb::ErrorData CommitTransaction(duckdb::ClientContext&,
                                      duckdb::Transaction& transaction) override {
    RollbackTransaction(transaction);
    return {};
  }
  void RollbackTransaction(duckdb::Transaction& transaction) override {
    std::lock_guard lock(mutex_);
    transactions_.erase(&transaction);
  }
  void Checkpoint(duckdb::ClientContext&, bool) override {}

 private:
  std::mutex mutex_;
  std::map<duckdb::Transaction*, duckdb::unique_ptr<GeneratedTransaction>> transactions_;
};

class GeneratedCatalog : public duckdb::Catalog {
 public:
  GeneratedCatalog(duckdb::AttachedDatabase& db, std::shared_ptr<const GeneratedTables> tables)
      : Catalog(db), tables_(std::move(tables)) {}

  const GeneratedTables& tables() const { return *tables_; }

  void Initialize(bool) override {}
  std::string GetCatalogType() override { return kCatalogType; }
  bool InMemory() override { return false; }
  std::string GetDBPath() override { return tables_->Catalog(); }
  duckdb::DatabaseSize GetDatabaseSize(duckdb::ClientContext&) override { return {}; }
  duckdb::CatalogLookupBehavior CatalogTypeLookupRule(CatalogType type) const override {
    const bool ours = type == CatalogType::TABLE_ENTRY || type == CatalogType::VIEW_ENTRY ||
                      type == CatalogType::SCHEMA_ENTRY;
    return ours ? duckdb::CatalogLookupBehavior::STANDARD
                : duckdb::CatalogLookupBehavior::NEVER_LOOKUP;
  }
  optional_ptr<duckdb::SchemaCatalogEntry> LookupSchema(
      CatalogTransaction transaction, const duckdb::EntryLookupInfo& lookup,
      duckdb::OnEntryNotFound if_not_found) override;
  void ScanSchemas(duckdb::ClientContext&,
                   std::function<void(duckdb::SchemaCatalogEntry&)>) override {}

  optional_ptr<CatalogEntry> CreateSchema(CatalogTransaction, duckdb::CreateSchemaInfo&) override {
    ThrowReadOnly();
  }
  duckdb::PhysicalOperator& PlanCreateTableAs(duckdb::ClientContext&,
                                              duckdb::PhysicalPlanGenerator&,
                                              duckdb::LogicalCreateTable&,
                                              duckdb::PhysicalOperator&) override {
    ThrowReadOnly();
  }
  duckdb::PhysicalOperator& PlanInsert(duckdb::ClientContext&, duckdb::PhysicalPlanGenerator&,
                                       duckdb::LogicalInsert&,
                                       optional_ptr<duckdb::PhysicalOperator>) override {
    ThrowReadOnly();
  }
  duckdb::PhysicalOperator& PlanDelete(duckdb::ClientContext&, duckdb::PhysicalPlanGenerator&,
                                       duckdb::LogicalDelete&, duckdb::PhysicalOperator&) override {
    ThrowReadOnly();
  }
  duckdb::PhysicalOperator& PlanUpdate(duckdb::ClientContext&, duckdb::PhysicalPlanGenerator&,
                                       duckdb::LogicalUpdate&, duckdb::PhysicalOperator&) override {
    ThrowReadOnly();
  }

 private:
  void DropSchema(duckdb::ClientContext&, duckdb::DropInfo&) override { ThrowReadOnly(); }

  const std::shared_ptr<const GeneratedTables> tables_;
};

class GeneratedSchema : public duckdb::SchemaCatalogEntry {
 public:
  GeneratedSchema(duckdb::Catalog& catalog, duckdb::CreateSchemaInfo& info,
                  GeneratedTransaction& transaction)
      : SchemaCatalogEntry(catalog, info),
        transaction_(transaction),
        tables_(catalog.Cast<GeneratedCatalog>().tables()) {}

  optional_ptr<CatalogEntry> LookupEntry(CatalogTransaction transaction,
                                         const duckdb::EntryLookupInfo& lookup) override {
    return Guarded([&]() -> optional_ptr<CatalogEntry> {
      const CatalogType type = lookup.GetCatalogType();
      if (type != CatalogType::TABLE_ENTRY && type != CatalogType::VIEW_ENTRY) return nullptr;
      if (lookup.GetAtClause()) {
        throw base::Error(ErrorKind::kUnsupported,
                          "This connector does not support versioned tables");
      }
      const std::string& table = lookup.GetEntryName();
      if (tables_.HasSchema(name)) {
        auto made = tables_.MakeTable(catalog, *this, table);
        if (!made) return nullptr;
        return &transaction_.Keep(std::move(made));
      }
      const std::string of =
          name == kInformationSchemaName ? tables_.Catalog() : std::string(kMemoryCatalog);
      const std::string query = InformationSchemaQuery(
          ContentsOf(transaction.GetContext(), of, table == "columns"), table);
      if (query.empty()) return nullptr;
      return &transaction_.Keep(MakeQueryView(catalog, *this, table, query));
    });
  }
  void Scan(duckdb::ClientContext&, CatalogType,
            const std::function<void(CatalogEntry&)>&) override {}
  void Scan(CatalogType, const std::function<void(CatalogEntry&)>&) override {}

  void DropEntry(duckdb::ClientContext&, duckdb::DropInfo&) override { ThrowReadOnly(); }
  void Alter(CatalogTransaction, duckdb::AlterInfo&) override { ThrowReadOnly(); }
  optional_ptr<CatalogEntry> CreateTable(CatalogTransaction,
                                         duckdb::BoundCreateTableInfo&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreateView(CatalogTransaction, duckdb::CreateViewInfo&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreateIndex(CatalogTransaction, duckdb::CreateIndexInfo&,
                                         duckdb::TableCatalogEntry&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreateFunction(CatalogTransaction,
                                            duckdb::CreateFunctionInfo&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreateSequence(CatalogTransaction,
                                            duckdb::CreateSequenceInfo&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreateTableFunction(CatalogTransaction,
                                                 duckdb::CreateTableFunctionInfo&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreateCopyFunction(CatalogTransaction,
                                                duckdb::CreateCopyFunctionInfo&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreatePragmaFunction(CatalogTransaction,
                                                  duckdb::CreatePragmaFunctionInfo&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreateCollation(CatalogTransaction,
                                             duckdb::CreateCollationInfo&) override {
    ThrowReadOnly();
  }
  optional_ptr<CatalogEntry> CreateType(CatalogTransaction, duckdb::CreateTypeInfo&) override {
    ThrowReadOnly();
  }

 private:
  GeneratedTransaction& transaction_;
  const GeneratedTables& tables_;
};

optional_ptr<duckdb::SchemaCatalogEntry> GeneratedCatalog::LookupSchema(
    CatalogTransaction transaction, const duckdb::EntryLookupInfo& lookup,
    duckdb::OnEntryNotFound if_not_found) {
  return Guarded([&]() -> optional_ptr<duckdb::SchemaCatalogEntry> {
    const std::string& name = lookup.GetEntryName();
    if (name != kInformationSchemaName && name != kMemoryInformationSchema &&
        !tables_->HasSchema(name)) {
      if (if_not_found == duckdb::OnEntryNotFound::RETURN_NULL) return nullptr;
      base::Throw(ErrorKind::kNotFound, base::StandardError::kSchemaNotFound,
                  "Schema '{}' does not exist", name);
    }
    auto& kept = transaction.transaction->Cast<GeneratedTransaction>();
    return &kept.Schema(name, [&] {
      duckdb::CreateSchemaInfo info;
      info.catalog = GetName();
      info.schema = name;
      return duckdb::make_uniq<GeneratedSchema>(*this, info, kept);
    });
  });
}

duckdb::unique_ptr<duckdb::Catalog> Attach(optional_ptr<duckdb::StorageExtensionInfo> info,
                                           duckdb::ClientContext&, duckdb::AttachedDatabase& db,
                                           const std::string&, duckdb::AttachInfo&,
                                           duckdb::AttachOptions&) {
  return duckdb::make_uniq<GeneratedCatalog>(db,
                                             static_cast<GeneratedExtensionInfo&>(*info).tables);
}

duckdb::unique_ptr<duckdb::TransactionManager> MakeManager(
    optional_ptr<duckdb::StorageExtensionInfo>, duckdb::AttachedDatabase& db, duckdb::Catalog&) {
  return duckdb::make_uniq<GeneratedTransactionManager>(db);
}

}  // namespace

duckdb::shared_ptr<duckdb::StorageExtension> MakeGeneratedExtension(
    std::shared_ptr<const GeneratedTables> tables) {
  auto info = duckdb::make_shared_ptr<GeneratedExtensionInfo>();
  info->tables = std::move(tables);
  auto extension = duckdb::make_shared_ptr<duckdb::StorageExtension>();
  extension->attach = Attach;
  extension->create_transaction_manager = MakeManager;
  extension->storage_info = std::move(info);
  return extension;
}

void CopyByName(duckdb::TableFunction& function) {
  function.serialize = [](duckdb::Serializer& serializer,
                          const optional_ptr<duckdb::FunctionData> data,
                          const duckdb::TableFunction& scan) {
    const auto table = scan.get_bind_info(data).table;
    serializer.WriteProperty(100, "catalog", table->catalog.GetName());
    serializer.WriteProperty(101, "schema", table->schema.name);
    serializer.WriteProperty(102, "table", table->name);
  };
  function.deserialize = [](duckdb::Deserializer& deserializer, duckdb::TableFunction&) {
    const auto catalog = deserializer.ReadProperty<std::string>(100, "catalog");
    const auto schema = deserializer.ReadProperty<std::string>(101, "schema");
    const auto table = deserializer.ReadProperty<std::string>(102, "table");
    auto& context = deserializer.Get<duckdb::ClientContext&>();
    duckdb::unique_ptr<duckdb::FunctionData> data;
    duckdb::Catalog::GetEntry<duckdb::TableCatalogEntry>(context, catalog, schema, table)
        .GetScanFunction(context, data);
    return data;
  };
}

const GeneratedTables* GeneratedTablesOf(duckdb::ClientContext& context,
                                         const std::string& catalog) {
  auto found = duckdb::Catalog::GetCatalogEntry(context, catalog);
  if (!found || found->GetCatalogType() != kCatalogType) return nullptr;
  return &found->Cast<GeneratedCatalog>().tables();
}

}  // namespace tarn::engine::embedded
