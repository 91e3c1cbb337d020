#include "api/trino/error_codes.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>

#include "api/trino/standard_errors.h"

namespace tarn::api::trino {
namespace {

using base::ErrorKind;
using nlohmann::json;

constexpr const char* kUser = "USER_ERROR";
constexpr const char* kInternal = "INTERNAL_ERROR";
constexpr const char* kResources = "INSUFFICIENT_RESOURCES";

constexpr ErrorCode kWrongProperty = {14, "INVALID_SESSION_PROPERTY", kUser};

// The first whose words all stand in the message, in this order and any case, decides.
struct Rule {
  ErrorKind kind;
  const char* words;  // divided by '*'
  ErrorCode code;
};
constexpr Rule kRules[] = {
    // Quotes what was wrong with the value.
    Rule{ErrorKind::kInvalidArgument, "unable to set session property", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "mismatched input", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "extraneous input", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "no viable alternative", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "column '*' cannot be resolved",
         {47, "COLUMN_NOT_FOUND", kUser}},
    // What the parser finds that is no word out of place.
    Rule{ErrorKind::kInvalidArgument, "invalid numeric literal", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "binary literal ", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "zero-length delimited", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "function must have at least two arguments",
         {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid extract field", {1, "SYNTAX_ERROR", kUser}},
    // Of row patterns.
    Rule{ErrorKind::kInvalidArgument, "union pattern variable name", {96, "INVALID_LABEL", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "subset element: * is not a primary",
         {96, "INVALID_LABEL", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "defined variable: * is not a primary",
         {96, "INVALID_LABEL", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern variable with name: * is defined twice",
         {96, "INVALID_LABEL", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not a primary or union pattern variable",
         {96, "INVALID_LABEL", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not a primary pattern variable or subset",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "final semantics is not supported",
         {97, "INVALID_PROCESSING_MODE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "running semantics is not supported",
         {97, "INVALID_PROCESSING_MODE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "semantics is supported only for first(), last()",
         {97, "INVALID_PROCESSING_MODE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern quantifier lower bound must not exceed upper",
         {102, "INVALID_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern quantifier ",
         {19, "NUMERIC_VALUE_OUT_OF_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "nested row pattern recognition",
         {100, "NESTED_ROW_PATTERN_RECOGNITION", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern exclusion syntax is not",
         {99, "INVALID_ROW_PATTERN", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "expected column reference",
         {63, "INVALID_COLUMN_REFERENCE", kUser}},
    Rule{ErrorKind::kNotFound,
         "column * is not present in the input relation",
         {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "column * prefixed with label", {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "in row pattern input relation",
         {62, "AMBIGUOUS_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern recognition output table has no",
         {101, "TABLE_HAS_NO_COLUMNS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "expression defining a label must be",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot use * pattern recognition function",
         {103, "INVALID_PATTERN_RECOGNITION_FUNCTION", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot use over with * aggregate function",
         {68, "NESTED_WINDOW", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern recognition function requires 1 or 2",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern recognition function takes no",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "navigation function requires a number as",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern recognition navigation function must not exceed",
         {19, "NUMERIC_VALUE_OUT_OF_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern navigation function inside",
         {98, "INVALID_NAVIGATION_NESTING", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern navigation functions inside",
         {98, "INVALID_NAVIGATION_NESTING", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "immediate nesting is required",
         {98, "INVALID_NAVIGATION_NESTING", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "aggregate function inside * function",
         {67, "NESTED_AGGREGATION", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "all labels and classifiers inside",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "all aggregate function arguments must apply",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "pattern navigation function '*' must contain",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "classifier function argument should be",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "row pattern measures inside pattern",
         {68, "NESTED_WINDOW", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "navigation function requires a non-negative",
         {19, "NUMERIC_VALUE_OUT_OF_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         " syntax is only supported as the only argument",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    // Of windows.
    Rule{ErrorKind::kInvalidArgument,
         "window frame start cannot be",
         {15, "INVALID_WINDOW_FRAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "window frame end cannot be",
         {15, "INVALID_WINDOW_FRAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "window frame starting from",
         {15, "INVALID_WINDOW_FRAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot specify window frame for",
         {15, "INVALID_WINDOW_FRAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "window frame offset value must not be",
         {15, "INVALID_WINDOW_FRAME", kUser}},
    Rule{ErrorKind::kInvalidArgument, "window frame * value type", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "requires that sort item type be numeric",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "requires single sort item in order by",
         {91, "INVALID_ORDER_BY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot specify order by if referenced",
         {91, "INVALID_ORDER_BY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "preceding or following requires order by",
         {65, "MISSING_ORDER_BY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "function requires an order by window clause",
         {65, "MISSING_ORDER_BY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot specify partition by",
         {94, "INVALID_PARTITION_BY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot reference named window containing",
         {93, "INVALID_WINDOW_REFERENCE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot specify null treatment clause",
         {83, "NULL_TREATMENT_NOT_ALLOWED", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "offset must be at least ",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "buckets must be greater than",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "precision must be in range [0, 12]",
         {19, "NUMERIC_VALUE_OUT_OF_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "decimal precision must be in range",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "decimal scale must be in range",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    // Of expressions.
    Rule{ErrorKind::kInvalidArgument,
         "could not choose a best candidate operator",
         {32, "AMBIGUOUS_FUNCTION_CALL", kUser}},
    Rule{ErrorKind::kInvalidArgument, "line *: cannot extract ", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "expected expression of ", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "type of first argument to", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "invalid reference to output of select",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "the arguments to grouping() must be",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "for aggregate function with distinct, order by",
         {69, "EXPRESSION_NOT_IN_DISTINCT", kUser}},
    Rule{ErrorKind::kNotFound,
         "invalid reference to output projection attribute",
         {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "row count must be ",
         {19, "NUMERIC_VALUE_OUT_OF_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "parameter value provided for * is null",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument, "is not a valid * literal", {59, "INVALID_LITERAL", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid interval * value", {59, "INVALID_LITERAL", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid interval qualifier", {59, "INVALID_LITERAL", kUser}},
    Rule{ErrorKind::kInvalidArgument, "unknown resolvedtype", {43, "TYPE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "concatenated string has the length",
         {37, "EXCEEDED_FUNCTION_MEMORY_LIMIT", kUser}},
    // Of SQL/JSON.
    Rule{ErrorKind::kInvalidArgument, "cannot read input of type", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "cannot output json value as", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "invalid type of json object key",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "quotes behavior specified with",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    // Of analysis (engine/embedded/typing).
    Rule{
        ErrorKind::kInvalidArgument, "not a window function: ", {71, "FUNCTION_NOT_WINDOW", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "expected a lambda that takes",
         {80, "INVALID_PARAMETER_USAGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot resolve window name",
         {93, "INVALID_WINDOW_REFERENCE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "no corresponding columns",
         {61, "MISMATCHED_COLUMN_ALIASES", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "window name '*' specified more than once",
         {92, "DUPLICATE_WINDOW_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument, "line *: cannot cast ", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "unknown type: ", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "cannot check if ", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "cannot negate ", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "unary '+' operator", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "must be the same type or coercible to a common type",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "case operand type does not match",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "types are not comparable with nullif",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "result types for if must be the same",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot use * for subscript of ",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "is not of type row", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "query has different number of fields",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "query has incompatible types", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "values rows have mismatched", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "result of subquery must be of the same type",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not orderable, and therefore",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not comparable, and therefore",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not comparable and therefore",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "can only be applied to comparable types",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "lambda expression should always",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "type of value must be a time", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot nest aggregations inside",
         {67, "NESTED_AGGREGATION", kUser}},
    Rule{ErrorKind::kInvalidArgument, "cannot nest window functions", {68, "NESTED_WINDOW", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot contain window functions",
         {68, "NESTED_WINDOW", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot contain aggregations",
         {74, "EXPRESSION_NOT_SCALAR", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "not in group by clause",
         {73, "EXPRESSION_NOT_AGGREGATE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "which must appear in group by clause",
         {73, "EXPRESSION_NOT_AGGREGATE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "for select distinct, order by",
         {69, "EXPRESSION_NOT_IN_DISTINCT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "a grouping() operation can only",
         {64, "MISSING_GROUP_BY", kUser}},
    Rule{ErrorKind::kInvalidArgument, "requires an over clause", {66, "MISSING_OVER", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not supported for non-aggregation functions",
         {72, "FUNCTION_NOT_AGGREGATE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is only valid for aggregation functions",
         {72, "FUNCTION_NOT_AGGREGATE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "position * is not in select list",
         {63, "INVALID_COLUMN_REFERENCE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "group by expression must be a column reference",
         {63, "INVALID_COLUMN_REFERENCE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "column reference '*' is invalid",
         {63, "INVALID_COLUMN_REFERENCE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "missing column aliases in recursive",
         {88, "MISSING_COLUMN_ALIASES", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not coercible to recursion base",
         {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "column alias list has",
         {61, "MISMATCHED_COLUMN_ALIASES", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "column name '*' specified more than once",
         {54, "DUPLICATE_COLUMN_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "with query name '*' specified more than once",
         {53, "DUPLICATE_NAMED_QUERY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "subscript expression on row requires",
         {75, "EXPRESSION_NOT_CONSTANT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "subscript index", {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{
        ErrorKind::kInvalidArgument, "cannot unnest type", {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "escape string must be a single character",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "scalar sub-query has returned multiple rows",
         {28, "SUBQUERY_MULTIPLE_ROWS", kUser}},
    Rule{ErrorKind::kNotFound, "select * not allowed in queries", {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "unable to resolve reference", {46, "TABLE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "no value provided for parameter",
         {80, "INVALID_PARAMETER_USAGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "function '*' not registered",
         {6, "FUNCTION_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "invalid argument of contains: for input string",
         {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    // Functions say this of values that they do not take (engine/embedded/adapter).
    Rule{ErrorKind::kInvalidArgument,
         "invalid argument of ",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    // What Trino lets its library of sketches say.
    Rule{ErrorKind::kInvalidArgument,
         "quantiles should be in [0, 1] range",
         {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument,
         "quantile must be between [0,1]",
         {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument, "value is nan", {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument,
         "value must be finite",
         {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot merge qdigests",
         {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot merge hlls",
         {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument,
         "unsupported type parameters",
         {65546, "FUNCTION_IMPLEMENTATION_MISSING", kInternal}},
    // RE2's words for patterns that are none.
    Rule{ErrorKind::kInvalidArgument, "missing ]", {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "missing )", {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "unexpected )", {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "repetition operator",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "invalid escape sequence",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "map keys must be unique",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "map keys can not be null",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "unexpected parameters", {6, "FUNCTION_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "unexpected number of arguments",
         {6, "FUNCTION_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "conversion to json failed",
         {114, "JSON_INPUT_CONVERSION_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "conversion from json failed",
         {115, "JSON_OUTPUT_CONVERSION_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "path evaluation failed",
         {116, "PATH_EVALUATION_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot extract sql scalar from json",
         {118, "JSON_VALUE_RESULT_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid json path", {1, "SYNTAX_ERROR", kUser}},
    Rule{
        ErrorKind::kInvalidArgument, "no value passed for parameter", {113, "INVALID_PATH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "json_table invocation must be unique",
         {127, "DUPLICATE_COLUMN_OR_PATH_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "must be named when specific plan is given",
         {128, "MISSING_PATH_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument, "json_table plan", {129, "INVALID_PLAN", kUser}},
    // SQL routines.
    Rule{ErrorKind::kInvalidArgument,
         "function must end in a return",
         {126, "MISSING_RETURN", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "function declared * deterministic",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "function declared deterministic",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "function parameters must have a name",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "duplicate function parameter name",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument, "clauses specified", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "must evaluate to", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid return type of", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "column types don't match", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "column name not specified at position",
         {55, "MISSING_COLUMN_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "column name '*' specified more than once",
         {54, "DUPLICATE_COLUMN_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument, "did you mean comment on", {46, "TABLE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument, "did you mean alter table", {46, "TABLE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument, "mismatched column types", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not an aggregate function",
         {72, "FUNCTION_NOT_AGGREGATE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "is not a window function",
         {71, "FUNCTION_NOT_WINDOW", kUser}},
    Rule{
        ErrorKind::kInvalidArgument, "line *: cannot apply operator", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot apply operator: * = ",
         {10, "OPERATOR_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument, "cannot apply operator", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "type mismatch", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kInvalidArgument, "is not a valid * literal", {59, "INVALID_LITERAL", kUser}},
    Rule{ErrorKind::kInvalidArgument, "division by zero", {8, "DIVISION_BY_ZERO", kUser}},
    Rule{ErrorKind::kInvalidArgument, "cannot cast", {9, "INVALID_CAST_ARGUMENT", kUser}},
    // Of literals, where the text is read.
    Rule{ErrorKind::kInvalidArgument, "invalid numeric literal", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "binary literal ", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid hexadecimal digit", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid escaped character", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "incomplete escape sequence", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "invalid unicode escape character",
         {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "the 'format' function must", {1, "SYNTAX_ERROR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "duplicate keys", {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid uuid string", {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "unable to cast", {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "cannot be cast to", {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "cannot be represented as",
         {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "binary length: ", {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "character count exceeds length limit",
         {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{
        ErrorKind::kInvalidArgument, " exceeds max_", {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument,
         "integer overflow",
         {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument, "empty key", {65536, "GENERIC_INTERNAL_ERROR", kInternal}},
    Rule{ErrorKind::kInvalidArgument,
         "requires an order by window clause",
         {65, "MISSING_ORDER_BY", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid interval qualifier", {59, "INVALID_LITERAL", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "precision must be in range [0, 12]",
         {19, "NUMERIC_VALUE_OUT_OF_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid interval * value", {59, "INVALID_LITERAL", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "larger than the maximum output length",
         {37, "EXCEEDED_FUNCTION_MEMORY_LIMIT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "could not cast", {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "could not convert", {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "casting value", {9, "INVALID_CAST_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument, "overflow", {19, "NUMERIC_VALUE_OUT_OF_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument, "out of range", {19, "NUMERIC_VALUE_OUT_OF_RANGE", kUser}},
    Rule{ErrorKind::kInvalidArgument, "ambiguous", {62, "AMBIGUOUS_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "must be an aggregate expression or appear in group by",
         {73, "EXPRESSION_NOT_AGGREGATE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "aggregate function calls cannot be nested",
         {67, "NESTED_AGGREGATION", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "where clause cannot contain",
         {74, "EXPRESSION_NOT_SCALAR", kUser}},
    Rule{ErrorKind::kInvalidArgument, "duplicate cte name", {53, "DUPLICATE_NAMED_QUERY", kUser}},
    Rule{ErrorKind::kUnsupported, "unknown type", {43, "TYPE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument, "session property", {14, "INVALID_SESSION_PROPERTY", kUser}},
    Rule{ErrorKind::kInvalidArgument, "table property", {18, "INVALID_TABLE_PROPERTY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "no value provided for parameter",
         {80, "INVALID_PARAMETER_USAGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "constant expression cannot contain",
         {75, "EXPRESSION_NOT_CONSTANT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "incorrect number of parameters",
         {80, "INVALID_PARAMETER_USAGE", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "field name '*' specified more than once",
         {54, "DUPLICATE_COLUMN_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument, "pointer value cannot", {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kInvalidArgument, "temporal pointers must be of", {58, "TYPE_MISMATCH", kUser}},
    Rule{ErrorKind::kNotFound, "no version history table", {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kNotFound, "iceberg snapshot id does", {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kNotFound,
         "cannot find snapshot with reference",
         {76, "INVALID_ARGUMENTS", kUser}},
    Rule{ErrorKind::kFailedPrecondition,
         "failed analyzing stored view",
         {11, "INVALID_VIEW", kUser}},
    Rule{ErrorKind::kFailedPrecondition,
         "is stale or in invalid state",
         {81, "VIEW_IS_STALE", kUser}},
    Rule{
        ErrorKind::kUnsupported, "would create a recursive view", {82, "VIEW_IS_RECURSIVE", kUser}},
    Rule{ErrorKind::kFailedPrecondition, "view is recursive", {82, "VIEW_IS_RECURSIVE", kUser}},
    Rule{ErrorKind::kNotFound, "unknown type '*' for column", {43, "TYPE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "retention specified",
         {30, "INVALID_PROCEDURE_ARGUMENT", kUser}},
    Rule{ErrorKind::kFailedPrecondition,
         "cannot drop partition field",
         {13, "NOT_SUPPORTED", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "one merge target table row",
         {119, "MERGE_TARGET_ROW_MULTIPLE_MATCHES", kUser}},
    Rule{ErrorKind::kFailedPrecondition,
         "one merge target table row",
         {119, "MERGE_TARGET_ROW_MULTIPLE_MATCHES", kUser}},
    Rule{
        ErrorKind::kNotFound, "insert column name does not exist", {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "insert column name is specified",
         {54, "DUPLICATE_COLUMN_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "invalid columns specified for analysis",
         {42, "INVALID_ANALYZE_PROPERTY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "column name not specified",
         {55, "MISSING_COLUMN_NAME", kUser}},
    Rule{ErrorKind::kInvalidArgument, "column type is unknown", {60, "COLUMN_TYPE_UNKNOWN", kUser}},
    Rule{ErrorKind::kNotFound, "table procedure not", {29, "PROCEDURE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "procedure not registered", {29, "PROCEDURE_NOT_FOUND", kUser}},
    // Properties of tables.
    Rule{ErrorKind::kInvalidArgument,
         "unable to parse * value",
         {18, "INVALID_TABLE_PROPERTY", kUser}},
    Rule{ErrorKind::kNotFound, "unable to parse * value", {18, "INVALID_TABLE_PROPERTY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "illegal keys in extra_properties",
         {18, "INVALID_TABLE_PROPERTY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "the provided location * does not match",
         {18, "INVALID_TABLE_PROPERTY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "unable to set catalog * table property",
         {18, "INVALID_TABLE_PROPERTY", kUser}},
    Rule{ErrorKind::kNotFound, "line *: view '*' does", {0, "GENERIC_USER_ERROR", kUser}},
    Rule{ErrorKind::kNotFound, "catalog '*' ", {44, "CATALOG_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "schema * not found", {5, "NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "schema '*' ", {45, "SCHEMA_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "column does not exist", {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "column '*' ", {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "function '*' ", {6, "FUNCTION_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "role '*' ", {48, "ROLE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "prepared statement", {5, "NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "table '*' ", {46, "TABLE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "view '*' ", {46, "TABLE_NOT_FOUND", kUser}},
    Rule{ErrorKind::kAlreadyExists, "schema", {49, "SCHEMA_ALREADY_EXISTS", kUser}},
    Rule{ErrorKind::kAlreadyExists, "column", {51, "COLUMN_ALREADY_EXISTS", kUser}},
    Rule{ErrorKind::kAlreadyExists, "table", {50, "TABLE_ALREADY_EXISTS", kUser}},
    Rule{ErrorKind::kAlreadyExists, "view", {50, "TABLE_ALREADY_EXISTS", kUser}},
    Rule{ErrorKind::kFailedPrecondition, "non-empty schema", {34, "SCHEMA_NOT_EMPTY", kUser}},
    Rule{ErrorKind::kFailedPrecondition,
         "writes using autocommit",
         {25, "AUTOCOMMIT_WRITE_CONFLICT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "null value not allowed for not null column",
         {16, "CONSTRAINT_VIOLATION", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "filter required for * on at least one of the partition columns",
         {31, "QUERY_REJECTED", kUser}},
    Rule{ErrorKind::kResourceExhausted,
         "for memory connector exceeded",
         {84017153, "MEMORY_LIMIT_EXCEEDED", "EXTERNAL"}},
    Rule{ErrorKind::kResourceExhausted,
         "query exceeded per-node memory limit of",
         {131079, "EXCEEDED_LOCAL_MEMORY_LIMIT", kResources}},
    Rule{ErrorKind::kResourceExhausted,
         "query exceeded distributed * memory limit of",
         {131073, "EXCEEDED_GLOBAL_MEMORY_LIMIT", kResources}},
    Rule{ErrorKind::kResourceExhausted,
         "query killed because the cluster is out of memory",
         {131076, "CLUSTER_OUT_OF_MEMORY", kResources}},
    Rule{ErrorKind::kFailedPrecondition, "not empty", {34, "SCHEMA_NOT_EMPTY", kUser}},
    Rule{ErrorKind::kFailedPrecondition, "non-empty schema", {34, "SCHEMA_NOT_EMPTY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "with ties clause requires order by",
         {65, "MISSING_ORDER_BY", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "column alias list has",
         {61, "MISMATCHED_COLUMN_ALIASES", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "grouping sets but can contain at most",
         {70, "TOO_MANY_GROUPING_SETS", kUser}},
    Rule{ErrorKind::kFailedPrecondition,
         "transaction is aborted",
         {22, "TRANSACTION_ALREADY_ABORTED", kUser}},
    Rule{ErrorKind::kFailedPrecondition, "no transaction", {21, "NOT_IN_TRANSACTION", kUser}},
    // Of sessions and grants.
    Rule{ErrorKind::kInvalidArgument,
         "invalid session property",
         {14, "INVALID_SESSION_PROPERTY", kUser}},
    Rule{ErrorKind::kInvalidArgument, "invalid value [*valid values: [", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "size is not a valid data size", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "size is empty", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "duration is not a valid data dur", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "duration is empty", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "must be a power of 2", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "must be equal or greater than", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "must be in the range [0", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "max_partitions_per_writer must be", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "parquet_max_read_block_row_count must be", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "parquet_writer_page_value_count must be", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "orc_writer_validate_percentage must be", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "retry_delay_scale_factor must be", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "max_reordered_joins must be", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument, "task_retry_attempts_per_task must be", kWrongProperty},
    Rule{ErrorKind::kInvalidArgument,
         "invalid offset minutes",
         {7, "INVALID_FUNCTION_ARGUMENT", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "invalid time zone offset interval",
         {59, "INVALID_LITERAL", kUser}},
    Rule{ErrorKind::kInvalidArgument, "time zone not supported", {13, "NOT_SUPPORTED", kUser}},
    Rule{ErrorKind::kInvalidArgument, "unknown privilege", {78, "INVALID_PRIVILEGE", kUser}},
    Rule{ErrorKind::kInvalidArgument, "too many dots in ", {1, "SYNTAX_ERROR", kUser}},
    // Of UPDATE and MERGE.
    Rule{ErrorKind::kNotFound, "the update set target column", {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kNotFound, "merge column name does not", {47, "COLUMN_NOT_FOUND", kUser}},
    Rule{ErrorKind::kInvalidArgument,
         "merge column name is specified more",
         {54, "DUPLICATE_COLUMN_NAME", kUser}},
    Rule{ErrorKind::kFailedPrecondition,
         "client does not support transactions",
         {27, "INCOMPATIBLE_CLIENT", kUser}},
};

bool Contains(std::string_view message, std::string_view words) {
  size_t at = 0;
  while (true) {
    const size_t star = words.find('*');
    const size_t found = message.find(words.substr(0, star), at);
    if (found == std::string_view::npos) return false;
    if (star == std::string_view::npos) return true;
    at = found + star;
    words.remove_prefix(star + 1);
  }
}

ErrorCode CodeOfKind(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalidArgument: return {0, "GENERIC_USER_ERROR", kUser};
    case ErrorKind::kNotFound: return {5, "NOT_FOUND", kUser};
    case ErrorKind::kAlreadyExists: return {12, "ALREADY_EXISTS", kUser};
    case ErrorKind::kConflict: return {17, "TRANSACTION_CONFLICT", kUser};
    case ErrorKind::kFailedPrecondition: return {0, "GENERIC_USER_ERROR", kUser};
    case ErrorKind::kPermissionDenied:
    case ErrorKind::kUnauthenticated: return {4, "PERMISSION_DENIED", kUser};
    case ErrorKind::kResourceExhausted:
      return {131072, "GENERIC_INSUFFICIENT_RESOURCES", kResources};
    case ErrorKind::kUnsupported: return {13, "NOT_SUPPORTED", kUser};
    case ErrorKind::kCancelled: return kUserCanceled;
    default: return {65536, "GENERIC_INTERNAL_ERROR", kInternal};
  }
}

// Trino has the words of functions without a name before them, and Tarn the name to know their code
// by.
void TakeFunctionOff(std::string& message) {
  constexpr std::string_view kStart = "Invalid argument of ";
  if (!message.starts_with(kStart)) return;
  const size_t colon = message.find(": ", kStart.size());
  if (colon != std::string::npos) message.erase(0, colon + 2);
}

// What fail(code, message) says: "Error code 5: message".
constexpr std::string_view kFail = "Error code ";

std::optional<int> FailCodeOf(std::string_view message) {
  if (!message.starts_with(kFail)) return std::nullopt;
  int code = 0;
  const auto [end, error] =
      std::from_chars(message.data() + kFail.size(), message.data() + message.size(), code);
  if (error != std::errc() || end == message.data() + message.size() || *end != ':') {
    return std::nullopt;
  }
  return code;
}

void TakeFailCodeOff(std::string& message) {
  const auto code = FailCodeOf(message);
  if (!code) return;
  message.erase(0, message.find(": ") + 2);
  if (FindStandardError(*code) == nullptr) {
    message = "Unable to find error for code: " + std::to_string(*code);
  }
}

constexpr std::string_view kCastOfJson = "Cannot cast to ";

struct Place {
  int line = 0;
  int column = 0;
  std::string_view rest;
};

// Takes "line 1:8: " off.
std::optional<Place> PlaceOf(std::string_view message) {
  constexpr std::string_view kLine = "line ";
  if (!message.starts_with(kLine)) return std::nullopt;
  Place place;
  const char* at = message.data() + kLine.size();
  const char* end = message.data() + message.size();
  auto number = std::from_chars(at, end, place.line);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != ':') return std::nullopt;
  number = std::from_chars(number.ptr + 1, end, place.column);
  if (number.ec != std::errc() || number.ptr == end || *number.ptr != ':') return std::nullopt;
  place.rest = message.substr(static_cast<size_t>(number.ptr + 1 - message.data()));
  if (place.rest.starts_with(' ')) place.rest.remove_prefix(1);
  return place;
}

}  // namespace

const ErrorCode kUserCanceled = {3, "USER_CANCELED", kUser};
const ErrorCode kAbandonedQuery = {2, "ABANDONED_QUERY", kUser};
const ErrorCode kAdministrativelyKilled = {38, "ADMINISTRATIVELY_KILLED", kUser};
const ErrorCode kQueryQueueFull = {131074, "QUERY_QUEUE_FULL", kResources};
const ErrorCode kUnknownTransaction = {20, "UNKNOWN_TRANSACTION", kUser};

ErrorCode CodeOf(const base::Error& error) {
  if (const auto code = FailCodeOf(error.message())) {
    const ErrorCode* found = FindStandardError(*code);
    return found != nullptr ? *found : CodeOfKind(ErrorKind::kInternal);
  }
  std::string message = error.message();
  std::transform(message.begin(), message.end(), message.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const Rule& rule : kRules) {
    if (rule.kind == error.kind() && Contains(message, rule.words)) return rule.code;
  }
  return CodeOfKind(error.kind());
}

json ErrorJson(const base::Error& error) { return ErrorJson(error, CodeOf(error)); }

json ErrorJson(const base::Error& error, const ErrorCode& code) {
  // The line with the caret below the message is for people at a terminal; clients that show places
  // quote the line themselves.
  const auto place = PlaceOf(error.message());
  // Casts from JSON quote the document in a line of its own, as Trino's do.
  const bool quotes = !place && error.message().starts_with(kCastOfJson);
  std::string message =
      quotes ? error.message() : error.message().substr(0, error.message().find('\n'));
  TakeFunctionOff(message);
  TakeFailCodeOff(message);
  // Clients compare messages with Trino's: what helps beyond them goes its own way.
  std::string hint = error.hint();
  constexpr std::string_view kDidYouMean = " (did you mean ";
  if (const size_t at = message.rfind(kDidYouMean);
      at != std::string::npos && message.ends_with("?)")) {
    const std::string question = message.substr(at + 2, message.size() - at - 3);
    hint = hint.empty() ? question : question + ' ' + hint;
    message.resize(at);
  }
  json failure = {{"type", "io.trino.spi.TrinoException"},
                  {"message", message},
                  {"suppressed", json::array()},
                  {"stack", json::array()},
                  {"errorInfo", {{"code", code.code}, {"name", code.name}, {"type", code.type}}}};
  json result = {{"message", message},
                 {"errorCode", code.code},
                 {"errorName", code.name},
                 {"errorType", code.type}};
  if (place) {
    const json location = {{"lineNumber", place->line}, {"columnNumber", place->column}};
    failure["errorLocation"] = location;
    result["errorLocation"] = location;
  }
  result["failureInfo"] = std::move(failure);
  if (!hint.empty()) result[kHintMember] = hint;
  return result;
}

}  // namespace tarn::api::trino
