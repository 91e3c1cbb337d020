// The API through its routes: life of contents, conflicts of every type, errors with their status.
#include "api/nessie/tests/api_fixture.h"

#include <thread>

#include "api/nessie/commit_plan.h"
#include "auth/identity.h"
#include "catalog/tests/lake_fixture.h"

namespace tarn::api::nessie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class ApiTest : public ApiFixture {
 protected:
  std::string IdOf(const std::string& path, const std::string& reference = "main") {
    return Call("GET", "/v2/trees/" + reference + "/contents/" + path).body["content"]["id"];
  }
  Reply Merge(const std::string& from, const std::string& into, json more = json::object()) {
    more["fromRefName"] = from;
    more["fromHash"] = Head(from);
    return Call("POST", "/v2/trees/" + into + "@" + Head(into) + "/history/merge", more);
  }
};

TEST_F(ApiTest, IdsStayOverUpdatesAndRenames) {
  Reply first = Commit({Ns({"a"}), Put({"a", "t"}, Table("l1"))});
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.body["addedContents"].size(), 2u);
  const std::string id = IdOf("a.t");
  EXPECT_EQ(Commit({Put({"a", "t"}, Table("l2", id))}).body["addedContents"], nullptr);
  EXPECT_EQ(Commit({Delete({"a", "t"}), Put({"a", "u"}, Table("l2", id))}).status, 200);
  EXPECT_EQ(IdOf("a.u"), id);
  EXPECT_EQ(Commit({Delete({"a", "u"}), Put({"a", "u"}, Table("l3"))}).status, 200);
  EXPECT_NE(IdOf("a.u"), id);
}

TEST_F(ApiTest, CommitsThatCanNeverHoldAreBadRequests) {
  Commit({Ns({"a"}), Put({"a", "t"}, Table("l1"))});
  const std::string other = base::NewUuid();
  for (const auto& [operations, message] : std::vector<std::pair<json, const char*>>{
           {{Put({"a", "t"}, Table("l"))}, "has no content ID"},
           {{Put({"a", "t"}, Table("l", other))}, "different from the content ID"},
           {{Put({"a", "n"}, Table("l", other))}, "must not have a content ID"},
           {{Put({"x"}, Table("l")), Put({"x"}, Table("m"))}, "Duplicate key"},
           {{Delete({"a", "t"}), Delete({"a", "t"})}, "Duplicate key"},
           {{Put({"a", "t"}, {{"type", "UDF"}, {"id", IdOf("a.t")}})}, "cannot become UDF"}}) {
    Reply reply = Commit(operations);
    EXPECT_EQ(reply.status, 400) << operations;
    EXPECT_EQ(reply.body["errorCode"], "BAD_REQUEST");
    EXPECT_THAT(MessageOf(reply), HasSubstr(message));
  }
}

