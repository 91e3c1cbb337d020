// Bodies of requests: both versions, what is tolerated and what is refused with its path.
#include "api/nessie/requests.h"

#include <gmock/gmock.h>

#include "api/nessie/commit_meta.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

template <typename Read>
std::string FailureOf(Read read, const std::string& body) {
  try {
    read(body);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument);
    return error.message();
  }
  return "nothing was thrown";
}

std::string Operation(const std::string& operation) {
  return R"({"commitMeta": {"message": "m"}, "operations": [)" + operation + "]}";
}

TEST(RequestsTest, ReadsOperationsAndToleratesMore) {
  const Operations operations = ReadOperations(R"({
    "commitMeta": {"message": "m", "authors": ["a", "b"], "allProperties": {"k": ["1", "2"]}, "x": 1},
    "operations": [
      {"type": "PUT", "key": {"elements": ["a", "b"], "more": 1},
       "content": {"type": "ICEBERG_TABLE", "id": null, "metadataLocation": "l", "snapshotId": -1,
                   "schemaId": 1, "specId": 2, "sortOrderId": 3, "metadata": {"x": []}},
       "documentation": null},
      {"type": "DELETE", "key": {"elements": ["c"]}},
      {"type": "UNCHANGED", "key": {"elements": ["d"]}}],
    "more": {}})");
  ASSERT_EQ(operations.operations.size(), 3u);
  const auto& put = std::get<PutOperation>(operations.operations[0]);
  EXPECT_EQ(std::get<catalog::TableContent>(put.content.content).snapshot_id, -1);
  EXPECT_FALSE(put.content.id.has_value());
  EXPECT_THAT(operations.meta.authors, ElementsAre("a", "b"));
  EXPECT_THAT(operations.meta.properties.at("k"), ElementsAre("1", "2"));
}

TEST(RequestsTest, OldClientsWriteMetadataDifferently) {
  const CommitMeta meta = ReadOperations(R"({"commitMeta": {"message": "", "author": "a",
    "signedOffBy": "s", "properties": {"k": "v"}},
    "operations": [{"type": "DELETE", "key": {"elements": ["c"]}}]})")
                              .meta;
  EXPECT_THAT(meta.authors, ElementsAre("a"));
  EXPECT_THAT(meta.signed_off_by, ElementsAre("s"));
  EXPECT_THAT(meta.properties.at("k"), ElementsAre("v"));
}

TEST(RequestsTest, WrongJsonIsToldWithItsPath) {
  for (const auto& [body, problem] : std::vector<std::pair<std::string, const char*>>{
           {"", "the body is no JSON"},
           {"{", "the body is no JSON"},
           {"[]", "the body must be an object, not array"},
           {"null", "the body must be an object, not null"},
           {"{}", "commitMeta: is required"},
           {R"({"commitMeta": 1})", "commitMeta: expected an object, not number"},
           {R"({"commitMeta": {"message": 1}})", "commitMeta.message: expected a string"},
           {R"({"commitMeta": {"message": null}})", "commitMeta.message: is required"},
           {R"({"commitMeta": {"message": "m", "authors": "a"}})",
            "commitMeta.authors: expected a"},
           {R"({"commitMeta": {"message": "m", "authorTime": "x"}})", "commitMeta.authorTime: "},
           {R"({"commitMeta": {"message": "m", "allProperties": {"k": "v"}}})",
            "commitMeta.allProperties.k: expected a list"},
           {R"({"commitMeta": {"message": "m"}})", "operations: is required"},
           {Operation(""), "operations: must not be empty"},
           {Operation("1"), "operations[0]: expected an object, not number"},
           {Operation("{}"), "operations[0].type: is required"},
           {Operation(R"({"type": "MOVE", "key": {"elements": ["a"]}})"),
            "operations[0].type: no operation has the name 'MOVE'"},
           {Operation(R"({"type": "DELETE", "key": {"elements": []}})"), "operations[0].key: "},
           {Operation(R"({"type": "DELETE", "key": {"elements": ["a", 1]}})"),
            "operations[0].key.elements[1]: expected a string, not number"},
           {Operation(R"({"type": "PUT", "key": {"elements": ["a"]}})"),
            "operations[0].content: is required"},
           {Operation(R"({"type": "PUT", "key": {"elements": ["a"]}, "content": {"type": "X"}})"),
            "operations[0].content.type: no content type has the name 'X'"},
           {Operation(R"({"type": "PUT", "key": {"elements": ["a"]}, "content":
             {"type": "ICEBERG_TABLE", "metadataLocation": " "}})"),
            "operations[0].content.metadataLocation: must not be blank"},
           {Operation(R"({"type": "PUT", "key": {"elements": ["a"]}, "content":
             {"type": "ICEBERG_TABLE", "metadataLocation": "l", "snapshotId": 1.5}})"),
            "operations[0].content.snapshotId: expected an integer, not number"},
           {Operation(R"({"type": "PUT", "key": {"elements": ["a"]}, "content":
             {"type": "ICEBERG_TABLE", "metadataLocation": "l", "snapshotId": 1,
              "schemaId": 3000000000}})"),
            "operations[0].content.schemaId: the number is out of range"},
           {std::string(100, '[') + std::string(100, ']'), "nested deeper than 64"}}) {
    EXPECT_THAT(FailureOf(ReadOperations, body), HasSubstr(problem)) << body;
  }
}

