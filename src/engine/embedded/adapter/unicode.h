#pragma once

namespace duckdb {
class DatabaseInstance;
}  // namespace duckdb

namespace tarn::engine::embedded {

// Java's Character.isLetter and Character.toUpperCase of a code point, by Unicode's tables.
bool IsLetter(char32_t point);
char32_t UpperCase(char32_t point);

// tarn_normalize(text, form): Unicode's normalization forms NFC, NFD, NFKC and NFKD (UAX #15).
// tarn_upper(text): upper() a code point at a time, as Trino has it: "ß" stays.
void RegisterUnicodeFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
