#include "tpch/generator.h"

#include <cmath>
#include <fstream>
#include <numeric>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "base/error.h"

namespace tarn::tpch {
namespace {

constexpr const char* kGolden = TARN_SOURCE_DIR "/tests/golden/tpch/";

std::shared_ptr<TextPool> Pool() {
  static const auto pool = std::make_shared<TextPool>();
  return pool;
}

std::vector<size_t> AllColumns(const Table& table) {
  std::vector<size_t> columns(table.columns.size());
  std::iota(columns.begin(), columns.end(), size_t{0});
  return columns;
}

std::string ValueText(const Column& column, const ColumnValues& values, size_t row) {
  switch (column.kind) {
    case ColumnKind::kBigint: return std::to_string(values.longs.at(row));
    case ColumnKind::kInteger:
    case ColumnKind::kDate: return std::to_string(values.integers.at(row));
    case ColumnKind::kDouble: return fmt::format("{:.2f}", values.doubles.at(row));
    default: return std::string(values.texts.at(row));
  }
}

std::string Crc32(const std::string& text) {
  return fmt::format("{:08x}", crc32(0, reinterpret_cast<const Bytef*>(text.data()),
                                     static_cast<uInt>(text.size())));
}

// As tests/golden/tpch/make.py writes them.
std::vector<std::string> Lines(const Table& table, const std::vector<size_t>& columns,
                               const Rows& rows) {
  std::vector<std::string> lines(rows.count);
  for (size_t row = 0; row < rows.count; ++row) {
    for (size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) lines[row] += '|';
      lines[row] += ValueText(table.columns[columns[i]], rows.columns[i], row);
    }
  }
  return lines;
}

// Units [begin, end) in pieces.
std::vector<std::string> Made(const Table& table, double scale, const std::vector<size_t>& columns,
                              int64_t begin, int64_t end, int64_t piece) {
  const auto generator = MakeGenerator(table.kind, scale, columns, Pool());
  std::vector<std::string> all;
  Rows rows;
  for (int64_t at = begin; at < end; at += piece) {
    generator->Generate(at, std::min(end, at + piece), rows);
    for (std::string& line : Lines(table, columns, rows)) all.push_back(std::move(line));
  }
  return all;
}

TEST(Generator, TinyIsTrinosRowForRow) {
  std::ifstream golden(kGolden + std::string("tiny.txt"));
  std::string name, digest;
  size_t count = 0;
  int tables = 0;
  while (golden >> name >> count >> digest) {
    ++tables;
    const Table* table = FindTable(name);
    ASSERT_NE(table, nullptr) << name;
    const auto lines = Made(*table, 0.01, AllColumns(*table), 0, UnitsOf(table->kind, 0.01), 300);
    EXPECT_EQ(lines.size(), count) << name;
    std::vector<std::string> ordered = lines;
    if (table->kind == TableKind::kPartsupp) {  // the golden's order is of partkey, suppkey
      std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
        const auto keys = [](const std::string& line) {
          const size_t bar = line.find('|');
          return std::pair(std::stol(line), std::stol(line.substr(bar + 1)));
        };
        return keys(a) < keys(b);
      });
    }
    std::string text;
    for (const std::string& line : ordered) text += line + "\n";
    EXPECT_EQ(Crc32(text), digest) << name << "\n" << text.substr(0, 500);
  }
  EXPECT_EQ(tables, 8);
}

// Which unit a line of a sample is of, by its first column.
int64_t UnitOf(TableKind table, int64_t key) {
  if (table == TableKind::kNation || table == TableKind::kRegion) return key;
  if (table != TableKind::kOrders && table != TableKind::kLineitem) return key - 1;
  return (key >> 5 << 3) + (key & 7) - 1;
}

// From scale factor 30,000 on, what depends on the keys of parts and customers depends in Trino on
// its splits, except in their first rows (see KeyRandom): those fields are taken out of a line.
std::string WithoutKeys(TableKind table, const std::string& line) {
  std::set<int> fields;
  if (table == TableKind::kLineitem) fields = {1, 2, 5};
  if (table == TableKind::kOrders) fields = {1, 3};
  std::istringstream input(line);
  std::string text, field;
  for (int i = 0; std::getline(input, field, '|'); ++i) {
    text += (fields.contains(i) ? std::string() : field) + "|";
  }
  return text;
}

