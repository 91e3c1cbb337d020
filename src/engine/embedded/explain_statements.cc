// EXPLAIN and EXPLAIN ANALYZE: the plan as DuckDB makes it, with what each scan of the lake reads
// and leaves out. One process is one fragment: LOGICAL and DISTRIBUTED are the same plan.
#include <algorithm>
#include <cctype>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

// How deep DuckDB's plans may be; what it makes itself is far from it.
constexpr int kMaxPlanDepth = 10'000;

uint64_t NumberIn(const json& facts, const char* key) {
  const auto it = facts.find(key);
  if (it == facts.end() || !it->is_string()) return 0;
  return std::strtoull(it->get_ref<const std::string&>().c_str(), nullptr, 10);
}

// Calls `visit` with the facts of every scan of the lake in a plan.
template <typename Visit>
void ForEachScan(const json& node, Visit&& visit, int depth = 0) {
  if (depth > kMaxPlanDepth) return;
  if (node.is_array()) {
    for (const json& child : node) ForEachScan(child, visit, depth + 1);
    return;
  }
  if (!node.is_object()) return;
  const auto facts = node.find("extra_info");
  if (facts != node.end() && facts->is_object() && facts->contains("Files to read")) visit(*facts);
  const auto children = node.find("children");
  if (children != node.end()) ForEachScan(*children, visit, depth + 1);
}

// Trino's EXPLAIN (TYPE IO): what a statement reads, as far as a plan tells.
ordered_json ReadsOf(const json& plan) {
  ordered_json tables = ordered_json::array();
  ForEachScan(plan, [&](const json& facts) {
    const std::string name = facts.value("Table", "");
    const size_t dot = name.rfind('.');
    const std::string schema = dot == std::string::npos ? "" : name.substr(0, dot);
    tables.push_back(
        {{"table",
          {{"catalog", kCatalogName},
           {"schemaTable",
            {{"schema", schema}, {"table", name.substr(schema.empty() ? 0 : dot + 1)}}}}},
         {"constraint", {{"none", false}, {"columnConstraints", ordered_json::array()}}},
         {"estimate",
          {{"outputRowCount", NumberIn(facts, "Rows to read")},
           {"outputSizeInBytes", NumberIn(facts, "Bytes to read")}}},
         {"files",
          {{"inTable", NumberIn(facts, "Files in table")},
           {"prunedByPartition", NumberIn(facts, "Partition pruned")},
           {"prunedByStatistics", NumberIn(facts, "Statistics pruned")},
           {"toRead", NumberIn(facts, "Files to read")}}}});
  });
  return tables;
}

// The table that a statement writes, as TYPE IO tells it.
std::optional<catalog::TableIdentifier> WrittenBy(const sql::Statement& statement,
                                                  const NameScope& scope) {
  if (const auto* insert = statement.As<sql::Insert>()) return ResolveTable(insert->table, scope);
  if (const auto* create = statement.As<sql::CreateTableAsSelect>()) {
    return ResolveTable(create->name, scope);
  }
  if (const auto* erase = statement.As<sql::Delete>()) return ResolveTable(erase->table, scope);
  if (const auto* update = statement.As<sql::Update>()) return ResolveTable(update->table, scope);
  if (const auto* merge = statement.As<sql::Merge>()) return ResolveTable(merge->table, scope);
  return std::nullopt;
}

// Trino's EXPLAIN of a statement that is done without a plan: the statement, or what it makes.
std::string TextWithoutPlan(const sql::Statement& statement) {
  if (const auto* create = statement.As<sql::CreateTable>()) {
    return "CREATE TABLE " + create->name.Canonical();
  }
  if (const auto* create = statement.As<sql::CreateView>()) {
    return "CREATE VIEW " + create->name.Canonical();
  }
  if (const auto* create = statement.As<sql::CreateSchema>()) {
    return "CREATE SCHEMA " + create->name.Canonical();
  }
  if (const auto* drop = statement.As<sql::DropSchema>()) {
    return "DROP SCHEMA " + drop->name.Canonical();
  }
  if (const auto* prepare = statement.As<sql::Prepare>()) {
    return "PREPARE " + prepare->name.Canonical();
  }
  return sql::Print(statement);
}

