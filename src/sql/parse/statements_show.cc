#include <utility>

#include "sql/parse/parser_impl.h"

namespace tarn::sql {

using enum Keyword;

std::optional<ShowPattern> ParserImpl::OptionalShowPattern() {
  if (!cursor_.Accept(kLike)) return std::nullopt;
  ShowPattern like;
  like.pattern = String();
  if (cursor_.Accept(kEscape)) like.escape = String();
  return like;
}

std::optional<Identifier> ParserImpl::OptionalFromName() {
  if (!cursor_.Accept(kFrom) && !cursor_.Accept(kIn)) return std::nullopt;
  return Name();
}

std::optional<QualifiedName> ParserImpl::OptionalFromQualifiedName() {
  if (!cursor_.Accept(kFrom) && !cursor_.Accept(kIn)) return std::nullopt;
  return QualifiedNameRule();
}

StatementNode ParserImpl::ShowStatement() {
  if (cursor_.Accept(kCatalogs)) return ShowCatalogs{OptionalShowPattern()};
  if (cursor_.Accept(kSchemas)) {
    std::optional<Identifier> catalog = OptionalFromName();
    return ShowSchemas{std::move(catalog), OptionalShowPattern()};
  }
  if (cursor_.Accept(kTables)) {
    std::optional<QualifiedName> schema = OptionalFromQualifiedName();
    return ShowTables{std::move(schema), OptionalShowPattern()};
  }
  if (cursor_.Accept(kColumns)) {
    std::optional<QualifiedName> table = OptionalFromQualifiedName();
    if (!table) cursor_.FailExpecting();
    return ShowColumns{std::move(*table), OptionalShowPattern()};
  }
  if (cursor_.Accept(kFunctions)) {
    std::optional<QualifiedName> schema = OptionalFromQualifiedName();
    return ShowFunctions{std::move(schema), OptionalShowPattern()};
  }
  if (cursor_.Accept(kSession)) return ShowSession{OptionalShowPattern()};
  if (cursor_.Accept(kCreate)) return ShowCreateStatement();
  if (cursor_.Accept(kStats)) {
    cursor_.Expect(kFor);
    if (!cursor_.Accept("(")) return ShowStats{QualifiedNameRule()};
    ShowStats stats{QueryBox(RootQuery())};
    cursor_.Expect(")");
    return stats;
  }
  if (cursor_.Accept(kCurrent)) {
    cursor_.Expect(kRoles);
    return ShowRoles{true, OptionalFromName()};
  }
  if (cursor_.Accept(kRoles)) return ShowRoles{false, OptionalFromName()};
  if (cursor_.Accept(kRole)) {
    cursor_.Expect(kGrants);
    return ShowRoleGrants{OptionalFromName()};
  }
  if (cursor_.Accept(kGrants)) {
    ShowGrants grants;
    if (cursor_.Accept(kOn)) grants.on = GrantObjectRule();
    return grants;
  }
  if (Extensions() && cursor_.AcceptWord("BRANCHES")) {
    if (!cursor_.Accept(kFrom)) cursor_.Expect(kIn);
    cursor_.Expect(kTable);
    return ShowBranches{QualifiedNameRule()};
  }
  cursor_.FailExpecting();
}

StatementNode ParserImpl::ShowCreateStatement() {
  ShowCreateKind kind = ShowCreateKind::kTable;
  if (cursor_.Accept(kTable)) {
    kind = ShowCreateKind::kTable;
  } else if (cursor_.Accept(kSchema)) {
    kind = ShowCreateKind::kSchema;
  } else if (cursor_.Accept(kView)) {
    kind = ShowCreateKind::kView;
  } else if (cursor_.Accept(kFunction)) {
    kind = ShowCreateKind::kFunction;
  } else {
    cursor_.Expect(kMaterialized);
    cursor_.Expect(kView);
    kind = ShowCreateKind::kMaterializedView;
  }
  return ShowCreate{kind, QualifiedNameRule()};
}

// DESCRIBE table, DESCRIBE INPUT|OUTPUT name; INPUT and OUTPUT may be names of tables.
StatementNode ParserImpl::DescribeStatement() {
  const bool describe = cursor_.Previous().keyword == kDescribe;
  if (describe && cursor_.Is(kInput) && cursor_.IsName(1)) {
    cursor_.Advance();
    return DescribeInput{Name()};
  }
  if (describe && cursor_.Is(kOutput) && cursor_.IsName(1)) {
    cursor_.Advance();
    return DescribeOutput{Name()};
  }
  return ShowColumns{QualifiedNameRule(), std::nullopt};
}

// EXPLAIN ANALYZE statement, not EXPLAIN of the statement ANALYZE table.
bool ParserImpl::AtExplainAnalyze() const {
  if (!cursor_.Is(kAnalyze)) return false;
  if (!cursor_.IsName(1)) return true;
  const bool alone = cursor_.Is(TokenKind::kEnd, 2) || cursor_.Is(";", 2) || cursor_.Is(".", 2) ||
                     (cursor_.Is(kWith, 2) && cursor_.Is("(", 3));
  return !alone || cursor_.Is(kCommit, 1) || cursor_.Is(kRollback, 1);
}

StatementNode ParserImpl::ExplainStatement() {
  if (AtExplainAnalyze()) {
    cursor_.Advance();
    const bool verbose = cursor_.Accept(kVerbose);
    return ExplainAnalyze{verbose, StatementRule()};
  }
  std::optional<ExplainFormat> format;
  std::optional<ExplainType> type;
  if (cursor_.Is("(") && (cursor_.Is(kFormat, 1) || cursor_.Is(kType, 1))) {
    cursor_.Advance();
    do {
      if (cursor_.Accept(kFormat)) {
        if (cursor_.Accept(kText))
          format = ExplainFormat::kText;
        else if (cursor_.Accept(kGraphviz))
          format = ExplainFormat::kGraphviz;
        else if (cursor_.Accept(kJson))
          format = ExplainFormat::kJson;
        else
          cursor_.FailExpecting();
      } else {
        cursor_.Expect(kType);
        if (cursor_.Accept(kLogical))
          type = ExplainType::kLogical;
        else if (cursor_.Accept(kDistributed))
          type = ExplainType::kDistributed;
        else if (cursor_.Accept(kValidate))
          type = ExplainType::kValidate;
        else if (cursor_.Accept(kIo))
          type = ExplainType::kIo;
        else
          cursor_.FailExpecting();
      }
    } while (cursor_.Accept(","));
    cursor_.Expect(")");
  }
  return Explain{format, type, StatementRule()};
}

}  // namespace tarn::sql
