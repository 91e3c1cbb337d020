#include "auth/access.h"
#include "auth/guard/guarded_catalog.h"
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kNoRight =
    "Access Denied: View owner does not have sufficient privileges: View owner '";

// A lake with users: bob may do everything, ann reads what is in `open`; a session for each.
class DefinerViewsTest : public LakeTest {
 protected:
  DefinerViewsTest() {
    session_.reset();
    engine_.reset();
    access_ = std::make_unique<auth::Access>(*database_, auth::AccessOptions{});
    access_->store().AddRole("maker", "");
    access_->store().AddRole("reader", "");
    access_->store().AddUser("bob", {}, {"maker"});
    access_->store().AddUser("ann", {}, {"reader"});
    Allow("maker", "all", "*");
    Allow("reader", "read", "open.*");
    catalog_ = std::make_unique<auth::guard::GuardedCatalog>(
        std::move(catalog_), access_->directory(), access_->audit(), auth::SystemIdentity());
    EmbeddedOptions options;
    options.threads = 2;
    options.temp_directory = (folder_ / "tmp").string();
    engine_ = NewEmbeddedEngine(*catalog_, options);
    session_ = engine_->NewSession({});
    Run("CREATE SCHEMA open");
    Run("CREATE SCHEMA hidden");
    Run("CREATE TABLE hidden.pay AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) v(id, name)");
    Run("CREATE TABLE open.t AS SELECT 2 AS id, 'seen' AS word");
    for (const char* user : {"ann", "bob"}) {
      SessionOptions of_user;
      of_user.user = user;
      of_user.schema = "open";
      sessions_[user] = engine_->NewSession(of_user);
    }
  }
  ~DefinerViewsTest() override {
    sessions_.clear();
    session_.reset();
    engine_.reset();
    catalog_.reset();
    access_.reset();
  }

  void Allow(const std::string& role, const std::string& actions, const std::string& on,
             auth::Effect effect = auth::Effect::kAllow) {
    access_->store().AddRule({0, role, effect, auth::ActionSet::Parse(actions), "*", on});
    access_->directory().Forget();
  }
  static auth::IdentityScope Acting(const std::string& user) {
    return auth::IdentityScope(
        std::make_shared<const auth::Identity>(auth::Identity{.user = user, .request_id = "r"}));
  }
  std::vector<std::string> As(const std::string& user, const std::string& sql) {
    const auth::IdentityScope scope = Acting(user);
    try {
      return Lines(*sessions_.at(user), sql);
    } catch (const base::Error& error) {
      throw error.WithContext(user + ": " + sql);
    }
  }
  std::string Refused(const std::string& user, const std::string& sql) {
    const auth::IdentityScope scope = Acting(user);
    const base::Error error = ErrorOf(*sessions_.at(user), sql);
    EXPECT_EQ(error.kind(), ErrorKind::kPermissionDenied) << error.message();
    return error.message();
  }

  std::unique_ptr<auth::Access> access_;
  std::map<std::string, std::unique_ptr<Session>> sessions_;
};

TEST_F(DefinerViewsTest, ReadWithTheRightsOfTheirOwner) {
  As("bob", "CREATE VIEW v AS SELECT id, upper(name) AS n FROM hidden.pay WHERE id < 5");
  As("bob", "CREATE VIEW said SECURITY DEFINER AS SELECT count(*) AS n FROM hidden.pay");
  Refused("ann", "SELECT * FROM hidden.pay");
  EXPECT_THAT(As("ann", "SELECT * FROM v ORDER BY id"), ElementsAre("1|A", "2|B"));
  EXPECT_THAT(As("ann", "SELECT n FROM said"), ElementsAre("2"));
  EXPECT_THAT(As("ann", "SELECT v.n, t.word FROM v JOIN t ON v.id = t.id"), ElementsAre("B|seen"));
  EXPECT_THAT(As("ann", "SHOW CREATE VIEW v"), ElementsAre(HasSubstr("SECURITY DEFINER")));
  EXPECT_THAT(As("ann", "EXPLAIN SELECT * FROM v").size(), testing::Gt(0U));
  Refused("ann", "SELECT v.n FROM v JOIN hidden.pay p ON p.id = v.id");
  EXPECT_THAT(As("ann", "SELECT n FROM v WHERE id = (SELECT max(id) FROM v)"), ElementsAre("B"));
}

