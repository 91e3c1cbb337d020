#include "engine/embedded/typing/signature_lengths.h"

#include <algorithm>
#include <array>

namespace tarn::engine::embedded {
namespace {

constexpr int64_t kMaxDigits = 38;
constexpr int64_t kMaxCharLength = 65536;
constexpr size_t kAnyNumber = 0;

int64_t Get(const Lengths& lengths, std::string_view name) {
  const auto found = lengths.find(name);
  return found == lengths.end() ? 0 : found->second;
}

// Digits of the result of operators of two decimals
// (https://trino.io/docs/476/functions/decimal.html).
struct Decimals {
  int64_t ap, as, bp, bs;
  explicit Decimals(const Lengths& lengths)
      : ap(Get(lengths, "ap")),
        as(Get(lengths, "as")),
        bp(Get(lengths, "bp")),
        bs(Get(lengths, "bs")) {}
};
void SetResult(Lengths& lengths, int64_t precision, int64_t scale) {
  lengths["rp"] = std::min(kMaxDigits, precision);
  lengths["rs"] = scale;
}
void Sum(Lengths& lengths) {
  const Decimals d(lengths);
  SetResult(lengths, std::max(d.ap - d.as, d.bp - d.bs) + std::max(d.as, d.bs) + 1,
            std::max(d.as, d.bs));
}
void Product(Lengths& lengths) {
  const Decimals d(lengths);
  SetResult(lengths, d.ap + d.bp, d.as + d.bs);
}
void Quotient(Lengths& lengths) {
  const Decimals d(lengths);
  SetResult(lengths, d.ap + d.bs + std::max<int64_t>(d.bs - d.as, 0), std::max(d.as, d.bs));
}
void Remainder(Lengths& lengths) {
  const Decimals d(lengths);
  SetResult(lengths, std::min(d.bp - d.bs, d.ap - d.as) + std::max(d.as, d.bs),
            std::max(d.as, d.bs));
}
void Mod(Lengths& lengths) {
  lengths["ap"] = Get(lengths, "a_precision");
  lengths["as"] = Get(lengths, "a_scale");
  lengths["bp"] = Get(lengths, "b_precision");
  lengths["bs"] = Get(lengths, "b_scale");
  Remainder(lengths);
  lengths["r_precision"] = Get(lengths, "rp");
  lengths["r_scale"] = Get(lengths, "rs");
}

void Whole(Lengths& lengths) {
  const int64_t p = Get(lengths, "p"), s = Get(lengths, "s");
  SetResult(lengths, p - s + std::min<int64_t>(s, 1), 0);
}
void RoundTo(Lengths& lengths) { SetResult(lengths, Get(lengths, "p") + 1, Get(lengths, "s")); }
void Truncated(Lengths& lengths) {
  SetResult(lengths, std::max<int64_t>(Get(lengths, "p") - Get(lengths, "s"), 1), 0);
}

// Intervals of days have milliseconds.
void Millis(Lengths& lengths) { lengths["u"] = std::max<int64_t>(Get(lengths, "p"), 3); }
void PlusMillis(Lengths& lengths) {
  Millis(lengths);
  Sum(lengths);
}

void CharConcat(Lengths& lengths) {
  lengths["u"] = std::min(kMaxCharLength, Get(lengths, "x") + Get(lengths, "y"));
}
// Lengths are below 2^31 each: products of three fit when they are bounded on the way.
int64_t Bounded(int64_t length) { return std::min(length, kUnboundedLength); }
void Replaced(Lengths& lengths) {
  const int64_t x = Get(lengths, "x");
  lengths["u"] = Bounded(x + Bounded(Get(lengths, "z") * (x + 1)));
}
void RegexpReplaced(Lengths& lengths) {
  const int64_t x = Get(lengths, "x"), y = Get(lengths, "y");
  lengths["z"] = Bounded(x + Bounded(Bounded(std::max(x * y / 2, y)) * (x + 1)));
}
void UrlEncoded(Lengths& lengths) { lengths["y"] = Bounded(Get(lengths, "x") * 12); }
// "2020-01-01T00:00:00.123" and, with a zone, "+14:00" behind it.
void Iso8601(Lengths& lengths) {
  const int64_t p = Get(lengths, "p");
  lengths["n"] = 22 + (p > 0 ? p + 1 : 0);
  lengths["m"] = Get(lengths, "n") + 6;
}

struct Rule {
  std::string_view name;
  size_t arguments;
  void (*calculate)(Lengths&);
};
constexpr std::array kRules = {
    Rule{"+", kAnyNumber, PlusMillis},
    Rule{"-", kAnyNumber, PlusMillis},
    Rule{"*", kAnyNumber, Product},
    Rule{"/", kAnyNumber, Quotient},
    Rule{"%", kAnyNumber, Remainder},
    Rule{"mod", kAnyNumber, Mod},
    Rule{"ceil", kAnyNumber, Whole},
    Rule{"ceiling", kAnyNumber, Whole},
    Rule{"floor", kAnyNumber, Whole},
    Rule{"round", 1, Whole},
    Rule{"round", 2, RoundTo},
    Rule{"truncate", 1, Truncated},
    Rule{"concat", kAnyNumber, CharConcat},
    Rule{"replace", 3, Replaced},
    Rule{"regexp_replace", 3, RegexpReplaced},
    Rule{"url_encode", kAnyNumber, UrlEncoded},
    Rule{"to_iso8601", kAnyNumber, Iso8601},
};

}  // namespace

void CalculateLengths(std::string_view name, size_t arguments, Lengths& lengths) {
  for (const Rule& rule : kRules) {
    if (rule.name == name && (rule.arguments == kAnyNumber || rule.arguments == arguments)) {
      return rule.calculate(lengths);
    }
  }
}

}  // namespace tarn::engine::embedded
