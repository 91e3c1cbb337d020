#include "engine/embedded/session.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/absent_statements.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/error_origin.h"
#include "engine/embedded/adapter/load.h"
#include "engine/embedded/adapter/materialized_view.h"
#include "engine/embedded/adapter/metadata_tables.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/dialect/function_table.h"
#include "engine/embedded/error_place.h"
#include "engine/embedded/hidden_information.h"
#include "engine/embedded/routines/routine.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/stored_views.h"
#include "engine/embedded/system_tables.h"
#include "engine/embedded/table_definition.h"
#include "engine/embedded/typing/sought_place.h"
#include "engine/embedded/typing/typer.h"
#include "engine/embedded/write_coercion.h"
#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

// What Trino says of a statement that its Iceberg connector does not take.
template <typename Node>
constexpr const char* kRefusal = nullptr;
template <>
constexpr const char* kRefusal<sql::RenameSchema> =
    "This connector does not support renaming schemas";

}  // namespace

EmbeddedSession::EmbeddedSession(InstanceSource instances, catalog::Catalog& catalog,
                                 const FileAccess& files, const TablePlaces& places,
                                 const OtherCatalogs& others, query::QueryTracker* queries,
                                 const SessionOptions& options)
    : instances_(std::move(instances)),
      catalog_(catalog),
      files_(files),
      places_(places),
      others_(others),
      options_(options),
      queries_(queries) {
  tells_catalog_ = !options_.catalog.empty();
  if (!tells_catalog_) options_.catalog = kCatalogName;
}

EmbeddedSession::~EmbeddedSession() = default;

std::shared_ptr<Connection> EmbeddedSession::connection() const {
  std::lock_guard lock(connection_mutex_);
  return connection_;
}

Connection& EmbeddedSession::Ready() {
  std::shared_ptr<Connection> current = connection();
  if (!current || current->broken()) {
    const bool lost = std::exchange(in_transaction_, false);
    current = std::make_shared<Connection>(instances_());
    {
      std::lock_guard lock(connection_mutex_);
      connection_ = current;
    }
    current->SetReference(options_.ref);
    current->SetSchema(options_.catalog == kCatalogName ? options_.schema : std::string());
    const auto zone = properties_.find(kTimeZoneProperty);
    if (zone != properties_.end()) SetZone(*current, zone->second);
    if (lost) {
      throw base::Error(ErrorKind::kFailedPrecondition,
                        "the transaction was lost with an internal error of the engine",
                        "begin it again");
    }
  }
  return *current;
}

void EmbeddedSession::Cancel() {
  {
    std::lock_guard lock(connection_mutex_);
    cancel_.Cancel();
  }
  if (const auto current = connection()) current->Interrupt();
}

void EmbeddedSession::StopReading() {
  if (!only_adds_) return;  // a file that is written anew keeps all its rows
  if (const auto current = connection()) current->StopReading();
}

base::CancelToken EmbeddedSession::NewCancel() {
  std::lock_guard lock(connection_mutex_);
  cancel_ = base::CancelToken();
  return cancel_;
}

double EmbeddedSession::progress() const {
  const auto current = connection();
  return current ? current->Progress() : -1;
}

StatementStatistics EmbeddedSession::statistics() const {
  const auto current = connection();
  return current ? current->statistics() : StatementStatistics{};
}

void EmbeddedSession::Use(const std::string& catalog, const std::string& schema) {
  const std::vector<std::string> catalogs = others_.AllNames();
  if (std::find(catalogs.begin(), catalogs.end(), catalog) == catalogs.end()) {
    base::Throw(ErrorKind::kNotFound, base::StandardError::kCatalogNotFound,
                "Catalog '{}' does not exist{}", catalog, base::DidYouMean(catalog, catalogs));
  }
  tells_catalog_ = true;
  options_.catalog = catalog;
  options_.schema = schema;
  // Names of other catalogs are always written out for DuckDB.
  Ready().SetSchema(catalog == kCatalogName ? schema : std::string());
}

bool EmbeddedSession::HasFunction(std::string_view name) const { return FunctionExists(name); }

