#include <charconv>

#include "api/lake/service.h"
#include "datadiff/diff_json.h"

namespace tarn::api::lake {
namespace {

using base::ErrorKind;

constexpr size_t kMaxNames = 100;  // tables, and columns of a key

catalog::TableIdentifier ParseTable(const std::string& text) {
  catalog::TableIdentifier table;
  size_t start = 0;
  for (size_t dot; (dot = text.find('.', start)) != std::string::npos; start = dot + 1) {
    table.ns.push_back(text.substr(start, dot - start));
  }
  table.name = text.substr(start);
  catalog::CheckIdentifier(table);
  return table;
}

std::string Required(const http::Request& request, const char* name) {
  std::string value = request.query.Get(name);
  if (value.empty()) {
    base::Throw(ErrorKind::kInvalidArgument, "the parameter '{}' is missing", name);
  }
  return value;
}

bool ParseBool(const std::string& name, const std::string& text) {
  if (text != "true" && text != "false") {
    base::Throw(ErrorKind::kInvalidArgument, "'{}' is true or false, not '{}'", name, text);
  }
  return text == "true";
}

datadiff::Options OptionsOf(const http::Request& request) {
  datadiff::Options options;
  options.key = request.query.All("key");
  const auto tables = request.query.All("table");
  if (options.key.size() > kMaxNames || tables.size() > kMaxNames) {
    base::Throw(ErrorKind::kInvalidArgument, "more than {} names", kMaxNames);
  }
  for (const std::string& table : tables) options.tables.insert(ParseTable(table));
  if (const auto limit = request.query.Find("limit")) {
    const auto [end, error] =
        std::from_chars(limit->data(), limit->data() + limit->size(), options.samples);
    if (error != std::errc() || end != limit->data() + limit->size()) {
      base::Throw(ErrorKind::kInvalidArgument, "'limit' is a number of rows, not '{}'", *limit);
    }
  }
  options.aggregates = ParseBool("aggregates", request.query.Get("aggregates", "true"));
  return options;
}

// One of those that may run at once; kResourceExhausted when there are too many.
class Running {
 public:
  explicit Running(std::atomic<int>& running) : running_(running) {
    if (running_.fetch_add(1) < kMaxDataDiffs) return;
    running_.fetch_sub(1);
    throw base::Error(ErrorKind::kResourceExhausted,
                      fmt::format("{} data diffs run already", kMaxDataDiffs), "try again later");
  }
  ~Running() { running_.fetch_sub(1); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  std::atomic<int>& running_;
};

}  // namespace

http::Response DiffData(Service& service, const http::Request& request) {
  const std::string from = Required(request, "from");
  const std::string to = Required(request, "to");
  const datadiff::Options options = OptionsOf(request);
  const Running running(service.data_diffs);
  std::vector<std::string> tables;
  datadiff::DataDiffer differ(service.catalog, service.engine);
  const auto compared = differ.Compare(from, to, options, [&](const datadiff::TableDiff& table) {
    tables.push_back(ToJson(table));
  });
  return http::JsonResponse(200, datadiff::ToJson(from, to, compared, tables));
}

}  // namespace tarn::api::lake
