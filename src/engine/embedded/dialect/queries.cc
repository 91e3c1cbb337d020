#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/grouping_sets.h"
#include "engine/embedded/dialect/quote.h"

namespace tarn::engine::embedded {

std::string Emitter::Query(const sql::Query& query) {
  const auto* outer_aliases = std::exchange(aliases_, nullptr);
  std::string text = QueryText(query);
  aliases_ = outer_aliases;
  return text;
}

std::string Emitter::QueryText(const sql::Query& query) {
  if (!query.functions.empty()) NotSupported(query.location, "WITH FUNCTION");
  std::string text;
  if (query.with) {
    text += query.with->recursive ? "WITH RECURSIVE " : "WITH ";
    bool first = true;
    for (const auto& named : query.with->queries) {
      if (!first) text += ", ";
      first = false;
      text += NameText(named.name);
      if (!named.columns.empty()) text += fmt::format(" ({})", NameList(named.columns));
      // A WITH query is a view in Trino: DuckDB decides itself whether to compute it once.
      text += fmt::format(" AS ({})", Query(*named.query));
    }
    text += " ";
  }
  const auto* fetch = query.limit ? std::get_if<sql::FetchFirst>(&*query.limit) : nullptr;
  if (fetch != nullptr && fetch->with_ties) return text + WithTies(query, *fetch);
  text += Body(query.body, true) + QueryOrder(query) + LimitText(query);
  return text;
}

// ORDER BY of a query. Within an expression, too, a name is first an alias of the select list,
// which DuckDB does only where the name is all there is.
std::string Emitter::QueryOrder(const sql::Query& query) {
  const auto* select = query.body.As<sql::Select>();
  std::map<std::string, const sql::Expression*> aliases;
  for (size_t i = 0; select != nullptr && i < select->items.size(); ++i) {
    const auto* column = std::get_if<sql::SingleColumn>(&select->items[i]);
    if (column != nullptr && column->alias) {
      aliases.emplace(column->alias->Canonical(), &column->expression);
    }
  }
  std::string text;
  for (const auto& item : query.order_by) {
    const bool plain = item.key->Is<sql::ColumnReference>();
    aliases_ = plain || aliases.empty() ? nullptr : &aliases;
    text += (text.empty() ? " ORDER BY " : ", ") + SortKey(item);
    aliases_ = nullptr;
  }
  return text;
}

// The expression that a key of ORDER BY means: one of the select list by its place or alias.
const sql::Expression& Emitter::OrderKey(const sql::Select& select, const sql::Expression& key) {
  const auto* place = key.As<sql::LongLiteral>();
  const auto* name = key.As<sql::ColumnReference>();
  for (size_t i = 0; i < select.items.size(); ++i) {
    const auto* column = std::get_if<sql::SingleColumn>(&select.items[i]);
    if (column == nullptr) continue;
    const bool by_place = place != nullptr && place->value == static_cast<int64_t>(i) + 1;
    const bool by_name =
        name != nullptr && column->alias && column->alias->Canonical() == name->name.Canonical();
    if (by_place || by_name) return column->expression;
  }
  return key;
}

// FETCH FIRST n ROWS WITH TIES: the rows whose rank is at most n, those that OFFSET leaves out
// being counted. What is no plain SELECT is ordered by names of its result.
std::string Emitter::WithTies(const sql::Query& query, const sql::FetchFirst& fetch) {
  const auto* select = query.body.As<sql::Select>();
  if (query.order_by.empty()) {
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kMissingOrderBy,
                "{}: FETCH FIRST WITH TIES clause requires ORDER BY", At(query.location));
  }
  std::vector<sql::SortItem> keys = query.order_by;
  std::string text;
  if (select != nullptr && !select->distinct) {
    for (auto& item : keys) *item.key = sql::Expression(OrderKey(*select, *item.key));
    text = SelectText(*select, true);
  } else {
    if (std::ranges::any_of(
            keys, [](const auto& item) { return item.key->template Is<sql::LongLiteral>(); })) {
      NotSupported(query.location, "FETCH FIRST … WITH TIES ordered by places");
    }
    text = fmt::format("SELECT * FROM ({})", Body(query.body, true));
  }
  const std::string order = OrderBy(keys);
  const std::string count = fetch.count ? RowCountText(*fetch.count) : std::string("1");
  const std::string offset = query.offset ? RowCountText(*query.offset) : std::string("0");
  return fmt::format("{} QUALIFY rank() OVER ({}) <= {} + {} AND row_number() OVER ({}) > {}{}",
                     text, order, count, offset, order, offset, OrderBy(query.order_by));
}

