// customer_events.csv: sessions that walk the funnel page_view → view → click → add_to_cart →
// purchase.
#include <algorithm>

#include "datagen/slice.h"

namespace tarn::datagen {
namespace {

enum Step : uint8_t { kPageView, kView, kClick, kAddToCart, kPurchase };
constexpr std::array<Word, 5> kStepNames = {Word("page_view"), Word("view"), Word("click"),
                                            Word("add_to_cart"), Word("purchase")};
constexpr size_t kMaxEvents = 20;
constexpr int kMaxItems = 3;
// Session ids are the id of the first event plus this: recognisable, unique, growing.
constexpr uint64_t kFirstSessionId = 1'000'000'000;

constexpr std::array<Padded<16>, 10> kCategories = {
    Padded<16>("shoes"),  Padded<16>("jackets"), Padded<16>("bags"),   Padded<16>("kitchen"),
    Padded<16>("audio"),  Padded<16>("games"),   Padded<16>("garden"), Padded<16>("books"),
    Padded<16>("beauty"), Padded<16>("outdoor")};
// The comma makes the URL a quoted field.
constexpr std::array<Padded<16>, 6> kSearches = {Padded<16>("lamp,oak"), Padded<16>("shoes,red"),
                                                 Padded<16>("tent,2p"),  Padded<16>("usb-c,hub"),
                                                 Padded<16>("mug,blue"), Padded<16>("rug,wool")};

struct Event {
  Step step;
  uint8_t page;  // of a page_view: which kind of page; of a purchase: the quantity
  uint64_t product;
};

// The events of one session, before they get times.
class Plan {
 public:
  size_t size() const { return size_; }
  const Event& operator[](size_t i) const { return events_[i]; }
  bool Add(Step step, uint64_t product, uint8_t page = 0) {
    if (size_ == kMaxEvents) return false;
    events_[size_++] = {step, page, product};
    return true;
  }

