#include "cli/shell/line_editor.h"

#include <histedit.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "cli/terminal/text_width.h"

namespace tarn::cli {
namespace {

constexpr int kHistorySize = 5000;
constexpr size_t kMaxShown = 200;

std::string CommonPrefix(const std::vector<std::string>& words) {
  std::string prefix = words.front();
  for (const auto& word : words) {
    size_t i = 0;
    while (i < prefix.size() && i < word.size() && prefix[i] == word[i]) ++i;
    prefix.resize(i);
  }
  return prefix;
}

void ShowCandidates(const std::vector<std::string>& candidates) {
  size_t widest = 0;
  for (const auto& word : candidates) widest = std::max(widest, TextWidth(word));
  size_t columns = std::max<size_t>(1, 80 / (widest + 2));
  fmt::print("\n");
  size_t shown = std::min(candidates.size(), kMaxShown);
  for (size_t i = 0; i < shown; ++i) {
    bool last = (i + 1) % columns == 0 || i + 1 == shown;
    fmt::print("{}{}", candidates[i],
               last ? "\n" : std::string(widest + 2 - TextWidth(candidates[i]), ' '));
  }
  if (shown < candidates.size()) fmt::print("… and {} more\n", candidates.size() - shown);
  std::fflush(stdout);
}

}  // namespace

struct LineEditor::State {
  EditLine* edit = nullptr;
  History* history = nullptr;
  HistEvent event{};
  std::string history_file;
  std::string prompt;
  Completer completer;
  bool interrupted = false;

  static State* Of(EditLine* edit) {
    void* data = nullptr;
    el_get(edit, EL_CLIENTDATA, &data);
    return static_cast<State*>(data);
  }
  static char* Prompt(EditLine* edit) { return Of(edit)->prompt.data(); }

  static unsigned char Interrupt(EditLine* edit, int) {
    Of(edit)->interrupted = true;
    return CC_NEWLINE;
  }

  static unsigned char Complete(EditLine* edit, int) {
    State* state = Of(edit);
    const LineInfo* info = el_line(edit);
    std::string_view before(info->buffer, static_cast<size_t>(info->cursor - info->buffer));
    Completion completion = state->completer(before);
    if (completion.candidates.empty()) return CC_ERROR;
    std::string insert = CommonPrefix(completion.candidates);
    if (completion.candidates.size() == 1) {
      if (insert.back() != '.') insert += ' ';
    } else if (insert.size() <= completion.replace) {
      ShowCandidates(completion.candidates);
      return CC_REDISPLAY;
    }
    el_deletestr(edit, static_cast<int>(completion.replace));
    return el_insertstr(edit, insert.c_str()) == -1 ? CC_ERROR : CC_REFRESH;
  }
};

LineEditor::LineEditor(const std::string& history_file, Completer completer)
    : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.completer = std::move(completer);
  state.history_file = history_file;
  state.history = history_init();
  history(state.history, &state.event, H_SETSIZE, kHistorySize);
  history(state.history, &state.event, H_SETUNIQUE, 1);
  if (!history_file.empty()) {
    history(state.history, &state.event, H_LOAD, history_file.c_str());
  }
  state.edit = el_init("tarn", stdin, stdout, stderr);
  el_set(state.edit, EL_CLIENTDATA, &state);
  el_set(state.edit, EL_PROMPT, &State::Prompt);
  el_set(state.edit, EL_EDITOR, "emacs");
  el_set(state.edit, EL_HIST, history, state.history);
  el_set(state.edit, EL_ADDFN, "tarn-complete", "Complete a name", &State::Complete);
  el_set(state.edit, EL_BIND, "^I", "tarn-complete", nullptr);
  el_set(state.edit, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  // Ctrl-C must clear the line, not end the program: while editing, the terminal sends it as a key.
  el_set(state.edit, EL_SETTY, "-d", "-isig", nullptr);
  el_set(state.edit, EL_ADDFN, "tarn-interrupt", "Clear the line", &State::Interrupt);
  el_set(state.edit, EL_BIND, "^C", "tarn-interrupt", nullptr);
  el_source(state.edit, nullptr);  // the user's ~/.editrc
}

LineEditor::~LineEditor() {
  el_end(state_->edit);
  history_end(state_->history);
}

LineEditor::Result LineEditor::Read(const std::string& prompt, std::string& line) {
  state_->prompt = prompt;
  state_->interrupted = false;
  int count = 0;
  const char* text = el_gets(state_->edit, &count);
  if (state_->interrupted) {
    el_reset(state_->edit);
    return Result::kInterrupted;
  }
  if (text == nullptr || count <= 0) return Result::kEnd;
  line.assign(text, static_cast<size_t>(count));
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  return Result::kLine;
}

void LineEditor::AddHistory(const std::string& entry) {
  // One line an entry: the editor works on single lines.
  std::string one_line = entry;
  std::replace(one_line.begin(), one_line.end(), '\n', ' ');
  history(state_->history, &state_->event, H_ENTER, one_line.c_str());
  if (state_->history_file.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(state_->history_file).parent_path(),
                                      ignored);
  history(state_->history, &state_->event, H_SAVE, state_->history_file.c_str());
  chmod(state_->history_file.c_str(), 0600);  // statements may hold secrets
}

std::string HistoryFile() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') {
    return std::string(state) + "/tarn/sql_history";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
    return std::string(home) + "/.local/state/tarn/sql_history";
  }
  return "";
}

}  // namespace tarn::cli
