#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/parse/token_cursor.h"
#include "sql/parser.h"
#include "sql/tree/tree.h"

namespace tarn::sql {

// Recursive descent over one text; method names follow the rules of Trino's SqlBase.g4, which they
// implement. One object parses once. The methods are spread over the .cc files of this folder by
// subject. Every method expects to stand at the first token of its rule and leaves the cursor
// behind the last; all throw ParseError.
class ParserImpl {
 public:
  ParserImpl(std::string_view text, std::vector<Token> tokens, const ParseOptions& options)
      : cursor_(text, std::move(tokens)), options_(options) {}

  Statement SingleStatement();
  Expression StandaloneExpression();
  DataType StandaloneType();

 private:
  // Bounds recursion and the height of the tree. `height_` is an upper bound of the height of what
  // the innermost open Nesting has parsed so far.
  class Nesting {
   public:
    explicit Nesting(ParserImpl& parser);
    ~Nesting();
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    ParserImpl& parser_;
    int outer_height_;
  };
  // What was parsed last in this Nesting gets one more node above it.
  void GrowHeight();

  // names.cc
  Identifier Name();
  bool AtName();
  QualifiedName QualifiedNameRule();
  std::vector<Identifier> NameList();  // '(' a, b ')'
  std::string String();
  std::optional<std::string> OptionalComment();
  int64_t Integer();
  std::optional<Identifier> OptionalAlias();
  bool AtClauseInsteadOfAlias() const;
  std::optional<Identifier> OptionalBranch();
  std::vector<Property> OptionalWithProperties();
  std::vector<Property> PropertyAssignments();
  Property PropertyRule();
  std::vector<CallArgument> CallArguments();

  // types.cc
  DataType Type();
  DataType BaseType();
  DataType DateTime(DateTimeKind kind);
  TypeParameter TypeParameterRule();
  RowField RowFieldRule();
  bool AtNamedType() const;
  IntervalField IntervalFieldRule();
  bool AtIntervalField(size_t ahead) const;
  ParameterDeclaration ParameterDeclarationRule();

  // expressions.cc
  Expression ExpressionRule();
  Expression OrExpression();
  Expression OrAfter(Expression first, size_t begin);
  Expression AndExpression();
  Expression AndAfter(Expression first, size_t begin);
  Expression ExpressionAfter(Expression value, size_t begin);
  Expression NotExpression();
  Expression Predicated();
  Expression PredicateOf(Expression value, size_t begin);
  Expression PredicateAfter(Expression value, size_t begin);
  Expression ComparisonOf(ComparisonOperator op, Expression left, size_t begin);
  Expression InOf(Expression value, bool negated, size_t begin);
  Expression ValueExpression(int min_precedence = 0);
  Expression UnaryExpression();
  std::vector<Expression> ExpressionList();
  bool AtExpressionStart(size_t ahead) const;
  bool AtQueryStart(size_t ahead) const;

  // primaries.cc
  Expression PrimaryExpression();
  Expression PrimaryBase();
  Expression KeywordPrimary();
  std::optional<Expression> SpecialNamePrimary();
  bool AtCastTarget(size_t ahead) const;
  Expression ArrayRule();
  Expression NamePrimary();
  Expression NumberLiteral(bool negative);
  Expression IntervalLiteralRule();
  IntervalLiteral Interval();
  Expression BinaryStringLiteral();
  Expression Parenthesized();
  Expression LambdaRule();
  bool AtParenthesizedLambda() const;
  Expression CaseRule();
  Expression CastRule(bool safe);
  Expression CurrentValueRule(CurrentValueKind kind, bool with_precision);
  Expression ExtractRule();
  bool AtTrimSide() const;
  Expression TrimRule();
  Expression NormalizeRule();
  Expression SubstringOrPosition();
  Expression GroupingRule();

  // functions.cc
  Expression FunctionCallRule(size_t begin);
  Expression SpecialFunction(FunctionCall call, const Location& where);
  void FunctionArguments(FunctionCall& call);
  void FunctionSuffixes(FunctionCall& call);
  Expression ListaggRule();
  OptionalExpression OptionalFilter();
  bool AtProcessingMode() const;
  bool AtOver(size_t ahead) const;
  bool AtSetQuantifierAll() const;
  bool OptionalSetQuantifier();  // true for DISTINCT