TEST_F(DefinerViewsTest, NamesInTheirTextsMayBeInFull) {
  As("bob", "CREATE VIEW a AS SELECT hidden.pay.id, pay.name FROM iceberg.hidden.pay");
  As("bob", "CREATE VIEW f AS SELECT count(*) AS n FROM hidden.\"pay$files\"");
  As("bob",
     "CREATE VIEW w AS WITH pay AS (SELECT 7 AS id) SELECT p.id FROM pay p "
     "UNION ALL SELECT id FROM hidden.pay");
  EXPECT_THAT(As("ann", "SELECT * FROM a WHERE id = 1"), ElementsAre("1|a"));
  EXPECT_THAT(As("ann", "SELECT n FROM f"), ElementsAre("1"));
  EXPECT_THAT(As("ann", "SELECT sum(id) FROM w"), ElementsAre("10"));
}

TEST_F(DefinerViewsTest, InvokersViewsReadWithTheRightsOfWhoAsks) {
  As("bob", "CREATE VIEW i SECURITY INVOKER AS SELECT id FROM hidden.pay");
  EXPECT_EQ(Refused("ann", "SELECT * FROM i"),
            "Access Denied: user 'ann' may not read hidden.pay "
            "on main");
  EXPECT_THAT(As("ann", "SHOW CREATE VIEW i"), ElementsAre(HasSubstr("SECURITY INVOKER")));
  EXPECT_THAT(As("bob", "SELECT count(*) FROM i"), ElementsAre("2"));
  As("bob", "CREATE VIEW around AS SELECT id FROM i");
  EXPECT_THAT(As("ann", "SELECT count(*) FROM around"), ElementsAre("2"))
      << "inside of another view it has that one's rights";
  As("bob", "CREATE OR REPLACE VIEW around SECURITY INVOKER AS SELECT id FROM i");
  Refused("ann", "SELECT count(*) FROM around");
}

TEST_F(DefinerViewsTest, ViewsInViewsHaveOwnersOfTheirOwn) {
  Allow("reader", "create,write", "open.mine");
  As("bob", "CREATE VIEW v AS SELECT id FROM hidden.pay");
  As("ann", "CREATE VIEW mine AS SELECT id + 10 AS id FROM v");
  EXPECT_THAT(As("ann", "SELECT sum(id) FROM mine"), ElementsAre("23"));
  EXPECT_THAT(As("bob", "SELECT sum(id) FROM mine"), ElementsAre("23"));
}

TEST_F(DefinerViewsTest, AnOwnerWithoutTheRightOpensNothing) {
  Allow("reader", "create,write", "open.mine");
  As("bob", "CREATE VIEW v AS SELECT id FROM hidden.pay");
  As("ann", "CREATE VIEW mine AS SELECT word FROM t");
  Allow("reader", "read", "open.t", auth::Effect::kDeny);
  const std::string words =
      std::string(kNoRight) + "ann' cannot create view that selects from open.t";
  EXPECT_EQ(Refused("bob", "SELECT * FROM mine"), words);
  EXPECT_EQ(Refused("ann", "SELECT * FROM mine"),
            "Access Denied: user 'ann' may not read open.t on main")
      << "one's own view says it plainly";
  access_->store().RemoveUser("bob");
  access_->directory().Forget();
  EXPECT_EQ(Refused("ann", "SELECT * FROM v"),
            std::string(kNoRight) + "bob' cannot create view that selects from hidden.pay");
}

