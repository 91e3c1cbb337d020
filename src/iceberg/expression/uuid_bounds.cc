#include "iceberg/expression/uuid_bounds.h"

#include <string>

namespace tarn::iceberg {
namespace {

constexpr size_t kHalf = 8;

bool SameSign(char a, char b) { return ((a ^ b) & 0x80) == 0; }

}  // namespace

bool HoldInBothOrders(std::string_view lower, std::string_view upper) {
  if (lower.size() != 2 * kHalf || upper.size() != 2 * kHalf) return false;
  if (lower.substr(0, kHalf) == upper.substr(0, kHalf)) {
    return SameSign(lower[kHalf], upper[kHalf]);
  }
  return SameSign(lower[0], upper[0]);
}

void WidenUuidBounds(std::optional<Literal>& lower, std::optional<Literal>& upper) {
  if (lower && upper && *lower == *upper) return;
  if (lower && upper) {
    const std::string low = lower->get<std::string>().substr(0, kHalf);
    const std::string high = upper->get<std::string>().substr(0, kHalf);
    if (low <= high) {
      lower = Literal::Uuid(low + std::string(kHalf, '\0'));
      upper = Literal::Uuid(high + std::string(kHalf, '\xff'));
      return;
    }
  }
  lower.reset();
  upper.reset();
}

}  // namespace tarn::iceberg
