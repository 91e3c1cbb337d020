// customer_demographics, household_demographics and income_band: every combination, none random.
#include "tpcds/distributions.h"
#include "tpcds/row_writer.h"

namespace tarn::tpcds {
namespace {

// Takes digits off a number, the lowest first, each to its own base.
class Digits {
 public:
  explicit Digits(int64_t number) : rest_(number) {}
  int64_t Take(int64_t base) {
    const int64_t digit = rest_ % base;
    rest_ /= base;
    return digit;
  }
  size_t Row(const Distribution& distribution) {
    return static_cast<size_t>(Take(static_cast<int64_t>(distribution.size())));
  }

 private:
  int64_t rest_;
};

class CustomerDemographics : public UnitGenerator {
 public:
  CustomerDemographics(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kCustomerDemographics, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    const Distributions& of = AllDistributions();
    Digits digits(number - 1);
    writer_.BeginRow(0);
    writer_.Key(number);
    writer_.Text(of.genders.Text(digits.Row(of.genders)));
    writer_.Text(of.marital_statuses.Text(digits.Row(of.marital_statuses)));
    writer_.Text(of.education.Text(digits.Row(of.education)));
    writer_.Number(of.purchase_band.Number(digits.Row(of.purchase_band)));
    writer_.Text(of.credit_ratings.Text(digits.Row(of.credit_ratings)));
    constexpr int64_t kDependants = 7;  // and of them employed, and at college
    for (int i = 0; i < 3; ++i) writer_.Number(digits.Take(kDependants));
  }
};

class HouseholdDemographics : public UnitGenerator {
 public:
  HouseholdDemographics(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kHouseholdDemographics, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    const Distributions& of = AllDistributions();
    Digits digits(number);
    writer_.BeginRow(0);
    writer_.Key(number);
    writer_.Key(static_cast<int64_t>(digits.Row(of.income_band)) + 1);
    writer_.Text(of.buy_potential.Text(digits.Row(of.buy_potential)));
    writer_.Number(of.dep_count.Number(digits.Row(of.dep_count)));
    writer_.Number(of.vehicle_count.Number(digits.Row(of.vehicle_count)));
  }
};

class IncomeBands : public UnitGenerator {
 public:
  IncomeBands(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kIncomeBand, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    const Distribution& bands = AllDistributions().income_band;
    const auto row = static_cast<size_t>(number - 1);
    writer_.BeginRow(0);
    writer_.Number(number);
    writer_.Number(bands.Number(row, 0));
    writer_.Number(bands.Number(row, 1));
  }
};

}  // namespace

std::unique_ptr<Generator> MakeCustomerDemographics(double scale_factor, const Columns& columns) {
  return std::make_unique<CustomerDemographics>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeHouseholdDemographics(double scale_factor, const Columns& columns) {
  return std::make_unique<HouseholdDemographics>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeIncomeBands(double scale_factor, const Columns& columns) {
  return std::make_unique<IncomeBands>(scale_factor, columns);
}

}  // namespace tarn::tpcds
