#include "engine/embedded/other_catalogs.h"

#include <algorithm>
#include <type_traits>

#include "base/error.h"
#include "engine/embedded/adapter/catalog_contents.h"
#include "engine/embedded/names.h"
#include "engine/embedded/system_tables.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

template <typename T, typename... Others>
inline constexpr bool kIsOneOf = (std::is_same_v<T, Others> || ...);

template <typename T>
inline constexpr bool kNamesSchema =
    kIsOneOf<T, sql::CreateSchema, sql::DropSchema, sql::RenameSchema>;
template <typename T>
inline constexpr bool kHasName =
    kIsOneOf<T, sql::CreateTable, sql::CreateTableAsSelect, sql::DropTable, sql::TruncateTable,
             sql::RenameTable, sql::SetProperties, sql::CommentOn, sql::CreateView, sql::DropView,
             sql::RenameView, sql::CreateMaterializedView, sql::RefreshMaterializedView,
             sql::DropMaterializedView, sql::RenameMaterializedView, sql::SetAuthorization>;
template <typename T>
inline constexpr bool kHasTable =
    kIsOneOf<T, sql::Insert, sql::Delete, sql::Update, sql::Merge, sql::AddColumn,
             sql::RenameColumn, sql::DropColumn, sql::SetColumnType, sql::SetColumnDefault,
             sql::DropNotNull, sql::TableExecute, sql::Analyze, sql::ShowColumns, sql::CreateBranch,
             sql::DropBranch, sql::FastForwardBranch, sql::ShowBranches>;

// What io.trino.spi.connector.ConnectorMetadata says of each operation that a connector lacks.
template <typename T>
std::string Operation(const T& node) {
  if constexpr (std::is_same_v<T, sql::CreateTable>) {
    return node.or_replace ? "replacing tables" : "creating tables";
  } else if constexpr (std::is_same_v<T, sql::CreateTableAsSelect>) {
    return node.or_replace ? "replacing tables" : "creating tables with data";
  } else if constexpr (std::is_same_v<T, sql::CommentOn>) {
    return node.target == sql::CommentTarget::kTable  ? "setting table comments"
           : node.target == sql::CommentTarget::kView ? "setting view comments"
                                                      : "setting column comments";
  } else if constexpr (std::is_same_v<T, sql::CreateSchema>) {
    return "creating schemas";
  } else if constexpr (std::is_same_v<T, sql::DropSchema>) {
    return "dropping schemas";
  } else if constexpr (std::is_same_v<T, sql::RenameSchema>) {
    return "renaming schemas";
  } else if constexpr (std::is_same_v<T, sql::Insert>) {
    return "inserts";
  } else if constexpr (kIsOneOf<T, sql::Delete, sql::Update, sql::Merge>) {
    return "modifying table rows";
  } else if constexpr (std::is_same_v<T, sql::TruncateTable>) {
    return "truncating tables";
  } else if constexpr (std::is_same_v<T, sql::DropTable>) {
    return "dropping tables";
  } else if constexpr (std::is_same_v<T, sql::RenameTable>) {
    return "renaming tables";
  } else if constexpr (std::is_same_v<T, sql::AddColumn>) {
    return "adding columns";
  } else if constexpr (std::is_same_v<T, sql::DropColumn>) {
    return "dropping columns";
  } else if constexpr (std::is_same_v<T, sql::RenameColumn>) {
    return "renaming columns";
  } else if constexpr (std::is_same_v<T, sql::SetColumnType>) {
    return "setting column types";
  } else if constexpr (std::is_same_v<T, sql::SetColumnDefault>) {
    return "setting default values";
  } else if constexpr (std::is_same_v<T, sql::DropNotNull>) {
    return "dropping a not null constraint";
  } else if constexpr (std::is_same_v<T, sql::SetProperties>) {
    return "setting table properties";
  } else if constexpr (std::is_same_v<T, sql::TableExecute>) {
    return "table procedures";
  } else if constexpr (std::is_same_v<T, sql::Analyze>) {
    return "analyze";
  } else if constexpr (kIsOneOf<T, sql::CreateView, sql::RenameView, sql::DropView>) {
    return "creating views";
  } else if constexpr (kIsOneOf<T, sql::CreateMaterializedView, sql::RefreshMaterializedView,
                                sql::DropMaterializedView, sql::RenameMaterializedView>) {
    return "creating materialized views";
  } else {
    return "this statement";
  }
}

}  // namespace

bool OtherCatalogs::Has(std::string_view catalog) const {
  return (tpch && catalog == kTpchCatalog) || (tpcds && catalog == kTpcdsCatalog) ||
         (memory && catalog == kMemoryCatalog);
}

std::vector<std::string> OtherCatalogs::Names() const {
  std::vector<std::string> names;
  if (memory) names.emplace_back(kMemoryCatalog);
  if (tpcds) names.emplace_back(kTpcdsCatalog);
  if (tpch) names.emplace_back(kTpchCatalog);
  return names;
}

std::vector<std::string> OtherCatalogs::AllNames() const {
  std::vector<std::string> names = Names();
  names.emplace_back(kCatalogName);
  names.emplace_back(kSystemCatalog);
  std::sort(names.begin(), names.end());
  return names;
}

std::string OtherTable::Quoted() const {
  return sql::QuoteIdentifier(catalog) + "." + sql::QuoteIdentifier(schema) + "." +
         sql::QuoteIdentifier(name);
}

StatementTarget TargetOf(const sql::Statement& statement) {
  return std::visit(
      [](const auto& node) -> StatementTarget {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, sql::ShowStats>) {
          return {std::get_if<sql::QualifiedName>(&node.subject)};
        } else if constexpr (std::is_same_v<Node, sql::ShowTables>) {
          return {node.schema ? &*node.schema : nullptr, true};
        } else if constexpr (std::is_same_v<Node, sql::ShowCreate>) {
          return {&node.name, node.kind == sql::ShowCreateKind::kSchema};
        } else if constexpr (std::is_same_v<Node, sql::CommentOn>) {
          return {&node.name, false, node.target == sql::CommentTarget::kColumn};
        } else if constexpr (kNamesSchema<Node>) {
          return {&node.name, true};
        } else if constexpr (kHasName<Node>) {
          return {&node.name};
        } else if constexpr (kHasTable<Node>) {
          return {&node.table};
        } else {
          return {};
        }
      },
      statement.node);
}

void ThrowNotSupportedBy(const sql::Statement& statement) {
  throw base::Error(
      base::ErrorKind::kUnsupported,
      "This connector does not support " +
          std::visit([](const auto& node) { return Operation(node); }, statement.node));
}

}  // namespace tarn::engine::embedded
