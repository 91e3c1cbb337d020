#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <filesystem>

#include "base/yaml_reader.h"
#include "datagen/generator.h"
#include "datagen/world.h"

namespace tarn::datagen {
namespace {

using base::ErrorKind;

constexpr uint64_t kMaxRows = 1'000'000'000'000;
constexpr uint64_t kMaxIds = 1'000'000'000;
constexpr int64_t kMaxDays = 10'000;
constexpr unsigned kMaxThreads = 1024;
constexpr double kMaxDefects = 0.25;
constexpr const char* kRowKeys[kFileCount] = {"customer_events", "payment_transactions",
                                              "inventory_snapshots", "support_tickets"};

bool ReadNumber(std::string_view text, int* value) {
  auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), *value);
  return error == std::errc() && rest == text.data() + text.size() && text[0] != '-';
}

uint64_t Scaled(uint64_t value, double factor) {
  return static_cast<uint64_t>(std::llround(static_cast<double>(value) * factor));
}

}  // namespace

const char* FileName(FileKind kind) {
  constexpr const char* kNames[kFileCount] = {"customer_events.csv", "payment_transactions.csv",
                                              "inventory_snapshots.csv", "support_tickets.csv"};
  return kNames[static_cast<size_t>(kind)];
}

int64_t ParseDay(const std::string& text, const char* what) {
  int year = 0, month = 0, day = 0;
  bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                ReadNumber(std::string_view(text).substr(0, 4), &year) &&
                ReadNumber(std::string_view(text).substr(5, 2), &month) &&
                ReadNumber(std::string_view(text).substr(8, 2), &day);
  std::chrono::year_month_day date{std::chrono::year{year},
                                   std::chrono::month{static_cast<unsigned>(month)},
                                   std::chrono::day{static_cast<unsigned>(day)}};
  if (!shaped || !date.ok() || year < 1970) {
    base::Throw(ErrorKind::kInvalidArgument,
                "{} must be a date from 1970-01-01 on as YYYY-MM-DD, got '{}'", what, text);
  }
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

void CheckOptions(const GenerateOptions& options) {
  auto check = [](const char* what, uint64_t value, uint64_t min, uint64_t max) {
    if (value >= min && value <= max) return;
    base::Throw(ErrorKind::kInvalidArgument, "{} must be from {} to {}, got {}", what, min, max,
                value);
  };
  for (size_t i = 0; i < kFileCount; ++i) {
    check(fmt::format("rows of {}", kRowKeys[i]).c_str(), options.rows[i], 0, kMaxRows);
  }
  check("customers", options.customers, 1, kMaxIds);
  check("products", options.products, 1, kMaxIds);
  check("threads", options.threads, 0, kMaxThreads);
  if (!(options.defects >= 0 && options.defects <= kMaxDefects)) {
    base::Throw(ErrorKind::kInvalidArgument, "defects must be a share from 0 to {}, got {}",
                kMaxDefects, options.defects);
  }
  int64_t days = ParseDay(options.end, "end") - ParseDay(options.start, "start") + 1;
  if (days < 1) {
    base::Throw(ErrorKind::kInvalidArgument,
                "end must not be before start, got start {} and end {}", options.start,
                options.end);
  }
  if (days > kMaxDays) {
    base::Throw(ErrorKind::kInvalidArgument, "at most {} days can be generated, {} to {} are {}",
                kMaxDays, options.start, options.end, days);
  }
  if (options.folder.empty()) {
    throw base::Error(ErrorKind::kInvalidArgument, "folder must not be empty");
  }
}

void Scale(GenerateOptions& options, double factor) {
  if (!(factor > 0 && factor <= 1e6)) {
    base::Throw(ErrorKind::kInvalidArgument, "scale must be above 0 and at most 1000000, got {}",
                factor);
  }
  for (uint64_t& rows : options.rows) {
    if (rows > 0) rows = std::max<uint64_t>(1, Scaled(rows, factor));
  }
  options.customers = std::clamp<uint64_t>(Scaled(options.customers, factor), 1, kMaxIds);
  options.products = std::clamp<uint64_t>(Scaled(options.products, factor), 1, kMaxIds);
}

GenerateOptions ReadGenerateOptions(const std::string& yaml_file, const GenerateOptions& defaults) {
  base::YamlReader yaml = base::YamlReader::ReadFile(yaml_file);
  yaml.CheckKeys({"rows", "seed", "customers", "products", "start", "end", "folder", "threads",
                  "defects", "scale"});
  GenerateOptions options = defaults;
  if (auto rows = yaml.Find("rows")) {
    rows->CheckKeys({kRowKeys, kRowKeys + kFileCount});
    for (size_t i = 0; i < kFileCount; ++i) {
      if (auto count = rows->Find(kRowKeys[i])) {
        options.rows[i] = static_cast<uint64_t>(count->Int(0, kMaxRows));
      }
    }
  }
  auto read_count = [&yaml](const char* key, int64_t min, int64_t max, auto* value) {
    if (auto node = yaml.Find(key)) {
      *value = static_cast<std::remove_pointer_t<decltype(value)>>(node->Int(min, max));
    }
  };
  read_count("seed", 0, std::numeric_limits<int64_t>::max(), &options.seed);
  read_count("customers", 1, kMaxIds, &options.customers);
  read_count("products", 1, kMaxIds, &options.products);
  read_count("threads", 0, kMaxThreads, &options.threads);
  for (auto [key, value] : {std::pair{"start", &options.start}, std::pair{"end", &options.end}}) {
    auto node = yaml.Find(key);
    if (!node) continue;
    *value = node->String();
    try {
      ParseDay(*value, key);
    } catch (const base::Error& e) {
      node->Fail(e.message());
    }
  }
  if (auto node = yaml.Find("folder")) {
    std::filesystem::path folder = node->String();
    options.folder = (std::filesystem::path(yaml_file).parent_path() / folder).string();
  }
  if (auto node = yaml.Find("defects")) options.defects = node->Number(0, kMaxDefects);
  if (auto node = yaml.Find("scale")) Scale(options, node->Number(1e-9, 1e6));
  try {
    CheckOptions(options);
  } catch (const base::Error& e) {
    yaml.Fail(e.message());
  }
  return options;
}

}  // namespace tarn::datagen
