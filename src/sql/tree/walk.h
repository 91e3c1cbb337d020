#pragma once

#include "sql/tree/tree.h"

// Traversal and rewriting of whole trees. The recursion is as deep as the tree is high, which the
// parser bounds (ParseOptions::max_height).
namespace tarn::sql {

// Sees every node of these types, however deep, parents first, fields in the order of their
// declaration. Enter returning false skips what is below the node (Leave is then not called).
// Override what you need, with `using TreeVisitor::Enter;`.
class TreeVisitor {
 public:
  virtual ~TreeVisitor() = default;
  virtual bool Enter(const Statement&) { return true; }
  virtual bool Enter(const Query&) { return true; }
  virtual bool Enter(const QueryBody&) { return true; }
  virtual bool Enter(const NamedQuery&) { return true; }
  virtual bool Enter(const Relation&) { return true; }
  virtual bool Enter(const Expression&) { return true; }
  virtual bool Enter(const DataType&) { return true; }
  virtual bool Enter(const QualifiedName&) { return true; }
  virtual bool Enter(const Identifier&) { return true; }

  virtual void Leave(const Statement&) {}
  virtual void Leave(const Query&) {}
  virtual void Leave(const QueryBody&) {}
  virtual void Leave(const NamedQuery&) {}
  virtual void Leave(const Relation&) {}
  virtual void Leave(const Expression&) {}
  virtual void Leave(const DataType&) {}
  virtual void Leave(const QualifiedName&) {}
  virtual void Leave(const Identifier&) {}
};

void Walk(const Statement& root, TreeVisitor& visitor);
void Walk(const Query& root, TreeVisitor& visitor);
void Walk(const Relation& root, TreeVisitor& visitor);
void Walk(const Expression& root, TreeVisitor& visitor);

// Changes nodes in place. Enter is called before a node's children and may return false to leave
// the node and all below it alone; Rewrite is called after the children and may assign to the node.
// What it assigns is not visited again. Override what you need, with `using
// TreeRewriter::Rewrite;`.
class TreeRewriter {
 public:
  virtual ~TreeRewriter() = default;
  virtual bool Enter(Statement&) { return true; }
  virtual bool Enter(Query&) { return true; }
  virtual bool Enter(QueryBody&) { return true; }
  virtual bool Enter(NamedQuery&) { return true; }
  virtual bool Enter(Relation&) { return true; }
  virtual bool Enter(Expression&) { return true; }
  virtual bool Enter(DataType&) { return true; }
  virtual bool Enter(QualifiedName&) { return true; }
  virtual bool Enter(Identifier&) { return true; }

  virtual void Rewrite(Statement&) {}
  virtual void Rewrite(Query&) {}
  virtual void Rewrite(QueryBody&) {}
  virtual void Rewrite(NamedQuery&) {}
  virtual void Rewrite(Relation&) {}
  virtual void Rewrite(Expression&) {}
  virtual void Rewrite(DataType&) {}
  virtual void Rewrite(QualifiedName&) {}
  virtual void Rewrite(Identifier&) {}
};

void Rewrite(Statement& root, TreeRewriter& rewriter);
void Rewrite(Query& root, TreeRewriter& rewriter);
void Rewrite(Relation& root, TreeRewriter& rewriter);
void Rewrite(Expression& root, TreeRewriter& rewriter);

}  // namespace tarn::sql
