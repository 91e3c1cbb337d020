#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "jinja/ast.h"

namespace tarn::jinja {

// The direct children of a node, in the order in which Jinja2's own visitors see them.
using ExprVisitor = std::function<void(const Expr&)>;
using BodyVisitor = std::function<void(const Body&)>;
void VisitChildren(const Expr& expr, const ExprVisitor& visit);
void VisitChildren(const Arguments& arguments, const ExprVisitor& visit);

// Of the given names, those that the body reads before it sets them
// (jinja2.compiler.find_undeclared). Does not look into {% block %}.
std::set<std::string> FindUndeclared(const Body& body, std::set<std::string> names);

// Whether an expression is made of literals and operators and filters on them, so that Jinja2 folds
// it.
bool IsConstant(const Expr& expr);

}  // namespace tarn::jinja
