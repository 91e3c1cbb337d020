// What the data must look like. Bounds are wide enough for any seed; all of it is deterministic.
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "base/clock.h"
#include "datagen/generator.h"
#include "datagen/tests/csv_reader.h"
#include "datagen/tests/temp_folder.h"

namespace tarn::datagen {
namespace {

int64_t Seconds(const std::string& time) {
  return base::ParseTimestamp(time).time_since_epoch().count() / 1'000'000;
}
int Hour(const std::string& time) { return std::stoi(time.substr(11, 2)); }

constexpr uint64_t kCustomers = 5000, kProducts = 100;

class Realism : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TempFolder;
    GenerateOptions options;
    options.folder = folder_->path();
    Scale(options, 0.05);
    options.products = kProducts;
    Generate(options);
    events_ = new Csv(ReadCsv(folder_->File("customer_events.csv")));
    payments_ = new Csv(ReadCsv(folder_->File("payment_transactions.csv")));
    inventory_ = new Csv(ReadCsv(folder_->File("inventory_snapshots.csv")));
    tickets_ = new Csv(ReadCsv(folder_->File("support_tickets.csv")));
  }
  static void TearDownTestSuite() {
    delete folder_;
    delete events_;
    delete payments_;
    delete inventory_;
    delete tickets_;
  }

  static std::map<std::string, size_t> Count(const Csv& csv, const std::string& column) {
    std::map<std::string, size_t> counts;
    size_t i = csv.Column(column);
    for (const auto& row : csv.rows) ++counts[row[i]];
    return counts;
  }
  // How much of all rows the most frequent tenth of the values have.
  static double TopTenth(const std::map<std::string, size_t>& counts, size_t values) {
    std::vector<size_t> sizes;
    size_t total = 0;
    for (const auto& [value, n] : counts) {
      sizes.push_back(n);
      total += n;
    }
    std::sort(sizes.rbegin(), sizes.rend());
    size_t top = 0;
    for (size_t i = 0; i < values / 10; ++i) top += sizes[i];
    return static_cast<double>(top) / static_cast<double>(total);
  }

  static TempFolder* folder_;
  static Csv *events_, *payments_, *inventory_, *tickets_;
};
TempFolder* Realism::folder_;
Csv *Realism::events_, *Realism::payments_, *Realism::inventory_, *Realism::tickets_;

TEST_F(Realism, EventsWalkDownTheFunnel) {
  auto counts = Count(*events_, "event_type");
  ASSERT_EQ(counts.size(), 5u);
  EXPECT_GT(counts["page_view"], counts["view"]);
  EXPECT_GT(counts["view"], counts["click"]);
  EXPECT_GT(counts["click"], counts["add_to_cart"]);
  EXPECT_GT(counts["add_to_cart"], counts["purchase"]);
  EXPECT_GT(counts["purchase"], events_->rows.size() / 30);
}

TEST_F(Realism, SessionsAreShortVisitsOfOneCustomer) {
  struct Session {
    std::string customer, device;
    int64_t begin = 0, last = 0;
    int events = 0;
    std::set<std::string> in_cart;
  };
  std::map<std::string, Session> sessions;
  size_t bounces = 0;
  for (size_t i = 0; i < events_->rows.size(); ++i) {
    const auto& row = events_->rows[i];
    int64_t time = Seconds(row[4]);
    auto [it, is_new] = sessions.try_emplace(row[2]);
    Session& session = it->second;
    if (is_new) {
      session.customer = row[1];
      session.device = row[7];
      session.begin = session.last = time;
      EXPECT_EQ(row[3], "page_view");
    }
    ASSERT_EQ(session.customer, row[1]);
    ASSERT_EQ(session.device, row[7]);
    ASSERT_GE(time, session.last);
    session.last = time;
    ASSERT_LE(++session.events, 20);
    ASSERT_LT(session.last - session.begin, 3 * 3600);
    if (row[3] == "add_to_cart") session.in_cart.insert(row[5]);
    if (row[3] == "purchase") {
      ASSERT_TRUE(session.in_cart.count(row[5])) << "bought what was not in the cart";
    }
    ASSERT_EQ(row[10].empty(), row[3] != "purchase");
  }
  for (const auto& [id, session] : sessions) bounces += session.events == 1;
  double mean = static_cast<double>(events_->rows.size()) / static_cast<double>(sessions.size());
  EXPECT_GT(mean, 3);
  EXPECT_LT(mean, 8);
  EXPECT_GT(bounces, sessions.size() / 5);
  EXPECT_LT(bounces, sessions.size() / 2);
}

