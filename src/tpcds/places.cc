// store, call_center, warehouse and web_site: what has an address, but customers.
#include <cmath>

#include <fmt/format.h>

#include "tpcds/address.h"
#include "tpcds/distributions.h"
#include "tpcds/join_keys.h"
#include "tpcds/revisions.h"
#include "tpcds/row_writer.h"
#include "tpcds/words.h"

namespace tarn::tpcds {
namespace {

// What of an address a revision may keep; the rest is always new, and takes part in the changes all
// the same.
struct KeptAddress {
  int64_t gmt_offset = 0;
  int64_t street_number = 0;
  int64_t zip = 0;

  Address Apply(Address address, Changes& changes) {
    changes.Skip(2);  // city, county
    changes.Apply(gmt_offset, address.gmt_offset);
    changes.Skip(4);  // state, type and both parts of the street's name
    changes.Apply(street_number, address.street_number);
    changes.Apply(zip, address.zip);
    address.gmt_offset = gmt_offset;
    address.street_number = street_number;
    address.zip = zip;
    return address;
  }
};

class Stores : public RevisionGenerator {
 public:
  Stores(double scale_factor, const Columns& columns)
      : RevisionGenerator(TableKind::kStore, scale_factor, columns) {}

 private:
  struct Kept {
    int64_t closed = -1;
    std::string name;
    int64_t employees = 0;
    int64_t floor_space = 0;
    std::string manager;
    int64_t market = 0;
    int64_t tax = 0;
    std::string market_description;
    std::string market_manager;
    KeptAddress address;
  };

  int64_t RandomClosedDay() {
    const bool is_closed = closed_.Uniform(1, 100) < 30;
    const int64_t days = closed_.Uniform(5, 500);
    return is_closed ? kFirstDay + days : -1;
  }

  void MakeUnit(int64_t number) override {
    const Distributions& words = AllDistributions();
    const Revision revision = RevisionOf(TableKind::kStore, number);
    Changes changes(scd_.Next(), revision.is_new);
    changes.Apply(kept_.closed, RandomClosedDay());
    changes.Apply(kept_.name, Word(number, 5, words.syllables));
    changes.Apply(kept_.employees, employees_.Uniform(200, 300));
    changes.Apply(kept_.floor_space, floor_space_.Uniform(5'000'000, 10'000'000));
    changes.Skip();  // hours
    changes.Apply(kept_.manager, RandomManager(manager_));
    changes.Apply(kept_.market, market_.Uniform(1, 10));
    changes.Apply(kept_.tax, tax_.Uniform(0, 11));
    changes.Skip();  // class of geography
    changes.Apply(kept_.market_description, RandomText(15, 100, market_description_));
    changes.Apply(kept_.market_manager, RandomManager(market_manager_));
    changes.Skip(4);  // number and name of division and company
    const Address address =
        kept_.address.Apply(RandomAddress(TableKind::kStore, address_, scaling_), changes);

    writer_.BeginRow(RandomNulls(TableKind::kStore, nulls_));
    writer_.Key(number);
    writer_.Built(revision.id);
    writer_.Date(revision.start);
    writer_.Date(revision.end);
    writer_.Key(kept_.closed);
    writer_.Built(kept_.name);
    writer_.Number(kept_.employees);
    writer_.Number(kept_.floor_space);
    writer_.Text(words.call_center_hours.PickText(hours_));
    writer_.Built(kept_.manager);
    writer_.Number(kept_.market);
    writer_.Text("Unknown");
    writer_.Built(kept_.market_description);
    writer_.Built(kept_.market_manager);
    for (int i = 0; i < 2; ++i) {  // division, company
      writer_.Key(1);
      writer_.Text("Unknown");
    }
    WriteAddress(address, writer_);
    writer_.Decimal(kept_.tax);
  }

  Kept kept_;
  Random& closed_ = streams_.Add(263, 2);
  Random& employees_ = streams_.Add(265, 1);
  Random& floor_space_ = streams_.Add(266, 1);
  Random& hours_ = streams_.Add(267, 1);
  Random& manager_ = streams_.Add(268, 2);
  Random& market_ = streams_.Add(269, 1);
  Random& tax_ = streams_.Add(270, 1);
  Random& market_description_ = streams_.Add(272, 100);
  Random& market_manager_ = streams_.Add(273, 2);
  Random& nulls_ = streams_.Add(288, 2);
  Random& scd_ = streams_.Add(290, 1);
  Random& address_ = streams_.Add(291, 7);
};

class CallCenters : public RevisionGenerator {
 public:
  CallCenters(double scale_factor, const Columns& columns)
      : RevisionGenerator(TableKind::kCallCenter, scale_factor, columns) {}

