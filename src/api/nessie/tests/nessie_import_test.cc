// Another Nessie's history taken over; Tarn's own API plays the other server. The real one does in
// tests/conformance/nessie_import.py.
#include "api/nessie/nessie_import.h"

#include "api/nessie/tests/api_fixture.h"
#include "base/error.h"

namespace tarn::api::nessie {
namespace {

using base::ErrorKind;

class NessieImportTest : public ApiFixture {
 protected:
  NessieImportTest()
      : copy_(metadb::OpenDatabase((folder_ / "copy.db").string(), {.durable = false})) {
    Fill();
    copy_catalog_ = catalog::OpenCatalog(*copy_, *objects_,
                                         {.warehouse = (folder_ / "warehouse").string(),
                                          .state_directory = (folder_ / "state2").string()});
  }
  void Fill() {
    Commit({Ns({"a"})});
    Commit({Put({"a", "t"}, Table("l1")), Put({"a", "dots.in"}, Table("l2"))});
    Call("POST", "/v2/trees?name=dev%2Fx&type=BRANCH",
         {{"type", "BRANCH"}, {"name", "main"}, {"hash", Head()}});
    Commit({Put({"a", "u"}, Table("l3"))}, "dev/x");
    Commit({Delete({"a", "dots.in"})});
    Call("POST", "/v2/trees/main@" + Head() + "/history/merge",
         {{"fromRefName", "dev/x"}, {"fromHash", Head("dev/x")}});
    Call("POST", "/v2/trees?name=v1&type=TAG",
         {{"type", "BRANCH"}, {"name", "main"}, {"hash", Head()}});
    Call("POST", "/v2/trees/main@" + Head() + "/history/commit",
         {{"commitMeta",
           {{"message", "more"},
            {"authors", {"ann", "bob"}},
            {"allSignedOffBy", {"cy"}},
            {"authorTime", "2020-01-02T03:04:05Z"},
            {"allProperties", {{"k", {"v", "w"}}}}}},
          {"operations", {Put({"a", "v"}, Table("l4"))}}});
  }
  // Asks this API; pages are small.
  std::string Fetch(std::string path) {
    const size_t at = path.find("max-records=1000");
    if (at != std::string::npos) path.replace(at, 16, "max-records=2");
    const http::Response response =
        router_.Handle(http::MakeRequest("GET", "/api/v2" + path, "", {}));
    if (response.status == 404) base::Throw(ErrorKind::kNotFound, "{}", path);
    EXPECT_EQ(response.status, 200) << path << response.body;
    return response.body;
  }
  NessieImportReport Import() {
    return ImportFromNessie(*copy_, [this](const std::string& path) { return Fetch(path); });
  }
  json Copied(const std::string& target) {
    Service service(*copy_catalog_, *copy_, "main");
    const http::Response response =
        NewRouter(service).Handle(http::MakeRequest("GET", "/api/v2" + target));
    EXPECT_EQ(response.status, 200) << response.body;
    return json::parse(response.body);
  }
  template <typename Body>
  static ErrorKind KindOf(Body body) {
    try {
      body();
    } catch (const base::Error& error) {
      return error.kind();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorKind::kInternal;
  }

  std::unique_ptr<metadb::Database> copy_;
  std::unique_ptr<catalog::Catalog> copy_catalog_;
};

TEST_F(NessieImportTest, HistoryBranchesAndContentsAreTheSame) {
  const NessieImportReport report = Import();
  EXPECT_EQ(report.references, 3U);
  EXPECT_EQ(report.commits, 6U);
  EXPECT_EQ(report.lost_parents, 0U);
  for (const std::string ref : {"main", "dev/x", "v1"}) {
    const std::string at = "/trees/" + ref + "@/";
    const json theirs = Call("GET", "/v2" + at + "entries?content=true").body["entries"];
    EXPECT_EQ(Copied(at + "entries?content=true")["entries"], theirs) << ref;
    const json old_log = Call("GET", "/v2" + at + "history?fetch=ALL").body["logEntries"];
    const json new_log = Copied(at + "history?fetch=ALL")["logEntries"];
    ASSERT_EQ(new_log.size(), old_log.size());
    for (size_t i = 0; i < old_log.size(); ++i) {
      const json& before = old_log[i]["commitMeta"];
      json after = new_log[i]["commitMeta"];
      EXPECT_EQ(after["allProperties"]["nessie.hash"], json::array({before["hash"]}));
      EXPECT_EQ(after["parentCommitHashes"].size(), before["parentCommitHashes"].size());
      for (const char* same :
           {"message", "authors", "allSignedOffBy", "commitTime", "authorTime", "committer"}) {
        EXPECT_EQ(after[same], before[same]) << same << " of " << before["message"];
      }
      EXPECT_EQ(new_log[i]["operations"], old_log[i]["operations"]);
    }
  }
  EXPECT_EQ(KindOf([&] { Import(); }), ErrorKind::kFailedPrecondition) << "it is in use now";
}

TEST_F(NessieImportTest, AMergeWhoseSourceIsGoneLosesThatParentAlone) {
  const std::string gone = Head("dev/x");
  Call("DELETE", "/v2/trees/dev/x@" + gone + "?type=BRANCH");
  const auto fetch = [&](const std::string& path) {
    if (path.find("@" + gone) != std::string::npos) base::Throw(ErrorKind::kNotFound, "{}", path);
    return Fetch(path);
  };
  const NessieImportReport report = ImportFromNessie(*copy_, fetch);
  EXPECT_EQ(report.lost_parents, 1U);
  EXPECT_EQ(Copied("/trees/main/entries")["entries"].size(), 4U);
}

TEST_F(NessieImportTest, AServerThatDoesNotAddUpLeavesTheCatalogEmpty) {
  const auto expect = [&](ErrorKind kind, const std::function<std::string(std::string)>& fetch) {
    EXPECT_EQ(KindOf([&] { ImportFromNessie(*copy_, fetch); }), kind);
    EXPECT_EQ(copy_catalog_->ListReferences().size(), 1U);
  };
  expect(ErrorKind::kUnavailable, [](const std::string&) { return "<html>"; });
  expect(ErrorKind::kUnsupported, [](const std::string&) { return "{}"; });
  expect(ErrorKind::kDataCorruption, [&](const std::string& path) {
    json answer = json::parse(Fetch(path));
    if (answer.contains("entries")) answer["entries"].erase(0);
    return answer.dump();
  });
  expect(ErrorKind::kDataCorruption, [&](const std::string& path) {
    json answer = json::parse(Fetch(path));
    if (answer.contains("logEntries") && answer["logEntries"].size() > 1) {
      answer["logEntries"].erase(0);
    }
    return answer.dump();
  });
  expect(ErrorKind::kDataCorruption, [&](const std::string& path) {
    json answer = json::parse(Fetch(path));
    if (path.find("fetch=ALL") != std::string::npos) {
      for (json& entry : answer["logEntries"]) entry["operations"] = nullptr;
    }
    return answer.dump();
  });
  expect(ErrorKind::kUnsupported, [&](const std::string& path) {
    json answer = json::parse(Fetch(path));
    if (answer.contains("references")) answer["references"][0]["name"] = "no~name";
    return answer.dump();
  });
  Import();
}

}  // namespace
}  // namespace tarn::api::nessie