TEST_F(Realism, FewAreVeryPopular) {
  double products = TopTenth(Count(*events_, "product_id"), kProducts);
  EXPECT_GT(products, 0.25);
  EXPECT_LT(products, 0.7);
  double customers = TopTenth(Count(*payments_, "customer_id"), kCustomers);
  EXPECT_GT(customers, 0.25);
  EXPECT_LT(customers, 0.7);
}

TEST_F(Realism, DaysWeeksAndSeasonsHaveTheirRhythm) {
  std::map<int, size_t> hours, months;
  for (const auto& row : events_->rows) {
    ++hours[Hour(row[4])];
    ++months[std::stoi(row[4].substr(5, 2))];
  }
  EXPECT_GT(hours[20], 8 * hours[3]);
  EXPECT_GT(hours[3], 0u);
  EXPECT_GT(months[12], months[6] * 5 / 4);
  EXPECT_GT(months[9], months[2]);
  std::map<int64_t, size_t> weekdays;  // 1970-01-01 was a Thursday
  for (const auto& row : payments_->rows) ++weekdays[(Seconds(row[8]) / 86400 + 3) % 7];
  EXPECT_GT(weekdays[6], weekdays[2]);
}

TEST_F(Realism, FraudGoesWithRisk) {
  double fraud_risk = 0, other_risk = 0;
  size_t frauds = 0, high = 0, high_frauds = 0;
  for (const auto& row : payments_->rows) {
    double risk = std::stod(row[9]);
    ASSERT_GE(risk, 0);
    ASSERT_LT(risk, 1);
    bool fraud = row[10] == "true";
    ASSERT_TRUE(fraud || row[10] == "false");
    frauds += fraud;
    (fraud ? fraud_risk : other_risk) += risk;
    high += risk > 0.6;
    high_frauds += fraud && risk > 0.6;
  }
  size_t all = payments_->rows.size();
  EXPECT_GT(frauds, all / 500);
  EXPECT_LT(frauds, all / 50);
  EXPECT_GT(fraud_risk / static_cast<double>(frauds),
            1.5 * other_risk / static_cast<double>(all - frauds));
  EXPECT_GT(high_frauds * 10, high);
}

TEST_F(Realism, PurchasesArePaidAndProductsHaveOnePrice) {
  std::set<std::string> paid;  // customer|product|amount
  std::map<std::string, std::set<std::string>> amounts;
  for (const auto& row : payments_->rows) {
    paid.insert(row[2] + "|" + row[3] + "|" + row[4]);
    amounts[row[3]].insert(row[4]);
  }
  size_t purchases = 0, missing = 0;
  for (const auto& row : events_->rows) {
    if (row[3] != "purchase") continue;
    ++purchases;
    missing += !paid.count(row[1] + "|" + row[5] + "|" + row[10]);
  }
  EXPECT_EQ(missing, 0u) << "of " << purchases;
  // One to three pieces of one price.
  for (const auto& [product, all] : amounts) EXPECT_LE(all.size(), 3u) << product;
}

TEST_F(Realism, OrdersAreOfOneCustomerAndFailedTriesComeFirst) {
  std::map<std::string, std::vector<const std::vector<std::string>*>> orders;
  for (const auto& row : payments_->rows) orders[row[1]].push_back(&row);
  size_t retried = 0;
  for (const auto& [order, tries] : orders) {
    ASSERT_LE(tries.size(), 2u);
    if (tries.size() == 1) continue;
    ++retried;
    EXPECT_EQ((*tries[0])[7], "failed");
    EXPECT_EQ((*tries[0])[2], (*tries[1])[2]);
    EXPECT_EQ((*tries[0])[4], (*tries[1])[4]);
    EXPECT_LE((*tries[0])[8], (*tries[1])[8]);
  }
  EXPECT_GT(retried, orders.size() / 50);
  auto status = Count(*payments_, "status");
  EXPECT_EQ(status.size(), 4u);
  EXPECT_GT(status["completed"], payments_->rows.size() * 8 / 10);
  EXPECT_GT(status["refunded"], payments_->rows.size() / 100);
}