TEST_F(ApiTest, ConflictsAreNamed) {
  const std::string start = Head();
  Commit({Ns({"a"}), Put({"a", "t"}, Table("l1")), Put({"root"}, Table("r"))});
  const std::string id = IdOf("a.t");
  const std::string then = Head();
  EXPECT_THAT(ConflictsOf(Commit({Put({"a", "t"}, Table("l"))}, "main", start)),
              ElementsAre("KEY_EXISTS"));
  EXPECT_THAT(ConflictsOf(Commit({Delete({"none"})})), ElementsAre("KEY_DOES_NOT_EXIST"));
  EXPECT_THAT(ConflictsOf(Commit({Put({"b", "c", "t"}, Table("l"))})),
              UnorderedElementsAre("NAMESPACE_ABSENT", "NAMESPACE_ABSENT"));
  EXPECT_THAT(ConflictsOf(Commit({Put({"root", "t"}, Table("l"))})),
              ElementsAre("NOT_A_NAMESPACE"));
  EXPECT_THAT(ConflictsOf(Commit({Delete({"a"})})), ElementsAre("NAMESPACE_NOT_EMPTY"));
  EXPECT_THAT(ConflictsOf(Commit({Delete({"a"}), Delete({"a", "t"}), Put({"a", "x"}, Table("x"))})),
              UnorderedElementsAre("NAMESPACE_NOT_EMPTY", "NAMESPACE_ABSENT"));
  Commit({Put({"a", "t"}, Table("l2", id))});
  EXPECT_THAT(ConflictsOf(Commit({Put({"a", "t"}, Table("l3", id))}, "main", then)),
              ElementsAre("VALUE_DIFFERS"));
  EXPECT_THAT(ConflictsOf(Commit(
                  {{{"type", "UNCHANGED"}, {"key", Key({"a", "t"})}}, Put({"other"}, Table("o"))},
                  "main", then)),
              ElementsAre("VALUE_DIFFERS"));
  Commit({Delete({"a", "t"}), Put({"a", "t"}, Table("l4"))});
  EXPECT_THAT(ConflictsOf(Commit({Put({"a", "t"}, Table("l3", id))}, "main", then)),
              ElementsAre("CONTENT_ID_DIFFERS"));
  Commit({Delete({"a", "t"})});
  EXPECT_THAT(ConflictsOf(Commit({Put({"a", "t"}, Table("l3", id))}, "main", then)),
              ElementsAre("KEY_DOES_NOT_EXIST"));
  Commit({Put({"a", "t"}, {{"type", "UDF"}})});
  EXPECT_THAT(ConflictsOf(Commit({Put({"a", "t"}, Table("l3", id))}, "main", then)),
              ElementsAre("PAYLOAD_DIFFERS"));
  Reply stale = Call("DELETE", "/v2/trees/main@" + start);
  EXPECT_EQ(stale.status, 400);  // the default branch stays
  CreateBranch("dev", then);
  stale = Call("DELETE", "/v2/trees/dev@" + start);
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(ConflictsOf(stale), ElementsAre("UNEXPECTED_HASH"));
}

// Nessie's own tests of clients look for these words.
TEST_F(ApiTest, RulesOfReferencesAreToldInNessiesWords) {
  Commit({Put({"t"}, Table("l"))});
  CreateBranch("dev", Head());
  ASSERT_EQ(Call("POST", "/v2/trees?type=TAG&name=v1",
                 {{"type", "BRANCH"}, {"name", "main"}, {"hash", Head()}})
                .status,
            200);
  const json merge = {{"fromRefName", "dev"}, {"fromHash", Head("dev")}};
  // Reversed: what is wrong with the target is told first.
  const json transplant = {{"fromRefName", "dev"},
                           {"hashesToTransplant", {Head("dev"), Head("dev")}}};
  const json commit = {{"commitMeta", {{"message", "m"}}},
                       {"operations", {Put({"u"}, Table("l"))}}};
  const json main_head = {{"type", "BRANCH"}, {"name", "main"}, {"hash", Head()}};
  for (const auto& [method, path, body, message] :
       std::vector<std::tuple<std::string, std::string, json, std::string>>{
           {"POST", "dev/history/commit", commit, "Expected hash must be provided."},
           {"POST", "dev@~1/history/commit", commit,
            "Expected hash must contain a starting commit ID."},
           {"POST", "v1@" + Head() + "/history/commit", commit,
            "Reference to commit into must be a branch."},
           {"POST", "@" + Head() + "/history/commit", commit,
            "Reference to commit into must be a branch."},
           {"POST", "dev/history/merge", merge, "Expected hash must be provided."},
           {"POST", "v1/history/merge", merge, "Reference to merge into must be a branch."},
           {"POST",
            "dev@" + Head() + "/history/merge",
            {{"fromRefName", "main"}},
            "Source hash must be provided."},
           {"POST",
            "dev@" + Head() + "/history/merge",
            {{"fromRefName", "main"}, {"fromHash", "~1"}},
            "Source hash must contain a starting commit ID."},
           {"POST", "dev/history/transplant", transplant, "Expected hash must be provided."},
           {"POST", "v1/history/transplant", transplant,
            "Reference to transplant into must be a branch."},
           {"POST", "dev@" + Head() + "/history/transplant", transplant,
            "Sequence of hashes is not contiguous: '" + Head("dev") + "'"},
           {"PUT", "dev", main_head, "Expected hash must be provided."},
           {"PUT",
            "dev@" + Head(),
            {{"type", "BRANCH"}, {"name", "main"}},
            "Target hash must be provided."},
           {"DELETE", "dev", nullptr, "Expected hash must be provided."}}) {
    const Reply reply = Call(method, "/v2/trees/" + path, body);
    EXPECT_EQ(reply.status, 400) << method << " " << path;
    EXPECT_EQ(MessageOf(reply), message) << method << " " << path;
  }
  const std::string before = Head("dev");
  Commit({Put({"v"}, Table("l"))}, "dev");
  const Reply stale = Call("DELETE", "/v2/trees/dev@" + before);
  EXPECT_EQ(MessageOf(stale), "Named-reference 'dev' is not at expected hash '" + before +
                                  "', but at '" + Head("dev") + "'.");
}

