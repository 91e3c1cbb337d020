// Files → blocks → rows, against a reader that goes byte by byte through the whole file.
#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "base/content_hash.h"
#include "base/error.h"
#include "csv/block_reader.h"
#include "csv/record.h"
#include "csv/row_index.h"

namespace tarn::csv {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Files : public testing::Test {
 protected:
  Files()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-csv-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~Files() override { std::filesystem::remove_all(folder_); }
  std::string Write(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  struct Found {
    std::vector<std::string> rows;  // fields by '|'
    std::vector<std::string> bad;   // "LINE:text"
    bool odd = false;
  };
  // Everything in the files, in their order.
  Found Read(const std::vector<std::string>& files, size_t columns, const Dialect& dialect = {}) {
    Found found;
    BlockReader reader(files, dialect);
    RowIndex index(dialect, columns, 100);
    Block block;
    RowBatch batch;
    std::string scratch;
    while (reader.Next(block)) {
      found.odd = found.odd || block.odd_quotes;
      index.Start(block);
      while (index.Next(batch)) {
        for (size_t row = 0; row < batch.rows; ++row) {
          std::string text;
          for (size_t column = 0; column < columns; ++column) {
            auto field = block.text().substr(batch.begin(row, column),
                                             batch.end(row, column) - batch.begin(row, column));
            const size_t end = batch.end(row, column);
            const bool ends_line = end < block.text().size() && block.text()[end] == '\n';
            if (ends_line && field.ends_with('\r')) field.remove_suffix(1);
            text += (column > 0 ? "|" : "") + std::string(Unquote(field, dialect.quote, scratch));
          }
          found.rows.push_back(text);
        }
        for (const BadRecord& bad : batch.bad) {
          const auto before = block.text().substr(0, bad.begin);
          const auto line = block.first_line +
                            static_cast<uint64_t>(std::count(before.begin(), before.end(), '\n'));
          found.bad.push_back(std::to_string(line) + ":" +
                              std::string(block.text().substr(bad.begin, bad.end - bad.begin)));
        }
      }
    }
    digests_ = reader.digests();
    return found;
  }
  Found ReadText(const std::string& text, size_t columns, const Dialect& dialect = {}) {
    return Read({Write("t.csv", text)}, columns, dialect);
  }

  std::filesystem::path folder_;
  std::vector<FileDigest> digests_;
};

TEST_F(Files, PlainAndQuotedFields) {
  const Found found = ReadText("a,b\n1,x\n\n2,\"y,\n\"\"z\"\"\"\r\n,\n3,last", 2);
  EXPECT_THAT(found.rows, ElementsAre("1|x", "2|y,\n\"z\"", "|", "3|last"));
  EXPECT_THAT(found.bad, ElementsAre());
  EXPECT_FALSE(found.odd);
}

TEST_F(Files, WhatIsNoRowIsToldWithItsLine) {
  const Found found = ReadText("a,b\n1\n2,x,y\n3,x,\n\"q\nq\"\n4,\"x\"y\n5,z\n", 2);
  EXPECT_THAT(found.rows, ElementsAre("3|x", "5|z"));
  EXPECT_THAT(found.bad, ElementsAre("2:1\n", "3:2,x,y\n", "5:\"q\nq\"\n", "7:4,\"x\"y\n"));
}

TEST_F(Files, QuotesInTextAreTextAndSpacesAroundQuotesAreNot) {
  const Found found = ReadText("a,b\n5\" pipe,x\"y\"z\n \"a,b\" ,\"c\"\n", 2);
  EXPECT_TRUE(found.odd);
  EXPECT_THAT(found.rows, ElementsAre("5\" pipe|x\"y\"z", "a,b|c"));
}

TEST_F(Files, CarriageReturnsThatEndNoLineAreText) {
  // Both ways of reading, by masks and by bytes: a quote within text asks for the second.
  for (const std::string& quote : {"", "x\"y,1\n"}) {
    const Found found =
        ReadText("a,b\n" + quote + "1,\r\r\n2,x\r,\n\"q\",\"\"\r\n\"q\",\"\"\rJ\n", 2);
    EXPECT_EQ(found.odd, true);
    std::vector<std::string> rows = {"1|\r", "2|x\r", "q|"};
    if (!quote.empty()) rows.insert(rows.begin(), "x\"y|1");
    EXPECT_EQ(found.rows, rows);
    EXPECT_EQ(found.bad.size(), 1u);
  }
  EXPECT_THAT(ReadText("a,b\n1,\r\r\n2,x\r,\n", 2).rows, ElementsAre("1|\r", "2|x\r"));
}

TEST_F(Files, AQuoteThatNeverClosesTakesItsLineAlone) {
  const Found found = ReadText("a,b\n1,x\n2,\"open\n3,y\n4,z\n", 2);
  EXPECT_THAT(found.rows, ElementsAre("1|x", "3|y", "4|z"));
  EXPECT_THAT(found.bad, ElementsAre("3:2,\"open\n"));
}

TEST_F(Files, OneColumnMayBeEmpty) {
  EXPECT_THAT(ReadText("a\nx\n\ny\n", 1).rows, ElementsAre("x", "", "y"));
}

TEST(Record, AnEmptyLineIsOneEmptyField) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(Fields("\n", 0, {}), Texts{""});
  EXPECT_EQ(Fields("\r\n", 0, {}), Texts{""});
  EXPECT_EQ(Fields("a,\n", 0, {}), (Texts{"a", ""}));
}

TEST_F(Files, OtherDialects) {
  EXPECT_THAT(ReadText("1;'a;b'\n", 2, {';', '\'', false}).rows, ElementsAre("1|a;b"));
  EXPECT_THAT(ReadText("1,\"a\n", 2, {',', '\0', false}).rows, ElementsAre("1|\"a"));
}

TEST_F(Files, EmptyFilesMarksAndDigests) {
  const std::vector<std::string> files = {Write("1.csv", "\xef\xbb\xbfh,i\n1,x\n"),
                                          Write("2.csv", ""), Write("3.csv", "h,i"),
                                          Write("4.csv", "\"h\nh\",i\n2,y")};
  EXPECT_THAT(Read(files, 2).rows, ElementsAre("1|x", "2|y"));
  ASSERT_EQ(digests_.size(), files.size());
  for (size_t i = 0; i < files.size(); ++i) {
    EXPECT_EQ(digests_[i].xxh3_128, base::HashFile(files[i]));
    EXPECT_EQ(digests_[i].bytes, std::filesystem::file_size(files[i]));
  }
}

TEST_F(Files, RecordsWithoutEndAreRefused) {
  try {
    ReadText("a,b\n1,x\n" + std::string(kMaxRecordBytes + (size_t{4} << 20), 'x'), 2);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument);
    EXPECT_THAT(error.message(), HasSubstr("t.csv:3: a record is longer than 16777216 bytes"));
  }
  // An open quote before as much is a bad line.
  std::string text = "a,b\n1,\"open\n";
  for (int i = 0; i < 2'000'000; ++i) text += "2,abcdefgh\n";
  const Found found = ReadText(text, 2);
  EXPECT_EQ(found.rows.size(), 2'000'000u);
  EXPECT_THAT(found.bad, ElementsAre("2:1,\"open\n"));
}

