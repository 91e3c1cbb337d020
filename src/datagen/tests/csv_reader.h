#pragma once

#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace tarn::datagen {

// A reader of RFC 4180 that shares nothing with the writer and forgives nothing: every record must
// have as many fields as the header, quotes must close, bytes must be UTF-8 without control
// characters.
struct Csv {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;

  size_t Column(const std::string& name) const {
    for (size_t i = 0; i < header.size(); ++i) {
      if (header[i] == name) return i;
    }
    throw std::runtime_error("no column " + name);
  }
  const std::string& Get(size_t row, const std::string& column) const {
    return rows[row][Column(column)];
  }
};

inline std::vector<std::vector<std::string>> ParseCsv(const std::string& text) {
  std::vector<std::vector<std::string>> records(1, std::vector<std::string>(1));
  enum { kStart, kPlain, kQuoted, kQuoteInQuoted } state = kStart;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    std::string& field = records.back().back();
    if (state == kQuoted) {
      if (c == '"') {
        state = kQuoteInQuoted;
      } else {
        field += c;
      }
      continue;
    }
    if (c == '"') {
      if (state == kPlain) throw std::runtime_error("quote inside a plain field");
      if (state == kQuoteInQuoted) field += '"';
      state = kQuoted;
    } else if (c == ',') {
      records.back().emplace_back();
      state = kStart;
    } else if (c == '\n') {
      records.emplace_back(1);
      state = kStart;
    } else if (state == kQuoteInQuoted || static_cast<unsigned char>(c) < 0x20) {
      throw std::runtime_error("bad byte at " + std::to_string(i));
    } else {
      field += c;
      state = kPlain;
    }
  }
  if (state == kQuoted || records.back() != std::vector<std::string>(1)) {
    throw std::runtime_error("the file does not end with a line end");
  }
  records.pop_back();
  return records;
}

inline std::string ReadText(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot open " + path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

inline Csv ReadCsv(const std::string& path) {
  Csv csv;
  csv.rows = ParseCsv(ReadText(path));
  csv.header = csv.rows.front();
  csv.rows.erase(csv.rows.begin());
  for (const auto& row : csv.rows) {
    if (row.size() != csv.header.size()) throw std::runtime_error("wrong number of fields");
  }
  return csv;
}

}  // namespace tarn::datagen
