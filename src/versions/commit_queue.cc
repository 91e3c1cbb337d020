#include "versions/commit_queue.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "versions/three_way.h"
#include "versions/tree.h"

namespace tarn::versions {
namespace {

using base::ErrorKind;

constexpr size_t kMaxBatch = 128;
constexpr std::chrono::steady_clock::duration kMostGathering = std::chrono::milliseconds(2);
// After this time nobody is waited for.
constexpr std::chrono::steady_clock::duration kLately = std::chrono::milliseconds(50);
constexpr size_t kMaxRemembered = 1000;  // branches that nobody commits to right now
constexpr size_t kMaxPayloadBytes = 256 << 10;

const ContentKey& KeyOf(const Operation& operation) {
  return std::visit([](const auto& op) -> const ContentKey& { return op.key; }, operation);
}

// What stands against the request on top of `head`: keys that are not as the caller saw them.
std::vector<KeyConflict> FindConflicts(ObjectSource& source, const CommitPtr& head,
                                       const CommitRequest& request) {
  std::vector<KeyConflict> conflicts;
  if (!request.expected_head || *request.expected_head == head->hash) return conflicts;
  CommitPtr expected = source.GetCommit(*request.expected_head);
  if (request.exact_head) {
    ContentKey key = request.operations.empty() ? ContentKey() : KeyOf(request.operations.front());
    conflicts.push_back(
        {std::move(key),
         fmt::format("the branch moved from {} to {}", request.expected_head->hex().substr(0, 12),
                     head->hash.hex().substr(0, 12)),
         {},
         {},
         {}});
    return conflicts;
  }
  if (expected->root == head->root) return conflicts;
  for (const Operation& operation : request.operations) {
    std::string key = EncodeKey(KeyOf(operation));
    auto before = FindInTree(source, expected->root, key);
    auto now = FindInTree(source, head->root, key);
    if (before == now) continue;
    KeyConflict conflict{KeyOf(operation),
                         fmt::format("{} on the branch meanwhile", DescribeChange(before, now)),
                         std::move(before), std::move(now), std::nullopt};
    if (auto* put = std::get_if<Put>(&operation)) conflict.theirs = put->content;
    conflicts.push_back(std::move(conflict));
  }
  return conflicts;
}

std::vector<TreeEdit> EditsOf(const std::vector<Operation>& operations) {
  std::vector<TreeEdit> edits;
  for (const Operation& operation : operations) {
    if (auto* put = std::get_if<Put>(&operation)) {
      edits.push_back({EncodeKey(put->key), put->content});
    } else if (auto* del = std::get_if<Delete>(&operation)) {
      edits.push_back({EncodeKey(del->key), std::nullopt});
    }
  }
  std::sort(edits.begin(), edits.end(),
            [](const TreeEdit& a, const TreeEdit& b) { return a.key < b.key; });
  return edits;
}

}  // namespace

void CheckOperations(const std::vector<Operation>& operations) {
  std::set<ContentKey> keys;
  for (const Operation& operation : operations) {
    const ContentKey& key = KeyOf(operation);
    CheckContentKey(key);
    if (!keys.insert(key).second) {
      base::Throw(ErrorKind::kInvalidArgument, "a commit has two operations for the key: '{}'",
                  key.ToString());
    }
    auto* put = std::get_if<Put>(&operation);
    if (put != nullptr && put->content.payload.size() > kMaxPayloadBytes) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "the content of a key is over {} bytes ({}), for the key: '{}'", kMaxPayloadBytes,
                  put->content.payload.size(), key.ToString());
    }
  }
}

void SetMeta(Commit& commit, const CommitMeta& meta) {
  commit.message = meta.message;
  commit.author = meta.author;
  commit.committer = meta.committer.empty() ? meta.author : meta.committer;
  commit.properties = meta.properties;
}

CommitOutcome CommitQueue::Commit(const CommitRequest& request) {
  CheckOperations(request.operations);
  Pending mine;
  mine.request = &request;
  std::unique_lock lock(mutex_);
  Branch& branch = branches_[request.branch];
  branch.waiting.push_back(&mine);
  ++branch.callers;
  if (branch.gathering != nullptr && branch.waiting.size() >= branch.expected) {
    branch.gathering->notify_one();
  }
  while (!mine.done) {
    if (branch.busy) {
      mine.wake.wait(lock);
    } else {
      Lead(request.branch, branch, mine, lock);
    }
  }
  // What was learned about those who come together outlives the moment at which none of them is
  // here.
  const bool remember = branch.expected > 1 && branches_.size() <= kMaxRemembered;
  if (--branch.callers == 0 && !remember) branches_.erase(request.branch);
  lock.unlock();
  if (mine.failure) std::rethrow_exception(mine.failure);
  return std::move(mine.outcome);
}

void CommitQueue::Lead(const std::string& name, Branch& branch, Pending& mine,
                       std::unique_lock<std::mutex>& lock) {
  branch.busy = true;
  const bool lately = std::chrono::steady_clock::now() - branch.ended < kLately;
  if (lately && branch.waiting.size() < branch.expected) {
    branch.gathering = &mine.wake;
    mine.wake.wait_for(lock, std::min(branch.last_took / 2, kMostGathering),
                       [&] { return branch.waiting.size() >= branch.expected; });
    branch.gathering = nullptr;
  }
  const auto count = static_cast<ptrdiff_t>(std::min(branch.waiting.size(), kMaxBatch));
  const std::vector<Pending*> batch(branch.waiting.begin(), branch.waiting.begin() + count);
  branch.waiting.erase(branch.waiting.begin(), branch.waiting.begin() + count);
  lock.unlock();
  const auto begin = std::chrono::steady_clock::now();
  Process(name, batch);
  lock.lock();
  branch.ended = std::chrono::steady_clock::now();
  branch.last_took = branch.ended - begin;
  branch.expected = std::min(batch.size() + branch.waiting.size(), kMaxBatch);
  for (Pending* pending : batch) {
    pending->done = true;
    if (pending != &mine) pending->wake.notify_one();
  }
  branch.busy = false;
  if (!branch.waiting.empty()) branch.waiting.front()->wake.notify_one();
}

void CommitQueue::Process(const std::string& branch, const std::vector<Pending*>& batch) {
  try {
    for (int attempt = 1; !TryBatch(branch, batch, attempt); ++attempt) {
      writer_.BackOff(attempt, branch);
    }
  } catch (...) {
    for (Pending* pending : batch) {
      if (!pending->failure) pending->failure = std::current_exception();
    }
  }
}

bool CommitQueue::TryBatch(const std::string& branch, const std::vector<Pending*>& batch,
                           int attempt) {
  Reference reference = writer_.GetBranch(branch);
  NewObjects objects(objects_);
  CommitPtr head = objects.GetCommit(reference.head);
  for (Pending* pending : batch) {
    pending->outcome = {};
    pending->outcome.attempts = attempt;
    pending->failure = nullptr;
    try {
      const CommitRequest& request = *pending->request;
      pending->outcome.conflicts = FindConflicts(objects, head, request);
      if (!pending->outcome.conflicts.empty()) continue;
      versions::Commit commit = MakeChild(objects, {head}, clock_.Now());
      SetMeta(commit, request.meta);
      commit.root = EditTree(objects, head->root, EditsOf(request.operations));
      objects.Add(commit);
      head = objects.GetCommit(commit.hash);
      pending->outcome.commit = std::move(commit);
    } catch (...) {
      pending->failure = std::current_exception();
    }
  }
  return head->hash == reference.head ||
         writer_.TryMove(branch, reference.head, head->hash, objects);
}

}  // namespace tarn::versions
