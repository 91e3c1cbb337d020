#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

namespace {

Identifier Word(std::string_view text, const Location& location) {
  return Identifier{std::string(text), false, location};
}

}  // namespace

DataType ParserImpl::Type() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  DataType type = BaseType();
  while (cursor_.Is(kArray)) {
    GenericType array;
    array.name = Word("array", cursor_.Advance().location);
    if (cursor_.Is("[") && cursor_.Is(TokenKind::kInteger, 1)) {
      cursor_.Fail("Explicit array size not supported", "write ARRAY without a size");
    }
    array.parameters.emplace_back(Box<DataType>(std::move(type)));
    GrowHeight();
    type = DataType(std::move(array), Since(begin));
  }
  return type;
}

DataType ParserImpl::BaseType() {
  cursor_.Expecting("<type>");
  cursor_.Suppress();
  const size_t begin = Mark();
  const Location where = cursor_.Peek().location;
  if (cursor_.Is(kRow) && cursor_.Is("(", 1)) {
    cursor_.Advance();
    cursor_.Advance();
    RowType row;
    do {
      row.fields.push_back(RowFieldRule());
    } while (cursor_.Accept(","));
    cursor_.Expect(")");
    return DataType(std::move(row), Since(begin));
  }
  if (cursor_.Is(kInterval) && AtIntervalField(1)) {
    cursor_.Advance();
    IntervalType interval;
    interval.from = interval.to = IntervalFieldRule();
    if (cursor_.Accept(kTo)) interval.to = IntervalFieldRule();
    return DataType(interval, Since(begin));
  }
  if (cursor_.Is(kTimestamp)) return DateTime(DateTimeKind::kTimestamp);
  if (cursor_.Is(kTime)) return DateTime(DateTimeKind::kTime);
  GenericType generic;
  if (cursor_.Is(kDouble) && cursor_.Is(kPrecision, 1)) {
    generic.name = Word(cursor_.Advance().text, where);
    cursor_.Advance();
    return DataType(std::move(generic), Since(begin));
  }
  if ((cursor_.Is(kArray) || cursor_.Is(kMap)) && cursor_.Is("<", 1)) {
    const bool map = cursor_.Is(kMap);
    generic.name = Word(cursor_.Advance().text, where);
    cursor_.Advance();
    generic.parameters.emplace_back(Box<DataType>(Type()));
    if (map) {
      cursor_.Expect(",");
      generic.parameters.emplace_back(Box<DataType>(Type()));
    }
    cursor_.Expect(">");
    return DataType(std::move(generic), Since(begin));
  }
  generic.name = Name();
  if (cursor_.Accept("(")) {
    do {
      generic.parameters.push_back(TypeParameterRule());
    } while (cursor_.Accept(","));
    cursor_.Expect(")");
  }
  return DataType(std::move(generic), Since(begin));
}

DataType ParserImpl::DateTime(DateTimeKind kind) {
  const size_t begin = Mark();
  cursor_.Advance();
  DateTimeType type;
  type.kind = kind;
  if (cursor_.Accept("(")) {
    type.precision = TypeParameterRule();
    cursor_.Expect(")");
  }
  if (cursor_.Is(kTime, 1) && cursor_.Is(kZone, 2)) {
    if (cursor_.Is(kWith) || cursor_.Is(kWithout)) {
      type.with_time_zone = cursor_.Is(kWith);
      for (int i = 0; i < 3; ++i) cursor_.Advance();
    }
  }
  return DataType(std::move(type), Since(begin));
}

TypeParameter ParserImpl::TypeParameterRule() {
  if (cursor_.Is(TokenKind::kInteger)) return NumericParameter{Integer()};
  cursor_.Expecting("<integer>");
  return Box<DataType>(Type());
}

// Whether a name and then a type begins here, not a type. Where both could be, Trino takes the
// type: row(double precision), row(x array).
bool ParserImpl::AtNamedType() const {
  if (!cursor_.IsName() || !cursor_.IsName(1)) return false;
  if (cursor_.Is(kDouble) && cursor_.Is(kPrecision, 1)) return false;
  if (cursor_.Is(kInterval) && AtIntervalField(1)) {
    return !(cursor_.Is(",", 2) || cursor_.Is(")", 2) || cursor_.Is(kTo, 2));
  }
  if ((cursor_.Is(kTime) || cursor_.Is(kTimestamp)) && cursor_.Is(kWithout, 1)) {
    return !cursor_.Is(kTime, 2);
  }
  if (cursor_.Is(kArray, 1)) return cursor_.Is("(", 2) || cursor_.Is("<", 2);
  return true;
}

RowField ParserImpl::RowFieldRule() {
  std::optional<Identifier> name;
  if (AtNamedType()) name = Name();
  return RowField{std::move(name), Type()};
}

ParameterDeclaration ParserImpl::ParameterDeclarationRule() {
  std::optional<Identifier> name;
  if (AtNamedType()) name = Name();
  return ParameterDeclaration{std::move(name), Type()};
}

bool ParserImpl::AtIntervalField(size_t ahead) const {
  switch (cursor_.Peek(ahead).keyword) {
    case kYear:
    case kMonth:
    case kDay:
    case kHour:
    case kMinute:
    case kSecond: return true;
    default: return false;
  }
}

IntervalField ParserImpl::IntervalFieldRule() {
  if (cursor_.Accept(kYear)) return IntervalField::kYear;
  if (cursor_.Accept(kMonth)) return IntervalField::kMonth;
  if (cursor_.Accept(kDay)) return IntervalField::kDay;
  if (cursor_.Accept(kHour)) return IntervalField::kHour;
  if (cursor_.Accept(kMinute)) return IntervalField::kMinute;
  if (cursor_.Accept(kSecond)) return IntervalField::kSecond;
  cursor_.FailExpecting();
}

}  // namespace tarn::sql
