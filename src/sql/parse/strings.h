#pragma once

#include <string>
#include <string_view>

#include "sql/parse/token_cursor.h"

// Decoding of string, Unicode string, binary and number tokens. Errors are ParseErrors at the
// token, worded as Trino's.
namespace tarn::sql {

// 'it''s' → it's, also for quoted identifiers: the first character is the quote.
std::string Unquote(std::string_view text);
// U&'…' with its escape character.
std::string DecodeUnicodeString(const TokenCursor& cursor, const Token& token,
                                std::string_view escape);
// X'0a ff': the bytes.
std::string DecodeBinaryString(const TokenCursor& cursor, const Token& token);
// An integer in any base, with underscores; fails when it does not fit a bigint.
int64_t DecodeInteger(const TokenCursor& cursor, const Token& token, bool negative);

}  // namespace tarn::sql
