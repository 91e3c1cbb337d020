#include "sql/keyword.h"
#include "sql/print/printer_impl.h"
#include "sql/printer.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

namespace {

bool IsPlainName(std::string_view name) {
  if (name.empty() || IsReserved(FindKeyword(name))) return false;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!letter && (i == 0 || c < '0' || c > '9')) return false;
  }
  return true;
}

std::string Doubled(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) {
    quoted += c;
    if (c == quote) quoted += c;
  }
  quoted += quote;
  return quoted;
}

}  // namespace

std::string QuoteString(std::string_view text) { return Doubled(text, '\''); }
std::string QuoteIdentifier(std::string_view name) { return Doubled(name, '"'); }

void PrinterImpl::String(std::string_view value) { out_ += QuoteString(value); }

void PrinterImpl::Emit(const Identifier& identifier) {
  if (identifier.quoted || !IsPlainName(identifier.value)) {
    out_ += QuoteIdentifier(identifier.value);
  } else {
    out_ += identifier.value;
  }
}

void PrinterImpl::Emit(const QualifiedName& name) { List(name.parts, "."); }

void PrinterImpl::Emit(const DataType& type) {
  if (const auto* generic = type.As<GenericType>()) {
    Emit(generic->name);
    if (!generic->parameters.empty()) Parenthesized(generic->parameters);
  } else if (const auto* row = type.As<RowType>()) {
    out_ += "ROW";
    Parenthesized(row->fields);
  } else if (const auto* time = type.As<DateTimeType>()) {
    out_ += time->kind == DateTimeKind::kTime ? "time" : "timestamp";
    if (time->precision) {
      out_ += '(';
      Emit(*time->precision);
      out_ += ')';
    }
    if (time->with_time_zone) out_ += " with time zone";
  } else {
    const auto& interval = std::get<IntervalType>(type.node);
    out_ += "INTERVAL ";
    Text(sql::Text(interval.from));
    if (interval.to != interval.from) {
      out_ += " TO ";
      Text(sql::Text(interval.to));
    }
  }
}

void PrinterImpl::Emit(const TypeParameter& parameter) {
  if (const auto* number = std::get_if<NumericParameter>(&parameter)) {
    out_ += std::to_string(number->value);
  } else {
    Emit(*std::get<Box<DataType>>(parameter));
  }
}

void PrinterImpl::Emit(const RowField& field) {
  if (field.name) {
    Emit(*field.name);
    out_ += ' ';
  }
  Emit(field.type);
}

void PrinterImpl::Emit(const ParameterDeclaration& parameter) {
  if (parameter.name) {
    Emit(*parameter.name);
    out_ += ' ';
  }
  Emit(parameter.type);
}

}  // namespace tarn::sql
