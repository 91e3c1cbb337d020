#pragma once

#include "jinja/ast.h"
#include "jinja/render_state.h"
#include "jinja/value.h"

namespace tarn::jinja {

// Python's binary and unary operators, with its messages. InvalidArgument also for integers that
// leave 64 bits.
Value Binary(RenderState& state, BinaryOp op, const Value& left, const Value& right);
Value Negative(const Value& value);
Value Positive(const Value& value);
Value Power(const Value& left, const Value& right);
bool CompareWith(RenderState& state, CompareOp op, const Value& left, const Value& right);

// value[start:stop:step]; undefined (the value) stands for an omitted bound.
Value Slice(RenderState& state, const Value& value, const Value& start, const Value& stop,
            const Value& step);

double ToDouble(const Value& number);
int64_t ToInteger(const Value& bool_or_int);

}  // namespace tarn::jinja