TEST(Generator, RowsOfAnyScaleAreTrinos) {
  std::ifstream golden(kGolden + std::string("samples.txt"));
  std::string line;
  int checked = 0;
  while (std::getline(golden, line)) {
    const size_t colon = line.find(": ");
    const std::string source = line.substr(0, colon);
    const size_t dot = source.rfind('.');
    const Table* table = FindTable(source.substr(dot + 1));
    const auto scale = ScaleFactorOf(source.substr(0, dot));
    ASSERT_TRUE(table != nullptr && scale) << source;
    std::string wanted = line.substr(colon + 2);
    const int64_t unit = UnitOf(table->kind, std::stol(wanted));
    auto made = Made(*table, *scale, AllColumns(*table), unit, unit + 1, 1);
    const bool first_of_a_split = unit == 0;
    if (*scale >= 30000 && !first_of_a_split) {
      wanted = WithoutKeys(table->kind, wanted);
      for (std::string& row : made) row = WithoutKeys(table->kind, row);
    }
    EXPECT_NE(std::find(made.begin(), made.end(), wanted), made.end())
        << source << "\nwanted " << wanted << "\ngot    " << made.front();
    ++checked;
  }
  EXPECT_GT(checked, 1000);
}

TEST(Generator, PiecesAndProjectionsDoNotChangeRows) {
  for (const Table& table : Tables()) {
    const int64_t end = std::min<int64_t>(UnitsOf(table.kind, 1), 500);
    const auto whole = Made(table, 1, AllColumns(table), 0, end, end);
    const auto pieces = Made(table, 1, AllColumns(table), 0, end, 7);
    EXPECT_EQ(whole, pieces) << table.name;
    for (size_t column = 0; column < table.columns.size(); ++column) {
      const auto one = Made(table, 1, {column}, 0, end, 100);
      ASSERT_EQ(one.size(), whole.size()) << table.name;
      for (size_t row = 0; row < whole.size(); row += 50) {
        std::istringstream fields(whole[row]);
        std::string field;
        for (size_t i = 0; i <= column; ++i) std::getline(fields, field, '|');
        EXPECT_EQ(one[row], field) << table.name << "." << table.columns[column].name;
      }
    }
  }
}

TEST(Generator, CountsRowsWithoutColumns) {
  const auto generator = MakeGenerator(TableKind::kLineitem, 1, {}, Pool());
  Rows rows;
  generator->Generate(0, 1000, rows);
  EXPECT_EQ(rows.count, Made(*FindTable("lineitem"), 1, {0}, 0, 1000, 1000).size());
}

TEST(Generator, TextsFitTheirColumns) {
  for (const Table& table : Tables()) {
    const auto generator = MakeGenerator(table.kind, 100000, AllColumns(table), Pool());
    const int64_t units = UnitsOf(table.kind, 100000);
    Rows rows;
    generator->Generate(std::max<int64_t>(0, units - 500), units, rows);  // the longest numbers
    for (size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].kind != ColumnKind::kVarchar) continue;
      for (const std::string_view text : rows.columns[i].texts) {
        EXPECT_LE(text.size(), static_cast<size_t>(table.columns[i].length)) << table.name << text;
      }
    }
  }
}

TEST(Generator, NeedsSuppliers) {
  try {
    MakeGenerator(TableKind::kLineitem, 0.00001, {0}, Pool());
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument);
  }
}

TEST(Tables, SchemasNameScaleFactors) {
  EXPECT_EQ(ScaleFactorOf("tiny"), 0.01);
  EXPECT_EQ(ScaleFactorOf("sf1"), 1);
  EXPECT_EQ(ScaleFactorOf("sf0.5"), 0.5);
  EXPECT_EQ(ScaleFactorOf("sf100000"), 100000);
  for (const char* name : {"", "sf", "sf0", "sf-1", "sfx", "sf1x", "sfnan", "sfinf", "sf1e300",
                           "sf2000000", "default", "sf 1"}) {
    EXPECT_FALSE(ScaleFactorOf(name)) << name;
  }
  EXPECT_EQ(RowsOf(TableKind::kLineitem, 1), 6001215);
  EXPECT_EQ(RowsOf(TableKind::kPartsupp, 0.01), 8000);
  EXPECT_EQ(RowsOf(TableKind::kNation, 0.01), 25);
}

}  // namespace
}  // namespace tarn::tpch
