// Any bytes as what a client of PostgreSQL's protocol sends: frames and messages, values of
// parameters, texts of statements. What is decoded and printed again is what it was.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "api/postgres/catalog/catalog_query.h"
#include "api/postgres/command.h"
#include "api/postgres/frontend.h"
#include "api/postgres/lexer.h"
#include "api/postgres/literal.h"
#include "api/postgres/rewrite.h"
#include "api/postgres/types.h"
#include "base/error.h"

namespace {

using namespace tarn::api::postgres;

template <typename F>
void Tried(F&& body) {
  try {
    body();
  } catch (const tarn::base::Error&) {
  }
}

void Messages(std::string_view input) {
  size_t wanted = 0;
  Tried([&] {
    if (const auto frame = NextFrame(input, true, kMaxStartupBytes, wanted)) {
      DecodeStartup(frame->body);
    }
  });
  Tried([&] {
    while (const auto frame = NextFrame(input, false, size_t{1} << 20, wanted)) {
      if (frame->bytes > input.size() || frame->bytes == 0) __builtin_trap();
      Tried([&] { DecodeMessage(*frame); });
      input.remove_prefix(frame->bytes);
    }
    if (wanted <= input.size()) __builtin_trap();
  });
}

void Statement(std::string_view text) {
  const auto tokens = Tokenize(text);
  for (const StatementTokens& statement : SplitStatements(tokens)) {
    const Command command = CommandOf(tokens, statement);
    if (command.kind == CommandKind::kCatalog) {
      Tried([&] { RewriteForCatalog(text, tokens, statement, {}, {}); });
    } else {
      Tried([&] {
        const RewrittenSql sql = RewriteForTrino(text, tokens, statement, {"iceberg", "public", 1});
        for (const ParameterSlot& slot : sql.slots) {
          if (sql.sql.at(slot.offset) != '?') __builtin_trap();
          if (sql.SourceOffset(slot.offset) > text.size()) __builtin_trap();
        }
      });
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  Messages(input);
  Tried([&] { Statement(input); });
  for (const TypeRow& type : AllTypes()) {
    Tried([&] { TextOfBinary(type.oid, input); });
    Tried([&] { TextOfBinary(type.array, input); });
    if (const auto engine_type = EngineTypeOf(type.oid)) {
      Tried([&] { LiteralOf(*engine_type, input); });
    }
  }
  IsUtf8(input);
  return 0;
}
