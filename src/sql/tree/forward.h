#pragma once

#include <optional>
#include <vector>

#include "sql/tree/location.h"
#include "sql/tree/node.h"

// The recursive types of the tree. Users include sql/tree/tree.h, which completes all of them.
namespace tarn::sql {

struct DataType;
struct Expression;
struct Query;
struct Relation;
struct RowPattern;
struct ControlStatement;
struct FunctionSpecification;
struct Statement;

using ExpressionBox = Box<Expression>;
using OptionalExpression = std::optional<Box<Expression>>;
using QueryBox = Box<Query>;

}  // namespace tarn::sql
