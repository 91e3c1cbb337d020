// customer and supplier.
#include "tpch/column_makers.h"

namespace tarn::tpch {
namespace {

constexpr Lengths kAddress(25);
constexpr int kAddressUses = 9;  // its length, and one for every five of its 40 characters
constexpr int kPhoneUses = 3;
constexpr size_t kPhoneLength = 15;
constexpr int kLeastBalance = -99999;  // cents
constexpr int kMostBalance = 999999;
constexpr int kLastNation = static_cast<int>(kNations.size()) - 1;

void Addresses(NumberStream& stream, int64_t begin, int64_t end, ColumnValues& values) {
  constexpr std::string_view kCharacters =
      "0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ,";
  constexpr int kCharactersOfANumber = 5;
  TextBuilder texts(values, static_cast<size_t>(end - begin), kAddress.most);
  stream.Each(begin, end, [&](Random& random, size_t) {
    const int length = random.Next(kAddress.least, kAddress.most);
    int64_t number = 0;
    for (int i = 0; i < length; ++i) {
      if (i % kCharactersOfANumber == 0) number = random.Next(0, 2147483647);
      texts.Append(kCharacters[static_cast<size_t>(number & 63)]);
      number >>= 6;
    }
    texts.Finish();
  });
}

void Balances(NumberStream& stream, int64_t begin, int64_t end, ColumnValues& values) {
  stream.Each(begin, end, [&](Random& random, size_t) {
    values.doubles.push_back(random.Next(kLeastBalance, kMostBalance) / 100.0);
  });
}

// The columns of nations and of what depends on them.
class NationColumns {
 public:
  NationColumns(int64_t nation_seed, int64_t phone_seed)
      : nations_(nation_seed, 1), phones_(phone_seed, kPhoneUses) {}

  void Draw(int64_t begin, int64_t end) {
    drawn_.clear();
    nations_.Each(begin, end,
                  [&](Random& random, size_t) { drawn_.push_back(random.Next(0, kLastNation)); });
  }
  void Keys(ColumnValues& values) const { values.longs.assign(drawn_.begin(), drawn_.end()); }
  void Phones(int64_t begin, int64_t end, ColumnValues& values) {
    TextBuilder texts(values, drawn_.size(), kPhoneLength);
    phones_.Each(begin, end, [&](Random& random, size_t i) {
      texts.Number(10 + drawn_[i], 2);
      for (int part = 0; part < 2; ++part) {
        texts.Append('-');
        texts.Number(random.Next(100, 999), 3);
      }
      texts.Append('-');
      texts.Number(random.Next(1000, 9999), 4);
      texts.Finish();
    });
  }

 private:
  NumberStream nations_;
  NumberStream phones_;
  std::vector<int> drawn_;
};

class Customers : public ColumnGenerator {
 public:
  Customers(std::vector<size_t> columns, std::shared_ptr<TextPool> pool)
      : ColumnGenerator(std::move(columns)), pool_(std::move(pool)) {}

 private:
  size_t Begin(int64_t begin, int64_t end) override {
    if (Wants({3, 4})) nations_.Draw(begin, end);
    return static_cast<size_t>(end - begin);
  }
  void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) override {
    switch (column) {
      case 0: return Keys(begin, end, values);
      case 1: return Names("Customer#", begin, end, values);
      case 2: return Addresses(addresses_, begin, end, values);
      case 3: return nations_.Keys(values);
      case 4: return nations_.Phones(begin, end, values);
      case 5: return Balances(balances_, begin, end, values);
      case 6:
        return segments_.Each(begin, end, [&](Random& random, size_t) {
          values.texts.push_back(NextOf(kMarketSegments, random));
        });
      default:
        return comments_.Each(begin, end, [&](Random& random, size_t) {
          values.texts.push_back(NextComment(random, kComment, *pool_));
        });
    }
  }

  static constexpr Lengths kComment{73};
  const std::shared_ptr<TextPool> pool_;
  NationColumns nations_{1489529863, 1521138112};
  NumberStream addresses_{881155353, kAddressUses};
  NumberStream balances_{298370230, 1};
  NumberStream segments_{1140279430, 1};
  NumberStream comments_{1335826707, 2};
};

class Suppliers : public ColumnGenerator {
 public:
  Suppliers(std::vector<size_t> columns, std::shared_ptr<TextPool> pool)
      : ColumnGenerator(std::move(columns)), pool_(std::move(pool)) {}