std::string Emitter::RowCountText(const sql::RowCount& count) {
  if (const auto* number = std::get_if<int64_t>(&count)) return std::to_string(*number);
  return fmt::format("${}", std::get<sql::Parameter>(count).position + 1);
}

namespace {

// Trino sorts for a LIMIT in memory, and says so.
void CheckTopN(const sql::Query& query, const sql::RowCount& count) {
  const auto* number = std::get_if<int64_t>(&count);
  if (number == nullptr || query.order_by.empty()) return;
  if (*number > std::numeric_limits<int32_t>::max()) {
    base::Throw(base::ErrorKind::kUnsupported, "ORDER BY LIMIT > {} is not supported",
                std::numeric_limits<int32_t>::max());
  }
}

}  // namespace

std::string Emitter::LimitText(const sql::Query& query) {
  std::string text;
  if (query.limit) {
    if (const auto* limit = std::get_if<sql::Limit>(&*query.limit)) {
      if (limit->count) {
        CheckTopN(query, *limit->count);
        text += " LIMIT " + RowCountText(*limit->count);
      }
    } else {
      const auto& fetch = std::get<sql::FetchFirst>(*query.limit);
      if (fetch.count) CheckTopN(query, *fetch.count);
      text += " LIMIT " + (fetch.count ? RowCountText(*fetch.count) : std::string("1"));
    }
  }
  if (query.offset) text += " OFFSET " + RowCountText(*query.offset);
  return text;
}

namespace {

std::optional<std::vector<sql::Identifier>> CorrespondingColumns(const sql::SetOperation& set);

// The names of a query's columns where its text says them all.
std::optional<std::vector<sql::Identifier>> NamesOf(const sql::QueryBody& body) {
  if (const auto* query = body.As<sql::ParenthesizedQuery>()) return NamesOf(query->query->body);
  if (const auto* set = body.As<sql::SetOperation>()) {
    return set->corresponding ? CorrespondingColumns(*set) : NamesOf(*set->left);
  }
  const auto* select = body.As<sql::Select>();
  if (select == nullptr) return std::nullopt;
  std::vector<sql::Identifier> names;
  for (const sql::SelectItem& item : select->items) {
    const auto* column = std::get_if<sql::SingleColumn>(&item);
    if (column == nullptr) return std::nullopt;
    if (column->alias) {
      names.push_back(*column->alias);
    } else if (const auto name = sql::ToQualifiedName(column->expression)) {
      names.push_back(name->last());
    }
  }
  return names;
}

// The columns of CORRESPONDING, in the order of the left side.
std::optional<std::vector<sql::Identifier>> CorrespondingColumns(const sql::SetOperation& set) {
  auto left = NamesOf(*set.left);
  const auto right = NamesOf(*set.right);
  if (!left || !right) return std::nullopt;
  std::erase_if(*left, [&](const sql::Identifier& name) {
    return std::ranges::none_of(*right, [&](const sql::Identifier& other) {
      return other.Canonical() == name.Canonical();
    });
  });
  return left;
}

}  // namespace

