#include "api/postgres/copy_rows.h"

#include <fmt/format.h>

#include "api/postgres/sql_error.h"

namespace tarn::api::postgres {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void CopyRows::Bad(const std::string& message) const {
  throw SqlError("22P04", fmt::format("COPY, line {}: {}", line_, message));
}

std::optional<std::string> CopyRows::TakeRow(bool finished) {
  // In CSV a line end within quotes is text; a quote that is doubled, or escaped by another
  // character, leaves the state as it was.
  size_t i = std::max(scanned_, at_);
  for (; i < pending_.size(); ++i) {
    const char c = pending_[i];
    if (options_.csv && quoted_ && c == options_.escape && options_.escape != options_.quote) {
      if (i + 1 == pending_.size() && !finished) break;  // what it escapes is to come
      ++i;
    } else if (options_.csv && c == options_.quote) {
      quoted_ = !quoted_;
    } else if (!options_.csv && c == '\\') {
      if (i + 1 == pending_.size() && !finished) break;
      ++i;
    } else if (c == '\n' && !quoted_) {
      break;
    }
  }
  scanned_ = i;
  const bool whole = i < pending_.size() && pending_[i] == '\n';
  if (i - at_ > most_bytes_) {
    ++line_;
    throw SqlError("54000",
                   fmt::format("COPY, line {}: a row of more than {} bytes", line_, most_bytes_));
  }
  if (!whole && (!finished || at_ == pending_.size())) {
    if (at_ > 0) {
      pending_.erase(0, at_);
      scanned_ -= at_;
      at_ = 0;
    }
    return std::nullopt;
  }
  ++line_;
  if (!whole && quoted_) Bad("unterminated CSV quoted field");
  std::string row = pending_.substr(at_, std::min(i, pending_.size()) - at_);
  if (!row.empty() && row.back() == '\r') row.pop_back();
  at_ = std::min(i + 1, pending_.size());
  scanned_ = at_;
  quoted_ = false;
  return row;
}

std::optional<CopyRows::Fields> CopyRows::Next(bool finished) {
  while (!over_) {
    const auto row = TakeRow(finished);
    if (!row) return std::nullopt;
    if (*row == "\\.") {
      over_ = true;
    } else if (header_) {
      header_ = false;
    } else {
      return options_.csv ? CsvFields(*row) : TextFields(*row);
    }
  }
  pending_.clear();
  at_ = scanned_ = 0;
  return std::nullopt;
}

CopyRows::Fields CopyRows::TextFields(std::string_view row) const {
  Fields fields;
  size_t begin = 0;
  for (size_t i = 0; i <= row.size(); ++i) {
    if (i < row.size() && row[i] == '\\') {
      ++i;
      continue;
    }
    if (i < row.size() && row[i] != options_.delimiter) continue;
    const std::string_view field = row.substr(begin, std::min(i, row.size()) - begin);
    if (field == options_.null) {
      fields.emplace_back();
    } else {
      fields.emplace_back(Unescaped(field));
    }
    begin = i + 1;
  }
  return fields;
}

// Section "Text Format" of PostgreSQL's COPY.
std::string CopyRows::Unescaped(std::string_view field) const {
  std::string text;
  for (size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\' || i + 1 == field.size()) {
      text += field[i];
      continue;
    }
    const char c = field[++i];
    switch (c) {
      case 'b': text += '\b'; break;
      case 'f': text += '\f'; break;
      case 'n': text += '\n'; break;
      case 'r': text += '\r'; break;
      case 't': text += '\t'; break;
      case 'v': text += '\v'; break;
      case 'x': {
        int value = 0, digits = 0;
        while (digits < 2 && i + 1 < field.size() && HexDigit(field[i + 1]) >= 0) {
          value = value * 16 + HexDigit(field[++i]);
          ++digits;
        }
        text += digits > 0 ? static_cast<char>(value) : 'x';
        break;
      }
      default: {
        int value = 0, digits = 0;
        for (size_t at = i; digits < 3 && at < field.size() && field[at] >= '0' && field[at] <= '7';
             ++at, ++digits) {
          value = value * 8 + (field[at] - '0');
        }
        if (digits > 0) i += static_cast<size_t>(digits) - 1;
        text += digits > 0 ? static_cast<char>(value) : c;
      }
    }
  }
  return text;
}

CopyRows::Fields CopyRows::CsvFields(std::string_view row) const {
  Fields fields;
  std::string text;
  bool quoted = false, was_quoted = false;
  const auto end_field = [&] {
    if (!was_quoted && text == options_.null) {
      fields.emplace_back();
    } else {
      fields.emplace_back(std::move(text));
    }
    text.clear();
    was_quoted = false;
  };
  for (size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    if (quoted && c == options_.escape && i + 1 < row.size() &&
        (row[i + 1] == options_.quote || row[i + 1] == options_.escape)) {
      text += row[++i];
    } else if (c == options_.quote) {
      quoted = !quoted;
      was_quoted = true;
    } else if (c == options_.delimiter && !quoted) {
      end_field();
    } else {
      text += c;
    }
  }
  if (quoted) Bad("unterminated CSV quoted field");
  end_field();
  return fields;
}

}  // namespace tarn::api::postgres
