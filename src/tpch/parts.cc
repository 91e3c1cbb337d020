// part and partsupp.
#include <numeric>

#include "tpch/column_makers.h"

namespace tarn::tpch {
namespace {

class Parts : public ColumnGenerator {
 public:
  Parts(std::vector<size_t> columns, std::shared_ptr<TextPool> pool)
      : ColumnGenerator(std::move(columns)), pool_(std::move(pool)) {}

 private:
  size_t Begin(int64_t begin, int64_t end) override {
    if (Wants({2, 3})) {
      makers_.clear();
      maker_stream_.Each(begin, end,
                         [&](Random& random, size_t) { makers_.push_back(random.Next(1, 5)); });
    }
    return static_cast<size_t>(end - begin);
  }
  void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) override {
    switch (column) {
      case 0: return Keys(begin, end, values);
      case 1: return PartNames(begin, end, values);
      case 2: return Makers(values);
      case 3: return Brands(begin, end, values);
      case 4: return Types(begin, end, values);
      case 5:
        return sizes_.Each(begin, end, [&](Random& random, size_t) {
          values.integers.push_back(random.Next(1, 50));
        });
      case 6: return Containers(begin, end, values);
      case 7:
        for (int64_t unit = begin; unit < end; ++unit) {
          values.doubles.push_back(static_cast<double>(PartPrice(unit + 1)) / 100.0);
        }
        return;
      default:
        return comments_.Each(begin, end, [&](Random& random, size_t) {
          values.texts.push_back(NextComment(random, kComment, *pool_));
        });
    }
  }
  // Five different colors.
  void PartNames(int64_t begin, int64_t end, ColumnValues& values) {
    constexpr size_t kWords = 5;
    constexpr int kLast = static_cast<int>(kColors.size()) - 1;
    TextBuilder texts(values, static_cast<size_t>(end - begin), 55);
    std::array<uint8_t, kColors.size()> order;
    names_.Each(begin, end, [&](Random& random, size_t) {
      std::iota(order.begin(), order.end(), uint8_t{0});
      for (size_t i = 0; i < kWords; ++i) {
        const auto other = static_cast<size_t>(random.Next(static_cast<int>(i), kLast));
        std::swap(order[i], order[other]);
        if (i > 0) texts.Append(' ');
        texts.Append(kColors[order[i]]);
      }
      texts.Finish();
    });
  }
  void Makers(ColumnValues& values) const {
    TextBuilder texts(values, makers_.size(), 16);
    for (const int maker : makers_) {
      texts.Append("Manufacturer#");
      texts.Number(maker, 1);
      texts.Finish();
    }
  }
  void Brands(int64_t begin, int64_t end, ColumnValues& values) {
    TextBuilder texts(values, makers_.size(), 10);
    brands_.Each(begin, end, [&](Random& random, size_t i) {
      texts.Append("Brand#");
      texts.Number(makers_[i] * 10 + random.Next(1, 5), 2);
      texts.Finish();
    });
  }
  void Types(int64_t begin, int64_t end, ColumnValues& values) {
    constexpr size_t kMetals = kTypeMetals.size();
    constexpr size_t kFinishes = kTypeFinishes.size();
    constexpr int kLast = static_cast<int>(kTypeSizes.size() * kFinishes * kMetals) - 1;
    TextBuilder texts(values, static_cast<size_t>(end - begin), 25);
    types_.Each(begin, end, [&](Random& random, size_t) {
      const auto type = static_cast<size_t>(random.Next(0, kLast));
      texts.Append(kTypeSizes[type / (kFinishes * kMetals)]);
      texts.Append(' ');
      texts.Append(kTypeFinishes[type / kMetals % kFinishes]);
      texts.Append(' ');
      texts.Append(kTypeMetals[type % kMetals]);
      texts.Finish();
    });
  }
  void Containers(int64_t begin, int64_t end, ColumnValues& values) {
    constexpr size_t kKinds = kContainerKinds.size();
    constexpr int kLast = static_cast<int>(kContainerSizes.size() * kKinds) - 1;
    TextBuilder texts(values, static_cast<size_t>(end - begin), 10);
    containers_.Each(begin, end, [&](Random& random, size_t) {
      const auto container = static_cast<size_t>(random.Next(0, kLast));
      texts.Append(kContainerSizes[container / kKinds]);
      texts.Append(' ');
      texts.Append(kContainerKinds[container % kKinds]);
      texts.Finish();
    });
  }

  static constexpr Lengths kComment{14};
  const std::shared_ptr<TextPool> pool_;
  std::vector<int> makers_;
  NumberStream names_{709314158, static_cast<int>(kColors.size())};
  NumberStream maker_stream_{1, 1};
  NumberStream brands_{46831694, 1};
  NumberStream types_{1841581359, 1};
  NumberStream sizes_{1193163244, 1};
  NumberStream containers_{727633698, 1};
  NumberStream comments_{804159733, 2};
};

constexpr int kSuppliersOfAPart = 4;

class PartSuppliers : public ColumnGenerator {
 public:
  PartSuppliers(double scale_factor, std::vector<size_t> columns, std::shared_ptr<TextPool> pool)
      : ColumnGenerator(std::move(columns)),
        pool_(std::move(pool)),
        suppliers_(UnitsOf(TableKind::kSupplier, scale_factor)) {}

 private:
  size_t Begin(int64_t begin, int64_t end) override {
    return static_cast<size_t>(end - begin) * kSuppliersOfAPart;
  }
  void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) override {
    switch (column) {
      case 0:
      case 1:
        for (int64_t part = begin + 1; part <= end; ++part) {
          for (int i = 0; i < kSuppliersOfAPart; ++i) {
            values.longs.push_back(column == 0 ? part : SupplierOfPart(part, i, suppliers_));
          }
        }
        return;
      case 2:
        return Four(quantities_, begin, end,
                    [&](Random& random) { values.integers.push_back(random.Next(1, 9999)); });
      case 3:
        return Four(costs_, begin, end, [&](Random& random) {
          values.doubles.push_back(random.Next(100, 100000) / 100.0);
        });
      default:
        return Four(comments_, begin, end, [&](Random& random) {
          values.texts.push_back(NextComment(random, kComment, *pool_));
        });
    }
  }
  template <typename F>
  static void Four(NumberStream& stream, int64_t begin, int64_t end, F&& make) {
    stream.Each(begin, end, [&](Random& random, size_t) {
      for (int i = 0; i < kSuppliersOfAPart; ++i) make(random);
    });
  }

  static constexpr Lengths kComment{124};
  const std::shared_ptr<TextPool> pool_;
  const int64_t suppliers_;
  NumberStream quantities_{1671059989, kSuppliersOfAPart};
  NumberStream costs_{1051288424, kSuppliersOfAPart};
  NumberStream comments_{1961692154, 2 * kSuppliersOfAPart};
};

}  // namespace

std::unique_ptr<Generator> MakeParts(std::vector<size_t> columns, std::shared_ptr<TextPool> pool) {
  return std::make_unique<Parts>(std::move(columns), std::move(pool));
}
std::unique_ptr<Generator> MakePartSuppliers(double scale_factor, std::vector<size_t> columns,
                                             std::shared_ptr<TextPool> pool) {
  return std::make_unique<PartSuppliers>(scale_factor, std::move(columns), std::move(pool));
}

}  // namespace tarn::tpch
