#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

DropBehavior ParserImpl::OptionalDropBehavior() {
  if (cursor_.Accept(kCascade)) return DropBehavior::kCascade;
  if (cursor_.Accept(kRestrict)) return DropBehavior::kRestrict;
  return DropBehavior::kDefault;
}

StatementNode ParserImpl::DropStatement() {
  if (cursor_.Accept(kTable)) {
    const bool if_exists = OptionalIfExists();
    return DropTable{QualifiedNameRule(), if_exists};
  }
  if (cursor_.Accept(kView)) {
    const bool if_exists = OptionalIfExists();
    return DropView{QualifiedNameRule(), if_exists};
  }
  if (cursor_.Accept(kSchema)) {
    const bool if_exists = OptionalIfExists();
    QualifiedName name = QualifiedNameRule();
    return DropSchema{std::move(name), if_exists, OptionalDropBehavior()};
  }
  if (cursor_.Accept(kMaterialized)) {
    cursor_.Expect(kView);
    const bool if_exists = OptionalIfExists();
    return DropMaterializedView{QualifiedNameRule(), if_exists};
  }
  if (cursor_.Accept(kCatalog)) {
    const bool if_exists = OptionalIfExists();
    Identifier name = Name();
    return DropCatalog{std::move(name), if_exists, OptionalDropBehavior()};
  }
  if (cursor_.Accept(kFunction)) {
    const bool if_exists = OptionalIfExists();
    QualifiedName name = QualifiedNameRule();
    return DropFunction{std::move(name), if_exists, ParameterDeclarations()};
  }
  if (cursor_.Accept(kRole)) {
    const bool if_exists = OptionalIfExists();
    Identifier name = Name();
    return DropRole{std::move(name), if_exists, OptionalInCatalog()};
  }
  if (Extensions() && cursor_.AcceptWord("BRANCH")) {
    const bool if_exists = OptionalIfExists();
    Identifier name = Name();
    cursor_.Expect(kIn);
    cursor_.Expect(kTable);
    return DropBranch{std::move(name), if_exists, QualifiedNameRule()};
  }
  cursor_.FailExpecting();
}

StatementNode ParserImpl::AlterStatement() {
  if (cursor_.Accept(kTable)) return AlterTable();
  if (cursor_.Accept(kMaterialized)) {
    cursor_.Expect(kView);
    return AlterMaterializedView();
  }
  if (cursor_.Accept(kSchema)) {
    QualifiedName name = QualifiedNameRule();
    if (cursor_.Accept(kRename)) {
      cursor_.Expect(kTo);
      return RenameSchema{std::move(name), Name()};
    }
    cursor_.Expect(kSet);
    cursor_.Expect(kAuthorization);
    return SetAuthorization{"SCHEMA", std::move(name), PrincipalRule()};
  }
  if (cursor_.Accept(kView)) {
    QualifiedName name = QualifiedNameRule();
    if (cursor_.Accept(kRename)) {
      cursor_.Expect(kTo);
      return RenameView{std::move(name), QualifiedNameRule()};
    }
    cursor_.Expect(kSet);
    cursor_.Expect(kAuthorization);
    return SetAuthorization{"VIEW", std::move(name), PrincipalRule()};
  }
  if (Extensions() && cursor_.IsWord("BRANCH") && cursor_.Is(kIn, 2)) return AlterBranch();
  std::string kind = Upper(Name().value);
  QualifiedName name = QualifiedNameRule();
  cursor_.Expect(kSet);
  cursor_.Expect(kAuthorization);
  return SetAuthorization{std::move(kind), std::move(name), PrincipalRule()};
}

StatementNode ParserImpl::AlterBranch() {
  cursor_.Advance();
  FastForwardBranch statement;
  statement.source = Name();
  cursor_.Expect(kIn);
  cursor_.Expect(kTable);
  statement.table = QualifiedNameRule();
  cursor_.ExpectWord("FAST");
  cursor_.ExpectWord("FORWARD");
  cursor_.Expect(kTo);
  statement.target = Name();
  return statement;
}

StatementNode ParserImpl::AlterMaterializedView() {
  const bool if_exists = OptionalIfExists();
  QualifiedName name = QualifiedNameRule();
  if (cursor_.Accept(kRename)) {
    cursor_.Expect(kTo);
    return RenameMaterializedView{std::move(name), if_exists, QualifiedNameRule()};
  }
  if (if_exists) cursor_.FailExpecting();
  cursor_.Expect(kSet);
  if (Extensions() && cursor_.Accept(kAuthorization)) {
    return SetAuthorization{"MATERIALIZED VIEW", std::move(name), PrincipalRule()};
  }
  cursor_.Expect(kProperties);
  return SetProperties{PropertiesTarget::kMaterializedView, std::move(name), PropertyAssignments()};
}

