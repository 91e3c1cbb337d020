#include "csv/record.h"

#include <cstring>
#include <limits>

namespace tarn::csv {
namespace {

constexpr size_t kNotFound = std::string_view::npos;
constexpr size_t kAnyNumber = std::numeric_limits<size_t>::max();

// The place after the quote that closes a field whose text begins at `at`, or kNotFound.
size_t AfterClosingQuote(std::string_view text, size_t at, char quote) {
  while (true) {
    at = text.find(quote, at);
    if (at == kNotFound) return kNotFound;
    if (at + 1 >= text.size() || text[at + 1] != quote) return at + 1;
    at += 2;
  }
}

size_t SkipSpaces(std::string_view text, size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

bool IsLineEnd(std::string_view text, size_t at) {
  return at >= text.size() || text[at] == '\n' ||
         (text[at] == '\r' && (at + 1 >= text.size() || text[at + 1] == '\n'));
}

}  // namespace

Record ParseRecord(std::string_view text, size_t begin, const Dialect& dialect, size_t columns,
                   uint32_t* ends) {
  Record record;
  bool text_after_quote = false;
  size_t last_begin = begin;
  for (size_t at = begin;;) {
    last_begin = at;
    const size_t first = SkipSpaces(text, at);
    if (dialect.quote != '\0' && first < text.size() && text[first] == dialect.quote) {
      at = AfterClosingQuote(text, first + 1, dialect.quote);
      if (at == kNotFound) {
        const size_t line_end = text.find('\n', first);
        record.next = line_end == kNotFound ? text.size() : line_end + 1;
        record.fault = RecordFault::kOpenQuote;
        return record;
      }
      at = SkipSpaces(text, at);
      if (!IsLineEnd(text, at) && text[at] != dialect.delimiter) text_after_quote = true;
    }
    while (at < text.size() && text[at] != dialect.delimiter && text[at] != '\n') ++at;
    const bool last = at >= text.size() || text[at] == '\n';
    const bool carriage_return = last && at > last_begin && text[at - 1] == '\r';
    if (ends != nullptr && record.fields < columns) {
      ends[record.fields] = static_cast<uint32_t>(at - carriage_return);
    }
    ++record.fields;
    if (last) {
      record.next = std::min(at + 1, text.size());
      if (record.fields == columns + 1 && at - carriage_return == last_begin) --record.fields;
      break;
    }
    ++at;
  }
  if (text_after_quote) {
    record.fault = RecordFault::kTextAfterQuote;
  } else if (record.fields != columns) {
    record.fault =
        record.fields < columns ? RecordFault::kTooFewFields : RecordFault::kTooManyFields;
  }
  return record;
}

std::vector<std::string> Fields(std::string_view text, size_t begin, const Dialect& dialect) {
  Record record = ParseRecord(text, begin, dialect, kAnyNumber, nullptr);
  std::vector<uint32_t> ends(record.fields);
  ParseRecord(text, begin, dialect, ends.size(), ends.data());
  std::vector<std::string> fields;
  std::string scratch;
  size_t at = begin;
  for (const uint32_t end : ends) {
    fields.emplace_back(Unquote(text.substr(at, end - at), dialect.quote, scratch));
    at = end + 1;
  }
  return fields;
}

std::string_view Unquote(std::string_view field, char quote, std::string& scratch) {
  const size_t first = SkipSpaces(field, 0);
  if (quote == '\0' || first >= field.size() || field[first] != quote) return field;
  const size_t last = field.rfind(quote);
  if (last == first) return field;  // not closed: no record without fault has it
  const std::string_view inner = field.substr(first + 1, last - first - 1);
  if (inner.find(quote) == kNotFound) return inner;
  scratch.clear();
  for (size_t i = 0; i < inner.size(); ++i) {
    scratch += inner[i];
    if (inner[i] == quote) ++i;
  }
  return scratch;
}

}  // namespace tarn::csv
