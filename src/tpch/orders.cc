// orders and lineitem: an order's price and state follow from its lines, whose streams both read.
#include "tpch/column_makers.h"

namespace tarn::tpch {
namespace {

constexpr int kMaxLines = 7;
// Days since 1970-01-01: orders are of 1992-01-01 to 1998-08-02, and the day before which things
// have happened is 1995-06-17.
constexpr int kFirstDay = 8035;
constexpr int kDays = 2557;
constexpr int kShipDays = 121 + 30;
constexpr int kLastOrderDay = kFirstDay + kDays - kShipDays - 1;
constexpr int kToday = 9298;

NumberStream OrderDates() { return NumberStream(1066728069, 1); }
NumberStream LineCounts() { return NumberStream(1434868289, 1); }
NumberStream Quantities() { return NumberStream(209208115, kMaxLines); }
NumberStream Discounts() { return NumberStream(554590007, kMaxLines); }
NumberStream Taxes() { return NumberStream(721958466, kMaxLines); }
NumberStream ShipDelays() { return NumberStream(1769349045, kMaxLines); }

bool HasWideKeys(double scale_factor) { return scale_factor >= 30000; }

KeyStream PartKeys(double scale_factor) {
  return KeyStream(1808217256, kMaxLines, HasWideKeys(scale_factor), 1,
                   UnitsOf(TableKind::kPart, scale_factor));
}

// Of each 32 keys 8 are used.
int64_t OrderKey(int64_t order) { return (order >> 3 << 5) + (order & 7); }

void DrawEach(NumberStream& stream, int64_t begin, int64_t end, int low, int high,
              std::vector<int>& drawn) {
  drawn.clear();
  stream.Each(begin, end, [&](Random& random, size_t) { drawn.push_back(random.Next(low, high)); });
}

class Orders : public ColumnGenerator {
 public:
  Orders(double scale_factor, std::vector<size_t> columns, std::shared_ptr<TextPool> pool)
      : ColumnGenerator(std::move(columns)),
        pool_(std::move(pool)),
        last_customer_(UnitsOf(TableKind::kCustomer, scale_factor)),
        last_clerk_(std::max(static_cast<int>(scale_factor * 1000), 1000)),
        customers_(851767375, 1, HasWideKeys(scale_factor), 1, last_customer_),
        part_keys_(PartKeys(scale_factor)) {}

 private:
  enum : size_t {
    kKey,
    kCustomer,
    kStatus,
    kPrice,
    kDate,
    kPriority,
    kClerk,
    kShipPriority,
    kCommentColumn
  };

  size_t Begin(int64_t begin, int64_t end) override {
    if (Wants({kStatus, kPrice})) DrawEach(line_counts_, begin, end, 1, kMaxLines, lines_);
    if (Wants({kStatus, kDate})) DrawEach(dates_, begin, end, kFirstDay, kLastOrderDay, days_);
    return static_cast<size_t>(end - begin);
  }
  void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) override {
    switch (column) {
      case kKey:
        for (int64_t unit = begin; unit < end; ++unit) values.longs.push_back(OrderKey(unit + 1));
        return;
      case kCustomer:
        return customers_.Each(begin, end, [&](KeyRandom& random, size_t) {
          values.longs.push_back(NextCustomer(random));
        });
      case kStatus: return Statuses(begin, end, values);
      case kPrice: return Prices(begin, end, values);
      case kDate: values.integers.assign(days_.begin(), days_.end()); return;
      case kPriority:
        return priorities_.Each(begin, end, [&](Random& random, size_t) {
          values.texts.push_back(NextOf(kOrderPriorities, random));
        });
      case kClerk: return Clerks(begin, end, values);
      case kShipPriority: values.integers.assign(static_cast<size_t>(end - begin), 0); return;
      default:
        return comments_.Each(begin, end, [&](Random& random, size_t) {
          values.texts.push_back(NextComment(random, kComment, *pool_));
        });
    }
  }
  // A third of the customers never order.
  int64_t NextCustomer(KeyRandom& random) const {
    int64_t key = random.Next();
    for (int64_t step = 1; key % 3 == 0; step = -step) key = std::min(key + step, last_customer_);
    return key;
  }
  void Statuses(int64_t begin, int64_t end, ColumnValues& values) {
    delays_.Each(begin, end, [&](Random& random, size_t i) {
      int shipped = 0;
      for (int line = 0; line < lines_[i]; ++line) {
        if (days_[i] + random.Next(1, 121) <= kToday) ++shipped;
      }
      values.texts.push_back(shipped == lines_[i] ? "F" : shipped > 0 ? "P" : "O");
    });
  }
  // Cents are cut off twice, as dbgen does.
  void Prices(int64_t begin, int64_t end, ColumnValues& values) {
    std::vector<int64_t> prices;  // of each line, kMaxLines an order
    prices.resize(static_cast<size_t>(end - begin) * kMaxLines);
    const auto lines = [&](auto& stream, auto&& change) {
      stream.Each(begin, end, [&](auto& random, size_t i) {
        for (int line = 0; line < lines_[i]; ++line) {
          change(random, prices[i * kMaxLines + static_cast<size_t>(line)]);
        }
      });
    };
    lines(part_keys_, [](KeyRandom& random, int64_t& price) { price = PartPrice(random.Next()); });
    lines(quantities_, [](Random& random, int64_t& price) { price *= random.Next(1, 50); });
    lines(discounts_,
          [](Random& random, int64_t& price) { price = price * (100 - random.Next(0, 10)) / 100; });
    lines(taxes_,
          [](Random& random, int64_t& price) { price = price * (100 + random.Next(0, 8)) / 100; });
    for (size_t i = 0; i < lines_.size(); ++i) {
      int64_t cents = 0;
      for (int line = 0; line < lines_[i]; ++line) {
        cents += prices[i * kMaxLines + static_cast<size_t>(line)];
      }
      values.doubles.push_back(static_cast<double>(cents) / 100.0);
    }
  }
  void Clerks(int64_t begin, int64_t end, ColumnValues& values) {
    TextBuilder texts(values, static_cast<size_t>(end - begin), 26);
    clerks_.Each(begin, end, [&](Random& random, size_t) {
      texts.Append("Clerk#");
      texts.Number(random.Next(1, last_clerk_), 9);
      texts.Finish();
    });
  }

