#include "sql/tree/walk.h"

#include <concepts>
#include <optional>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace tarn::sql {

namespace {

template <typename T>
concept HasFields = requires(T& node) { node.Fields(); };

template <typename T>
inline constexpr bool kIsVector = false;
template <typename T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <typename T>
inline constexpr bool kIsPointerLike = false;
template <typename T>
inline constexpr bool kIsPointerLike<Box<T>> = true;
template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool kIsVariant = false;
template <typename... T>
inline constexpr bool kIsVariant<std::variant<T...>> = true;

// The node types that visitors see.
template <typename T>
inline constexpr bool kIsVisited =
    std::is_same_v<T, Statement> || std::is_same_v<T, Query> || std::is_same_v<T, QueryBody> ||
    std::is_same_v<T, NamedQuery> || std::is_same_v<T, Relation> || std::is_same_v<T, Expression> ||
    std::is_same_v<T, DataType> || std::is_same_v<T, QualifiedName> ||
    std::is_same_v<T, Identifier>;

void Exit(const auto& node, TreeVisitor& visitor) { visitor.Leave(node); }
void Exit(auto& node, TreeRewriter& rewriter) { rewriter.Rewrite(node); }

// `T` is const for a TreeVisitor and mutable for a TreeRewriter. Looks through boxes, vectors,
// optionals and variants; stops at plain values.
template <typename T, typename Visitor>
void Visit(T& value, Visitor& visitor) {
  using Plain = std::remove_const_t<T>;
  if constexpr (kIsVector<Plain>) {
    for (auto& element : value) Visit(element, visitor);
  } else if constexpr (kIsPointerLike<Plain>) {
    Visit(*value, visitor);
  } else if constexpr (kIsOptional<Plain>) {
    if (value) Visit(*value, visitor);
  } else if constexpr (kIsVariant<Plain>) {
    std::visit([&visitor](auto& alternative) { Visit(alternative, visitor); }, value);
  } else if constexpr (HasFields<T>) {
    if constexpr (kIsVisited<Plain>) {
      if (!visitor.Enter(value)) return;
    }
    std::apply([&visitor](auto&... field) { (Visit(field, visitor), ...); }, value.Fields());
    if constexpr (kIsVisited<Plain>) Exit(value, visitor);
  }
}

}  // namespace

void Walk(const Statement& root, TreeVisitor& visitor) { Visit(root, visitor); }
void Walk(const Query& root, TreeVisitor& visitor) { Visit(root, visitor); }
void Walk(const Relation& root, TreeVisitor& visitor) { Visit(root, visitor); }
void Walk(const Expression& root, TreeVisitor& visitor) { Visit(root, visitor); }

void Rewrite(Statement& root, TreeRewriter& rewriter) { Visit(root, rewriter); }
void Rewrite(Query& root, TreeRewriter& rewriter) { Visit(root, rewriter); }
void Rewrite(Relation& root, TreeRewriter& rewriter) { Visit(root, rewriter); }
void Rewrite(Expression& root, TreeRewriter& rewriter) { Visit(root, rewriter); }

}  // namespace tarn::sql
