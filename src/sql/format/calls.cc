#include "sql/format/formatter_impl.h"

namespace tarn::sql {

void FormatterImpl::Emit(const FunctionCall& call) {
  if (call.processing_mode) {
    Text(*call.processing_mode == ProcessingMode::kFinal ? "FINAL " : "RUNNING ");
  }
  // Trino's tree has a node for calls of format, which is written in small letters.
  if (call.name.Canonical() == "format") {
    Text("format");
  } else {
    Emit(call.name);
  }
  Text("(");
  if (call.distinct) Text("DISTINCT ");
  if (call.star_label) {
    Emit(*call.star_label);
    Text(".*");
  } else if (call.arguments.empty() && call.name.last().Canonical() == "count") {
    Text("*");
  }
  List(call.arguments);
  OptionalList(" ORDER BY ", call.order_by);
  Text(")");
  if (call.null_treatment) {
    Text(*call.null_treatment == NullTreatment::kIgnore ? " IGNORE NULLS" : " RESPECT NULLS");
  }
  Optional(" FILTER (WHERE ", call.filter);
  if (call.filter) Text(")");
  Optional(" OVER ", call.over);
}

void FormatterImpl::Emit(const Listagg& call) {
  Text(call.distinct ? "LISTAGG(DISTINCT " : "LISTAGG(");
  Emit(call.operand);
  Text(", ");
  String(call.separator);
  Text(" ON OVERFLOW ");
  if (call.truncate_on_overflow) {
    Text(" TRUNCATE ");
    String(call.truncation_filler);
    Text(call.truncation_count ? " WITH COUNT" : " WITHOUT COUNT");
  } else {
    Text(" ERROR");
  }
  Text(")");
  OptionalList(" WITHIN GROUP (ORDER BY ", call.order_by);
  if (!call.order_by.empty()) Text(")");
  Optional(" FILTER (WHERE ", call.filter);
  if (call.filter) Text(")");
  Optional(" OVER ", call.over);
}

}  // namespace tarn::sql