TEST_F(Files, MissingFilesAreNamed) {
  try {
    Read({(folder_ / "none.csv").string()}, 1);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kNotFound);
    EXPECT_THAT(error.message(), HasSubstr("none.csv"));
  }
}

// Random files over several blocks: rows and bad records are those that ParseRecord finds in the
// whole text.
TEST_F(Files, BlocksAndMasksChangeNothing) {
  for (const bool odd : {false, true}) {
    std::mt19937 random(odd ? 2 : 1);
    const auto below = [&](uint32_t limit) { return random() % limit; };
    std::string text = "a,b,c\n";
    while (text.size() < (size_t{3} << 20)) {
      const uint32_t fields = below(50) == 0 ? 1 + below(5) : 3;
      for (uint32_t i = 0; i < fields; ++i) {
        if (i > 0) text += ',';
        const std::string inside(below(below(100) == 0 ? 3000 : 12), static_cast<char>('a' + i));
        switch (below(odd ? 8 : 4)) {
          case 0: text += '"' + inside + ",\n" + inside + '"'; break;
          case 1: text += "\"\"\"" + inside + "\"\"" + '"'; break;
          case 4: text += inside + "x\"" + inside; break;
          case 5: text += " \"" + inside + "\" "; break;
          case 6: text += below(20) == 0 ? "\"" + inside + "\"" + 'x' : inside; break;
          default: text += inside;
        }
      }
      text += below(2) == 0 ? "\n" : "\r\n";
      if (below(100) == 0) text += '\n';
    }
    const Found found = ReadText(text, 3);
    Found expected;
    std::string scratch;
    uint32_t ends[3];
    for (size_t at = 6; at < text.size();) {
      const Record record = ParseRecord(text, at, {}, 3, ends);
      const std::string whole = text.substr(at, record.next - at);
      if (record.fault != RecordFault::kNone) {
        if (whole != "\n" && whole != "\r\n") expected.bad.push_back(whole);
      } else {
        std::string row;
        size_t begin = at;
        for (const uint32_t end : ends) {
          row +=
              (begin == at ? "" : "|") +
              std::string(Unquote(std::string_view(text).substr(begin, end - begin), '"', scratch));
          begin = end + 1;
        }
        expected.rows.push_back(row);
      }
      at = record.next;
    }
    ASSERT_EQ(found.rows.size(), expected.rows.size());
    EXPECT_TRUE(found.rows == expected.rows);
    ASSERT_EQ(found.bad.size(), expected.bad.size());
    for (size_t i = 0; i < found.bad.size(); ++i) {
      EXPECT_EQ(found.bad[i].substr(found.bad[i].find(':') + 1), expected.bad[i]);
    }
  }
}

}  // namespace
}  // namespace tarn::csv
