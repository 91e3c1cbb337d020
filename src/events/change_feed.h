#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "events/event.h"
#include "versions/repository.h"

namespace tarn::events {

// How far somebody has been told: where each branch and tag pointed. A value; its text is JSON.
struct Cursor {
  std::map<std::string, versions::Reference> references;
  uint64_t sequence = 0;  // events so far that are no commits

  std::string ToText() const;
  // kDataCorruption for text that ToText did not write.
  static Cursor Parse(const std::string& text);
};

// What happened in a repository since a cursor: worked out from its branches, tags and commits, so
// that whoever committed (another process, a server that died meanwhile) needs to tell nobody.
// Branches that were made and dropped between two looks leave no trace.
//
// Thread safe. Errors are those of versions::Repository.
class ChangeFeed {
 public:
  ChangeFeed(versions::Repository& repository, base::Clock& clock)
      : repository_(repository), clock_(clock) {}

  // The state now: a feed from here on.
  Cursor Now();

  // The next events of one branch or tag that changed, oldest first, at most `limit`; none when
  // nothing changed. Nothing is taken as told: see Advance.
  //
  // A branch whose new head comes from the old one over first parents has an event a commit
  // (kCommit, or kMerge with the merged head); else it was assigned. A branch that is new was
  // created where it left those that were known, and has an event a commit from there. A commit's
  // data name the keys that it changed, kMaxKeys at most.
  std::vector<Event> Next(const Cursor& cursor, size_t limit);

  // Takes an event of Next as told.
  static void Advance(Cursor& cursor, const Event& event);

  static constexpr size_t kMaxKeys = 1000;

 private:
  // Where a branch that the cursor does not know left those that it knows.
  versions::Hash StartOf(const versions::Reference& reference, const Cursor& cursor,
                         const Cursor& now);
  std::vector<Event> Moved(const versions::Reference& from, const versions::Reference& to,
                           const Cursor& cursor, size_t limit);
  Event ReferenceEvent(const char* type, const versions::Reference& reference,
                       const std::optional<versions::Hash>& before, const Cursor& cursor);
  Event CommitEvent(const std::string& reference, const versions::Commit& commit);

  versions::Repository& repository_;
  base::Clock& clock_;
};

}  // namespace tarn::events