TEST_F(DefinerViewsTest, WhoReplacesAViewOwnsIt) {
  Allow("reader", "write", "open.v");
  As("bob", "CREATE VIEW v AS SELECT id FROM hidden.pay");
  As("ann", "COMMENT ON VIEW v IS 'of ann'");
  EXPECT_THAT(As("ann", "SELECT count(*) FROM v"), ElementsAre("2")) << "a comment changes nothing";
  Refused("ann", "CREATE OR REPLACE VIEW v AS SELECT name FROM hidden.pay");
  As("ann", "CREATE OR REPLACE VIEW v AS SELECT word FROM t");
  EXPECT_THAT(As("ann", "SELECT * FROM v"), ElementsAre("seen"));
  Allow("reader", "read", "open.t", auth::Effect::kDeny);
  Refused("bob", "SELECT * FROM v");
}

TEST_F(DefinerViewsTest, NoTransactionLeavesRightsBehind) {
  As("bob", "CREATE VIEW v AS SELECT id FROM hidden.pay");
  As("ann", "START TRANSACTION");
  EXPECT_THAT(As("ann", "SELECT count(*) FROM v"), ElementsAre("2"));
  Refused("ann", "SELECT * FROM hidden.pay");
  As("ann", "ROLLBACK");
}

// Rights to change things are asked for when a transaction commits: until then what it has changed
// must not come to anybody else's rights.
TEST_F(DefinerViewsTest, NoTransactionPutsViewsOfItsOwnBelowOthers) {
  As("bob", "CREATE VIEW v AS SELECT id FROM t");
  As("bob", "CREATE VIEW i SECURITY INVOKER AS SELECT id FROM hidden.pay");
  As("ann", "START TRANSACTION");
  As("ann", "DROP TABLE t");
  As("ann", "ALTER VIEW i RENAME TO t");
  EXPECT_THAT(Refused("ann", "SELECT * FROM v"), HasSubstr("user 'ann' may not read hidden.pay"));
  As("ann", "ROLLBACK");
}

TEST_F(DefinerViewsTest, ViewsOfTheCommandLineMayReadEverything) {
  Run("CREATE VIEW open.v AS SELECT id FROM hidden.pay");
  EXPECT_THAT(As("ann", "SELECT count(*) FROM v"), ElementsAre("2"));
  Run("CREATE OR REPLACE VIEW open.v SECURITY INVOKER AS SELECT id FROM hidden.pay");
  Refused("ann", "SELECT count(*) FROM v");
}

TEST_F(DefinerViewsTest, MaterializedViewsHaveTheirOwnersRights) {
  Allow("reader", "read", "open.st_*", auth::Effect::kDeny);
  As("bob", "CREATE MATERIALIZED VIEW m AS SELECT id FROM hidden.pay");
  EXPECT_THAT(As("ann", "SELECT count(*) FROM m"), ElementsAre("2")) << "its query is run";
  As("bob", "REFRESH MATERIALIZED VIEW m");
  EXPECT_THAT(As("ann", "SELECT count(*) FROM m"), ElementsAre("2")) << "its rows are read";
  As("bob", "INSERT INTO hidden.pay VALUES (3, 'c')");
  EXPECT_THAT(As("ann", "SELECT count(*) FROM m"), ElementsAre("2"));
  As("bob",
     "CREATE MATERIALIZED VIEW over GRACE PERIOD INTERVAL '0' SECOND AS "
     "SELECT sum(id) AS s FROM m");
  As("bob", "REFRESH MATERIALIZED VIEW over");
  EXPECT_THAT(As("ann", "SELECT s FROM over"), ElementsAre("3"));
  access_->store().RemoveUser("bob");
  access_->directory().Forget();
  EXPECT_THAT(Refused("ann", "SELECT count(*) FROM m"), HasSubstr("View owner 'bob'"));
}

}  // namespace
}  // namespace tarn::engine::embedded
