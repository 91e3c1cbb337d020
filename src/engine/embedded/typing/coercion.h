#pragma once

#include <optional>

#include "engine/type.h"

namespace tarn::engine::embedded {

// Trino's implicit coercions (io.trino.type.TypeCoercion of release 476). Pure and thread safe.

// The type that values of both can be given: varchar of the greater length, a decimal with room for
// both, double of integer and double; nothing when there is none.
std::optional<Type> CommonSuperType(const Type& a, const Type& b);

// Whether a value of `from` passes for one of `to` without a cast; the names of a row's fields do
// not matter.
bool CanCoerce(const Type& from, const Type& to);

// The type of kind `kind` that values of `source` become: decimal(10,0) of an integer, char(3) of
// varchar(3); `source` itself when it is of that kind, nothing when it does not become one.
std::optional<Type> CoerceToKind(const Type& source, TypeKind kind);

// Whether the types are the same but for the names of a row's fields.
bool SameType(const Type& a, const Type& b);

}  // namespace tarn::engine::embedded
