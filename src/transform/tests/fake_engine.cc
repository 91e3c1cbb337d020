#include "transform/tests/fake_engine.h"

#include <regex>

#include "base/error.h"
#include "transform/tests/project_fixture.h"

namespace tarn::transform {

namespace {

class FakeBatch : public engine::Batch {
 public:
  explicit FakeBatch(std::vector<std::vector<engine::Value>> rows) : rows_(std::move(rows)) {}
  size_t rows() const override { return rows_.size(); }
  engine::Value Get(size_t column, size_t row) const override { return rows_[row][column]; }

 private:
  std::vector<std::vector<engine::Value>> rows_;
};

class FakeStream : public engine::ResultStream {
 public:
  explicit FakeStream(FakeResult result) : result_(std::move(result)) {}
  const std::vector<engine::Column>& columns() const override { return result_.columns; }
  std::unique_ptr<engine::Batch> Next() override {
    if (done_ || result_.rows.empty()) return nullptr;
    done_ = true;
    return std::make_unique<FakeBatch>(result_.rows);
  }
  const std::string& update_type() const override { return result_.update_type; }
  std::optional<uint64_t> update_count() const override { return result_.update_count; }

 private:
  FakeResult result_;
  bool done_ = false;
};

class FakeSession : public engine::Session {
 public:
  FakeSession(FakeEngine& engine, engine::SessionOptions options, bool may_repeat)
      : engine_(engine), options_(std::move(options)), may_repeat_(may_repeat) {}
  std::unique_ptr<engine::ResultStream> Execute(std::string_view sql) override {
    return std::make_unique<FakeStream>(engine_.Run(std::string(sql)));
  }
  void Cancel() override {}
  double progress() const override { return -1; }
  engine::LoadResult Load(const engine::LoadRequest&, base::Progress*,
                          const base::CancelToken&) override {
    throw base::Error(base::ErrorKind::kUnsupported, "no load");
  }
  engine::FileSchema Inspect(const std::string&, engine::FileFormat,
                             const engine::CsvOptions&) override {
    throw base::Error(base::ErrorKind::kUnsupported, "no inspect");
  }
  bool HasFunction(std::string_view name) const override {
    return may_repeat_ && name == "may_repeat";
  }
  const engine::SessionOptions& options() const override { return options_; }
  void Use(const std::string&, const std::string&) override {}
  void UseRef(const std::string&) override {}

