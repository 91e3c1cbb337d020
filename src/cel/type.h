#pragma once

#include <map>
#include <memory>
#include <string>

namespace tarn::cel {

enum class TypeKind {
  kDynamic,
  kNull,
  kBool,
  kInt,
  kDouble,
  kString,
  kTimestamp,
  kList,
  kMap,
  kStruct
};

// What is known of a value before evaluation. A value; cheap to copy.
struct Type {
  TypeKind kind = TypeKind::kDynamic;
  std::shared_ptr<const Type> element;  // of a list, or the values of a map; null: dynamic
  std::shared_ptr<const std::map<std::string, Type>> members;  // of a struct
  std::string name;                                            // of a struct, for messages
};

inline Type Simple(TypeKind kind) { return {kind, {}, {}, {}}; }
inline Type ListOf(Type element) {
  return {TypeKind::kList, std::make_shared<const Type>(std::move(element)), {}, {}};
}
inline Type MapOf(Type value) {
  return {TypeKind::kMap, std::make_shared<const Type>(std::move(value)), {}, {}};
}
inline Type StructOf(std::string name, std::map<std::string, Type> members) {
  return {TypeKind::kStruct,
          {},
          std::make_shared<const std::map<std::string, Type>>(std::move(members)),
          std::move(name)};
}

// The variables of an expression.
using Declarations = std::map<std::string, Type>;

}  // namespace tarn::cel