void EmbeddedSession::UseRef(const std::string& ref) {
  if (in_transaction_) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "the reference cannot change inside a transaction: " + ref,
                      "COMMIT or ROLLBACK first");
  }
  options_.ref = ref;
  Ready().SetReference(ref);
}

void EmbeddedSession::SetCommitMessage(const std::string& statement) {
  if (in_transaction_) {
    transaction_message_ += (transaction_message_.empty() ? "" : "; ") + statement;
  }
  TellCommit(in_transaction_ ? transaction_message_ : statement);
}

void EmbeddedSession::TellCommit(const std::string& message) {
  catalog::CommitInfo info;
  info.author = options_.user;
  info.properties = options_.commit_properties;
  info.message = options_.commit_message.empty() ? message : options_.commit_message;
  Ready().SetCommitInfo(std::move(info));
}

void EmbeddedSession::Atomically(const std::function<void()>& body) {
  if (in_transaction_) return body();
  Connection& connection = Ready();
  connection.Begin();
  try {
    body();
  } catch (...) {
    try {
      connection.Rollback();
    } catch (const base::Error&) {  // the first error is the one to tell
    }
    throw;
  }
  connection.Commit();
}

void EmbeddedSession::OnLake(const sql::Location& location,
                             const std::function<void(LakeTransaction&)>& body) {
  try {
    Ready().WithLake(body);
  } catch (const ConnectorError&) {
    throw;
  } catch (const StatementError& error) {
    throw ErrorAt(statement_location_, error, source_);
  } catch (const base::Error& error) {
    switch (error.kind()) {
      case ErrorKind::kNotFound:
      case ErrorKind::kAlreadyExists: throw ErrorAt(statement_location_, error, source_);
      case ErrorKind::kInvalidArgument:
      case ErrorKind::kFailedPrecondition: throw ErrorAt(location, error, source_);
      default: throw;
    }
  }
}

std::unique_ptr<ResultStream> EmbeddedSession::Execute(std::string_view sql) {
  sql::Statement statement = sql::ParseStatement(sql);
  source_ = sql;
  statement_location_ = statement.location;
  ReplaceSystemTables(statement, scope(), queries_);
  Ready().BeginStatement(MemoryLimitsOfSession());
  only_adds_ = statement.Is<sql::QueryStatement>() || statement.Is<sql::Insert>() ||
               statement.Is<sql::CreateTableAsSelect>();
  Ready().RequirePartitionFilter(PartitionFilterOfSession());
  const bool ends_transaction = std::holds_alternative<sql::Commit>(statement.node) ||
                                std::holds_alternative<sql::Rollback>(statement.node);
  if (in_transaction_ && Ready().reading_failed()) transaction_failed_ = true;
  if (in_transaction_ && transaction_failed_ && !ends_transaction) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      base::StandardError::kTransactionAlreadyAborted,
                      "Current transaction is aborted, commands ignored until end of transaction "
                      "block",
                      "ROLLBACK, then begin again");
  }
  try {
    return Dispatch(statement);
  } catch (const base::Error& error) {
    transaction_failed_ = in_transaction_;
    throw Place(error);
  }
}

void EmbeddedSession::ThrowFault(const StatementTypes& types) const {
  const std::optional<AnalysisFault>& fault = types.fault();
  if (!fault) return;
  if (!fault->location) {
    throw base::Error(base::KindOf(fault->code), fault->code, fault->message);
  }
  throw ErrorAt(fault->code, FindSought(*fault->location, source_), fault->message, source_);
}

base::Error EmbeddedSession::Place(const base::Error& error) const {
  return PlaceError(error, source_);
}

namespace {

// How the translation writes CURRENT_USER and its like.
constexpr std::string_view kSessionVariable = "getvariable('tarn_";

void SetVariables(Connection& connection, const SessionOptions& options, bool tells_catalog,
                  const std::string& path) {
  const auto set = [&](const char* name, std::string_view value) {
    connection.QueryText(fmt::format("SET VARIABLE tarn_{} = {}", name,
                                     value.empty() ? "NULL" : sql::QuoteString(value)));
  };
  set("user", options.user);
  set("catalog", tells_catalog ? std::string_view(options.catalog) : std::string_view());
  set("schema", options.schema);
  connection.QueryText("SET VARIABLE tarn_path = " + sql::QuoteString(path));
}

}  // namespace