TEST_F(Realism, TimesStayInTheRangeAndPaymentsAndTicketsAreInOrder) {
  auto check = [](const Csv& csv, const std::string& column, bool sorted) {
    std::string previous;
    size_t i = csv.Column(column);
    for (const auto& row : csv.rows) {
      if (row[i].empty()) continue;
      ASSERT_GE(row[i], "2025-01-01");
      ASSERT_LE(row[i], "2025-12-31 23:59:59");
      if (sorted) {
        ASSERT_GE(row[i].substr(0, 10), previous) << column;
        previous = row[i].substr(0, 10);
      }
    }
  };
  check(*events_, "event_timestamp", false);
  check(*payments_, "transaction_timestamp", false);
  check(*inventory_, "snapshot_date", true);
  check(*tickets_, "created_at", true);
  check(*tickets_, "first_response_at", false);
  check(*tickets_, "resolved_at", false);
}

TEST_F(Realism, ReferencesExist) {
  std::set<std::string> in_stock;
  for (const auto& row : inventory_->rows) in_stock.insert(row[1]);
  EXPECT_EQ(in_stock.size(), kProducts);
  for (const Csv* csv : {events_, payments_}) {
    for (const auto& [product, n] : Count(*csv, "product_id")) ASSERT_TRUE(in_stock.count(product));
  }
  for (const Csv* csv : {events_, payments_, tickets_}) {
    for (const auto& [customer, n] : Count(*csv, "customer_id")) {
      ASSERT_GE(std::stoull(customer), 1u);
      ASSERT_LE(std::stoull(customer), kCustomers);
    }
  }
}

TEST_F(Realism, StockFallsWithSalesAndIsRefilled) {
  std::map<std::string, std::vector<const std::vector<std::string>*>> series;
  std::set<std::string> keys;
  std::map<std::string, double> rates;
  for (const auto& row : inventory_->rows) {
    series[row[1] + "|" + row[2]].push_back(&row);
    ASSERT_TRUE(keys.insert(row[1] + "|" + row[2] + "|" + row[3]).second);
    ASSERT_LE(std::stoul(row[5]), std::stoul(row[4]));
    rates[row[1]] += std::stod(row[7]);
  }
  size_t falls = 0, rises = 0, low = 0;
  for (const auto& [key, rows] : series) {
    for (size_t i = 1; i < rows.size(); ++i) {
      int64_t change = std::stoll((*rows[i])[4]) - std::stoll((*rows[i - 1])[4]);
      falls += change < 0;
      rises += change > 0;
    }
    for (const auto* row : rows) low += std::stoul((*row)[4]) <= std::stoul((*row)[6]);
  }
  EXPECT_GT(rises, inventory_->rows.size() / 50);
  EXPECT_GT(falls, 2 * rises);
  EXPECT_GT(low, inventory_->rows.size() / 50);
  EXPECT_LT(low, inventory_->rows.size() / 2);
  // What sells much in the payments sells much in the inventory's averages.
  auto sold = Count(*payments_, "product_id");
  auto most = [](const auto& map) {
    return std::max_element(map.begin(), map.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; });
  };
  double rate_of_best = rates[most(sold)->first];
  EXPECT_GT(rate_of_best, most(rates)->second / 2);
}

TEST_F(Realism, TicketsAreAnsweredByPriority) {
  std::map<std::string, std::pair<double, size_t>> response;
  for (const auto& row : tickets_->rows) {
    bool solved = row[4] == "resolved" || row[4] == "closed";
    ASSERT_EQ(row[7].empty(), !solved);
    ASSERT_EQ(row[6].empty(), row[4] == "open");
    if (!row[8].empty()) {
      ASSERT_TRUE(solved);
      ASSERT_TRUE(row[8] >= "1" && row[8] <= "5" && row[8].size() == 1);
    }
    if (row[6].empty()) continue;
    ASSERT_GT(row[6], row[5]);
    if (solved) {
      ASSERT_GT(row[7], row[6]);
    }
    auto& [sum, n] = response[row[3]];
    sum += static_cast<double>(Seconds(row[6]) - Seconds(row[5]));
    ++n;
  }
  auto mean = [&](const char* priority) {
    return response[priority].first / static_cast<double>(response[priority].second);
  };
  EXPECT_LT(mean("critical"), mean("high"));
  EXPECT_LT(mean("high"), mean("medium"));
  EXPECT_LT(mean("medium"), mean("low"));
}

}  // namespace
}  // namespace tarn::datagen