TEST_F(ApiTest, DetailsOfErrorsAreForClientsThatKnowThem) {
  const std::string target = "/api/v2/trees/main/contents/no.such";
  auto body = [&](http::Headers headers) {
    return json::parse(router_.Handle(http::MakeRequest("GET", target, "", headers)).body);
  };
  EXPECT_FALSE(body({}).contains("errorDetails"));
  EXPECT_FALSE(body({{"Nessie-Client-Spec", "1.0"}}).contains("errorDetails"));
  const json told = body({{"Nessie-Client-Spec", "2.2.0"}});
  EXPECT_EQ(told["errorDetails"]["contentKey"], Key({"no", "such"}));
  EXPECT_EQ(told["errorCode"], "CONTENT_NOT_FOUND");
  EXPECT_EQ(told["status"], 404);
  EXPECT_EQ(told["reason"], "Not Found");
}

TEST_F(ApiTest, EveryErrorCodeHasItsStatus) {
  const std::map<ErrorCode, int> statuses = {{ErrorCode::kUnknown, 500},
                                             {ErrorCode::kServiceUnavailable, 503},
                                             {ErrorCode::kReferenceNotFound, 404},
                                             {ErrorCode::kReferenceAlreadyExists, 409},
                                             {ErrorCode::kContentNotFound, 404},
                                             {ErrorCode::kReferenceConflict, 409},
                                             {ErrorCode::kBadRequest, 400},
                                             {ErrorCode::kForbidden, 403},
                                             {ErrorCode::kTooManyRequests, 429},
                                             {ErrorCode::kNamespaceNotFound, 404},
                                             {ErrorCode::kNamespaceAlreadyExists, 409},
                                             {ErrorCode::kNamespaceNotEmpty, 409},
                                             {ErrorCode::kUnsupportedMediaType, 415}};
  for (const auto& [code, status] : statuses) EXPECT_EQ(HttpStatus(code), status);
  EXPECT_EQ(CodeOf(base::Error(base::ErrorKind::kPermissionDenied, "")), ErrorCode::kForbidden);
  EXPECT_EQ(CodeOf(base::Error(base::ErrorKind::kResourceExhausted, "")),
            ErrorCode::kTooManyRequests);
  EXPECT_EQ(CodeOf(base::Error(base::ErrorKind::kUnavailable, "")), ErrorCode::kServiceUnavailable);
  EXPECT_EQ(CodeOf(base::Error(base::ErrorKind::kCommitStateUnknown, "")), ErrorCode::kUnknown);
  EXPECT_EQ(CodeOf(base::Error(base::ErrorKind::kDataCorruption, "")), ErrorCode::kUnknown);
  Reply reply =
      Call("POST", "/v2/trees/main/contents", {{"requestedKeys", json::array({Key({"a"})})}},
           {{"Content-Type", "text/plain"}});
  EXPECT_EQ(reply.status, 415);
  EXPECT_EQ(reply.body["errorCode"], "UNSUPPORTED_MEDIA_TYPE");
  EXPECT_EQ(Call("DELETE", "/v2/config").status, 405);
  EXPECT_EQ(Call("GET", "/v2/nothing").status, 404);
}