  static constexpr Lengths kComment{49};
  const std::shared_ptr<TextPool> pool_;
  const int64_t last_customer_;
  const int last_clerk_;
  std::vector<int> lines_;
  std::vector<int> days_;
  KeyStream customers_;
  KeyStream part_keys_;
  NumberStream dates_ = OrderDates();
  NumberStream line_counts_ = LineCounts();
  NumberStream quantities_ = Quantities();
  NumberStream discounts_ = Discounts();
  NumberStream taxes_ = Taxes();
  NumberStream delays_ = ShipDelays();
  NumberStream priorities_{591449447, 1};
  NumberStream clerks_{1171034773, 1};
  NumberStream comments_{276090261, 2};
};

class Lineitems : public ColumnGenerator {
 public:
  Lineitems(double scale_factor, std::vector<size_t> columns, std::shared_ptr<TextPool> pool)
      : ColumnGenerator(std::move(columns)),
        pool_(std::move(pool)),
        suppliers_(UnitsOf(TableKind::kSupplier, scale_factor)),
        part_keys_(PartKeys(scale_factor)) {}

 private:
  enum : size_t {
    kOrder,
    kPart,
    kSupplier,
    kNumber,
    kQuantity,
    kPrice,
    kDiscount,
    kTax,
    kReturnFlag,
    kStatus,
    kShipDate,
    kCommitDate,
    kReceiptDate,
    kShipInstruct,
    kShipMode,
    kCommentColumn
  };

  size_t Begin(int64_t begin, int64_t end) override {
    DrawEach(line_counts_, begin, end, 1, kMaxLines, lines_);
    size_t rows = 0;
    for (const int count : lines_) rows += static_cast<size_t>(count);
    if (Wants({kPart, kSupplier, kPrice})) {
      drawn_parts_.clear();
      Lines(part_keys_, begin, end,
            [&](KeyRandom& random) { drawn_parts_.push_back(random.Next()); });
    }
    if (Wants({kQuantity, kPrice})) DrawLines(quantities_, begin, end, 1, 50, drawn_quantities_);
    if (Wants({kReturnFlag, kStatus, kShipDate, kCommitDate, kReceiptDate})) {
      DrawEach(dates_, begin, end, kFirstDay, kLastOrderDay, days_);
    }
    if (Wants({kReturnFlag, kStatus, kShipDate, kReceiptDate})) {
      DrawLines(delays_, begin, end, 1, 121, shipped_);
      AddOrderDays(shipped_);
    }
    if (Wants({kReturnFlag, kReceiptDate})) {
      DrawLines(receipt_delays_, begin, end, 1, 30, received_);
      for (size_t i = 0; i < received_.size(); ++i) received_[i] += shipped_[i];
    }
    return rows;
  }
  void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) override {
    switch (column) {
      case kOrder:
      case kNumber: return Numbers(column, begin, values);
      case kPart: values.longs = drawn_parts_; return;
      case kSupplier: return SupplierKeys(begin, end, values);
      case kQuantity:
        values.doubles.assign(drawn_quantities_.begin(), drawn_quantities_.end());
        return;
      case kPrice:
        for (size_t i = 0; i < drawn_parts_.size(); ++i) {
          const int64_t cents = PartPrice(drawn_parts_[i]) * drawn_quantities_[i];
          values.doubles.push_back(static_cast<double>(cents) / 100.0);
        }
        return;
      case kDiscount: return Percents(discounts_, begin, end, 10, values);
      case kTax: return Percents(taxes_, begin, end, 8, values);
      case kReturnFlag: return ReturnFlags(begin, end, values);
      case kStatus:
        for (const int day : shipped_) values.texts.push_back(day <= kToday ? "F" : "O");
        return;
      case kShipDate: values.integers.assign(shipped_.begin(), shipped_.end()); return;
      case kCommitDate:
        DrawLines(commit_delays_, begin, end, 30, 90, committed_);
        AddOrderDays(committed_);
        values.integers.assign(committed_.begin(), committed_.end());
        return;
      case kReceiptDate: values.integers.assign(received_.begin(), received_.end()); return;
      case kShipInstruct:
        return Lines(instructions_, begin, end, [&](Random& random) {
          values.texts.push_back(NextOf(kShipInstructions, random));
        });
      case kShipMode:
        return Lines(modes_, begin, end,
                     [&](Random& random) { values.texts.push_back(NextOf(kShipModes, random)); });
      default:
        return Lines(comments_, begin, end, [&](Random& random) {
          values.texts.push_back(NextComment(random, kComment, *pool_));
        });
    }
  }

