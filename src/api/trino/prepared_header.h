#pragma once

#include <string>
#include <string_view>

namespace tarn::api::trino {

// A prepared statement as the header that clients keep it in has it: long ones are compressed
// ("$zstd:…"), since headers are short (io.trino.server.PreparedStatementEncoder).
std::string EncodePrepared(std::string sql);
// The statement. kInvalidArgument for what EncodePrepared does not write, and for more than
// `most_bytes`.
std::string DecodePrepared(std::string header, size_t most_bytes);

}  // namespace tarn::api::trino
