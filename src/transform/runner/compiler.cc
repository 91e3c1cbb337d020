#include "transform/runner/compiler.h"

#include <algorithm>
#include <cctype>

#include "base/error.h"
#include "transform/manifest/generic_test.h"

namespace tarn::transform {

namespace {

constexpr int kMaxDepth = 200;

bool IsWordChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The next position that is neither white space nor a comment.
size_t SkipBlanks(const std::string& sql, size_t at) {
  while (at < sql.size()) {
    if (std::isspace(static_cast<unsigned char>(sql[at]))) {
      ++at;
    } else if (sql.compare(at, 2, "--") == 0) {
      at = std::min(sql.find('\n', at), sql.size());
    } else if (sql.compare(at, 2, "/*") == 0) {
      const size_t end = sql.find("*/", at + 2);
      at = end == std::string::npos ? sql.size() : end + 2;
    } else {
      break;
    }
  }
  return at;
}

bool KeywordAt(const std::string& sql, size_t at, std::string_view keyword) {
  if (sql.size() - at < keyword.size()) return false;
  for (size_t i = 0; i < keyword.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(sql[at + i])) != keyword[i]) return false;
  }
  return at + keyword.size() == sql.size() || !IsWordChar(sql[at + keyword.size()]);
}

}  // namespace

std::string InjectCtes(const std::string& sql,
                       const std::vector<std::pair<std::string, std::string>>& ctes) {
  if (ctes.empty()) return sql;
  std::string list;
  for (const auto& [id, cte] : ctes) list += (list.empty() ? "" : ", ") + cte;
  size_t at = SkipBlanks(sql, 0);
  if (!KeywordAt(sql, at, "with")) {
    return sql.substr(0, at) + "with " + list + " " + sql.substr(at);
  }
  size_t after = at + 4;
  const size_t next = SkipBlanks(sql, after);
  if (KeywordAt(sql, next, "recursive")) after = next + 9;
  return sql.substr(0, after) + " " + list + "," + sql.substr(after);
}

std::string Compiler::Render(const Node& node, RenderScope& scope) const {
  if (node.generic_test) {
    const Macro* macro = FindTestMacro(manifest_.macros, node.generic_test->macro_namespace,
                                       node.generic_test->name, node.package);
    return jinja::Str(scope.Call(*macro, {}, RenderTestArguments(scope, *node.generic_test)));
  }
  return manifest_.environments->run.Compile(node.raw_code, node.original_file_path)
      ->Render(scope.context());
}

const Compiler::Ephemeral& Compiler::GetEphemeral(const std::string& id, Database* database,
                                                  int depth) {
  if (depth > kMaxDepth) {
    base::Throw(base::ErrorKind::kResourceExhausted,
                "ephemeral models are nested deeper than {}: {}", kMaxDepth, id);
  }
  {
    std::lock_guard lock(mutex_);
    if (auto it = ephemeral_.find(id); it != ephemeral_.end()) return it->second;
  }
  // Rendered outside of the lock; when two threads do it, the first one's stays.
  const Node& node = *manifest_.Find(id);
  RenderScope scope(manifest_, &node, &facts_, database);
  Ephemeral ephemeral;
  ephemeral.sql = Render(node, scope);
  ephemeral.refs = scope.ephemeral_refs();
  std::lock_guard lock(mutex_);
  return ephemeral_.try_emplace(id, std::move(ephemeral)).first->second;
}

void Compiler::AddCtes(const std::vector<std::string>& ids, Database* database, int depth,
                       std::vector<std::pair<std::string, std::string>>* ctes) {
  for (const auto& id : ids) {
    const Ephemeral& ephemeral = GetEphemeral(id, database, depth);
    AddCtes(ephemeral.refs, database, depth + 1, ctes);
    const bool known =
        std::any_of(ctes->begin(), ctes->end(), [&](const auto& cte) { return cte.first == id; });
    if (known) continue;
    ctes->emplace_back(
        id, fmt::format(" __dbt__cte__{} as (\n{}\n)", manifest_.Find(id)->alias, ephemeral.sql));
  }
}

CompiledNode Compiler::Compile(const Node& node, RenderScope& scope) {
  CompiledNode compiled;
  const std::string sql = Render(node, scope);
  AddCtes(scope.ephemeral_refs(), scope.database(), 0, &compiled.ctes);
  compiled.code = InjectCtes(sql, compiled.ctes);
  return compiled;
}

CompiledNode Compiler::CompileText(const std::string& text, const std::string& name,
                                   RenderScope& scope) {
  CompiledNode compiled;
  const std::string sql = manifest_.environments->run.Compile(text, name)->Render(scope.context());
  AddCtes(scope.ephemeral_refs(), scope.database(), 0, &compiled.ctes);
  compiled.code = InjectCtes(sql, compiled.ctes);
  return compiled;
}

}  // namespace tarn::transform