  template <typename R, typename F>
  void Lines(Stream<R>& stream, int64_t begin, int64_t end, F&& make) {
    stream.Each(begin, end, [&](R& random, size_t i) {
      for (int line = 0; line < lines_[i]; ++line) make(random);
    });
  }
  void DrawLines(NumberStream& stream, int64_t begin, int64_t end, int low, int high,
                 std::vector<int>& drawn) {
    drawn.clear();
    Lines(stream, begin, end, [&](Random& random) { drawn.push_back(random.Next(low, high)); });
  }
  // From days after the order to days.
  void AddOrderDays(std::vector<int>& of_lines) const {
    size_t row = 0;
    for (size_t order = 0; order < lines_.size(); ++order) {
      for (int line = 0; line < lines_[order]; ++line) of_lines[row++] += days_[order];
    }
  }
  void Numbers(size_t column, int64_t begin, ColumnValues& values) const {
    for (size_t order = 0; order < lines_.size(); ++order) {
      for (int line = 0; line < lines_[order]; ++line) {
        if (column == kNumber) {
          values.integers.push_back(line + 1);
        } else {
          values.longs.push_back(OrderKey(begin + static_cast<int64_t>(order) + 1));
        }
      }
    }
  }
  void SupplierKeys(int64_t begin, int64_t end, ColumnValues& values) {
    size_t row = 0;
    Lines(supplier_numbers_, begin, end, [&](Random& random) {
      values.longs.push_back(SupplierOfPart(drawn_parts_[row++], random.Next(0, 3), suppliers_));
    });
  }
  void Percents(NumberStream& stream, int64_t begin, int64_t end, int most, ColumnValues& values) {
    Lines(stream, begin, end,
          [&](Random& random) { values.doubles.push_back(random.Next(0, most) / 100.0); });
  }
  // A line that is not received yet takes no number of its stream.
  void ReturnFlags(int64_t begin, int64_t end, ColumnValues& values) {
    size_t row = 0;
    Lines(return_flags_, begin, end, [&](Random& random) {
      values.texts.push_back(received_[row++] <= kToday ? NextOf(kReturnFlags, random) : "N");
    });
  }

  static constexpr Lengths kComment{27};
  const std::shared_ptr<TextPool> pool_;
  const int64_t suppliers_;
  std::vector<int> lines_;
  std::vector<int> days_;
  std::vector<int> shipped_, committed_, received_;
  std::vector<int> drawn_quantities_;
  std::vector<int64_t> drawn_parts_;
  KeyStream part_keys_;
  NumberStream dates_ = OrderDates();
  NumberStream line_counts_ = LineCounts();
  NumberStream quantities_ = Quantities();
  NumberStream discounts_ = Discounts();
  NumberStream taxes_ = Taxes();
  NumberStream delays_ = ShipDelays();
  NumberStream supplier_numbers_{2095021727, kMaxLines};
  NumberStream commit_delays_{904914315, kMaxLines};
  NumberStream receipt_delays_{373135028, kMaxLines};
  NumberStream return_flags_{717419739, kMaxLines};
  NumberStream instructions_{1371272478, kMaxLines};
  NumberStream modes_{675466456, kMaxLines};
  NumberStream comments_{1095462486, 2 * kMaxLines};
};

}  // namespace

std::unique_ptr<Generator> MakeOrders(double scale_factor, std::vector<size_t> columns,
                                      std::shared_ptr<TextPool> pool) {
  return std::make_unique<Orders>(scale_factor, std::move(columns), std::move(pool));
}
std::unique_ptr<Generator> MakeLineitems(double scale_factor, std::vector<size_t> columns,
                                         std::shared_ptr<TextPool> pool) {
  return std::make_unique<Lineitems>(scale_factor, std::move(columns), std::move(pool));
}

}  // namespace tarn::tpch
