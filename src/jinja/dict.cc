#include "jinja/dict.h"

namespace tarn::jinja {
namespace {

constexpr uint32_t kFree = UINT32_MAX;
constexpr uint32_t kGone = UINT32_MAX - 1;
constexpr size_t kIndexFrom = 9;

}  // namespace

Dict::Dict(std::initializer_list<std::pair<const char*, Value>> entries) {
  for (const auto& [key, value] : entries) Set(Value(key), value);
}

template <typename Match>
int64_t Dict::Locate(size_t hash, Match match) const {
  if (index_.empty()) {
    for (size_t i = 0; i < entries_.size(); ++i)
      if (entries_[i].hash == hash && entries_[i].live && match(entries_[i].key))
        return static_cast<int64_t>(i);
    return -1;
  }
  const size_t mask = index_.size() - 1;
  for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
    const uint32_t position = index_[slot];
    if (position == kFree) return -1;
    if (position == kGone) continue;
    const Entry& entry = entries_[position];
    if (entry.hash == hash && entry.live && match(entry.key)) return position;
  }
}

Value* Dict::Find(const Value& key) {
  const int64_t at = Locate(Hash(key), [&](const Value& other) { return Equals(other, key); });
  return at < 0 ? nullptr : &entries_[static_cast<size_t>(at)].value;
}

const Value* Dict::Find(std::string_view key, size_t hash) const {
  const int64_t at = Locate(
      hash, [&](const Value& other) { return other.is_string() && other.AsString() == key; });
  return at < 0 ? nullptr : &entries_[static_cast<size_t>(at)].value;
}

void Dict::Set(Value key, Value value) {
  const size_t hash = jinja::Hash(key);
  const int64_t at = Locate(hash, [&](const Value& other) { return Equals(other, key); });
  if (at >= 0) {
    entries_[static_cast<size_t>(at)].value = std::move(value);
    return;
  }
  // Dead entries are dropped before they outnumber the live ones.
  if (entries_.size() > kIndexFrom && entries_.size() >= 2 * live_) Reindex();
  entries_.push_back({hash, std::move(key), std::move(value), true});
  ++live_;
  if (entries_.size() >= kIndexFrom &&
      (index_.empty() || (used_slots_ + 1) * 3 > index_.size() * 2)) {
    Reindex();
  } else if (!index_.empty()) {
    InsertIndex(hash, static_cast<uint32_t>(entries_.size() - 1));
  }
}

void Dict::InsertIndex(size_t hash, uint32_t entry) {
  const size_t mask = index_.size() - 1;
  size_t slot = hash & mask;
  while (index_[slot] != kFree) slot = (slot + 1) & mask;
  ++used_slots_;
  index_[slot] = entry;
}

void Dict::Reindex() {
  std::erase_if(entries_, [](const Entry& entry) { return !entry.live; });
  index_.clear();
  used_slots_ = 0;
  if (entries_.size() < kIndexFrom) return;
  size_t slots = 32;
  while (slots < entries_.size() * 3) slots *= 2;
  index_.assign(slots, kFree);
  for (size_t i = 0; i < entries_.size(); ++i)
    InsertIndex(entries_[i].hash, static_cast<uint32_t>(i));
}

std::optional<Value> Dict::Take(const Value& key) {
  const int64_t at = Locate(Hash(key), [&](const Value& other) { return Equals(other, key); });
  if (at < 0) return std::nullopt;
  Entry& entry = entries_[static_cast<size_t>(at)];
  Value value = std::move(entry.value);
  entry.key = Value();
  entry.value = Value();
  entry.live = false;
  --live_;
  if (!index_.empty()) {
    const size_t mask = index_.size() - 1;
    size_t slot = entry.hash & mask;
    while (index_[slot] != static_cast<uint32_t>(at)) slot = (slot + 1) & mask;
    index_[slot] = kGone;
  }
  while (!entries_.empty() && !entries_.back().live) entries_.pop_back();
  return value;
}

std::optional<std::pair<Value, Value>> Dict::TakeLast() {
  for (size_t i = entries_.size(); i-- > 0;) {
    if (!entries_[i].live) continue;
    std::pair<Value, Value> last{entries_[i].key, entries_[i].value};
    Take(entries_[i].key);
    return last;
  }
  return std::nullopt;
}

void Dict::Clear() {
  // Emptied before the values are released, so that nothing they release sees a half-cleared dict.
  std::vector<Entry> entries = std::move(entries_);
  entries_.clear();
  index_.clear();
  used_slots_ = 0;
  live_ = 0;
}

const Dict::Entry* Dict::At(size_t* position) const {
  while (*position < entries_.size()) {
    const Entry& entry = entries_[(*position)++];
    if (entry.live) return &entry;
  }
  return nullptr;
}

}  // namespace tarn::jinja
