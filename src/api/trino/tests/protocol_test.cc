// The protocol from a client's side, without sockets.
#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/trino/service.h"
#include "api/trino/tests/scripted_engine.h"
#include "base/base64.h"
#include "base/random.h"
#include "base/standard_error.h"

namespace tarn::api::trino {
namespace {

using base::Error;
using base::ErrorKind;
using base::StandardError;
using engine::Type;
using engine::TypeKind;
using engine::Value;
using nlohmann::json;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const Type kBigint{TypeKind::kBigint, 0, 0, {}, {}};

class ProtocolTest : public ::testing::Test {
 protected:
  explicit ProtocolTest(ServiceOptions options = {}, query::TrackerOptions tracker = {})
      : tracker_(std::move(tracker)),
        service_(engine_, tracker_, std::move(options)),
        router_(NewRouter(service_)) {
    engine_.Answer("SELECT n", Numbers(3));
  }

  static Script Numbers(int64_t rows) {
    return {.columns = {{"n", kBigint}}, .rows = rows, .value = [](size_t, int64_t row) {
              return Value{row};
            }};
  }

  http::Response Send(const std::string& method, const std::string& target, const std::string& body,
                      const http::Headers& more = {}) {
    http::Headers headers = {{"Host", "tarn:9080"}, {"X-Trino-User", "ann"}};
    for (const auto& [name, value] : more) headers.Set(name, value);
    return router_.Handle(http::MakeRequest(method, target, body, headers));
  }
  http::Response Post(const std::string& sql, const http::Headers& more = {}) {
    return Send("POST", "/v1/statement", sql, more);
  }
  http::Response Get(const std::string& uri) {
    return Send("GET", uri.substr(std::string("http://tarn:9080").size()), "");
  }
  // Follows nextUri to the end: all pages as one, and the last page's headers.
  json Run(const std::string& sql, const http::Headers& more = {},
           http::Headers* headers = nullptr) {
    json page = json::parse(Post(sql, more).body);
    json all = page;
    all["data"] = json::array();
    while (page.contains("nextUri")) {
      const http::Response response = Get(page["nextUri"]);
      EXPECT_EQ(response.status, 200) << response.body;
      page = json::parse(response.body);
      for (const char* member : {"columns", "updateType", "updateCount", "error", "stats"}) {
        if (page.contains(member)) all[member] = page[member];
      }
      if (page.contains("data")) {
        EXPECT_TRUE(page.contains("nextUri")) << "clients do not look at data of the last page";
        for (const json& row : page["data"]) all["data"].push_back(row);
      }
      if (headers != nullptr) *headers = response.headers;
    }
    return all;
  }

