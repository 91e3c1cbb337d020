#include "cel/checker.h"

#include <algorithm>
#include <set>

#include "cel/functions.h"
#include "cel/lexer.h"

namespace tarn::cel {
namespace {

bool IsNumber(TypeKind kind) { return kind == TypeKind::kInt || kind == TypeKind::kDouble; }
bool IsOrdered(TypeKind kind) {
  return IsNumber(kind) || kind == TypeKind::kString || kind == TypeKind::kTimestamp ||
         kind == TypeKind::kBool;
}

class Checker {
 public:
  Checker(Declarations variables, std::string_view text)
      : variables_(std::move(variables)), text_(text) {}

  Type Visit(Node& node) {
    switch (node.kind) {
      case NodeKind::kLiteral: return LiteralType(node);
      case NodeKind::kIdentifier: return Identifier(node);
      case NodeKind::kSelect: return Select(node);
      case NodeKind::kHas: Select(node); return Simple(TypeKind::kBool);
      case NodeKind::kIndex: return Index(node);
      case NodeKind::kCall: return Call(node);
      case NodeKind::kMethod: return Method(node);
      case NodeKind::kList: return ListLiteral(node);
      case NodeKind::kMap: return MapLiteral(node);
      case NodeKind::kComprehension: return Comprehension(node);
    }
    return {};
  }

 private:
  [[noreturn]] void Fail(const Node& node, const std::string& problem) const {
    ThrowAt(text_, node.position, problem);
  }

  // Dynamic values are looked at when they are there.
  void Require(const Node& node, const Type& type, const std::vector<TypeKind>& kinds) const {
    if (type.kind == TypeKind::kDynamic) return;
    if (std::find(kinds.begin(), kinds.end(), type.kind) != kinds.end()) return;
    Fail(node, std::string("a value of the type ") + KindName(type.kind) + " cannot stand here");
  }

  static Type LiteralType(const Node& node) {
    static constexpr TypeKind kKinds[] = {
        TypeKind::kNull,   TypeKind::kBool,      TypeKind::kInt,  TypeKind::kDouble,
        TypeKind::kString, TypeKind::kTimestamp, TypeKind::kList, TypeKind::kMap};
    return Simple(kKinds[node.value.index()]);
  }

  Type Identifier(const Node& node) const {
    auto found = variables_.find(node.name);
    if (found == variables_.end()) Fail(node, "nothing has the name '" + node.name + "'");
    return found->second;
  }

  Type Select(Node& node) {
    Type target = Visit(*node.children[0]);
    Require(node, target, {TypeKind::kStruct, TypeKind::kMap});
    if (target.kind == TypeKind::kStruct) {
      auto member = target.members->find(node.name);
      if (member == target.members->end()) {
        Fail(node, "'" + target.name + "' has no member '" + node.name + "'");
      }
      return member->second;
    }
    return target.element ? *target.element : Type();
  }

  Type Index(Node& node) {
    Type target = Visit(*node.children[0]);
    Type index = Visit(*node.children[1]);
    Require(node, target, {TypeKind::kList, TypeKind::kMap});
    if (target.kind == TypeKind::kList) Require(*node.children[1], index, {TypeKind::kInt});
    if (target.kind == TypeKind::kMap) Require(*node.children[1], index, {TypeKind::kString});
    return target.element ? *target.element : Type();
  }

  Type Call(Node& node) {
    std::vector<Type> types;
    for (NodePtr& child : node.children) types.push_back(Visit(*child));
    if (node.name == "?:") {
      Require(*node.children[0], types[0], {TypeKind::kBool});
      return types[1].kind == types[2].kind ? types[1] : Type();
    }
    if (node.name == "&&" || node.name == "||" || node.name == "!") {
      for (size_t i = 0; i < types.size(); ++i) {
        Require(*node.children[i], types[i], {TypeKind::kBool});
      }
      return Simple(TypeKind::kBool);
    }
    if (node.name == "neg") {
      Require(node, types[0], {TypeKind::kInt, TypeKind::kDouble});
      return types[0];
    }
    if (node.name == "==" || node.name == "!=") return Simple(TypeKind::kBool);
    if (node.name == "in") {
      Require(node, types[1], {TypeKind::kList, TypeKind::kMap});
      return Simple(TypeKind::kBool);
    }
    static const std::set<std::string> comparisons = {"<", "<=", ">", ">="};
    static const std::set<std::string> arithmetic = {"+", "-", "*", "/", "%"};
    if (comparisons.contains(node.name)) return Comparison(node, types);
    if (arithmetic.contains(node.name)) return Arithmetic(node, types);
    if (auto function = Functions().find(node.name); function != Functions().end()) {
      return Apply(node, function->second, types);
    }
    Fail(node, "there is no function '" + node.name + "'");
  }

