#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sql/tree/tree.h"

// The spellings of the tree's enums: one table each, for parser and printer.
namespace tarn::sql {

std::string_view Text(IntervalField field);         // YEAR
std::string_view Text(ExtractField field);          // DAY_OF_WEEK
std::string_view Text(BinaryOperator op);           // +
std::string_view Text(ComparisonOperator op);       // <=
std::string_view Text(CurrentValueKind kind);       // CURRENT_DATE
std::string_view Text(JsonFormat format);           // FORMAT JSON ENCODING UTF8
std::string_view Text(JsonQueryBehavior behavior);  // EMPTY ARRAY
std::string_view Text(JsonExistsOnError behavior);  // UNKNOWN
std::string_view Text(SetOperator op);              // UNION
std::string_view Text(JoinType type);               // LEFT JOIN
std::string_view Text(IsolationLevel level);        // READ COMMITTED
std::string_view Text(RowsPerMatch rows);           // ONE ROW PER MATCH

// EXTRACT's field of a name, with the aliases DOW, DOY and YOW.
std::optional<ExtractField> FindExtractField(std::string_view name);
// All accepted names, joined by ", ".
std::string ExtractFieldNames();

}  // namespace tarn::sql
