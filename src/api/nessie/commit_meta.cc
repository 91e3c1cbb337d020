#include "api/nessie/commit_meta.h"

#include "api/nessie/ref_path.h"
#include "auth/identity.h"
#include "base/error.h"
#include "catalog/recovery.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;
using nlohmann::json;

constexpr const char* kMoreProperty = "tarn.nessie-meta";
constexpr std::string_view kPropertyHeader = "nessie-commit-property-";

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

void AddListed(std::vector<std::string>& out, std::string_view list) {
  while (!list.empty()) {
    const size_t comma = list.find(',');
    if (std::string item = Trim(list.substr(0, comma)); !item.empty()) out.push_back(item);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
}

std::optional<base::TimePoint> ReadTime(const JsonPlace& place, const char* member) {
  auto found = place.Find(member);
  if (!found) return std::nullopt;
  try {
    return base::ParseTimestamp(found->Text());
  } catch (const base::Error& error) {
    found->Fail(error.message());
  }
}

std::vector<std::string> ReadOneOrMany(const JsonPlace& place, const char* one, const char* many) {
  if (auto list = place.Find(many)) return list->Texts();
  auto single = place.FindText(one);
  return single ? std::vector<std::string>{*single} : std::vector<std::string>();
}

json FirstOrNull(const std::vector<std::string>& list) {
  return list.empty() ? json(nullptr) : json(list.front());
}

json TimeOrNull(const std::optional<base::TimePoint>& time) {
  return time ? json(base::FormatTimestamp(*time)) : json(nullptr);
}

}  // namespace

CommitMeta ReadCommitMeta(const JsonPlace& place) {
  CommitMeta meta;
  meta.message = place.Get("message").Text();
  meta.hash = place.FindText("hash");
  meta.committer = place.FindText("committer");
  meta.commit_time = ReadTime(place, "commitTime");
  meta.author_time = ReadTime(place, "authorTime");
  meta.authors = ReadOneOrMany(place, "author", "authors");
  meta.signed_off_by = ReadOneOrMany(place, "signedOffBy", "allSignedOffBy");
  if (auto parents = place.Find("parentCommitHashes")) meta.parents = parents->Texts();
  if (auto all = place.Find("allProperties")) {
    meta.properties = all->TextListMap();
  } else if (auto properties = place.Find("properties")) {
    for (auto& [name, value] : properties->TextMap()) meta.properties[name] = {value};
  }
  return meta;
}

void ApplyHeaders(CommitMeta& meta, const http::Headers& headers) {
  if (std::string message = Trim(headers.Get("Nessie-Commit-Message")); !message.empty()) {
    meta.message = message;
  }
  for (const auto& value : headers.All("Nessie-Commit-Authors")) AddListed(meta.authors, value);
  for (const auto& value : headers.All("Nessie-Commit-SignedOffBy")) {
    AddListed(meta.signed_off_by, value);
  }
  std::map<std::string, std::vector<std::string>> properties;
  for (const auto& [name, value] : headers) {
    const std::string lower = Lower(name);
    if (!lower.starts_with(kPropertyHeader)) continue;
    if (std::string text = Trim(value); !text.empty()) {
      properties[lower.substr(kPropertyHeader.size())].push_back(text);
    }
  }
  for (auto& [name, values] : properties) meta.properties[name] = std::move(values);
}

void CheckClientMeta(const CommitMeta& meta) {
  const char* set = meta.committer         ? "committer"
                    : meta.commit_time     ? "commit time"
                    : meta.hash            ? "commit hash"
                    : meta.parents.empty() ? nullptr
                                           : "parent commit hashes";
  if (set != nullptr) {
    base::Throw(ErrorKind::kInvalidArgument,
                "Cannot set the {} on the client side. It is set by the server.", set);
  }
}

json ToJson(const CommitMeta& meta, ApiVersion version) {
  json body = {{"hash", meta.hash ? json(*meta.hash) : json(nullptr)},
               {"committer", meta.committer ? json(*meta.committer) : json(nullptr)},
               {"message", meta.message},
               {"commitTime", TimeOrNull(meta.commit_time)},
               {"authorTime", TimeOrNull(meta.author_time)}};
  if (version == ApiVersion::kV1) {
    body["author"] = FirstOrNull(meta.authors);
    body["signedOffBy"] = FirstOrNull(meta.signed_off_by);
    json properties = json::object();
    for (const auto& [name, values] : meta.properties) {
      if (!values.empty()) properties[name] = values.front();
    }
    body["properties"] = std::move(properties);
    return body;
  }
  body["authors"] = meta.authors;
  body["allSignedOffBy"] = meta.signed_off_by;
  if (!meta.properties.empty()) body["allProperties"] = meta.properties;
  if (!meta.parents.empty()) body["parentCommitHashes"] = meta.parents;
  return body;
}

versions::CommitMeta ToStored(const CommitMeta& meta) {
  versions::CommitMeta stored;
  stored.message = meta.message;
  if (!meta.authors.empty()) stored.author = meta.authors.front();
  json more = json::object();
  // The store takes the author for the committer when there is none; where nobody is known
  // there is none.
  if (meta.committer) {
    // Only of what another catalog had: clients cannot say it.
    stored.committer = *meta.committer;
    more["committer"] = *meta.committer;
  } else if (!stored.author.empty() && !auth::CurrentIdentity()) {
    more["committer"] = "";
  }
  if (meta.authors.size() > 1) more["authors"] = meta.authors;
  if (!meta.signed_off_by.empty()) more["signedOffBy"] = meta.signed_off_by;
  if (meta.author_time) more["authorTime"] = base::FormatTimestamp(*meta.author_time);
  for (const auto& [name, values] : meta.properties) {
    if (values.empty() || name == kMoreProperty) continue;
    stored.properties[name] = values.front();
    if (values.size() > 1) more["properties"][name] = values;
  }
  if (!more.empty()) {
    stored.properties[kMoreProperty] = more.dump(-1, ' ', false, json::error_handler_t::replace);
  }
  return stored;
}

CommitMeta FromStored(const versions::Commit& commit) {
  CommitMeta meta;
  meta.hash = HexOf(commit.hash);
  meta.message = commit.message;
  meta.committer = commit.committer;
  meta.commit_time = commit.time;
  meta.author_time = commit.time;
  meta.authors = {commit.author};
  for (const versions::Hash& parent : commit.parents) meta.parents.push_back(HexOf(parent));
  for (const auto& [name, value] : commit.properties) {
    const bool own = name == kMoreProperty || name == catalog::kTransactionProperty;
    if (!own) meta.properties[name] = {value};
  }
  auto found = commit.properties.find(kMoreProperty);
  if (found == commit.properties.end()) return meta;
  try {
    const json document = json::parse(found->second);
    const JsonPlace more(document);
    if (auto committer = more.FindText("committer")) meta.committer = *committer;
    if (auto authors = more.Find("authors")) meta.authors = authors->Texts();
    if (auto signers = more.Find("signedOffBy")) meta.signed_off_by = signers->Texts();
    if (auto time = ReadTime(more, "authorTime")) meta.author_time = time;
    if (auto properties = more.Find("properties")) {
      for (auto& [name, values] : properties->TextListMap()) meta.properties[name] = values;
    }
  } catch (const std::exception&) {
    // Somebody else's property of that name: what the store has by itself is told.
  }
  return meta;
}

}  // namespace tarn::api::nessie
