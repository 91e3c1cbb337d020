#include "sql/format/formatter_impl.h"

namespace tarn::sql {

void FormatterImpl::WithProperties(const std::vector<Property>& properties) {
  if (properties.empty()) return;
  out_ += "\nWITH (";
  Properties(properties, 1);
  out_ += "\n)";
}

void FormatterImpl::Emit(const CreateView& view) {
  out_ += view.or_replace ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ";
  Emit(view.name);
  if (view.comment) {
    out_ += " COMMENT ";
    String(*view.comment);
  }
  if (view.security == ViewSecurity::kDefiner) out_ += " SECURITY DEFINER";
  if (view.security == ViewSecurity::kInvoker) out_ += " SECURITY INVOKER";
  WithProperties(view.properties);
  out_ += " AS\n";
  Emit(*view.query, 0);
}

void FormatterImpl::Emit(const CreateMaterializedView& view) {
  out_ += view.or_replace ? "CREATE OR REPLACE MATERIALIZED VIEW " : "CREATE MATERIALIZED VIEW ";
  if (view.if_not_exists) out_ += "IF NOT EXISTS ";
  Emit(view.name);
  if (view.grace_period) {
    out_ += "\nGRACE PERIOD ";
    Emit(Expression(*view.grace_period));
  }
  if (view.comment) {
    out_ += "\nCOMMENT ";
    String(*view.comment);
  }
  WithProperties(view.properties);
  out_ += " AS\n";
  Emit(*view.query, 0);
}

}  // namespace tarn::sql
