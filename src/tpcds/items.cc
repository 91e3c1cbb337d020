// item, promotion and inventory.
#include <fmt/format.h>

#include "tpcds/distributions.h"
#include "tpcds/join_keys.h"
#include "tpcds/revisions.h"
#include "tpcds/row_writer.h"
#include "tpcds/words.h"

namespace tarn::tpcds {
namespace {

class Items : public RevisionGenerator {
 public:
  Items(double scale_factor, const Columns& columns)
      : RevisionGenerator(TableKind::kItem, scale_factor, columns) {}

 private:
  // What a revision may keep of the one before.
  struct Kept {
    std::string description;
    int64_t wholesale_cost = 0;
    int64_t class_id = 0;
    int64_t brand_id = 0;
    int64_t manufacturer_id = 0;
    std::string manufacturer;
    std::string formulation;
  };

  // Within one of three ranges, which come by weight.
  static int64_t InRange(const Distribution& ranges, Random& random) {
    const size_t row = ranges.Pick(random);
    return random.Uniform(ranges.Number(row, 0), ranges.Number(row, 1));
  }
  std::string Formulation() {
    std::string formulation = RandomCharacters(kDigits, kFormulation, kFormulation, formulation_);
    const std::string_view color = AllDistributions().colors.PickText(formulation_);
    const auto last = static_cast<int64_t>(formulation.size() - color.size()) - 1;
    return formulation.replace(static_cast<size_t>(formulation_.Uniform(0, last)), color.size(),
                               color);
  }

  void MakeUnit(int64_t number) override {
    const Distributions& words = AllDistributions();
    const Revision revision = RevisionOf(TableKind::kItem, number);
    Changes changes(scd_.Next(), revision.is_new);
    changes.Apply(kept_.description, RandomText(1, 200, description_));
    const int64_t price = InRange(words.current_price, current_price_);
    changes.Skip();
    changes.Apply(kept_.wholesale_cost, price * wholesale_cost_.Uniform(30, 90) / 100);
    const size_t category = words.categories.Pick(category_);
    const Distribution& classes = words.classes[category];
    const size_t of_class = classes.Pick(class_);
    const auto class_id = static_cast<int64_t>(of_class) + 1;
    const auto category_id = static_cast<int64_t>(category) + 1;
    changes.Apply(kept_.class_id, class_id);
    const int64_t brand = number % classes.Number(of_class, 1) + 1;
    changes.Apply(kept_.brand_id, (category_id * 1000 + class_id) * 1000 + brand);
    changes.Skip();  // the size is always new
    changes.Apply(kept_.manufacturer_id, InRange(words.manufact_id, manufact_id_));
    changes.Apply(kept_.manufacturer, Word(kept_.manufacturer_id, 50, words.syllables));
    changes.Apply(kept_.formulation, Formulation());
    const bool is_sized = words.categories.Number(category, 1) != 0;

    writer_.BeginRow(RandomNulls(TableKind::kItem, nulls_));
    writer_.Key(number);
    writer_.Built(revision.id);
    writer_.Date(revision.start);
    writer_.Date(revision.end);
    writer_.Built(kept_.description);
    writer_.Decimal(price);
    writer_.Decimal(kept_.wholesale_cost);
    writer_.Key(kept_.brand_id);
    writer_.Built(
        fmt::format("{} #{}", Word(category_id * 10 + class_id, 45, words.brand_syllables), brand));
    writer_.Key(kept_.class_id);
    writer_.Text(classes.Text(of_class));
    writer_.Key(category_id);
    writer_.Text(words.categories.Text(category));
    writer_.Key(kept_.manufacturer_id);
    writer_.Built(kept_.manufacturer);
    writer_.Text(words.sizes.PickText(size_, is_sized ? kSized : kNoSize));
    writer_.Built(kept_.formulation);
    writer_.Text(words.colors.PickText(color_));
    writer_.Text(words.units.PickText(units_));
    writer_.Text("Unknown");
    writer_.Key(InRange(words.manager_id, manager_id_));
    writer_.Built(Word(number, 50, words.syllables));
  }

  static constexpr int64_t kFormulation = 20;

  Kept kept_;
  Random& description_ = streams_.Add(207, 200);
  Random& current_price_ = streams_.Add(208, 2);
  Random& wholesale_cost_ = streams_.Add(209, 1);
  Random& class_ = streams_.Add(213, 1);
  Random& category_ = streams_.Add(215, 1);
  Random& manufact_id_ = streams_.Add(216, 2);
  Random& size_ = streams_.Add(218, 1);
  Random& formulation_ = streams_.Add(219, 50);
  Random& color_ = streams_.Add(220, 1);
  Random& units_ = streams_.Add(221, 1);
  Random& manager_id_ = streams_.Add(223, 2);
  Random& nulls_ = streams_.Add(225, 2);
  Random& scd_ = streams_.Add(226, 1);
};

class Promotions : public UnitGenerator {
 public:
  Promotions(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kPromotion, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    const int64_t start = kFirstDay + start_.Uniform(-720, 100);
    writer_.BeginRow(RandomNulls(TableKind::kPromotion, nulls_));
    writer_.Key(number);
    writer_.Built(BusinessKey(number));
    writer_.Key(start);
    writer_.Key(start + end_.Uniform(1, 60));
    writer_.Key(RandomRevision(TableKind::kItem, 1, item_, scaling_));
    writer_.Decimal(100'000);
    writer_.Number(1);
    writer_.Built(Word(number, 5, AllDistributions().syllables));
    // One bit decides on mail; all other channels are shifted out of the number's reach.
    writer_.Flag(channels_.Uniform(0, 511) % 2 != 0);
    constexpr int kOtherChannels = 7;
    for (int i = 0; i < kOtherChannels; ++i) writer_.Flag(false);
    writer_.Built(RandomText(20, 60, details_));
    writer_.Text("Unknown");
    writer_.Flag(false);
  }

  Random& start_ = streams_.Add(230, 1);
  Random& end_ = streams_.Add(231, 1);
  Random& item_ = streams_.Add(232, 1);
  Random& channels_ = streams_.Add(236, 1);
  Random& details_ = streams_.Add(244, 100);
  Random& nulls_ = streams_.Add(247, 2);
};

class Inventory : public UnitGenerator {
 public:
  Inventory(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kInventory, scale_factor, columns) {}

 private:
  // Every item in every warehouse, once a week.
  void MakeUnit(int64_t number) override {
    const int64_t row = number - 1;
    const int64_t day = kFirstDay + row / items_ / warehouses_ * 7;
    writer_.BeginRow(RandomNulls(TableKind::kInventory, nulls_));
    writer_.Key(day);
    writer_.Key(RowOfRevision(row % items_ + 1, day, TableKind::kItem, scaling_));
    writer_.Key(row / items_ % warehouses_ + 1);
    writer_.Number(quantity_.Uniform(0, 1000));
  }

  const int64_t items_ = scaling_.IdsOf(TableKind::kItem);
  const int64_t warehouses_ = scaling_.RowsOf(TableKind::kWarehouse);
  Random& quantity_ = streams_.Add(201, 1);
  Random& nulls_ = streams_.Add(202, 2);
};

}  // namespace

std::unique_ptr<Generator> MakeItems(double scale_factor, const Columns& columns) {
  return std::make_unique<Items>(scale_factor, columns);
}

std::unique_ptr<Generator> MakePromotions(double scale_factor, const Columns& columns) {
  return std::make_unique<Promotions>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeInventory(double scale_factor, const Columns& columns) {
  return std::make_unique<Inventory>(scale_factor, columns);
}

}  // namespace tarn::tpcds
