#include "catalog/transfer/catalog_export.h"

#include <unordered_set>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "base/error.h"
#include "catalog/transfer/empty_catalog.h"
#include "versions/history.h"
#include "versions/objects.h"
#include "versions/reference_name.h"
#include "versions/references.h"
#include "versions/repository.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;
using Json = nlohmann::ordered_json;
using metadb::Blob;
using versions::Hash;

constexpr int kVersion = 1;
constexpr size_t kBatchBytes = size_t{1} << 20;

const char* KindName(versions::ReferenceKind kind) {
  return kind == versions::ReferenceKind::kTag ? "tag" : "branch";
}

std::optional<std::string> Load(metadb::Executor& executor, const Hash& hash) {
  auto row = executor.QueryOne<Blob>("SELECT data FROM version_objects WHERE hash = ?",
                                     Blob{std::string(hash.bytes())});
  if (!row) return std::nullopt;
  std::string bytes = std::move(std::get<0>(*row).bytes);
  if (Hash::Of(bytes) != hash) {
    base::Throw(ErrorKind::kDataCorruption, "an object of the version store is damaged: {}",
                hash.hex());
  }
  return bytes;
}

// Goes from references to all that they reach, commits and trees, each object once.
class Walk {
 public:
  Walk(metadb::Executor& executor, const base::CancelToken& cancel)
      : executor_(executor), cancel_(cancel) {}

  using Visit = std::function<void(const std::string& bytes)>;
  // kDataCorruption for a commit that is missing, or a tree of which only a part is there.
  void From(const Hash& head, const Visit& visit) {
    std::vector<Hash> commits = {head};
    while (!commits.empty()) {
      const Hash hash = commits.back();
      commits.pop_back();
      if (!seen_.insert(hash).second) continue;
      cancel_.Check();
      const auto bytes = Load(executor_, hash);
      if (!bytes || !versions::IsCommit(*bytes)) Missing("commit", hash);
      const versions::Commit commit = versions::DecodeCommit(*bytes);
      visit(*bytes);
      commits.insert(commits.end(), commit.parents.begin(), commit.parents.end());
      if (!commit.root.empty() && !Tree(commit.root, visit)) ++forgotten_;
    }
  }
  uint64_t forgotten() const { return forgotten_; }

 private:
  [[noreturn]] static void Missing(const char* what, const Hash& hash) {
    base::Throw(ErrorKind::kDataCorruption, "a {} of the version store is missing: {}", what,
                hash.hex());
  }

  // False when some of it is missing: then the commit is one that was compacted.
  bool Tree(const Hash& root, const Visit& visit) {
    bool whole = true;
    std::vector<Hash> nodes = {root};
    while (!nodes.empty()) {
      const Hash hash = nodes.back();
      nodes.pop_back();
      if (seen_.contains(hash)) continue;
      const auto bytes = Load(executor_, hash);
      if (!bytes) {
        whole = false;
        continue;
      }
      seen_.insert(hash);
      visit(*bytes);
      for (const auto& child : versions::DecodeNode(*bytes).children) nodes.push_back(child.hash);
    }
    return whole;
  }

  metadb::Executor& executor_;
  const base::CancelToken& cancel_;
  std::unordered_set<Hash> seen_;
  uint64_t forgotten_ = 0;
};

[[noreturn]] void ThrowNoExport(uint64_t line, const std::string& why) {
  throw base::Error(ErrorKind::kInvalidArgument,
                    fmt::format("this is no export of a catalog: {} in line {}", why, line),
                    "read what tarn catalog export wrote, whole");
}

class Import {
 public:
  Import(metadb::Database& database, const base::CancelToken& cancel)
      : database_(database), cancel_(cancel) {}

  TransferReport Run(const std::function<std::optional<std::string>()>& read) {
    RequireEmptyCatalog(database_);
    while (const auto line = read()) {
      cancel_.Check();
      ++line_;
      if (ended_) ThrowNoExport(line_, "text behind the end");
      Take(*line);
    }
    if (!ended_) ThrowNoExport(line_ + 1, "the end is missing");
    Store();
    Check();
    PutImportedReferences(database_, references_);
    return report_;
  }

 private:
  void Take(const std::string& text) {
    Json json;
    try {
      json = Json::parse(text);
      if (line_ == 1) {
        if (json.at("tarn-catalog-export").get<int>() != kVersion) {
          ThrowNoExport(line_, "a version that is not known");
        }
      } else if (json.contains("object")) {
        TakeObject(json["object"].get<std::string>());
      } else if (json.contains("reference")) {
        TakeReference(json["reference"]);
      } else {
        const Json& end = json.at("end");
        ended_ = true;
        if (end.at("objects").get<uint64_t>() != report_.objects ||
            end.at("references").get<uint64_t>() != report_.references) {
          ThrowNoExport(line_, "lines are missing");
        }
        forgotten_ = end.at("forgotten-trees").get<uint64_t>();
      }
    } catch (const Json::exception& error) {
      ThrowNoExport(line_, error.what());
    }
  }

