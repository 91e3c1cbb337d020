// What a statement takes and gives, for DESCRIBE INPUT and DESCRIBE OUTPUT: the types of its
// parameters come from the typing of its tree, the columns from the statement with nulls in their
// place, which is planned and then dropped.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "engine/embedded/session.h"
#include "engine/embedded/system_tables.h"
#include "engine/embedded/typing/typer.h"
#include "sql/parameters.h"
#include "sql/parser.h"

namespace tarn::engine::embedded {
namespace {

template <typename T, typename... Others>
inline constexpr bool kIsOneOf = (std::is_same_v<T, Others> || ...);

template <typename Node>
inline constexpr bool kChangesRows = kIsOneOf<Node, sql::Insert, sql::CreateTableAsSelect,
                                              sql::Delete, sql::Update, sql::Merge, sql::Analyze>;
// Those that are planned, or list what is there.
template <typename Node>
inline constexpr bool kHasRows =
    kIsOneOf<Node, sql::QueryStatement, sql::ShowCatalogs, sql::ShowSchemas, sql::ShowTables,
             sql::ShowColumns, sql::ShowFunctions, sql::ShowSession, sql::ShowCreate,
             sql::ShowStats, sql::ShowRoles, sql::ShowRoleGrants, sql::ShowGrants, sql::Explain>;

const Type kVarchar{TypeKind::kVarchar, 0, 0, {}, {}};
const Type kBigint{TypeKind::kBigint, 0, 0, {}, {}};

// Whether CAST(NULL AS type) can be written.
bool IsCastable(const Type& type) {
  return type.kind != TypeKind::kUnknown && type.precision != kEmptyVarchar &&
         std::all_of(type.children.begin(), type.children.end(), IsCastable);
}

// A null of each parameter's type; a number where only a number may stand.
std::vector<sql::Expression> NullsFor(const std::vector<Type>& parameters,
                                      const std::set<int>& row_counts) {
  std::vector<sql::Expression> nulls;
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (row_counts.contains(static_cast<int>(i))) {
      nulls.emplace_back(sql::LongLiteral{1});
    } else if (IsCastable(parameters[i])) {
      nulls.push_back(sql::ParseExpression("CAST(NULL AS " + parameters[i].ToString() + ")"));
    } else {
      nulls.emplace_back(sql::NullLiteral{});
    }
  }
  return nulls;
}

// What Trino makes of SHOW: a query of a view of information_schema, whose first columns it gives
// other names, or of what no table has.
struct ShownView {
  const char* name = nullptr;
  size_t columns = 0;                      // that are the view's
  std::optional<sql::Identifier> catalog;  // nothing: the session's
};

template <typename Node>
ShownView ViewOf(const Node& node) {
  const auto first = [](const sql::QualifiedName& name, size_t parts) {
    return name.parts.size() == parts ? std::optional(name.parts.front()) : std::nullopt;
  };
  if constexpr (std::is_same_v<Node, sql::ShowSchemas>) return {"schemata", 1, node.catalog};
  if constexpr (std::is_same_v<Node, sql::ShowTables>) {
    return {"tables", 1, node.schema ? first(*node.schema, 2) : std::nullopt};
  }
  if constexpr (std::is_same_v<Node, sql::ShowColumns>) return {"columns", 2, first(node.table, 3)};
  if constexpr (std::is_same_v<Node, sql::ShowGrants>) {
    constexpr size_t kAll = 9;
    return {"table_privileges", kAll, node.on ? first(node.on->name, 3) : std::nullopt};
  }
  return {};
}

// Whether the names of a statement's columns are aliases of a query that it stands for.
template <typename Node>
inline constexpr bool kGivesNames =
    kIsOneOf<Node, sql::ShowSchemas, sql::ShowTables, sql::ShowColumns, sql::ShowFunctions,
             sql::ShowSession, sql::ShowRoles, sql::ShowRoleGrants, sql::ShowGrants>;

void TellOrigins(std::vector<Column>& columns, const ShownView& view, const std::string& session) {
  for (size_t i = 0; i < std::min(view.columns, columns.size()); ++i) {
    columns[i].origin = std::make_shared<const ColumnOrigin>(
        ColumnOrigin{view.catalog ? view.catalog->Canonical() : session,
                     std::string(kInformationSchema), view.name, columns[i].name});
  }
}

// Without rows, so that nothing is computed.
void TakeRowsAway(sql::Statement& statement) {
  auto* query = statement.As<sql::QueryStatement>();
  if (query == nullptr) return;
  static const sql::Statement kNone = sql::ParseStatement("SELECT 1 LIMIT 0");
  query->query->limit = kNone.As<sql::QueryStatement>()->query->limit;
  // Nor sorted, be it by a null that was a parameter.
  query->query->order_by.clear();
}

}  // namespace

StatementDescription EmbeddedSession::Describe(std::string_view sql) {
  sql::Statement statement = sql::ParseStatement(sql);
  source_ = sql;
  StatementDescription description;
  if (statement.Is<sql::Call>()) return description;  // analyzed when it runs
  ReplaceSystemTables(statement, scope(), queries_);
  Ready().BeginStatement();
  StatementTypes types;
  WithTypes(statement, [&](const sql::Statement&, const Routines&, const StatementTypes& typed) {
    types = typed;
  });
  const std::set<int> row_counts = sql::RowCountParameters(statement);
  for (int i = 0; i < sql::CountParameters(statement); ++i) {
    description.parameters.push_back(row_counts.contains(i) ? kBigint : types.OfParameter(i));
  }
  std::visit(
      [&](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (kChangesRows<Node>) {
          description.columns = {{"rows", kBigint}};
        } else if constexpr (kIsOneOf<Node, sql::ExplainAnalyze>) {
          description.columns = {{"Query Plan", kVarchar}};
        } else if constexpr (kHasRows<Node>) {
          const auto nulls = NullsFor(description.parameters, row_counts);
          sql::Statement bound = sql::BindParameters(statement, nulls);
          TakeRowsAway(bound);
          try {
            description.columns = Dispatch(bound)->columns();
          } catch (const base::Error& error) {
            throw Place(error);
          }
          TellOrigins(description.columns, ViewOf(node), options_.catalog);
          if (kGivesNames<Node>) description.aliased.assign(description.columns.size(), true);
        }
      },
      statement.node);
  const bool is_query = statement.Is<sql::QueryStatement>();
  const bool all_known = types.aliased().size() == description.columns.size();
  if (is_query && all_known) description.aliased = types.aliased();
  description.aliased.resize(description.columns.size(), false);
  return description;
}

}  // namespace tarn::engine::embedded