namespace {

bool BeginsWithTable(std::string_view source) {
  constexpr std::string_view kTable = "table";
  const size_t begin = source.find_first_not_of(" \n\t");
  if (begin == std::string_view::npos) return false;
  const std::string_view word = source.substr(begin, kTable.size());
  return std::equal(word.begin(), word.end(), kTable.begin(), kTable.end(),
                    [](unsigned char a, char b) { return std::tolower(a) == b; });
}

}  // namespace

std::map<std::string, std::vector<Column>> EmbeddedSession::CheckTables(
    const sql::Statement& statement) {
  std::map<std::string, std::vector<Column>> columns;
  std::vector<std::pair<const sql::QualifiedName*, catalog::TableIdentifier>> tables;
  ForEachTable(statement, [&](const sql::QualifiedName& name) {
    if (CatalogOf({&name}, scope()) != kCatalogName) {
      std::vector<Column> found = CheckElsewhere(name);
      if (!found.empty()) columns.emplace(ResolveOther(name, scope()).ToString(), std::move(found));
      return;
    }
    catalog::TableIdentifier id = ResolveTable(name, scope());
    if (id.ns != catalog::Namespace{std::string(kInformationSchema)}) {
      tables.emplace_back(&name, std::move(id));
    }
  });
  if (tables.empty()) return columns;
  // Trino tells of the table of TABLE t at that word.
  const bool whole = statement.Is<sql::QueryStatement>() && BeginsWithTable(source_);
  const auto place = [&](const sql::QualifiedName& name) {
    return whole ? statement_location_ : name.location;
  };
  Ready().WithLake([&](LakeTransaction& lake) {
    for (const auto& [name, id] : tables) {
      const bool is_there = lake.Find(id).has_value();
      const auto metadata = is_there ? std::nullopt : FindMetadataTable(lake, id);
      if (is_there || metadata) {
        try {
          columns.emplace(FullName(id), ColumnsOf(lake, id, metadata));
        } catch (const base::Error&) {  // told by whoever reads or writes the table
        }
        try {
          CheckStoredView(lake, id);
        } catch (const base::Error& error) {
          if (error.kind() == ErrorKind::kPermissionDenied) throw;  // Trino tells no place either
          throw ErrorAt(place(*name), error, source_);
        }
        continue;
      }
      if (!lake.NamespaceExists(id.ns)) {
        std::vector<std::string> schemas;
        for (const auto& ns : lake.Namespaces()) schemas.push_back(SchemaText(ns));
        const std::string schema = SchemaText(id.ns);
        throw ErrorAt(
            ErrorKind::kNotFound, base::StandardError::kSchemaNotFound, place(*name),
            fmt::format("Schema '{}' does not exist{}", schema, base::DidYouMean(schema, schemas)),
            source_);
      }
      std::vector<std::string> names = MetadataTablesBeside(lake, id);
      for (const LakeEntry& entry : lake.List(id.ns)) names.push_back(entry.name);
      throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kTableNotFound, place(*name),
                    fmt::format("Table '{}' does not exist{}", TrinoName(id),
                                base::DidYouMean(id.name, names)),
                    source_);
    }
  });
  return columns;
}

void EmbeddedSession::RequireNoView(const catalog::TableIdentifier& id, const char* message) {
  Ready().WithLake([&](LakeTransaction& lake) {
    if (lake.Find(id) != catalog::ContentKind::kView) return;
    std::string told = message;
    if (MaterializedView::Of(*lake.View(id))) told.insert(told.find("views"), "materialized ");
    throw ErrorAt(ErrorKind::kUnsupported, statement_location_, told, source_);
  });
}

