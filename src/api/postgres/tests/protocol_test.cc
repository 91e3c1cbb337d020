#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>

#include "api/postgres/alarm_clock.h"
#include "api/postgres/catalog/oid.h"
#include "api/postgres/service.h"
#include "api/postgres/settings.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/tests/fake_engine.h"
#include "api/postgres/wire.h"

namespace tarn::api::postgres {
namespace {

using base::Error;
using base::ErrorKind;
using net::Step;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::string_literals;

std::string Message(char type, const std::string& body) {
  std::string bytes(1, type);
  AppendInt32(bytes, static_cast<int32_t>(body.size() + 4));
  return bytes + body;
}
std::string StartupPacketOf(const std::string& parameters,
                            const std::string& version = "\0\3\0\0"s) {
  std::string bytes;
  AppendInt32(bytes, static_cast<int32_t>(8 + parameters.size()));
  return bytes + version + parameters;
}
std::string QueryMessage(const std::string& sql) { return Message('Q', sql + '\0'); }
std::string ParseMessage(const std::string& sql, const std::string& name = "") {
  return Message('P', name + '\0' + sql + "\0\0\0"s);
}
std::string BindMessage(const std::vector<std::string>& values, const std::string& portal = "",
                        const std::string& statement = "") {
  std::string body = portal + '\0' + statement + '\0';
  AppendInt16(body, 0);
  AppendInt16(body, static_cast<int16_t>(values.size()));
  for (const std::string& value : values) {
    AppendInt32(body, static_cast<int32_t>(value.size()));
    body += value;
  }
  AppendInt16(body, 0);
  return Message('B', body);
}
std::string ExecuteMessage(int32_t most = 0, const std::string& portal = "") {
  std::string body = portal + '\0';
  AppendInt32(body, most);
  return Message('E', body);
}
const std::string kSync = Message('S', "");

// A client without a socket: gives bytes to a conversation and takes its answers apart.
class Client {
 public:
  explicit Client(Service& service, net::Peer peer = {"127.0.0.1", true, false})
      : conversation_(service.NewConversation(peer)) {}

  // The types of the messages that come back, as one text: "RSSKZ".
  std::string Send(const std::string& bytes) {
    input_ += bytes;
    last.clear();
    while (true) {
      size_t taken = 0;
      std::string output;
      const Step step = conversation_->Advance(input_, taken, output);
      input_.erase(0, taken);
      last += output;
      steps++;
      most_at_once = std::max(most_at_once, output.size());
      closed = step.next == Step::Next::kClose;
      patience = step.patience;
      if (step.next != Step::Next::kWrite && (taken == 0 || input_.empty() || closed)) break;
    }
    return Types();
  }
  std::string Start(const std::string& more = "") {
    return Send(StartupPacketOf("user\0ann\0"s + more + '\0'));
  }
  std::string Types() const {
    std::string types;
    for (size_t at = 0; at + 5 <= last.size();) {
      types += last[at];
      WireReader reader(std::string_view(last).substr(at + 1, 4));
      at += 1 + static_cast<size_t>(reader.Int32());
    }
    return types;
  }

  std::string last;
  bool closed = false;
  int steps = 0;
  size_t most_at_once = 0;
  std::chrono::milliseconds patience{0};

 private:
  std::unique_ptr<net::Conversation> conversation_;
  std::string input_;
};

class ProtocolTest : public testing::Test {
 protected:
  FakeEngine engine_;
  ServiceOptions options_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<Client> client_;