 private:
  size_t Begin(int64_t begin, int64_t end) override {
    if (Wants({3, 4})) nations_.Draw(begin, end);
    return static_cast<size_t>(end - begin);
  }
  void Make(size_t column, int64_t begin, int64_t end, ColumnValues& values) override {
    switch (column) {
      case 0: return Keys(begin, end, values);
      case 1: return Names("Supplier#", begin, end, values);
      case 2: return Addresses(addresses_, begin, end, values);
      case 3: return nations_.Keys(values);
      case 4: return nations_.Phones(begin, end, values);
      case 5: return Balances(balances_, begin, end, values);
      default: return Comments(begin, end, values);
    }
  }
  // A supplier in a thousand is complained of or recommended (specification, clause 4.2.3).
  void Comments(int64_t begin, int64_t end, ColumnValues& values) {
    constexpr int kOfBase = 10;
    constexpr int kComplaintPercent = 50;
    values.built.reserve(static_cast<size_t>(end - begin) * kComment.most);
    comments_.Each(begin, end, [&](Random& random, size_t) {
      values.texts.push_back(NextComment(random, kComment, *pool_));
    });
    std::vector<int> judged;
    judged_.Each(begin, end,
                 [&](Random& random, size_t) { judged.push_back(random.Next(1, 10'000)); });
    std::vector<int> noises, offsets;
    noises_.Each(begin, end, [&](Random& random, size_t i) {
      if (judged[i] > kOfBase) return noises.push_back(0);
      noises.push_back(random.Next(0, static_cast<int>(values.texts[i].size()) - kJudgement));
    });
    offsets_.Each(begin, end, [&](Random& random, size_t i) {
      if (judged[i] > kOfBase) return offsets.push_back(0);
      offsets.push_back(
          random.Next(0, static_cast<int>(values.texts[i].size()) - kJudgement - noises[i]));
    });
    kinds_.Each(begin, end, [&](Random& random, size_t i) {
      if (judged[i] > kOfBase) return;
      const std::string_view verdict =
          random.Next(0, 100) < kComplaintPercent ? kComplaint : kRecommendation;
      const std::string_view text = values.texts[i];
      const size_t at = values.built.size();
      values.built.insert(values.built.end(), text.begin(), text.end());
      char* const copy = values.built.data() + at;
      std::copy(kSubject.begin(), kSubject.end(), copy + offsets[i]);
      std::copy(verdict.begin(), verdict.end(),
                copy + offsets[i] + noises[i] + static_cast<int>(kSubject.size()));
      values.texts[i] = {copy, text.size()};
    });
  }

  static constexpr Lengths kComment{63};
  static constexpr std::string_view kSubject = "Customer ";
  static constexpr std::string_view kComplaint = "Complaints";
  static constexpr std::string_view kRecommendation = "Recommends";
  static constexpr int kJudgement = static_cast<int>(kSubject.size() + kComplaint.size());
  const std::shared_ptr<TextPool> pool_;
  NationColumns nations_{110356601, 884434366};
  NumberStream addresses_{706178559, kAddressUses};
  NumberStream balances_{962338209, 1};
  NumberStream comments_{1341315363, 2};
  NumberStream judged_{202794285, 1};
  NumberStream noises_{263032577, 1};
  NumberStream offsets_{715851524, 1};
  NumberStream kinds_{753643799, 1};
};

}  // namespace

std::unique_ptr<Generator> MakeCustomers(std::vector<size_t> columns,
                                         std::shared_ptr<TextPool> pool) {
  return std::make_unique<Customers>(std::move(columns), std::move(pool));
}
std::unique_ptr<Generator> MakeSuppliers(std::vector<size_t> columns,
                                         std::shared_ptr<TextPool> pool) {
  return std::make_unique<Suppliers>(std::move(columns), std::move(pool));
}

}  // namespace tarn::tpch
