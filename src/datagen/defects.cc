#include "datagen/defects.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace tarn::datagen {
namespace {

// The columns of a file that each kind of defect can hit.
struct Targets {
  std::vector<const char*> required;
  std::vector<const char*> references;
  std::vector<const char*> typed;
  const char* time;
};

const Targets& TargetsOf(FileKind kind) {
  static const std::array<Targets, kFileCount> kTargets = {
      Targets{{"customer_id", "session_id", "event_type", "event_timestamp", "product_id"},
              {"customer_id", "product_id"},
              {"customer_id", "product_id", "event_timestamp"},
              "event_timestamp"},
      Targets{{"order_id", "customer_id", "amount", "currency", "status"},
              {"customer_id", "product_id"},
              {"amount", "risk_score", "transaction_timestamp"},
              "transaction_timestamp"},
      Targets{{"product_id", "warehouse_id", "snapshot_date", "stock_quantity"},
              {"product_id"},
              {"stock_quantity", "unit_cost", "snapshot_date"},
              "snapshot_date"},
      Targets{{"customer_id", "category", "priority", "created_at"},
              {"customer_id"},
              {"customer_id", "created_at"},
              "created_at"}};
  return kTargets[static_cast<size_t>(kind)];
}

struct Field {
  size_t begin;
  size_t size;
};

// The fields of a line that the generator wrote: no quotes but around whole fields, no line ends in
// them.
std::vector<Field> SplitLine(std::string_view line) {
  std::vector<Field> fields;
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i <= line.size(); ++i) {
    if (i < line.size() && line[i] == '"') quoted = !quoted;
    if (i == line.size() || (line[i] == ',' && !quoted)) {
      fields.push_back({begin, i - begin});
      begin = i + 1;
    }
  }
  return fields;
}

size_t ColumnIndex(FileKind kind, std::string_view column) {
  std::string_view header = Header(kind);
  header.remove_suffix(1);
  std::vector<Field> names = SplitLine(header);
  for (size_t i = 0; i < names.size(); ++i) {
    if (header.substr(names[i].begin, names[i].size) == column) return i;
  }
  return 0;
}

void AppendQuoted(std::string_view text, std::string& out) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

// The same time of day, `days` earlier.
std::string Earlier(std::string_view time, int64_t days) {
  int64_t day = ParseDay(std::string(time.substr(0, 10)), "time") - days;
  char text[32];
  RowWriter out(text);
  out.Date(std::max<int64_t>(day, 0));
  return std::string(text, out.size()) + std::string(time.substr(10));
}

template <typename T>
const T& Pick(const std::vector<T>& choices, Random& random) {
  return choices[random.Below(static_cast<uint32_t>(choices.size()))];
}

// Copies the lines of one file of a slice and spoils some on the way.
class Planter {
 public:
  Planter(const World& world, const Slice& slice, FileKind file, std::string& log)
      : world_(world),
        file_(file),
        rows_(slice.range(file)),
        random_(Mix(world.SliceSeed(file, slice.index), 0xdefec7)),
        log_(log) {}

  void Run(CsvBuffer& buffer) {
    double share = world_.options().defects;
    uint64_t first = DefectCount(rows_.begin, share);
    uint64_t last = DefectCount(rows_.end, share);
    if (first == last) return;
    // The strata of the slice's defects: one each, never its first row, so that the row before a
    // duplicate is always a sound row of the same slice.
    std::string_view input(buffer.data(), buffer.size());
    CsvBuffer result;
    char* to = result.Reserve(rows_.size() + (last - first));
    size_t written = 0;
    std::string_view previous;
    uint64_t defect = first;
    uint64_t target = NextTarget(defect, last, first);
    for (uint64_t row = rows_.begin; row < rows_.end; ++row) {
      std::string_view line = input.substr(0, input.find('\n'));
      input.remove_prefix(line.size() + 1);
      std::string spoiled;
      std::string_view output = line;
      if (row == target) {
        auto kind = static_cast<DefectKind>(defect % kDefectKindCount);
        spoiled = Spoil(kind, row, line, previous);
        output = spoiled;
        target = NextTarget(++defect, last, first);
      }
      std::memcpy(to + written, output.data(), output.size());
      written += output.size();
      to[written++] = '\n';
      previous = line;
    }
    result.SetSize(written);
    buffer.Swap(result);
  }

