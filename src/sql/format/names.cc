#include "sql/format/formatter_impl.h"
#include "sql/printer.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

void FormatterImpl::Line(int depth, std::string_view text) {
  out_.append(static_cast<size_t>(depth) * 3, ' ');
  out_ += text;
}

void FormatterImpl::String(std::string_view value) { out_ += QuoteString(value); }

void FormatterImpl::Emit(const Identifier& identifier) { out_ += Print(identifier); }

void FormatterImpl::Emit(const QualifiedName& name) { List(name.parts, "."); }

void FormatterImpl::Emit(const DataType& type) {
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
    out_ += sql::Text(interval.from);
    if (interval.to != interval.from) {
      out_ += " TO ";
      out_ += sql::Text(interval.to);
    }
  }
}

void FormatterImpl::Emit(const TypeParameter& parameter) {
  if (const auto* number = std::get_if<NumericParameter>(&parameter)) {
    out_ += std::to_string(number->value);
  } else {
    Emit(*std::get<Box<DataType>>(parameter));
  }
}

void FormatterImpl::Emit(const RowField& field) {
  if (field.name) {
    Emit(*field.name);
    out_ += ' ';
  }
  Emit(field.type);
}

void FormatterImpl::Emit(const ParameterDeclaration& parameter) {
  if (parameter.name) {
    Emit(*parameter.name);
    out_ += ' ';
  }
  Emit(parameter.type);
}

void FormatterImpl::Emit(const Property& property) {
  Emit(property.name);
  out_ += " = ";
  if (property.value) {
    Emit(**property.value);
  } else {
    out_ += "DEFAULT";
  }
}

void FormatterImpl::Emit(const SessionProperty& property) {
  Emit(property.name);
  out_ += " = ";
  Emit(*property.value);
}

}  // namespace tarn::sql
