#pragma once

#include "engine/type.h"

namespace tarn::engine::embedded {

// Whether Trino has a cast from one type to the other (whether a value can be cast is another
// question). True for what is not decided here: nested values from and to JSON. Pure.
bool CanCast(const Type& from, const Type& to);

// Whether values of a type have an order, for <, BETWEEN and ORDER BY. Pure.
bool IsOrderable(const Type& type);

// Whether values of a type can be equal, for =, IN, GROUP BY and DISTINCT. Pure.
bool IsComparable(const Type& type);

// As a signature writes a type: "map(integer,array(double))", "row("x" bigint,varchar)". Pure.
std::string SignatureText(const Type& type);

}  // namespace tarn::engine::embedded
