#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/embedded/typing/fault.h"
#include "engine/engine.h"
#include "engine/type.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

struct RowPatternAnalysis;

// The columns of a table or view, null when they are not known. What it gives outlives the typing.
using TableColumns = std::function<const std::vector<Column>*(const sql::QualifiedName& table)>;

// The types of a statement's expressions as Trino has them, as far as they could be told from its
// text and its tables. Refers to the statement's tree by address: of use while that stays where it
// is.
class StatementTypes {
 public:
  // Of the result of a query, or of the query of an INSERT or CREATE TABLE AS; empty when not even
  // the number of its columns is known.
  const std::vector<std::optional<Type>>& columns() const { return columns_; }
  // Of the same columns, in lower case; empty for one without a name.
  const std::vector<std::string>& names() const { return names_; }
  // The same as they were written, which clients are told.
  const std::vector<std::string>& shown_names() const { return shown_names_; }
  // The column of a table or view that each of them shows; null for an expression.
  const std::vector<std::shared_ptr<const ColumnOrigin>>& origins() const { return origins_; }
  // Whether a column's name is an alias of the query itself.
  const std::vector<bool>& aliased() const { return aliased_; }

  // The type that a parameter is coerced to, kUnknown where nothing tells it.
  Type OfParameter(int position) const;

  // What Trino's analyzer would find wrong first, as far as it is certain.
  const std::optional<AnalysisFault>& fault() const { return fault_; }
  void SetFault(std::optional<AnalysisFault> fault) { fault_ = std::move(fault); }

  // Null when the type is not known.
  const Type* Of(const sql::Expression& expression) const;
  bool IsChar(const sql::Expression& expression) const;
  // Whether this varchar is coerced to char(n), which has no blanks at its end.
  bool BecomesChar(const sql::Expression& expression) const;
  // The type with time zone that a time, timestamp or date without one is coerced to, where the
  // session's zone is not UTC; null for others.
  const Type* BecomesZoned(const sql::Expression& expression) const;
  void set_zone_is_utc(bool is_utc) { zone_is_utc_ = is_utc; }
  // Whether this operand of a comparison is compared as a time, or a timestamp of more than nine
  // digits, with time zone: by the moment.
  bool IsComparedAsZonedTime(const sql::Expression& expression) const;
  // What `base.*` of a select list gives, where that has to be written out: columns in lower case,
  // or fields of a row (empty: without a name). Null: `base.*` gives just that.
  struct StarColumns {
    std::vector<std::string> names;
    bool of_row = false;
    // Of each column, its relation where that may have another alias; empty: none has.
    std::vector<const sql::AliasedRelation*> relations = {};
  };
  const StarColumns* ColumnsOf(const sql::AllColumns& all) const;
  // A subquery in an expression that has several columns: its value is a row.
  struct RowSubquery {
    std::vector<std::string> names;  // as written; empty: without a name
    bool correlated = false;
  };
  // Null: it has one column, or its columns are not known.
  const RowSubquery* RowOf(const sql::ScalarSubquery& subquery) const;
  // What the translation calls a relation that stands beside another one of its name; null: as it
  // is called.
  const std::string* AliasOf(const sql::AliasedRelation& relation) const;
  // A name that means a column of such a relation.
  struct RenamedColumn {
    const sql::AliasedRelation* relation = nullptr;
    std::string name;
  };
  const RenamedColumn* RenamedOf(const sql::Expression& expression) const;
  // What was found of a MATCH_RECOGNIZE clause; null when its input's columns are not known.
  const RowPatternAnalysis* PatternOf(const sql::MatchRecognize& match) const;
  // The window of a call or measure that has a row pattern.
  struct WindowPattern {
    const sql::WindowFrame* frame = nullptr;
    // Also those of the window that it refers to; null: none.
    const std::vector<sql::Expression>* partition_by = nullptr;
    const std::vector<sql::SortItem>* order_by = nullptr;
    // Null when the columns of the FROM are not known.
    std::shared_ptr<const RowPatternAnalysis> analysis;
  };
  // Null: it has none.
  const WindowPattern* PatternOf(const sql::Window& window) const;

 private:
  friend class Typer;
  std::vector<std::optional<Type>> columns_;
  std::vector<std::string> names_, shown_names_;
  std::vector<std::shared_ptr<const ColumnOrigin>> origins_;
  std::vector<bool> aliased_;
  std::map<int, Type> parameters_;
  std::unordered_map<const sql::Expression*, Type> types_;
  std::unordered_set<const sql::Expression*> becomes_char_;
  std::unordered_map<const sql::Expression*, Type> becomes_zoned_;
  bool zone_is_utc_ = true;
  std::unordered_set<const sql::Expression*> zoned_times_;
  std::optional<AnalysisFault> fault_;
  std::unordered_map<const sql::AllColumns*, StarColumns> stars_;
  std::unordered_map<const sql::ScalarSubquery*, RowSubquery> row_subqueries_;
  std::unordered_map<const sql::AliasedRelation*, std::string> aliases_;
  std::unordered_map<const sql::Expression*, RenamedColumn> renamed_;
  std::unordered_map<const sql::MatchRecognize*, std::shared_ptr<const RowPatternAnalysis>>
      row_patterns_;
  std::unordered_map<const sql::WindowFrame*, std::shared_ptr<const RowPatternAnalysis>>
      frame_patterns_;
  std::unordered_map<const sql::Window*, WindowPattern> window_patterns_;
};

// Types a statement whose table names are qualified. What is wrong or unknown has no type; what is
// certainly wrong is told by fault(). Throws nothing; costs time in proportion to the text and
// gives up on statements that are far larger than people write. Thread safe.
StatementTypes TypeStatement(const sql::Statement& statement, const TableColumns& tables);
StatementTypes TypeQuery(const sql::Query& query, const TableColumns& tables);

}  // namespace tarn::engine::embedded
