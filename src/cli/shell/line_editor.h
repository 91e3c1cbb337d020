#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::cli {

// What completing the word before the cursor may give.
struct Completion {
  size_t replace = 0;  // bytes before the cursor that the candidates replace
  std::vector<std::string> candidates;
};
using Completer = std::function<Completion(std::string_view before_cursor)>;

// Reads lines from a terminal with editing, history and completion (libedit). One lives at a time;
// used by one thread.
class LineEditor {
 public:
  enum class Result { kLine, kInterrupted, kEnd };

  // `history_file` may be empty: then nothing is kept.
  LineEditor(const std::string& history_file, Completer completer);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  // A line without its end; kInterrupted after Ctrl-C, kEnd after Ctrl-D on an empty line.
  Result Read(const std::string& prompt, std::string& line);
  // One entry, which may have several lines.
  void AddHistory(const std::string& entry);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Where the shell keeps its history: $XDG_STATE_HOME/tarn/sql_history, by default below
// ~/.local/state. Empty without a home.
std::string HistoryFile();

}  // namespace tarn::cli
