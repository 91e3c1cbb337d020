#include "api/nessie/requests.h"

#include <charconv>

#include "api/nessie/commit_meta.h"
#include "api/nessie/content_json.h"
#include "api/nessie/key_path.h"
#include "api/nessie/ref_path.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;
using nlohmann::json;

constexpr size_t kMaxOperations = 10'000;

json RequireBody(const std::string& body) {
  json document = ParseBody(body);
  if (!document.is_object()) {
    base::Throw(ErrorKind::kInvalidArgument, "the body must be an object, not {}",
                document.type_name());
  }
  return document;
}

Operation ReadOperation(const JsonPlace& place) {
  const JsonPlace type_place = place.Get("type");
  const std::string type = type_place.Text();
  versions::ContentKey key = ReadKey(place.Get("key"));
  if (type == "DELETE") return DeleteOperation{std::move(key)};
  if (type == "UNCHANGED") return UnchangedOperation{std::move(key)};
  if (type != "PUT") type_place.Fail("no operation has the name '" + type.substr(0, 100) + "'");
  PutOperation put{std::move(key), ReadContent(place.Get("content")), {}};
  if (auto expected = place.Find("expectedContent")) put.expected = ReadContent(*expected);
  return put;
}

versions::MergeBehavior ReadBehavior(const JsonPlace& place) {
  const std::string name = place.Text();
  if (name == "NORMAL") return versions::MergeBehavior::kNormal;
  if (name == "FORCE") return versions::MergeBehavior::kForce;
  if (name == "DROP") return versions::MergeBehavior::kDrop;
  place.Fail("no merge behavior has the name '" + name.substr(0, 100) + "'");
}

KeyMergeMode ReadKeyMode(const JsonPlace& place) {
  KeyMergeMode mode;
  mode.key = ReadKey(place.Get("key"));
  mode.behavior = ReadBehavior(place.Get("mergeBehavior"));
  if (auto found = place.Find("expectedTargetContent")) mode.expected_target = ReadContent(*found);
  if (auto found = place.Find("resolvedContent")) mode.resolved = ReadContent(*found);
  if (mode.resolved && mode.behavior != versions::MergeBehavior::kNormal) {
    place.Fail("resolvedContent needs the merge behavior NORMAL");
  }
  if (mode.resolved && !mode.expected_target) {
    place.Fail("resolvedContent needs expectedTargetContent as well");
  }
  return mode;
}

// Clients name the flags as the Java model does; the OpenAPI document as one would.
bool ReadEither(const JsonPlace& place, const char* name, const char* other) {
  return place.FindBool(name) || place.FindBool(other);
}

}  // namespace

const char* ReferenceTypeName(ReferenceType type) {
  static constexpr const char* kNames[] = {"BRANCH", "TAG", "DETACHED"};
  return kNames[static_cast<size_t>(type)];
}

ReferenceType ParseReferenceType(const std::string& text) {
  std::string upper = text;
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  for (auto type : {ReferenceType::kBranch, ReferenceType::kTag, ReferenceType::kDetached}) {
    if (upper == ReferenceTypeName(type)) return type;
  }
  base::Throw(ErrorKind::kInvalidArgument,
              "Reference type name must be either 'branch' or 'tag': '{}'", text.substr(0, 100));
}

namespace {

// Worded as the server that clients know does: its compatibility tests look at that.
[[noreturn]] void FailConstruction(ReferenceType type, const std::string& problem) {
  base::Throw(ErrorKind::kInvalidArgument,
              "Cannot construct instance of `org.projectnessie.model.Immutable{}`, problem: {}\n",
              type == ReferenceType::kTag ? "Tag" : "Branch", problem);
}

}  // namespace

Reference ReadReference(const std::string& body) {
  const json document = RequireBody(body);
  const JsonPlace place(document);
  Reference reference;
  const JsonPlace type = place.Get("type");
  const std::string type_name = type.Text();
  try {
    reference.type = ParseReferenceType(type_name);
  } catch (const base::Error&) {
    type.Fail("Could not resolve type id '" + type_name.substr(0, 100) +
              "' as a subtype of `org.projectnessie.model.Reference`: BRANCH, TAG or DETACHED");
  }
  reference.hash = place.FindText("hash").value_or("");
  if (reference.type == ReferenceType::kDetached) {
    reference.name = kDetachedName;
  } else {
    reference.name = place.Get("name").Text();
    try {
      CheckRefName(reference.name);
    } catch (const base::Error& error) {
      FailConstruction(reference.type, error.message());
    }
  }
  return reference;
}

Operations ReadOperations(const std::string& body) {
  const json document = RequireBody(body);
  const JsonPlace place(document);
  Operations operations;
  operations.meta = ReadCommitMeta(place.Get("commitMeta"));
  const JsonPlace list = place.Get("operations");
  for (const JsonPlace& item : list.Items(kMaxOperations)) {
    operations.operations.push_back(ReadOperation(item));
  }
  if (operations.operations.empty()) list.Fail("must not be empty");
  return operations;
}

