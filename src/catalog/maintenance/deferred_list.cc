#include "catalog/maintenance/deferred_list.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::catalog {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using Json = nlohmann::ordered_json;

constexpr const char* kExtension = ".jsonl";
constexpr const char* kUnfinished = ".unfinished";
constexpr size_t kMaxLine = size_t{64} << 10;  // a path, or a policy

[[noreturn]] void Fail(const char* what, const std::string& path) {
  const int code = errno;
  const ErrorKind kind =
      code == ENOSPC || code == EDQUOT || code == EMFILE ? ErrorKind::kResourceExhausted
      : code == EACCES || code == EPERM || code == EROFS ? ErrorKind::kPermissionDenied
                                                         : ErrorKind::kUnavailable;
  base::Throw(kind, "cannot {} a list of garbage: {}: {}", what, std::strerror(code), path);
}

std::string Header(const DeferredList& list) {
  Json rules = Json::array();
  for (const auto& rule : list.policy.rules) {
    rules.push_back({{"references", rule.pattern}, {"cutoff", ToString(rule.policy)}});
  }
  return Json{{"marked-at", base::FormatTimestamp(list.marked_at)},
              {"rules", rules},
              {"default-cutoff", ToString(list.policy.otherwise)}}
      .dump();
}

DeferredList ParseHeader(const std::string& line) {
  const Json json = Json::parse(line);
  DeferredList list;
  list.marked_at = base::ParseTimestamp(json.at("marked-at").get<std::string>());
  for (const Json& rule : json.at("rules")) {
    list.policy.rules.push_back({rule.at("references").get<std::string>(),
                                 ParseCutoffPolicy(rule.at("cutoff").get<std::string>())});
  }
  list.policy.otherwise = ParseCutoffPolicy(json.at("default-cutoff").get<std::string>());
  return list;
}

[[noreturn]] void ThrowDamaged(const std::string& path) {
  throw base::Error(ErrorKind::kDataCorruption, "a list of garbage does not read: " + path,
                    "remove the file; the next collection makes another");
}

}  // namespace

// --- writing

DeferredLists::Writer::Writer(std::string folder, DeferredList list)
    : folder_(std::move(folder)), list_(std::move(list)) {
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  path_ = folder_ + "/" + list_.id + kUnfinished;
  file_ = std::fopen(path_.c_str(), "wbxe");
  if (file_ == nullptr) Fail("write", path_);
  // Who finds the lock free knows that the writer is gone.
  if (flock(fileno(file_), LOCK_EX | LOCK_NB) != 0) Fail("lock", path_);
  Put(Header(list_));
}

DeferredLists::Writer::~Writer() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  std::remove(path_.c_str());
}

void DeferredLists::Writer::Put(const std::string& line) {
  if (std::fputs((line + "\n").c_str(), file_) < 0) Fail("write", path_);
}

void DeferredLists::Writer::Add(const std::string& path, uint64_t bytes) {
  Put(Json{{"path", path}, {"bytes", bytes}}.dump(-1, ' ', false, Json::error_handler_t::replace));
  ++list_.files;
  list_.bytes += bytes;
}

std::optional<DeferredList> DeferredLists::Writer::Finish() {
  if (list_.files == 0) return std::nullopt;
  if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) Fail("write", path_);
  const std::string final_path = folder_ + "/" + list_.id + kExtension;
  if (std::rename(path_.c_str(), final_path.c_str()) != 0) Fail("write", final_path);
  std::fclose(std::exchange(file_, nullptr));
  return list_;
}

// --- reading

DeferredLists::Reader::Reader(std::string path) : path_(std::move(path)) {
  file_ = std::fopen(path_.c_str(), "rbe");
  if (file_ == nullptr) {
    if (errno != ENOENT) Fail("read", path_);
    throw base::Error(ErrorKind::kNotFound, "there is no such list of garbage: " + path_,
                      "tarn gc list shows those that there are");
  }
  std::string line;
  try {
    if (!ReadLine(line)) ThrowDamaged(path_);
    list_ = ParseHeader(line);
  } catch (const std::exception&) {
    std::fclose(file_);
    ThrowDamaged(path_);
  }
  list_.id = fs::path(path_).stem().string();
}

DeferredLists::Reader::~Reader() { std::fclose(file_); }

bool DeferredLists::Reader::ReadLine(std::string& line) {
  line.clear();
  for (int c = std::fgetc(file_); c != EOF; c = std::fgetc(file_)) {
    if (c == '\n') return true;
    if (line.size() >= kMaxLine) ThrowDamaged(path_);
    line += static_cast<char>(c);
  }
  if (std::ferror(file_)) Fail("read", path_);
  return !line.empty();
}

std::optional<DeferredLists::File> DeferredLists::Reader::Next() {
  std::string line;
  if (!ReadLine(line)) return std::nullopt;
  try {
    const Json json = Json::parse(line);
    return File{json.at("path").get<std::string>(), json.at("bytes").get<uint64_t>()};
  } catch (const Json::exception&) {
    ThrowDamaged(path_);
  }
}

// --- all lists

std::string DeferredLists::PathOf(const std::string& id) const {
  constexpr size_t kLongest = 100;
  const bool is_id = !id.empty() && id.size() <= kLongest &&
                     std::all_of(id.begin(), id.end(),
                                 [](unsigned char c) { return std::isalnum(c) || c == '-'; });
  if (!is_id) {
    throw base::Error(ErrorKind::kInvalidArgument, "not the id of a list of garbage: '" + id + "'",
                      "tarn gc list shows those that there are");
  }
  return folder_ + "/" + id + kExtension;
}

std::unique_ptr<DeferredLists::Reader> DeferredLists::Open(const std::string& id) const {
  return std::make_unique<Reader>(PathOf(id));
}

std::vector<DeferredList> DeferredLists::List() const {
  std::vector<DeferredList> lists;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() != kExtension) continue;
    Reader reader(entry.path().string());
    DeferredList list = reader.list();
    while (const auto file = reader.Next()) {
      ++list.files;
      list.bytes += file->bytes;
    }
    lists.push_back(std::move(list));
  }
  std::sort(lists.begin(), lists.end(), [](const DeferredList& a, const DeferredList& b) {
    return std::pair(a.marked_at, a.id) < std::pair(b.marked_at, b.id);
  });
  return lists;
}

void DeferredLists::Remove(const std::string& id) const {
  const std::string path = PathOf(id);
  if (std::remove(path.c_str()) != 0 && errno != ENOENT) Fail("remove", path);
}

void DeferredLists::RemoveUnfinished() const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_, error)) {
    if (entry.path().extension() != kUnfinished) continue;
    const int descriptor = open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) continue;
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) std::remove(entry.path().c_str());
    close(descriptor);
  }
}

}  // namespace tarn::catalog
