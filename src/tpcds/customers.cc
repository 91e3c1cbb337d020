// customer and customer_address.
#include "tpcds/address.h"
#include "tpcds/distributions.h"
#include "tpcds/join_keys.h"
#include "tpcds/row_writer.h"
#include "tpcds/words.h"

namespace tarn::tpcds {
namespace {

class Customers : public UnitGenerator {
 public:
  Customers(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kCustomer, scale_factor, columns) {}

 private:
  // A first name and what follows from it.
  struct Name {
    std::string_view first;
    std::string_view last;
    std::string_view salutation;
  };
  Name MakeName() {
    const Distributions& words = AllDistributions();
    const size_t row = words.first_names.Pick(first_name_, kAllNames);
    const bool is_male = words.first_names.Weight(row, kFemaleNames) == 0;
    return {
        words.first_names.Text(row), words.last_names.PickText(last_name_),
        words.salutations.PickText(salutation_, is_male ? kMaleSalutations : kFemaleSalutations)};
  }

  void MakeUnit(int64_t number) override {
    const Name name = MakeName();
    const CivilDate birthday = CivilOf(birth_day_.Uniform(kFirstBirthday, kLastBirthday));
    const int64_t first_sale = first_sale_.Uniform(kToday - 3650, kToday);
    writer_.BeginRow(RandomNulls(TableKind::kCustomer, nulls_));
    writer_.Key(number);
    writer_.Built(BusinessKey(number));
    writer_.Key([&] { return RandomKey(TableKind::kCustomerDemographics, cdemo_, scaling_); });
    writer_.Key([&] { return RandomKey(TableKind::kHouseholdDemographics, hdemo_, scaling_); });
    writer_.Key([&] { return RandomKey(TableKind::kCustomerAddress, address_, scaling_); });
    writer_.Number(first_sale + 30);
    writer_.Number(first_sale);
    writer_.Text(name.salutation);
    writer_.Text(name.first);
    writer_.Text(name.last);
    writer_.Flag(preferred_.Uniform(1, 100) < 50);
    writer_.Number(birthday.day);
    writer_.Number(birthday.month);
    writer_.Number(birthday.year);
    writer_.Text(AllDistributions().countries.PickText(birth_country_));
    writer_.Null();  // nobody has a login
    writer_.Built([&] { return RandomEmail(name.first, name.last, email_); });
    writer_.Number(last_review_.Uniform(kToday - 365, kToday));
  }

  static constexpr int64_t kFirstBirthday = DayOf({1924, 1, 1});
  static constexpr int64_t kLastBirthday = DayOf({1992, 12, 31});

  Random& cdemo_ = streams_.Add(116, 1);
  Random& hdemo_ = streams_.Add(117, 1);
  Random& address_ = streams_.Add(118, 1);
  Random& first_sale_ = streams_.Add(120, 1);
  Random& salutation_ = streams_.Add(121, 1);
  Random& first_name_ = streams_.Add(122, 1);
  Random& last_name_ = streams_.Add(123, 1);
  Random& preferred_ = streams_.Add(124, 2);
  Random& birth_day_ = streams_.Add(125, 1);
  Random& birth_country_ = streams_.Add(128, 1);
  Random& email_ = streams_.Add(130, 23);
  Random& last_review_ = streams_.Add(131, 1);
  Random& nulls_ = streams_.Add(132, 2);
};

class CustomerAddresses : public UnitGenerator {
 public:
  CustomerAddresses(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kCustomerAddress, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    writer_.BeginRow(RandomNulls(TableKind::kCustomerAddress, nulls_));
    writer_.Key(number);
    writer_.Built(BusinessKey(number));
    WriteAddress(RandomAddress(TableKind::kCustomerAddress, address_, scaling_), writer_);
    writer_.Text(AllDistributions().location_types.PickText(location_type_));
  }

  Random& location_type_ = streams_.Add(145, 1);
  Random& nulls_ = streams_.Add(146, 2);
  Random& address_ = streams_.Add(147, 7);
};

}  // namespace

std::unique_ptr<Generator> MakeCustomers(double scale_factor, const Columns& columns) {
  return std::make_unique<Customers>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeCustomerAddresses(double scale_factor, const Columns& columns) {
  return std::make_unique<CustomerAddresses>(scale_factor, columns);
}

}  // namespace tarn::tpcds
