// nation and region.
#include "tpch/column_makers.h"

namespace tarn::tpch {
namespace {

constexpr Lengths kComment(72);

class Nations : public ColumnGenerator {
 public:
  Nations(std::vector<size_t> columns, std::shared_ptr<TextPool> pool)
      : ColumnGenerator(std::move(columns)), pool_(std::move(pool)) {}

 private:
  void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) override {
    if (column == 3) {
      return comments_.Each(begin, end, [&](Random& random, size_t) {
        values.texts.push_back(NextComment(random, kComment, *pool_));
      });
    }
    for (int64_t key = begin; key < end; ++key) {
      const Nation& nation = kNations[static_cast<size_t>(key)];
      if (column == 0) values.longs.push_back(key);
      if (column == 1) values.texts.push_back(nation.name);
      if (column == 2) values.longs.push_back(nation.region);
    }
  }

  const std::shared_ptr<TextPool> pool_;
  NumberStream comments_{606179079, 2};
};

class Regions : public ColumnGenerator {
 public:
  Regions(std::vector<size_t> columns, std::shared_ptr<TextPool> pool)
      : ColumnGenerator(std::move(columns)), pool_(std::move(pool)) {}

 private:
  void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) override {
    if (column == 2) {
      return comments_.Each(begin, end, [&](Random& random, size_t) {
        values.texts.push_back(NextComment(random, kComment, *pool_));
      });
    }
    for (int64_t key = begin; key < end; ++key) {
      if (column == 0) values.longs.push_back(key);
      if (column == 1) values.texts.push_back(kRegions[static_cast<size_t>(key)]);
    }
  }

  const std::shared_ptr<TextPool> pool_;
  NumberStream comments_{1500869201, 2};
};

}  // namespace

std::unique_ptr<Generator> MakeNations(std::vector<size_t> columns,
                                       std::shared_ptr<TextPool> pool) {
  return std::make_unique<Nations>(std::move(columns), std::move(pool));
}
std::unique_ptr<Generator> MakeRegions(std::vector<size_t> columns,
                                       std::shared_ptr<TextPool> pool) {
  return std::make_unique<Regions>(std::move(columns), std::move(pool));
}

}  // namespace tarn::tpch
