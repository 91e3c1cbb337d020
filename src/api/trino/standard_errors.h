#pragma once

#include "api/trino/error_codes.h"

namespace tarn::api::trino {

// The error of io.trino.spi.StandardErrorCode, release 476, that has this code; null when none has.
const ErrorCode* FindStandardError(int code);

}  // namespace tarn::api::trino
