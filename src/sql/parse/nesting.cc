#include <algorithm>

#include <fmt/format.h>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

ParserImpl::Nesting::Nesting(ParserImpl& parser) : parser_(parser), outer_height_(parser.height_) {
  if (++parser.depth_ > parser.options_.max_depth) {
    --parser.depth_;
    throw ParseError(base::ErrorKind::kResourceExhausted, parser.cursor_.Peek().location,
                     fmt::format("statement is nested too deeply: more than {} levels",
                                 parser.options_.max_depth),
                     parser.cursor_.text(), "split it, for example with WITH or a view");
  }
  parser.height_ = 0;
}

ParserImpl::Nesting::~Nesting() {
  --parser_.depth_;
  parser_.height_ = std::max(outer_height_, parser_.height_ + 1);
}

void ParserImpl::GrowHeight() {
  if (++height_ > options_.max_height) {
    throw ParseError(base::ErrorKind::kResourceExhausted, cursor_.Peek().location,
                     fmt::format("statement is too large: a chain of more than {} operators",
                                 options_.max_height),
                     cursor_.text(), "group parts of it, for example with WITH");
  }
}

Location ParserImpl::Since(size_t begin) const {
  Location location = cursor_.TokenAt(begin).location;
  if (cursor_.position() > begin) location.end = cursor_.Previous().location.end;
  return location;
}

Statement ParserImpl::SingleStatement() {
  Statement statement = StatementRule();
  if (Extensions()) cursor_.Accept(";");
  if (!cursor_.Is(TokenKind::kEnd)) {
    cursor_.Expecting("<EOF>");
    cursor_.FailExpecting();
  }
  return statement;
}

Expression ParserImpl::StandaloneExpression() {
  Expression expression = ExpressionRule();
  if (!cursor_.Is(TokenKind::kEnd)) {
    cursor_.Expecting("<EOF>");
    cursor_.FailExpecting();
  }
  return expression;
}

DataType ParserImpl::StandaloneType() {
  DataType type = Type();
  if (!cursor_.Is(TokenKind::kEnd)) {
    cursor_.Expecting("<EOF>");
    cursor_.FailExpecting();
  }
  return type;
}

}  // namespace tarn::sql
