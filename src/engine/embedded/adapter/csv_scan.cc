#include "engine/embedded/adapter/csv_scan.h"

#include <filesystem>
#include <fstream>

#include "csv/record.h"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/csv_rows.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/session_state.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;

constexpr size_t kSampleBytes = size_t{64} << 10;
// A thread is worth its while for so many bytes.
constexpr uint64_t kBytesAThread = uint64_t{2} << 20;

bool IsCommon(const Type& type) {
  switch (type.kind) {
    case TypeKind::kBoolean:
    case TypeKind::kInteger:
    case TypeKind::kBigint:
    case TypeKind::kReal:
    case TypeKind::kDouble:
    case TypeKind::kDecimal:
    case TypeKind::kVarchar:
    case TypeKind::kDate:
    case TypeKind::kTimestamp: return true;
    default: return false;
  }
}

bool IsPlainDialect(const CsvOptions& csv) {
  if (csv.quote != '\0' && csv.escape != csv.quote) return false;
  for (const char c : {csv.delimiter, csv.quote}) {
    if (c == '\n' || c == '\r' || c == ' ' || (c & 0x80) != 0) return false;
  }
  return csv.delimiter != csv.quote && csv.delimiter != '\0';
}

std::string Sample(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string sample(kSampleBytes, '\0');
  file.read(sample.data(), static_cast<std::streamsize>(sample.size()));
  sample.resize(static_cast<size_t>(file.gcount()));
  return sample;
}

// Neither compressed nor with lines that end in '\r' alone.
bool IsPlain(const std::string& path, const std::string& sample) {
  if (sample.starts_with("\x1f\x8b") || sample.starts_with("\x28\xb5\x2f\xfd")) return false;
  const std::string extension = std::filesystem::path(path).extension().string();
  if (extension == ".gz" || extension == ".zst") return false;
  return sample.find('\n') != std::string::npos || sample.find('\r') == std::string::npos;
}

duckdb::vector<LogicalType> RejectTypes() {
  return {LogicalType::VARCHAR, LogicalType::BIGINT, LogicalType::VARCHAR, LogicalType::VARCHAR,
          LogicalType::VARCHAR};
}

struct ScanData : duckdb::TableFunctionData {
  explicit ScanData(std::shared_ptr<CsvScan> of) : scan(std::move(of)) {}
  const std::shared_ptr<CsvScan> scan;
};

struct ScanState : duckdb::GlobalTableFunctionState {
  explicit ScanState(duckdb::idx_t threads) : threads(threads) {}
  duckdb::idx_t MaxThreads() const override { return threads; }
  const duckdb::idx_t threads;
};

struct ThreadState : duckdb::LocalTableFunctionState {
  explicit ThreadState(CsvScan& scan) : rows(scan) {}
  CsvRows rows;
};

struct RejectState : duckdb::GlobalTableFunctionState {
  duckdb::ColumnDataScanState scan;
};

std::shared_ptr<CsvScan> ScanOf(duckdb::ClientContext& context) {
  auto scan = SessionState::Get(context).csv_scan;
  if (!scan) throw duckdb::InvalidInputException("no CSV files are being loaded");
  return scan;
}

duckdb::TableFunction ScanFunction() {
  duckdb::TableFunction function(
      "tarn_csv_scan", {},
      [](duckdb::ClientContext&, duckdb::TableFunctionInput& input, duckdb::DataChunk& output) {
        Guarded([&] { input.local_state->Cast<ThreadState>().rows.Next(output); });
      },
      [](duckdb::ClientContext& context, duckdb::TableFunctionBindInput&,
         duckdb::vector<LogicalType>& types,
         duckdb::vector<std::string>& names) -> duckdb::unique_ptr<duckdb::FunctionData> {
        auto scan = ScanOf(context);
        for (const CsvScan::Column& column : scan->columns()) {
          types.push_back(column.type);
          names.push_back(column.name);
        }
        return duckdb::make_uniq<ScanData>(std::move(scan));
      });
  function.init_global = [](duckdb::ClientContext&, duckdb::TableFunctionInitInput& input)
      -> duckdb::unique_ptr<duckdb::GlobalTableFunctionState> {
    const CsvScan& scan = *input.bind_data->Cast<ScanData>().scan;
    return duckdb::make_uniq<ScanState>(1 + scan.total_bytes() / kBytesAThread);
  };
  function.init_local =
      [](duckdb::ExecutionContext&, duckdb::TableFunctionInitInput& input,
         duckdb::GlobalTableFunctionState*) -> duckdb::unique_ptr<duckdb::LocalTableFunctionState> {
    return duckdb::make_uniq<ThreadState>(*input.bind_data->Cast<ScanData>().scan);
  };
  function.table_scan_progress = [](duckdb::ClientContext&, const duckdb::FunctionData* data,
                                    const duckdb::GlobalTableFunctionState*) {
    CsvScan& scan = *data->Cast<ScanData>().scan;
    const auto total = static_cast<double>(std::max<uint64_t>(scan.total_bytes(), 1));
    return 100.0 * static_cast<double>(scan.reader().bytes_read()) / total;
  };
  return function;
}

