#include "sql/split.h"

#include "sql/parser.h"

namespace tarn::sql {

namespace {

using enum Keyword;

// Follows the blocks of a routine's body, to know which ';' are inside of it.
class RoutineBlocks {
 public:
  bool inside() const { return !open_.empty(); }

  void Take(Keyword keyword, Keyword previous, bool call_follows) {
    const bool closing = previous == kEnd;
    switch (keyword) {
      case kBegin: open_.push_back(keyword); break;
      case kCase:
      case kLoop:
        if (!closing) open_.push_back(keyword);
        break;
      case kRepeat:
        if (!closing && !call_follows) open_.push_back(keyword);
        break;
      case kDo: open_.push_back(kWhile); break;
      case kThen:
        // Of IF or ELSEIF; a CASE has THENs of its own.
        if (!open_.empty() && open_.back() != kCase && open_.back() != kIf) open_.push_back(kIf);
        break;
      case kEnd:
        if (!open_.empty()) open_.pop_back();
        break;
      default: break;
    }
  }

 private:
  std::vector<Keyword> open_;
};

// CREATE [OR REPLACE] FUNCTION, WITH FUNCTION and PREPARE or EXPLAIN of them: FUNCTION is among the
// first words.
bool HasRoutine(const std::vector<Token>& tokens, size_t begin) {
  constexpr size_t kFirstWords = 8;
  for (size_t i = begin; i < tokens.size() && i < begin + kFirstWords; ++i) {
    if (tokens[i].text == ";") return false;
    if (tokens[i].keyword == kFunction && i > begin) {
      const Keyword before = tokens[i - 1].keyword;
      return before == kCreate || before == kReplace || before == kWith;
    }
  }
  return false;
}

}  // namespace

std::vector<TokenRange> SplitTokens(const std::vector<Token>& tokens) {
  std::vector<TokenRange> ranges;
  size_t begin = 0;
  while (begin < tokens.size()) {
    const bool routine = HasRoutine(tokens, begin);
    RoutineBlocks blocks;
    size_t end = begin;
    for (; tokens[end].kind != TokenKind::kEnd; ++end) {
      if (tokens[end].kind == TokenKind::kSymbol && tokens[end].text == ";" && !blocks.inside()) {
        break;
      }
      if (!routine) continue;
      const Keyword previous = end > begin ? tokens[end - 1].keyword : Keyword::kNotKeyword;
      blocks.Take(tokens[end].keyword, previous, tokens[end + 1].text == "(");
    }
    const bool terminated = tokens[end].kind != TokenKind::kEnd;
    if (end > begin) ranges.push_back({begin, end, terminated});
    if (!terminated) break;
    begin = end + 1;
  }
  return ranges;
}

std::vector<StatementRange> SplitStatements(std::string_view text) {
  const std::vector<Token> tokens = Tokenize(text);
  std::vector<StatementRange> ranges;
  for (const TokenRange& range : SplitTokens(tokens)) {
    StatementRange statement;
    statement.location = tokens[range.begin].location;
    statement.location.end = tokens[range.end - 1].location.end;
    statement.terminated = range.terminated;
    ranges.push_back(statement);
  }
  return ranges;
}

InputState CheckInput(std::string_view text) {
  const std::vector<Token> tokens = Tokenize(text);
  if (tokens.size() == 1) return InputState::kEmpty;
  const Token& last = tokens[tokens.size() - 2];
  if (last.kind == TokenKind::kUnterminated) return InputState::kIncomplete;
  const std::vector<TokenRange> ranges = SplitTokens(tokens);
  if (ranges.empty()) return InputState::kComplete;  // nothing but ';'
  return ranges.back().terminated ? InputState::kComplete : InputState::kIncomplete;
}

}  // namespace tarn::sql
