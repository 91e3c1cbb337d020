#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tpcds/row_writer.h"

namespace tarn::tpcds {

// Where something is in the United States.
struct Address {
  std::string suite;
  int64_t street_number = 0;  // 1 to 1000
  std::string_view street_name1;
  std::string_view street_name2;  // often empty
  std::string_view street_type;
  std::string_view city;
  std::string_view county;
  std::string_view state;
  int64_t zip = 0;         // of five digits
  int64_t gmt_offset = 0;  // hours
};

// Takes seven values.
Address RandomAddress(TableKind table, Random& random, const Scaling& scaling);

// The ten columns from the street's number to the offset, in their order.
void WriteAddress(const Address& address, RowWriter& writer);

}  // namespace tarn::tpcds
