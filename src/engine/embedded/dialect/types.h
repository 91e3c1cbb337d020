#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// A Trino type in DuckDB's terms, with what DuckDB's type does not enforce by itself.
struct TranslatedType {
  std::string duckdb;
  // varchar(n) and char(n): a CAST cuts to n characters; char also pads with spaces.
  std::optional<int64_t> length;
  bool pad = false;
  // time(p), timestamp(p), with time zone or without: a CAST rounds to p digits of the second.
  std::optional<int64_t> digits = {};
};

TranslatedType TranslateType(const sql::DataType& type);

}  // namespace tarn::engine::embedded
