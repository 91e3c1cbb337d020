#pragma once

#include "iceberg/json/reader.h"
#include "iceberg/literal.h"

namespace tarn::iceberg::json {

// JSON single-value serialization (spec: Appendix D), from a parsed document.
Literal AsLiteral(const PrimitiveType& type, const Value& value);

}  // namespace tarn::iceberg::json
