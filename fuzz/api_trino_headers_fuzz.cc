// Any text as the headers and the statement of a request of Trino's protocol: lines "Name: value"
// up to an empty one, then SQL. What a statement changes in the session goes back in headers, which
// must stay one line each and mean the same when the client sends them again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "api/trino/client_context.h"
#include "api/trino/data_encoding.h"
#include "api/trino/statement_start.h"
#include "api/trino/transactions.h"
#include "base/error.h"
#include "engine/engine.h"
#include "http/message.h"

namespace {

using namespace tarn;  // NOLINT(google-build-using-namespace)
using base::Error;
using base::ErrorKind;

// Has no tables and runs nothing.
class IdleSession : public engine::Session {
 public:
  explicit IdleSession(engine::SessionOptions options) : options_(std::move(options)) {}
  std::unique_ptr<engine::ResultStream> Execute(std::string_view) override {
    throw Error(ErrorKind::kUnsupported, "runs nothing");
  }
  void Cancel() override {}
  double progress() const override { return -1; }
  engine::LoadResult Load(const engine::LoadRequest&, base::Progress*,
                          const base::CancelToken&) override {
    throw Error(ErrorKind::kUnsupported, "loads nothing");
  }
  engine::FileSchema Inspect(const std::string&, engine::FileFormat,
                             const engine::CsvOptions&) override {
    throw Error(ErrorKind::kUnsupported, "inspects nothing");
  }
  const engine::SessionOptions& options() const override { return options_; }
  void Use(const std::string&, const std::string&) override {}
  void UseRef(const std::string&) override {}

 private:
  engine::SessionOptions options_;
};

class IdleEngine : public engine::Engine {
 public:
  std::unique_ptr<engine::Session> NewSession(const engine::SessionOptions& options) override {
    return std::make_unique<IdleSession>(options);
  }
};

std::string_view TakeLine(std::string_view& text) {
  const size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// A client keeps "name=value" as it came and sends it back.
void CheckChanges(const api::trino::SessionChanges& changes) {
  http::Headers answer;
  api::trino::AddHeaders(changes, answer);
  http::Headers next = {{"X-Trino-User", "ann"}};
  for (const auto& [name, sql] : changes.added_prepare) {
    if ((name + sql).find('\0') != std::string::npos) return;  // is not taken back
  }
  for (const auto& [name, value] : answer) {
    for (const char c : value) {
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
    }
    if (name == "X-Trino-Added-Prepare") next.Add("X-Trino-Prepared-Statement", value);
  }
  const auto context = api::trino::ParseClientContext(http::MakeRequest("POST", "/", "", next));
  for (const auto& [name, sql] : changes.added_prepare) {
    const auto found = context.prepared_statements.find(name);
    if (found == context.prepared_statements.end() || found->second != sql) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  http::Headers headers;
  while (!text.empty()) {
    const std::string_view line = TakeLine(text);
    if (line.empty()) break;
    const size_t colon = std::min(line.find(": "), line.size());
    const std::string_view value = line.substr(std::min(colon + 2, line.size()));
    headers.Add(std::string(line.substr(0, colon)), std::string(value));
  }
  api::trino::StartedStatement started;
  try {
    const auto context =
        api::trino::ParseClientContext(http::MakeRequest("POST", "/v1/statement", "", headers));
    IdleEngine engine;
    api::trino::Transactions transactions;
    try {
      api::trino::StartStatement(
          std::string(text), context, engine, transactions, [](auto) {}, started);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::kInternal) std::abort();
    }
    CheckChanges(started.changes);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kInternal) std::abort();
  }
  return 0;
}
