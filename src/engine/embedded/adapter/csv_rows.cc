#include "engine/embedded/adapter/csv_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tarn::engine::embedded {
namespace {

using duckdb::idx_t;

// What is kept of a line that is rejected.
constexpr size_t kMaxRawLine = size_t{1} << 20;
constexpr const char* kNotUtf8 =
    "Invalid unicode (byte sequence mismatch) detected. This file is not utf-8 encoded.";

bool IsUtf8(std::string_view text) {
  return duckdb::Value::StringIsValid(text.data(), text.size());
}

// Text that can be stored: what is no UTF-8 is shown as '?'.
std::string Shown(std::string_view text) {
  std::string shown(text.substr(0, kMaxRawLine));
  if (IsUtf8(shown)) return shown;
  for (char& c : shown) {
    if ((c & 0x80) != 0) c = '?';
  }
  return shown;
}

// A text of a block, which has more readable bytes than a short text keeps: most texts of most
// files are short, and these are put together without a call for their length.
duckdb::string_t TextInBlock(std::string_view text) {
  constexpr size_t kWord = sizeof(uint64_t);
  const auto size = static_cast<uint32_t>(text.size());
  if (size > duckdb::string_t::INLINE_LENGTH) return duckdb::string_t(text.data(), size);
  uint64_t first = 0;
  uint32_t rest = 0;
  std::memcpy(&first, text.data(), kWord);
  std::memcpy(&rest, text.data() + kWord, sizeof rest);
  // Bytes behind the text are zero, as DuckDB compares whole words.
  first &= size < kWord ? (uint64_t{1} << (8 * size)) - 1 : ~uint64_t{0};
  rest &= size <= kWord ? 0 : static_cast<uint32_t>((uint64_t{1} << (8 * (size - kWord))) - 1);
  duckdb::string_t result(size);
  char* bytes = result.GetPrefixWriteable();
  std::memcpy(bytes, &first, kWord);
  std::memcpy(bytes + kWord, &rest, sizeof rest);
  return result;
}
static_assert(std::endian::native == std::endian::little);

std::string FaultText(const csv::Record& record, size_t columns) {
  switch (record.fault) {
    case csv::RecordFault::kOpenQuote:
    case csv::RecordFault::kTextAfterQuote: return "Value with unterminated quote found.";
    default:
      return "Expected Number of Columns: " + std::to_string(columns) +
             " Found: " + std::to_string(record.fields);
  }
}

}  // namespace

CsvRows::CsvRows(CsvScan& scan)
    : scan_(scan),
      index_(scan.dialect(), scan.columns().size(), STANDARD_VECTOR_SIZE),
      timestamps_(scan.columns().size()) {
  index_.Start(block_);
}

void CsvRows::Next(duckdb::DataChunk& output) {
  output.SetCardinality(0);
  while (output.size() == 0) {
    if (index_.Next(batch_)) {
      Fill(output);
      continue;
    }
    if (!scan_.reader().Next(block_)) return;
    text_ = block_.text();
    index_.Start(block_);
    counted_ = 0;
    line_ = block_.first_line;
  }
}

void CsvRows::Fill(duckdb::DataChunk& output) {
  any_bad_ = false;
  const std::vector<size_t>& columns = scan_.files()[block_.file].columns;
  for (size_t field = 0; field < columns.size(); ++field) {
    const CsvScan::Column& column = scan_.columns()[columns[field]];
    duckdb::Vector& vector = output.data[columns[field]];
    FillColumn(field, column, vector);
    if (column.required) CheckRequired(column, vector);
  }
  output.SetCardinality(batch_.rows);
  if (any_bad_) DropBadRows(output);
  RejectRecords();
  if (!pending_.empty()) FlushRejects();
}

