#include "transform/context/database.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "transform/context/date_time.h"
#include "transform/context/value_tree.h"
#include "transform/manifest/node.h"

namespace tarn::transform {

namespace {

using jinja::Value;

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string TypeName(const std::string& table_type) {
  const std::string type = Lower(table_type);
  if (type == "base table") return "table";
  return type;
}

double Decimal(__int128 unscaled, int scale) {
  return static_cast<double>(unscaled) / std::pow(10.0, scale);
}

Value ContainerValue(const std::vector<engine::Value>& items, const engine::Type& type) {
  if (type.kind == engine::TypeKind::kMap) {
    jinja::Dict dict;
    for (size_t i = 0; i + 1 < items.size(); i += 2) {
      dict.Set(ToTemplateValue(items[i], type.children[0]),
               ToTemplateValue(items[i + 1], type.children[1]));
    }
    return Value(std::move(dict));
  }
  if (type.kind == engine::TypeKind::kRow) {
    jinja::Dict dict;
    for (size_t i = 0; i < items.size(); ++i) {
      std::string name = i < type.field_names.size() ? type.field_names[i] : "";
      if (name.empty()) name = fmt::format("field{}", i);
      dict.Set(Value(name), ToTemplateValue(items[i], type.children[i]));
    }
    return Value(std::move(dict));
  }
  std::vector<Value> values;
  for (const auto& item : items) values.push_back(ToTemplateValue(item, type.children[0]));
  return Value::List(std::move(values));
}

}  // namespace

Value ToTemplateValue(const engine::Value& value, const engine::Type& type) {
  if (value.is_null()) return Value::None();
  if (const auto* flag = std::get_if<bool>(&value.data)) return Value(*flag);
  if (const auto* number = std::get_if<double>(&value.data)) return Value(*number);
  if (const auto* text = std::get_if<std::string>(&value.data)) return Value(*text);
  if (const auto* decimal = std::get_if<engine::DecimalValue>(&value.data)) {
    if (type.scale == 0) return Value(static_cast<int64_t>(decimal->unscaled));
    return Value(Decimal(decimal->unscaled, type.scale));
  }
  if (type.kind == engine::TypeKind::kTimestamp ||
      type.kind == engine::TypeKind::kTimestampWithTimeZone) {
    return MakeDateTime(engine::MicrosOfTime(value, type),
                        type.kind == engine::TypeKind::kTimestampWithTimeZone);
  }
  if (type.kind == engine::TypeKind::kTime) return Value(engine::ToText(value, type));
  if (const auto* items = std::get_if<std::vector<engine::Value>>(&value.data)) {
    return ContainerValue(*items, type);
  }
  const int64_t number = std::get<int64_t>(value.data);
  switch (type.kind) {
    case engine::TypeKind::kDate: return MakeDate(number);
    case engine::TypeKind::kIntervalDayToSecond: return MakeTimeDelta(number * 1000);
    default: break;
  }
  return Value(number);
}

Value QueryResult::response() const {
  Value response = EmptyDict();
  std::string message = update_type.empty() ? "SUCCESS" : update_type;
  if (rows_affected && !update_type.empty()) {
    message = fmt::format("{} ({} rows)", update_type, *rows_affected);
  }
  Set(response, "_message", Value(message));
  Set(response, "code", Value(update_type.empty() ? "SUCCESS" : update_type));
  if (rows_affected) Set(response, "rows_affected", Value(static_cast<int64_t>(*rows_affected)));
  return response;
}

RelationCache::Key RelationCache::MakeKey(const std::string& database, const std::string& schema) {
  return {Lower(database), Lower(schema)};
}

bool RelationCache::Knows(const std::string& database, const std::string& schema) const {
  std::lock_guard lock(mutex_);
  return schemas_.contains(MakeKey(database, schema));
}

void RelationCache::SetSchema(const std::string& database, const std::string& schema,
                              const std::map<std::string, Entry>& relations) {
  std::lock_guard lock(mutex_);
  auto& entries = schemas_[MakeKey(database, schema)];
  for (const auto& [name, entry] : relations) entries.try_emplace(Lower(name), entry);
}

std::optional<RelationCache::Entry> RelationCache::Find(const Relation& relation) const {
  std::lock_guard lock(mutex_);
  auto schema = schemas_.find(MakeKey(relation.database, relation.schema));
  if (schema == schemas_.end()) return std::nullopt;
  auto entry = schema->second.find(Lower(relation.identifier));
  if (entry == schema->second.end()) return std::nullopt;
  return entry->second;
}

std::vector<Relation> RelationCache::List(const std::string& database,
                                          const std::string& schema) const {
  std::lock_guard lock(mutex_);
  std::vector<Relation> relations;
  auto entries = schemas_.find(MakeKey(database, schema));
  if (entries == schemas_.end()) return relations;
  for (const auto& [name, entry] : entries->second) {
    Relation relation;
    relation.database = database;
    relation.schema = schema;
    relation.identifier = name;
    relation.type = entry.type;
    relations.push_back(std::move(relation));
  }
  return relations;
}

void RelationCache::Add(const Relation& relation) {
  std::lock_guard lock(mutex_);
  auto schema = schemas_.find(MakeKey(relation.database, relation.schema));
  if (schema == schemas_.end()) return;  // not listed yet: it will be found then
  schema->second[Lower(relation.identifier)] = {relation.type};
}

void RelationCache::Drop(const Relation& relation) {
  std::lock_guard lock(mutex_);
  auto schema = schemas_.find(MakeKey(relation.database, relation.schema));
  if (schema != schemas_.end()) schema->second.erase(Lower(relation.identifier));
}

void RelationCache::DropSchema(const std::string& database, const std::string& schema) {
  std::lock_guard lock(mutex_);
  schemas_.erase(MakeKey(database, schema));
  if (auto it = names_.find(Lower(database)); it != names_.end()) it->second.erase(Lower(schema));
}

bool RelationCache::HasSchema(const std::string& database, const std::string& schema) const {
  std::lock_guard lock(mutex_);
  auto it = names_.find(Lower(database));
  return it != names_.end() && it->second.contains(Lower(schema));
}

void RelationCache::SetSchemas(const std::string& database, std::set<std::string> schemas) {
  std::lock_guard lock(mutex_);
  auto& names = names_[Lower(database)];
  for (const auto& schema : schemas) names.insert(Lower(schema));
}

bool RelationCache::KnowsSchemas(const std::string& database) const {
  std::lock_guard lock(mutex_);
  return names_.contains(Lower(database));
}

QueryResult Database::QueryFirst(const std::string& sql, size_t limit) {
  cancel_.Check();
  auto stream = session_.Execute(sql);
  QueryResult result;
  std::vector<engine::Type> types;
  for (const auto& column : stream->columns()) {
    result.columns.push_back(column.name);
    result.types.push_back(column.type.ToString());
    types.push_back(column.type);
  }
  const bool bounded = limit < max_rows_;
  while (auto batch = stream->Next()) {
    cancel_.Check();
    for (size_t row = 0; row < batch->rows(); ++row) {
      if (result.rows.size() >= limit) {
        if (bounded) return result;
        throw base::Error(base::ErrorKind::kResourceExhausted,
                          fmt::format("a query of a template gave more than {} rows: {}", limit,
                                      sql.substr(0, 200)),
                          "templates are for small results: aggregate, or add a limit");
      }
      std::vector<Value> values;
      values.reserve(types.size());
      for (size_t column = 0; column < types.size(); ++column) {
        values.push_back(ToTemplateValue(batch->Get(column, row), types[column]));
      }
      result.rows.push_back(std::move(values));
    }
  }
  result.update_type = stream->update_type();
  result.rows_affected = stream->update_count();
  if (!result.rows_affected && result.update_type.empty()) {
    result.rows_affected = result.rows.size();
  }
  return result;
}

QueryResult Database::Query(const std::string& sql) {
  QueryResult result;
  const auto statements = SplitStatements(sql);
  for (const auto& statement : statements) result = QueryFirst(statement, max_rows_);
  return result;
}

void Database::LoadSchemas(const std::string& database, const std::set<std::string>& schemas) {
  std::vector<std::string> unknown;
  for (const auto& schema : schemas) {
    if (!cache_.Knows(database, schema)) unknown.push_back(schema);
  }
  if (unknown.empty()) return;
  std::vector<std::string> literals;
  for (const auto& schema : unknown) literals.push_back(SqlString(Lower(schema)));
  const QueryResult result = QueryFirst(
      fmt::format("SELECT table_schema, table_name, table_type FROM {}.information_schema.tables "
                  "WHERE table_schema IN ({})",
                  QuoteIdentifier(database), fmt::join(literals, ", ")),
      max_rows_);
  std::map<std::string, std::map<std::string, RelationCache::Entry>> found;
  for (const auto& row : result.rows) {
    found[jinja::Str(row[0])][jinja::Str(row[1])] = {TypeName(jinja::Str(row[2]))};
  }
  for (const auto& schema : unknown) cache_.SetSchema(database, schema, found[Lower(schema)]);
}

std::optional<Relation> Database::GetRelation(const std::string& database,
                                              const std::string& schema,
                                              const std::string& identifier) {
  LoadSchemas(database, {schema});
  Relation relation;
  relation.database = database;
  relation.schema = schema;
  relation.identifier = identifier;
  auto entry = cache_.Find(relation);
  if (!entry) return std::nullopt;
  relation.type = entry->type;
  return relation;
}

std::vector<Relation> Database::ListRelations(const std::string& database,
                                              const std::string& schema) {
  LoadSchemas(database, {schema});
  return cache_.List(database, schema);
}

std::vector<std::string> Database::ListSchemas(const std::string& database) {
  const QueryResult result =
      QueryFirst(fmt::format("SELECT schema_name FROM {}.information_schema.schemata",
                             QuoteIdentifier(database)),
                 max_rows_);
  std::vector<std::string> names;
  for (const auto& row : result.rows) names.push_back(jinja::Str(row[0]));
  cache_.SetSchemas(database, {names.begin(), names.end()});
  return names;
}

void Database::CreateSchema(const std::string& database, const std::string& schema) {
  if (!cache_.KnowsSchemas(database)) ListSchemas(database);
  if (cache_.HasSchema(database, schema)) return;
  Query(fmt::format("CREATE SCHEMA IF NOT EXISTS {}.{}", QuoteIdentifier(database),
                    QuoteIdentifier(schema)));
  cache_.SetSchemas(database, {schema});
}

void Database::DropSchema(const std::string& database, const std::string& schema) {
  for (const Relation& relation : ListRelations(database, schema)) DropRelation(relation);
  Query(fmt::format("DROP SCHEMA IF EXISTS {}.{}", QuoteIdentifier(database),
                    QuoteIdentifier(schema)));
  cache_.DropSchema(database, schema);
}

namespace {

// As a table keeps values of a type: without lengths of texts and with all digits of times.
engine::Type KeptType(engine::Type type) {
  constexpr int kMicros = 6, kNanos = 9;
  switch (type.kind) {
    case engine::TypeKind::kVarchar:
    case engine::TypeKind::kChar: return {engine::TypeKind::kVarchar, 0, 0, {}, {}};
    case engine::TypeKind::kTinyint:
    case engine::TypeKind::kSmallint: return {engine::TypeKind::kInteger, 0, 0, {}, {}};
    case engine::TypeKind::kTime:
    case engine::TypeKind::kTimestamp:
    case engine::TypeKind::kTimestampWithTimeZone:
      type.precision = type.precision > kMicros ? kNanos : kMicros;
      return type;
    default: break;
  }
  for (engine::Type& child : type.children) child = KeptType(std::move(child));
  return type;
}

}  // namespace

std::vector<RelationColumn> Database::GetQueryColumns(const std::string& sql) {
  const QueryResult result = QueryFirst(sql, 0);
  std::vector<RelationColumn> columns;
  for (size_t i = 0; i < result.columns.size(); ++i) {
    columns.push_back(
        {result.columns[i], KeptType(engine::Type::Parse(result.types[i])).ToString()});
  }
  return columns;
}

std::vector<RelationColumn> Database::GetColumns(const Relation& relation) {
  return GetQueryColumns(fmt::format("SELECT * FROM {} LIMIT 0", relation.Render()));
}

void Database::DropRelation(const Relation& relation) {
  const std::string kind = relation.type == "view" ? "VIEW" : "TABLE";
  Query(fmt::format("DROP {} IF EXISTS {}", kind, relation.Render()));
  cache_.Drop(relation);
}

void Database::RenameRelation(const Relation& from, const Relation& to) {
  const std::string kind = from.type == "view" ? "VIEW" : "TABLE";
  Query(fmt::format("ALTER {} {} RENAME TO {}", kind, from.Render(), to.Render()));
  cache_.Drop(from);
  Relation renamed = to;
  renamed.type = from.type;
  cache_.Add(renamed);
}

std::vector<std::string> SplitStatements(const std::string& sql) {
  std::vector<std::string> statements;
  std::string current;
  bool has_code = false;
  auto finish = [&] {
    if (has_code) statements.push_back(current);
    current.clear();
    has_code = false;
  };
  for (size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (c == '\'' || c == '"') {
      size_t end = sql.find(c, i + 1);  // a doubled quote ends and opens again: same outcome
      end = end == std::string::npos ? sql.size() - 1 : end;
      current.append(sql, i, end - i + 1);
      has_code = true;
      i = end;
    } else if (c == '-' && i + 1 < sql.size() && sql[i + 1] == '-') {
      const size_t end = std::min(sql.find('\n', i), sql.size());
      current.append(sql, i, end - i);
      i = end - 1;
    } else if (c == '/' && i + 1 < sql.size() && sql[i + 1] == '*') {
      size_t end = sql.find("*/", i + 2);
      end = end == std::string::npos ? sql.size() : end + 2;
      current.append(sql, i, end - i);
      i = end - 1;
    } else if (c == ';') {
      finish();
    } else {
      current += c;
      has_code = has_code || !std::isspace(static_cast<unsigned char>(c));
    }
  }
  finish();
  return statements;
}

std::string SqlString(std::string_view text) {
  std::string quoted = "'";
  for (char c : text) {
    if (c == '\'') quoted += '\'';
    quoted += c;
  }
  return quoted + '\'';
}

}  // namespace tarn::transform
