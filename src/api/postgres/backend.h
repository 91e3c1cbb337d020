#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "engine/engine.h"

// What the server says (PostgreSQL 16, section 55.7): each function appends one message.
namespace tarn::api::postgres {

enum class Severity { kError, kFatal };

void AppendAuthenticationOk(std::string& out);
void AppendCleartextPasswordRequest(std::string& out);
void AppendParameterStatus(std::string& out, std::string_view name, std::string_view value);
void AppendBackendKeyData(std::string& out, int32_t process_id, std::string_view secret);
// What the server speaks instead of the version and options asked for.
void AppendNegotiateProtocolVersion(std::string& out, const std::vector<std::string>& unknown);
// 'I': idle, 'T': in a transaction, 'E': in one that failed.
void AppendReadyForQuery(std::string& out, char status);
void AppendError(std::string& out, const base::Error& error, Severity severity, size_t position);
void AppendNotice(std::string& out, const char* severity, std::string_view sqlstate,
                  std::string_view message);
// `formats` as in Bind.
void AppendRowDescription(std::string& out, const std::vector<engine::Column>& columns,
                          const std::vector<int16_t>& formats);
void AppendParameterDescription(std::string& out, const std::vector<uint32_t>& types);
void AppendCommandComplete(std::string& out, std::string_view tag);
void AppendCopyOutResponse(std::string& out, size_t columns);
void AppendCopyInResponse(std::string& out, size_t columns);
// Messages that are their type alone: '1' ParseComplete, '2' BindComplete, '3' CloseComplete,
// 'I' EmptyQueryResponse, 'n' NoData, 's' PortalSuspended, 'c' CopyDone.
void AppendEmptyMessage(std::string& out, char type);

// The format of one column: 0 text, 1 binary.
int16_t FormatOf(const std::vector<int16_t>& formats, size_t column);

}  // namespace tarn::api::postgres