void CsvRows::FillColumn(size_t field, const CsvScan::Column& column, duckdb::Vector& vector) {
  switch (column.type.id()) {
    case duckdb::LogicalTypeId::BOOLEAN:
      return FillValues<bool>(field, column, vector, csv::ParseBoolean);
    case duckdb::LogicalTypeId::INTEGER:
      return FillValues<int32_t>(field, column, vector, [](std::string_view text, int32_t& value) {
        int64_t wide = 0;
        if (!csv::ParseInteger(text, wide) || wide != static_cast<int32_t>(wide)) return false;
        value = static_cast<int32_t>(wide);
        return true;
      });
    case duckdb::LogicalTypeId::BIGINT:
      return FillValues<int64_t>(field, column, vector, [](std::string_view text, int64_t& value) {
        return csv::ParseInteger(text, value);
      });
    case duckdb::LogicalTypeId::FLOAT:
      return FillValues<float>(field, column, vector, csv::ParseFloat);
    case duckdb::LogicalTypeId::DOUBLE:
      return FillValues<double>(field, column, vector, csv::ParseDouble);
    case duckdb::LogicalTypeId::DATE:
      return FillValues<duckdb::date_t>(field, column, vector,
                                        [](std::string_view text, duckdb::date_t& value) {
                                          return csv::ParseDate(text, value.days);
                                        });
    case duckdb::LogicalTypeId::TIMESTAMP:
      return FillValues<duckdb::timestamp_t>(
          field, column, vector,
          [&parser = timestamps_[field]](std::string_view text, duckdb::timestamp_t& value) {
            return parser.Parse(text, value.value);
          });
    case duckdb::LogicalTypeId::DECIMAL: return FillDecimals(field, column, vector);
    default: return FillTexts(field, column, vector);
  }
}

void CsvRows::FillDecimals(size_t field, const CsvScan::Column& column, duckdb::Vector& vector) {
  const int precision = duckdb::DecimalType::GetWidth(column.type);
  const int scale = duckdb::DecimalType::GetScale(column.type);
  // Fewer digits than the type has are read here, so that they fit whatever stores them.
  const auto fill = [&]<typename T>(T) {
    FillValues<T>(field, column, vector, [=](std::string_view text, T& value) {
      int64_t wide = 0;
      if (!csv::ParseDecimal(text, precision, scale, wide)) return false;
      value = static_cast<T>(wide);
      return true;
    });
  };
  switch (column.type.InternalType()) {
    case duckdb::PhysicalType::INT16: return fill(int16_t{});
    case duckdb::PhysicalType::INT32: return fill(int32_t{});
    case duckdb::PhysicalType::INT64: return fill(int64_t{});
    default: return fill(duckdb::hugeint_t{});
  }
}

// Calls `take` with each row and the value of its field before it is parsed: in the block, or in
// `scratch_`. Inlined for each type: this is where the time of a load goes.
template <typename F>
void CsvRows::ForEachText(size_t field, F take) {
  const size_t columns = batch_.columns;
  const uint32_t* ends = batch_.ends.data() + field;
  const uint32_t* begins = field == 0 ? batch_.begins.data() : ends - 1;
  const size_t begin_stride = field == 0 ? 1 : columns;
  const uint32_t delimiter = field == 0 ? 0 : 1;
  const bool last = field + 1 == columns;
  const char quote = scan_.dialect().quote;
  for (size_t row = 0; row < batch_.rows; ++row, begins += begin_stride, ends += columns) {
    const char* begin = text_.data() + *begins + delimiter;
    const char* end = text_.data() + *ends;
    // Of a line's end; before anything else it is text.
    if (last && end > begin && end[-1] == '\r' && *end == '\n') --end;
    std::string_view text(begin, static_cast<size_t>(end - begin));
    if (block_.quotes && !text.empty() && (text.front() == quote || text.front() == ' ')) {
      text = csv::Unquote(text, quote, scratch_);
    }
    take(row, text);
  }
}

template <typename T, typename Parse>
void CsvRows::FillValues(size_t field, const CsvScan::Column& column, duckdb::Vector& vector,
                         Parse parse) {
  T* values = duckdb::FlatVector::GetData<T>(vector);
  duckdb::ValidityMask& validity = duckdb::FlatVector::Validity(vector);
  const std::string_view null_text = scan_.null_text();
  ForEachText(field, [&](size_t row, std::string_view text) {
    if (text.size() == null_text.size() && text == null_text) {
      validity.SetInvalid(row);
    } else if (text.data() == scratch_.data() || !parse(text, values[row])) {
      // Parsers read beyond a text, which only the block's have room for.
      Cast(text, row, column, vector);
    }
  });
}

