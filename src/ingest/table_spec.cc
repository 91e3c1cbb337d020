#include "ingest/table_spec.h"

#include <filesystem>

#include "base/yaml_reader.h"

namespace tarn::ingest {
namespace {

using base::ErrorKind;
using base::YamlReader;

catalog::TableIdentifier ReadTableName(const YamlReader& yaml) {
  try {
    return ParseTableName(yaml.String());
  } catch (const base::Error& e) {
    yaml.Fail(e.message(), e.hint());
  }
}

std::vector<std::string> ReadTexts(const YamlReader& yaml) {
  if (yaml.is_scalar()) return {yaml.String()};
  std::vector<std::string> texts;
  for (const YamlReader& item : yaml.List()) texts.push_back(item.String());
  return texts;
}

std::vector<std::string> ReadFiles(const YamlReader& yaml, const std::string& yaml_file) {
  std::filesystem::path folder = std::filesystem::path(yaml_file).parent_path();
  std::vector<std::string> files = ReadTexts(yaml);
  if (files.empty()) yaml.Fail("files: expected at least one file");
  for (std::string& file : files) file = (folder / file).lexically_normal().string();
  return files;
}

engine::LoadColumn ReadColumn(const YamlReader& yaml) {
  yaml.CheckKeys({"name", "type", "required", "doc"});
  engine::LoadColumn column;
  YamlReader name = yaml.Get("name"), type = yaml.Get("type");
  column.name = name.String();
  try {
    catalog::CheckName(column.name);
    column.type = engine::Type::Parse(type.String());
  } catch (const base::Error& e) {
    (column.type == engine::Type{} ? type : name).Fail(e.message(), e.hint());
  }
  if (auto required = yaml.Find("required")) column.required = required->Bool();
  if (auto doc = yaml.Find("doc")) column.doc = doc->String();
  return column;
}

std::vector<engine::LoadColumn> ReadColumns(const YamlReader& yaml) {
  std::vector<engine::LoadColumn> columns;
  for (const YamlReader& item : yaml.List()) {
    engine::LoadColumn column = ReadColumn(item);
    for (const engine::LoadColumn& other : columns) {
      if (other.name == column.name) item.Fail("column '" + column.name + "' is given twice");
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

char ReadCharacter(const YamlReader& yaml) {
  std::string text = yaml.String();
  if (text == "tab") return '\t';
  if (text.size() != 1 || static_cast<unsigned char>(text[0]) >= 0x80 || text[0] == '\n' ||
      text[0] == '\r') {
    yaml.Fail("expected one ASCII character, or tab, got '" + text + "'");
  }
  return text[0];
}

engine::CsvOptions ReadCsvOptions(const YamlReader& yaml) {
  yaml.CheckKeys({"delimiter", "quote", "escape", "header", "null_text"});
  engine::CsvOptions csv;
  if (auto value = yaml.Find("delimiter")) csv.delimiter = ReadCharacter(*value);
  if (auto value = yaml.Find("quote")) csv.quote = csv.escape = ReadCharacter(*value);
  if (auto value = yaml.Find("escape")) csv.escape = ReadCharacter(*value);
  if (auto value = yaml.Find("header")) csv.header = value->Bool();
  if (auto value = yaml.Find("null_text")) csv.null_text = value->String();
  if (csv.delimiter == csv.quote || csv.delimiter == csv.escape) {
    yaml.Fail("the delimiter must differ from quote and escape");
  }
  return csv;
}

engine::FileFormat ReadFormat(const YamlReader& yaml) {
  std::string name = yaml.Choice({"csv", "json", "parquet"});
  return name == "csv"    ? engine::FileFormat::kCsv
         : name == "json" ? engine::FileFormat::kJson
                          : engine::FileFormat::kParquet;
}

}  // namespace

catalog::TableIdentifier ParseTableName(const std::string& text) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"') {
        parts.back() += text[++i];
      } else {
        quoted = !quoted;
      }
    } else if (text[i] == '.' && !quoted) {
      parts.emplace_back();
    } else {
      parts.back() += text[i];
    }
  }
  if (quoted || parts.size() < 2) {
    base::Throw(ErrorKind::kInvalidArgument, "expected a table as schema.table, got '{}'", text);
  }
  catalog::TableIdentifier table;
  table.name = parts.back();
  parts.pop_back();
  table.ns = parts;
  catalog::CheckIdentifier(table);
  return table;
}

TableSpec MakeTableSpec(const catalog::TableIdentifier& table, std::vector<std::string> files) {
  catalog::CheckIdentifier(table);
  TableSpec spec;
  spec.table = table;
  spec.files = std::move(files);
  spec.source_system = table.name;
  spec.rejects = {table.ns, table.name + "_rejects"};
  return spec;
}

TableSpec ReadTableSpec(const std::string& yaml_file) {
  YamlReader yaml = YamlReader::ReadFile(yaml_file);
  yaml.CheckKeys({"table", "files", "source_system", "mode", "columns", "partitioning",
                  "properties", "max_reject_share", "rejects", "format", "csv"});
  TableSpec spec =
      MakeTableSpec(ReadTableName(yaml.Get("table")), ReadFiles(yaml.Get("files"), yaml_file));
  if (auto value = yaml.Find("source_system")) spec.source_system = value->String();
  if (auto value = yaml.Find("mode")) {
    spec.mode = value->Choice({"append", "replace"}) == "replace" ? engine::LoadMode::kReplace
                                                                  : engine::LoadMode::kAppend;
  }
  if (auto value = yaml.Find("columns")) spec.columns = ReadColumns(*value);
  if (auto value = yaml.Find("partitioning")) spec.partitioning = ReadTexts(*value);
  if (auto value = yaml.Find("properties")) {
    for (const auto& [key, property] : value->Map()) spec.properties[key] = property.String();
  }
  if (auto value = yaml.Find("max_reject_share")) spec.max_reject_share = value->Number(0, 1);
  if (auto value = yaml.Find("rejects")) spec.rejects = ReadTableName(*value);
  if (auto value = yaml.Find("format")) spec.format = ReadFormat(*value);
  if (auto value = yaml.Find("csv")) spec.csv = ReadCsvOptions(*value);
  return spec;
}

}  // namespace tarn::ingest
