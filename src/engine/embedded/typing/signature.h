#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/type.h"

namespace tarn::engine::embedded {

enum class FunctionKind { kScalar, kAggregate, kWindow, kOperator };

// How Trino declares a function, as SHOW FUNCTIONS tells it. "…" behind the last argument: any
// number of them. Names that are no types are variables: of a type ("array(t)") or of a length,
// precision or scale ("varchar(x)", "decimal(p,s)"). A variable that stands in `returns` alone is
// calculated, see signature_lengths.h.
struct SignatureRow {
  std::string_view name;
  FunctionKind kind;
  std::string_view returns;
  std::string_view arguments;
};

// A type with variables in it.
struct TypePattern {
  enum class Shape { kVariable, kType, kFunction };  // function: children are inputs, then result
  Shape shape = Shape::kType;
  std::string variable;  // of kVariable
  TypeKind kind = TypeKind::kUnknown;
  // Of a type with lengths: what stands in the parentheses, a number or a variable's name.
  std::vector<std::string> lengths;
  std::vector<TypePattern> children;
};

struct Signature {
  const SignatureRow* row = nullptr;
  std::vector<TypePattern> arguments;
  TypePattern returns;
  bool variadic = false;  // the last argument may be there any number of times, none included
  bool generic = false;   // has variables of types
};

// All rows as they are told, by name. Thread safe, computed once.
std::span<const SignatureRow> FunctionSignatureRows();
// Operators: "+", "-", "*", "/", "%", with "-" of one argument.
std::span<const SignatureRow> OperatorSignatureRows();

// What is declared under a name in lower case; empty for an unknown one. Thread safe.
const std::vector<Signature>& SignaturesOf(std::string_view name);

// "map(K,array(V))" as a pattern; kInternal for text that is none.
TypePattern ParseTypePattern(std::string_view text);

}  // namespace tarn::engine::embedded