 private:
  // The row of the defect-th defect, or the end of the slice after the last.
  uint64_t NextTarget(uint64_t defect, uint64_t last, uint64_t first) {
    if (defect == last) return rows_.end;
    uint64_t count = last - first, i = defect - first;
    uint64_t begin = rows_.begin + rows_.size() * i / count;
    uint64_t end = rows_.begin + rows_.size() * (i + 1) / count;
    if (end - begin < 2) return begin;
    return begin + 1 + random_.Below(static_cast<uint32_t>(end - begin - 1));
  }

  std::string Spoil(DefectKind kind, uint64_t row, std::string_view line,
                    std::string_view previous) {
    const Targets& targets = TargetsOf(file_);
    if (kind == DefectKind::kDuplicate && !previous.empty()) {
      std::string_view header = Header(file_);
      Log(row, header.substr(0, header.find(',')), kind, line.substr(0, line.find(',')),
          previous.substr(0, previous.find(',')));
      return std::string(previous);
    }
    switch (kind) {
      case DefectKind::kOrphan: return Replace(row, line, Pick(targets.references, random_), kind);
      case DefectKind::kBadType: return Replace(row, line, Pick(targets.typed, random_), kind);
      case DefectKind::kLate: return Replace(row, line, targets.time, kind);
      default: return Replace(row, line, Pick(targets.required, random_), DefectKind::kNull);
    }
  }

  std::string Replace(uint64_t row, std::string_view line, std::string_view column,
                      DefectKind kind) {
    Field field = SplitLine(line)[ColumnIndex(file_, column)];
    std::string_view original = line.substr(field.begin, field.size);
    std::string planted = Planted(kind, column, original);
    Log(row, column, kind, original, planted);
    std::string result(line.substr(0, field.begin));
    result += planted;
    result += line.substr(field.begin + field.size);
    return result;
  }

  std::string Planted(DefectKind kind, std::string_view column, std::string_view original) {
    static const std::vector<const char*> kNotNumbers = {"abc", "12,5", "N/A", "1e", "#REF!"};
    static const std::vector<const char*> kNotTimes = {"not-a-date", "2025-13-45", "31/31/2025",
                                                       "yesterday"};
    switch (kind) {
      case DefectKind::kOrphan: {
        uint64_t highest =
            column == "product_id" ? world_.options().products : world_.options().customers;
        return fmt::format("{}", highest + 1'000'000 + random_.Below(1'000'000));
      }
      case DefectKind::kBadType: {
        bool is_time = original.size() >= 10 && original[4] == '-';
        std::string text = Pick(is_time ? kNotTimes : kNotNumbers, random_);
        return text.find(',') == std::string::npos ? text : "\"" + text + "\"";
      }
      case DefectKind::kLate: return Earlier(original, 30 + random_.Below(60));
      default: return "";
    }
  }

  void Log(uint64_t row, std::string_view column, DefectKind kind, std::string_view original,
           std::string_view planted) {
    // The header is line 1 and no field holds a line end.
    fmt::format_to(std::back_inserter(log_), "{},{},{},{},{},", FileName(file_), row + 1, row + 2,
                   column, DefectKindName(kind));
    AppendQuoted(original, log_);
    log_ += ',';
    AppendQuoted(Unquoted(planted), log_);
    log_ += '\n';
  }

  static std::string_view Unquoted(std::string_view text) {
    return text.size() >= 2 && text[0] == '"' ? text.substr(1, text.size() - 2) : text;
  }

  const World& world_;
  FileKind file_;
  RowRange rows_;
  Random random_;
  std::string& log_;
};

}  // namespace

const char* DefectKindName(DefectKind kind) {
  constexpr const char* kNames[kDefectKindCount] = {"null", "duplicate", "orphan", "bad_type",
                                                    "late"};
  return kNames[static_cast<size_t>(kind)];
}

uint64_t DefectCount(uint64_t rows, double share) {
  return static_cast<uint64_t>(std::floor(static_cast<double>(rows) * share));
}

void PlantDefects(const World& world, Slice& slice, std::string& defects_csv) {
  if (world.options().defects == 0) return;
  for (FileKind file : kAllFiles) Planter(world, slice, file, defects_csv).Run(slice.buffer(file));
}

}  // namespace tarn::datagen