TEST_F(ApiTest, MergesKeyByKey) {
  Commit({Ns({"a"}), Put({"t"}, Table("t0")), Put({"gone"}, Table("g"))});
  CreateBranch("dev", Head());
  const std::string id = IdOf("t");
  Commit({Put({"t"}, Table("dev", id)), Put({"a", "n"}, Table("n")), Delete({"gone"})}, "dev");
  Commit({Put({"t"}, Table("main", id))});
  const std::string before = Head();

  Reply conflict = Merge("dev", "main");
  EXPECT_EQ(conflict.status, 409);
  EXPECT_THAT(ConflictsOf(conflict),
              UnorderedElementsAre("VALUE_DIFFERS", "KEY_CONFLICT", "KEY_CONFLICT"));
  Reply result = Merge("dev", "main", {{"isReturnConflictAsResult", true}});
  EXPECT_EQ(result.body["wasSuccessful"], false);
  EXPECT_EQ(result.body["resultantTargetHash"], nullptr);
  EXPECT_EQ(Head(), before);

  const json drop = {
      {"keyMergeModes", json::array({{{"key", Key({"t"})}, {"mergeBehavior", "DROP"}}})}};
  json dry = drop;
  dry["isDryRun"] = true;
  EXPECT_EQ(Merge("dev", "main", dry).body["wasApplied"], false);
  EXPECT_EQ(Head(), before);
  Reply merged = Merge("dev", "main", drop);
  EXPECT_EQ(merged.body["wasApplied"], true) << merged.body;
  EXPECT_EQ(merged.body["effectiveTargetHash"], before);
  EXPECT_EQ(merged.body["resultantTargetHash"], Head());
  EXPECT_EQ(Call("GET", "/v2/trees/main/contents/t").body["content"]["metadataLocation"], "main");
  EXPECT_EQ(Call("GET", "/v2/trees/main/contents/gone").status, 404);
  // The second parent is the source.
  EXPECT_EQ(Call("GET", "/v2/trees/main%5E2/history?max-records=1")
                .body["logEntries"][0]["commitMeta"]["hash"],
            Head("dev"));
}

TEST_F(ApiTest, AKeyOfAMergeCanBeResolved) {
  Commit({Put({"t"}, Table("t0"))});
  CreateBranch("dev", Head());
  const std::string id = IdOf("t");
  Commit({Put({"t"}, Table("dev", id))}, "dev");
  Commit({Put({"t"}, Table("main", id))});
  auto modes = [&](const std::string& expected) {
    const json mode = {{"key", Key({"t"})},
                       {"mergeBehavior", "NORMAL"},
                       {"expectedTargetContent", Table(expected, id)},
                       {"resolvedContent", Table("both", id)}};
    return json{{"keyMergeModes", json::array({mode})}};
  };
  EXPECT_EQ(Merge("dev", "main", modes("else")).status, 409);
  EXPECT_EQ(Merge("dev", "main", modes("main")).status, 200);
  EXPECT_EQ(Call("GET", "/v2/trees/main/contents/t").body["content"]["metadataLocation"], "both");
}

TEST_F(ApiTest, AMergeLeavesNothingWithoutItsNamespace) {
  Commit({Ns({"a"})});
  CreateBranch("dev", Head());
  Commit({Put({"a", "t"}, Table("t"))}, "dev");
  Commit({Delete({"a"})});
  Reply reply = Merge("dev", "main", {{"isReturnConflictAsResult", true}});
  EXPECT_EQ(reply.status, 409);
  EXPECT_THAT(ConflictsOf(reply), ElementsAre("NAMESPACE_ABSENT"));
}