  ScriptedEngine engine_;
  query::QueryTracker tracker_;
  Service service_;
  http::Router router_;
};

TEST_F(ProtocolTest, AQueryFromItsPostToItsLastPage) {
  const http::Response posted =
      Post("SELECT n", {{"X-Trino-Catalog", "IceBerg"}, {"X-Trino-Schema", "S"}});
  EXPECT_EQ(posted.status, 200);
  const json first = json::parse(posted.body);
  for (json page = first; page.contains("nextUri");) page = json::parse(Get(page["nextUri"]).body);
  EXPECT_THAT(first["nextUri"].get<std::string>(), HasSubstr("http://tarn:9080/v1/statement/"));
  EXPECT_FALSE(first.contains("data"));
  EXPECT_EQ(engine_.last_options().schema, "s");  // in small letters, as Trino has names
  const json result = Run("SELECT n");
  EXPECT_EQ(result["data"], json::parse("[[0],[1],[2]]"));
  EXPECT_EQ(result["columns"][0]["name"], "n");
  EXPECT_EQ(result["columns"][0]["type"], "bigint");
  EXPECT_EQ(result["stats"]["state"], "FINISHED");
  EXPECT_EQ(result["stats"]["progressPercentage"], 100.0);
  EXPECT_EQ(engine_.last_options().user, "ann");
}

TEST_F(ProtocolTest, APageCanBeAskedForAgainButNotAnOlderOne) {
  const json first = json::parse(Post("SELECT n").body);
  std::string uri = first["nextUri"];
  json page = json::parse(Get(uri).body);
  EXPECT_EQ(json::parse(Get(uri).body)["nextUri"], page["nextUri"]);
  const std::string next = page["nextUri"];
  EXPECT_EQ(Get(next.substr(0, next.rfind('/')) + "/7").status, 404);
  Get(next);
  EXPECT_EQ(Get(uri).status, 410);
  EXPECT_EQ(Get(next + "x").status, 404);
  const std::string id = first["id"];
  EXPECT_EQ(Get("http://tarn:9080/v1/statement/executing/" + id + "/xslug/0").status, 404);
  EXPECT_EQ(Get("http://tarn:9080/v1/statement/executing/none/xslug/0").status, 404);
}

TEST_F(ProtocolTest, RequestsThatAreNone) {
  EXPECT_EQ(Post("SELECT n", {{"X-Trino-User", ""}}).status, 401);
  EXPECT_EQ(Post("").status, 400);
  EXPECT_EQ(Post("SELECT n", {{"Host", "a b"}}).status, 400);
  EXPECT_EQ(Post("SELECT n", {{"X-Trino-Session", "novalue"}}).status, 400);
  EXPECT_EQ(Post("SELECT n", {{"X-Trino-Session", "a=%zz"}}).status, 400);
  EXPECT_EQ(Post(std::string((size_t{1} << 20) + 1, ' ')).status, 400);
  EXPECT_EQ(Send("GET", "/v1/statement", "").status, 405);
  EXPECT_EQ(Send("GET", "/v1/query/20260101_000000_00000_abcde", "").status, 410);
  // As clients without X-Trino-User do: "ann:" in base64.
  EXPECT_EQ(Post("SELECT n", {{"X-Trino-User", ""}, {"Authorization", "Basic YW5uOg=="}}).status,
            200);
}

TEST_F(ProtocolTest, ErrorsHaveTrinosCodesAndPlaces) {
  const json syntax = Run("SELEC 1");
  EXPECT_EQ(syntax["error"]["errorName"], "SYNTAX_ERROR");
  EXPECT_EQ(syntax["error"]["errorCode"], 1);
  EXPECT_EQ(syntax["error"]["errorLocation"], json::parse(R"({"lineNumber":1,"columnNumber":1})"));
  EXPECT_EQ(syntax["stats"]["state"], "FAILED");
  EXPECT_EQ(syntax["error"]["message"].get<std::string>().find('\n'), std::string::npos);
  // What carries a code is told by it, whatever its kind and words are.
  const struct {
    Error error;
    const char* name;
  } cases[] = {
      {Error(ErrorKind::kInvalidArgument, StandardError::kColumnNotFound,
             "line 1:8: Column 'x' cannot be resolved\nselect x\n       ^"),
       "COLUMN_NOT_FOUND"},
      {Error(ErrorKind::kNotFound, StandardError::kSchemaNotFound, "words"), "SCHEMA_NOT_FOUND"},
      {Error(ErrorKind::kFailedPrecondition, StandardError::kSchemaNotEmpty, "overflow"),
       "SCHEMA_NOT_EMPTY"},
      {Error(ErrorKind::kResourceExhausted, StandardError::kMemoryLimitExceeded, "words"),
       "MEMORY_LIMIT_EXCEEDED"},
      {Error(ErrorKind::kResourceExhausted, StandardError::kClusterOutOfMemory, "words"),
       "CLUSTER_OUT_OF_MEMORY"},
      {Error(ErrorKind::kInvalidArgument, StandardError::kNotSupported, "words"), "NOT_SUPPORTED"},
      {Error(ErrorKind::kNotFound, "no such thing"), "NOT_FOUND"},
      {Error(ErrorKind::kAlreadyExists, "words"), "ALREADY_EXISTS"},
      {Error(ErrorKind::kUnsupported, "no such thing"), "NOT_SUPPORTED"},
      {Error(ErrorKind::kConflict, "somebody was faster"), "TRANSACTION_CONFLICT"},
      {Error(ErrorKind::kResourceExhausted, "out of memory"), "GENERIC_INSUFFICIENT_RESOURCES"},
      {Error(ErrorKind::kInternal, "a defect"), "GENERIC_INTERNAL_ERROR"},
      {Error(ErrorKind::kInvalidArgument, "what"), "GENERIC_USER_ERROR"},
  };
  for (const auto& c : cases) {
    engine_.Answer("SELECT fails", {.error = c.error});
    EXPECT_EQ(Run("SELECT fails")["error"]["errorName"], c.name) << c.error.message();
  }
}

TEST_F(ProtocolTest, StatementsWithoutRowsHaveACountOrNothing) {
  engine_.Answer("INSERT INTO t VALUES 1", {.update_type = "INSERT", .update_count = 7});
  const json insert = Run("INSERT INTO t VALUES 1");
  EXPECT_EQ(insert["updateType"], "INSERT");
  EXPECT_EQ(insert["updateCount"], 7);
  EXPECT_EQ(insert["columns"][0]["name"], "rows");
  EXPECT_EQ(insert["data"], json::parse("[[7]]"));
  engine_.Answer("CREATE TABLE t (a bigint)", {.update_type = "CREATE TABLE"});
  const json create = Run("CREATE TABLE t (a bigint)");
  EXPECT_EQ(create["updateType"], "CREATE TABLE");
  EXPECT_EQ(create["columns"], json::array());
  EXPECT_EQ(create["data"], json::array());
  engine_.Answer("SELECT none", Numbers(0));
  const json none = Run("SELECT none");
  EXPECT_EQ(none["data"], json::array());
  EXPECT_EQ(none["columns"].size(), 1u);
}

TEST_F(ProtocolTest, TheClientKeepsItsSession) {
  http::Headers headers;
  Run("USE iceberg.S", {}, &headers);
  EXPECT_EQ(headers.Get("X-Trino-Set-Catalog"), "iceberg");
  EXPECT_EQ(headers.Get("X-Trino-Set-Schema"), "s");
  Run("SET SESSION ref = 'dev/a b'", {}, &headers);
  EXPECT_EQ(headers.Get("X-Trino-Set-Session"), "ref=dev%2Fa%20b");
  Run("RESET SESSION ref", {}, &headers);
  EXPECT_EQ(headers.Get("X-Trino-Clear-Session"), "ref");
  Run("SELECT n", {{"X-Trino-Session", "ref=dev%2Fa+b, iceberg.x=it%27s"}});
  EXPECT_THAT(engine_.statements(), ::testing::Contains("SET SESSION \"ref\" = 'dev/a b'"));
  EXPECT_THAT(engine_.statements(), ::testing::Contains("SET SESSION \"iceberg\".\"x\" = 'it''s'"));
}

TEST_F(ProtocolTest, TimeZoneAndRoleAreTheClients) {
  Script zone;
  zone.columns = {{"z", engine::Type::Parse("varchar")}};
  zone.rows = 1;
  zone.value = [](size_t, int64_t) { return engine::Value{std::string("+02:00")}; };
  engine_.Answer("SELECT current_timezone()", zone);
  http::Headers headers;
  EXPECT_EQ(Run("SET TIME ZONE INTERVAL '2' HOUR", {}, &headers)["updateType"], "SET TIME ZONE");
  EXPECT_EQ(headers.Get("X-Trino-Set-Session"), "time_zone_id=%2B02%3A00");
  Run("SET TIME ZONE LOCAL", {}, &headers);
  EXPECT_EQ(headers.Get("X-Trino-Clear-Session"), "time_zone_id");
  EXPECT_EQ(Run("SET ROLE NONE", {}, &headers)["updateType"], "SET ROLE");
  EXPECT_EQ(headers.Get("X-Trino-Set-Role"), "system=NONE");
  const json error = Run("SET ROLE admin")["error"];
  EXPECT_EQ(error["errorName"], "ROLE_NOT_FOUND");
  EXPECT_EQ(error["message"], "line 1:1: Role 'admin' does not exist");
}

TEST_F(ProtocolTest, DescribeOutputTellsWhatTheEngineKnows) {
  const auto describe = [&](const std::string& encoded) {
    return Run("DESCRIBE OUTPUT p", {{"X-Trino-Prepared-Statement", "p=" + encoded}})["data"];
  };
  const auto origin =
      std::make_shared<const engine::ColumnOrigin>(engine::ColumnOrigin{"iceberg", "s", "t", "n"});
  const auto type = [](const char* text) { return engine::Type::Parse(text); };
  Script script;
  script.columns = {{"m", kBigint, origin},
                    {"a", type("timestamp(6)")},
                    {"b", type("timestamp(7)")},
                    {"c", type("timestamp(3) with time zone")},
                    {"d", type("timestamp(4) with time zone")},
                    {"e", type("time(10) with time zone")},
                    {"f", type("interval day to second")},
                    {"g", type("interval year to month")},
                    {"h", type("uuid")},
                    {"i", type("decimal(19,2)")},
                    {"j", type("varchar(3)")},
                    {"k", engine::Type{}}};
  script.aliased = {true};
  engine_.Answer("SELECT n AS m", script);
  const json expected = {
      {"m", "iceberg", "s", "t", "bigint", 8, true},
      {"a", "", "", "", "timestamp(6)", 8, false},
      {"b", "", "", "", "timestamp(7)", 12, false},
      {"c", "", "", "", "timestamp(3) with time zone", 8, false},
      {"d", "", "", "", "timestamp(4) with time zone", 12, false},
      {"e", "", "", "", "time(10) with time zone", 12, false},
      {"f", "", "", "", "interval day to second", 8, false},
      {"g", "", "", "", "interval year to month", 4, false},
      {"h", "", "", "", "uuid", 16, false},
      {"i", "", "", "", "decimal(19,2)", 16, false},
      {"j", "", "", "", "varchar(3)", 0, false},
      {"k", "", "", "", "unknown", 1, false},
  };
  EXPECT_EQ(describe("SELECT+n+AS+m"), expected);
  EXPECT_EQ(describe("DROP+TABLE+t"), json::array());
  engine_.Answer("SELECT x", {.error = Error(ErrorKind::kNotFound, "no column x")});
  EXPECT_EQ(
      Run("DESCRIBE OUTPUT p", {{"X-Trino-Prepared-Statement", "p=SELECT+x"}})["error"]["message"],
      "no column x");
}

TEST_F(ProtocolTest, DuckDbsMessagesHaveTrinosCodes) {
  const std::pair<const char*, const char*> kErrors[] = {
      {"Could not cast value 1234 to DECIMAL(4,2)", "INVALID_CAST_ARGUMENT"},
      {"Casting value \"123.45\" to type DECIMAL(4,2) failed: value is out of range!",
       "INVALID_CAST_ARGUMENT"},
      {"Type INT64 with value 3000000000 can't be cast because the value is out of range for the "
       "destination type INT32",
       "NUMERIC_VALUE_OUT_OF_RANGE"},
      {"Map keys must be unique.", "INVALID_FUNCTION_ARGUMENT"}};
  for (const auto& [message, name] : kErrors) {
    engine_.Answer("INSERT INTO t SELECT 1",
                   {.error = Error(ErrorKind::kInvalidArgument, message)});
    EXPECT_EQ(Run("INSERT INTO t SELECT 1")["error"]["errorName"], name) << message;
  }
}

TEST_F(ProtocolTest, PreparedStatements) {
  http::Headers headers;
  Run("PREPARE Q FROM SELECT n FROM t WHERE a = ? AND b IN (?, 'x') LIMIT ?", {}, &headers);
  const std::string added = headers.Get("X-Trino-Added-Prepare");
  EXPECT_TRUE(added.starts_with("q=SELECT%20n")) << added;
  const http::Headers prepared = {{"X-Trino-Prepared-Statement", added}};
  engine_.Answer("SELECT n FROM t WHERE a = 5 AND b IN ('y?', 'x') LIMIT 3", Numbers(2));
  const json result = Run("EXECUTE q USING 5, 'y?', 3", prepared);
  EXPECT_EQ(result["data"].size(), 2u) << engine_.statements().back();
  EXPECT_EQ(Run("EXECUTE q USING 5", prepared)["error"]["errorName"], "INVALID_PARAMETER_USAGE");
  const json grouped =
      Run("EXECUTE IMMEDIATE 'SELECT n + ? FROM t GROUP BY n + ?' USING 1, 1")["error"];
  EXPECT_EQ(grouped["errorName"], "EXPRESSION_NOT_AGGREGATE");
  const json text = Run("EXECUTE q USING 5, 'y', 'zß'", prepared)["error"];
  EXPECT_EQ(text["message"], "line 1:25: Cannot cast type varchar(2) to bigint");
  EXPECT_EQ(text["errorName"], "TYPE_MISMATCH");
  const json decimal = Run("EXECUTE q USING 5, 'y', 10.50", prepared)["error"];
  EXPECT_EQ(decimal["message"], "line 1:25: Cannot cast type decimal(4,2) to bigint");
  const json number = Run("EXECUTE q USING 5, 'y', 1e0", prepared)["error"];
  EXPECT_EQ(number["message"], "line 1:25: Cannot cast type double to bigint");
  EXPECT_EQ(Run("EXECUTE q USING 5, 'y', 1 + t.a", prepared)["error"]["message"],
            "line 1:27: Constant expression cannot contain column references");
  EXPECT_EQ(Run("EXECUTE q USING 5, 'y', (SELECT 1)", prepared)["error"]["message"],
            "line 1:25: Constant expression cannot contain a subquery");
  const json nested = Run("EXECUTE q USING 5, ?, 3", prepared)["error"];
  EXPECT_EQ(nested["message"], "line 1:20: No value provided for parameter");
  EXPECT_EQ(nested["errorName"], "INVALID_PARAMETER_USAGE");
  const json null = Run("EXECUTE q USING 5, 'y', 1 + NULL", prepared)["error"];
  EXPECT_EQ(null["message"], "line 1:53: Parameter value provided for LIMIT is NULL: (1 + null)");
  EXPECT_EQ(null["errorName"], "INVALID_ARGUMENTS");
  const json negative = Run("EXECUTE q USING 5, 'y', -2", prepared)["error"];
  EXPECT_EQ(negative["message"],
            "line 1:47: LIMIT row count must be greater or equal to 0 (actual value: -2)");
  EXPECT_EQ(negative["errorName"], "NUMERIC_VALUE_OUT_OF_RANGE");
  EXPECT_EQ(Run("EXECUTE IMMEDIATE 'SELECT 1 FETCH FIRST ? ROWS ONLY' USING 0")["error"]["message"],
            "line 1:10: FETCH FIRST row count must be positive (actual value: 0)");
  EXPECT_EQ(Run("EXECUTE q USING 5, 'y', length('z')", prepared)["error"]["errorCode"], 0);
  EXPECT_EQ(Run("SELECT ?")["error"]["errorName"], "INVALID_PARAMETER_USAGE");
  EXPECT_EQ(Run("EXECUTE other", prepared)["error"]["errorName"], "NOT_FOUND");
  Script described;
  described.parameters = {kBigint, engine::Type{}, engine::Type::Parse("varchar(25)")};
  engine_.Answer("SELECT n FROM t WHERE a = ? AND b IN (?, 'x') LIMIT ?", described);
  EXPECT_EQ(Run("DESCRIBE INPUT q", prepared)["data"],
            (json{{0, "bigint"}, {1, "unknown"}, {2, "varchar(25)"}}));
  described.parameters = {engine::Type::Parse("timestamp(3) with time zone"),
                          engine::Type::Parse("time(3)"), engine::Type::Parse("timestamp(6)")};
  engine_.Answer("SELECT n FROM t WHERE a = ? AND b IN (?, 'x') LIMIT ?", described);
  const http::Headers brief = {{"X-Trino-Prepared-Statement", added},
                               {"X-Trino-Session", "omit_datetime_type_precision=true"}};
  EXPECT_EQ(Run("DESCRIBE INPUT q", brief)["data"],
            (json{{0, "timestamp with time zone"}, {1, "time"}, {2, "timestamp(6)"}}));
  Run("DEALLOCATE PREPARE q", prepared, &headers);
  EXPECT_EQ(headers.Get("X-Trino-Deallocated-Prepare"), "q");
  EXPECT_EQ(Run("EXECUTE IMMEDIATE 'SELECT n'")["data"].size(), 3u);
  EXPECT_EQ(Run("DESCRIBE OUTPUT other", prepared)["error"]["errorName"], "NOT_FOUND");
}

TEST_F(ProtocolTest, APropertyThatIsNoUtf8IsNoErrorOfTheServer) {
  http::Headers headers;
  const json result = Run("SET SESSION a = ARRAY['x\xff']", {}, &headers);
  EXPECT_FALSE(result.contains("error")) << result["error"];
  EXPECT_EQ(headers.Get("X-Trino-Set-Session"), "a=%5B%22x%EF%BF%BD%22%5D");
}

// Headers are short: a long statement is compressed in them, as Trino does.
TEST_F(ProtocolTest, ALongPreparedStatementIsCompressedInItsHeader) {
  const std::string sql = "SELECT '" + std::string(100'000, 'x') + "'";
  engine_.Answer(sql, Numbers(3));
  http::Headers headers;
  Run("PREPARE q FROM " + sql, {}, &headers);
  const std::string added = headers.Get("X-Trino-Added-Prepare");
  EXPECT_TRUE(added.starts_with("q=%24zstd%3A")) << added;
  EXPECT_LT(added.size(), 500u);
  EXPECT_EQ(Run("EXECUTE q", {{"X-Trino-Prepared-Statement", added}})["data"].size(), 3u);
  // Two gigabytes as it says, no base64, not compressed.
  for (const char* wrong :
       {"q=%24zstd%3AKLUv%2FaAAAACAAQAA", "q=%24zstd%3A%3F", "q=%24zstd%3AAAAA"}) {
    const auto response =
        Send("POST", "/v1/statement", "EXECUTE q", {{"X-Trino-Prepared-Statement", wrong}});
    EXPECT_EQ(response.status, 400) << wrong;
    EXPECT_THAT(response.body, testing::HasSubstr("cannot be decompressed")) << wrong;
  }
}

// A client sends the name back as it came: encoded, as commas and equals signs must be.
TEST_F(ProtocolTest, NamesOfPreparedStatementsMayHaveAnyCharacter) {
  http::Headers headers;
  Run("PREPARE \"a, b=ß+%\" FROM SELECT n", {}, &headers);
  const std::string added = headers.Get("X-Trino-Added-Prepare");
  EXPECT_TRUE(added.starts_with("a%2C%20b%3D%C3%9F%2B%25=SELECT%20n")) << added;
  const http::Headers prepared = {{"X-Trino-Prepared-Statement", added}};
  EXPECT_EQ(Run("EXECUTE \"a, b=ß+%\"", prepared)["data"].size(), 3u);
  Run("DEALLOCATE PREPARE \"a, b=ß+%\"", prepared, &headers);
  EXPECT_EQ(headers.Get("X-Trino-Deallocated-Prepare"), "a%2C%20b%3D%C3%9F%2B%25");
}

TEST_F(ProtocolTest, ATransactionKeepsItsSession) {
  http::Headers headers;
  Run("START TRANSACTION", {{"X-Trino-Transaction-Id", "NONE"}}, &headers);
  const std::string id = headers.Get("X-Trino-Started-Transaction-Id");
  ASSERT_NE(id, "");
  const int sessions = engine_.sessions();
  const http::Headers in = {{"X-Trino-Transaction-Id", id}};
  EXPECT_EQ(Run("SELECT n", in)["data"].size(), 3u);
  EXPECT_EQ(engine_.sessions(), sessions);
  EXPECT_EQ(Run("SELECT n",
                {{"X-Trino-Transaction-Id", id}, {"X-Trino-User", "bob"}})["error"]["errorType"],
            "USER_ERROR");
  EXPECT_EQ(Run("START TRANSACTION", in)["error"]["errorName"], "NOT_SUPPORTED");
  ASSERT_EQ(tracker_.Transactions().size(), 1u);
  EXPECT_EQ(tracker_.Transactions()[0].id, id);
  EXPECT_EQ(tracker_.Transactions()[0].isolation, "READ UNCOMMITTED");
  Run("COMMIT", in, &headers);
  EXPECT_TRUE(tracker_.Transactions().empty());
  EXPECT_EQ(headers.Get("X-Trino-Clear-Transaction-Id"), "true");
  EXPECT_TRUE(Run("SELECT n", in).contains("error"));
  EXPECT_EQ(Run("COMMIT", {{"X-Trino-Transaction-Id", "NONE"}})["error"]["errorName"],
            "NOT_IN_TRANSACTION");
  EXPECT_EQ(engine_.open_sessions(), 0);
}

// A client that does not keep the id could never end it.
TEST_F(ProtocolTest, ATransactionIsForClientsThatKnowThem) {
  const json error = Run("START TRANSACTION")["error"];
  EXPECT_EQ(error["errorName"], "INCOMPATIBLE_CLIENT");
  EXPECT_EQ(error["message"], "Client does not support transactions");
  EXPECT_EQ(engine_.open_sessions(), 0);
}

TEST_F(ProtocolTest, NobodyActsForOthers) {
  const http::Headers able = {{"X-Trino-Client-Capabilities", "SESSION_AUTHORIZATION"}};
  http::Headers headers;
  EXPECT_EQ(Run("SET SESSION AUTHORIZATION ann", able, &headers)["updateType"],
            "SET SESSION AUTHORIZATION");
  EXPECT_EQ(headers.Get("X-Trino-Set-Authorization-User"), "ann");
  const json error = Run("SET SESSION AUTHORIZATION bob", able)["error"];
  EXPECT_EQ(error["errorName"], "PERMISSION_DENIED");
  EXPECT_EQ(error["message"], "Access Denied: User ann cannot impersonate user bob");
  Run("RESET SESSION AUTHORIZATION", able, &headers);
  EXPECT_EQ(headers.Get("X-Trino-Reset-Authorization-User"), "true");
  EXPECT_EQ(Run("SET SESSION AUTHORIZATION ann")["error"]["errorName"], "NOT_SUPPORTED");
}

TEST_F(ProtocolTest, ThePathIsTheClients) {
  EXPECT_EQ(Run("SET PATH a.b")["error"]["message"], "SET PATH not supported by client");
  engine_.Answer("SET PATH \"A b\", c.d", {});
  http::Headers headers;
  Run("SET PATH \"A b\", c.d", {{"X-Trino-Client-Capabilities", "PATH"}}, &headers);
  EXPECT_EQ(headers.Get("X-Trino-Set-Path"), "\"A b\", c.d");
}

// fail(code, message) names any of Trino's errors.
TEST_F(ProtocolTest, ErrorsByTheirCodes) {
  const struct {
    const char* message;
    const char* name;
    const char* told;
  } cases[] = {
      {"Error code 5: words", "NOT_FOUND", "words"},
      {"Error code 131075: a: b", "EXCEEDED_TIME_LIMIT", "a: b"},
      {"Error code -1: words", "GENERIC_INTERNAL_ERROR", "Unable to find error for code: -1"},
      {"Error code x: words", "GENERIC_USER_ERROR", "Error code x: words"},
  };
  for (const auto& c : cases) {
    engine_.Answer("SELECT fails", {.error = Error(ErrorKind::kInvalidArgument, c.message)});
    const json error = Run("SELECT fails")["error"];
    EXPECT_EQ(error["errorName"], c.name) << c.message;
    EXPECT_EQ(error["message"], c.told) << c.message;
  }
}

TEST_F(ProtocolTest, ACommitThatFailsEndsTheTransaction) {
  http::Headers headers;
  Run("START TRANSACTION", {{"X-Trino-Transaction-Id", "NONE"}}, &headers);
  const std::string id = headers.Get("X-Trino-Started-Transaction-Id");
  engine_.Answer("COMMIT", {.error = Error(ErrorKind::kConflict, "somebody was faster")});
  EXPECT_EQ(Run("COMMIT", {{"X-Trino-Transaction-Id", id}}, &headers)["error"]["errorName"],
            "TRANSACTION_CONFLICT");
  EXPECT_EQ(headers.Get("X-Trino-Clear-Transaction-Id"), "true");
  EXPECT_EQ(engine_.open_sessions(), 0);
}

TEST_F(ProtocolTest, AClientCancels) {
  engine_.Answer("SELECT forever", {.columns = {{"n", kBigint}}, .blocks = true});
  const json first = json::parse(Post("SELECT forever").body);
  json page = json::parse(Get(first["nextUri"]).body);
  ASSERT_TRUE(page.contains("nextUri"));
  const std::string uri = page["nextUri"];
  EXPECT_EQ(Send("DELETE", uri.substr(std::string("http://tarn:9080").size()), "").status, 204);
  while (page.contains("nextUri")) page = json::parse(Get(page["nextUri"]).body);
  EXPECT_EQ(page["error"]["errorName"], "USER_CANCELED");
  EXPECT_EQ(engine_.open_sessions(), 0);
  // By the list of queries, as an operator does.
  const std::string other = json::parse(Post("SELECT forever").body)["id"];
  EXPECT_EQ(json::parse(Send("GET", "/v1/query/" + other, "").body)["query"], "SELECT forever");
  EXPECT_EQ(Send("PUT", "/v1/query/" + other + "/killed", "too long").status, 204);
  for (int i = 0; i < 500; ++i) {
    if (json::parse(Send("GET", "/v1/query/" + other, "").body)["state"] == "FAILED") break;
    std::this_thread::sleep_for(milliseconds(10));
  }
  const json killed = json::parse(Send("GET", "/v1/query/" + other, "").body);
  EXPECT_EQ(killed["errorCode"]["name"], "ADMINISTRATIVELY_KILLED");
}

TEST_F(ProtocolTest, AClientTakesWhatWasRead) {
  Script much = Numbers(2);
  much.blocks = true;
  engine_.Answer("SELECT much", much);
  json page = json::parse(Post("SELECT much").body);
  while (!page.contains("partialCancelUri")) page = json::parse(Get(page["nextUri"]).body);
  const std::string uri = page["partialCancelUri"];
  const std::string path = uri.substr(std::string("http://tarn:9080").size());
  EXPECT_EQ(Send("DELETE", path, "").status, 204);
  size_t rows = 0;
  while (page.contains("nextUri")) {
    page = json::parse(Get(page["nextUri"]).body);
    if (page.contains("data")) rows += page["data"].size();
  }
  EXPECT_FALSE(page.contains("error"));
  EXPECT_EQ(rows, 2u);
  EXPECT_EQ(page["stats"]["state"], "FINISHED");
}

// The JDBC driver begins with a result, and lets it be cancelled, once it knows the columns.
TEST_F(ProtocolTest, ColumnsAreThereBeforeRows) {
  engine_.Answer("SELECT forever", {.columns = {{"n", kBigint}}, .blocks = true});
  json page = json::parse(Post("SELECT forever").body);
  for (int i = 0; i < 100 && !page.contains("columns"); ++i) {
    page = json::parse(Get(page["nextUri"]).body);
  }
  EXPECT_EQ(page["columns"][0]["name"], "n");
  EXPECT_FALSE(page.contains("data"));
  const std::string uri = page["nextUri"];
  EXPECT_EQ(Send("DELETE", uri.substr(std::string("http://tarn:9080").size()), "").status, 204);
}

TEST_F(ProtocolTest, ManyClientsAtOnce) {
  engine_.Answer("SELECT many", Numbers(250));
  std::vector<std::jthread> clients;
  std::atomic<int> right{0};
  for (int client = 0; client < 32; ++client) {
    clients.emplace_back([&] {
      for (int i = 0; i < 5; ++i) right += Run("SELECT many")["data"].size() == 250 ? 1 : 0;
    });
  }
  clients.clear();
  EXPECT_EQ(right, 160);
}

TEST_F(ProtocolTest, InfoIsWhatClientsProbe) {
  const json info = json::parse(Send("GET", "/v1/info", "").body);
  EXPECT_EQ(info["nodeVersion"]["version"], kTrinoVersion);
  EXPECT_EQ(info["starting"], false);
  EXPECT_EQ(Send("GET", "/ui/query.html?x", "").status, 303);
}

class SmallBuffers : public ProtocolTest {
 protected:
  SmallBuffers()
      : ProtocolTest({.queries = {.threads = 1,
                                  .known = 12,
                                  .client_timeout = milliseconds(300),
                                  .limits = {.page_bytes = 1000, .buffered_bytes = 4000}}},
                     {.groups = query::DefaultResourceGroups(2, 3)}) {}
};

// Neither memory nor the only thread is held for a client that does not fetch.
TEST_F(SmallBuffers, ASlowClientHoldsNothing) {
  engine_.Answer("SELECT big", Numbers(100'000));
  json page = json::parse(Post("SELECT big").body);
  page = json::parse(Get(page["nextUri"]).body);
  EXPECT_EQ(Run("SELECT n")["data"].size(), 3u);  // another one, meanwhile
  EXPECT_LT(engine_.batches(), 50);
  int64_t rows = 0;
  while (page.contains("nextUri")) {
    if (page.contains("data")) rows += static_cast<int64_t>(page["data"].size());
    page = json::parse(Get(page["nextUri"]).body);
  }
  EXPECT_EQ(rows, 100'000);
}

TEST_F(SmallBuffers, AClientThatIsGoneIsForgotten) {
  engine_.Answer("SELECT big", Numbers(100'000));
  const json first = json::parse(Post("SELECT big").body);
  const std::string id = first["id"];
  json listed;
  for (int i = 0; i < 600 && listed["state"] != "FAILED"; ++i) {
    std::this_thread::sleep_for(milliseconds(10));
    listed = json::parse(Send("GET", "/v1/query/" + id, "").body);
  }
  EXPECT_EQ(listed["errorCode"]["name"], "ABANDONED_QUERY");
  EXPECT_EQ(engine_.open_sessions(), 0);
}

TEST_F(SmallBuffers, WhatItsGroupDoesNotTakeFails) {
  engine_.Answer("SELECT forever", {.columns = {{"n", kBigint}}, .blocks = true});
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(json::parse(Post("SELECT forever").body)["id"]);
  EXPECT_EQ(tracker_.running(), 2u);
  EXPECT_EQ(tracker_.queued(), 3u);
  const json refused = Run("SELECT n");
  EXPECT_EQ(refused["error"]["errorName"], "QUERY_QUEUE_FULL");
  EXPECT_EQ(refused["error"]["errorType"], "INSUFFICIENT_RESOURCES");
  const json waits = json::parse(Send("GET", "/v1/query/" + ids.back(), "").body);
  EXPECT_EQ(waits["state"], "QUEUED");
  EXPECT_EQ(waits["resourceGroupId"], json::parse(R"(["global","ann"])"));
  // One that waits ends at once; its place is free.
  EXPECT_EQ(Send("DELETE", "/v1/query/" + ids.back(), "").status, 204);
  EXPECT_EQ(tracker_.queued(), 2u);
  // And one that runs makes room for one that waits.
  EXPECT_EQ(Send("DELETE", "/v1/query/" + ids.front(), "").status, 204);
  for (int i = 0; i < 500 && tracker_.queued() != 1; ++i) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_EQ(tracker_.queued(), 1u);
  EXPECT_EQ(tracker_.running(), 2u);
}

TEST_F(SmallBuffers, MoreThanCanBeKnownAreRefused) {
  engine_.Answer("SELECT forever", {.columns = {{"n", kBigint}}, .blocks = true});
  int refused = 0;
  for (int i = 0; i < 20; ++i) refused += Post("SELECT forever").status == 503 ? 1 : 0;
  EXPECT_EQ(refused, 8);
}

class Spooling : public ProtocolTest {
 protected:
  Spooling()
      : ProtocolTest({.queries = {.limits = {.segment_bytes = 2000, .inline_bytes = 500},
                                  .segments = {.folder = Folder(), .query_bytes = 500'000}}}) {}
  void TearDown() override { std::filesystem::remove_all(Folder()); }
  static std::string Folder() {
    static const std::string folder =
        (std::filesystem::temp_directory_path() / ("tarn-spool-" + base::NewUuid())).string();
    return folder;
  }
  // All segments of a result.
  std::vector<json> Segments(const std::string& sql, const char* encodings) {
    json page = json::parse(Post(sql, {{"X-Trino-Query-Data-Encoding", encodings}}).body);
    std::vector<json> segments;
    while (page.contains("nextUri")) {
      page = json::parse(Get(page["nextUri"]).body);
      if (!page.contains("data")) continue;
      EXPECT_EQ(page["data"]["encoding"], "json");
      for (const json& segment : page["data"]["segments"]) segments.push_back(segment);
    }
    EXPECT_EQ(page["stats"]["state"], "FINISHED");
    return segments;
  }
  std::string Load(const json& segment) {
    if (segment["type"] == "inline") return *base::DecodeBase64(segment["data"].get<std::string>());
    const http::Response response = Get(segment["uri"]);
    std::string text;
    while (response.stream) {
      const std::string piece = response.stream();
      if (piece.empty()) break;
      text += piece;
    }
    return text;
  }
};

TEST_F(Spooling, RowsComeInlineAndSpooled) {
  engine_.Answer("SELECT big", Numbers(5'000));
  const std::vector<json> segments = Segments("SELECT big", "json+none, json");
  EXPECT_EQ(segments.front()["type"], "inline") << "the first rows are there at once";
  EXPECT_EQ(segments[1]["type"], "spooled");
  int64_t next = 0;
  for (const json& segment : segments) {
    const std::string text = Load(segment);
    EXPECT_EQ(segment["metadata"]["segmentSize"], text.size());
    EXPECT_EQ(segment["metadata"]["rowOffset"], next);
    const json rows = json::parse(text);
    EXPECT_EQ(segment["metadata"]["rowsCount"], rows.size());
    for (const json& row : rows) EXPECT_EQ(row[0], next++);
    if (segment["type"] != "spooled") continue;
    EXPECT_EQ(Get(segment["ackUri"]).status, 200);
    EXPECT_EQ(Get(segment["uri"]).status, 404);
    EXPECT_EQ(Get(segment["ackUri"]).status, 200) << "twice does no harm";
  }
  EXPECT_EQ(next, 5'000);
  EXPECT_EQ(service_.queries().segments().segments(), 0u);
  EXPECT_EQ(Segments("SELECT n", "json").size(), 1u);
}

TEST_F(Spooling, WithoutRoomRowsComeInline) {
  engine_.Answer("SELECT big", Numbers(500'000));
  int64_t rows = 0;
  size_t inlined = 0;
  for (const json& segment : Segments("SELECT big", "json")) {
    rows += segment["metadata"]["rowsCount"].get<int64_t>();
    inlined += segment["type"] == "inline" ? 1 : 0;
  }
  EXPECT_EQ(rows, 500'000);
  EXPECT_GT(inlined, 100u);
  EXPECT_LE(service_.queries().segments().bytes(), 500'000u);
}

TEST_F(Spooling, WhatIsCancelledIsDropped) {
  engine_.Answer("SELECT big", Numbers(10'000));
  const json first =
      json::parse(Post("SELECT big", {{"X-Trino-Query-Data-Encoding", "json"}}).body);
  const std::string uri = first["nextUri"];
  for (int i = 0; i < 500 && service_.queries().segments().segments() < 5; ++i) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_EQ(Send("DELETE", uri.substr(std::string("http://tarn:9080").size()), "").status, 204);
  for (int i = 0; i < 500 && service_.queries().segments().segments() > 0; ++i) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_EQ(service_.queries().segments().segments(), 0u);
}

TEST_F(ProtocolTest, QueriesHaveTimeLimits) {
  engine_.Answer("SELECT forever", {.columns = {{"n", kBigint}}, .blocks = true});
  for (const char* property : {"query_max_run_time", "query_max_execution_time"}) {
    const json late = Run("SELECT forever", {{"X-Trino-Session", std::string(property) + "=50ms"}});
    EXPECT_EQ(late["error"]["errorName"], "EXCEEDED_TIME_LIMIT") << late;
    EXPECT_EQ(late["error"]["errorCode"], 131075);
    EXPECT_THAT(late["error"]["message"].get<std::string>(), HasSubstr("time limit of 50.00ms"));
  }
}

TEST_F(ProtocolTest, AKilledQueryTellsWhy) {
  engine_.Answer("SELECT forever", {.columns = {{"n", kBigint}}, .blocks = true});
  const json first = json::parse(Post("SELECT forever").body);
  const std::string id = first["id"];
  EXPECT_THROW(tracker_.Kill("20260101_000000_00000_abcde", ""), Error);
  tracker_.Kill(id, "too long");
  json page = first;
  while (page.contains("nextUri")) page = json::parse(Get(page["nextUri"]).body);
  EXPECT_EQ(page["error"]["errorName"], "ADMINISTRATIVELY_KILLED");
  EXPECT_EQ(page["error"]["message"], "Query killed. Message: too long");
  EXPECT_EQ(Send("PUT", "/v1/query/" + id + "/killed", "again").status, 409);
  EXPECT_EQ(Send("DELETE", "/v1/query/" + id, "").status, 204);
}

}  // namespace
}  // namespace tarn::api::trino