std::vector<Column> EmbeddedSession::CheckElsewhere(const sql::QualifiedName& name) {
  const OtherTable table = ResolveOther(name, scope());
  if (table.catalog == kSystemCatalog) {  // those that are there were replaced
    throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kTableNotFound, name.location,
                  fmt::format("Table '{}' does not exist", table.ToString()), source_);
  }
  std::vector<Column> columns;
  if (table.schema == kInformationSchema) return columns;
  for (ListedColumn& column : FindElsewhere(name, name.location).columns) {
    columns.push_back({std::move(column.name), std::move(column.type)});
  }
  return columns;
}

namespace {

// The table that a statement writes rows to; null for others.
const sql::QualifiedName* WrittenTable(const sql::Statement& statement) {
  if (const auto* insert = statement.As<sql::Insert>()) return &insert->table;
  if (const auto* erase = statement.As<sql::Delete>()) return &erase->table;
  if (const auto* update = statement.As<sql::Update>()) return &update->table;
  if (const auto* merge = statement.As<sql::Merge>()) return &merge->table;
  return nullptr;
}

}  // namespace

void EmbeddedSession::WithTypes(const sql::Statement& statement, const TypedBody& body) {
  const auto tables = CheckTables(statement);
  sql::Statement qualified = statement;
  QualifyTables(qualified, scope());
  HideInformation(qualified);
  const sql::QualifiedName* written = WrittenTable(qualified);
  std::vector<Column> target;
  if (written != nullptr) {
    for (ListedColumn& column : ColumnsLike(*written)) {
      target.push_back({std::move(column.name), std::move(column.type)});
    }
  }
  const TableColumns columns_of = [&](const sql::QualifiedName& name) {
    const auto found = tables.find(name.Canonical());
    if (found != tables.end()) return &found->second;
    const bool is_target = written != nullptr && name.Canonical() == written->Canonical();
    return is_target ? &std::as_const(target) : nullptr;
  };
  const Routines routines = TakeRoutines(qualified, columns_of);
  StatementTypes types = TypeStatement(qualified, columns_of);
  // Calls of routines stand otherwise in the tree than in the text.
  if (routines.empty()) ThrowFault(types);
  if (qualified.Is<sql::Insert>() &&
      CoerceWritten(qualified, types, target, zone_is_utc(), source_)) {
    types = TypeStatement(qualified, columns_of);
  }
  types.set_zone_is_utc(zone_is_utc());
  body(qualified, routines, types);
}

bool EmbeddedSession::zone_is_utc() const {
  const auto zone = properties_.find(kTimeZoneProperty);
  return zone == properties_.end() || zone->second == "UTC";
}

std::string EmbeddedSession::Translate(const sql::Statement& statement, StatementTypes* typed) {
  std::string duck_sql;
  WithTypes(statement, [&](const sql::Statement& qualified, const Routines& routines,
                           const StatementTypes& types) {
    duck_sql = ToDuckDbSql(qualified, &files_, &types, &routines);
    if (typed != nullptr) *typed = types;
  });
  if (duck_sql.find(kSessionVariable) != std::string::npos)
    SetVariables(Ready(), options_, tells_catalog_, path_);
  return duck_sql;
}

EmbeddedSession::Result EmbeddedSession::Query(const sql::Statement& statement) {
  StatementTypes typed;
  const std::string duck_sql = Translate(statement, &typed);
  return Ready().Query(duck_sql, typed.columns(), typed.origins(), typed.shown_names());
}

EmbeddedSession::Result EmbeddedSession::Dispatch(const sql::Statement& statement) {
  CheckRoleCatalog(statement, scope());
  if (const auto catalog = OtherCatalogOf(statement)) return RunElsewhere(*catalog, statement);
  return std::visit(
      [&](const auto& node) -> Result {
        using Node = std::decay_t<decltype(node)>;
        if constexpr (std::is_same_v<Node, sql::QueryStatement>) {
          return Query(statement);
        } else if constexpr (requires { Run(node, statement); }) {
          return Run(node, statement);
        } else if constexpr (requires { Run(node); }) {
          return Run(node);
        } else {
          if (AnswerAsAbsent(statement, scope())) {
            const bool role = std::is_same_v<Node, sql::DropRole>;
            return Updated(role ? "DROP ROLE" : "DROP FUNCTION");
          }
          if (kRefusal<Node> != nullptr) throw base::Error(ErrorKind::kUnsupported, kRefusal<Node>);
          throw ErrorAt(ErrorKind::kUnsupported, statement.location,
                        "this statement is not supported by the embedded engine", source_);
        }
      },
      statement.node);
}