  Type Comparison(const Node& node, const std::vector<Type>& types) const {
    const TypeKind a = types[0].kind, b = types[1].kind;
    bool dynamic = a == TypeKind::kDynamic || b == TypeKind::kDynamic;
    if (!dynamic && !(IsNumber(a) && IsNumber(b)) && !(a == b && IsOrdered(a))) {
      Fail(node, std::string("'") + node.name + "' does not compare " + KindName(a) + " and " +
                     KindName(b));
    }
    return Simple(TypeKind::kBool);
  }

  Type Arithmetic(const Node& node, const std::vector<Type>& types) const {
    const TypeKind a = types[0].kind, b = types[1].kind;
    if (a == TypeKind::kDynamic || b == TypeKind::kDynamic) return {};
    bool joins = node.name == "+" && (a == TypeKind::kString || a == TypeKind::kList);
    if (a != b || !(IsNumber(a) || joins) || (node.name == "%" && a != TypeKind::kInt)) {
      Fail(node,
           std::string("'") + node.name + "' does not take " + KindName(a) + " and " + KindName(b));
    }
    return types[0];
  }

  Type Method(Node& node) {
    std::vector<Type> types;
    for (NodePtr& child : node.children) types.push_back(Visit(*child));
    auto method = Methods().find(node.name);
    if (method == Methods().end()) Fail(node, "there is no function '" + node.name + "'");
    Type result = Apply(node, method->second, types);
    if (node.name == "matches" && node.children[1]->kind == NodeKind::kLiteral) {
      node.pattern = CompilePattern(std::get<std::string>(node.children[1]->value));
    }
    return result;
  }

  Type Apply(const Node& node, const Function& function, const std::vector<Type>& types) const {
    if (types.size() != function.parameters.size()) {
      Fail(node, "'" + node.name + "' takes another number of arguments");
    }
    for (size_t i = 0; i < types.size(); ++i) {
      Require(*node.children[i], types[i], function.parameters[i]);
    }
    return Simple(function.result);
  }

  Type ListLiteral(Node& node) {
    Type element;
    for (size_t i = 0; i < node.children.size(); ++i) {
      Type type = Visit(*node.children[i]);
      element = i == 0 || element.kind == type.kind ? type : Type();
    }
    return ListOf(element);
  }

  Type MapLiteral(Node& node) {
    for (size_t i = 0; i < node.children.size(); ++i) {
      Type type = Visit(*node.children[i]);
      if (i % 2 == 0) Require(*node.children[i], type, {TypeKind::kString});
    }
    return MapOf({});
  }

  Type Comprehension(Node& node) {
    Type range = Visit(*node.children[0]);
    Require(node, range, {TypeKind::kList, TypeKind::kMap});
    Type item = range.kind == TypeKind::kMap ? Simple(TypeKind::kString)
                : range.element              ? *range.element
                                             : Type();
    Declarations outer = variables_;
    variables_[node.name] = item;
    Type body = Visit(*node.children[1]);
    variables_ = std::move(outer);
    if (node.macro == Macro::kMap) return ListOf(body);
    Require(*node.children[1], body, {TypeKind::kBool});
    return node.macro == Macro::kFilter ? ListOf(item) : Simple(TypeKind::kBool);
  }

  Declarations variables_;
  std::string_view text_;
};

}  // namespace

const char* KindName(TypeKind kind) {
  static constexpr const char* kNames[] = {"dyn",    "null",      "bool", "int", "double",
                                           "string", "timestamp", "list", "map", "struct"};
  return kNames[static_cast<size_t>(kind)];
}

Type Check(Node& node, const Declarations& declarations, std::string_view text) {
  return Checker(declarations, text).Visit(node);
}

}  // namespace tarn::cel
