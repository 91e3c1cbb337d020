#include "datagen/generation_record.h"

#include <filesystem>
#include <fstream>
#include <future>

#include <nlohmann/json.hpp>

#include "base/content_hash.h"
#include "base/error.h"

namespace tarn::datagen {
namespace {

using Json = nlohmann::ordered_json;

// Raise when the same options give other bytes than before.
constexpr int kGeneratorVersion = 1;

// Folder and threads are left out: they never change a byte.
Json OptionsJson(const GenerateOptions& options) {
  Json rows;
  for (FileKind kind : kAllFiles) rows[FileName(kind)] = options.rows[static_cast<size_t>(kind)];
  return {{"rows", rows},
          {"seed", options.seed},
          {"customers", options.customers},
          {"products", options.products},
          {"start", options.start},
          {"end", options.end},
          {"defects", options.defects}};
}

bool IsIntact(const std::string& folder, const GeneratedFile& file) {
  std::string path = (std::filesystem::path(folder) / file.name).string();
  std::error_code error;
  if (std::filesystem::file_size(path, error) != file.bytes || error) return false;
  try {
    return base::HashFile(path) == file.xxh3_128;
  } catch (const base::Error&) {
    return false;
  }
}

}  // namespace

std::string RecordText(const GenerateOptions& options, const std::vector<GeneratedFile>& files) {
  Json json = {{"generator", "tarn ecommerce"},
               {"version", kGeneratorVersion},
               {"options", OptionsJson(options)},
               {"files", Json::array()}};
  for (const GeneratedFile& file : files) {
    json["files"].push_back({{"name", file.name},
                             {"rows", file.rows},
                             {"bytes", file.bytes},
                             {"xxh3_128", file.xxh3_128},
                             {"defect_rows", file.defect_rows}});
  }
  return json.dump(2) + "\n";
}

std::optional<std::vector<GeneratedFile>> FindIntact(const GenerateOptions& options) {
  std::ifstream in(std::filesystem::path(options.folder) / kRecordFileName, std::ios::binary);
  if (!in) return std::nullopt;
  std::vector<GeneratedFile> files;
  try {
    Json json = Json::parse(in);
    for (const Json& file : json.at("files")) {
      files.push_back({file.at("name"), file.at("rows"), file.at("bytes"), file.at("xxh3_128"),
                       file.at("defect_rows")});
    }
    // Writing the same text again is the strictest comparison, and needs no second codec.
    if (json != Json::parse(RecordText(options, files))) return std::nullopt;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;  // not ours or cut off: generating again repairs it
  }
  size_t expected = kFileCount + (options.defects > 0 ? 1 : 0);
  if (files.size() != expected) return std::nullopt;
  for (size_t i = 0; i < kFileCount; ++i) {
    if (files[i].name != FileName(kAllFiles[i])) return std::nullopt;
  }
  std::vector<std::future<bool>> checks;
  for (const GeneratedFile& file : files) {
    checks.push_back(std::async(std::launch::async, IsIntact, options.folder, file));
  }
  bool intact = true;
  for (std::future<bool>& check : checks) intact = check.get() && intact;
  if (!intact) return std::nullopt;
  return files;
}

}  // namespace tarn::datagen
