#pragma once

#include <string>

#include "datadiff/data_diff.h"

namespace tarn::datadiff {

// A table's part of a data diff as a JSON object (docs/data-diff.md). Values are as engine::ToJson
// has them; rows are arrays in the order of "columns".
std::string ToJson(const TableDiff& diff);

// Around the tables: {"from": {…}, "to": {…}, "tables": […]}. The tables are objects already.
std::string ToJson(const std::string& from, const std::string& to, const Compared& compared,
                   const std::vector<std::string>& tables);

}  // namespace tarn::datadiff