std::string Emitter::Body(const sql::QueryBody& body, bool outermost) {
  if (const auto* select = body.As<sql::Select>()) {
    if (select->group_by) CountGroupingSets(*select->group_by, body.location);
    return SelectText(*select, outermost);
  }
  if (const auto* values = body.As<sql::Values>()) return ValuesText(*values);
  if (const auto* table = body.As<sql::TableQuery>()) {
    return "SELECT * FROM " + NameText(table->name);
  }
  if (const auto* parenthesized = body.As<sql::ParenthesizedQuery>()) {
    const sql::Query& query = *parenthesized->query;
    // DuckDB has one ORDER BY and LIMIT a query, however many parentheses are around it.
    const bool orders = !query.order_by.empty() || query.limit || query.offset;
    return fmt::format("{}({})", orders ? "SELECT * FROM " : "", Query(query));
  }
  const auto& operation = *body.As<sql::SetOperation>();
  static constexpr const char* kOperators[] = {"UNION", "INTERSECT", "EXCEPT"};
  std::string left = Body(*operation.left, outermost), right = Body(*operation.right, false);
  if (operation.corresponding) {
    const auto columns = CorrespondingColumns(operation);
    if (!columns) NotSupported(body.location, "CORRESPONDING of all columns of a table");
    left = fmt::format("SELECT {} FROM ({})", NameList(*columns), left);
    right = fmt::format("SELECT {} FROM ({})", NameList(*columns), right);
  }
  // The left side names the columns of the result.
  return fmt::format("({}) {}{} ({})", left, kOperators[static_cast<int>(operation.op)],
                     operation.all ? " ALL" : "", right);
}

std::string Emitter::Item(const sql::SingleColumn& column, size_t position, bool outermost) {
  std::string text = Expression(column.expression);
  if (column.alias) {
    return fmt::format(
        "{} AS {}", text,
        lower_case_labels_ ? NameText(*column.alias) : QuoteName(column.alias->value));
  }
  // A field of anything but a name gives no name.
  const bool named = sql::ToQualifiedName(column.expression).has_value();
  // Trino's label for an expression without a name.
  if (outermost && !named) text += fmt::format(" AS \"_col{}\"", position);
  return text;
}

std::string Emitter::AllColumnsText(const sql::AllColumns& all) {
  if (!all.base) return "*";
  const std::string base = Expression(**all.base);
  const auto* columns = types_ != nullptr ? types_->ColumnsOf(all) : nullptr;
  if (columns != nullptr) {
    if (!all.aliases.empty() && all.aliases.size() != columns->names.size()) {
      base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kMismatchedColumnAliases,
                  "{}: Column alias list has {} entries but relation has {} columns",
                  At(all.location), all.aliases.size(), columns->names.size());
    }
    std::string text;
    for (size_t i = 0; i < columns->names.size(); ++i) {
      text += text.empty() ? "" : ", ";
      const auto* relation = columns->relations[i];
      const std::string* alias = relation != nullptr ? types_->AliasOf(*relation) : nullptr;
      text += columns->of_row ? fmt::format("tarn_subscript({}, {})", base, i + 1)
                              : fmt::format("{}.{}", alias != nullptr ? QuoteName(*alias) : base,
                                            QuoteName(columns->names[i]));
      const std::string name =
          i < all.aliases.size() ? all.aliases[i].Canonical() : columns->names[i];
      if (!name.empty()) text += " AS " + QuoteName(name);
    }
    return text;
  }
  if (!all.aliases.empty()) NotSupported(all.location, "aliases after .* of what is not known");
  if (ToQualifiedName(**all.base)) return base + ".*";
  return fmt::format("unnest({})", base);
}

namespace {

// The columns that joins give once, those of the outermost join first.
void AddUsingColumns(const sql::Relation& relation, std::vector<std::string>& columns) {
  const auto* join = std::get_if<sql::Join>(&relation.node);
  const auto* join_using =
      join == nullptr || !join->criteria ? nullptr : std::get_if<sql::JoinUsing>(&*join->criteria);
  if (join_using == nullptr) return;
  for (const sql::Identifier& column : join_using->columns) {
    std::string name = NameText(column);
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
      columns.push_back(std::move(name));
    }
  }
  AddUsingColumns(*join->left, columns);
}

}  // namespace

