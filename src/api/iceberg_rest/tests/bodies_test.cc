// Every member of every body that the API takes, with values of a wrong type in its place: 400 with
// the way to it.
#include "api/iceberg_rest/tests/rest_fixture.h"

namespace tarn::api::iceberg_rest {
namespace {

using testing::HasSubstr;

// A value with a wrong type in the place of one member, and how messages name that member.
struct Spoiled {
  Json body;
  std::string path;
};

Json WrongFor(const Json& value) {
  if (value.is_string() || value.is_boolean()) return 7;
  if (value.is_number()) return "seven";
  if (value.is_object()) return Json::array({7});
  return 7;  // for arrays
}

void Spoil(const Json& whole, const Json::json_pointer& at, const std::string& path,
           std::vector<Spoiled>& found) {
  const Json& value = whole[at];
  if (!at.empty()) {
    Json changed = whole;
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
  std::string path;  // of the operation
  Json body;
};

const Json kId = {{"namespace", {"s"}}, {"name", "t"}};

Json Snapshot() {
  return {{"snapshot-id", 5},
          {"parent-snapshot-id", 4},
          {"sequence-number", 1},
          {"timestamp-ms", 1},
          {"manifest-list", "memory:///warehouse/s/t/metadata/snap-5.avro"},
          {"summary", {{"operation", "append"}}},
          {"schema-id", 0},
          {"first-row-id", 0},
          {"added-rows", 1},
          {"key-id", "k"}};
}

Json Schema() {
  return {{"type", "struct"},
          {"schema-id", 0},
          {"identifier-field-ids", {1}},
          {"fields",
           {{{"id", 1}, {"name", "id"}, {"type", "long"}, {"required", true}, {"doc", "d"}}}}};
}
Json Spec() {
  return {{"spec-id", 0},
          {"fields",
           {{{"source-id", 1}, {"field-id", 1000}, {"name", "p"}, {"transform", "identity"}}}}};
}
Json Order() {
  return {{"order-id", 1},
          {"fields",
           {{{"source-id", 1},
             {"transform", "identity"},
             {"direction", "asc"},
             {"null-order", "nulls-first"}}}}};
}
Json Statistics() {
  return {{"snapshot-id", 5},
          {"statistics-path", "memory:///warehouse/s/t/metadata/x.puffin"},
          {"file-size-in-bytes", 1},
          {"file-footer-size-in-bytes", 1},
          {"blob-metadata",
           {{{"type", "t"},
             {"snapshot-id", 5},
             {"sequence-number", 1},
             {"fields", {1}},
             {"properties", {{"k", "v"}}}}}}};
}
Json ViewVersion() {
  return {{"version-id", 1},
          {"timestamp-ms", 1},
          {"schema-id", 0},
          {"summary", {{"engine", "x"}}},
          {"default-catalog", "c"},
          {"default-namespace", {"s"}},
          {"representations", {{{"type", "sql"}, {"sql", "SELECT 1"}, {"dialect", "trino"}}}}};
}

std::vector<Json> TableUpdates() {
  return {{{"action", "assign-uuid"}, {"uuid", "6b4d7e3c-0d4b-4c3e-8f40-6c1a1b2c3d4e"}},
          {{"action", "upgrade-format-version"}, {"format-version", 3}},
          {{"action", "add-schema"}, {"schema", Schema()}, {"last-column-id", 1}},
          {{"action", "set-current-schema"}, {"schema-id", 0}},
          {{"action", "add-spec"}, {"spec", Spec()}},
          {{"action", "set-default-spec"}, {"spec-id", 0}},
          {{"action", "add-sort-order"}, {"sort-order", Order()}},
          {{"action", "set-default-sort-order"}, {"sort-order-id", 0}},
          {{"action", "add-snapshot"}, {"snapshot", Snapshot()}},
          {{"action", "set-snapshot-ref"},
           {"ref-name", "main"},
           {"type", "branch"},
           {"snapshot-id", 5},
           {"max-ref-age-ms", 1},
           {"max-snapshot-age-ms", 1},
           {"min-snapshots-to-keep", 1}},
          {{"action", "remove-snapshots"}, {"snapshot-ids", {5}}},
          {{"action", "remove-snapshot-ref"}, {"ref-name", "b"}},
          {{"action", "set-location"}, {"location", "memory:///warehouse/s/t"}},
          {{"action", "set-properties"}, {"updates", {{"k", "v"}}}},
          {{"action", "remove-properties"}, {"removals", {"k"}}},
          {{"action", "set-statistics"}, {"snapshot-id", 5}, {"statistics", Statistics()}},
          {{"action", "remove-statistics"}, {"snapshot-id", 5}},
          {{"action", "set-partition-statistics"},
           {"partition-statistics",
            {{"snapshot-id", 5},
             {"statistics-path", "memory:///warehouse/s/t/metadata/p.parquet"},
             {"file-size-in-bytes", 1}}}},
          {{"action", "remove-partition-statistics"}, {"snapshot-id", 5}},
          {{"action", "remove-partition-specs"}, {"spec-ids", {1}}},
          {{"action", "remove-schemas"}, {"schema-ids", {1}}},
          {{"action", "add-encryption-key"},
           {"encryption-key",
            {{"key-id", "k"},
             {"encrypted-key-metadata", "AAEC"},
             {"encrypted-by-id", "k0"},
             {"properties", {{"p", "v"}}}}}},
          {{"action", "remove-encryption-key"}, {"key-id", "k"}}};
}

std::vector<Json> TableRequirements() {
  return {{{"type", "assert-create"}},
          {{"type", "assert-table-uuid"}, {"uuid", "6b4d7e3c-0d4b-4c3e-8f40-6c1a1b2c3d4e"}},
          {{"type", "assert-ref-snapshot-id"}, {"ref", "main"}, {"snapshot-id", 5}},
          {{"type", "assert-last-assigned-field-id"}, {"last-assigned-field-id", 1}},
          {{"type", "assert-current-schema-id"}, {"current-schema-id", 1}},
          {{"type", "assert-last-assigned-partition-id"}, {"last-assigned-partition-id", 1}},
          {{"type", "assert-default-spec-id"}, {"default-spec-id", 1}},
          {{"type", "assert-default-sort-order-id"}, {"default-sort-order-id", 1}}};
}

std::vector<Body> Bodies() {
  const std::string table = "namespaces/s/tables/t", view = "namespaces/s/views/v";
  const std::string file = "memory:///warehouse/s/t/metadata/x.json";
  std::vector<Body> bodies = {
      {"namespaces", {{"namespace", {"a"}}, {"properties", {{"k", "v"}}}}},
      {"namespaces/s/properties", {{"removals", {"a"}}, {"updates", {{"k", "v"}}}}},
      {"namespaces/s/tables",
       {{"name", "n"},
        {"location", "memory:///warehouse/s/n"},
        {"schema", Schema()},
        {"partition-spec", Spec()},
        {"write-order", Order()},
        {"stage-create", true},
        {"properties", {{"k", "v"}}}}},
      {"namespaces/s/register", {{"name", "n"}, {"metadata-location", file}, {"overwrite", false}}},
      {"namespaces/s/register-view", {{"name", "n"}, {"metadata-location", file}}},
      {"tables/rename", {{"source", kId}, {"destination", kId}}},
      {"views/rename", {{"source", kId}, {"destination", kId}}},
      {"namespaces/s/views",
       {{"name", "n"},
        {"location", "memory:///warehouse/s/n"},
        {"schema", Schema()},
        {"view-version", ViewVersion()},
        {"properties", {{"k", "v"}}}}},
      {table + "/plan",
       {{"snapshot-id", 5},
        {"select", {"id"}},
        {"min-rows-requested", 1},
        {"case-sensitive", true},
        {"use-snapshot-schema", true},
        {"stats-fields", {"id"}}}},
      {table + "/plan", {{"start-snapshot-id", 4}, {"end-snapshot-id", 5}}},
      {table + "/plan",
       {{"filter",
         {{"type", "and"},
          {"left", {{"type", "eq"}, {"term", "id"}, {"value", 1}}},
          {"right",
           {{"type", "in"},
            {"child", {{"type", "reference"}, {"name", "id"}}},
            {"values", {{{"type", "literal"}, {"value", 1}, {"data-type", "long"}}}}}}}}}},
      {table + "/tasks", {{"plan-task", "x"}}},
      {table + "/metrics",
       {{"report-type", "commit-report"},
        {"table-name", "t"},
        {"snapshot-id", 1},
        {"sequence-number", 1},
        {"operation", "append"},
        {"metrics", Json::object()},
        {"metadata", {{"k", "v"}}}}},
      {table + "/metrics",
       {{"report-type", "scan-report"},
        {"table-name", "t"},
        {"snapshot-id", 1},
        {"schema-id", 0},
        {"projected-field-ids", {1}},
        {"projected-field-names", {"id"}},
        {"metrics", Json::object()}}}};
  for (const Json& update : TableUpdates()) {
    bodies.push_back({table, {{"requirements", Json::array()}, {"updates", {update}}}});
  }
  for (const Json& requirement : TableRequirements()) {
    bodies.push_back({table, {{"requirements", {requirement}}, {"updates", Json::array()}}});
  }
  bodies.push_back({"transactions/commit",
                    {{"table-changes",
                      {{{"identifier", kId},
                        {"requirements", {TableRequirements().back()}},
                        {"updates", {TableUpdates().front()}}}}}}});
  for (const Json& update : std::vector<Json>{
           {{"action", "assign-uuid"}, {"uuid", "6b4d7e3c-0d4b-4c3e-8f40-6c1a1b2c3d4e"}},
           {{"action", "upgrade-format-version"}, {"format-version", 1}},
           {{"action", "add-schema"}, {"schema", Schema()}},
           {{"action", "set-location"}, {"location", "memory:///warehouse/s/v"}},
           {{"action", "set-properties"}, {"updates", {{"k", "v"}}}},
           {{"action", "remove-properties"}, {"removals", {"k"}}},
           {{"action", "add-view-version"}, {"view-version", ViewVersion()}},
           {{"action", "set-current-view-version"}, {"view-version-id", 1}}}) {
    bodies.push_back(
        {view,
         {{"requirements",
           {{{"type", "assert-view-uuid"}, {"uuid", "6b4d7e3c-0d4b-4c3e-8f40-6c1a1b2c3d4e"}}}},
          {"updates", {update}}}});
  }
  return bodies;
}

TEST_F(RestTest, AWrongTypeAnywhereIsToldWithItsPath) {
  CreateTableT();
  ASSERT_EQ(Post("namespaces/s/views", ViewBody("v")).status, 200);
  const std::string head = catalog_->Snapshot("main")->commit_hash();
  size_t asked = 0;
  for (const Body& body : Bodies()) {
    std::vector<Spoiled> wrong;
    Spoil(body.body, Json::json_pointer(), "", wrong);
    for (const Spoiled& one : wrong) {
      const Answer answer = Post(body.path, one.body);
      ++asked;
      EXPECT_EQ(answer.status, 400) << body.path << " " << one.path << " " << one.body;
      EXPECT_EQ(answer.error_type(), "BadRequestException") << body.path << " " << one.path;
      EXPECT_THAT(answer.message(), HasSubstr(one.path)) << body.path << " " << one.body;
    }
    const std::string deep(5'000, '[');
    for (const std::string& text :
         {std::string(), std::string("7"), std::string("[]"), std::string("null"), std::string("{"),
          std::string("{\"a\":\xff}"), deep}) {
      if (text.empty() && body.path.ends_with("/plan")) continue;  // every row
      EXPECT_EQ(Ask("POST", body.path, text).status, 400) << body.path << " " << text.substr(0, 20);
    }
  }
  EXPECT_GT(asked, 200u);
  EXPECT_EQ(catalog_->Snapshot("main")->commit_hash(), head) << "something was done";
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
