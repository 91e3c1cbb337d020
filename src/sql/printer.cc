#include "sql/printer.h"

#include "sql/print/printer_impl.h"

namespace tarn::sql {

namespace {

template <typename Node>
std::string PrintNode(const Node& node) {
  PrinterImpl printer;
  printer.Emit(node);
  return printer.Take();
}

}  // namespace

std::string Print(const Statement& statement) { return PrintNode(statement); }
std::string Print(const Query& query) { return PrintNode(query); }
std::string Print(const Relation& relation) { return PrintNode(relation); }
std::string Print(const Expression& expression) { return PrintNode(expression); }
std::string Print(const DataType& type) { return PrintNode(type); }
std::string Print(const QualifiedName& name) { return PrintNode(name); }
std::string Print(const Identifier& identifier) { return PrintNode(identifier); }

}  // namespace tarn::sql