 private:
  std::array<Event, kMaxEvents> events_;
  size_t size_ = 0;
};

void PlanBrowsing(const World& world, Random& random, Plan& plan) {
  uint64_t product = plan[0].product;
  // Each further look is a little less likely: lengths fall off geometrically.
  while (plan.size() < kMaxEvents && random.Chance(780)) {
    uint32_t what = random.Below(10);
    if (what < 3) {
      product = world.DrawProduct(random);
      plan.Add(kPageView, product, static_cast<uint8_t>(random.Below(8)));
    } else {
      plan.Add(what < 7 ? kView : kClick, product);
    }
  }
}

// Looks at some products, puts them into the cart and, unless the cart is abandoned, buys them.
void PlanShopping(const World& world, Random& random, bool buys, Plan& plan) {
  uint64_t items[kMaxItems] = {plan[0].product};
  int wanted = random.Chance(620) ? 1 : random.Chance(700) ? 2 : kMaxItems;
  for (int i = 0; i < wanted; ++i) {
    if (i > 0) {
      items[i] = world.DrawProduct(random);
      if (random.Chance(400)) plan.Add(kPageView, items[i], static_cast<uint8_t>(random.Below(8)));
    }
    plan.Add(kView, items[i]);
    if (random.Chance(550)) plan.Add(kView, items[i]);
    if (random.Chance(700)) plan.Add(kClick, items[i]);
    plan.Add(kAddToCart, items[i]);
  }
  if (!buys) return;
  for (int i = 0; i < wanted; ++i) {
    plan.Add(kPurchase, items[i], static_cast<uint8_t>(World::DrawQuantity(random)));
  }
}

void PlanSession(const World& world, Random& random, Plan& plan) {
  // Statements of their own: the order in which arguments are drawn is the compiler's choice.
  auto page = static_cast<uint8_t>(random.Below(8));
  plan.Add(kPageView, world.DrawProduct(random), page);
  uint32_t intent = random.Below(1000);
  if (intent < 250) return;  // a bounce
  if (intent < 640) {
    PlanBrowsing(world, random, plan);
  } else {
    PlanShopping(world, random, intent >= 800, plan);
  }
}

void WriteUrl(const Event& event, RowWriter& out) {
  static constexpr Padded<16> kProduct{"/products/"}, kCategory{"/category/"}, kCart{"/cart?add="},
      kSearch{"\"/search?q="};
  static constexpr Padded<32> kDone{"/checkout/complete"};
  if (event.step == kAddToCart) {
    out.Text(kCart);
    out.Int(event.product);
  } else if (event.step == kPurchase) {
    out.Text(kDone);
  } else if (event.step != kPageView || event.page >= 5) {
    out.Text(kProduct);
    out.Int(event.product);
  } else if (event.page >= 2) {
    out.Text(kCategory);
    out.Text(kCategories[event.product % kCategories.size()]);
  } else if (event.page == 1) {
    out.Text(kSearch);
    out.Text(kSearches[event.product % kSearches.size()]);
    out.Char('"');
  } else {
    out.Char('/');
  }
}

// What all rows of a session share, formatted once.
struct SessionText {
  Padded<48> customer_and_session;  // "17,1000000042,"
  Padded<48> device_to_country;     // ",mobile,Safari,DE,"
};

SessionText FormatSession(const World& world, uint64_t customer, uint64_t session, Random& random) {
  SessionText text;
  RowWriter ids(text.customer_and_session.data);
  ids.Int(customer);
  ids.Comma();
  ids.Int(session);
  ids.Comma();
  text.customer_and_session.size = static_cast<uint8_t>(ids.size());
  Customer habits = world.CustomerOf(customer);
  // Now and then somebody uses another device.
  bool usual = random.Chance(850);
  uint8_t device = usual ? habits.device : static_cast<uint8_t>((habits.device + 1) % 3);
  uint8_t browser = usual ? habits.browser : 0;
  // Enough room behind the last field for the whole word that Text copies.
  char scratch[96];
  RowWriter tail(scratch);
  tail.Comma();
  tail.Text(kDevices[device]);
  tail.Comma();
  tail.Text(kBrowsers[browser]);
  tail.Comma();
  tail.Text(*habits.country);
  tail.Comma();
  text.device_to_country = Padded<48>(std::string_view(scratch, tail.size()));
  return text;
}

}  // namespace

void WriteEvents(const World& world, Slice& slice) {
  static const LogNormal kGaps(0.9);
  constexpr double kMedianGap = 22;  // seconds between two events
  const RowRange& rows = slice.range(FileKind::kCustomerEvents);
  auto total = static_cast<double>(world.rows(FileKind::kCustomerEvents));
  Random random(world.SliceSeed(FileKind::kCustomerEvents, slice.index));
  TimeCurve::Cursor cursor(world.curve());
  const int64_t last = world.curve().last_second();
  CsvBuffer& buffer = slice.buffer(FileKind::kCustomerEvents);
  RowWriter out(buffer.Reserve(rows.size()));

  for (uint64_t row = rows.begin; row < rows.end;) {
    int64_t time = cursor.TimeOf((static_cast<double>(row) + random.Unit()) / total);
    uint64_t customer = world.DrawCustomer(random);
    Plan plan;
    PlanSession(world, random, plan);
    SessionText text = FormatSession(world, customer, kFirstSessionId + row + 1, random);
    size_t events = std::min<uint64_t>(plan.size(), rows.end - row);
    for (size_t i = 0; i < events; ++i, ++row) {
      const Event& event = plan[i];
      if (i > 0 && !(event.step == kPurchase && plan[i - 1].step == kPurchase)) {
        time = std::min(time + 1 + static_cast<int64_t>(kMedianGap * kGaps.Draw(random)), last);
      }
      out.Int(row + 1);
      out.Comma();
      out.Text(text.customer_and_session);
      out.Text(kStepNames[event.step]);
      out.Comma();
      out.Timestamp(time);
      out.Comma();
      out.Int(event.product);
      out.Comma();
      WriteUrl(event, out);
      out.Text(text.device_to_country);
      if (event.step == kPurchase) {
        uint32_t amount = world.PriceCents(event.product) * event.page;
        out.Hundredths(amount);
        slice.web_orders.push_back({time, customer, event.product, amount});
      }
      out.Newline();
    }
  }
  buffer.SetSize(out.size());
}

}  // namespace tarn::datagen