  // windows.cc
  Window Over();
  WindowSpecification WindowSpecificationRule();
  WindowDefinition WindowDefinitionRule();
  bool AtExistingWindowName();
  bool AtWindowFrame() const;
  WindowFrame WindowFrameRule();
  FrameBound FrameBoundRule();
  std::vector<SortItem> OptionalOrderBy();
  std::vector<SortItem> SortItems();
  SortItem SortItemRule();
  std::vector<Expression> OptionalPartitionBy();

  // row_patterns.cc
  std::vector<MeasureDefinition> OptionalMeasures();
  std::optional<SkipTo> OptionalAfterMatch();
  std::optional<PatternSearchMode> OptionalSearchMode();
  std::vector<SubsetDefinition> OptionalSubsets();
  std::vector<VariableDefinition> VariableDefinitions();
  RowPattern RowPatternRule();
  RowPattern PatternSequence();
  RowPattern QuantifiedPatternRule();
  RowPattern PatternPrimary();
  bool AtPatternPrimary() const;
  MatchRecognize MatchRecognizeRule(Relation relation);

  // json.cc
  JsonPathInvocation JsonPathInvocationRule();
  JsonInput JsonInputRule();
  JsonInput JsonInputOf(Expression expression);
  std::optional<JsonFormat> OptionalJsonFormat();
  JsonFormat JsonRepresentation();
  std::optional<JsonOutput> OptionalJsonOutput();
  Expression JsonExistsRule();
  Expression JsonValueRule();
  Expression JsonQueryRule();
  Expression JsonObjectRule();
  Expression JsonArrayRule();
  JsonObjectMember JsonObjectMemberRule();
  std::optional<bool> OptionalNullOnNull();  // true: NULL ON NULL; false: ABSENT ON NULL
  void JsonValueBehaviors(std::optional<JsonValueBehavior>& on_empty,
                          std::optional<JsonValueBehavior>& on_error);
  void JsonQueryBehaviors(std::optional<JsonQueryBehavior>& on_empty,
                          std::optional<JsonQueryBehavior>& on_error);
  std::optional<JsonValueBehavior> OptionalJsonValueBehavior();
  std::optional<JsonQueryBehavior> OptionalJsonQueryBehavior();
  JsonWrapper OptionalJsonWrapper();
  std::optional<JsonQuotes> OptionalJsonQuotes();
  JsonTable JsonTableRule();
  JsonTableColumn JsonTableColumnRule();
  std::vector<JsonTableColumn> JsonTableColumns();
  JsonTablePlan JsonTablePlanRule();
  JsonTablePlan JsonPlanPrimary();
  JsonTableDefaultPlan JsonTableDefaultPlanRule();

  // queries.cc
  Query RootQuery();
  Query QueryRule();
  Query QueryNoWith();
  // Goes on with a query whose first operand is already parsed.
  Query QueryNoWithAfter(QueryBody first, size_t begin);
  void QueryTail(Query& query);
  QueryBody QueryTerm(int min_precedence);
  QueryBody SetOperations(QueryBody left, size_t begin, int min_precedence);
  QueryBody QueryPrimary();
  std::optional<Corresponding> OptionalCorresponding();
  bool AtQueryContinuation() const;
  With WithRule();
  RowCount RowCountRule();
  Select SelectRule();
  SelectItem SelectItemRule();
  GroupBy GroupByRule();
  GroupingElement GroupingElementRule();
  GroupingSet GroupingSetRule();
  std::vector<GroupingSet> GroupingSetList();
  bool AtParenthesizedGroupingSet() const;

  // relations.cc
  Relation RelationRule();
  Relation SampledRelationRule();
  Relation AliasedRelationRule();
  Relation RelationPrimary();
  Relation ParenthesizedRelation();
  Relation TableRule();
  std::optional<QueryPeriod> OptionalQueryPeriod();
  Relation TableFunctionRule();
  TableFunctionArgument TableFunctionArgumentRule();
  TableArgument TableArgumentRule();
  bool AtParenthesizedSortItems() const;
  bool AtDescriptor() const;
  DescriptorArgument DescriptorRule();
  Relation WithOptionalAlias(Relation relation, size_t begin);
  std::optional<JoinType> OptionalJoinType();
  std::variant<JoinOn, JoinUsing, NaturalJoin> JoinCriteriaRule();