// Trino's name of a kind of statement, its first keywords: "DropTable".
std::string StatementTypeName(const sql::Statement& statement) {
  std::string name;
  std::istringstream words(sql::Print(statement));
  std::string word;
  for (int i = 0; i < 2 && words >> word; ++i) {
    const bool keyword = std::ranges::all_of(word, [](unsigned char c) { return std::isupper(c); });
    if (!keyword) break;
    for (size_t k = 0; k < word.size(); ++k) {
      const auto c = static_cast<unsigned char>(word[k]);
      name += static_cast<char>(k == 0 ? c : std::tolower(c));
    }
  }
  return name;
}

}  // namespace

std::optional<std::string> EmbeddedSession::ExplainedSql(const sql::Statement& statement) {
  if (auto rows = ChangedRowsSql(statement)) return rows;
  const bool has_plan = statement.Is<sql::QueryStatement>() || statement.Is<sql::Insert>() ||
                        statement.Is<sql::CreateTableAsSelect>();
  if (!has_plan) return std::nullopt;
  return Translate(statement);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Explain& explain) {
  // The plan of an EXPLAIN is that of what it explains.
  if (const auto* inner = explain.statement->As<sql::Explain>()) return Run(*inner);
  if (const auto* inner = explain.statement->As<sql::ExplainAnalyze>()) {
    sql::Explain plain = explain;
    plain.statement = inner->statement;
    return Run(plain);
  }
  const auto type = explain.type.value_or(sql::ExplainType::kDistributed);
  const auto format = explain.format.value_or(sql::ExplainFormat::kText);
  const auto explained = ExplainedSql(*explain.statement);
  if (type == sql::ExplainType::kValidate) {
    if (explained) Ready().Describe(*explained);
    return ValueRows({{"Valid", Type{TypeKind::kBoolean, 0, 0, {}, {}}}}, {{Value{true}}});
  }
  if (!explained) return TextRows({"Query Plan"}, {{TextWithoutPlan(*explain.statement)}});
  const std::string& duck_sql = *explained;
  const auto plan = [&](const char* how) {
    std::vector<std::vector<std::optional<std::string>>> rows;
    for (auto& row : Ready().QueryText(std::string("EXPLAIN ") + how + duck_sql)) {
      rows.push_back({std::move(row.back())});
    }
    return rows;
  };
  if (type == sql::ExplainType::kIo) {
    ordered_json io;
    const auto rows = plan("(FORMAT json) ");
    io["inputTableColumnInfos"] =
        ReadsOf(json::parse(rows.empty() ? "[]" : rows.front().front().value_or("[]")));
    if (const auto written = WrittenBy(*explain.statement, scope())) {
      io["outputTable"] = {
          {"catalog", kCatalogName},
          {"schemaTable", {{"schema", SchemaText(written->ns)}, {"table", written->name}}}};
    }
    return TextRows({"Query Plan"}, {{io.dump(2)}});
  }
  return TextRows({"Query Plan"},
                  plan(format == sql::ExplainFormat::kJson       ? "(FORMAT json) "
                       : format == sql::ExplainFormat::kGraphviz ? "(FORMAT graphviz) "
                                                                 : ""));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::ExplainAnalyze& explain) {
  if (ChangedRowsSql(*explain.statement)) {
    throw ErrorAt(ErrorKind::kUnsupported, explain.statement->location,
                  "EXPLAIN ANALYZE runs its statement, and is not for DELETE, UPDATE and MERGE: "
                  "EXPLAIN tells their plan, the snapshot's summary what they did",
                  source_);
  }
  const auto explained = ExplainedSql(*explain.statement);
  if (!explained) {
    throw base::Error(ErrorKind::kUnsupported, "EXPLAIN ANALYZE doesn't support statement type: " +
                                                   StatementTypeName(*explain.statement));
  }
  SetCommitMessage("EXPLAIN ANALYZE");
  std::vector<std::vector<std::optional<std::string>>> rows;
  for (auto& row : Ready().QueryText("EXPLAIN ANALYZE " + *explained)) {
    rows.push_back({std::move(row.back())});
  }
  const std::string memory = "Peak Memory: " + DataSizeText(Ready().memory().peak_user) + "\n";
  if (!rows.empty()) rows.back().front() = rows.back().front().value_or("") + memory;
  return TextRows({"Query Plan"}, std::move(rows));
}

}  // namespace tarn::engine::embedded
