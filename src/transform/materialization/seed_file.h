#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tarn::transform {

// A seed's CSV with the types that dbt would give its columns.
struct SeedFile {
  enum class Type { kBoolean, kInteger, kNumber, kDate, kTimestamp, kText };
  struct Column {
    std::string name;
    Type type = Type::kText;
  };
  std::vector<Column> columns;
  // Nothing for NULL: an empty field, or "null" in any case.
  std::vector<std::vector<std::optional<std::string>>> rows;
};

// Reads RFC 4180 with a header. A column's type is the first that all of its values fit: boolean
// (true, false, t, f, yes, no…: as agate), integer, number, date, timestamp, text; a column without
// values is an integer one, as in dbt. Columns in `text_columns` are not guessed. kInvalidArgument
// with file and line for rows of another width, broken quotes, repeated or empty names;
// kResourceExhausted above 64 MiB.
SeedFile ReadSeed(const std::filesystem::path& path, const std::string& shown, char delimiter,
                  const std::vector<std::string>& text_columns);

// The type's name in Trino.
std::string SeedTypeSql(SeedFile::Type type);
// A value as a literal of the type.
std::string SeedLiteral(const std::optional<std::string>& value, SeedFile::Type type);

}  // namespace tarn::transform
