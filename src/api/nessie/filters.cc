#include "api/nessie/filters.h"

#include "api/nessie/content_json.h"
#include "api/nessie/key_path.h"
#include "cel/limits.h"
#include "cel/program.h"

namespace tarn::api::nessie {
namespace {

using cel::MakeMap;
using cel::MakeStrings;
using cel::Map;
using cel::Simple;
using cel::Type;
using cel::TypeKind;
using cel::Value;

Type Text() { return Simple(TypeKind::kString); }
Type Texts() { return cel::ListOf(Text()); }

std::map<std::string, Type> KeyMembers() {
  return {{"key", Text()},       {"encodedKey", Text()}, {"keyElements", Texts()},
          {"namespace", Text()}, {"name", Text()},       {"namespaceElements", Texts()}};
}

Type CommitType() {
  return cel::StructOf("commit", {{"hash", Text()},
                                  {"committer", Text()},
                                  {"author", Text()},
                                  {"authors", Texts()},
                                  {"allAuthors", Texts()},
                                  {"signedOffBy", Text()},
                                  {"allSignedOffBy", Texts()},
                                  {"message", Text()},
                                  {"commitTime", Simple(TypeKind::kTimestamp)},
                                  {"authorTime", Simple(TypeKind::kTimestamp)},
                                  {"properties", cel::MapOf(Text())},
                                  {"allProperties", cel::MapOf(Texts())},
                                  {"parentCommitHashes", Texts()}});
}

Map KeyValues(const versions::ContentKey& key) {
  std::vector<std::string> parent(key.elements.begin(), key.elements.end() - 1);
  std::string dotted;
  for (const std::string& element : key.elements) {
    dotted += (dotted.empty() ? "" : ".") + element;
  }
  return {
      {"key", Value(std::move(dotted))},          {"encodedKey", Value(ToKeyPath(key.elements))},
      {"keyElements", MakeStrings(key.elements)}, {"namespace", Value(ToKeyPath(parent))},
      {"name", Value(key.elements.back())},       {"namespaceElements", MakeStrings(parent)}};
}

template <typename T>
Value OrNull(const std::optional<T>& value) {
  return value ? Value(*value) : Value(cel::Null());
}

Value FirstOf(const std::vector<std::string>& list) {
  return list.empty() ? Value(cel::Null()) : Value(list.front());
}

Value CommitValue(const CommitMeta& meta) {
  Map first, all;
  for (const auto& [name, values] : meta.properties) {
    first.emplace(name, FirstOf(values));
    all.emplace(name, MakeStrings(values));
  }
  return MakeMap({{"hash", OrNull(meta.hash)},
                  {"committer", OrNull(meta.committer)},
                  {"author", FirstOf(meta.authors)},
                  {"authors", MakeStrings(meta.authors)},
                  {"allAuthors", MakeStrings(meta.authors)},
                  {"signedOffBy", FirstOf(meta.signed_off_by)},
                  {"allSignedOffBy", MakeStrings(meta.signed_off_by)},
                  {"message", Value(meta.message)},
                  {"commitTime", OrNull(meta.commit_time)},
                  {"authorTime", OrNull(meta.author_time)},
                  {"properties", MakeMap(std::move(first))},
                  {"allProperties", MakeMap(std::move(all))},
                  {"parentCommitHashes", MakeStrings(meta.parents)}});
}

Value OperationValue(const LoggedOperation& operation) {
  Map members = KeyValues(operation.key);
  members.emplace("type", Value(operation.content ? "PUT" : "DELETE"));
  if (operation.content) {
    members.emplace("content", MakeMap({{"type", Value(TypeOf(*operation.content))},
                                        {"id", Value(operation.content->content_id)}}));
  } else {
    members.emplace("content", Value(cel::Null()));
  }
  return MakeMap(std::move(members));
}

// A compiled filter with the steps that it may take for one request. Copies share them.
class Filter {
 public:
  Filter(const std::string& text, const cel::Declarations& declarations)
      : program_(cel::Program::Compile(text, declarations)),
        budget_(std::make_shared<cel::Budget>(cel::kMaxTotalSteps)) {}
  bool Accepts(const Map& bindings) const { return program_.Evaluate(bindings, *budget_); }

