#include "engine/embedded/typing/trino_text.h"

#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "sql/formatter.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

// Both in the order of their enums.
constexpr std::string_view kBinary[] = {"+", "-", "*", "/", "%", "||"};
constexpr std::string_view kComparisons[] = {"=", "<>", "<", "<=", ">", ">="};

template <typename List>
std::string Joined(const List& list, std::string_view separator) {
  std::string text;
  for (const auto& element : list) {
    if (&element != &list.front()) text += separator;
    if constexpr (std::is_same_v<std::decay_t<decltype(element)>, sql::Identifier>) {
      text += sql::Print(element);
    } else {
      text += TrinoText(element);
    }
  }
  return text;
}

std::string OrderText(const std::vector<sql::SortItem>& items) {
  std::string text;
  for (const sql::SortItem& item : items) {
    text += text.empty() ? "ORDER BY " : ", ";
    text += TrinoText(*item.key) + (item.descending ? " DESC" : " ASC");
    if (item.nulls == sql::NullOrder::kFirst) text += " NULLS FIRST";
    if (item.nulls == sql::NullOrder::kLast) text += " NULLS LAST";
  }
  return text;
}

std::string WindowText(const sql::Window& window) {
  if (const auto* name = std::get_if<sql::Identifier>(&window)) return sql::Print(*name);
  const auto& specification = std::get<sql::WindowSpecification>(window);
  std::vector<std::string> parts;
  if (specification.existing) parts.push_back(sql::Print(*specification.existing));
  if (!specification.partition_by.empty()) {
    parts.push_back("PARTITION BY " + Joined(specification.partition_by, ", "));
  }
  if (!specification.order_by.empty()) parts.push_back(OrderText(specification.order_by));
  return fmt::format("({})", fmt::join(parts, " "));
}

struct TextOf {
  const sql::Expression& expression;

  // What Trino writes as Tarn does.
  template <typename Node>
  std::string operator()(const Node&) const {
    return sql::Print(expression);
  }
  std::string operator()(const sql::WindowMeasure&) const { return sql::Format(expression); }
  std::string operator()(const sql::BooleanLiteral& node) const {
    return node.value ? "true" : "false";
  }
  std::string operator()(const sql::NullLiteral&) const { return "null"; }
  std::string operator()(const sql::DecimalLiteral& node) const {
    return fmt::format("DECIMAL '{}'", node.text);
  }
  std::string operator()(const sql::Dereference& node) const {
    return TrinoText(*node.base) + "." + sql::Print(node.field);
  }
  std::string operator()(const sql::Subscript& node) const {
    return fmt::format("{}[{}]", TrinoText(*node.base), TrinoText(*node.index));
  }
  std::string operator()(const sql::ArrayConstructor& node) const {
    return fmt::format("ARRAY[{}]", Joined(node.elements, ","));
  }
  std::string operator()(const sql::RowConstructor& node) const {
    return fmt::format("ROW ({})", Joined(node.fields, ", "));
  }
  std::string operator()(const sql::Lambda& node) const {
    return fmt::format("({}) -> {}", Joined(node.parameters, ", "), TrinoText(*node.body));
  }
  std::string operator()(const sql::Unary& node) const {
    return fmt::format("{}({})", node.minus ? "-" : "+", TrinoText(*node.operand));
  }
  std::string operator()(const sql::Binary& node) const {
    if (node.op == sql::BinaryOperator::kConcat) {
      return fmt::format("concat({}, {})", TrinoText(*node.left), TrinoText(*node.right));
    }
    return fmt::format("({} {} {})", TrinoText(*node.left), kBinary[static_cast<int>(node.op)],
                       TrinoText(*node.right));
  }
  std::string operator()(const sql::Comparison& node) const {
    return fmt::format("({} {} {})", TrinoText(*node.left), kComparisons[static_cast<int>(node.op)],
                       TrinoText(*node.right));
  }
  std::string operator()(const sql::Logical& node) const {
    return fmt::format(
        "({})", Joined(node.terms, node.op == sql::LogicalOperator::kAnd ? " AND " : " OR "));
  }
  std::string operator()(const sql::Not& node) const {
    return fmt::format("(NOT {})", TrinoText(*node.operand));
  }
  // What is negated is a node around it.
  static std::string Negated(bool negated, std::string text) {
    return negated ? fmt::format("(NOT {})", text) : text;
  }
  std::string operator()(const sql::Between& node) const {
    return Negated(node.negated, fmt::format("({} BETWEEN {} AND {})", TrinoText(*node.value),
                                             TrinoText(*node.low), TrinoText(*node.high)));
  }
  std::string operator()(const sql::InList& node) const {
    return Negated(node.negated,
                   fmt::format("({} IN ({}))", TrinoText(*node.value), Joined(node.list, ", ")));
  }
  std::string operator()(const sql::Like& node) const {
    const std::string escape = node.escape ? " ESCAPE " + TrinoText(**node.escape) : "";
    return Negated(node.negated, fmt::format("({} LIKE {}{})", TrinoText(*node.value),
                                             TrinoText(*node.pattern), escape));
  }
  std::string operator()(const sql::IsNull& node) const {
    return fmt::format("({} IS {}NULL)", TrinoText(*node.value), node.negated ? "NOT " : "");
  }
  std::string operator()(const sql::Cast& node) const {
    return fmt::format("{}({} AS {})", node.safe ? "TRY_CAST" : "CAST", TrinoText(*node.operand),
                       sql::Print(node.type));
  }
  std::string operator()(const sql::Case& node) const {
    std::string text = "(CASE";
    if (node.operand) text += " " + TrinoText(**node.operand);
    for (const sql::WhenClause& when : node.whens) {
      text += fmt::format(" WHEN {} THEN {}", TrinoText(*when.condition), TrinoText(*when.result));
    }
    if (node.otherwise) text += " ELSE " + TrinoText(**node.otherwise);
    return text + " END)";
  }
  std::string operator()(const sql::If& node) const {
    const std::string otherwise = node.otherwise ? ", " + TrinoText(**node.otherwise) : "";
    return fmt::format("IF({}, {}{})", TrinoText(*node.condition), TrinoText(*node.then),
                       otherwise);
  }
  std::string operator()(const sql::Coalesce& node) const {
    return fmt::format("COALESCE({})", Joined(node.operands, ", "));
  }
  std::string operator()(const sql::NullIf& node) const {
    return fmt::format("NULLIF({}, {})", TrinoText(*node.first), TrinoText(*node.second));
  }
  std::string operator()(const sql::FunctionCall& node) const {
    std::string text = sql::Print(node.name) + "(" + (node.distinct ? "DISTINCT " : "");
    text += node.star ? "*" : Joined(node.arguments, ", ");
    if (!node.order_by.empty()) text += " " + OrderText(node.order_by);
    text += ")";
    if (node.filter) text += fmt::format(" FILTER (WHERE {})", TrinoText(**node.filter));
    if (node.over) text += " OVER " + WindowText(**node.over);
    return text;
  }
  std::string operator()(const sql::Grouping& node) const {
    std::vector<std::string> columns;
    for (const sql::QualifiedName& column : node.columns) columns.push_back(sql::Print(column));
    return fmt::format("GROUPING ({})", fmt::join(columns, ", "));
  }
};

}  // namespace

std::string TrinoText(const sql::Expression& expression) {
  return std::visit(TextOf{expression}, expression.node);
}

std::string WindowKey(const sql::Identifier& name) {
  std::string key = name.value;
  if (name.quoted) return key;
  for (char& c : key) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return key;
}

}  // namespace tarn::engine::embedded
