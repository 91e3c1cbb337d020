// support_tickets.csv: requests, many of them about an order of the days before.
#include <algorithm>
#include <cmath>

#include "datagen/slice.h"

namespace tarn::datagen {
namespace {

constexpr std::array<Word, 6> kTopics = {Word("shipping"), Word("returns"),   Word("billing"),
                                         Word("product"),  Word("technical"), Word("account")};
// Of 16: what people who just ordered ask for, and everybody else.
constexpr uint8_t kTopicsOfBuyers[16] = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4};
constexpr uint8_t kTopicsOfOthers[16] = {0, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5};

struct Priority {
  Word name;
  uint32_t of_thousand;
  double response_median;    // minutes
  double resolution_median;  // minutes, from the creation
  double response_promised;  // minutes: later disappoints
};
constexpr std::array<Priority, 4> kPriorities = {{{Word("low"), 320, 560, 3700, 1440},
                                                  {Word("medium"), 440, 190, 2100, 480},
                                                  {Word("high"), 190, 95, 720, 240},
                                                  {Word("critical"), 50, 24, 220, 60}}};
constexpr Word kOpen{"open"}, kInProgress{"in_progress"}, kResolved{"resolved"}, kClosed{"closed"};

const Priority& DrawPriority(Random& random) {
  uint32_t of_thousand = random.Below(1000);
  for (const Priority& priority : kPriorities) {
    if (of_thousand < priority.of_thousand) return priority;
    of_thousand -= priority.of_thousand;
  }
  return kPriorities[0];
}

// 1 to 5; a late answer costs a point or two.
uint32_t DrawScore(bool late, Random& random) {
  constexpr uint8_t kPleased[16] = {5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 3, 3, 1};
  constexpr uint8_t kAnnoyed[16] = {5, 5, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 1, 1, 1, 1};
  return (late ? kAnnoyed : kPleased)[random.Below(16)];
}

struct Ticket {
  uint64_t customer = 0;
  const Word* topic = nullptr;
  int64_t created = 0;
};

Ticket DrawTicket(const World& world, const std::vector<OrderNote>& orders, int64_t created,
                  Random& random) {
  if (!orders.empty() && random.Chance(450)) {
    const OrderNote& order = orders[random.Below(static_cast<uint32_t>(orders.size()))];
    if (order.time < created) {
      return {order.customer, &kTopics[kTopicsOfBuyers[random.Below(16)]], created};
    }
  }
  return {world.DrawCustomer(random), &kTopics[kTopicsOfOthers[random.Below(16)]], created};
}

void WriteRow(const World& world, uint64_t id, const Ticket& ticket, Random& random,
              RowWriter& out) {
  static const LogNormal kResponse(0.85), kResolution(0.75);
  const int64_t last = world.curve().last_second();
  const Priority& priority = DrawPriority(random);
  double response_minutes = priority.response_median * kResponse.Draw(random);
  double resolution_minutes =
      response_minutes + priority.resolution_median * kResolution.Draw(random);
  int64_t responded = ticket.created + 30 + static_cast<int64_t>(response_minutes * 60);
  int64_t resolved = ticket.created + 90 + static_cast<int64_t>(resolution_minutes * 60);
  bool answered = responded <= last;
  // A few are never solved.
  bool solved = answered && resolved <= last && !random.Chance(12);

  out.Int(id);
  out.Comma();
  out.Int(ticket.customer);
  out.Comma();
  out.Text(*ticket.topic);
  out.Comma();
  out.Text(priority.name);
  out.Comma();
  out.Text(solved ? (random.Chance(650) ? kClosed : kResolved) : answered ? kInProgress : kOpen);
  out.Comma();
  out.Timestamp(ticket.created);
  out.Comma();
  if (answered) out.Timestamp(responded);
  out.Comma();
  if (solved) out.Timestamp(resolved);
  out.Comma();
  if (solved && random.Chance(720)) {
    out.Int(DrawScore(response_minutes > priority.response_promised, random));
  }
  out.Newline();
}

}  // namespace

void WriteTickets(const World& world, Slice& slice) {
  const RowRange& rows = slice.range(FileKind::kSupportTickets);
  auto total = static_cast<double>(world.rows(FileKind::kSupportTickets));
  Random random(world.SliceSeed(FileKind::kSupportTickets, slice.index));
  TimeCurve::Cursor cursor(world.curve());
  CsvBuffer& buffer = slice.buffer(FileKind::kSupportTickets);
  RowWriter out(buffer.Reserve(rows.size()));
  for (uint64_t row = rows.begin; row < rows.end; ++row) {
    int64_t created = cursor.TimeOf((static_cast<double>(row) + random.Unit()) / total);
    WriteRow(world, row + 1, DrawTicket(world, slice.orders, created, random), random, out);
  }
  buffer.SetSize(out.size());
}

}  // namespace tarn::datagen
