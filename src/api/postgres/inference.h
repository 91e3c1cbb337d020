#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "sql/tree/tree.h"

namespace tarn::api::postgres {

// The columns of a table, empty when there is none.
using TableColumns = std::function<std::vector<engine::Column>(const sql::QualifiedName& table)>;

// A text that a column of another type is compared with, or that is inserted into one: PostgreSQL
// reads it as a value of that type, Trino wants it to say so.
struct UntypedText {
  size_t begin = 0;  // in the statement's text
  size_t end = 0;
  std::string text;
  engine::Type type;
};

struct Inference {
  std::vector<engine::Type> parameters;  // by the order of the '?'; kUnknown where nothing tells
  std::vector<UntypedText> texts;
};

// What is beside parameters and texts: the column that they are compared with, inserted into or
// assigned to, the type that they are cast to, a number. By the names of columns in the statement's
// tables; where several tables have a column of the name, the first counts.
Inference Infer(const sql::Statement& statement, size_t parameters, const TableColumns& columns);

}  // namespace tarn::api::postgres