  Client& Started() {
    service_ = std::make_unique<Service>(engine_, options_);
    client_ = std::make_unique<Client>(*service_);
    const std::string types = client_->Start();
    EXPECT_EQ(types.front(), 'R');
    EXPECT_TRUE(types.ends_with("KZ")) << types;
    return *client_;
  }
};

TEST_F(ProtocolTest, StartsAndRefusesWhatItCannot) {
  Service service(engine_, options_);
  Client tls(service);
  tls.Send("\0\0\0\x08\x04\xd2\x16\x2f"s);
  EXPECT_EQ(tls.last, "N");
  EXPECT_TRUE(tls.Start().starts_with("R"));
  Client newer(service);
  EXPECT_TRUE(
      newer.Send(StartupPacketOf("user\0ann\0_pq_.x\0001\0\0"s, "\0\3\0\2"s)).starts_with("vR"));
  EXPECT_THAT(newer.last, HasSubstr("_pq_.x"));
  Client old(service);
  EXPECT_EQ(old.Send(StartupPacketOf("user\0ann\0\0"s, "\0\2\0\0"s)), "E");
  EXPECT_TRUE(old.closed);
  Client nobody(service);
  EXPECT_EQ(nobody.Send(StartupPacketOf("\0"s)), "E");
  Client replica(service);
  EXPECT_EQ(replica.Start("replication\0true\0"s), "E");
  Client web(service);
  EXPECT_EQ(web.Send("GET / HTTP/1.1\r\n\r\n"), "E");
  EXPECT_TRUE(web.closed);
  Client encoding(service);
  EXPECT_EQ(encoding.Start("client_encoding\0LATIN1\0"s), "E");
  Client garbage(service);
  EXPECT_EQ(garbage.Send("\0\0\0\x03"s), "E");
}

TEST_F(ProtocolTest, PasswordsAreAskedForAndOnlyWhereNobodyListens) {
  options_.authenticate = [](const std::string& user, const std::string& password,
                             const std::string&) {
    if (password != "right") throw Error(ErrorKind::kUnauthenticated, "no");
    return std::make_shared<const auth::Identity>(auth::Identity{user, "", false, false});
  };
  Service service(engine_, options_);
  Client good(service);
  EXPECT_EQ(good.Start(), "R");
  EXPECT_TRUE(good.Send(Message('p', "right\0"s)).ends_with("KZ"));
  Client bad(service);
  bad.Start();
  EXPECT_EQ(bad.Send(Message('p', "wrong\0"s)), "E");
  EXPECT_THAT(bad.last, HasSubstr("C28P01"));
  EXPECT_THAT(bad.last, HasSubstr("SFATAL"));
  EXPECT_TRUE(bad.closed);
  Client early(service);
  early.Start();
  EXPECT_EQ(early.Send(QueryMessage("SELECT 1")), "E");
  Client far(service, {"10.0.0.1", false, false});
  EXPECT_EQ(far.Start(), "E");
  EXPECT_THAT(far.last, HasSubstr("C28000"));
}

TEST_F(ProtocolTest, SimpleQueries) {
  engine_.OnNumbers("SELECT n FROM t", 2);
  engine_.On("INSERT INTO t SELECT 1", {.update_type = "INSERT", .count = 3});
  Client& client = Started();
  EXPECT_EQ(client.Send(QueryMessage("SELECT n FROM t")), "TDDCZ");
  EXPECT_THAT(client.last, HasSubstr("SELECT 2"));
  EXPECT_EQ(client.Send(QueryMessage("INSERT INTO t SELECT 1")), "CZ");
  EXPECT_THAT(client.last, HasSubstr("INSERT 0 3"));
  EXPECT_EQ(client.Send(QueryMessage(" ; -- nothing\n")), "IZ");
  EXPECT_EQ(client.Send(QueryMessage("SHOW server_version")), "TDCZ");
  EXPECT_THAT(client.last, HasSubstr("16."));
  EXPECT_EQ(client.Send(QueryMessage("SET application_name = 'x'")), "SCZ");
  EXPECT_EQ(client.Send(QueryMessage("SET nothing_known = 1")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C42704"));
  EXPECT_EQ(client.Send(QueryMessage("SET search_path TO gold")), "CZ");
  EXPECT_THAT(engine_.used, Contains("gold"));
}

TEST_F(ProtocolTest, AStatementEndsAfterItsTimeout) {
  engine_.On("SELECT forever", {.blocks = true});
  engine_.OnNumbers("SELECT n FROM t", 1);
  Client& client = Started();
  EXPECT_EQ(client.Send(QueryMessage("SET statement_timeout = '10ms'")), "CZ");
  EXPECT_EQ(client.Send(QueryMessage("SELECT forever")), "EZ");
  EXPECT_THAT(client.last, AllOf(HasSubstr("C57014"),
                                 HasSubstr("canceling statement due to statement timeout")));
  EXPECT_EQ(
      client.Send(ParseMessage("SELECT forever") + BindMessage({}) + ExecuteMessage() + kSync),
      "12EZ");
  EXPECT_THAT(client.last, HasSubstr("due to statement timeout"));
  // A statement that is done in time is not reached by what was meant for it.
  EXPECT_EQ(client.Send(QueryMessage("SET statement_timeout = '1h'")), "CZ");
  EXPECT_EQ(client.Send(QueryMessage("SELECT n FROM t")), "TDCZ");
  // It ends a transaction as any error does.
  EXPECT_EQ(client.Send(QueryMessage("SET statement_timeout TO 5")), "CZ");
  client.Send(QueryMessage("BEGIN"));
  EXPECT_EQ(client.Send(QueryMessage("SELECT forever")), "EZ");
  EXPECT_EQ(client.last.back(), 'E');
  EXPECT_EQ(client.Send(QueryMessage("ROLLBACK")), "CZ");
  for (const char* value : {"'soon'", "'-1'", "'5 years'"}) {
    EXPECT_EQ(client.Send(QueryMessage(std::string("SET statement_timeout = ") + value)), "EZ")
        << value;
    EXPECT_THAT(client.last, HasSubstr("C22023")) << value;
  }
}

TEST(SettingsTest, TimesHaveUnits) {
  Settings settings;
  EXPECT_EQ(settings.statement_timeout().count(), 0);
  const std::pair<const char*, int> kTimes[] = {
      {"250", 250},      {"1500us", 2},     {"2s", 2'000},      {" 1.5 s ", 1'500},
      {"3min", 180'000}, {"1h", 3'600'000}, {"1 d", 86'400'000}};
  for (const auto& [text, milliseconds] : kTimes) {
    settings.Set("statement_timeout", text);
    EXPECT_EQ(settings.statement_timeout().count(), milliseconds) << text;
  }
}

TEST(AlarmClockTest, RingsInOrderAndNotWhenTakenBack) {
  AlarmClock clock;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<int> rung;
  const auto ring = [&](int number) {
    std::lock_guard lock(mutex);
    rung.push_back(number);
    changed.notify_all();
  };
  using std::chrono::milliseconds;
  auto never = clock.Set(milliseconds(1), [&] { ring(0); });
  never.reset();
  const auto last = clock.Set(milliseconds(30), [&] { ring(2); });
  const auto first = clock.Set(milliseconds(5), [&] { ring(1); });
  const auto far = clock.Set(std::chrono::hours(1), [&] { ring(3); });
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return rung.size() >= 2 && rung.back() == 2; });
  EXPECT_EQ(rung.back(), 2);
  EXPECT_EQ(rung[rung.size() - 2], 1);
}

TEST_F(ProtocolTest, SeveralStatementsAreOneTransaction) {
  engine_.On("BAD",
             {.error = Error(ErrorKind::kInvalidArgument, "line 1:1: mismatched input 'BAD'")});
  Client& client = Started();
  EXPECT_EQ(client.Send(QueryMessage("DROP TABLE a; DROP TABLE b")), "CCZ");
  EXPECT_THAT(engine_.asked,
              ElementsAre("START TRANSACTION", "DROP TABLE a", "DROP TABLE b", "COMMIT"));
  engine_.asked.clear();
  EXPECT_EQ(client.Send(QueryMessage("DROP TABLE a; BAD; DROP TABLE b")), "CEZ");
  EXPECT_THAT(client.last, HasSubstr("C42601"));
  EXPECT_THAT(client.last, HasSubstr("P15"));  // in the whole text
  EXPECT_THAT(engine_.asked, ElementsAre("START TRANSACTION", "DROP TABLE a", "BAD", "ROLLBACK"));
}

TEST_F(ProtocolTest, TransactionsTellTheirStatus) {
  engine_.On("BAD", {.error = Error(ErrorKind::kConflict, "lost")});
  Client& client = Started();
  client.Send(QueryMessage("BEGIN"));
  EXPECT_TRUE(client.last.ends_with('T'));
  EXPECT_GT(client.patience.count(), 0);
  client.Send(QueryMessage("BAD"));
  EXPECT_THAT(client.last, HasSubstr("C40001"));
  EXPECT_TRUE(client.last.ends_with('E'));
  client.Send(QueryMessage("SELECT 1"));
  EXPECT_THAT(client.last, HasSubstr("C25P02"));
  EXPECT_EQ(client.Send(QueryMessage("COMMIT")), "CZ");
  EXPECT_THAT(client.last, HasSubstr("ROLLBACK"));
  EXPECT_TRUE(client.last.ends_with('I'));
  EXPECT_EQ(client.Send(QueryMessage("ROLLBACK")), "NCZ");
}

TEST_F(ProtocolTest, NoNumberOfRowsMeansAllOfThem) {
  engine_.OnNumbers("SELECT n FROM t  OFFSET 0 LIMIT ALL", 1);
  engine_.OnNumbers("SELECT * FROM (SELECT n FROM t  OFFSET 0 LIMIT ALL\n) LIMIT 0", 0);
  Client& client = Started();
  const std::string parse = ParseMessage("SELECT n FROM t LIMIT $1::int OFFSET $2::int");
  EXPECT_EQ(client.Send(parse + Message('D', "S\0"s) + kSync), "1tTZ");
  EXPECT_THAT(engine_.asked,
              Contains("SELECT * FROM (SELECT n FROM t  OFFSET 0 LIMIT ALL\n) LIMIT 0"));
}

// A column that is a table's tells its table and its place there, and another one zeros.
TEST_F(ProtocolTest, ColumnsTellTheirTable) {
  const engine::Type bigint{engine::TypeKind::kBigint, 0, 0, {}, {}};
  const auto of = [](const char* catalog, int position) {
    return std::make_shared<const engine::ColumnOrigin>(
        engine::ColumnOrigin{catalog, "shop", "orders", "id", position});
  };
  engine_.On("SELECT *", {.columns = {{"x", bigint, of("iceberg", 3)},
                                      {"other", bigint, of("tpch", 3)},
                                      {"unplaced", bigint, of("iceberg", 0)},
                                      {"expression", bigint}}});
  Client& client = Started();
  EXPECT_EQ(client.Send(QueryMessage("SELECT *")), "TCZ");
  std::string table;
  AppendInt32(table, static_cast<int32_t>(RelationOid("shop", "orders")));
  const std::string none = "\0\0\0\0\0\0"s;
  EXPECT_THAT(client.last, HasSubstr("x\0"s + table + "\0\3"s));
  EXPECT_THAT(client.last, HasSubstr("other\0"s + none));
  EXPECT_THAT(client.last, HasSubstr("unplaced\0"s + none));
  EXPECT_THAT(client.last, HasSubstr("expression\0"s + none));
}

TEST_F(ProtocolTest, SavepointsTakeATransactionBack) {
  engine_.On("BAD", {.error = Error(ErrorKind::kConflict, "lost")});
  engine_.On("GOOD", {.update_type = "INSERT", .count = 1});
  Client& client = Started();
  for (const char* outside : {"SAVEPOINT x", "RELEASE x", "ROLLBACK TO x", "GOOD; SAVEPOINT x"}) {
    client.Send(QueryMessage(outside));
    EXPECT_THAT(client.last, HasSubstr("C25P01")) << outside;
  }
  engine_.asked.clear();
  client.Send(QueryMessage("BEGIN"));
  EXPECT_EQ(client.Send(QueryMessage("SAVEPOINT a")), "CZ");
  EXPECT_THAT(client.last, HasSubstr("SAVEPOINT"));
  client.Send(QueryMessage("GOOD"));
  client.Send(QueryMessage("SAVEPOINT A"));
  client.Send(QueryMessage("BAD"));
  EXPECT_TRUE(client.last.ends_with('E'));
  client.Send(QueryMessage("RELEASE a"));
  EXPECT_THAT(client.last, HasSubstr("C25P02"));
  client.Send(QueryMessage("ROLLBACK TO b"));
  EXPECT_THAT(client.last, HasSubstr("C3B001"));
  EXPECT_THAT(client.last, HasSubstr("savepoint \"b\" does not exist"));
  EXPECT_EQ(client.Send(QueryMessage("ROLLBACK TO a")), "CZ");
  EXPECT_TRUE(client.last.ends_with('T'));
  client.Send(QueryMessage("RELEASE SAVEPOINT a"));
  client.Send(QueryMessage("ROLLBACK TO SAVEPOINT a"));  // the first of that name
  EXPECT_TRUE(client.last.ends_with('T'));
  client.Send(QueryMessage("COMMIT"));
  EXPECT_TRUE(client.last.ends_with('I'));
  EXPECT_THAT(engine_.asked, ElementsAre("START TRANSACTION", "SAVE 1", "GOOD", "SAVE 2", "BAD",
                                         "ROLLBACK TO 2", "ROLLBACK TO 1", "COMMIT"));
}

TEST_F(ProtocolTest, AFailedTransactionWithSavepointsEndsWhenTheClientSaysSo) {
  engine_.On("BAD", {.error = Error(ErrorKind::kConflict, "lost")});
  Client& client = Started();
  for (const char* end : {"ROLLBACK", "COMMIT"}) {
    client.Send(QueryMessage("BEGIN"));
    client.Send(QueryMessage("SAVEPOINT a"));
    client.Send(QueryMessage("BAD"));
    engine_.asked.clear();
    EXPECT_EQ(client.Send(QueryMessage(end)), "CZ");
    EXPECT_THAT(client.last, HasSubstr("ROLLBACK"));
    EXPECT_TRUE(client.last.ends_with('I'));
    EXPECT_THAT(engine_.asked, ElementsAre("ROLLBACK"));
    client.Send(QueryMessage("SAVEPOINT a"));
    EXPECT_THAT(client.last, HasSubstr("C25P01"));
  }
}

TEST_F(ProtocolTest, ExtendedQueriesBindTheirParameters) {
  engine_.OnNumbers("SELECT n FROM t WHERE a = BIGINT '5' AND b = 'it''s'", 1);
  engine_.On("SELECT * FROM t LIMIT 0",
             {.columns = {{"a", engine::Type{engine::TypeKind::kBigint, 0, 0, {}, {}}},
                          {"b", engine::Type{engine::TypeKind::kVarchar, 0, 0, {}, {}}}}});
  Client& client = Started();
  EXPECT_EQ(
      client.Send(ParseMessage("SELECT n FROM t WHERE a = $1 AND b = $2") +
                  BindMessage({"5", "it's"}) + Message('D', "P\0"s) + ExecuteMessage() + kSync),
      "12nDCZ");
  EXPECT_THAT(engine_.asked, Contains("SELECT n FROM t WHERE a = BIGINT '5' AND b = 'it''s'"));
  // Alone up to Sync: no transaction around it.
  EXPECT_THAT(engine_.asked, testing::Not(Contains("START TRANSACTION")));
  EXPECT_EQ(client.Send(BindMessage({"5; DROP TABLE t", "x"}) + ExecuteMessage() + kSync), "2EZ");
  EXPECT_THAT(client.last, HasSubstr("C22P02"));
}

TEST_F(ProtocolTest, MessagesAfterAnErrorAreSkippedUpToSync) {
  engine_.OnNumbers("SELECT 1", 1);
  Client& client = Started();
  EXPECT_EQ(client.Send(BindMessage({}, "", "nope") + ExecuteMessage() + ParseMessage("SELECT 1") +
                        kSync),
            "EZ");
  EXPECT_THAT(client.last, HasSubstr("C26000"));
  EXPECT_EQ(client.Send(ExecuteMessage(0, "nope") + kSync), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C34000"));
  EXPECT_EQ(client.Send(ParseMessage("SELECT 1", "s") + ParseMessage("SELECT 1", "s") + kSync),
            "1EZ");
  EXPECT_EQ(client.Send(ParseMessage("SELECT 1; SELECT 2") + kSync), "EZ");
  EXPECT_EQ(client.Send(ParseMessage("") + BindMessage({}) + ExecuteMessage() + kSync), "12IZ");
  EXPECT_EQ(client.Send(ParseMessage("SELECT $1", "p") + BindMessage({}, "", "p") + kSync), "1EZ");
  EXPECT_EQ(client.Send(Message('F', "x") + kSync), "EZ");
  EXPECT_FALSE(client.closed);
}

TEST_F(ProtocolTest, MalformedMessagesEndTheConnection) {
  Client& client = Started();
  EXPECT_EQ(client.Send(Message('?', "")), "E");
  EXPECT_THAT(client.last, HasSubstr("SFATAL"));
  EXPECT_TRUE(client.closed);
  Client oversize(*service_);
  oversize.Start();
  EXPECT_EQ(oversize.Send("Q\x7f\xff\xff\xff"s), "E");
  EXPECT_THAT(oversize.last, HasSubstr("C54000"));
  Client truncated(*service_);
  truncated.Start();
  EXPECT_EQ(truncated.Send(Message('P', "a")), "E");
  Client gone(*service_);
  gone.Start();
  EXPECT_EQ(gone.Send(Message('X', "")), "");
  EXPECT_TRUE(gone.closed);
}

TEST_F(ProtocolTest, PortalsAreFetchedInParts) {
  engine_.OnNumbers("SELECT n FROM t", 5);
  engine_.OnNumbers("SELECT other", 1);
  Client& client = Started();
  client.Send(QueryMessage("BEGIN"));
  EXPECT_EQ(client.Send(ParseMessage("SELECT n FROM t") + BindMessage({}, "p") +
                        ExecuteMessage(2, "p") + kSync),
            "12DDsZ");
  // Another statement of the engine while the portal waits: its rows are kept.
  EXPECT_EQ(client.Send(QueryMessage("SELECT other")), "TDCZ");
  EXPECT_EQ(client.Send(ExecuteMessage(2, "p") + kSync), "DDsZ");
  EXPECT_EQ(client.Send(ExecuteMessage(2, "p") + kSync), "DCZ");
  client.Send(QueryMessage("COMMIT"));
  EXPECT_EQ(client.Send(ExecuteMessage(2, "p") + kSync), "EZ");
}

TEST_F(ProtocolTest, CursorsAreFetchedAndPassedOver) {
  engine_.OnNumbers("SELECT n FROM t", 10);
  engine_.OnNumbers("SELECT other", 1);
  Client& client = Started();
  EXPECT_EQ(client.Send(QueryMessage("DECLARE c CURSOR FOR SELECT n FROM t")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C25P01"));
  client.Send(QueryMessage("BEGIN"));
  EXPECT_EQ(client.Send(QueryMessage("DECLARE \"C 1\" NO SCROLL CURSOR FOR SELECT n FROM t")),
            "CZ");
  EXPECT_EQ(client.Send(QueryMessage("FETCH 2 FROM \"C 1\"")), "TDDCZ");
  EXPECT_THAT(client.last, HasSubstr("FETCH 2"));
  EXPECT_EQ(client.Send(QueryMessage("SELECT other")), "TDCZ") << "while it waits";
  EXPECT_EQ(client.Send(QueryMessage("MOVE FORWARD 3 IN \"C 1\"")), "CZ");
  EXPECT_THAT(client.last, HasSubstr("MOVE 3"));
  EXPECT_EQ(client.Send(QueryMessage("FETCH \"C 1\"")), "TDCZ");
  EXPECT_THAT(client.last, HasSubstr("\0\0\0\0015"s)) << "the sixth row";
  EXPECT_EQ(client.Send(ParseMessage("FETCH FORWARD ALL FROM \"C 1\"") + BindMessage({}) +
                        Message('D', "P\0"s) + ExecuteMessage() + kSync),
            "12TDDDDCZ");
  EXPECT_EQ(client.Send(QueryMessage("FETCH 5 FROM \"C 1\"")), "TCZ");
  EXPECT_EQ(client.Send(QueryMessage("CLOSE \"C 1\"")), "CZ");
  EXPECT_EQ(client.Send(QueryMessage("FETCH 1 FROM \"C 1\"")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C34000"));
}

TEST_F(ProtocolTest, CursorsEndWithTheirTransactionUnlessTheyAreHeld) {
  engine_.OnNumbers("SELECT n FROM t", 3);
  Client& client = Started();
  client.Send(QueryMessage("BEGIN"));
  client.Send(QueryMessage("DECLARE gone CURSOR FOR SELECT n FROM t"));
  client.Send(QueryMessage("DECLARE held CURSOR WITH HOLD FOR SELECT n FROM t"));
  EXPECT_EQ(client.Send(QueryMessage("FETCH 1 FROM held")), "TDCZ");
  client.Send(QueryMessage("COMMIT"));
  EXPECT_EQ(client.Send(QueryMessage("FETCH 1 FROM gone")), "EZ");
  EXPECT_EQ(client.Send(QueryMessage("FETCH ALL FROM held")), "TDDCZ");
  EXPECT_EQ(client.Send(QueryMessage("FETCH BACKWARD 1 FROM held")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("forward only"));
  EXPECT_EQ(client.Send(QueryMessage("CLOSE ALL")), "CZ");
  EXPECT_EQ(client.Send(QueryMessage("DECLARE s SCROLL CURSOR FOR SELECT n FROM t")), "EZ");
  EXPECT_EQ(client.Send(QueryMessage("DECLARE i CURSOR FOR INSERT INTO t VALUES (1)")), "EZ");
}

TEST_F(ProtocolTest, PortalsThatAreTooBigToWaitAreRefused) {
  options_.limits.parked_bytes = 100;
  engine_.OnNumbers("SELECT n FROM t", 1000);
  Client& client = Started();
  client.Send(QueryMessage("BEGIN"));
  client.Send(ParseMessage("SELECT n FROM t") + BindMessage({}, "p") + ExecuteMessage(2, "p") +
              kSync);
  EXPECT_EQ(client.Send(QueryMessage("SELECT other")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C54000"));
}

TEST_F(ProtocolTest, AnswersComeInBoundedParts) {
  options_.limits.answer_bytes = 1000;
  engine_.OnNumbers("SELECT n FROM t", 1000);
  Client& client = Started();
  client.steps = 0;
  client.most_at_once = 0;
  const std::string types = client.Send(QueryMessage("SELECT n FROM t"));
  EXPECT_EQ(std::count(types.begin(), types.end(), 'D'), 1000);
  EXPECT_GT(client.steps, 10);
  EXPECT_LT(client.most_at_once, 1200U);
}

TEST_F(ProtocolTest, StatementsAndPortalsAreBounded) {
  options_.limits.statements = 2;
  options_.limits.portals = 1;
  options_.limits.statement_bytes = 100;
  Client& client = Started();
  EXPECT_EQ(client.Send(ParseMessage("SELECT 1", "a") + ParseMessage("SELECT 1", "b") +
                        ParseMessage("SELECT 1", "c") + kSync),
            "11EZ");
  EXPECT_EQ(client.Send(BindMessage({}, "p", "a") + BindMessage({}, "q", "a") + kSync), "2EZ");
  EXPECT_EQ(client.Send(QueryMessage("SELECT '" + std::string(200, 'x') + "'")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C54000"));
  EXPECT_EQ(client.Send(QueryMessage("DEALLOCATE ALL")), "CZ");
  EXPECT_EQ(client.Send(ParseMessage("SELECT 1", "c") + kSync), "1Z");
}

TEST_F(ProtocolTest, CopyOut) {
  engine_.OnNumbers("SELECT n FROM t", 2);
  Client& client = Started();
  EXPECT_EQ(client.Send(QueryMessage("COPY (SELECT n FROM t) TO STDOUT (FORMAT csv, HEADER)")),
            "HdddcCZ");
  EXPECT_THAT(client.last, HasSubstr("COPY 2"));
  EXPECT_EQ(client.Send(QueryMessage("COPY t TO '/tmp/x'")), "EZ");
}

TEST_F(ProtocolTest, CopyIn) {
  const engine::Type bigint{engine::TypeKind::kBigint, 0, 0, {}, {}};
  const engine::Type text{engine::TypeKind::kVarchar, 0, 0, {}, {}};
  engine_.On("SELECT * FROM \"t\" LIMIT 0", {.columns = {{"a", bigint}, {"b", text}}});
  Client& client = Started();
  EXPECT_EQ(client.Send(QueryMessage("COPY t FROM STDIN")), "G");
  EXPECT_EQ(client.Send(Message('d', "1\tit's")), "") << "a row that is not there whole";
  EXPECT_EQ(client.Send(Message('d', " a\\tb\n2\t\\N\n")), "");
  EXPECT_EQ(client.Send(Message('c', "")), "CZ");
  EXPECT_THAT(client.last, HasSubstr("COPY 2"));
  EXPECT_THAT(engine_.asked,
              Contains(R"(INSERT INTO "t" ("a", "b") VALUES (BIGINT '1', 'it''s a)"s + "\tb" +
                       R"('), (BIGINT '2', CAST(NULL AS varchar)))"));
  EXPECT_EQ(engine_.asked.back(), "COMMIT");

  // As libpq sends it: everything at once, Sync too, which is ignored until the rows are there.
  EXPECT_EQ(client.Send(ParseMessage("COPY t (b) FROM STDIN (FORMAT csv, HEADER)") +
                        BindMessage({}) + Message('D', "P\0"s) + ExecuteMessage() + kSync),
            "12nG");
  EXPECT_EQ(client.Send(Message('d', "b\n\"x\n,\"\"y\"\n\"\"\n\n") + Message('c', "") + kSync),
            "CZ");
  EXPECT_THAT(engine_.asked,
              Contains("INSERT INTO \"t\" (\"b\") VALUES ('x\n,\"y'), (''), (CAST(NULL "
                       "AS varchar))"));
}

TEST_F(ProtocolTest, CopyInThatFailsLeavesNothing) {
  const engine::Type bigint{engine::TypeKind::kBigint, 0, 0, {}, {}};
  engine_.On("SELECT * FROM \"t\" LIMIT 0", {.columns = {{"a", bigint}}});
  Client& client = Started();
  client.Send(QueryMessage("COPY t FROM STDIN"));
  EXPECT_EQ(client.Send(Message('d', "1\nx\n") + Message('d', "3\n") + Message('c', "")), "EZ");
  EXPECT_THAT(client.last, AllOf(HasSubstr("C22P02"), HasSubstr("COPY, line 2, column a")));
  EXPECT_EQ(engine_.asked.back(), "ROLLBACK");
  client.Send(QueryMessage("COPY t FROM STDIN"));
  EXPECT_EQ(client.Send(Message('d', "1\t2\n")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("extra data after the last column"));
  client.Send(QueryMessage("COPY t FROM STDIN"));
  EXPECT_EQ(client.Send(Message('f', "gone\0"s)), "EZ");
  EXPECT_THAT(client.last, HasSubstr("COPY from stdin failed: gone"));
  EXPECT_EQ(client.Send(QueryMessage("COPY nope FROM STDIN")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C42P01"));
  EXPECT_EQ(client.Send(QueryMessage("COPY t (b) FROM STDIN")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C42703"));
  EXPECT_EQ(client.Send(QueryMessage("COPY t FROM '/etc/passwd'")), "EZ");
  EXPECT_THAT(client.last, HasSubstr("no files of the server"));
}

TEST_F(ProtocolTest, RowsOfCopyInAreBounded) {
  options_.limits.statement_bytes = 100;
  const engine::Type bigint{engine::TypeKind::kBigint, 0, 0, {}, {}};
  engine_.On("SELECT * FROM \"t\" LIMIT 0", {.columns = {{"a", bigint}}});
  Client& client = Started();
  client.Send(QueryMessage("COPY t FROM STDIN"));
  EXPECT_EQ(client.Send(Message('d', std::string(200, '1'))), "EZ");
  EXPECT_THAT(client.last, HasSubstr("C54000"));
}

TEST_F(ProtocolTest, DatabasesAreReferences) {
  options_.head_of = [](const std::string& ref) -> std::string {
    if (ref == "main" || ref == "dev") return "hash of " + ref;
    throw Error(ErrorKind::kNotFound, "no such reference");
  };
  Service service(engine_, options_);
  Client dev(service);
  EXPECT_TRUE(dev.Start("database\0iceberg@dev\0"s).ends_with("KZ"));
  dev.Send(QueryMessage("SHOW ref"));
  EXPECT_THAT(dev.last, HasSubstr("dev"));
  Client nowhere(service);
  EXPECT_EQ(nowhere.Start("database\0nowhere\0"s), "E");
  EXPECT_THAT(nowhere.last, HasSubstr("C3D000"));
  Client unset(service);
  EXPECT_TRUE(unset.Start("database\0ann\0"s).ends_with("KZ"));
  unset.Send(QueryMessage("SET ref = 'nope'"));
  EXPECT_EQ(unset.Types(), "EZ");
  unset.Send(QueryMessage("SHOW ref"));
  EXPECT_THAT(unset.last, HasSubstr("main"));
}

TEST_F(ProtocolTest, StatementsAskTheGate) {
  class Gate : public StatementGate {
   public:
    class Ticket : public StatementTicket {
     public:
      explicit Ticket(Gate& gate) : gate_(gate) {}
      void Finished(uint64_t rows, const Error* error) override {
        gate_.log.push_back(error != nullptr ? "failed" : std::to_string(rows));
      }

     private:
      Gate& gate_;
    };
    std::unique_ptr<StatementTicket> Enter(const StatementInfo& info,
                                           std::function<void()>) override {
      log.push_back(info.user + ": " + info.sql);
      if (info.sql == "SELECT full") throw Error(ErrorKind::kResourceExhausted, "full");
      return std::make_unique<Ticket>(*this);
    }
    std::vector<std::string> log;
  } gate;
  options_.gate = &gate;
  engine_.OnNumbers("SELECT n", 2);
  Client& client = Started();
  client.Send(QueryMessage("SELECT n"));
  client.Send(QueryMessage("SELECT full"));
  EXPECT_THAT(client.last, HasSubstr("C53000"));
  EXPECT_THAT(gate.log, ElementsAre("ann: SELECT n", "2", "ann: SELECT full"));
}

}  // namespace
}  // namespace tarn::api::postgres
