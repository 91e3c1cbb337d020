#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tarn::engine {

// A table as one commit of the catalog has it, under a name of its own that a session reads beside
// the tables of its reference, in double quotes: "t@<hash>". "t@<hash>!<other hash>" has only the
// rows of those files that the other commit's table of that name does not have in the same state:
// every row that the two tables do not share is among them. What a data diff reads. To read only;
// a table that is really called so comes first. Values, pure.
struct CommitTable {
  std::string table;
  std::string commit;   // whole hashes, lower-case hex
  std::string without;  // the other commit; empty for all rows
};

std::string NameOf(const CommitTable& table);
// The reverse; nothing for another name.
std::optional<CommitTable> ParseCommitTable(std::string_view name);

}  // namespace tarn::engine
