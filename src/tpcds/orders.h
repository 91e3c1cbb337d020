#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "tpcds/join_keys.h"
#include "tpcds/pricing.h"
#include "tpcds/revisions.h"
#include "tpcds/row_writer.h"

namespace tarn::tpcds {

// The items in the order in which the lines of an order take them, each order beginning anywhere
// and no item being in it twice.
class ItemOrder {
 public:
  // `column`: whose stream shuffles them.
  ItemOrder(int column, const Scaling& scaling) : scaling_(scaling) {
    Random random(column, 0);
    const int64_t items = scaling.IdsOf(TableKind::kItem);
    ids_.resize(static_cast<size_t>(items));
    for (size_t i = 0; i < ids_.size(); ++i) ids_[i] = static_cast<int32_t>(i + 1);
    for (int32_t& id : ids_) {
      std::swap(id, ids_[static_cast<size_t>(random.Uniform(0, items - 1))]);
    }
  }

  void Begin(Random& random) {
    at_ = static_cast<size_t>(random.Uniform(1, static_cast<int64_t>(ids_.size())));
  }
  // The key of the revision of the next item on a day.
  int64_t Next(int64_t day) {
    if (++at_ > ids_.size()) at_ = 1;
    return RowOfRevision(ids_[at_ - 1], day, TableKind::kItem, scaling_);
  }

 private:
  const Scaling& scaling_;
  std::vector<int32_t> ids_;
  size_t at_ = 0;
};

// To whom something is sold or sent.
struct Party {
  int64_t customer = 0;
  int64_t cdemo = 0;
  int64_t hdemo = 0;
  int64_t address = 0;
};

// Streams of a party's columns.
struct PartyStreams {
  Random& customer;
  Random& cdemo;
  Random& hdemo;
  Random& address;

  // Takes a value of each.
  Party Pick(const Scaling& scaling) {
    return {RandomKey(TableKind::kCustomer, customer, scaling),
            RandomKey(TableKind::kCustomerDemographics, cdemo, scaling),
            RandomKey(TableKind::kHouseholdDemographics, hdemo, scaling),
            RandomKey(TableKind::kCustomerAddress, address, scaling)};
  }
};

inline void WriteParty(const Party& party, RowWriter& writer) {
  writer.Key(party.customer);
  writer.Key(party.cdemo);
  writer.Key(party.hdemo);
  writer.Key(party.address);
}

// One line in ten.
inline bool IsReturned(Random& random) { return random.Uniform(0, 99) < 10; }

}  // namespace tarn::tpcds