std::vector<versions::ContentKey> ReadRequestedKeys(const std::string& body) {
  const json document = RequireBody(body);
  const JsonPlace list = JsonPlace(document).Get("requestedKeys");
  std::vector<versions::ContentKey> keys;
  for (const JsonPlace& item : list.Items(kMaxOperations)) keys.push_back(ReadKey(item));
  if (keys.empty()) list.Fail("must not be empty");
  return keys;
}

MergeRequest ReadMerge(const std::string& body, ApiVersion version, bool transplant) {
  const json document = RequireBody(body);
  const JsonPlace place(document);
  MergeRequest request;
  request.from_name = place.Get("fromRefName").Text();
  if (request.from_name != kDetachedName) CheckRefName(request.from_name);
  if (transplant) {
    const JsonPlace hashes = place.Get("hashesToTransplant");
    request.transplant = hashes.Texts();
    if (request.transplant.empty()) hashes.Fail("must not be empty");
  } else if (auto hash = place.Find("fromHash")) {
    // Without it the reference's rules tell what is missing.
    request.from_hash = hash->Text();
    if (request.from_hash->empty()) hash->Fail("must not be empty");
  }
  request.message = place.FindText("message");
  if (version == ApiVersion::kV2) {
    if (auto meta = place.Find("commitMeta")) request.meta = ReadCommitMeta(*meta);
  } else if (auto keep = place.Find("keepIndividualCommits"); keep && keep->Bool() != transplant) {
    keep->Fail(transplant ? "transplants only keep commits" : "merges only squash commits");
  }
  if (auto modes = place.Find("keyMergeModes")) {
    for (const JsonPlace& item : modes->Items(kMaxOperations)) {
      request.key_modes.push_back(ReadKeyMode(item));
    }
  }
  if (auto mode = place.Find("defaultKeyMergeMode")) request.default_mode = ReadBehavior(*mode);
  // There is no more to tell than always is.
  ReadEither(place, "isFetchAdditionalInfo", "fetchAdditionalInfo");
  request.dry_run = ReadEither(place, "isDryRun", "dryRun");
  request.conflict_as_result =
      ReadEither(place, "isReturnConflictAsResult", "returnConflictAsResult");
  return request;
}

NamespaceUpdate ReadNamespaceUpdate(const std::string& body) {
  const json document = RequireBody(body);
  const JsonPlace place(document);
  NamespaceUpdate update;
  if (auto set = place.Find("propertyUpdates")) update.set = set->TextMap();
  if (auto remove = place.Find("propertyRemovals")) update.remove = remove->Texts();
  return update;
}

std::map<std::string, std::string> ReadNewNamespace(const std::string& body) {
  if (body.empty()) return {};
  const json document = RequireBody(body);
  const JsonPlace place(document);
  // The path names it already.
  if (auto type = place.Find("type")) type->Text();
  if (auto elements = place.Find("elements")) elements->Texts();
  auto properties = place.Find("properties");
  return properties ? properties->TextMap() : std::map<std::string, std::string>();
}

PageRequest ReadPage(const http::Query& query, ApiVersion version) {
  const bool v1 = version == ApiVersion::kV1;
  return {ReadNumber(query, v1 ? "maxRecords" : "max-records"),
          ReadText(query, v1 ? "pageToken" : "page-token")};
}

bool ReadFetchAll(const http::Query& query) {
  const std::string fetch = query.Get("fetch", "MINIMAL");
  if (fetch != "ALL" && fetch != "MINIMAL") {
    base::Throw(ErrorKind::kInvalidArgument, "fetch must be MINIMAL or ALL: '{}'",
                fetch.substr(0, 100));
  }
  return fetch == "ALL";
}

std::vector<versions::ContentKey> ReadKeys(const http::Query& query, const char* name) {
  std::vector<versions::ContentKey> keys;
  for (const std::string& text : query.All(name)) keys.push_back(ParseKeyPath(text));
  return keys;
}

std::optional<versions::ContentKey> ReadKeyParameter(const http::Query& query, const char* name) {
  auto text = ReadText(query, name);
  if (!text) return std::nullopt;
  return ParseKeyPath(*text);
}

bool ReadFlag(const http::Query& query, const char* name) { return query.Get(name) == "true"; }

std::optional<int64_t> ReadNumber(const http::Query& query, const char* name) {
  auto text = ReadText(query, name);
  if (!text) return std::nullopt;
  int32_t number = 0;
  auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size()) {
    base::Throw(ErrorKind::kInvalidArgument, "{} must be a number: '{}'", name,
                text->substr(0, 100));
  }
  return number;
}

std::optional<std::string> ReadText(const http::Query& query, const char* name) {
  auto text = query.Find(name);
  if (!text || text->empty()) return std::nullopt;
  return text;
}

}  // namespace tarn::api::nessie