 private:
  cel::Program program_;
  std::shared_ptr<cel::Budget> budget_;
};

}  // namespace

std::function<bool(const Reference&)> ReferenceFilter(const std::string& text) {
  if (text.empty()) return [](const Reference&) { return true; };
  static const cel::Declarations declarations = {
      {"ref", cel::StructOf("ref", {{"name", Text()}, {"hash", Text()}, {"type", Text()}})},
      {"refType", Text()},
      {"commit", CommitType()},
      {"refMeta", cel::StructOf("refMeta", {{"numCommitsAhead", Simple(TypeKind::kInt)},
                                            {"numCommitsBehind", Simple(TypeKind::kInt)},
                                            {"numTotalCommits", Simple(TypeKind::kInt)},
                                            {"commitMetaOfHEAD", CommitType()},
                                            {"commonAncestorHash", Text()}})}};
  return [filter = Filter(text, declarations)](const Reference& reference) {
    const ReferenceMetadata metadata = reference.metadata.value_or(ReferenceMetadata());
    const Value commit = CommitValue(metadata.head.value_or(CommitMeta()));
    const std::string type = ReferenceTypeName(reference.type);
    return filter.Accepts(
        {{"ref", MakeMap({{"name", Value(reference.name)},
                          {"hash", Value(reference.hash)},
                          {"type", Value(type)}})},
         {"refType", Value(type)},
         {"commit", commit},
         {"refMeta", MakeMap({{"numCommitsAhead", OrNull(metadata.commits_ahead)},
                              {"numCommitsBehind", OrNull(metadata.commits_behind)},
                              {"numTotalCommits", reference.metadata ? Value(metadata.total_commits)
                                                                     : Value(cel::Null())},
                              {"commitMetaOfHEAD", commit},
                              {"commonAncestorHash", OrNull(metadata.common_ancestor)}})}});
  };
}

std::function<bool(const LogEntry&)> LogFilter(const std::string& text) {
  if (text.empty()) return [](const LogEntry&) { return true; };
  static const cel::Declarations declarations = [] {
    std::map<std::string, Type> members = KeyMembers();
    members["type"] = Text();
    members["content"] = cel::StructOf("content", {{"type", Text()}, {"id", Text()}});
    return cel::Declarations{{"commit", CommitType()},
                             {"operations", cel::ListOf(cel::StructOf("op", members))}};
  }();
  return [filter = Filter(text, declarations)](const LogEntry& entry) {
    cel::List operations;
    if (entry.operations) {
      for (const auto& operation : *entry.operations) {
        operations.push_back(OperationValue(operation));
      }
    }
    return filter.Accepts({{"commit", CommitValue(entry.meta)},
                           {"operations", cel::MakeList(std::move(operations))}});
  };
}

std::function<bool(const versions::ContentKey&, const std::string&)> EntryFilter(
    const std::string& text) {
  if (text.empty()) return [](const versions::ContentKey&, const std::string&) { return true; };
  static const cel::Declarations declarations = [] {
    std::map<std::string, Type> members = KeyMembers();
    members["contentType"] = Text();
    return cel::Declarations{{"entry", cel::StructOf("entry", members)}};
  }();
  return [filter = Filter(text, declarations)](const versions::ContentKey& key,
                                               const std::string& type) {
    Map members = KeyValues(key);
    members.emplace("contentType", Value(type));
    return filter.Accepts({{"entry", MakeMap(std::move(members))}});
  };
}

std::function<bool(const versions::ContentKey&)> KeyFilter(const std::string& text) {
  if (text.empty()) return [](const versions::ContentKey&) { return true; };
  static const cel::Declarations declarations = {{"key", cel::StructOf("key", KeyMembers())}};
  return [filter = Filter(text, declarations)](const versions::ContentKey& key) {
    return filter.Accepts({{"key", MakeMap(KeyValues(key))}});
  };
}

}  // namespace tarn::api::nessie
