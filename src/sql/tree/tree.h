#pragma once

// The whole tree of Trino SQL. Include this one, not the parts: they are mutually recursive.
#include "sql/tree/expression.h"
#include "sql/tree/identifier.h"
#include "sql/tree/location.h"
#include "sql/tree/node.h"
#include "sql/tree/query.h"
#include "sql/tree/relation.h"
#include "sql/tree/routine.h"
#include "sql/tree/row_pattern.h"
#include "sql/tree/statement.h"
#include "sql/tree/type.h"
#include "sql/tree/window.h"