TEST_F(ApiTest, TransplantsSeveralCommitsOrNone) {
  Commit({Ns({"a"})});
  CreateBranch("dev", Head());
  json hashes = json::array();
  for (const char* name : {"x", "y"}) {
    hashes.push_back(Commit({Put({"a", name}, Table(name))}, "dev").body["targetBranch"]["hash"]);
  }
  auto transplant = [&](const json& list) {
    return Call("POST", "/v2/trees/main@" + Head() + "/history/transplant",
                {{"fromRefName", "dev"}, {"hashesToTransplant", list}});
  };
  EXPECT_EQ(transplant({hashes[1], hashes[0]}).status, 400);
  EXPECT_EQ(transplant(hashes).body["wasApplied"], true);
  Reply log = Call("GET", "/v2/trees/main/history");
  EXPECT_EQ(log.body["logEntries"].size(), 3u);
  EXPECT_EQ(IdOf("a.y"), IdOf("a.y", "dev"));
}

TEST_F(ApiTest, ListsComeInPagesThatJoin) {
  json operations = {Ns({"a"}), Ns({"a.dot"})};
  for (int i = 0; i < 30; ++i) {
    operations.push_back(Put({i % 2 == 0 ? "a" : "a.dot", "t" + std::to_string(i)}, Table("l")));
  }
  ASSERT_EQ(Commit(operations).status, 200);
  for (const auto& [path, member] : std::vector<std::pair<std::string, std::string>>{
           {"/v2/trees/main/entries?", "entries"},
           {"/v2/trees/main/entries?prefix-key=a&", "entries"},
           {"/v2/trees/main/entries?min-key=a.t20&max-key=a.t28&", "entries"},
           {"/v2/trees/main/entries?filter=entry.contentType=='ICEBERG_TABLE'&", "entries"},
           {"/v2/trees/main~1/diff/main?", "diffs"}}) {
    json whole = Call("GET", path).body[member], joined = json::array();
    EXPECT_FALSE(whole.empty());
    std::string token;
    for (int page = 0; page < 40; ++page) {
      Reply reply =
          Call("GET", path + "max-records=4" +
                          (token.empty() ? "" : "&page-token=" + http::PercentEncode(token)));
      for (const json& item : reply.body[member]) joined.push_back(item);
      if (!reply.body["hasMore"]) break;
      token = reply.body["token"];
    }
    EXPECT_EQ(joined, whole) << path;
  }
  EXPECT_EQ(Call("GET", "/v2/trees/main/entries?prefix-key=a").body["entries"].size(), 16u);
  EXPECT_EQ(Call("GET", "/v2/trees/main/entries?page-token=.a*x").status, 400);
  EXPECT_EQ(Call("GET", "/v2/trees/main/entries?max-records=many").status, 400);
}

TEST_F(ApiTest, ReferencesWithSlashesWorkInBothSpellings) {
  Commit({Put({"t"}, Table("l"))});
  CreateBranch("feature/one", Head());
  for (const char* path :
       {"/v2/trees/feature%2Fone", "/v2/trees/feature/one", "/v2/trees/feature/one@"}) {
    EXPECT_EQ(Call("GET", path).body["reference"]["name"], "feature/one") << path;
  }
  EXPECT_EQ(Call("GET", "/v2/trees/feature/one@/entries").body["entries"].size(), 1u);
  EXPECT_EQ(Call("GET", "/v2/trees/feature/one@/contents/t").status, 200);
  EXPECT_EQ(Call("GET", "/v2/trees/feature/one@" + Head() + "/diff/main").status, 200);
  EXPECT_EQ(Call("GET", "/v2/trees/feature/two@/entries").status, 404);
  EXPECT_EQ(Call("GET", "/v2/trees/feature/one@/nothing").status, 400);
}

