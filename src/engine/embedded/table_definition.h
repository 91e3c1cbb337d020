#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/embedded/adapter/catalog_contents.h"
#include "engine/embedded/adapter/table_options.h"
#include "iceberg/schema.h"
#include "iceberg/table_metadata.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

class StatementTypes;

// CREATE TABLE's columns and properties. Errors carry the place in `source`.

// A column of CREATE TABLE or ADD COLUMN (named by its last part); ids are 0, a default is the
// write default.
iceberg::NestedField ColumnField(const sql::ColumnDefinition& column, std::string_view source);

// A column's default: kInvalidArgument unless it is a literal of the column's type.
iceberg::Literal DefaultOf(const sql::Expression& value, const iceberg::NestedField& field,
                           std::string_view source);

// WITH (…): format ('PARQUET' only), format_version, location, partitioning, sorted_by,
// extra_properties, compression_codec, max_commit_retry, object_store_layout_enabled,
// data_location, and any "key" of Iceberg's own in quotes. A comment becomes the property
// `comment`. kInvalidArgument for an unknown one (with "did you mean").
TableOptions TableOptionsOf(const std::vector<sql::Property>& properties,
                            const std::optional<std::string>& comment, std::string_view source);

// kInvalidArgument, in Trino's words, for properties with a place for data files and without the
// layout that has one.
void RequireObjectStoreLayout(const iceberg::Properties& properties);
// The properties that SET PROPERTIES … = DEFAULT takes away for `name`; kInvalidArgument for one
// that has no default.
std::vector<std::string> DefaultedKeys(const std::string& name);

// Compression as Iceberg's properties name it: Trino's NONE is "uncompressed".
std::string ParquetCodec(std::string name);

// A column's type, named as in CREATE TABLE. kNotFound at `place` for one that there is not,
// kUnsupported for one that Iceberg has not.
iceberg::Type ColumnType(const sql::DataType& type, const std::string& column,
                         const sql::Location& place, std::string_view source);
// Likewise, but kUnsupported as well for a type that a new column would have another one for
// (tinyint, char(3), time(3)), as Trino has it of SET DATA TYPE.
iceberg::Type ExactColumnType(const sql::DataType& type, const std::string& column,
                              const sql::Location& place, std::string_view source);

// The value of a property's expression when it is a literal, as text.
std::string LiteralText(const sql::Expression& expression, std::string_view source);
// ARRAY['a', 'b']; kInvalidArgument for anything else.
std::vector<std::string> TextArray(const sql::Expression& expression, std::string_view source);

// kInvalidArgument, as Trino says it and where (the statement), for columns of a query that cannot
// become those of a table or view: without a name, of a name twice, of the type of NULL unless the
// table takes that.
void CheckCreatedColumns(const StatementTypes& types, bool takes_unknown,
                         const sql::Location& statement, std::string_view source);

// "WITH (…)" of a table, as SHOW CREATE writes it; the storage of a materialized view tells no
// location.
std::string TablePropertiesText(const iceberg::TableMetadata& metadata,
                                const std::vector<std::string>& partitioning,
                                const std::vector<std::string>& sorted_by, bool with_location);
// SHOW CREATE TABLE.
std::string CreateTableText(const std::string& schema, const std::string& table,
                            const iceberg::TableMetadata& metadata,
                            const std::vector<std::string>& partitioning,
                            const std::vector<std::string>& sorted_by);
// The same of a table that has no properties, as those of information_schema and other catalogs.
std::string CreateTableText(const std::string& catalog, const ListedTable& table);

}  // namespace tarn::engine::embedded