StatementNode ParserImpl::AlterTable() {
  const bool if_exists = OptionalIfExists();
  QualifiedName table = QualifiedNameRule();
  if (cursor_.Accept(kRename)) {
    if (cursor_.Accept(kTo)) return RenameTable{std::move(table), if_exists, QualifiedNameRule()};
    cursor_.Expect(kColumn);
    const bool column_if_exists = OptionalIfExists();
    QualifiedName column = QualifiedNameRule();
    cursor_.Expect(kTo);
    return RenameColumn{std::move(table), if_exists, column_if_exists, std::move(column), Name()};
  }
  if (cursor_.Accept(kAdd)) return AlterTableAddColumn(std::move(table), if_exists);
  if (cursor_.Accept(kDrop)) {
    cursor_.Expect(kColumn);
    const bool column_if_exists = OptionalIfExists();
    return DropColumn{std::move(table), if_exists, column_if_exists, QualifiedNameRule()};
  }
  if (cursor_.Accept(kAlter)) return AlterTableColumn(std::move(table), if_exists);
  if (if_exists) cursor_.FailExpecting();
  if (cursor_.Accept(kSet)) {
    if (cursor_.Accept(kAuthorization)) {
      return SetAuthorization{"TABLE", std::move(table), PrincipalRule()};
    }
    cursor_.Expect(kProperties);
    return SetProperties{PropertiesTarget::kTable, std::move(table), PropertyAssignments()};
  }
  cursor_.Expect(kExecute);
  return TableExecuteStatement(std::move(table));
}

StatementNode ParserImpl::AlterTableAddColumn(QualifiedName table, bool if_exists) {
  cursor_.Expect(kColumn);
  const bool if_not_exists = OptionalIfNotExists();
  AddColumn add{std::move(table), if_exists, if_not_exists, ColumnDefinitionRule(), std::nullopt};
  if (cursor_.Accept(kFirst)) {
    add.position = ColumnPosition{ColumnPositionKind::kFirst, std::nullopt};
  } else if (cursor_.Accept(kLast)) {
    add.position = ColumnPosition{ColumnPositionKind::kLast, std::nullopt};
  } else if (cursor_.Accept(kAfter)) {
    add.position = ColumnPosition{ColumnPositionKind::kAfter, Name()};
  }
  return add;
}

StatementNode ParserImpl::AlterTableColumn(QualifiedName table, bool if_exists) {
  cursor_.Expect(kColumn);
  QualifiedName column = QualifiedNameRule();
  if (cursor_.Accept(kSet)) {
    if (Extensions() && cursor_.Accept(kDefault)) {
      return SetColumnDefault{std::move(table), if_exists, std::move(column), PrimaryExpression()};
    }
    cursor_.Expect(kData);
    cursor_.Expect(kType);
    return SetColumnType{std::move(table), if_exists, std::move(column), Type()};
  }
  cursor_.Expect(kDrop);
  if (Extensions() && cursor_.Accept(kDefault)) {
    return SetColumnDefault{std::move(table), if_exists, std::move(column), std::nullopt};
  }
  cursor_.Expect(kNot);
  cursor_.Expect(kNull);
  if (column.parts.size() != 1) {
    cursor_.FailAt(column.location,
                   "DROP NOT NULL takes a column, not a field of one: " + column.Canonical());
  }
  return DropNotNull{std::move(table), if_exists, std::move(column.parts.front())};
}

StatementNode ParserImpl::TableExecuteStatement(QualifiedName table) {
  TableExecute execute;
  execute.table = std::move(table);
  execute.procedure = Name();
  if (cursor_.Is("(")) execute.arguments = CallArguments();
  cursor_.Expecting("(");
  if (cursor_.Accept(kWhere)) execute.where = ExpressionRule();
  return execute;
}

StatementNode ParserImpl::CommentStatement() {
  cursor_.Expect(kOn);
  CommentOn comment;
  if (cursor_.Accept(kTable))
    comment.target = CommentTarget::kTable;
  else if (cursor_.Accept(kView))
    comment.target = CommentTarget::kView;
  else if (cursor_.Accept(kColumn))
    comment.target = CommentTarget::kColumn;
  else
    cursor_.FailExpecting();
  comment.name = QualifiedNameRule();
  cursor_.Expect(kIs);
  if (!cursor_.Accept(kNull)) comment.comment = String();
  return comment;
}

}  // namespace tarn::sql
