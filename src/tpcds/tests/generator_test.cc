#include "tpcds/generator.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tpcds/calendar.h"
#include "tpcds/scaling.h"

namespace tarn::tpcds {
namespace {

constexpr const char* kGolden = TARN_SOURCE_DIR "/tests/golden/tpcds/";
constexpr int64_t kNowMs = 1'600'000'000'123;

std::vector<size_t> AllColumns(const Table& table) {
  std::vector<size_t> columns(table.columns.size());
  std::iota(columns.begin(), columns.end(), size_t{0});
  return columns;
}

std::string ValueText(const Column& column, const ColumnValues& values, size_t row) {
  if (values.nulls.at(row) != 0) return "";
  switch (column.kind) {
    case ColumnKind::kChar:
    case ColumnKind::kVarchar: return std::string(values.texts.at(row));
    case ColumnKind::kDecimal: {
      const int64_t number = values.numbers.at(row);
      return fmt::format("{}{}.{:02}", number < 0 ? "-" : "", std::abs(number) / 100,
                         std::abs(number) % 100);
    }
    default: return std::to_string(values.numbers.at(row));
  }
}

// As tests/golden/tpcds/make.py writes them.
std::string Line(const Table& table, const std::vector<size_t>& columns, const Rows& rows,
                 size_t row) {
  std::string line;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) line += '|';
    line += ValueText(table.columns[columns[i]], rows.columns[i], row);
  }
  return line;
}

// Units [begin, end) in pieces.
template <typename F>
void ForEachLine(const Table& table, double scale, const std::vector<size_t>& columns,
                 int64_t begin, int64_t end, int64_t piece, F&& visit) {
  const auto generator = MakeGenerator(table.kind, scale, columns, kNowMs);
  Rows rows;
  for (int64_t at = begin; at < end; at += piece) {
    generator->Generate(at, std::min(end, at + piece), rows);
    for (size_t row = 0; row < rows.count; ++row) visit(Line(table, columns, rows, row));
  }
  EXPECT_FALSE(generator->overran()) << table.name;
}

std::vector<std::string> Made(const Table& table, double scale, const std::vector<size_t>& columns,
                              int64_t begin, int64_t end, int64_t piece) {
  std::vector<std::string> lines;
  ForEachLine(table, scale, columns, begin, end, piece,
              [&](std::string line) { lines.push_back(std::move(line)); });
  return lines;
}

TEST(Generator, TinyIsTrinosRowForRow) {
  std::ifstream golden(kGolden + std::string("tiny.txt"));
  std::string name;
  int64_t stride = 0;  // every so many rows
  uint64_t count = 0, digest = 0;
  int tables = 0;
  while (golden >> name >> stride >> count >> digest) {
    ++tables;
    const Table* table = FindTable(name);
    ASSERT_NE(table, nullptr) << name;
    uint64_t made = 0, sum = 0;
    std::string first;
    const auto add = [&](const std::string& line) {
      if (made++ == 0) first = line;
      sum += crc32(0, reinterpret_cast<const Bytef*>(line.data()), static_cast<uInt>(line.size()));
    };
    const int64_t units = UnitsOf(table->kind, 0.01);
    if (stride == 1) {
      ForEachLine(*table, 0.01, AllColumns(*table), 0, units, 300, add);
    } else {
      const auto generator = MakeGenerator(table->kind, 0.01, AllColumns(*table), kNowMs);
      Rows rows;
      for (int64_t at = 0; at < units; at += stride) {
        generator->Generate(at, at + 1, rows);
        add(Line(*table, AllColumns(*table), rows, 0));
      }
    }
    EXPECT_EQ(made, count) << name;
    EXPECT_EQ(sum, digest) << name << "\n" << first;
  }
  EXPECT_EQ(tables, 24);
}

std::vector<std::string> Fields(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream input(line);
  for (std::string field; std::getline(input, field, '|');) fields.push_back(field);
  return fields;
}

// Which column of sales and returns has the number of the order.
const std::map<TableKind, size_t> kOrderColumns = {
    {TableKind::kStoreSales, 9},      {TableKind::kStoreReturns, 9}, {TableKind::kCatalogSales, 17},
    {TableKind::kCatalogReturns, 16}, {TableKind::kWebSales, 17},    {TableKind::kWebReturns, 13}};

// Which unit a line of a sample is of.
int64_t UnitOf(TableKind table, double scale, const std::string& line) {
  const std::vector<std::string> fields = Fields(line);
  const auto order = kOrderColumns.find(table);
  if (order != kOrderColumns.end()) return std::stol(fields.at(order->second)) - 1;
  const int64_t key = std::stol(fields.at(0));
  if (table == TableKind::kTimeDim) return key;
  if (table == TableKind::kDateDim) return key - DayOf({1900, 1, 1}) - 1;
  if (table != TableKind::kInventory) return key - 1;
  const Scaling scaling(scale);
  const int64_t row = std::stol(fields.at(1)) - 1;  // of the item
  constexpr int64_t kItemOfRow[] = {1, 2, 2, 3, 3, 3};
  const int64_t item = row / 6 * 3 + kItemOfRow[row % 6];
  const int64_t week = (key - kFirstDay) / 7;
  const int64_t warehouse = std::stol(fields.at(2)) - 1;
  return (week * scaling.RowsOf(TableKind::kWarehouse) + warehouse) *
             scaling.IdsOf(TableKind::kItem) +
         item - 1;
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
    const std::string wanted = line.substr(colon + 2);
    const int64_t unit = UnitOf(table->kind, *scale, wanted);
    const auto made = Made(*table, *scale, AllColumns(*table), unit, unit + 1, 1);
    ASSERT_FALSE(made.empty()) << source << "\nwanted " << wanted;
    EXPECT_NE(std::find(made.begin(), made.end(), wanted), made.end())
        << source << "\nwanted " << wanted << "\ngot    " << made.front();
    ++checked;
  }
  EXPECT_GT(checked, 800);
}