void CsvRows::FillTexts(size_t field, const CsvScan::Column& column, duckdb::Vector& vector) {
  auto* values = duckdb::FlatVector::GetData<duckdb::string_t>(vector);
  duckdb::ValidityMask& validity = duckdb::FlatVector::Validity(vector);
  const std::string_view null_text = scan_.null_text();
  ForEachText(field, [&](size_t row, std::string_view text) {
    if (text.size() == null_text.size() && text == null_text) {
      validity.SetInvalid(row);
    } else if (!block_.ascii && !IsUtf8(text)) {
      validity.SetInvalid(row);
      RejectRow(row, column, kNotUtf8);
    } else if (text.data() == scratch_.data()) {
      values[row] = duckdb::StringVector::AddString(vector, text.data(), text.size());
    } else {
      values[row] = TextInBlock(text);
    }
  });
}

// A value that is not written in the usual way.
void CsvRows::Cast(std::string_view text, size_t row, const CsvScan::Column& column,
                   duckdb::Vector& vector) {
  duckdb::Value value;
  std::string reason;
  if (!IsUtf8(text)) {
    reason = kNotUtf8;
  } else if (duckdb::Value(std::string(text)).DefaultTryCastAs(column.type, value, &reason)) {
    vector.SetValue(row, value);
    return;
  } else {
    reason = "Error when converting column \"" + column.name + "\". Could not convert string \"" +
             Shown(text) + "\" to '" + duckdb::LogicalTypeIdToString(column.type.id()) + "'";
  }
  duckdb::FlatVector::Validity(vector).SetInvalid(row);
  RejectRow(row, column, std::move(reason));
}

void CsvRows::CheckRequired(const CsvScan::Column& column, duckdb::Vector& vector) {
  const duckdb::ValidityMask& validity = duckdb::FlatVector::Validity(vector);
  if (validity.AllValid()) return;
  for (size_t row = 0; row < batch_.rows; ++row) {
    if (validity.RowIsValid(row) || (any_bad_ && bad_rows_[row])) continue;
    RejectRow(row, column, "the column is required");
  }
}

void CsvRows::RejectRow(size_t row, const CsvScan::Column& column, std::string reason) {
  if (!any_bad_) bad_rows_.assign(batch_.rows, false);
  any_bad_ = true;
  bad_rows_[row] = true;
  pending_.push_back(
      {batch_.begins[row], batch_.end(row, batch_.columns - 1), column.name, std::move(reason)});
}

void CsvRows::RejectRecords() {
  for (const csv::BadRecord& bad : batch_.bad) {
    const size_t fields = bad.record.fields;
    const std::vector<size_t>& columns = scan_.files()[block_.file].columns;
    // Where the first missing value would be.
    const bool missing = bad.record.fault == csv::RecordFault::kTooFewFields;
    pending_.push_back({bad.begin, bad.end,
                        missing ? scan_.columns()[columns[fields]].name : std::string(),
                        FaultText(bad.record, columns.size())});
  }
}

void CsvRows::DropBadRows(duckdb::DataChunk& output) {
  duckdb::SelectionVector kept(STANDARD_VECTOR_SIZE);
  idx_t count = 0;
  for (size_t row = 0; row < batch_.rows; ++row) {
    if (!bad_rows_[row]) kept.set_index(count++, row);
  }
  output.Slice(kept, count);
}

void CsvRows::FlushRejects() {
  std::stable_sort(pending_.begin(), pending_.end(),
                   [](const Pending& a, const Pending& b) { return a.begin < b.begin; });
  std::vector<CsvScan::Reject> rejects;
  for (Pending& pending : pending_) {
    const auto passed = text_.substr(counted_, pending.begin - counted_);
    line_ += static_cast<uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
    counted_ = pending.begin;
    std::string_view raw = text_.substr(pending.begin, pending.end - pending.begin);
    while (raw.ends_with('\n') || raw.ends_with('\r')) raw.remove_suffix(1);
    rejects.push_back(
        {block_.file, line_, std::move(pending.column), std::move(pending.reason), Shown(raw)});
  }
  pending_.clear();
  scan_.AddRejects(rejects);
}

}  // namespace tarn::engine::embedded
