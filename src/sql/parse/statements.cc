#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

Statement ParserImpl::StatementRule() {
  const Nesting nesting(*this);
  const size_t begin = Mark();
  StatementNode node = StatementByKeyword();
  return std::visit(
      [&](auto& alternative) { return Statement(std::move(alternative), Since(begin)); }, node);
}

StatementNode ParserImpl::StatementByKeyword() {
  if (cursor_.Is("(") || AtQueryStart(0)) return QueryStatement{RootQuery()};
  cursor_.Expecting("<query>");
  if (cursor_.Accept(kCreate)) return CreateStatement();
  if (cursor_.Accept(kInsert)) return InsertStatement();
  if (cursor_.Accept(kDelete)) return DeleteStatement();
  if (cursor_.Accept(kUpdate)) return UpdateStatement();
  if (cursor_.Accept(kMerge)) return MergeStatement();
  if (cursor_.Accept(kDrop)) return DropStatement();
  if (cursor_.Accept(kAlter)) return AlterStatement();
  if (cursor_.Accept(kTruncate)) {
    cursor_.Expect(kTable);
    return TruncateTable{QualifiedNameRule()};
  }
  if (cursor_.Accept(kShow)) return ShowStatement();
  if (cursor_.Accept(kDescribe) || cursor_.Accept(kDesc)) return DescribeStatement();
  if (cursor_.Accept(kExplain)) return ExplainStatement();
  if (cursor_.Accept(kUse)) return UseStatement();
  if (cursor_.Accept(kSet)) return SetStatement();
  if (cursor_.Accept(kReset)) return ResetStatement();
  if (cursor_.Accept(kStart)) {
    cursor_.Expect(kTransaction);
    return StartTransactionStatement();
  }
  if (Extensions() && cursor_.Accept(kBegin)) {
    if (!cursor_.Accept(kWork)) cursor_.Accept(kTransaction);
    return StartTransaction{};
  }
  if (cursor_.Accept(kCommit)) {
    cursor_.Accept(kWork);
    return Commit{};
  }
  if (cursor_.Accept(kRollback)) {
    cursor_.Accept(kWork);
    return Rollback{};
  }
  if (cursor_.Accept(kPrepare)) {
    Identifier name = Name();
    cursor_.Expect(kFrom);
    return Prepare{std::move(name), StatementRule()};
  }
  if (cursor_.Accept(kExecute)) return ExecuteStatement();
  if (cursor_.Accept(kDeallocate)) {
    cursor_.Expect(kPrepare);
    return Deallocate{Name()};
  }
  if (cursor_.Accept(kCall)) {
    QualifiedName name = QualifiedNameRule();
    return Call{std::move(name), CallArguments()};
  }
  if (cursor_.Accept(kAnalyze)) {
    QualifiedName table = QualifiedNameRule();
    return Analyze{std::move(table), OptionalWithProperties()};
  }
  if (cursor_.Accept(kComment)) return CommentStatement();
  if (cursor_.Accept(kRefresh)) {
    cursor_.Expect(kMaterialized);
    cursor_.Expect(kView);
    return RefreshMaterializedView{QualifiedNameRule()};
  }
  if (cursor_.Accept(kGrant)) return GrantStatement();
  if (cursor_.Accept(kRevoke)) return RevokeStatement();
  if (cursor_.Accept(kDeny)) return DenyStatement();
  cursor_.FailExpecting();
}

bool ParserImpl::OptionalIfExists() {
  if (!cursor_.Accept(kIf, kExists)) return false;
  return true;
}

bool ParserImpl::OptionalIfNotExists() {
  if (!cursor_.Is(kIf) || !cursor_.Is(kNot, 1)) {
    cursor_.Expecting(kIf);
    return false;
  }
  cursor_.Advance();
  cursor_.Advance();
  cursor_.Expect(kExists);
  return true;
}

StatementNode ParserImpl::InsertStatement() {
  cursor_.Expect(kInto);
  QualifiedName table = QualifiedNameRule();
  std::optional<Identifier> branch = OptionalBranch();
  std::vector<Identifier> columns;
  if (cursor_.Is("(") && !AtQueryStart(0)) columns = NameList();
  cursor_.Expecting("(");
  return Insert{std::move(table), std::move(branch), std::move(columns), RootQuery()};
}

StatementNode ParserImpl::DeleteStatement() {
  cursor_.Expect(kFrom);
  Delete statement;
  statement.table = QualifiedNameRule();
  statement.branch = OptionalBranch();
  if (cursor_.Accept(kWhere)) statement.where = ExpressionRule();
  return statement;
}

StatementNode ParserImpl::UpdateStatement() {
  Update statement;
  statement.table = QualifiedNameRule();
  statement.branch = OptionalBranch();
  cursor_.Expect(kSet);
  statement.assignments = Assignments();
  if (cursor_.Accept(kWhere)) statement.where = ExpressionRule();
  return statement;
}

std::vector<Assignment> ParserImpl::Assignments() {
  std::vector<Assignment> assignments;
  do {
    Identifier column = Name();
    cursor_.Expect("=");
    assignments.push_back(Assignment{std::move(column), ExpressionRule()});
  } while (cursor_.Accept(","));
  return assignments;
}

StatementNode ParserImpl::MergeStatement() {
  cursor_.Expect(kInto);
  QualifiedName table = QualifiedNameRule();
  std::optional<Identifier> branch = OptionalBranch();
  std::optional<Identifier> alias = OptionalAlias();
  cursor_.Expect(kUsing);
  Relation source = RelationRule();
  cursor_.Expect(kOn);
  Merge merge{std::move(table),  std::move(branch), std::move(alias),
              std::move(source), ExpressionRule(),  {}};
  do {
    merge.cases.push_back(MergeCaseRule());
  } while (cursor_.Is(kWhen));
  cursor_.Expecting(kWhen);
  return merge;
}

MergeCase ParserImpl::MergeCaseRule() {
  const size_t begin = Mark();
  cursor_.Expect(kWhen);
  const bool matched = !cursor_.Accept(kNot);
  cursor_.Expect(kMatched);
  MergeCase result;
  if (cursor_.Accept(kAnd)) result.condition = ExpressionRule();
  cursor_.Expect(kThen);
  if (!matched) {
    cursor_.Expect(kInsert);
    MergeInsert insert;
    if (cursor_.Is("(")) insert.columns = NameList();
    cursor_.Expect(kValues);
    cursor_.Expect("(");
    insert.values = ExpressionList();
    cursor_.Expect(")");
    result.action = std::move(insert);
  } else if (cursor_.Accept(kUpdate)) {
    cursor_.Expect(kSet);
    result.action = MergeUpdate{Assignments()};
  } else {
    cursor_.Expect(kDelete);
    result.action = MergeDelete{};
  }
  result.location = Since(begin);
  return result;
}

}  // namespace tarn::sql