TEST(RequestsTest, MergesNeedTheirSource) {
  auto read = [](const std::string& body) { ReadMerge(body, ApiVersion::kV2, false); };
  for (const auto& [body, problem] : std::vector<std::pair<std::string, const char*>>{
           {"{}", "fromRefName: is required"},
           {R"({"fromRefName": "a", "fromHash": ""})", "fromHash: must not be empty"},
           {R"({"fromRefName": "..", "fromHash": "x"})", "Reference name"},
           {R"({"fromRefName": "a", "fromHash": "x", "isDryRun": "yes"})",
            "isDryRun: expected a boolean"},
           {R"({"fromRefName": "a", "fromHash": "x", "defaultKeyMergeMode": "MAYBE"})",
            "defaultKeyMergeMode: no merge behavior has the name 'MAYBE'"},
           {R"({"fromRefName": "a", "fromHash": "x", "keyMergeModes": [{"key": {"elements": ["a"]},
             "mergeBehavior": "DROP", "resolvedContent": {"type": "UDF"}}]})",
            "keyMergeModes[0]: resolvedContent needs the merge behavior NORMAL"}}) {
    EXPECT_THAT(FailureOf(read, body), HasSubstr(problem)) << body;
  }
  EXPECT_TRUE(
      ReadMerge(R"({"fromRefName": "a", "fromHash": "x", "dryRun": true})", ApiVersion::kV2, false)
          .dry_run);
  auto transplant = [](const std::string& body) { ReadMerge(body, ApiVersion::kV1, true); };
  EXPECT_THAT(FailureOf(transplant, R"({"fromRefName": "a", "hashesToTransplant": []})"),
              HasSubstr("hashesToTransplant: must not be empty"));
  EXPECT_THAT(FailureOf(transplant, R"({"fromRefName": "a", "hashesToTransplant": ["a"],
                                        "keepIndividualCommits": false})"),
              HasSubstr("keepIndividualCommits: transplants only keep commits"));
}

TEST(CommitMetaTest, IsKeptWholeOverTheStore) {
  CommitMeta meta;
  meta.message = "m";
  meta.authors = {"a", "b"};
  meta.signed_off_by = {"s"};
  meta.author_time = base::ParseTimestamp("2020-01-02T03:04:05.123456Z");
  meta.properties = {{"k", {"1", "2"}}, {"one", {"1"}}};
  const versions::CommitMeta stored = ToStored(meta);
  EXPECT_EQ(stored.author, "a");
  EXPECT_EQ(stored.properties.at("k"), "1");
  versions::Commit commit;
  commit.message = stored.message;
  commit.author = stored.author;
  commit.committer = stored.author;  // as the store does
  commit.properties = stored.properties;
  const CommitMeta back = FromStored(commit);
  EXPECT_EQ(back.authors, meta.authors);
  EXPECT_EQ(back.signed_off_by, meta.signed_off_by);
  EXPECT_EQ(back.author_time, meta.author_time);
  EXPECT_EQ(back.properties, meta.properties);
  EXPECT_EQ(back.committer, "");
  // A property of that name that somebody else made.
  commit.properties["tarn.nessie-meta"] = "{\"authors\": 1}";
  EXPECT_THAT(FromStored(commit).authors, ElementsAre("a"));
}

TEST(CommitMetaTest, HeadersComeOnTop) {
  CommitMeta meta;
  meta.message = "body";
  ApplyHeaders(meta, {{"nessie-commit-message", " header "},
                      {"Nessie-Commit-Authors", "a , b,,"},
                      {"Nessie-Commit-SignedOffBy", "s"},
                      {"Nessie-Commit-Property-Key", "v1"},
                      {"nessie-commit-property-key", "v2"}});
  EXPECT_EQ(meta.message, "header");
  EXPECT_THAT(meta.authors, ElementsAre("a", "b"));
  EXPECT_THAT(meta.properties.at("key"), ElementsAre("v1", "v2"));
}

}  // namespace
}  // namespace tarn::api::nessie