duckdb::TableFunction RejectsFunction() {
  duckdb::TableFunction function(
      "tarn_csv_rejects", {},
      [](duckdb::ClientContext&, duckdb::TableFunctionInput& input, duckdb::DataChunk& output) {
        auto& state = input.global_state->Cast<RejectState>();
        input.bind_data->Cast<ScanData>().scan->rejects().Scan(state.scan, output);
      },
      [](duckdb::ClientContext& context, duckdb::TableFunctionBindInput&,
         duckdb::vector<LogicalType>& types,
         duckdb::vector<std::string>& names) -> duckdb::unique_ptr<duckdb::FunctionData> {
        types = RejectTypes();
        names = {"file", "line", "column_name", "reason", "raw_line"};
        return duckdb::make_uniq<ScanData>(ScanOf(context));
      });
  function.init_global = [](duckdb::ClientContext&, duckdb::TableFunctionInitInput& input)
      -> duckdb::unique_ptr<duckdb::GlobalTableFunctionState> {
    auto state = duckdb::make_uniq<RejectState>();
    input.bind_data->Cast<ScanData>().scan->rejects().InitializeScan(state->scan);
    return state;
  };
  return function;
}

}  // namespace

bool CsvScan::CanRead(const LoadRequest& request) {
  const CsvOptions& csv = request.csv;
  if (request.format != FileFormat::kCsv) return false;
  if (!IsPlainDialect(csv)) return false;
  for (const LoadColumn& column : request.columns) {
    if (!IsCommon(column.type)) return false;
  }
  return std::all_of(request.files.begin(), request.files.end(),
                     [](const std::string& path) { return IsPlain(path, Sample(path)); });
}

std::optional<std::vector<std::string>> CsvScan::ReadHeader(const std::string& path,
                                                            const CsvOptions& csv) {
  const std::string sample = Sample(path);
  const size_t begin = sample.starts_with("\xef\xbb\xbf") ? 3 : 0;
  if (!IsPlainDialect(csv) || !IsPlain(path, sample) || sample.size() == begin) return std::nullopt;
  const csv::Dialect dialect{csv.delimiter, csv.quote, csv.header};
  const csv::Record record = csv::ParseRecord(sample, begin, dialect, 0, nullptr);
  // Longer than the sample, or nothing that is plain.
  if (record.next >= sample.size() && sample.size() == kSampleBytes) return std::nullopt;
  std::vector<std::string> fields = csv::Fields(sample, begin, dialect);
  if (fields.empty() || fields.front().empty()) return std::nullopt;
  return fields;
}

CsvScan::CsvScan(duckdb::ClientContext& context, std::vector<Column> columns,
                 std::vector<File> files, const CsvOptions& csv)
    : columns_(std::move(columns)),
      files_(std::move(files)),
      null_text_(csv.null_text),
      dialect_{csv.delimiter, csv.quote, csv.header},
      rejects_(duckdb::make_uniq<duckdb::ColumnDataCollection>(
          context, RejectTypes(), duckdb::ColumnDataAllocatorType::BUFFER_MANAGER_ALLOCATOR)) {
  std::vector<std::string> paths;
  for (const File& file : files_) {
    paths.push_back(file.path);
    std::error_code failure;
    const auto size = std::filesystem::file_size(file.path, failure);
    if (!failure) total_bytes_ += size;
  }
  reader_ = std::make_unique<csv::BlockReader>(std::move(paths), dialect_);
}

CsvScan::~CsvScan() = default;

void CsvScan::AddRejects(const std::vector<Reject>& rejects) {
  duckdb::DataChunk chunk;
  chunk.Initialize(duckdb::Allocator::DefaultAllocator(), RejectTypes());
  for (size_t i = 0; i < rejects.size(); ++i) {
    const Reject& reject = rejects[i];
    const duckdb::idx_t row = chunk.size();
    chunk.SetValue(0, row, duckdb::Value(files_[reject.file].path));
    chunk.SetValue(1, row, duckdb::Value::BIGINT(static_cast<int64_t>(reject.line)));
    chunk.SetValue(
        2, row,
        reject.column.empty() ? duckdb::Value(LogicalType::VARCHAR) : duckdb::Value(reject.column));
    chunk.SetValue(3, row, duckdb::Value(reject.reason));
    chunk.SetValue(4, row, duckdb::Value(reject.raw_line));
    chunk.SetCardinality(row + 1);
    if (chunk.size() < STANDARD_VECTOR_SIZE && i + 1 < rejects.size()) continue;
    std::lock_guard lock(mutex_);
    rejects_->Append(chunk);
    chunk.Reset();
  }
}

void RegisterCsvScan(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(ScanFunction());
  loader.RegisterFunction(RejectsFunction());
}

}  // namespace tarn::engine::embedded