// "*" has the columns of USING first, which DuckDB leaves at their place in the left table.
// `hidden` ones are not of it.
std::string StarText(const sql::Relation* relation, const std::vector<std::string>& hidden) {
  std::vector<std::string> columns;
  if (relation != nullptr) AddUsingColumns(*relation, columns);
  std::string text;
  for (const std::string& column : columns) text += column + ", ";
  text += "*";
  columns.insert(columns.end(), hidden.begin(), hidden.end());
  return columns.empty() ? text : fmt::format("{} EXCLUDE ({})", text, fmt::join(columns, ", "));
}

std::string Emitter::SelectText(const sql::Select& select, bool outermost) {
  std::vector<std::string> outer_hidden = std::exchange(hidden_columns_, {});
  std::string from;
  for (size_t i = 0; i < select.from.size(); ++i) {
    from += (i == 0 ? " FROM " : ", ") + RelationText(select.from[i]);
  }
  std::string text = select.distinct ? "SELECT DISTINCT " : "SELECT ";
  size_t position = 0;
  for (const auto& item : select.items) {
    if (position > 0) text += ", ";
    if (const auto* column = std::get_if<sql::SingleColumn>(&item)) {
      text += Item(*column, position, outermost);
    } else {
      const auto& all = std::get<sql::AllColumns>(item);
      const bool star = !all.base && all.aliases.empty();
      const sql::Relation* only = select.from.size() == 1 ? &select.from.front() : nullptr;
      text += star ? StarText(only, hidden_columns_) : AllColumnsText(all);
    }
    ++position;
  }
  hidden_columns_ = std::move(outer_hidden);
  text += from;
  if (select.where) text += " WHERE " + Condition(**select.where);
  if (select.group_by) text += GroupByText(select);
  if (select.having) text += " HAVING " + Condition(**select.having);
  for (size_t i = 0; i < select.windows.size(); ++i) {
    text += fmt::format("{}{} AS {}", i == 0 ? " WINDOW " : ", ",
                        WindowName(select.windows[i].name), WindowBody(select.windows[i].window));
  }
  return text;
}

std::string Emitter::GroupByText(const sql::Select& select) {
  const sql::GroupBy& group_by = *select.group_by;
  const bool by_names = std::ranges::none_of(group_by.elements, [](const auto& element) {
    return std::holds_alternative<sql::AutoGroupBy>(element);
  });
  if (group_by.distinct && by_names) {
    std::string sets;
    for (const auto& columns : DistinctGroupingSets(select)) {
      sets += fmt::format("{}({})", sets.empty() ? "" : ", ", List(columns));
    }
    return fmt::format(" GROUP BY GROUPING SETS ({})", sets);
  }
  auto set_text = [&](const sql::GroupingSet& set) {
    std::string columns = List(set.columns);
    return set.parenthesized || set.columns.size() != 1 ? fmt::format("({})", columns) : columns;
  };
  std::string text;
  for (const auto& element : group_by.elements) {
    text += text.empty() ? " GROUP BY " : ", ";
    if (const auto* set = std::get_if<sql::GroupingSet>(&element)) {
      text += set_text(*set);
    } else if (const auto* sets = std::get_if<sql::GroupingSets>(&element)) {
      static constexpr const char* kKinds[] = {"GROUPING SETS", "ROLLUP", "CUBE"};
      std::string list;
      for (const auto& one : sets->sets) list += (list.empty() ? "" : ", ") + set_text(one);
      text += fmt::format("{} ({})", kKinds[static_cast<int>(sets->kind)], list);
    } else {
      text += "ALL";
    }
  }
  return text;
}

std::string Emitter::ValuesText(const sql::Values& values) {
  std::string text;
  for (const auto& row : values.rows) {
    text += text.empty() ? "VALUES " : ", ";
    const auto* fields = row.As<sql::RowConstructor>();
    text += fmt::format("({})", fields != nullptr ? List(fields->fields) : Expression(row));
  }
  return text;
}

}  // namespace tarn::engine::embedded
