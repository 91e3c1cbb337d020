// The store fails at any call of a maintenance action: the table reads as before or as after, and
// what is left over is found by a clean-up.
#include "engine/embedded/tests/lake_fixture.h"
#include "store/testing/faulty_store.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using store::testing::Call;

class MaintenanceFaultsTest : public LakeTest {
 protected:
  MaintenanceFaultsTest() : faulty_(*store_) {
    catalog::CatalogOptions options;
    options.warehouse = (folder_ / "warehouse").string();
    options.state_directory = (folder_ / "state").string();
    faulty_catalog_ = catalog::OpenCatalog(*database_, faulty_, options);
    EmbeddedOptions embedded;
    embedded.threads = 2;
    embedded.temp_directory = (folder_ / "tmp2").string();
    faulty_engine_ = NewEmbeddedEngine(*faulty_catalog_, embedded);
    faulty_session_ = faulty_engine_->NewSession({});
    for (const char* property : {"expire_snapshots_min_retention",
                                 "remove_orphan_files_min_retention", "commit_retention"}) {
      Run(*faulty_session_, fmt::format("SET SESSION {} = '0s'", property));
      Run(fmt::format("SET SESSION {} = '0s'", property));
    }
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (id bigint)");
  }
  ~MaintenanceFaultsTest() override {
    faulty_session_.reset();
    faulty_engine_.reset();
    faulty_catalog_.reset();
  }

  // Fails the call with this number, before it is done or after; gives whether there was one.
  bool RunFailing(const std::string& sql, int failing) {
    std::atomic<int> calls{0};
    std::atomic<bool> failed{false};
    const auto hook = [&](Call call, const std::string&) {
      if (call == Call::kRemove || calls++ != failing) return;
      failed = true;
      base::Throw(ErrorKind::kUnavailable, "injected");
    };
    (failing % 2 ? faulty_.before : faulty_.after) = hook;
    try {
      Run(*faulty_session_, sql);
      EXPECT_FALSE(failed) << sql << " did not tell of failing call " << failing;
    } catch (const base::Error& error) {
      EXPECT_TRUE(failed) << error.what();
    }
    faulty_.before = faulty_.after = [](Call, const std::string&) {};
    return failed;
  }

  store::testing::FaultyStore faulty_;
  std::unique_ptr<catalog::Catalog> faulty_catalog_;
  std::unique_ptr<Engine> faulty_engine_;
  std::unique_ptr<Session> faulty_session_;
};

TEST_F(MaintenanceFaultsTest, EveryActionAtEveryCall) {
  const char* actions[] = {
      "ALTER TABLE s.t EXECUTE optimize",
      "ALTER TABLE s.t EXECUTE optimize_manifests",
      "ALTER TABLE s.t EXECUTE expire_snapshots(retention_threshold => '0s')",
      "ALTER TABLE s.t EXECUTE remove_orphan_files(retention_threshold => '0s')",
      "CALL system.remove_orphan_files(retention_threshold => '0s')",
      "ALTER TABLE s.t EXECUTE drop_extended_stats",
  };
  for (const char* action : actions) {
    for (int i = 0; i < 3; ++i) Run("INSERT INTO s.t VALUES (1), (2), (3)");
    const auto rows = Lines("SELECT count(*), sum(id) FROM s.t");
    int failing = 0;
    while (RunFailing(action, failing)) {
      ++failing;
      ASSERT_EQ(Lines("SELECT count(*), sum(id) FROM s.t"), rows) << action << " at " << failing;
      ASSERT_LT(failing, 500);
    }
    EXPECT_EQ(Lines("SELECT count(*), sum(id) FROM s.t"), rows) << action;
  }
  const auto rows = Lines("SELECT count(*), sum(id) FROM s.t");
  Run("ALTER TABLE s.t EXECUTE expire_snapshots(retention_threshold => '0s')");
  Run("CALL system.remove_orphan_files(retention_threshold => '0s')");
  EXPECT_EQ(Lines("SELECT count(*), sum(id) FROM s.t"), rows);
  EXPECT_EQ(DataFiles().size(), Lines(R"(SELECT DISTINCT "$path" FROM s.t)").size());
}

}  // namespace
}  // namespace tarn::engine::embedded
