#include "datagen/slice.h"

namespace tarn::datagen {
namespace {

constexpr uint64_t kSliceRows = 8192;

uint64_t Part(uint64_t rows, uint64_t index, uint64_t count) {
  return static_cast<uint64_t>(static_cast<unsigned __int128>(rows) * index / count);
}

}  // namespace

uint64_t SliceCount(const GenerateOptions& options) {
  uint64_t most = *std::max_element(options.rows.begin(), options.rows.end());
  return std::max<uint64_t>(1, (most + kSliceRows - 1) / kSliceRows);
}

void BeginSlice(const World& world, uint64_t index, uint64_t count, Slice& slice) {
  slice.index = index;
  for (FileKind kind : kAllFiles) {
    uint64_t rows = world.rows(kind);
    slice.rows[static_cast<size_t>(kind)] = {Part(rows, index, count),
                                             Part(rows, index + 1, count)};
  }
  slice.web_orders.clear();
  slice.orders.clear();
}

void FillSlice(const World& world, Slice& slice) {
  WriteEvents(world, slice);
  WritePayments(world, slice);
  WriteInventory(world, slice);
  WriteTickets(world, slice);
}

std::string_view Header(FileKind kind) {
  switch (kind) {
    case FileKind::kCustomerEvents:
      return "event_id,customer_id,session_id,event_type,event_timestamp,product_id,page_url,"
             "device_type,browser,country,revenue\n";
    case FileKind::kPaymentTransactions:
      return "transaction_id,order_id,customer_id,product_id,amount,currency,payment_method,status,"
             "transaction_timestamp,risk_score,fraud_flag\n";
    case FileKind::kInventorySnapshots:
      return "snapshot_id,product_id,warehouse_id,snapshot_date,stock_quantity,reserved_quantity,"
             "reorder_point,avg_daily_sales,unit_cost\n";
    case FileKind::kSupportTickets: break;
  }
  return "ticket_id,customer_id,category,priority,status,created_at,first_response_at,resolved_at,"
         "satisfaction_score\n";
}

}  // namespace tarn::datagen