  // routines.cc
  FunctionSpecification FunctionSpecificationRule();
  std::vector<ParameterDeclaration> ParameterDeclarations();
  std::optional<RoutineCharacteristic> OptionalRoutineCharacteristic();
  ControlStatement ControlStatementRule();
  ControlStatement LabeledStatement();
  CaseStatement CaseStatementRule();
  IfStatement IfStatementRule();
  CompoundStatement CompoundStatementRule();
  std::vector<ControlStatement> StatementList();
  bool AtEndOfStatementList();

  // statements*.cc
  Statement StatementRule();
  StatementNode StatementByKeyword();
  StatementNode CreateStatement();
  StatementNode CreateTableStatement(bool or_replace);
  StatementNode CreateTableElements(CreateTable table);
  bool AtColumnAliases() const;
  StatementNode CreateViewStatement(bool or_replace);
  StatementNode CreateMaterializedViewStatement(bool or_replace);
  StatementNode CreateCatalogStatement();
  StatementNode CreateSchemaStatement();
  StatementNode CreateRoleStatement();
  StatementNode CreateBranchStatement(bool or_replace);
  ColumnDefinition ColumnDefinitionRule();
  TableElement TableElementRule();
  StatementNode DropStatement();
  DropBehavior OptionalDropBehavior();
  StatementNode AlterStatement();
  StatementNode AlterTable();
  StatementNode AlterTableAddColumn(QualifiedName table, bool if_exists);
  StatementNode AlterTableColumn(QualifiedName table, bool if_exists);
  StatementNode AlterMaterializedView();
  StatementNode AlterBranch();
  StatementNode TableExecuteStatement(QualifiedName table);
  StatementNode CommentStatement();
  bool OptionalIfExists();
  bool OptionalIfNotExists();
  StatementNode InsertStatement();
  StatementNode DeleteStatement();
  StatementNode UpdateStatement();
  std::vector<Assignment> Assignments();
  StatementNode MergeStatement();
  MergeCase MergeCaseRule();
  StatementNode ShowStatement();
  StatementNode ShowCreateStatement();
  std::optional<ShowPattern> OptionalShowPattern();
  std::optional<Identifier> OptionalFromName();
  std::optional<QualifiedName> OptionalFromQualifiedName();
  StatementNode DescribeStatement();
  StatementNode ExplainStatement();
  bool AtExplainAnalyze() const;
  StatementNode UseStatement();
  StatementNode SetStatement();
  StatementNode ResetStatement();
  StatementNode StartTransactionStatement();
  void TransactionMode(StartTransaction& transaction);
  StatementNode ExecuteStatement();
  StatementNode GrantStatement();
  StatementNode RevokeStatement();
  StatementNode DenyStatement();
  struct PrivilegesOrRoles {
    std::vector<Token> words;  // empty: ALL PRIVILEGES
    bool all = false;
  };
  PrivilegesOrRoles PrivilegesOrRolesRule();
  std::vector<std::string> Privileges(const PrivilegesOrRoles& words);
  std::vector<Identifier> Roles(const PrivilegesOrRoles& words);
  GrantObject GrantObjectRule();
  Principal PrincipalRule();
  std::vector<Principal> Principals();
  Grantor GrantorRule();
  std::optional<Identifier> OptionalInCatalog();
  Identifier NameOf(const Token& token) const;
  static std::string Upper(std::string_view text);

  // The location from token number `begin` up to the last token taken.
  Location Since(size_t begin) const;
  size_t Mark() const { return cursor_.position(); }
  template <typename Node>
  Expression MakeExpression(Node node, size_t begin) const {
    return Expression(std::move(node), Since(begin));
  }
  // The same with the line and column of token number `at`: what is wrong with an operator is told,
  // as Trino does, where the operator stands.
  Location SinceAt(size_t begin, size_t at) const {
    Location location = Since(begin);
    const Location& place = cursor_.TokenAt(at).location;
    location.line = place.line;
    location.column = place.column;
    return location;
  }
  bool Extensions() const { return options_.extensions; }

  TokenCursor cursor_;
  ParseOptions options_;
  int depth_ = 0;
  int height_ = 0;
  int parameters_ = 0;
  // Extent, in tokens, of the primary expression that was parsed last: tells (a + b).* from
  // a + b.*, and a parenthesised subquery from one with more around it.
  size_t primary_begin_ = 0;
  size_t primary_end_ = 0;
};

}  // namespace tarn::sql
