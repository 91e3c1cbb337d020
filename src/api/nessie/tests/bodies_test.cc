// Every member of every body that both versions take, with values of a wrong type in its place: 400
// with the way to it.
#include "api/nessie/tests/api_fixture.h"

namespace tarn::api::nessie {
namespace {

using ::testing::HasSubstr;

class BodiesTest : public ApiFixture {};

struct Spoiled {
  json body;
  std::string path;
};

// No text can stand for a number, nor a number for a text.
json WrongFor(const json& value) {
  if (value.is_number()) return "seven";
  if (value.is_string() || value.is_boolean()) return json::array({7});
  return true;  // for objects and arrays
}

void Spoil(const json& whole, const json::json_pointer& at, const std::string& path,
           std::vector<Spoiled>& found) {
  const json& value = whole[at];
  if (!at.empty()) {
    json changed = whole;
    changed[at] = WrongFor(value);
    found.push_back({std::move(changed), path});
  }
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) {
      Spoil(whole, at / name, path.empty() ? name : path + "." + name, found);
    }
  } else if (value.is_array() && !value.empty()) {
    Spoil(whole, at / 0, path + "[0]", found);
  }
}

struct Body {
  std::string method, path;
  json body;
};

std::vector<json> Contents() {
  return {
      {{"type", "ICEBERG_TABLE"},
       {"id", "5fd46dd5-9c82-4f2b-8b4b-52bbc4f2b1f2"},
       {"metadataLocation", "file:/t"},
       {"snapshotId", 1},
       {"schemaId", 0},
       {"specId", 0},
       {"sortOrderId", 0}},
      {{"type", "ICEBERG_VIEW"},
       {"metadataLocation", "file:/v"},
       {"versionId", 1},
       {"schemaId", 0}},
      {{"type", "DELTA_LAKE_TABLE"},
       {"metadataLocationHistory", {"m"}},
       {"checkpointLocationHistory", {"c"}},
       {"lastCheckpoint", "l"}},
      {{"type", "UDF"}, {"sqlText", "SELECT 1"}, {"dialect", "TRINO"}},
      {{"type", "UDF"}, {"metadataLocation", "file:/u"}, {"versionId", "1"}, {"signatureId", "2"}},
      {{"type", "NAMESPACE"}, {"elements", {"a"}}, {"properties", {{"k", "v"}}}}};
}

std::vector<Body> Bodies(const std::string& hash) {
  const json key = {{"elements", {"a"}}};
  const json meta = {{"message", "m"},
                     {"authors", {"A"}},
                     {"allSignedOffBy", {"S"}},
                     {"authorTime", "2020-01-02T03:04:05Z"},
                     {"allProperties", {{"k", {"v"}}}}};
  const json older = {
      {"message", "m"}, {"author", "A"}, {"signedOffBy", "S"}, {"properties", {{"k", "v"}}}};
  const json reference = {{"type", "BRANCH"}, {"name", "main"}, {"hash", hash}};
  const json table = Contents()[0];
  const json mode = {{"key", key},
                     {"mergeBehavior", "NORMAL"},
                     {"expectedTargetContent", table},
                     {"resolvedContent", table}};
  const json merge = {{"fromRefName", "dev"},
                      {"fromHash", hash},
                      {"message", "m"},
                      {"commitMeta", meta},
                      {"keyMergeModes", {mode}},
                      {"defaultKeyMergeMode", "NORMAL"},
                      {"isDryRun", true},
                      {"isFetchAdditionalInfo", true},
                      {"isReturnConflictAsResult", true}};
  json transplant = merge;
  transplant.erase("fromHash");
  transplant.erase("commitMeta");
  transplant["hashesToTransplant"] = {hash};
  json merge1 = merge;
  merge1.erase("commitMeta");
  merge1["keepIndividualCommits"] = false;
  const std::string at = "main@" + hash, expected = "?expectedHash=" + hash;
  std::vector<Body> bodies = {
      {"POST", "/v2/trees?name=x&type=BRANCH", reference},
      {"PUT", "/v2/trees/dev@" + hash, reference},
      {"POST", "/v2/trees/main/contents", {{"requestedKeys", {key}}}},
      {"POST", "/v2/trees/" + at + "/history/merge", merge},
      {"POST", "/v2/trees/" + at + "/history/transplant", transplant},
      {"POST",
       "/v2/config/repository",
       {{"config",
         {{"type", "GARBAGE_COLLECTOR"},
          {"defaultCutoffPolicy", "PT1H"},
          {"newFilesGracePeriod", "PT1H"},
          {"expectedFileCountPerContent", 1},
          {"referencesCutoffPolicies",
           {{{"referenceNamePattern", "main"}, {"policy", "PT1H"}}}}}}}},
      {"POST", "/v1/trees/tree", reference},
      {"PUT", "/v1/trees/branch/dev" + expected, reference},
      {"POST", "/v1/contents?ref=main", {{"requestedKeys", {key}}}},
      {"POST", "/v1/trees/branch/main/merge" + expected, merge1},
      {"POST", "/v1/trees/branch/main/transplant" + expected, transplant},
      {"PUT",
       "/v1/namespaces/namespace/main/n",
       {{"type", "NAMESPACE"}, {"elements", {"n"}}, {"properties", {{"k", "v"}}}}},
      {"POST",
       "/v1/namespaces/namespace/main/there",
       {{"propertyUpdates", {{"k", "v"}}}, {"propertyRemovals", {"k"}}}}};
  for (const json& content : Contents()) {
    const json commit = {{"commitMeta", meta},
                         {"operations", {{{"type", "PUT"}, {"key", key}, {"content", content}}}}};
    bodies.push_back({"POST", "/v2/trees/" + at + "/history/commit", commit});
    bodies.push_back({"POST", "/v1/trees/branch/main/commit" + expected, commit});
  }
  for (const char* type : {"DELETE", "UNCHANGED"}) {
    bodies.push_back({"POST",
                      "/v2/trees/" + at + "/history/commit",
                      {{"commitMeta", older}, {"operations", {{{"type", type}, {"key", key}}}}}});
  }
  return bodies;
}

TEST_F(BodiesTest, AWrongTypeAnywhereIsToldWithItsPath) {
  ASSERT_EQ(Commit({Ns({"there"})}).status, 200);
  CreateBranch("dev", Head());
  const std::string head = Head();
  size_t asked = 0;
  for (const Body& body : Bodies(head)) {
    std::vector<Spoiled> wrong;
    Spoil(body.body, json::json_pointer(), "", wrong);
    for (const Spoiled& one : wrong) {
      const Reply reply = Call(body.method, body.path, one.body);
      ++asked;
      EXPECT_EQ(reply.status, 400) << body.path << " " << one.path << " " << one.body;
      EXPECT_EQ(reply.body.value("errorCode", ""), "BAD_REQUEST") << body.path << " " << one.path;
      EXPECT_THAT(MessageOf(reply), HasSubstr(one.path)) << body.path << " " << one.body;
    }
    std::string deep(5'000, '[');
    for (const std::string& text : {std::string("7"), std::string("[]"), std::string("null"),
                                    std::string("{"), std::string("{\"a\":\xff}"), deep}) {
      http::Request request = http::MakeRequest(body.method, "/api" + body.path, text, {});
      EXPECT_EQ(router_.Handle(request).status, 400) << body.path << " " << text.substr(0, 20);
    }
  }
  EXPECT_GT(asked, 300u);
  EXPECT_EQ(Head(), head) << "something was done";
  EXPECT_EQ(Head("dev"), head);
}

}  // namespace
}  // namespace tarn::api::nessie