 private:
  struct Kept {
    int64_t opened = 0;
    std::string name;
    Address address;
    int64_t employees = 0;
    int64_t square_feet = 0;
    std::string manager;
    int64_t market = 0;
    std::string market_class;
    std::string market_description;
    std::string market_manager;
    int64_t company = 0;
    int64_t division = 0;
    std::string division_name;
    std::string company_name;
    int64_t tax = 0;
  };

  std::string Name(int64_t number) const {
    const Distribution& names = AllDistributions().call_centers;
    const int64_t round = number / static_cast<int64_t>(names.size());
    const std::string_view name = names.TextModulo(number);
    return round > 0 ? fmt::format("{}_{}", name, round) : std::string(name);
  }
  void Change(Changes changes) {
    const Distribution& syllables = AllDistributions().syllables;
    const auto scale = static_cast<int64_t>(std::ceil(scaling_.scale_factor()));
    changes.Skip();  // class
    changes.Apply(kept_.employees, employees_.Uniform(1, MostEmployees(scale)));
    const int64_t square_feet = square_feet_.Uniform(100, 700) * kept_.employees;
    changes.Apply(kept_.square_feet, int64_t{static_cast<int32_t>(square_feet)});
    changes.Skip();  // hours
    changes.Apply(kept_.manager, RandomManager(manager_));
    changes.Apply(kept_.market, market_.Uniform(1, 6));
    changes.Apply(kept_.market_class, RandomText(20, 50, market_class_));
    changes.Apply(kept_.market_description, RandomText(20, 100, market_description_));
    changes.Apply(kept_.market_manager, RandomManager(market_manager_));
    changes.Apply(kept_.company, company_.Uniform(1, 6));
    changes.Apply(kept_.division, company_.Uniform(1, 6));
    changes.Apply(kept_.division_name, Word(kept_.division, 50, syllables));
    changes.Apply(kept_.company_name, Word(kept_.company, 10, syllables));
    changes.Apply(kept_.tax, tax_.Uniform(0, 12));
  }
  // As in 32 bits, in which it overflows from scale factor 17,516 on.
  static int64_t MostEmployees(int64_t scale) {
    const auto most = static_cast<int32_t>(7 * scale * scale);
    return most == 0 ? 1 : most;
  }

  void MakeUnit(int64_t number) override {
    const Distributions& words = AllDistributions();
    const Revision revision = RevisionOf(TableKind::kCallCenter, number);
    if (revision.is_new) {
      constexpr int64_t kBack = 23;
      kept_.opened = kFirstDay - kBack - opened_.Uniform(-365, 0);
      kept_.name = Name(number);
      kept_.address = RandomAddress(TableKind::kCallCenter, address_, scaling_);
    }
    Change(Changes(scd_.Next(), revision.is_new));

    writer_.BeginRow(RandomNulls(TableKind::kCallCenter, nulls_));
    writer_.Key(number);
    writer_.Built(revision.id);
    writer_.Date(revision.start);
    writer_.Date(revision.end);
    writer_.Key(-1);  // none is closed
    writer_.Key(kept_.opened);
    writer_.Built(kept_.name);
    writer_.Text(words.call_center_classes.PickText(class_));
    writer_.Number(kept_.employees);
    writer_.Number(kept_.square_feet);
    writer_.Text(words.call_center_hours.PickText(hours_));
    writer_.Built(kept_.manager);
    writer_.Number(kept_.market);
    writer_.Built(kept_.market_class);
    writer_.Built(kept_.market_description);
    writer_.Built(kept_.market_manager);
    writer_.Number(kept_.division);
    writer_.Built(kept_.division_name);
    writer_.Number(kept_.company);
    writer_.Built(kept_.company_name);
    WriteAddress(kept_.address, writer_);
    writer_.Decimal(kept_.tax);
  }

