#include "api/postgres/copy.h"

#include "api/postgres/operands.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/values.h"

namespace tarn::api::postgres {
namespace {

class Parser {
 public:
  Parser(std::string_view source, const std::vector<Token>& tokens,
         const StatementTokens& statement)
      : source_(source), tokens_(tokens), statement_(statement), at_(statement.begin + 1) {}

  CopyCommand Parse() {
    CopyCommand copy;
    if (At().Is("(")) {
      const size_t close = Operands(tokens_, statement_.begin).CloseOf(at_);
      if (close >= statement_.end) Fail();
      copy.query = source_.substr(tokens_[at_].end, tokens_[close].begin - tokens_[at_].end);
      at_ = close + 1;
    } else {
      copy.query = Table();
    }
    Rest("to", "stdout", copy.options);
    return copy;
  }

  CopyTarget ParseIn() {
    CopyTarget copy;
    if (!At().name()) Fail();
    copy.table.push_back(At().text);
    for (++at_; At().Is("."); ++at_) {
      ++at_;
      copy.table.push_back(At().text);
    }
    if (At().Is("(")) {
      for (++at_; at_ < statement_.end && !At().Is(")"); ++at_) {
        if (At().Is(",")) continue;
        if (!At().name()) Fail();
        copy.columns.push_back(At().text);
      }
      ++at_;
    }
    Rest("from", "stdin", copy.options);
    return copy;
  }

 private:
  // TO STDOUT or FROM STDIN, and the options.
  void Rest(const char* direction, const char* stream, CopyOptions& options) {
    if (!At().Is(direction)) Fail();
    ++at_;
    if (!At().Is(stream)) {
      throw SqlError("0A000", "COPY reads and writes no files of the server",
                     "use COPY … TO STDOUT or FROM STDIN, or psql's \\copy");
    }
    ++at_;
    if (At().Is("with")) ++at_;
    if (At().Is("(")) {
      ++at_;
      while (at_ < statement_.end && !At().Is(")")) {
        Option(options);
        if (At().Is(",")) ++at_;
      }
      ++at_;
    }
    while (at_ < statement_.end) Option(options);
    if (options.csv) {
      if (!delimiter_) options.delimiter = ',';
      if (!null_) options.null = "";
    }
  }

  const Token& At() const { return tokens_[std::min(at_, statement_.end)]; }
  [[noreturn]] void Fail() const {
    throw SqlError("42601", "syntax error in COPY", {}, CharacterPosition(source_, At().begin));
  }

  std::string Table() {
    const size_t begin = At().begin;
    if (!At().name()) Fail();
    ++at_;
    while (At().Is(".")) at_ += 2;
    const std::string table(source_.substr(begin, tokens_[at_ - 1].end - begin));
    std::string columns = "*";
    if (At().Is("(")) {
      const size_t close = Operands(tokens_, statement_.begin).CloseOf(at_);
      if (close >= statement_.end) Fail();
      columns = source_.substr(tokens_[at_].end, tokens_[close].begin - tokens_[at_].end);
      at_ = close + 1;
    }
    return "SELECT " + columns + " FROM " + table;
  }

  bool Flag() {
    if (At().Is("true") || At().Is("on")) {
      ++at_;
    } else if (At().Is("false") || At().Is("off")) {
      ++at_;
      return false;
    }
    return true;
  }
  char Character() {
    if (At().Is("as")) ++at_;
    if (At().kind != TokenKind::kString || At().text.size() != 1) {
      throw SqlError("22023", "COPY takes one character of one byte here", {},
                     CharacterPosition(source_, At().begin));
    }
    return tokens_[at_++].text[0];
  }

  void Option(CopyOptions& options) {
    const std::string name = At().text;
    ++at_;
    if (name == "format") {
      Format(options, At().text);
      ++at_;
    } else if (name == "csv" || name == "binary") {
      Format(options, name);
    } else if (name == "header") {
      options.header = Flag();
    } else if (name == "delimiter" || name == "delimiters") {
      options.delimiter = Character();
      delimiter_ = true;
    } else if (name == "null") {
      if (At().Is("as")) ++at_;
      if (At().kind != TokenKind::kString) Fail();
      options.null = tokens_[at_++].text;
      null_ = true;
    } else if (name == "quote") {
      options.quote = Character();
      options.escape = options.quote;
    } else if (name == "escape") {
      options.escape = Character();
    } else if (name == "force_quote" && At().Is("*")) {
      options.force_quote = true;
      ++at_;
    } else if (name == "encoding") {
      ++at_;  // everything is UTF8
    } else {
      throw SqlError("0A000", "COPY has no such option here: " + name, {},
                     CharacterPosition(source_, tokens_[at_ - 1].begin));
    }
  }
  void Format(CopyOptions& options, const std::string& format) {
    if (format == "csv") {
      options.csv = true;
    } else if (format != "text") {
      throw SqlError("0A000", "COPY has the formats text and csv here: " + format);
    }
  }

  const std::string_view source_;
  const std::vector<Token>& tokens_;
  const StatementTokens statement_;
  size_t at_;
  bool delimiter_ = false;
  bool null_ = false;
};

void AppendCsv(const CopyOptions& options, const std::string& text, bool quote, std::string& line) {
  const bool needed = quote || text == options.null || text == "\\." ||
                      text.find_first_of(std::string("\n\r") + options.delimiter + options.quote) !=
                          std::string::npos;
  if (!needed) {
    line += text;
    return;
  }
  line += options.quote;
  for (const char c : text) {
    if (c == options.quote || c == options.escape) line += options.escape;
    line += c;
  }
  line += options.quote;
}

void AppendEscaped(const CopyOptions& options, const std::string& text, std::string& line) {
  for (const char c : text) {
    switch (c) {
      case '\\': line += "\\\\"; break;
      case '\n': line += "\\n"; break;
      case '\r': line += "\\r"; break;
      case '\t': line += options.delimiter == '\t' ? "\\t" : "\t"; break;
      case '\b': line += "\\b"; break;
      case '\f': line += "\\f"; break;
      case '\v': line += "\\v"; break;
      default:
        if (c == options.delimiter) line += '\\';
        line += c;
    }
  }
}

}  // namespace

CopyCommand ParseCopyOut(std::string_view source, const std::vector<Token>& tokens,
                         const StatementTokens& statement) {
  return Parser(source, tokens, statement).Parse();
}

CopyTarget ParseCopyIn(std::string_view source, const std::vector<Token>& tokens,
                       const StatementTokens& statement) {
  return Parser(source, tokens, statement).ParseIn();
}

void AppendCopyField(const CopyOptions& options, const engine::Value& value,
                     const engine::Type& type, bool first, std::string& line) {
  if (!first) line += options.delimiter;
  if (value.is_null()) {
    line += options.null;
    return;
  }
  std::string text;
  AppendText(value, type, text);
  if (options.csv) {
    AppendCsv(options, text, options.force_quote, line);
  } else {
    AppendEscaped(options, text, line);
  }
}

std::string CopyHeader(const CopyOptions& options, const std::vector<std::string>& names) {
  std::string line;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) line += options.delimiter;
    if (options.csv) {
      AppendCsv(options, names[i], false, line);
    } else {
      AppendEscaped(options, names[i], line);
    }
  }
  return line + '\n';
}

}  // namespace tarn::api::postgres
