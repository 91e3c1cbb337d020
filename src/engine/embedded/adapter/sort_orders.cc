#include "engine/embedded/adapter/sort_orders.h"

#include <cctype>
#include <set>
#include <string_view>

#include "base/error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/error_origin.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using iceberg::NullOrder;
using iceberg::SortDirection;

[[noreturn]] void Fail(const std::string& text) {
  throw ConnectorError(ErrorKind::kInvalidArgument, "Unable to parse sort field: [" + text + "]",
                       "write a column, then ASC or DESC, then NULLS FIRST or NULLS LAST, as in "
                       "'amount DESC NULLS LAST'");
}

// The words of an item: the first is a name, in double quotes if it needs them.
std::vector<std::string> WordsOf(const std::string& text) {
  std::vector<std::string> words;
  size_t at = 0;
  while (at < text.size()) {
    if (std::isspace(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    std::string word;
    if (text[at] == '"' && words.empty()) {
      bool closed = false;
      for (++at; at < text.size() && !closed; ++at) {
        if (text[at] != '"') {
          word += text[at];
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
          word += text[++at];
        } else {
          closed = true;
        }
      }
      if (!closed) Fail(text);
    } else {
      for (; at < text.size() && !std::isspace(static_cast<unsigned char>(text[at])); ++at) {
        word += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at])));
      }
    }
    words.push_back(std::move(word));
  }
  return words;
}

// "asc nulls first" and the like, after the name.
void ReadDirection(const std::string& text, const std::vector<std::string>& words,
                   iceberg::SortField& field) {
  size_t at = 1;
  if (at < words.size() && (words[at] == "asc" || words[at] == "desc")) {
    field.direction = words[at] == "asc" ? SortDirection::kAscending : SortDirection::kDescending;
    ++at;
  }
  field.null_order =
      field.direction == SortDirection::kAscending ? NullOrder::kFirst : NullOrder::kLast;
  if (at == words.size()) return;
  if (words.size() != at + 2 || words[at] != "nulls") Fail(text);
  if (words[at + 1] == "first") {
    field.null_order = NullOrder::kFirst;
  } else if (words[at + 1] == "last") {
    field.null_order = NullOrder::kLast;
  } else {
    Fail(text);
  }
}

std::string ColumnText(const std::string& name) {
  bool plain = !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0;
  for (const char c : name) {
    plain = plain && (std::islower(static_cast<unsigned char>(c)) != 0 ||
                      std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.');
  }
  if (plain) return name;
  std::string quoted = "\"";
  for (const char c : name) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

iceberg::SortOrder ParseSortedBy(const std::vector<std::string>& sorted_by,
                                 const iceberg::Schema& schema) {
  iceberg::SortOrder order;
  std::set<iceberg::FieldId> seen;
  for (const std::string& text : sorted_by) {
    const std::vector<std::string> words = WordsOf(text);
    if (words.empty()) Fail(text);
    const bool is_quoted = text.find_first_not_of(' ') == text.find('"');
    const auto index = schema.ColumnIndex(words[0], iceberg::CaseSensitivity::kInsensitive);
    if (!index) {
      std::vector<std::string> names;
      for (const iceberg::NestedField& other : schema.fields) names.push_back(other.name);
      // A name that needs quotes, as a transform does, is no column's.
      if (!is_quoted && words[0].find_first_of(".(") != std::string::npos) Fail(text);
      if (text.find("\".\"") != std::string::npos) Fail(text);
      throw ConnectorError(ErrorKind::kNotFound, fmt::format("Column not found: {}{}", words[0],
                                                             base::DidYouMean(words[0], names)));
    }
    const iceberg::NestedField& column = schema.fields[*index];
    iceberg::SortField field;
    field.transform = iceberg::Transform::Identity();
    field.source_id = column.id;
    ReadDirection(text, words, field);
    if (!seen.insert(column.id).second) {
      base::Throw(ErrorKind::kInvalidArgument, "sorted_by names column '{}' twice", column.name);
    }
    order.fields.push_back(field);
  }
  if (!order.fields.empty()) order.order_id = iceberg::SortOrderId(1);
  iceberg::CheckSortOrder(order, schema);
  return order;
}

std::vector<std::string> FormatSortedBy(const iceberg::SortOrder& order,
                                        const iceberg::Schema& schema) {
  std::vector<std::string> result;
  for (const iceberg::SortField& field : order.fields) {
    std::string text = ColumnText(schema.FullName(field.source_id));
    switch (field.transform.kind) {
      case iceberg::TransformKind::kIdentity: break;
      case iceberg::TransformKind::kBucket:
        text = "bucket(" + text + ", " + std::to_string(field.transform.parameter) + ")";
        break;
      case iceberg::TransformKind::kTruncate:
        text = "truncate(" + text + ", " + std::to_string(field.transform.parameter) + ")";
        break;
      default: text = iceberg::ToString(field.transform) + "(" + text + ")";
    }
    text += field.direction == SortDirection::kAscending ? " ASC" : " DESC";
    text += field.null_order == NullOrder::kFirst ? " NULLS FIRST" : " NULLS LAST";
    result.push_back(std::move(text));
  }
  return result;
}

bool IsHonoured(const iceberg::SortOrder& order, const iceberg::Schema& schema) {
  if (order.is_unsorted()) return false;
  for (const iceberg::SortField& field : order.fields) {
    if (field.transform.kind != iceberg::TransformKind::kIdentity) return false;
    bool top_level = false;
    for (const iceberg::NestedField& column : schema.fields) {
      top_level = top_level || column.id == field.source_id;
    }
    if (!top_level) return false;
  }
  return true;
}

}  // namespace tarn::engine::embedded