TEST_F(ApiTest, WhatClientsPutTheCatalogFinds) {
  Commit({Ns({"a"}), Put({"a", "f"}, {{"type", "UDF"}, {"sqlText", "x"}}),
          Put({"a", "d"}, {{"type", "DELTA_LAKE_TABLE"},
                           {"metadataLocationHistory", json::array({"m"})},
                           {"checkpointLocationHistory", json::array()}}),
          Put({"a", "t"}, Table("/somewhere/v1.metadata.json"))});
  auto snapshot = catalog_->Snapshot("main");
  // Of what it cannot read, nothing.
  auto entries = snapshot->List({"a"});
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].metadata_location, "/somewhere/v1.metadata.json");
  EXPECT_EQ(entries[0].content_id, IdOf("a.t"));
  // And the other way round.
  catalog_->Commit("main", {catalog::CreateNamespace{{"b"}, {{"k", "v"}}}}, {.author = "me"});
  EXPECT_EQ(Call("GET", "/v2/trees/main/contents/b").body["content"]["properties"]["k"], "v");
  EXPECT_EQ(Call("GET", "/v2/trees/main/history?max-records=1")
                .body["logEntries"][0]["commitMeta"]["authors"],
            json::array({"me"}));
}

TEST_F(ApiTest, ATableThatAClientPutsIsReadFromItsMetadata) {
  const std::string location = (folder_ / "warehouse/b/t").string();
  catalog_->Commit(
      "main", {catalog::CreateNamespace{{"b"}, {}}, catalog::NewTableAt({{"b"}, "t"}, location)},
      {});
  const json content = Call("GET", "/v2/trees/main/contents/b.t").body["content"];
  // Another name and another content for the same metadata file, as a client that wrote it does.
  const json put = Table(content["metadataLocation"]);
  ASSERT_EQ(Commit({Delete({"b", "t"}), Put({"b", "u"}, put)}).status, 200);
  auto snapshot = catalog_->Snapshot("main");
  EXPECT_EQ(snapshot->LoadTable({{"b"}, "u"})->location, location);
  EXPECT_FALSE(snapshot->Find({{"b"}, "t"}).has_value());
  // And the catalog goes on with it.
  catalog_->Commit("main", {catalog::SetProperty({{"b"}, "u"}, "k", "v")}, {});
  const json after = Call("GET", "/v2/trees/main/contents/b.u").body["content"];
  EXPECT_NE(after["metadataLocation"], content["metadataLocation"]);
  EXPECT_EQ(after["id"], IdOf("b.u"));
}

TEST_F(ApiTest, TellsWhereAReferencePointedBefore) {
  const std::string first = Commit(Put({"t"}, Table("l"))).body["targetBranch"]["hash"];
  Commit(Put({"u"}, Table("l")));
  json history = Call("GET", "/v2/trees/main/recent-changes").body;
  EXPECT_EQ(history["current"]["commitHash"], Head());
  EXPECT_EQ(history["previous"][0]["commitHash"], first);
  EXPECT_EQ(history["previous"][0]["meta"]["message"], "commit");
  EXPECT_EQ(history["commitLogConsistency"], "NOT_CHECKED");
  history = Call("GET", "/v2/trees/main/recent-changes?scan-commits=100").body;
  EXPECT_EQ(history["commitLogConsistency"], "COMMIT_CONSISTENT");
  EXPECT_EQ(Call("GET", "/v2/trees/main/recent-changes?scan-commits=x").status, 400);
}

TEST_F(ApiTest, VersionOneChecksTheContentThatTheClientSaw) {
  Commit({Put({"t"}, Table("l1"))});
  const std::string id = IdOf("t");
  auto commit = [&](const json& expected) {
    json put = Put({"t"}, Table("l2", id));
    put["expectedContent"] = expected;
    return Call("POST", "/v1/trees/branch/main/commit?expectedHash=" + Head(),
                {{"commitMeta", {{"message", "m"}}}, {"operations", json::array({put})}});
  };
  EXPECT_EQ(commit(Table("else", id)).status, 409);
  EXPECT_EQ(commit(Table("l1", id)).status, 200);
}

TEST_F(ApiTest, ManyWritersOfOtherKeysAllSucceed) {
  Commit({Ns({"a"})});
  const std::string start = Head();
  std::atomic<int> failures = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 8; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 10; ++i) {
        const std::string name = "t" + std::to_string(writer) + "-" + std::to_string(i);
        if (Commit({Put({"a", name}, Table("l"))}, "main", start).status != 200) ++failures;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(Call("GET", "/v2/trees/main/entries").body["entries"].size(), 81u);
}

