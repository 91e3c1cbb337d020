#include "engine/commit_table.h"

namespace tarn::engine {
namespace {

constexpr char kAt = '@';
constexpr char kWithout = '!';
constexpr size_t kHashDigits = 64;

bool IsHash(std::string_view text) {
  return text.size() == kHashDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string NameOf(const CommitTable& table) {
  std::string name = table.table + kAt + table.commit;
  if (!table.without.empty()) name += kWithout + table.without;
  return name;
}

std::optional<CommitTable> ParseCommitTable(std::string_view name) {
  const size_t at = name.rfind(kAt);
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const std::string_view table = name.substr(0, at);
  const std::string_view commits = name.substr(at + 1);
  const std::string_view commit = commits.substr(0, kHashDigits);
  if (!IsHash(commit)) return std::nullopt;
  if (commits.size() == kHashDigits)
    return CommitTable{std::string(table), std::string(commit), {}};
  const std::string_view without = commits.substr(kHashDigits + 1);
  if (commits[kHashDigits] != kWithout || !IsHash(without)) return std::nullopt;
  return CommitTable{std::string(table), std::string(commit), std::string(without)};
}

}  // namespace tarn::engine
