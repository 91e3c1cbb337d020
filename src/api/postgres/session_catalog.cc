#include <utility>

#include <fmt/format.h>

#include "api/postgres/catalog/catalog_query.h"
#include "api/postgres/literal.h"
#include "api/postgres/session.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/static_rows.h"
#include "api/postgres/version.h"
#include "base/error.h"

namespace tarn::api::postgres {
namespace {

using engine::Column;

// asyncpg decodes no arrays but of texts before it has asked for their types, in queries whose
// results have arrays of OIDs: those are told as texts.
bool IsOidArray(const engine::Type& type) {
  return type.kind == engine::TypeKind::kArray &&
         type.children[0].kind == engine::TypeKind::kBigint;
}

class TextArrays : public engine::Batch {
 public:
  TextArrays(std::unique_ptr<engine::Batch> inner, const std::vector<bool>& changed)
      : inner_(std::move(inner)), changed_(changed) {}
  size_t rows() const override { return inner_->rows(); }
  engine::Value Get(size_t column, size_t row) const override {
    engine::Value value = inner_->Get(column, row);
    if (!changed_[column] || value.is_null()) return value;
    for (engine::Value& element : std::get<std::vector<engine::Value>>(value.data)) {
      if (const auto* number = std::get_if<int64_t>(&element.data)) {
        element = engine::Value{std::to_string(*number)};
      }
    }
    return value;
  }

 private:
  const std::unique_ptr<engine::Batch> inner_;
  const std::vector<bool>& changed_;
};

// The rows of another stream under PostgreSQL's names of columns.
class Renamed : public engine::ResultStream {
 public:
  explicit Renamed(std::unique_ptr<engine::ResultStream> inner)
      : inner_(std::move(inner)), columns_(inner_->columns()) {
    for (Column& column : columns_) {
      column.name = CatalogColumnName(column.name);
      changed_.push_back(IsOidArray(column.type));
      if (changed_.back()) column.type.children[0].kind = engine::TypeKind::kVarchar;
    }
  }
  const std::vector<Column>& columns() const override { return columns_; }
  std::unique_ptr<engine::Batch> Next() override {
    auto batch = inner_->Next();
    if (!batch) return nullptr;
    return std::make_unique<TextArrays>(std::move(batch), changed_);
  }
  const std::string& update_type() const override { return inner_->update_type(); }
  std::optional<uint64_t> update_count() const override { return std::nullopt; }

 private:
  const std::unique_ptr<engine::ResultStream> inner_;
  std::vector<Column> columns_;
  std::vector<bool> changed_;
};

}  // namespace

CatalogCache::Catalog Session::Catalog() {
  const ServiceOptions& options = service_.options();
  if (!options.new_private_database) throw SqlError("0A000", "there is no pg_catalog here");
  // Inside a transaction its own changes are seen, which nobody else may be shown.
  const bool own = status_ == 'T' || implicit_;
  std::string key;
  if (!own && options.head_of) {
    key = fmt::format("{}\n{}\n{}", start_.user, start_.ref, options.head_of(start_.ref));
    if (auto known = service_.catalogs().Find(key)) return known;
  }
  ParkPortals();
  const LakeListing listing = ListLake(Engine());
  std::shared_ptr<engine::PrivateDatabase> database = options.new_private_database();
  std::vector<std::string> names = {"iceberg"};
  if (start_.database != "iceberg") names.push_back(start_.database);
  const bool admin = !start_.identity || start_.identity->admin;
  FillCatalog(*database, listing, names, start_.user, admin);
  if (!key.empty()) service_.catalogs().Keep(key, database);
  return database;
}

// SELECT set_config('name', 'value', false), which drivers send in place of SET.
bool Session::RunSetConfig(const PreparedStatement& statement,
                           const std::vector<ParameterValue>& parameters,
                           std::unique_ptr<engine::ResultStream>& result) {
  const auto token = [&](size_t i) -> const Token& {
    return statement.tokens[std::min(statement.range.begin + i, statement.range.end)];
  };
  size_t at = 1;
  if (token(at).Is("pg_catalog") && token(at + 1).Is(".")) at += 2;
  if (!token(0).Is("select") || !token(at).Is("set_config") || !token(at + 1).Is("(")) return false;
  const auto text = [&](size_t i) -> std::optional<std::string> {
    if (token(i).kind == TokenKind::kString) return token(i).text;
    const auto number = static_cast<size_t>(token(i).number);
    if (token(i).kind == TokenKind::kParameter && number <= parameters.size()) {
      return parameters[number - 1].text;
    }
    return std::nullopt;
  };
  const auto name = text(at + 2);
  const auto value = text(at + 4);
  if (!name || !value || !token(at + 3).Is(",")) return false;
  Command set;
  set.name = *name;
  set.values = {*value};
  RunSet(set);
  result = std::make_unique<StaticRows>(
      std::vector<Column>{{"set_config", engine::Type{engine::TypeKind::kVarchar, 0, 0, {}, {}}}},
      std::vector<std::vector<engine::Value>>{{engine::Value{*value}}});
  return true;
}

std::unique_ptr<engine::ResultStream> Session::RunCatalog(
    const PreparedStatement& statement, const std::vector<ParameterValue>& parameters) {
  std::unique_ptr<engine::ResultStream> result;
  if (RunSetConfig(statement, parameters, result)) return result;
  std::vector<CatalogParameter> values;
  for (size_t i = 0; i < parameters.size(); ++i) {
    values.push_back({statement.parameter_types[i], parameters[i].text});
  }
  const std::string sql = RewriteForCatalog(statement.source, statement.tokens, statement.range,
                                            values, start_.settings.values());
  const CatalogCache::Catalog catalog = Catalog();
  const auto schemas = SearchPathSchemas(start_.settings.Get("search_path"));
  std::string path;
  for (const std::string& schema : schemas) path += (path.empty() ? "" : ",") + schema;
  const RewriteContext context = rewrite_context();
  // Nobody chose a search path: then everything is shown, though only "public" needs no schema.
  const bool chosen = path != "public";
  base::CancelToken cancel;
  {
    std::lock_guard lock(mutex_);
    catalog_cancel_ = cancel;
  }
  return std::make_unique<Renamed>(catalog->Query(sql,
                                                  {{"database", start_.database},
                                                   {"user", start_.user},
                                                   {"schema", context.schema},
                                                   {"schemas", path},
                                                   {"path", chosen ? path : ""},
                                                   {"pid", std::to_string(process_id_)},
                                                   {"version", VersionText()}},
                                                  cancel));
}

}  // namespace tarn::api::postgres
