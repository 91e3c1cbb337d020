#pragma once

#include <functional>
#include <string>

#include "api/nessie/model.h"

// The filters of the API: CEL over what each list is made of (Nessie documentation, "Filtering").
// Each compiles the text; kInvalidArgument for what is no filter over these variables, and from the
// predicate when evaluating fails. An empty text accepts everything. A predicate serves one
// request, in one thread: it has cel::kMaxTotalSteps steps for all that it is asked.
namespace tarn::api::nessie {

// Variables: ref, refType, commit, refMeta.
std::function<bool(const Reference&)> ReferenceFilter(const std::string& text);
// Variables: commit, operations.
std::function<bool(const LogEntry&)> LogFilter(const std::string& text);
// Variable: entry.
std::function<bool(const versions::ContentKey&, const std::string& type)> EntryFilter(
    const std::string& text);
// Variable: key.
std::function<bool(const versions::ContentKey&)> KeyFilter(const std::string& text);

}  // namespace tarn::api::nessie
