#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/chunked_log.h"
#include "iceberg/ids.h"

namespace tarn::iceberg {

// What a snapshot did (spec: Snapshots / operation).
enum class Operation { kAppend, kReplace, kOverwrite, kDelete };
std::string_view ToString(Operation operation);
// kInvalidArgument for anything but "append", "replace", "overwrite", "delete".
Operation ParseOperation(std::string_view text);

// The state of a table at some time (spec: Snapshots). A value.
struct Snapshot {
  SnapshotId snapshot_id;
  std::optional<SnapshotId> parent_snapshot_id = {};
  int64_t sequence_number = 0;
  int64_t timestamp_ms = 0;
  std::string manifest_list = {};  // empty only in version 1, where `manifests` may be given
  std::vector<std::string> manifests = {};          // version 1 only
  std::optional<Operation> operation = {};          // always there from version 2 on
  std::map<std::string, std::string> summary = {};  // without "operation"
  std::optional<SchemaId> schema_id = {};
  // Version 3 (spec: Row Lineage): rows that the snapshot gave an id have first_row_id and up;
  // added_rows bounds how many.
  std::optional<int64_t> first_row_id = {};
  std::optional<int64_t> added_rows = {};
  std::optional<std::string> key_id = {};  // of the key that its manifest list is encrypted by

  friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

// All snapshots of a table, oldest first as they were added. A value whose copies share what they
// have in common (see ChunkedLog).
class SnapshotList {
 public:
  class Entry {  // a shared snapshot that compares as a value
   public:
    // NOLINTNEXTLINE(google-explicit-constructor)
    Entry(Snapshot snapshot) : snapshot_(std::make_shared<const Snapshot>(std::move(snapshot))) {}
    const Snapshot& operator*() const { return *snapshot_; }
    const Snapshot* operator->() const { return snapshot_.get(); }
    friend bool operator==(const Entry& a, const Entry& b) {
      return a.snapshot_ == b.snapshot_ || *a.snapshot_ == *b.snapshot_;
    }

   private:
    std::shared_ptr<const Snapshot> snapshot_;
  };
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Snapshot;
    using difference_type = std::ptrdiff_t;
    using pointer = const Snapshot*;
    using reference = const Snapshot&;
    Iterator() = default;
    explicit Iterator(ChunkedLog<Entry>::Iterator at) : at_(at) {}
    reference operator*() const { return **at_; }
    pointer operator->() const { return &**at_; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(at_++); }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    ChunkedLog<Entry>::Iterator at_;
  };

  SnapshotList() = default;
  SnapshotList(std::initializer_list<Snapshot> snapshots) {
    for (const Snapshot& snapshot : snapshots) push_back(snapshot);
  }

  size_t size() const { return log_.size(); }
  bool empty() const { return log_.empty(); }
  const Snapshot& operator[](size_t index) const { return *log_[index]; }
  const Snapshot& back() const { return *log_.back(); }
  Iterator begin() const { return Iterator(log_.begin()); }
  Iterator end() const { return Iterator(log_.end()); }
  // Null when there is none. The pointer lives as long as any list that has the snapshot.
  // Newest are found first.
  const Snapshot* Find(SnapshotId id) const;

  void push_back(Snapshot snapshot) { log_.push_back(Entry(std::move(snapshot))); }
  template <typename Keep>
  void Filter(Keep&& keep) {
    log_.Filter([&](const Entry& entry) { return keep(*entry); });
  }
  const ChunkedLog<Entry>& log() const { return log_; }

  friend bool operator==(const SnapshotList&, const SnapshotList&) = default;

 private:
  ChunkedLog<Entry> log_;
};

enum class RefType { kBranch, kTag };

// A named snapshot inside one table (spec: Snapshot References). Tarn's own branches are the
// catalog's; these are kept for other engines.
struct SnapshotRef {
  SnapshotId snapshot_id;
  RefType type = RefType::kBranch;
  std::optional<int32_t> min_snapshots_to_keep = {};  // branches only
  std::optional<int64_t> max_snapshot_age_ms = {};    // branches only
  std::optional<int64_t> max_ref_age_ms = {};

  friend bool operator==(const SnapshotRef&, const SnapshotRef&) = default;
};

inline constexpr std::string_view kMainBranch = "main";

}  // namespace tarn::iceberg
