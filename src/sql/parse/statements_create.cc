#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

StatementNode ParserImpl::CreateStatement() {
  const bool or_replace = cursor_.Accept(kOr);
  if (or_replace) cursor_.Expect(kReplace);
  if (cursor_.Accept(kTable)) return CreateTableStatement(or_replace);
  if (cursor_.Accept(kView)) return CreateViewStatement(or_replace);
  if (cursor_.Accept(kMaterialized)) {
    cursor_.Expect(kView);
    return CreateMaterializedViewStatement(or_replace);
  }
  if (cursor_.Is(kFunction)) return CreateFunction{or_replace, FunctionSpecificationRule()};
  if (Extensions() && cursor_.AcceptWord("BRANCH")) return CreateBranchStatement(or_replace);
  if (!or_replace) {
    if (cursor_.Accept(kSchema)) return CreateSchemaStatement();
    if (cursor_.Accept(kRole)) return CreateRoleStatement();
    if (cursor_.Accept(kCatalog)) return CreateCatalogStatement();
  }
  cursor_.Expecting(kFunction);
  cursor_.FailExpecting();
}

StatementNode ParserImpl::CreateCatalogStatement() {
  CreateCatalog create;
  create.if_not_exists = OptionalIfNotExists();
  create.name = Name();
  cursor_.Expect(kUsing);
  create.connector = Name();
  create.comment = OptionalComment();
  if (cursor_.Accept(kAuthorization)) create.authorization = PrincipalRule();
  create.properties = OptionalWithProperties();
  return create;
}

StatementNode ParserImpl::CreateSchemaStatement() {
  CreateSchema create;
  create.if_not_exists = OptionalIfNotExists();
  create.name = QualifiedNameRule();
  if (cursor_.Accept(kAuthorization)) create.authorization = PrincipalRule();
  create.properties = OptionalWithProperties();
  return create;
}

StatementNode ParserImpl::CreateRoleStatement() {
  CreateRole create;
  create.name = Name();
  if (cursor_.Accept(kWith)) {
    cursor_.Expect(kAdmin);
    create.admin = GrantorRule();
  }
  create.catalog = OptionalInCatalog();
  return create;
}

StatementNode ParserImpl::CreateBranchStatement(bool or_replace) {
  const bool if_not_exists = OptionalIfNotExists();
  CreateBranch create;
  create.or_replace = or_replace;
  create.if_not_exists = if_not_exists;
  create.name = Name();
  create.properties = OptionalWithProperties();
  cursor_.Expect(kIn);
  cursor_.Expect(kTable);
  create.table = QualifiedNameRule();
  if (cursor_.Accept(kFrom)) create.source = Name();
  return create;
}

// Whether '(' opens names only, as before AS query: (a, b).
bool ParserImpl::AtColumnAliases() const {
  return cursor_.Is("(") && cursor_.IsName(1) && (cursor_.Is(",", 2) || cursor_.Is(")", 2));
}

StatementNode ParserImpl::CreateTableStatement(bool or_replace) {
  const Location where = cursor_.TokenAt(0).location;
  const bool if_not_exists = OptionalIfNotExists();
  if (or_replace && if_not_exists) {
    cursor_.FailAt(where, "'OR REPLACE' and 'IF NOT EXISTS' clauses can not be used together");
  }
  QualifiedName name = QualifiedNameRule();
  if (cursor_.Is("(") && !AtColumnAliases()) {
    CreateTable table;
    table.name = std::move(name);
    table.or_replace = or_replace;
    table.if_not_exists = if_not_exists;
    return CreateTableElements(std::move(table));
  }
  std::vector<Identifier> aliases;
  if (cursor_.Is("(")) aliases = NameList();
  cursor_.Expecting("(");
  std::optional<std::string> comment = OptionalComment();
  std::vector<Property> properties = OptionalWithProperties();
  cursor_.Expect(kAs);
  const bool parenthesized = cursor_.Is("(") && cursor_.Is(kWith, 1);
  if (parenthesized) cursor_.Advance();
  CreateTableAsSelect table{std::move(name),    or_replace,         if_not_exists,
                            std::move(aliases), std::move(comment), std::move(properties),
                            RootQuery()};
  if (parenthesized) cursor_.Expect(")");
  if (cursor_.Accept(kWith)) {
    table.with_data = !cursor_.Accept(kNo);
    cursor_.Expect(kData);
  }
  return table;
}

StatementNode ParserImpl::CreateTableElements(CreateTable table) {
  cursor_.Expect("(");
  do {
    table.elements.push_back(TableElementRule());
  } while (cursor_.Accept(","));
  cursor_.Expect(")");
  table.comment = OptionalComment();
  table.properties = OptionalWithProperties();
  return table;
}

TableElement ParserImpl::TableElementRule() {
  if (!cursor_.Accept(kLike)) return ColumnDefinitionRule();
  LikeClause like;
  like.name = QualifiedNameRule();
  if (cursor_.Accept(kIncluding))
    like.including_properties = true;
  else if (cursor_.Accept(kExcluding))
    like.including_properties = false;
  if (like.including_properties) cursor_.Expect(kProperties);
  return like;
}

ColumnDefinition ParserImpl::ColumnDefinitionRule() {
  const size_t begin = Mark();
  QualifiedName name = QualifiedNameRule();
  ColumnDefinition column{std::move(name), Type(), {}, false, {}, {}, {}};
  if (Extensions() && cursor_.Accept(kDefault)) column.default_value = PrimaryExpression();
  if (cursor_.Accept(kNot)) {
    cursor_.Expect(kNull);
    column.not_null = true;
  }
  column.comment = OptionalComment();
  column.properties = OptionalWithProperties();
  column.location = Since(begin);
  return column;
}

StatementNode ParserImpl::CreateViewStatement(bool or_replace) {
  QualifiedName name = QualifiedNameRule();
  std::optional<std::string> comment = OptionalComment();
  ViewSecurity security = ViewSecurity::kDefault;
  if (cursor_.Accept(kSecurity)) {
    security = ViewSecurity::kInvoker;
    if (!cursor_.Accept(kInvoker)) {
      cursor_.Expect(kDefiner);
      security = ViewSecurity::kDefiner;
    }
  }
  std::vector<Property> properties = OptionalWithProperties();
  cursor_.Expect(kAs);
  return CreateView{std::move(name),       or_replace, std::move(comment), security,
                    std::move(properties), RootQuery()};
}

StatementNode ParserImpl::CreateMaterializedViewStatement(bool or_replace) {
  const bool if_not_exists = OptionalIfNotExists();
  QualifiedName name = QualifiedNameRule();
  std::optional<IntervalLiteral> grace_period;
  if (cursor_.Accept(kGrace)) {
    cursor_.Expect(kPeriod);
    grace_period = Interval();
  }
  std::optional<std::string> comment = OptionalComment();
  std::vector<Property> properties = OptionalWithProperties();
  cursor_.Expect(kAs);
  return CreateMaterializedView{
      std::move(name),       or_replace, if_not_exists, std::move(grace_period), std::move(comment),
      std::move(properties), RootQuery()};
}

}  // namespace tarn::sql