  void TakeObject(const std::string& text) {
    auto bytes = base::DecodeBase64(text);
    if (!bytes) ThrowNoExport(line_, "text that is not base64");
    try {
      if (versions::IsCommit(*bytes)) {
        versions::DecodeCommit(*bytes);
      } else {
        versions::DecodeNode(*bytes);
      }
    } catch (const base::Error& error) {
      ThrowNoExport(line_, error.message());
    }
    ++report_.objects;
    batch_bytes_ += bytes->size();
    batch_.push_back(std::move(*bytes));
    if (batch_bytes_ >= kBatchBytes) Store();
  }

  void TakeReference(const Json& json) {
    versions::Reference reference;
    reference.name = json.at("name").get<std::string>();
    versions::CheckReferenceName(reference.name);
    const std::string kind = json.at("kind").get<std::string>();
    if (kind != "branch" && kind != "tag") ThrowNoExport(line_, "an unknown kind of reference");
    reference.kind =
        kind == "tag" ? versions::ReferenceKind::kTag : versions::ReferenceKind::kBranch;
    const auto head = Hash::FromHex(json.at("head").get<std::string>());
    if (!head) ThrowNoExport(line_, "a head that is no hash");
    reference.head = *head;
    references_.push_back(std::move(reference));
    ++report_.references;
  }

  void Store() {
    database_.InTransaction(
        metadb::Isolation::kReadCommitted, [&](metadb::Transaction& transaction) {
          for (const std::string& bytes : batch_) {
            transaction.Execute(
                "INSERT INTO version_objects (hash, data) VALUES (?, ?) ON CONFLICT DO NOTHING",
                Blob{std::string(Hash::Of(bytes).bytes())}, Blob{bytes});
          }
        });
    batch_.clear();
    batch_bytes_ = 0;
  }

  // Nothing that the references need may be missing.
  void Check() {
    Walk walk(database_, cancel_);
    try {
      for (const auto& reference : references_) {
        walk.From(reference.head, [](const std::string&) {});
      }
    } catch (const base::Error& error) {
      if (error.kind() != ErrorKind::kDataCorruption) throw;
      ThrowNoExport(line_, "objects are missing (" + error.message() + ")");
    }
    report_.forgotten_trees = walk.forgotten();
    if (walk.forgotten() > forgotten_) ThrowNoExport(line_, "what commits held is missing");
  }

  metadb::Database& database_;
  const base::CancelToken& cancel_;
  TransferReport report_;
  uint64_t line_ = 0;
  bool ended_ = false;
  uint64_t forgotten_ = 0;
  std::vector<std::string> batch_;
  size_t batch_bytes_ = 0;
  std::vector<versions::Reference> references_;
};

}  // namespace

TransferReport ExportCatalog(metadb::Database& database,
                             const std::function<void(const std::string& line)>& write,
                             const base::CancelToken& cancel) {
  TransferReport report;
  // One snapshot: what is compacted meanwhile is still there for it.
  const auto transaction = database.Begin(metadb::Isolation::kReadOnly);
  const auto references = versions::ListReferenceRows(*transaction);
  write(Json{{"tarn-catalog-export", kVersion},
             {"exported-at", base::FormatTimestamp(base::Clock::System().Now())}}
            .dump());
  Walk walk(*transaction, cancel);
  for (const auto& reference : references) {
    walk.From(reference.head, [&](const std::string& bytes) {
      ++report.objects;
      write(R"({"object":")" + base::Base64(bytes) + R"("})");
    });
  }
  for (const auto& reference : references) {
    ++report.references;
    write(Json{{"reference",
                {{"name", reference.name},
                 {"kind", KindName(reference.kind)},
                 {"head", reference.head.hex()}}}}
              .dump());
  }
  report.forgotten_trees = walk.forgotten();
  write(Json{{"end",
              {{"objects", report.objects},
               {"references", report.references},
               {"forgotten-trees", report.forgotten_trees}}}}
            .dump());
  return report;
}

TransferReport ImportCatalog(metadb::Database& database,
                             const std::function<std::optional<std::string>()>& read,
                             const base::CancelToken& cancel) {
  return Import(database, cancel).Run(read);
}

}  // namespace tarn::catalog
