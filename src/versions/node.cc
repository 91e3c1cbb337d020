#include "versions/node.h"

#include <algorithm>

#include "base/error.h"
#include "versions/wire.h"

namespace tarn::versions {
namespace {

using base::ErrorKind;

constexpr char kNodeMark = 'N';
constexpr char kCommitMark = 'C';
constexpr char kVersion = 1;

void ExpectHeader(WireReader& reader, char mark, const char* what) {
  if (reader.Byte() != mark) {
    base::Throw(ErrorKind::kDataCorruption, "a stored version object is not a {}", what);
  }
  if (char version = reader.Byte(); version != kVersion) {
    base::Throw(ErrorKind::kFailedPrecondition,
                "a stored {} is of a form that this program does not know: {}", what,
                static_cast<int>(version));
  }
}

}  // namespace

uint64_t Node::count() const {
  if (leaf()) return entries.size();
  uint64_t sum = 0;
  for (const ChildEntry& child : children) sum += child.count;
  return sum;
}

size_t Node::ChildFor(std::string_view key) const {
  auto behind =
      std::upper_bound(children.begin(), children.end(), key,
                       [](std::string_view k, const ChildEntry& c) { return k < c.first_key; });
  return behind == children.begin() ? 0 : static_cast<size_t>(behind - children.begin()) - 1;
}

std::string EncodeNode(const Node& node) {
  WireWriter writer;
  writer.Byte(kNodeMark);
  writer.Byte(kVersion);
  writer.Number(node.entries.size());
  for (const LeafEntry& entry : node.entries) {
    writer.Text(entry.key);
    writer.Text(entry.content.content_id);
    writer.Text(entry.content.payload);
  }
  writer.Number(node.children.size());
  for (const ChildEntry& child : node.children) {
    writer.Text(child.first_key);
    writer.Raw(child.hash);
    writer.Number(child.count);
  }
  return writer.Take();
}

Node DecodeNode(std::string_view bytes) {
  WireReader reader(bytes);
  ExpectHeader(reader, kNodeMark, "tree node");
  Node node;
  node.entries.resize(reader.Count());
  for (LeafEntry& entry : node.entries) {
    entry.key = reader.Text();
    entry.content.content_id = reader.Text();
    entry.content.payload = reader.Text();
  }
  node.children.resize(reader.Count());
  for (ChildEntry& child : node.children) {
    child.first_key = reader.Text();
    child.hash = reader.Raw();
    child.count = reader.Number();
  }
  reader.ExpectEnd();
  if (node.entries.empty() == node.children.empty()) {
    base::Throw(ErrorKind::kDataCorruption, "a stored tree node is neither leaf nor inner node");
  }
  return node;
}

std::string EncodeCommit(const Commit& commit) {
  WireWriter writer;
  writer.Byte(kCommitMark);
  writer.Byte(kVersion);
  writer.Number(commit.parents.size());
  for (const Hash& parent : commit.parents) writer.Raw(parent);
  writer.Raw(commit.root);
  writer.Text(commit.message);
  writer.Text(commit.author);
  writer.Text(commit.committer);
  writer.Number(static_cast<uint64_t>(commit.time.time_since_epoch().count()));
  writer.Number(commit.properties.size());
  for (const auto& [name, value] : commit.properties) {
    writer.Text(name);
    writer.Text(value);
  }
  writer.Number(commit.depth);
  writer.Number(commit.generation);
  writer.Raw(commit.jump);
  return writer.Take();
}

Commit DecodeCommit(std::string_view bytes) {
  WireReader reader(bytes);
  ExpectHeader(reader, kCommitMark, "commit");
  Commit commit;
  commit.parents.resize(reader.Count());
  for (Hash& parent : commit.parents) parent = reader.Raw();
  commit.root = reader.Raw();
  commit.message = reader.Text();
  commit.author = reader.Text();
  commit.committer = reader.Text();
  commit.time = base::TimePoint(std::chrono::microseconds(reader.Number()));
  for (size_t count = reader.Count(); count > 0; --count) {
    std::string name(reader.Text());
    commit.properties.emplace(std::move(name), reader.Text());
  }
  commit.depth = reader.Number();
  commit.generation = reader.Number();
  commit.jump = reader.Raw();
  reader.ExpectEnd();
  return commit;
}

bool IsCommit(std::string_view bytes) { return bytes.starts_with(kCommitMark); }

}  // namespace tarn::versions