TEST_F(ApiTest, TheOpenApiDocumentHasEveryOperation) {
  const http::Response response = router_.Handle(http::MakeRequest("GET", "/api/openapi.yaml"));
  const json document = json::parse(response.body);
  EXPECT_EQ(document["paths"]["/api/v2/trees/{ref}/history/commit"]["post"]["operationId"],
            "commitMultipleOperations.v2");
  size_t operations = 0;
  for (const auto& [path, methods] : document["paths"].items()) operations += methods.size();
  EXPECT_EQ(operations, 38u);
}

// Clients know the hash of "no commit" by heart.
TEST_F(ApiTest, TheFirstCommitOfAllIsShownAsNoAncestor) {
  EXPECT_EQ(HexOf(catalog_->repository().FirstCommit()), kNoAncestorHash);
  EXPECT_EQ(HashOf(kNoAncestorHash), catalog_->repository().FirstCommit());
  EXPECT_EQ(Call("GET", "/v2/config").body["noAncestorHash"], kNoAncestorHash);
  EXPECT_EQ(Head(), kNoAncestorHash);
  ASSERT_EQ(Commit(Ns({"a"})).status, 200);
  const json log = Call("GET", "/v2/trees/main/history").body["logEntries"];
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0]["commitMeta"]["parentCommitHashes"], json::array({kNoAncestorHash}));
  // Back to nothing.
  EXPECT_EQ(Call("PUT", "/v2/trees/main@" + Head() + "?type=BRANCH",
                 {{"type", "BRANCH"}, {"name", "main"}, {"hash", kNoAncestorHash}})
                .status,
            200);
  EXPECT_EQ(Call("GET", "/v2/trees/main/entries").body["entries"], json::array());
  EXPECT_EQ(Call("GET", std::string("/v2/trees/@") + kNoAncestorHash + "/entries").status, 200);
}

TEST_F(ApiTest, RepositoryConfigurationsAreKeptByType) {
  const auto get = [&] {
    return Call("GET", "/v2/config/repository?type=GARBAGE_COLLECTOR").body["configs"];
  };
  const auto put = [&](const json& config) {
    return Call("POST", "/v2/config/repository", {{"config", config}});
  };
  const json first = {{"type", "GARBAGE_COLLECTOR"},
                      {"defaultCutoffPolicy", "P30D"},
                      {"newFilesGracePeriod", "PT3H"}};
  json second = first;
  second["referencesCutoffPolicies"] = {{{"referenceNamePattern", "dev/.*"}, {"policy", "10"}}};
  EXPECT_EQ(get(), json::array());
  EXPECT_EQ(put(first).body, json({{"previous", nullptr}}));
  EXPECT_EQ(put(second).body["previous"], first);
  EXPECT_EQ(get(), json::array({second}));
  EXPECT_EQ(Call("GET", "/v2/config/repository?type=OTHER").body["configs"], json::array());
  EXPECT_THAT(MessageOf(put({{"type", "FOO_BAR"}})),
              HasSubstr("Repository config type bundle for 'FOO_BAR' is not available"));
  second["defaultCutoffPolicy"] = "soon";
  EXPECT_THAT(MessageOf(put(second)), HasSubstr("defaultCutoffPolicy: Failed to parse"));
  EXPECT_EQ(put("text").status, 400);
  EXPECT_EQ(Call("POST", "/v2/config/repository", json::object()).status, 400);
  {
    const auth::IdentityScope scope(std::make_shared<const auth::Identity>(
        auth::Identity{.user = "somebody", .request_id = ""}));
    EXPECT_EQ(put(first).status, 403);
  }
  EXPECT_EQ(get()[0]["defaultCutoffPolicy"], "P30D");
}

}  // namespace
}  // namespace tarn::api::nessie