  Kept kept_;
  Random& opened_ = streams_.Add(6, 10);
  Random& class_ = streams_.Add(8, 2);
  Random& employees_ = streams_.Add(9, 1);
  Random& square_feet_ = streams_.Add(10, 1);
  Random& hours_ = streams_.Add(11, 1);
  Random& manager_ = streams_.Add(12, 2);
  Random& market_ = streams_.Add(13, 1);
  Random& market_class_ = streams_.Add(14, 50);
  Random& market_description_ = streams_.Add(15, 50);
  Random& market_manager_ = streams_.Add(16, 2);
  Random& company_ = streams_.Add(19, 2);
  Random& address_ = streams_.Add(31, 15);
  Random& tax_ = streams_.Add(32, 1);
  Random& scd_ = streams_.Add(33, 1);
  Random& nulls_ = streams_.Add(34, 2);
};

class Warehouses : public UnitGenerator {
 public:
  Warehouses(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kWarehouse, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    writer_.BeginRow(RandomNulls(TableKind::kWarehouse, nulls_));
    writer_.Key(number);
    writer_.Built(BusinessKey(number));
    writer_.Built(RandomText(10, 20, name_));
    writer_.Number(square_feet_.Uniform(50'000, 1'000'000));
    WriteAddress(RandomAddress(TableKind::kWarehouse, address_, scaling_), writer_);
  }

  Random& name_ = streams_.Add(353, 80);
  Random& square_feet_ = streams_.Add(354, 1);
  Random& nulls_ = streams_.Add(365, 2);
  Random& address_ = streams_.Add(366, 7);
};

class WebSites : public RevisionGenerator {
 public:
  WebSites(double scale_factor, const Columns& columns)
      : RevisionGenerator(TableKind::kWebSite, scale_factor, columns) {}

 private:
  struct Kept {
    int64_t opened = 0;
    int64_t closed = -1;
    std::string name;
    std::string manager;
    int64_t market = 0;
    std::string market_class;
    std::string market_description;
    std::string market_manager;
    int64_t company = 0;
    std::string company_name;
    KeptAddress address;
    int64_t tax = 0;
  };

  void Open(int64_t number, int64_t end) {
    const int64_t days = WebSiteDays(scaling_);
    kept_.opened = kFirstDay - number * kDaysBetweenWebSites % days / 2;
    kept_.closed = kept_.opened - days;
    const bool is_replaced = number % 2 == 0;
    const bool is_replacement = number / 2 % 2 != 0;
    if (is_replaced && !is_replacement) kept_.closed += days / 2;
    if (kept_.closed > end) kept_.closed = -1;
    kept_.name = fmt::format("site_{}", number / 6);
  }

  void MakeUnit(int64_t number) override {
    const Revision revision = RevisionOf(TableKind::kWebSite, number);
    if (revision.is_new) Open(number, revision.end);
    Changes changes(scd_.Next(), revision.is_new);
    changes.Apply(kept_.manager, RandomManager(manager_));
    changes.Apply(kept_.market, market_.Uniform(1, 6));
    changes.Apply(kept_.market_class, RandomText(20, 50, market_class_));
    changes.Apply(kept_.market_description, RandomText(20, 100, market_description_));
    changes.Apply(kept_.market_manager, RandomManager(market_manager_));
    changes.Apply(kept_.company, company_.Uniform(1, 6));
    changes.Apply(kept_.company_name, Word(kept_.company, 100, AllDistributions().syllables));
    const Address address =
        kept_.address.Apply(RandomAddress(TableKind::kWebSite, address_, scaling_), changes);
    changes.Apply(kept_.tax, tax_.Uniform(0, 12));

    writer_.BeginRow(RandomNulls(TableKind::kWebSite, nulls_));
    writer_.Key(number);
    writer_.Built(revision.id);
    writer_.Date(revision.start);
    writer_.Date(revision.end);
    writer_.Built(kept_.name);
    writer_.Key(kept_.opened);
    writer_.Key(kept_.closed);
    writer_.Text("Unknown");
    writer_.Built(kept_.manager);
    writer_.Number(kept_.market);
    writer_.Built(kept_.market_class);
    writer_.Built(kept_.market_description);
    writer_.Built(kept_.market_manager);
    writer_.Number(kept_.company);
    writer_.Built(kept_.company_name);
    WriteAddress(address, writer_);
    writer_.Decimal(kept_.tax);
  }

  Kept kept_;
  Random& manager_ = streams_.Add(455, 2);
  Random& market_ = streams_.Add(456, 1);
  Random& market_class_ = streams_.Add(457, 20);
  Random& market_description_ = streams_.Add(458, 100);
  Random& market_manager_ = streams_.Add(459, 2);
  Random& company_ = streams_.Add(460, 1);
  Random& tax_ = streams_.Add(472, 1);
  Random& nulls_ = streams_.Add(473, 2);
  Random& address_ = streams_.Add(474, 7);
  Random& scd_ = streams_.Add(475, 70);
};

}  // namespace

std::unique_ptr<Generator> MakeStores(double scale_factor, const Columns& columns) {
  return std::make_unique<Stores>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeCallCenters(double scale_factor, const Columns& columns) {
  return std::make_unique<CallCenters>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeWarehouses(double scale_factor, const Columns& columns) {
  return std::make_unique<Warehouses>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeWebSites(double scale_factor, const Columns& columns) {
  return std::make_unique<WebSites>(scale_factor, columns);
}

}  // namespace tarn::tpcds
