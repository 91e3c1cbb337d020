// catalog_page, web_page, ship_mode and reason.
#include "tpcds/distributions.h"
#include "tpcds/join_keys.h"
#include "tpcds/revisions.h"
#include "tpcds/row_writer.h"
#include "tpcds/words.h"

namespace tarn::tpcds {
namespace {

class CatalogPages : public UnitGenerator {
 public:
  CatalogPages(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kCatalogPage, scale_factor, columns) {}

 private:
  struct Catalog {
    std::string_view type;
    int64_t days;    // that it is valid
    int64_t number;  // among those of its type in a year
  };
  // Of a year, two are valid for half of it, four for a quarter and twelve for a month.
  static Catalog CatalogOf(int64_t of_year) {
    if (of_year < 2) return {"bi-annual", 182, of_year};
    if (of_year < 6) return {"quarterly", 91, of_year - 2};
    return {"monthly", 30, of_year - 6};
  }

  void MakeUnit(int64_t number) override {
    const int64_t catalog = (number - 1) / pages_;  // from 0
    const Catalog of = CatalogOf(catalog % kCatalogsPerYear);
    const int64_t start = kFirstDay + of.number * of.days + catalog / kCatalogsPerYear * 365;
    writer_.BeginRow(RandomNulls(TableKind::kCatalogPage, nulls_));
    writer_.Key(number);
    writer_.Built(BusinessKey(number));
    writer_.Key(start);
    writer_.Key(start + of.days - 1);
    writer_.Text("DEPARTMENT");
    writer_.Number(catalog + 1);
    writer_.Number((number - 1) % pages_ + 1);
    writer_.Built([&] { return RandomText(50, 99, description_); });
    writer_.Text(of.type);
  }

  const int64_t pages_ = PagesPerCatalog(scaling_);
  Random& description_ = streams_.Add(43, 100);
  Random& nulls_ = streams_.Add(45, 2);
};

class WebPages : public RevisionGenerator {
 public:
  WebPages(double scale_factor, const Columns& columns)
      : RevisionGenerator(TableKind::kWebPage, scale_factor, columns) {}

 private:
  struct Kept {
    int64_t created = 0;
    int64_t accessed = 0;
    bool is_generated = false;
    int64_t customer = 0;
    int64_t links = 0;
    int64_t images = 0;
    int64_t advertisements = 0;
    int64_t characters = 0;
  };

  // Between a site's creation and its first activity.
  int64_t RandomCreation(int64_t number) {
    constexpr int64_t kPagesPerSite = 123;
    const int64_t site = number / kPagesPerSite + 1;
    created_.Next();
    return created_.Uniform(kFirstDay - site * kDaysBetweenWebSites % WebSiteDays(scaling_) / 2,
                            kFirstDay);
  }

  void MakeUnit(int64_t number) override {
    const Revision revision = RevisionOf(TableKind::kWebPage, number);
    Changes changes(scd_.Next(), revision.is_new);
    changes.Apply(kept_.created, RandomCreation(number));
    changes.Apply(kept_.accessed, kToday - accessed_.Uniform(0, 100));
    changes.Apply(kept_.is_generated, generated_.Uniform(0, 99) < 30);
    changes.Apply(kept_.customer, RandomKey(TableKind::kCustomer, customer_, scaling_));
    changes.Skip(2);  // address and type
    changes.Apply(kept_.links, links_.Uniform(2, 25));
    changes.Apply(kept_.images, images_.Uniform(1, 7));
    changes.Apply(kept_.advertisements, advertisements_.Uniform(0, 4));
    changes.Apply(kept_.characters, characters_.Uniform(kept_.links * 125 + kept_.images * 50,
                                                        kept_.links * 300 + kept_.images * 150));

    writer_.BeginRow(RandomNulls(TableKind::kWebPage, nulls_));
    writer_.Key(number);
    writer_.Built(revision.id);
    writer_.Date(revision.start);
    writer_.Date(revision.end);
    writer_.Key(kept_.created);
    writer_.Key(kept_.accessed);
    writer_.Flag(kept_.is_generated);
    writer_.Key(kept_.is_generated ? kept_.customer : -1);
    writer_.Text("http://www.foo.com");
    writer_.Text(AllDistributions().web_page_use.PickText(type_));
    writer_.Number(kept_.characters);
    writer_.Number(kept_.links);
    writer_.Number(kept_.images);
    writer_.Number(kept_.advertisements);
  }

  Kept kept_;
  Random& created_ = streams_.Add(371, 2);
  Random& accessed_ = streams_.Add(372, 1);
  Random& generated_ = streams_.Add(373, 1);
  Random& customer_ = streams_.Add(374, 1);
  Random& type_ = streams_.Add(376, 1);
  Random& characters_ = streams_.Add(377, 1);
  Random& links_ = streams_.Add(378, 1);
  Random& images_ = streams_.Add(379, 1);
  Random& advertisements_ = streams_.Add(380, 1);
  Random& nulls_ = streams_.Add(381, 2);
  Random& scd_ = streams_.Add(382, 1);
};

class ShipModes : public UnitGenerator {
 public:
  ShipModes(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kShipMode, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    const Distributions& of = AllDistributions();
    const auto types = static_cast<int64_t>(of.ship_mode_type.size());
    writer_.BeginRow(0);
    writer_.Key(number);
    writer_.Built(BusinessKey(number));
    writer_.Text(of.ship_mode_type.TextModulo(number));
    writer_.Text(of.ship_mode_code.TextModulo(number / types));
    writer_.Text(of.ship_mode_carrier.Text(static_cast<size_t>(number - 1)));
    writer_.Built(RandomCharacters(kLettersAndDigits, 1, 20, contract_));
  }

  Random& contract_ = streams_.Add(256, 21);
};

class Reasons : public UnitGenerator {
 public:
  Reasons(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kReason, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    writer_.BeginRow(0);
    writer_.Key(number);
    writer_.Built(BusinessKey(number));
    writer_.Text(AllDistributions().return_reasons.Text(static_cast<size_t>(number - 1)));
  }
};

}  // namespace

std::unique_ptr<Generator> MakeCatalogPages(double scale_factor, const Columns& columns) {
  return std::make_unique<CatalogPages>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeWebPages(double scale_factor, const Columns& columns) {
  return std::make_unique<WebPages>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeShipModes(double scale_factor, const Columns& columns) {
  return std::make_unique<ShipModes>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeReasons(double scale_factor, const Columns& columns) {
  return std::make_unique<Reasons>(scale_factor, columns);
}

}  // namespace tarn::tpcds
