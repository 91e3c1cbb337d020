#include "ingest/source_file.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <zlib.h>

#include "base/error.h"
#include "ingest/tests/temp_folder.h"

namespace tarn::ingest {
namespace {

using base::ErrorKind;
using testing::ElementsAre;

class FirstRecord : public testing::Test {
 protected:
  std::vector<std::string> Read(const std::string& text, const engine::CsvOptions& csv = {}) {
    return ReadFirstRecord(folder_.Write("f.csv", text), csv);
  }
  // Kind InvalidArgument; the message without the folder.
  std::string ErrorOf(const std::string& text) {
    try {
      Read(text);
    } catch (const base::Error& e) {
      EXPECT_EQ(e.kind(), ErrorKind::kInvalidArgument);
      return e.message().substr(folder_.path().size() + 1);
    }
    return "no error";
  }
  TempFolder folder_;
};

TEST_F(FirstRecord, PlainQuotedAndOtherLineEnds) {
  EXPECT_THAT(Read("a,b,c\n1,2,3\n"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Read("a,b\r\n1,2\r\n"), ElementsAre("a", "b"));
  EXPECT_THAT(Read("\"a,1\",\"b\"\"2\",\"c\n3\"\n"), ElementsAre("a,1", "b\"2", "c\n3"));
  EXPECT_THAT(Read("only"), ElementsAre("only"));
  EXPECT_THAT(Read("a,,\n"), ElementsAre("a", "", ""));
  EXPECT_THAT(Read("a\n\n"), ElementsAre("a"));
}

TEST_F(FirstRecord, ByteOrderMarkIsNoPartOfTheName) {
  EXPECT_THAT(Read("\xef\xbb\xbfid,é\n"), ElementsAre("id", "é"));
  EXPECT_THAT(Read("\xef\xbb\xbf\"id\"\n"), ElementsAre("id"));
}

TEST_F(FirstRecord, OtherDialects) {
  engine::CsvOptions csv;
  csv.delimiter = ';';
  csv.quote = '\'';
  csv.escape = '\\';
  EXPECT_THAT(Read("'a;1';'it\\'s'\n", csv), ElementsAre("a;1", "it's"));
}

TEST_F(FirstRecord, Gzip) {
  std::string path = folder_.File("f.csv.gz");
  gzFile out = gzopen(path.c_str(), "wb");
  gzputs(out,
         "\xef\xbb\xbf"
         "a,b\n1,2\n");
  gzclose(out);
  EXPECT_THAT(ReadFirstRecord(path, {}), ElementsAre("a", "b"));
  // Cut off in the middle of the compressed header.
  std::filesystem::resize_file(path, 14);
  EXPECT_THROW(ReadFirstRecord(path, {}), base::Error);
}

TEST_F(FirstRecord, ErrorsNameFileAndLine) {
  EXPECT_EQ(ErrorOf(""), "f.csv:1: the file is empty");
  EXPECT_EQ(ErrorOf("\xef\xbb\xbf"), "f.csv:1: the file is empty");
  EXPECT_EQ(ErrorOf("\na,b\n"), "f.csv:1: the first line is empty");
  EXPECT_EQ(ErrorOf("a,\"b\nc,d\n"), "f.csv:1: the quote (\") that begins a field never closes");
  EXPECT_EQ(ErrorOf("\"a\"b,c\n"), "f.csv:1: text follows the closing quote of a field: 'b'");
  EXPECT_EQ(ErrorOf("a,b\xff\n"), "f.csv:1: field 2 is not UTF-8: byte 0xff");
  EXPECT_EQ(ErrorOf(std::string("a,b\0c\n", 6)),
            "f.csv:1: field 2 holds a NUL byte: not a CSV file");
  EXPECT_EQ(ErrorOf(std::string("\xff\xfe"
                                "a\0",
                                4)),
            "f.csv:1: the file is UTF-16, expected UTF-8");
  EXPECT_EQ(ErrorOf("PAR1abc"), "f.csv:1: this is a Parquet file, not CSV");
  EXPECT_EQ(ErrorOf("\x28\xb5\x2f\xfd..."),
            "f.csv:1: the file is compressed with zstd, which is not read from CSV files");
  EXPECT_EQ(ErrorOf(std::string(2'000'000, 'x')),
            "f.csv:1: the first record is longer than 1 MiB: not a CSV file, or a quote is open");
}

RC_GTEST_PROP(FirstRecordProperty, ReadsBackWhatWasQuoted, ()) {
  auto fields =
      *rc::gen::nonEmpty<std::vector<std::string>>(rc::gen::container<std::vector<std::string>>(
          rc::gen::container<std::string>(rc::gen::element('a', 'b', ',', '"', '\n', ' ', ';'))));
  std::string text;
  bool blank = true;
  for (const std::string& field : fields) {
    text += text.empty() ? "\"" : ",\"";
    for (char c : field) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    text += '"';
    blank = blank && field.empty();
  }
  TempFolder folder;
  RC_ASSERT(ReadFirstRecord(folder.Write("p.csv", text + "\nnext,line\n"), {}) == fields);
}

TEST(Utf8, ValidAndInvalid) {
  EXPECT_FALSE(FindInvalidUtf8("plain é € 😀"));
  EXPECT_EQ(FindInvalidUtf8("ab\xc3"), 2u);            // cut off
  EXPECT_EQ(FindInvalidUtf8("\xc0\xaf"), 0u);          // overlong
  EXPECT_EQ(FindInvalidUtf8("x\xed\xa0\x80"), 1u);     // a surrogate
  EXPECT_EQ(FindInvalidUtf8("\xf4\x90\x80\x80"), 0u);  // beyond Unicode
  EXPECT_EQ(FindInvalidUtf8("\xe9t\xe9"), 0u);         // Latin-1
}

TEST(Files, PatternsAreExpandedInOrder) {
  TempFolder folder;
  for (const char* name : {"b.csv", "a.csv", "c.txt", "odd[1].csv"}) folder.Write(name, "x\n");
  EXPECT_THAT(ExpandFiles({folder.File("?.csv")}),
              ElementsAre(folder.File("a.csv"), folder.File("b.csv")));
  EXPECT_THAT(ExpandFiles({folder.File("odd[1].csv"), "missing.csv"}),
              ElementsAre(folder.File("odd[1].csv"), "missing.csv"));
  try {
    ExpandFiles({folder.File("*.parquet")});
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::kNotFound);
    EXPECT_EQ(e.message(), "no file matches " + folder.File("*.parquet"));
  }
}

TEST(Files, FormatsByName) {
  EXPECT_EQ(FormatOf("a/b.csv"), engine::FileFormat::kCsv);
  EXPECT_EQ(FormatOf("b.CSV.gz"), engine::FileFormat::kCsv);
  EXPECT_EQ(FormatOf("b.ndjson"), engine::FileFormat::kJson);
  EXPECT_EQ(FormatOf("b.parquet"), engine::FileFormat::kParquet);
  try {
    FormatOf("book.xlsx");
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.Describe(),
              "cannot tell the format of book.xlsx\nhint: name it .csv, .json or .parquet, or give "
              "its format");
  }
}

TEST(Files, States) {
  TempFolder folder;
  EXPECT_EQ(StatFile(folder.Write("f", "12345")).bytes, 5u);
  auto kind_of = [](const std::string& path) {
    try {
      StatFile(path);
    } catch (const base::Error& e) {
      return e.kind();
    }
    return ErrorKind::kInternal;
  };
  EXPECT_EQ(kind_of(folder.File("none")), ErrorKind::kNotFound);
  EXPECT_EQ(kind_of(folder.path()), ErrorKind::kInvalidArgument);
}

}  // namespace
}  // namespace tarn::ingest
