#include "engine/embedded/adapter/duplicate_probe.h"

#include <bit>
#include <memory>
#include <span>

#include "duckdb/common/vector_operations/vector_operations.hpp"
#include "duckdb/function/aggregate_function.hpp"
#include "duckdb/main/extension/extension_loader.hpp"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::AggregateInputData;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::Vector;

// A part of the hashes and its table fit the caches of a core.
constexpr size_t kPart = 4096;

// Whether a number stands twice; `table` is kept between calls for its memory.
bool RepeatsWithin(std::span<const uint64_t> hashes, std::vector<uint64_t>& table) {
  const size_t slots = std::bit_ceil(2 * hashes.size() + 1);
  table.assign(slots, 0);
  bool zero = false;  // 0 marks a free slot
  for (const uint64_t hash : hashes) {
    if (hash == 0) {
      if (zero) return true;
      zero = true;
      continue;
    }
    size_t slot = hash & (slots - 1);
    while (table[slot] != 0) {
      if (table[slot] == hash) return true;
      slot = (slot + 1) & (slots - 1);
    }
    table[slot] = hash;
  }
  return false;
}

struct State {
  DuplicateProbe* probe;  // made with the first value
};

DuplicateProbe& ProbeOf(State& state) {
  if (state.probe == nullptr) state.probe = new DuplicateProbe();
  return *state.probe;
}

// `probe_of` gives the probe of a row.
template <typename ProbeOfRow>
void AddAll(Vector& input, idx_t count, ProbeOfRow&& probe_of) {
  Vector hashes(LogicalType::HASH, count);
  duckdb::VectorOperations::Hash(input, hashes, count);
  duckdb::UnifiedVectorFormat format;
  input.ToUnifiedFormat(count, format);
  duckdb::UnifiedVectorFormat hash_format;
  hashes.ToUnifiedFormat(count, hash_format);
  const auto* values = duckdb::UnifiedVectorFormat::GetData<duckdb::hash_t>(hash_format);
  for (idx_t row = 0; row < count; ++row) {
    if (!format.validity.RowIsValid(format.sel->get_index(row))) continue;
    probe_of(row).Add(values[hash_format.sel->get_index(row)]);
  }
}

void Update(Vector inputs[], AggregateInputData&, idx_t, Vector& states, idx_t count) {
  duckdb::UnifiedVectorFormat format;
  states.ToUnifiedFormat(count, format);
  auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(format);
  AddAll(inputs[0], count,
         [&](idx_t row) -> DuplicateProbe& { return ProbeOf(*all[format.sel->get_index(row)]); });
}

void UpdateOne(Vector inputs[], AggregateInputData&, idx_t, duckdb::data_ptr_t state, idx_t count) {
  DuplicateProbe& probe = ProbeOf(*reinterpret_cast<State*>(state));
  if (probe.given_up()) return;
  AddAll(inputs[0], count, [&](idx_t) -> DuplicateProbe& { return probe; });
}

void Combine(Vector& sources, Vector& targets, AggregateInputData&, idx_t count) {
  auto* const* from = duckdb::FlatVector::GetData<State*>(sources);
  auto* const* to = duckdb::FlatVector::GetData<State*>(targets);
  for (idx_t i = 0; i < count; ++i) {
    // A window may combine one source with several targets: it is left as it is.
    if (from[i]->probe != nullptr) ProbeOf(*to[i]).Merge(*from[i]->probe);
  }
}

void Finalize(Vector& states, AggregateInputData&, Vector& result, idx_t count, idx_t offset) {
  duckdb::UnifiedVectorFormat format;
  states.ToUnifiedFormat(count, format);
  auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(format);
  for (idx_t i = 0; i < count; ++i) {
    const State& state = *all[format.sel->get_index(i)];
    duckdb::FlatVector::GetData<bool>(result)[i + offset] =
        state.probe != nullptr && state.probe->MayRepeat();
  }
  if (states.GetVectorType() == duckdb::VectorType::CONSTANT_VECTOR) {
    result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
  }
}

void Destroy(Vector& states, AggregateInputData&, idx_t count) {
  auto* const* all = duckdb::FlatVector::GetData<State*>(states);
  for (idx_t i = 0; i < count; ++i) delete all[i]->probe;
}

}  // namespace

void DuplicateProbe::GiveUp() {
  given_up_ = true;
  hashes_ = {};
}

void DuplicateProbe::Merge(const DuplicateProbe& other) {
  if (given_up_) return;
  if (other.given_up_ || other.hashes_.size() > limit_ - hashes_.size()) return GiveUp();
  hashes_.insert(hashes_.end(), other.hashes_.begin(), other.hashes_.end());
}

bool DuplicateProbe::MayRepeat() const {
  if (given_up_) return true;
  // Parted by the highest bits: a hash table uses the lowest.
  const size_t parts = std::bit_ceil(hashes_.size() / kPart + 1);
  const int shift = 64 - std::countr_zero(parts);
  const auto part_of = [&](uint64_t hash) { return shift == 64 ? 0 : hash >> shift; };
  std::vector<size_t> starts(parts + 1, 0);
  for (const uint64_t hash : hashes_) ++starts[part_of(hash) + 1];
  for (size_t part = 0; part < parts; ++part) starts[part + 1] += starts[part];
  std::vector<size_t> next(starts.begin(), starts.end() - 1);
  const auto sorted = std::make_unique_for_overwrite<uint64_t[]>(hashes_.size());
  for (const uint64_t hash : hashes_) sorted[next[part_of(hash)]++] = hash;
  std::vector<uint64_t> table;
  for (size_t part = 0; part < parts; ++part) {
    const std::span<const uint64_t> hashes(&sorted[starts[part]], starts[part + 1] - starts[part]);
    if (RepeatsWithin(hashes, table)) return true;
  }
  return false;
}

void RegisterDuplicateProbe(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  AggregateFunction probe(
      "tarn_may_repeat", {LogicalType::ANY}, LogicalType::BOOLEAN,
      [](const AggregateFunction&) -> idx_t { return sizeof(State); },
      [](const AggregateFunction&, duckdb::data_ptr_t state) {
        reinterpret_cast<State*>(state)->probe = nullptr;
      },
      Update, Combine, Finalize, UpdateOne, nullptr, Destroy);
  probe.SetNullHandling(duckdb::FunctionNullHandling::SPECIAL_HANDLING);
  probe.SetOrderDependent(duckdb::AggregateOrderDependent::NOT_ORDER_DEPENDENT);
  loader.RegisterFunction(probe);
}

}  // namespace tarn::engine::embedded
