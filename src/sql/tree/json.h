#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/tree/forward.h"
#include "sql/tree/identifier.h"
#include "sql/tree/type.h"

// The SQL/JSON functions of SQL:2016.
namespace tarn::sql {

// FORMAT JSON [ENCODING …].
enum class JsonFormat { kJson, kUtf8, kUtf16, kUtf32 };

// expression [FORMAT JSON …].
struct JsonInput {
  ExpressionBox expression;
  std::optional<JsonFormat> format;

  TARN_SQL_NODE(JsonInput, expression, format);
};

// PASSING value AS name.
struct JsonPathParameter {
  Identifier name;
  JsonInput value;

  TARN_SQL_NODE(JsonPathParameter, name, value);
};

// input, 'path' [AS name] [PASSING …].
struct JsonPathInvocation {
  JsonInput input;
  std::string path;
  std::optional<Identifier> path_name;
  std::vector<JsonPathParameter> parameters;

  TARN_SQL_NODE(JsonPathInvocation, input, path, path_name, parameters);
};

enum class JsonExistsOnError { kTrue, kFalse, kUnknown, kError };

struct JsonExists {
  Box<JsonPathInvocation> path;
  std::optional<JsonExistsOnError> on_error;

  TARN_SQL_NODE(JsonExists, path, on_error);
};

enum class JsonValueBehaviorKind { kError, kNull, kDefault };

struct JsonValueBehavior {
  JsonValueBehaviorKind kind = JsonValueBehaviorKind::kNull;
  OptionalExpression default_value;  // for kDefault

  TARN_SQL_NODE(JsonValueBehavior, kind, default_value);
};

struct JsonValue {
  Box<JsonPathInvocation> path;
  std::optional<DataType> returning;
  std::optional<JsonValueBehavior> on_empty;
  std::optional<JsonValueBehavior> on_error;

  TARN_SQL_NODE(JsonValue, path, returning, on_empty, on_error);
};

enum class JsonWrapper { kWithout, kConditional, kUnconditional };
enum class JsonQuotes { kKeep, kOmit };
enum class JsonQueryBehavior { kError, kNull, kEmptyArray, kEmptyObject };

// RETURNING type [FORMAT …].
struct JsonOutput {
  DataType type;
  std::optional<JsonFormat> format;

  TARN_SQL_NODE(JsonOutput, type, format);
};

struct JsonQuery {
  Box<JsonPathInvocation> path;
  std::optional<JsonOutput> returning;
  JsonWrapper wrapper = JsonWrapper::kWithout;
  std::optional<JsonQuotes> quotes;
  std::optional<JsonQueryBehavior> on_empty;
  std::optional<JsonQueryBehavior> on_error;

  TARN_SQL_NODE(JsonQuery, path, returning, wrapper, quotes, on_empty, on_error);
};

// KEY k VALUE v, or k : v.
struct JsonObjectMember {
  ExpressionBox key;
  JsonInput value;

  TARN_SQL_NODE(JsonObjectMember, key, value);
};

struct JsonObject {
  std::vector<JsonObjectMember> members;
  bool null_on_null = true;  // false: ABSENT ON NULL
  bool unique_keys = false;
  std::optional<JsonOutput> returning;

  TARN_SQL_NODE(JsonObject, members, null_on_null, unique_keys, returning);
};

struct JsonArray {
  std::vector<JsonInput> elements;
  bool null_on_null = false;  // false: ABSENT ON NULL
  std::optional<JsonOutput> returning;

  TARN_SQL_NODE(JsonArray, elements, null_on_null, returning);
};

}  // namespace tarn::sql
