#include "api/postgres/frontend.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/postgres/backend.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/wire.h"

namespace tarn::api::postgres {
namespace {

using testing::ElementsAre;
using namespace std::string_literals;

std::string Message(char type, const std::string& body) {
  std::string bytes(1, type);
  AppendInt32(bytes, static_cast<int32_t>(body.size() + 4));
  return bytes + body;
}

FrontendMessage Decoded(const std::string& bytes) {
  size_t wanted = 0;
  const auto frame = NextFrame(bytes, false, 1 << 20, wanted);
  if (!frame) throw std::runtime_error("not a whole message");
  return DecodeMessage(*frame);
}

template <typename F>
std::string StateOf(F&& body) {
  try {
    body();
  } catch (const SqlError& error) {
    return error.sqlstate();
  }
  return "";
}

TEST(Frontend, FramesTellHowMuchTheyWant) {
  size_t wanted = 0;
  const std::string query = Message('Q', "SELECT 1\0"s);
  EXPECT_FALSE(NextFrame("", false, 1000, wanted));
  EXPECT_EQ(wanted, 5U);
  EXPECT_FALSE(NextFrame(query.substr(0, 7), false, 1000, wanted));
  EXPECT_EQ(wanted, query.size());
  const std::string more = query + "rest";
  const auto frame = NextFrame(more, false, 1000, wanted);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->bytes, query.size());
  EXPECT_EQ(std::get<Query>(DecodeMessage(*frame)).sql, "SELECT 1");
}

TEST(Frontend, LengthsThatNoMessageHasAreRefused) {
  size_t wanted = 0;
  EXPECT_EQ(StateOf([&] { NextFrame("Q\0\0\0\3"s, false, 1000, wanted); }), "08P01");
  EXPECT_EQ(StateOf([&] { NextFrame("Q\xff\xff\xff\xff"s, false, 1000, wanted); }), "08P01");
  EXPECT_EQ(StateOf([&] { NextFrame("Q\0\1\0\0"s, false, 1000, wanted); }), "54000");
  // An HTTP request at the wrong door is a length of a gigabyte.
  EXPECT_EQ(StateOf([&] { NextFrame("POST / HTTP/1.1", true, kMaxStartupBytes, wanted); }),
            "08P01");
}

TEST(Frontend, StartupHasParametersAndAVersion) {
  const auto startup =
      std::get<StartupMessage>(DecodeStartup("\0\3\0\2user\0ann\0database\0iceberg\0\0"s));
  EXPECT_EQ(startup.minor, 2);
  EXPECT_EQ(startup.parameters.at("user"), "ann");
  EXPECT_EQ(startup.parameters.at("database"), "iceberg");
  EXPECT_TRUE(std::holds_alternative<SslRequest>(DecodeStartup("\x04\xd2\x16\x2f"s)));
  EXPECT_TRUE(std::holds_alternative<GssRequest>(DecodeStartup("\x04\xd2\x16\x30"s)));
  const auto cancel = std::get<CancelRequest>(DecodeStartup("\x04\xd2\x16\x2e\0\0\0\7\1\2\3\4"s));
  EXPECT_EQ(cancel.process_id, 7);
  EXPECT_EQ(cancel.secret, "\1\2\3\4");
  EXPECT_EQ(StateOf([] { DecodeStartup("\0\2\0\0user\0ann\0\0"s); }), "0A000");
  EXPECT_EQ(StateOf([] { DecodeStartup("\0\3\0\0user\0ann"s); }), "08P01");
  EXPECT_EQ(StateOf([] { DecodeStartup("\0\3\0\0\0more"s); }), "08P01");
}

TEST(Frontend, ExtendedProtocol) {
  const auto parse = std::get<Parse>(Decoded(Message('P', "s\0SELECT $1\0\0\1\0\0\0\x17"s)));
  EXPECT_EQ(parse.name, "s");
  EXPECT_EQ(parse.sql, "SELECT $1");
  EXPECT_THAT(parse.parameter_types, ElementsAre(23U));
  const auto bind =
      std::get<Bind>(Decoded(Message('B', "p\0s\0\0\1\0\1\0\2\0\0\0\1x\xff\xff\xff\xff\0\1\0\0"s)));
  EXPECT_EQ(bind.portal, "p");
  EXPECT_THAT(bind.parameter_formats, ElementsAre(1));
  EXPECT_THAT(bind.parameters, ElementsAre(std::optional<std::string>("x"), std::nullopt));
  const auto describe = std::get<Describe>(Decoded(Message('D', "Pq\0"s)));
  EXPECT_EQ(describe.what, 'P');
  EXPECT_EQ(describe.name, "q");
  EXPECT_EQ(std::get<Execute>(Decoded(Message('E', "\0\0\0\0\5"s))).max_rows, 5);
}

TEST(Frontend, MalformedMessagesAreRefused) {
  EXPECT_EQ(StateOf([] { Decoded(Message('Q', "no zero")); }), "08P01");
  EXPECT_EQ(StateOf([] { Decoded(Message('Q', "a\0b"s)); }), "08P01");
  EXPECT_EQ(StateOf([] { Decoded(Message('z', "")); }), "08P01");
  EXPECT_EQ(StateOf([] { Decoded(Message('D', "Xq\0"s)); }), "08P01");
  // More types than bytes: nothing is allocated for them.
  EXPECT_EQ(StateOf([] { Decoded(Message('P', "\0\0\xff\xff"s)); }), "08P01");
  EXPECT_EQ(StateOf([] { Decoded(Message('B', "\0\0\0\1\0\7\0\0\0\0"s)); }), "08P01");
  EXPECT_EQ(StateOf([] { Decoded(Message('B', "\0\0\0\0\0\1\xff\xff\xff\xfe\0\0"s)); }), "08P01");
  EXPECT_EQ(StateOf([] { Decoded(Message('B', "\0\0\0\2\0\1\0\1\0\0\0\0"s)); }), "08P01");
}

TEST(Backend, MessagesHaveTheirLength) {
  std::string out;
  AppendReadyForQuery(out, 'I');
  EXPECT_EQ(out, "Z\0\0\0\5I"s);
  out.clear();
  AppendCommandComplete(out, "SELECT 1");
  EXPECT_EQ(out, "C\0\0\0\x0dSELECT 1\0"s);
}

TEST(Backend, ErrorsLoseTheirPlaceAndCaret) {
  std::string out;
  AppendError(out,
              base::Error(base::ErrorKind::kInvalidArgument,
                          "line 1:8: Column 'x' cannot be resolved\nSELECT x\n       ^"),
              Severity::kError, 8);
  EXPECT_NE(out.find("C42703\0"s), std::string::npos);
  EXPECT_NE(out.find("MColumn 'x' cannot be resolved\0"s), std::string::npos);
  EXPECT_NE(out.find("P8\0"s), std::string::npos);
}

}  // namespace
}  // namespace tarn::api::postgres
