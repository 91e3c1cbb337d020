#include "auth/store.h"

#include <gtest/gtest.h>

#include "auth/access.h"
#include "auth/password.h"
#include "base/error.h"
#include "metadb/testing/database_param.h"

namespace tarn::auth {
namespace {

using base::ErrorKind;

template <typename Body>
ErrorKind KindOf(Body body) {
  try {
    body();
  } catch (const base::Error& error) {
    return error.kind();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorKind::kInternal;
}

class StoreTest : public metadb::testing::DatabaseTest {
 protected:
  Store& store() {
    if (!store_) store_ = std::make_unique<Store>(database(), clock_);
    return *store_;
  }
  void TearDown() override {
    store_.reset();
    DatabaseTest::TearDown();
  }

  base::ManualClock clock_{base::TimePoint(std::chrono::hours(500'000))};
  std::unique_ptr<Store> store_;
};
INSTANTIATE_TEST_SUITE_P(Databases, StoreTest, metadb::testing::kDatabases,
                         metadb::testing::DatabaseTestName);

TEST_P(StoreTest, UsersComeAndGo) {
  EXPECT_FALSE(store().HasUsers());
  store().AddUser("ann", "password 1", {"admin"});
  store().AddUser("bob", {}, {});
  EXPECT_TRUE(store().HasUsers());
  const auto users = store().ListUsers();
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0].name, "ann");
  EXPECT_TRUE(users[0].has_password);
  EXPECT_EQ(users[0].roles, std::set<std::string>{"admin"});
  EXPECT_FALSE(users[1].has_password);
  EXPECT_TRUE(VerifyPassword("password 1", store().FindCredentials("ann")->password_hash));
  store().SetPassword("ann", "password 2");
  EXPECT_TRUE(VerifyPassword("password 2", store().FindCredentials("ann")->password_hash));
  store().RemoveUser("bob");
  EXPECT_FALSE(store().FindCredentials("bob"));
}

TEST_P(StoreTest, WrongChangesAreToldApart) {
  store().AddUser("ann", "password 1", {"admin"});
  EXPECT_EQ(KindOf([&] { store().AddUser("ann", {}, {}); }), ErrorKind::kAlreadyExists);
  EXPECT_EQ(KindOf([&] { store().AddUser("bob", {}, {"none"}); }), ErrorKind::kNotFound);
  EXPECT_FALSE(store().FindCredentials("bob")) << "half a user";
  EXPECT_EQ(KindOf([&] { store().AddUser("bob", "short", {}); }), ErrorKind::kInvalidArgument);
  for (const char* name : {"", "a:b", "a b", "-a", "é", "a\n", "a/b"}) {
    EXPECT_EQ(KindOf([&] { store().AddUser(name, {}, {}); }), ErrorKind::kInvalidArgument) << name;
  }
  EXPECT_EQ(KindOf([&] { store().RemoveUser("nobody"); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { store().SetPassword("nobody", "password 1"); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { store().AddRole("Upper", ""); }), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { store().AddRole("admin", ""); }), ErrorKind::kAlreadyExists);
  EXPECT_EQ(KindOf([&] { store().RemoveRole("admin"); }), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(KindOf([&] { store().GrantRole("none", "ann"); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { store().RevokeRole("public", "ann"); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { store().RemoveRule(7); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { store().RemoveProtection("x"); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { store().RemoveToken("x"); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { store().AddToken("nobody", "", {}); }), ErrorKind::kNotFound);
}

TEST_P(StoreTest, TheLastAdminStays) {
  store().AddUser("ann", {}, {"admin"});
  store().AddUser("bob", {}, {});
  EXPECT_EQ(KindOf([&] { store().RemoveUser("ann"); }), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(KindOf([&] { store().RevokeRole("admin", "ann"); }), ErrorKind::kFailedPrecondition);
  store().GrantRole("admin", "bob");
  store().RemoveUser("ann");
  // Without any user left, the lake is open again.
  store().RemoveUser("bob");
  EXPECT_FALSE(store().HasUsers());
}

TEST_P(StoreTest, RulesAndProtectionsAreKept) {
  store().AddRole("ci", "builds");
  Rule rule;
  rule.role = "ci";
  rule.effect = Effect::kDeny;
  rule.actions = ActionSet::Parse("read,merge");
  rule.ref = "dev/*";
  rule.resource = "a.*";
  rule.id = store().AddRule(rule);
  EXPECT_EQ(store().ListRules(), std::vector<Rule>{rule});
  const Protection protection{"main", {"ci"}, {}};
  store().SetProtection(protection);
  EXPECT_EQ(store().ListProtections(), std::vector<Protection>{protection});
  EXPECT_EQ(KindOf([&] { store().RemoveRole("ci"); }), ErrorKind::kFailedPrecondition);
  store().RemoveProtection("main");
  store().RemoveRole("ci");
  EXPECT_TRUE(store().ListRules().empty());
}

TEST_P(StoreTest, TokensAreHashedExpireAndAreRevoked) {
  store().AddUser("ci", {}, {});
  const NewApiToken made = store().AddToken("ci", "github", clock_.NowMs() + 1'000);
  EXPECT_EQ(made.bearer, made.client_id + "_" + made.client_secret);
  for (const auto& [hash] : database().Query<std::string>("SELECT secret_hash FROM auth_token")) {
    EXPECT_EQ(hash.find(made.client_secret), std::string::npos);
  }
  EXPECT_EQ(store().CheckToken(made.token.id, made.client_secret)->user, "ci");
  EXPECT_EQ(store().ListTokens("ci").at(0).last_used_ms, clock_.NowMs());
  EXPECT_FALSE(store().CheckToken(made.token.id, made.client_secret + "0"));
  EXPECT_FALSE(store().CheckToken("0000000000000000", made.client_secret));
  clock_.SleepFor(std::chrono::seconds(1));
  EXPECT_FALSE(store().CheckToken(made.token.id, made.client_secret));
  EXPECT_FALSE(store().TokenLives(made.token.id));
  const NewApiToken other = store().AddToken("ci", "", {});
  EXPECT_TRUE(store().TokenLives(other.token.id));
  store().RemoveToken(other.client_id);
  EXPECT_FALSE(store().TokenLives(other.token.id));
  EXPECT_EQ(KindOf([&] { store().AddToken("ci", "", clock_.NowMs()); }),
            ErrorKind::kInvalidArgument);
  store().RemoveUser("ci");
  EXPECT_TRUE(store().ListTokens().empty());
}

TEST_P(StoreTest, UsersOfAProviderHaveItsRoles) {
  store().AddRole("ci", "");
  store().SyncOidcUser("ann", {"ci", "unknown"});
  EXPECT_EQ(store().ListUsers().at(0).roles, std::set<std::string>{"ci"});
  store().SyncOidcUser("ann", {});
  EXPECT_TRUE(store().ListUsers().at(0).roles.empty());
  EXPECT_EQ(KindOf([&] { store().SetPassword("ann", "password 1"); }),
            ErrorKind::kFailedPrecondition);
  store().AddUser("bob", "password 1", {});
  EXPECT_EQ(KindOf([&] { store().SyncOidcUser("bob", {}); }), ErrorKind::kUnauthenticated);
}

TEST_P(StoreTest, TheDirectorySeesChangesOfOthers) {
  DirectoryCache cache(store(), std::chrono::milliseconds(0));
  EXPECT_FALSE(cache.Get()->Knows("ann"));
  Store other(database(), clock_);
  other.AddUser("ann", {}, {"admin"});
  EXPECT_TRUE(cache.Get()->IsAdmin("ann"));
}

TEST_P(StoreTest, TheAuditLogIsListedAndPruned) {
  store();
  AuditLog log(database(), std::chrono::hours(24), clock_);
  log.Append({0, 0, "ann", "commit", "main", "a", "b", "r1", std::string(5'000, 'x')});
  clock_.SleepFor(std::chrono::hours(23));
  log.Append({0, 0, "bob", "merge", "main", "b", "c", "r2", ""});
  auto records = log.List({});
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].user, "bob");
  EXPECT_EQ(records[1].commit_before, "a");
  EXPECT_LE(records[1].details.size(), AuditLog::kMaxDetails + 3);
  EXPECT_EQ(log.List({.user = "ann"}).size(), 1U);
  EXPECT_EQ(log.List({.action = "merge"}).size(), 1U);
  EXPECT_EQ(log.List({.before_number = records[0].number}).size(), 1U);
  EXPECT_EQ(log.List({.since_ms = clock_.NowMs()}).size(), 1U);
  clock_.SleepFor(std::chrono::hours(2));
  EXPECT_EQ(log.Prune(), 1);
  EXPECT_EQ(log.List({}).size(), 1U);
}

// --- authentication

class AuthenticatorTest : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    store().AddUser("ann", "password 1", {"admin"});
    directory_ = std::make_unique<DirectoryCache>(store(), std::chrono::milliseconds(0));
    authenticator_ = std::make_unique<Authenticator>(
        store(), *directory_, AuthenticatorOptions{std::chrono::seconds(60), {}, {}}, clock_);
  }
  void TearDown() override {
    authenticator_.reset();
    directory_.reset();
    StoreTest::TearDown();
  }
  static std::string Basic(const std::string& user, const std::string& password) {
    // The encoding with '-' and '_' is not Basic's: names and passwords of the tests have neither.
    return "Basic " + Base64Of(user + ":" + password);
  }
  static std::string Base64Of(const std::string& text);
  std::string Ask(const std::string& authorization, const std::string& peer = "10.0.0.1") {
    return authenticator_->Authenticate(authorization, peer);
  }
  ErrorKind Refusal(const std::string& authorization, const std::string& peer = "10.0.0.1") {
    return KindOf([&] { Ask(authorization, peer); });
  }

  std::unique_ptr<DirectoryCache> directory_;
  std::unique_ptr<Authenticator> authenticator_;
};
INSTANTIATE_TEST_SUITE_P(Databases, AuthenticatorTest, ::testing::Values(metadb::Dialect::kSqlite),
                         metadb::testing::DatabaseTestName);

std::string AuthenticatorTest::Base64Of(const std::string& text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (size_t i = 0; i < text.size(); i += 3) {
    uint32_t bits = 0;
    for (size_t j = 0; j < 3; ++j) {
      bits = bits << 8 | (i + j < text.size() ? static_cast<unsigned char>(text[i + j]) : 0U);
    }
    for (size_t j = 0; j < 4; ++j) {
      out += i + j > text.size() ? '=' : kAlphabet[bits >> (18 - 6 * j) & 63];
    }
  }
  return out;
}

TEST_P(AuthenticatorTest, PasswordsAndTokensProveWhoItIs) {
  EXPECT_EQ(Ask(Basic("ann", "password 1")), "ann");
  EXPECT_EQ(Ask(Basic("ann", "password 1")), "ann");  // remembered
  EXPECT_EQ(Ask("basic  " + Base64Of("ann:password 1")), "ann");
  const NewApiToken token = store().AddToken("ann", "", {});
  EXPECT_EQ(Ask("Bearer " + token.bearer), "ann");
  EXPECT_EQ(Ask(Basic("ann", token.bearer)), "ann");
  store().AddUser("bob", {}, {});
  EXPECT_EQ(Refusal(Basic("bob", token.bearer)), ErrorKind::kUnauthenticated);
}

TEST_P(AuthenticatorTest, EverythingElseIsRefused) {
  for (const std::string& wrong :
       {std::string(), std::string("Basic"), std::string("Basic !"), std::string("Basic YQ=="),
        std::string("Digest x"), std::string("Bearer "), std::string("Bearer None"),
        std::string("Bearer a.b.c"), std::string("Bearer tarn_"),
        std::string("Bearer tarn_0123456789abcdef_"),
        "Bearer tarn_0123456789abcdef_" + std::string(64, '0'), Basic("ann", "password 2"),
        // Bytes that databases do not take.
        Basic(std::string("ann\0", 4), "password 1"), Basic("\xFF", "password 1"),
        "Bearer tarn_0123456789abcd\xFF\xFE_" + std::string(64, '0'),
        "Bearer " + Base64Of(R"({"alg":"HS256","kid":"a\u0000b"})") + "." +
            Base64Of(R"({"sub":"ann"})") + ".AAAA"}) {
    EXPECT_EQ(Refusal(wrong), ErrorKind::kUnauthenticated) << wrong;
  }
  // Somebody without a password, and nobody at all.
  store().AddUser("bob", {}, {});
  EXPECT_EQ(Refusal(Basic("bob", "")), ErrorKind::kUnauthenticated);
  EXPECT_EQ(Refusal(Basic("eve", "password 1")), ErrorKind::kUnauthenticated);
}

TEST_P(AuthenticatorTest, AChangedPasswordCountsAtOnce) {
  EXPECT_EQ(Ask(Basic("ann", "password 1")), "ann");
  const AccessToken access = authenticator_->ForClient("ann", "password 1", "10.0.0.1");
  EXPECT_EQ(Ask("Bearer " + access.token), "ann");
  clock_.SleepFor(std::chrono::seconds(1));
  store().SetPassword("ann", "password 2");
  EXPECT_EQ(Refusal(Basic("ann", "password 1")), ErrorKind::kUnauthenticated);
  EXPECT_EQ(Refusal("Bearer " + access.token), ErrorKind::kUnauthenticated);
}

TEST_P(AuthenticatorTest, AccessTokensExpireAndGoWithTheirToken) {
  const NewApiToken token = store().AddToken("ann", "", {});
  const AccessToken access =
      authenticator_->ForClient(token.client_id, token.client_secret, "10.0.0.1");
  EXPECT_EQ(access.expires_in, std::chrono::seconds(60));
  EXPECT_EQ(Ask("Bearer " + access.token), "ann");
  EXPECT_EQ(Ask("Bearer " + authenticator_->Exchange(access.token).token), "ann");
  EXPECT_EQ(KindOf([&] { authenticator_->Exchange(token.bearer); }), ErrorKind::kUnauthenticated);
  clock_.SleepFor(std::chrono::seconds(66));
  EXPECT_EQ(Refusal("Bearer " + access.token), ErrorKind::kUnauthenticated);
  const AccessToken fresh = authenticator_->ForClient("", token.bearer, "10.0.0.1");
  EXPECT_EQ(Ask("Bearer " + fresh.token), "ann");
  store().RemoveToken(token.token.id);
  EXPECT_EQ(Refusal("Bearer " + fresh.token), ErrorKind::kUnauthenticated);
}

TEST_P(AuthenticatorTest, TokensOfAnotherKeyAreRefused) {
  const AccessToken access = authenticator_->ForClient("ann", "password 1", "10.0.0.1");
  database().Execute("DELETE FROM auth_key");
  EXPECT_EQ(Refusal("Bearer " + access.token), ErrorKind::kUnauthenticated);
}

TEST_P(AuthenticatorTest, WhoGuessesWaitsAndOthersDoNot) {
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(Refusal(Basic("ann", "wrong")), ErrorKind::kUnauthenticated);
  }
  EXPECT_EQ(Refusal(Basic("ann", "password 1")), ErrorKind::kResourceExhausted);
  EXPECT_EQ(Ask(Basic("ann", "password 1"), "10.0.0.2"), "ann");
  clock_.SleepFor(std::chrono::milliseconds(1'100));
  EXPECT_EQ(Ask(Basic("ann", "password 1")), "ann");
  EXPECT_EQ(Refusal(Basic("ann", "wrong")), ErrorKind::kUnauthenticated);
  EXPECT_EQ(Ask(Basic("ann", "password 1")), "ann");
}

TEST_P(AuthenticatorTest, WhoTriesManyNamesWaitsToo) {
  for (int i = 0; i < 51; ++i) {
    EXPECT_EQ(
        KindOf([&] { authenticator_->ForClient("tarn_" + std::to_string(i), "x", "10.0.0.3"); }),
        ErrorKind::kUnauthenticated);
  }
  EXPECT_EQ(Refusal(Basic("ann", "password 1"), "10.0.0.3"), ErrorKind::kResourceExhausted);
}

TEST_P(AuthenticatorTest, WhoIsRemovedIsRefused) {
  store().AddUser("bob", "password 1", {});
  EXPECT_EQ(Ask(Basic("bob", "password 1")), "bob");
  store().RemoveUser("bob");
  EXPECT_EQ(Refusal(Basic("bob", "password 1")), ErrorKind::kUnauthenticated);
}

}  // namespace
}  // namespace tarn::auth