TEST(Generator, PiecesAndProjectionsDoNotChangeRows) {
  for (const Table& table : Tables()) {
    const int64_t end = std::min<int64_t>(UnitsOf(table.kind, 1), 200);
    const auto whole = Made(table, 1, AllColumns(table), 0, end, end);
    EXPECT_EQ(whole, Made(table, 1, AllColumns(table), 0, end, 7)) << table.name;
    const int64_t middle = end / 2 + 1;
    auto parts = Made(table, 1, AllColumns(table), middle, end, end);
    const auto before = Made(table, 1, AllColumns(table), 0, middle, end);
    parts.insert(parts.begin(), before.begin(), before.end());
    EXPECT_EQ(whole, parts) << table.name;
    for (size_t column = 0; column < table.columns.size(); ++column) {
      const auto one = Made(table, 1, {column}, 0, end, 100);
      ASSERT_EQ(one.size(), whole.size()) << table.name;
      for (size_t row = 0; row < whole.size(); row += 11) {
        const std::vector<std::string> fields = Fields(whole[row]);
        EXPECT_EQ(one[row], column < fields.size() ? fields[column] : "")
            << table.name << "." << table.columns[column].name;
      }
    }
  }
}

TEST(Generator, GoesBackwards) {
  for (const TableKind kind :
       {TableKind::kCatalogSales, TableKind::kStore, TableKind::kInventory}) {
    const Table& table = TableOf(kind);
    const auto generator = MakeGenerator(kind, 10, AllColumns(table), kNowMs);
    Rows rows;
    std::vector<std::string> first, again;
    const auto make = [&](int64_t begin, std::vector<std::string>& lines) {
      generator->Generate(begin, begin + 3, rows);
      for (size_t row = 0; row < rows.count; ++row) {
        lines.push_back(Line(table, AllColumns(table), rows, row));
      }
    };
    make(5, first);
    make(90, again);
    again.clear();
    make(5, again);
    EXPECT_EQ(first, again) << table.name;
  }
}

TEST(Generator, CountsRowsWithoutColumns) {
  const auto generator = MakeGenerator(TableKind::kStoreReturns, 1, {}, kNowMs);
  Rows rows;
  generator->Generate(0, 1000, rows);
  EXPECT_EQ(rows.count, Made(TableOf(TableKind::kStoreReturns), 1, {0}, 0, 1000, 1000).size());
}

TEST(Generator, TheVersionTellsTheTime) {
  const Table& table = TableOf(TableKind::kDbgenVersion);
  EXPECT_EQ(Made(table, 10, AllColumns(table), 0, 1, 1),
            (std::vector<std::string>{"2.0.0|18518|44800000|--scale 10.0 --table dbgen_version"}));
}

// The first and the last rows at the ends of the scales, where sizes are smallest and keys longest.
TEST(Generator, TextsFitTheirColumns) {
  for (const double scale : {1e-9, 0.5, 65536.0, 100000.0}) {
    for (const Table& table : Tables()) {
      const auto generator = MakeGenerator(table.kind, scale, AllColumns(table), kNowMs);
      const int64_t units = UnitsOf(table.kind, scale);
      ASSERT_GT(units, 0) << table.name;
      Rows rows;
      for (const int64_t begin : {int64_t{0}, std::max<int64_t>(0, units - 100)}) {
        generator->Generate(begin, std::min(begin + 100, units), rows);
        for (size_t i = 0; i < table.columns.size(); ++i) {
          for (const std::string_view text : rows.columns[i].texts) {
            EXPECT_LE(text.size(), static_cast<size_t>(table.columns[i].length) + 1)
                << table.name << "." << table.columns[i].name << ": " << text;
          }
        }
      }
    }
  }
}

TEST(Tables, SchemasNameScaleFactors) {
  EXPECT_EQ(ScaleFactorOf("tiny"), 0.01);
  EXPECT_EQ(ScaleFactorOf("sf1"), 1);
  EXPECT_EQ(ScaleFactorOf("sf0.5"), 0.5);
  EXPECT_EQ(ScaleFactorOf("sf100000"), 100000);
  for (const char* none :
       {"", "sf", "sf0", "sf-1", "sfnan", "sfinf", "sf1x", "sf100001", "SF1", "x", "sf 1"}) {
    EXPECT_FALSE(ScaleFactorOf(none).has_value()) << none;
  }
  EXPECT_EQ(FindTable("nation"), nullptr);
}

// Table 3-2 of the specification, 3.2.0, and what lies between its scale factors.
TEST(Tables, SizesAreOfTheSpecification) {
  EXPECT_EQ(UnitsOf(TableKind::kCustomer, 1), 100'000);
  EXPECT_EQ(UnitsOf(TableKind::kItem, 100), 204'000);
  EXPECT_EQ(UnitsOf(TableKind::kInventory, 1), 11'745'000);
  EXPECT_EQ(UnitsOf(TableKind::kInventory, 100), 399'330'000);
  EXPECT_EQ(UnitsOf(TableKind::kWebSite, 1), 30);
  EXPECT_EQ(UnitsOf(TableKind::kCatalogPage, 100), 20'400);
  EXPECT_EQ(UnitsOf(TableKind::kStoreSales, 0.01), 10'000);
  EXPECT_EQ(UnitsOf(TableKind::kStoreSales, 2.5), 480'000);
}

}  // namespace
}  // namespace tarn::tpcds