// --- session and transactions ---

EmbeddedSession::Result EmbeddedSession::Run(const sql::Use& use) {
  const std::string schema = use.schema.Canonical();
  const std::string catalog = use.catalog ? use.catalog->Canonical() : options_.catalog;
  if (catalog != kCatalogName) {
    const std::vector<std::string> catalogs = others_.AllNames();
    if (std::find(catalogs.begin(), catalogs.end(), catalog) == catalogs.end()) {
      base::Throw(ErrorKind::kNotFound, base::StandardError::kCatalogNotFound,
                  "Catalog '{}' not found", catalog);
    }
    const std::vector<std::string> system = SystemSchemas();
    const bool there =
        schema == kInformationSchema ||
        (catalog == kSystemCatalog ? std::find(system.begin(), system.end(), schema) != system.end()
                                   : Ready().HasSchema(catalog, schema));
    if (!there) {
      base::Throw(ErrorKind::kNotFound, "Schema does not exist: {}.{}", catalog, schema);
    }
    Use(catalog, schema);
    return Updated("USE");
  }
  Ready().WithLake([&](LakeTransaction& lake) {
    if (schema == kInformationSchema || lake.NamespaceExists(SchemaNamespace(schema))) return;
    base::Throw(ErrorKind::kNotFound, "Schema does not exist: {}.{}", catalog, schema);
  });
  Use(std::string(kCatalogName), schema);
  return Updated("USE");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::StartTransaction&) {
  if (in_transaction_) {
    throw base::Error(ErrorKind::kFailedPrecondition, "a transaction is open already",
                      "COMMIT or ROLLBACK it first");
  }
  Ready().Begin();
  in_transaction_ = true;
  ++transactions_;
  transaction_failed_ = false;
  transaction_message_.clear();
  return Updated("START TRANSACTION");
}

void EmbeddedSession::LeaveTransaction() {
  if (!in_transaction_) {
    throw base::Error(ErrorKind::kFailedPrecondition, base::StandardError::kNotInTransaction,
                      "no transaction is open");
  }
  Ready();  // before the transaction is forgotten: tells when it was lost
  in_transaction_ = false;
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Commit&) {
  LeaveTransaction();
  Connection& connection = Ready();
  if (transaction_failed_) {
    connection.Rollback();
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "the transaction was rolled back: one of its statements failed",
                      "begin again");
  }
  try {
    connection.Commit();
  } catch (const base::Error&) {
    // A transaction whose result failed while it was read stays open in DuckDB.
    if (connection.in_transaction()) connection.Rollback();
    throw;
  }
  return Updated("COMMIT");
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Rollback&) {
  LeaveTransaction();
  Ready().Rollback();
  return Updated("ROLLBACK");
}

// --- files ---

LoadResult EmbeddedSession::Load(const LoadRequest& request, base::Progress* progress,
                                 const base::CancelToken& cancel) {
  Ready().BeginStatement(MemoryLimitsOfSession());
  SetCommitMessage("load into " + request.table.ToString());
  LoadRequest translated = request;
  for (LoadConstant& constant : translated.constants) {
    constant.sql_literal = ToDuckDbSql(sql::ParseExpression(constant.sql_literal));
  }
  LoadFiles loader(Ready());
  LoadResult result;
  Atomically([&] { result = loader.Load(translated, progress, cancel); });
  if (const auto commit = Ready().TakeLastCommit()) result.commit_hash = commit->commit_hash;
  return result;
}

FileSchema EmbeddedSession::Inspect(const std::string& file, FileFormat format,
                                    const CsvOptions& hint) {
  return LoadFiles(Ready()).Inspect(file, format, hint);
}

}  // namespace tarn::engine::embedded
