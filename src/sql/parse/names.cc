#include "sql/parse/parser_impl.h"
#include "sql/parse/strings.h"

namespace tarn::sql {

using enum Keyword;

bool ParserImpl::AtName() {
  if (cursor_.IsName()) return true;
  cursor_.Expecting("<identifier>");
  return false;
}

Identifier ParserImpl::NameOf(const Token& token) const {
  if (token.kind == TokenKind::kBackquotedIdentifier) {
    cursor_.FailAt(token.location,
                   "backquoted identifiers are not supported; use double quotes to quote "
                   "identifiers");
  }
  if (token.kind == TokenKind::kDigitIdentifier) {
    cursor_.FailAt(token.location,
                   "identifiers must not start with a digit; surround the identifier with double "
                   "quotes");
  }
  Identifier name;
  name.location = token.location;
  name.quoted = token.kind == TokenKind::kQuotedIdentifier;
  name.value = name.quoted ? Unquote(token.text) : std::string(token.text);
  if (name.value.empty()) {
    cursor_.FailAt(token.location, "Zero-length delimited identifier not allowed");
  }
  return name;
}

Identifier ParserImpl::Name() {
  if (!AtName()) cursor_.FailExpecting();
  return NameOf(cursor_.Advance());
}

QualifiedName ParserImpl::QualifiedNameRule() {
  const size_t begin = Mark();
  QualifiedName name;
  do {
    name.parts.push_back(Name());
  } while (cursor_.Accept("."));
  name.location = Since(begin);
  return name;
}

std::vector<Identifier> ParserImpl::NameList() {
  std::vector<Identifier> names;
  cursor_.Expect("(");
  do {
    names.push_back(Name());
  } while (cursor_.Accept(","));
  cursor_.Expect(")");
  return names;
}

std::string ParserImpl::String() {
  if (cursor_.Is(TokenKind::kString)) return Unquote(cursor_.Advance().text);
  if (cursor_.Is(TokenKind::kUnicodeString)) {
    const Token token = cursor_.Advance();
    if (!cursor_.Is(kUescape)) return DecodeUnicodeString(cursor_, token, "\\");
    cursor_.Advance();
    if (!cursor_.Is(TokenKind::kString)) {
      cursor_.Expecting("<string>");
      cursor_.FailExpecting();
    }
    return DecodeUnicodeString(cursor_, token, Unquote(cursor_.Advance().text));
  }
  cursor_.Expecting("<string>");
  cursor_.FailExpecting();
}

std::optional<std::string> ParserImpl::OptionalComment() {
  if (!cursor_.Accept(kComment)) return std::nullopt;
  return String();
}

int64_t ParserImpl::Integer() {
  if (!cursor_.Is(TokenKind::kInteger)) {
    cursor_.Expecting("<integer>");
    cursor_.FailExpecting();
  }
  return DecodeInteger(cursor_, cursor_.Advance(), false);
}

// Non-reserved words that may be an alias, but begin a clause when this follows.
bool ParserImpl::AtClauseInsteadOfAlias() const {
  switch (cursor_.Peek().keyword) {
    case kLimit:
      return cursor_.Is(TokenKind::kInteger, 1) || cursor_.Is("?", 1) || cursor_.Is(kAll, 1);
    case kOffset: return cursor_.Is(TokenKind::kInteger, 1) || cursor_.Is("?", 1);
    case kFetch: return cursor_.Is(kFirst, 1) || cursor_.Is(kNext, 1);
    case kWindow: return cursor_.IsName(1) && cursor_.Is(kAs, 2);
    case kTablesample: return cursor_.Is(kBernoulli, 1) || cursor_.Is(kSystem, 1);
    case kMatchRecognize: return cursor_.Is("(", 1);
    case kPartition: return cursor_.Is(kBy, 1);
    case kPrune:
    case kKeep: return cursor_.Is(kWhen, 1);
    case kCopartition: return cursor_.Is("(", 1) && cursor_.Is(",", 3);
    default: return false;
  }
}

std::optional<Identifier> ParserImpl::OptionalAlias() {
  if (cursor_.Accept(kAs)) return Name();
  if (AtClauseInsteadOfAlias() || !AtName()) return std::nullopt;
  return Name();
}

// The extension table @ branch.
std::optional<Identifier> ParserImpl::OptionalBranch() {
  if (!Extensions() || !cursor_.Is("@")) return std::nullopt;
  cursor_.Advance();
  return Name();
}

std::vector<Property> ParserImpl::OptionalWithProperties() {
  if (!cursor_.Accept(kWith)) return {};
  cursor_.Expect("(");
  std::vector<Property> properties = PropertyAssignments();
  cursor_.Expect(")");
  return properties;
}

std::vector<Property> ParserImpl::PropertyAssignments() {
  std::vector<Property> properties;
  do {
    properties.push_back(PropertyRule());
  } while (cursor_.Accept(","));
  return properties;
}

Property ParserImpl::PropertyRule() {
  const size_t begin = Mark();
  Property property;
  property.name = Name();
  cursor_.Expect("=");
  const bool bare_default =
      cursor_.Is(kDefault) && (cursor_.Is(",", 1) || cursor_.Is(")", 1) || cursor_.Is(";", 1) ||
                               cursor_.Is(TokenKind::kEnd, 1));
  if (bare_default) {
    cursor_.Advance();
  } else {
    property.value = ExpressionRule();
  }
  property.location = Since(begin);
  return property;
}

// '(' [name =>] value, … ')'.
std::vector<CallArgument> ParserImpl::CallArguments() {
  std::vector<CallArgument> arguments;
  cursor_.Expect("(");
  if (cursor_.Accept(")")) return arguments;
  do {
    std::optional<Identifier> name;
    if (cursor_.IsName() && cursor_.Is("=>", 1)) {
      name = Name();
      cursor_.Advance();
    }
    arguments.push_back(CallArgument{std::move(name), ExpressionRule()});
  } while (cursor_.Accept(","));
  cursor_.Expect(")");
  return arguments;
}

}  // namespace tarn::sql
