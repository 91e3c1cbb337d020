#pragma once

#include "jinja/parser.h"

namespace tarn::jinja {

constexpr size_t kMaxNesting = 150;
constexpr uint32_t kMaxTreeDepth = 1000;

// Bounds the recursion of the parser: parentheses within parentheses, blocks within blocks.
class Parser::Nesting {
 public:
  explicit Nesting(Parser* parser) : parser_(parser) {
    if (++parser_->nesting_ > kMaxNesting) {
      parser_->nesting_ = 0;
      parser_->Fail(
          fmt::format("expressions and blocks are nested deeper than {} levels", kMaxNesting),
          parser_->current().location, "split the template into macros");
    }
  }
  ~Nesting() { --parser_->nesting_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  Parser* parser_;
};

template <typename T>
ExprPtr Parser::Make(Location location, T node, uint32_t child_depth) {
  if (child_depth >= kMaxTreeDepth)
    Fail(fmt::format("an expression has more than {} operators in a row", kMaxTreeDepth), location,
         "split the expression with {% set %}");
  auto expr = std::make_unique<Expr>();
  expr->location = location;
  expr->depth = child_depth + 1;
  expr->node = std::move(node);
  return expr;
}

}  // namespace tarn::jinja
