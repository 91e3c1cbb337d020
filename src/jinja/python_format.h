#pragma once

#include <string>
#include <string_view>

#include "jinja/render_state.h"
#include "jinja/value.h"

namespace tarn::jinja {

// format % values: printf-style formatting of Python (%s %r %a %d %i %u %x %X %o %e %E %f %F %g %G
// %c %%, flags, width, precision, *, %(name)s).
Value FormatPercent(RenderState& state, std::string_view format, const Value& values);

// format.format(*args, **kwargs): replacement fields with attributes, items, conversions and format
// specs.
std::string FormatBraces(std::string_view format, CallArgs& args);

// format(value, spec) of Python for strings, numbers and everything that takes an empty spec.
std::string FormatSpec(RenderState& state, const Value& value, std::string_view spec);

// Digits of a float as %e, %f and %g of C give them, with Python's nan and inf. `kind` is one of
// eEfFgG.
std::string FormatDouble(double value, char kind, int precision, bool alternate);

}  // namespace tarn::jinja
