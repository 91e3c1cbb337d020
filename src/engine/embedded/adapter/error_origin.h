#pragma once

#include "base/standard_error.h"

namespace tarn::engine::embedded {

// Who finds an error of a statement that changes the catalog decides which place it is told with.
// Others have the place of what the statement names.

// Trino's connector, which knows nothing of the statement's text: no place.
class ConnectorError : public base::Error {
  using base::Error::Error;
};

// Trino's analyzer, of the statement as a whole: the place where it begins.
class StatementError : public base::Error {
  using base::Error::Error;
};

}  // namespace tarn::engine::embedded
