#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "cli/output/result_writer.h"
#include "cli/output/table_writer.h"
#include "cli/terminal/terminal.h"
#include "cli/terminal/text_width.h"

namespace tarn::cli {
namespace {

std::string Write(Format format, const std::vector<ColumnHeader>& columns,
                  const std::vector<std::vector<Cell>>& rows, size_t width = 0) {
  char* buffer = nullptr;
  size_t size = 0;
  FILE* out = open_memstream(&buffer, &size);
  WriterOptions options;
  options.width = width;
  auto writer = NewResultWriter(format, out, options);
  writer->Begin(columns);
  for (const auto& row : rows) writer->Row(row);
  writer->End();
  std::fclose(out);
  std::string text(buffer, size);
  std::free(buffer);
  return text;
}

const std::vector<ColumnHeader> kColumns = {{"id", true}, {"name", false}};

TEST(Output, TableAlignsNumbersAndShowsNull) {
  EXPECT_EQ(Write(Format::kTable, kColumns, {{{"7"}, {"a\nb"}}, {{"100"}, {"", true}}}),
            "┌─────┬──────┐\n"
            "│  id │ name │\n"
            "├─────┼──────┤\n"
            "│   7 │ a\\nb │\n"
            "│ 100 │ NULL │\n"
            "└─────┴──────┘\n");
}

TEST(Output, ADocumentKeepsItsLinesWhole) {
  EXPECT_EQ(Write(Format::kTable, {{"Create Table", false}},
                  {{{"CREATE TABLE t (\n   a_long_column_name bigint\n)"}}}, 20),
            "┌──────────────────────────────┐\n"
            "│ Create Table                 │\n"
            "├──────────────────────────────┤\n"
            "│ CREATE TABLE t (             │\n"
            "│    a_long_column_name bigint │\n"
            "│ )                            │\n"
            "└──────────────────────────────┘\n");
}

TEST(Output, TableCutsItsWidestColumnToTheTerminal) {
  EXPECT_EQ(Write(Format::kTable, kColumns, {{{"7"}, {"abcdefghijklmnop"}}}, 20),
            "┌────┬─────────────┐\n"
            "│ id │ name        │\n"
            "├────┼─────────────┤\n"
            "│  7 │ abcdefghij… │\n"
            "└────┴─────────────┘\n");
}

TEST(Output, TooNarrowForAnyTableIsExpanded) {
  std::vector<ColumnHeader> columns(6, {"column_name", false});
  std::vector<Cell> row(6, {"some longer value", false});
  std::string text = Write(Format::kTable, columns, {row}, 40);
  EXPECT_NE(text.find("── row 1 ─"), std::string::npos);
  EXPECT_NE(text.find("column_name │ some longer value\n"), std::string::npos);
}

TEST(Output, CsvIsRfc4180) {
  EXPECT_EQ(Write(Format::kCsv, kColumns,
                  {{{"1"}, {"a,\"b\""}}, {{"", true}, {"two\nlines"}}, {{"2"}, {""}}}),
            "id,name\r\n1,\"a,\"\"b\"\"\"\r\n,\"two\nlines\"\r\n2,\"\"\r\n");
}

TEST(Output, TsvEscapes) {
  EXPECT_EQ(Write(Format::kTsv, kColumns, {{{"1"}, {"a\tb\\"}}, {{"2"}, {"", true}}}),
            "id\tname\n1\ta\\tb\\\\\n2\t\\N\n");
}

TEST(Output, JsonTakesJsonCells) {
  EXPECT_EQ(Write(Format::kJson, kColumns, {{{"1"}, {"\"x\""}}, {{"2"}, {"", true}}}),
            "[\n  {\"id\": 1, \"name\": \"x\"},\n  {\"id\": 2, \"name\": null}\n]\n");
  EXPECT_EQ(Write(Format::kJson, kColumns, {}), "[]\n");
  EXPECT_EQ(JsonString("a\"\\\n\x01"), "\"a\\\"\\\\\\n\\u0001\"");
}

TEST(Output, MarkdownEscapesPipes) {
  EXPECT_EQ(Write(Format::kMarkdown, kColumns, {{{"1"}, {"a|b"}}}),
            "| id | name |\n| ---: | --- |\n| 1 | a\\|b |\n");
}

TEST(TextWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(TextWidth("abc"), 3U);
  EXPECT_EQ(TextWidth("Grüße"), 5U);
  EXPECT_EQ(TextWidth("日本"), 4U);
  EXPECT_EQ(TextWidth("e\xCC\x81"), 1U);  // e and a combining acute
  EXPECT_EQ(TextWidth("\xFF\xFE"), 2U);
  EXPECT_EQ(CutToWidth("日本語", 5), "日本…");
  EXPECT_EQ(CutToWidth("abc", 3), "abc");
  EXPECT_EQ(CutToWidth("abcd", 3), "ab…");
  EXPECT_EQ(CutToWidth("abcd", 0), "");
  EXPECT_EQ(MakePrintable("a\x1b[31m\t"), "a\\x1b[31m\\t");
}

TEST(FitWidths, CutsTheWidestFirst) {
  using Widths = std::vector<size_t>;
  EXPECT_EQ(FitWidths({5, 40, 10}, 30, 6), (Widths{5, 15, 10}));
  EXPECT_EQ(FitWidths({5, 40, 40}, 30, 6), (Widths{5, 12, 13}));
  EXPECT_EQ(FitWidths({5, 5}, 30, 6), (Widths{5, 5}));
  EXPECT_FALSE(FitWidths({20, 20, 20}, 12, 6).has_value());
}

TEST(Numbers, ForPeople) {
  EXPECT_EQ(FormatCount(3800000), "3,800,000");
  EXPECT_EQ(FormatCount(7), "7");
  EXPECT_EQ(FormatBytes(999), "999 B");
  EXPECT_EQ(FormatBytes(1'234'567), "1.2 MB");
  EXPECT_EQ(FormatBytes(347'000'000), "347 MB");
  EXPECT_EQ(FormatSeconds(0.0123), "0.012 s");
  EXPECT_EQ(FormatSeconds(75), "1:15 min");
  EXPECT_EQ(FormatSeconds(3725), "1:02:05 h");
  EXPECT_EQ(FormatShortCount(1'250'000), "1.25 M");
}

}  // namespace
}  // namespace tarn::cli