 private:
  FakeEngine& engine_;
  engine::SessionOptions options_;
  bool may_repeat_;
};

}  // namespace

engine::Type Bigint() {
  engine::Type type;
  type.kind = engine::TypeKind::kBigint;
  return type;
}

engine::Type Varchar() {
  engine::Type type;
  type.kind = engine::TypeKind::kVarchar;
  return type;
}

engine::Value Int(int64_t value) { return engine::Value{value}; }
engine::Value Text(const std::string& value) { return engine::Value{value}; }

std::unique_ptr<engine::Session> FakeEngine::NewSession(const engine::SessionOptions& options) {
  std::lock_guard lock(mutex_);
  ++sessions_;
  return std::make_unique<FakeSession>(*this, options, may_repeat_);
}

void FakeEngine::Answer(const std::string& text, FakeResult result) {
  answers_[text] = {std::move(result), std::nullopt};
}

void FakeEngine::AnswerCounts(const std::string& text, std::vector<int64_t> counts) {
  FakeResult result;
  auto& row = result.rows.emplace_back();
  for (size_t i = 0; i < counts.size(); ++i) {
    result.columns.push_back({"c" + std::to_string(i), Bigint()});
    row.push_back(Int(counts[i]));
  }
  Answer(text, std::move(result));
}

void FakeEngine::AnswerError(const std::string& text, base::ErrorKind kind,
                             const std::string& message) {
  answers_[text] = {{}, base::Error(kind, message)};
}

void FakeEngine::AddSchema(const std::string& schema) { schemas_[schema]; }

void FakeEngine::AddRelation(const std::string& schema, const std::string& name,
                             const std::string& type) {
  schemas_[schema][name] = type;
}

bool FakeEngine::Has(const std::string& schema, const std::string& name) const {
  std::lock_guard lock(mutex_);
  auto it = schemas_.find(schema);
  return it != schemas_.end() && it->second.contains(name);
}

std::vector<std::string> FakeEngine::statements() const {
  std::lock_guard lock(mutex_);
  return statements_;
}

std::vector<std::string> FakeEngine::Matching(const std::string& text) const {
  std::vector<std::string> found;
  for (const auto& statement : statements()) {
    if (statement.find(text) != std::string::npos) found.push_back(statement);
  }
  return found;
}

size_t FakeEngine::sessions() const {
  std::lock_guard lock(mutex_);
  return sessions_;
}

std::optional<FakeResult> FakeEngine::Catalog(const std::string& sql) {
  FakeResult result;
  if (sql.find("information_schema.schemata") != std::string::npos) {
    result.columns = {{"schema_name", Varchar()}};
    for (const auto& [schema, relations] : schemas_) result.rows.push_back({Text(schema)});
    return result;
  }
  if (sql.find("information_schema.tables") != std::string::npos) {
    result.columns = {
        {"table_schema", Varchar()}, {"table_name", Varchar()}, {"table_type", Varchar()}};
    for (const auto& [schema, relations] : schemas_) {
      if (sql.find("'" + schema + "'") == std::string::npos) continue;
      for (const auto& [name, type] : relations) {
        result.rows.push_back(
            {Text(schema), Text(name), Text(type == "view" ? "VIEW" : "BASE TABLE")});
      }
    }
    return result;
  }
  return std::nullopt;
}

void FakeEngine::Track(const std::string& sql) {
  static const std::regex kCreate(
      R"re(^create (?:or replace )?(table|view) "[^"]+"\."([^"]+)"\."([^"]+)")re",
      std::regex::icase);
  static const std::regex kDrop(
      R"re(^drop (?:table|view) (?:if exists )?"[^"]+"\."([^"]+)"\."([^"]+)")re",
      std::regex::icase);
  static const std::regex kSchema(R"re(^create schema if not exists "[^"]+"\."([^"]+)")re",
                                  std::regex::icase);
  std::smatch match;
  if (std::regex_search(sql, match, kCreate)) {
    schemas_[match[2]][match[3]] =
        match[1].str()[0] == 'v' || match[1].str()[0] == 'V' ? "view" : "table";
  } else if (std::regex_search(sql, match, kDrop)) {
    schemas_[match[1]].erase(match[2]);
  } else if (std::regex_search(sql, match, kSchema)) {
    schemas_[match[1]];
  }
}

FakeResult FakeEngine::Run(const std::string& text) {
  const std::string sql = Squeeze(text);
  if (hook_) hook_(sql);
  std::lock_guard lock(mutex_);
  statements_.push_back(sql);
  const Reply* best = nullptr;
  size_t length = 0;
  for (const auto& [part, reply] : answers_) {
    if (part.size() < length || sql.find(part) == std::string::npos) continue;
    best = &reply;
    length = part.size();
  }
  if (best != nullptr) {
    if (best->error) throw *best->error;
    Track(sql);
    return best->result;
  }
  if (auto result = Catalog(sql)) return *result;
  Track(sql);
  FakeResult result;
  if (sql.find("should_error from (") != std::string::npos) {  // a test without failures
    result.columns = {
        {"failures", Bigint()}, {"should_warn", Bigint()}, {"should_error", Bigint()}};
    result.rows = {{Int(0), Int(0), Int(0)}};
  } else if (sql.starts_with("SELECT ") && sql.find(" AS failures_0") != std::string::npos) {
    size_t at = 0;
    result.rows.emplace_back();
    for (size_t i = 0; (at = sql.find(" AS failures_", at)) != std::string::npos; ++i, ++at) {
      result.columns.push_back({"failures_" + std::to_string(i), Bigint()});
      result.rows[0].push_back(Int(0));
    }
  } else if (sql.starts_with("create ") || sql.starts_with("CREATE ")) {
    result.update_type = sql.find("view") != std::string::npos ? "CREATE VIEW" : "CREATE TABLE";
    result.update_count = 7;
  } else if (sql.starts_with("insert ") || sql.starts_with("INSERT ")) {
    result.update_type = "INSERT";
    result.update_count = 3;
  }
  return result;
}

}  // namespace tarn::transform
