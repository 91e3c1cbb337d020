#include "api/postgres/backend.h"

#include "api/postgres/catalog/oid.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/types.h"
#include "api/postgres/wire.h"

namespace tarn::api::postgres {

void AppendAuthenticationOk(std::string& out) { MessageWriter(out, 'R').Int32(0); }
void AppendCleartextPasswordRequest(std::string& out) { MessageWriter(out, 'R').Int32(3); }

void AppendParameterStatus(std::string& out, std::string_view name, std::string_view value) {
  MessageWriter(out, 'S').CString(name).CString(value);
}

void AppendBackendKeyData(std::string& out, int32_t process_id, std::string_view secret) {
  MessageWriter(out, 'K').Int32(process_id).Bytes(secret);
}

void AppendNegotiateProtocolVersion(std::string& out, const std::vector<std::string>& unknown) {
  MessageWriter writer(out, 'v');
  writer.Int32(3 << 16).Int32(static_cast<int32_t>(unknown.size()));
  for (const std::string& name : unknown) writer.CString(name);
}

void AppendReadyForQuery(std::string& out, char status) { MessageWriter(out, 'Z').Byte(status); }

void AppendError(std::string& out, const base::Error& error, Severity severity, size_t position) {
  // The line with the caret below the message is for people at a terminal: psql draws its own.
  std::string_view message = error.message();
  message = message.substr(0, message.find('\n'));
  if (const auto place = PlaceOf(message)) message = place->rest;
  const char* name = severity == Severity::kFatal ? "FATAL" : "ERROR";
  MessageWriter writer(out, 'E');
  writer.Byte('S').CString(name).Byte('V').CString(name);
  writer.Byte('C').CString(SqlStateOf(error)).Byte('M').CString(message);
  if (!error.hint().empty()) writer.Byte('H').CString(error.hint());
  if (position > 0) writer.Byte('P').CString(std::to_string(position));
  writer.Byte('\0');
}

void AppendNotice(std::string& out, const char* severity, std::string_view sqlstate,
                  std::string_view message) {
  MessageWriter writer(out, 'N');
  writer.Byte('S').CString(severity).Byte('V').CString(severity);
  writer.Byte('C').CString(sqlstate).Byte('M').CString(message).Byte('\0');
}

namespace {

// The one whose tables pg_class lists.
constexpr std::string_view kLakeCatalog = "iceberg";

}  // namespace

int16_t FormatOf(const std::vector<int16_t>& formats, size_t column) {
  if (formats.empty()) return 0;
  if (formats.size() == 1) return formats[0];
  return column < formats.size() ? formats[column] : int16_t{0};
}

void AppendRowDescription(std::string& out, const std::vector<engine::Column>& columns,
                          const std::vector<int16_t>& formats) {
  MessageWriter writer(out, 'T');
  writer.Int16(static_cast<int16_t>(columns.size()));
  for (size_t i = 0; i < columns.size(); ++i) {
    const PgType type = TypeOf(columns[i].type);
    const engine::ColumnOrigin* origin = columns[i].origin.get();
    const bool is_of_table =
        origin != nullptr && origin->position > 0 && origin->catalog == kLakeCatalog;
    writer.CString(columns[i].name)
        .Int32(is_of_table ? static_cast<int32_t>(RelationOid(origin->schema, origin->table)) : 0)
        .Int16(is_of_table ? static_cast<int16_t>(origin->position) : int16_t{0});
    writer.Int32(static_cast<int32_t>(type.oid)).Int16(type.length).Int32(type.modifier);
    writer.Int16(FormatOf(formats, i));
  }
}

void AppendParameterDescription(std::string& out, const std::vector<uint32_t>& types) {
  MessageWriter writer(out, 't');
  writer.Int16(static_cast<int16_t>(types.size()));
  for (const uint32_t type : types) writer.Int32(static_cast<int32_t>(type));
}

void AppendCommandComplete(std::string& out, std::string_view tag) {
  MessageWriter(out, 'C').CString(tag);
}

namespace {

void AppendCopyResponse(std::string& out, char type, size_t columns) {
  MessageWriter writer(out, type);
  writer.Byte('\0').Int16(static_cast<int16_t>(columns));
  for (size_t i = 0; i < columns; ++i) writer.Int16(0);
}

}  // namespace

void AppendCopyOutResponse(std::string& out, size_t columns) {
  AppendCopyResponse(out, 'H', columns);
}
void AppendCopyInResponse(std::string& out, size_t columns) {
  AppendCopyResponse(out, 'G', columns);
}

void AppendEmptyMessage(std::string& out, char type) { const MessageWriter writer(out, type); }

}  // namespace tarn::api::postgres
