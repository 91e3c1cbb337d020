#pragma once

#include <string>
#include <string_view>

#include "metadb/database.h"

namespace tarn::metadb {

// `?` outside quotes and comments becomes `:p1`, `:p2` …, as SOCI's PostgreSQL backend wants it.
std::string NumberParameters(std::string_view sql);

// Replaces {blob} and {identity} by the dialect's types.
std::string ExpandTypes(std::string_view sql, Dialect dialect);

// A URI without its password, for messages.
std::string RedactUri(std::string_view uri);

// "\x…", PostgreSQL's text form of bytes, and back; kDataCorruption for something else.
std::string ToHexText(std::string_view bytes);
std::string FromHexText(std::string_view text);

}  // namespace tarn::metadb
